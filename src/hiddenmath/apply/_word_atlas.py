"""All words of a set of vectors on one plane, as the picture `words` fetches them."""

import json
import struct

import numpy as np

from hiddenmath.apply._neighbours import directions
from hiddenmath.data import Vectors, WordMap

STEPS = 127  # of an entry between 0 and the largest
GRID = 32767  # steps of a place between the middle and the edge


def word_atlas(vectors: Vectors, there: WordMap) -> bytes:
    """m words with directions of n numbers: the length of a head (uint32) and the head (JSON: words, n, kept), then
    their places on the map (m×2 int16) and directions (m×n int8), little-endian.

    An entry of a direction is off by at most 1/254 of the largest, so a cosine by about 0.003.

    >>> from hiddenmath.data import open_vectors, open_word_map
    >>> len(word_atlas(open_vectors("glove"), open_word_map("glove"))) < 1.4e6
    True
    """
    U = directions(vectors.matrix)
    words = "\n".join(vectors.words)
    head = json.dumps({"words": words, "dimensions": U.shape[1], "kept": there.kept}, ensure_ascii=False).encode()
    head += b" " * (-len(head) % 4)
    place = np.rint(there.places / (np.abs(there.places).max() or 1) * GRID).astype("<i2")
    entries = np.rint(U / (np.abs(U).max() or 1) * STEPS).astype(np.int8)
    packed: bytes = struct.pack("<I", len(head)) + head + place.tobytes() + entries.tobytes()
    return packed
