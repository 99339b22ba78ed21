"""Real data sets, pinned by hash, and readers for a user's own tables."""

from hiddenmath.data import _factors as factors
from hiddenmath.data._anything import Anything, any_names, open_any, read_any
from hiddenmath.data._asked import asked_first, levels_of
from hiddenmath.data._catalog import Entry, entries, get, names, open
from hiddenmath.data._edge_files import EdgeFiles, edge_files
from hiddenmath.data._errors import InputError
from hiddenmath.data._image import Image, images, open_image, read_image
from hiddenmath.data._images import Images, image_sets, images_of, open_images, read_images
from hiddenmath.data._matrix import Matrix, Reading
from hiddenmath.data._missing import Missing, complete
from hiddenmath.data._network import Network
from hiddenmath.data._photos import Credit, encoded, photo, photos, png, png_address
from hiddenmath.data._ratings import Ratings, open_ratings, ratings_of, ratings_sets, read_own_ratings, read_ratings
from hiddenmath.data._read import read_file, read_table
from hiddenmath.data._read_network import networks, open_network, read_network
from hiddenmath.data._rows import Rows, open_rows, table_or_rows
from hiddenmath.data._shipped import shipped
from hiddenmath.data._table import Table, Unread
from hiddenmath.data._texts import Texts, open_texts, read_texts, texts
from hiddenmath.data._vector_files import Format, read_vectors, written
from hiddenmath.data._vectors import Vectors, WordMap, open_vectors, open_word_map, vectors
from hiddenmath.data._words import Words, open_words, read_words, word_sets
from hiddenmath.data._write import write_file
from hiddenmath.data._write_rows import writable, write_rows

__all__ = [
    "Anything",
    "Credit",
    "EdgeFiles",
    "Entry",
    "Format",
    "Image",
    "Images",
    "InputError",
    "Matrix",
    "Missing",
    "Network",
    "Ratings",
    "Reading",
    "Rows",
    "Table",
    "Texts",
    "Unread",
    "Vectors",
    "WordMap",
    "Words",
    "any_names",
    "asked_first",
    "complete",
    "edge_files",
    "encoded",
    "entries",
    "factors",
    "get",
    "image_sets",
    "images",
    "images_of",
    "levels_of",
    "names",
    "networks",
    "open",
    "open_any",
    "open_image",
    "open_images",
    "open_network",
    "open_ratings",
    "open_rows",
    "open_texts",
    "open_vectors",
    "open_word_map",
    "open_words",
    "photo",
    "photos",
    "png",
    "png_address",
    "ratings_of",
    "ratings_sets",
    "read_any",
    "read_file",
    "read_image",
    "read_images",
    "read_network",
    "read_own_ratings",
    "read_ratings",
    "read_table",
    "read_texts",
    "read_vectors",
    "read_words",
    "shipped",
    "table_or_rows",
    "texts",
    "vectors",
    "word_sets",
    "writable",
    "write_file",
    "write_rows",
    "written",
]
