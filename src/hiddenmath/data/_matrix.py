"""What a file holds as one matrix of numbers, and how it became one."""

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from hiddenmath.data import _archive
from hiddenmath.data._counts import counted
from hiddenmath.data._decode import plain
from hiddenmath.data._edges import adjacency, market
from hiddenmath.data._errors import InputError
from hiddenmath.data._image import Image
from hiddenmath.data._network import Network
from hiddenmath.data._npy import NPY, ZIP, npy_array, written
from hiddenmath.data._table import Table

if TYPE_CHECKING:
    from scipy.sparse import csr_array

CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
Reading = Literal["table", "image", "text", "array", "edges"]


@dataclass(frozen=True, eq=False)
class Matrix:
    """`array` (m×n, of any type of number; sparse where nearly all is 0) and how a file became it.

    `reading` is what the file was read as, `shape` what it holds (an image of colour has three channels), `columns`
    their names where they have any, `text` the columns of text beside them, `rows_are` what a row is.
    """

    array: "NDArray[Any] | csr_array"
    reading: Reading
    name: str
    shape: tuple[int, ...]
    columns: tuple[str, ...] = ()
    rows_are: str = "rows"
    text: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def of_table(table: Table) -> Matrix:
    if not table.columns:
        held = ", ".join(f"{name!r} (such as {cells[0]!r})" for name, cells in list(table.text.items())[:3])
        raise InputError(
            f"{table.name} has no column of numbers; it holds text: {held}.",
            "Check the separator and how numbers are written, or set kind to text, which counts its words.",
        )
    rows_are = "images" if table.image else "rows"
    stray = [f"{table.where(cell.row)}, {cell.column!r}: {cell.text!r} is not a number." for cell in table.unread[:3]]
    if len(table.unread) > 3:
        stray.append(f"{len(table.unread) - 3} more cells hold no number.")
    notes, text = (*table.notes, *(f"{note[0].upper()}{note[1:]}" for note in stray)), tuple(table.text)
    return Matrix(table.matrix, "table", table.name, table.matrix.shape, table.columns, rows_are, text, notes)


def of_image(image: Image) -> Matrix:
    pixels, notes = image.pixels, image.notes
    array = pixels
    if pixels.ndim == 3:
        array = np.hstack(list(np.moveaxis(pixels, 2, 0)))
        notes += ("Red, green and blue stand side by side in the matrix.",)
    return Matrix(array, "image", image.name, pixels.shape, rows_are="rows of pixels", notes=notes)


def of_text(content: bytes, name: str) -> Matrix:
    text, notes = plain(content, name)
    odd = len(CONTROL.findall(text))
    if odd > len(text) / 100:
        raise InputError(
            f"{name} is no text: {odd:,} of its {len(text):,} characters are never written.", "Is it damaged?"
        )
    counts = counted(text, name)
    return Matrix(counts.matrix, "text", name, counts.matrix.shape, counts.words, counts.documents, notes=notes)


def of_edges(table: Table) -> Matrix:
    edges = adjacency(table)
    notes = (*table.notes, *edges.notes)
    return Matrix(edges.matrix, "edges", table.name, edges.matrix.shape, edges.nodes, "nodes", notes=notes)


def of_network(network: Network) -> Matrix:
    from scipy.sparse import csr_array

    weight = np.ones(len(network.tail)) if network.weight is None else network.weight
    shape = (len(network.names), len(network.names))
    matrix = csr_array((weight, (network.tail, network.head)), shape=shape)
    return Matrix(matrix, "edges", network.name, shape, network.names, "nodes", notes=network.notes)


def of_market(content: bytes, name: str) -> Matrix:
    array = market(content, name)
    if array.shape[0] != array.shape[1]:
        return Matrix(array, "array", name, array.shape)
    return Matrix(array, "edges", name, array.shape, rows_are="nodes")


def of_array(content: bytes, name: str) -> Matrix:
    if content.startswith(ZIP) and _archive.holds(content, "indptr.npy"):
        return _sparse(content, name)
    if not content.startswith((NPY, ZIP)):
        raise InputError(f"{name} is no file of numpy.save or numpy.savez.", "Read it as what it is.")
    array, name, notes = npy_array(content, name)
    if array.dtype.kind not in "biufc":
        raise InputError(f"{name} holds {array.dtype}, no plain numbers.", "Keep the numeric columns: astype(float).")
    if array.ndim > 2:
        notes += (f"Its {written(array.shape)} numbers were laid out with a row for each of the first {len(array)}.",)
    flat = array if array.ndim == 2 else array.reshape(len(array), -1) if array.ndim else array.reshape(1, 1)
    return Matrix(flat, "array", name, array.shape, notes=notes)


def _sparse(content: bytes, name: str) -> Matrix:
    """What scipy.sparse.save_npz has written."""
    from scipy.sparse import csr_array, load_npz

    _archive.opened(content, name).close()
    try:
        array = csr_array(load_npz(io.BytesIO(content)))
        array.check_format()
    except (ValueError, KeyError, TypeError, OSError):
        raise InputError(
            f"{name} is no sparse matrix that can be read.", "Save it again: scipy.sparse.save_npz."
        ) from None
    return Matrix(array, "array", name, array.shape)
