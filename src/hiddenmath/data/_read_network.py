"""Where networks come from: those that come along, files, matrices, graphs of NetworkX, arrays."""

import io
import os
import sys
from typing import Any

import numpy as np

from hiddenmath.data import _archive
from hiddenmath.data._edges import MARKET, MOST_NODES, ends, market
from hiddenmath.data._errors import InputError
from hiddenmath.data._matrix import of_array
from hiddenmath.data._network import Network
from hiddenmath.data._npy import NPY, ZIP
from hiddenmath.data._read import read_file, read_table
from hiddenmath.data._shipped import shipped, shipped_content


def networks() -> tuple[str, ...]:
    """The names of the networks that come along."""
    return tuple(name for name, file in shipped().items() if file.network)


def open_network(name: str) -> Network:
    """The network of this name.

    >>> open_network("debian")
    Network 'debian': 63,666 nodes, 264,762 edges
    """
    if name not in networks():
        raise InputError(f"There is no network named {name!r}.", f"There are: {', '.join(networks())}.")
    about, (content, _) = shipped()[name], shipped_content(name)
    read = _packed(content) if about.file.endswith(".npz") else _of_table(content, name)
    return Network(read.tail, read.head, read.weight, read.names, name, about.source, about.licence, lines=())


def _packed(content: bytes) -> Network:
    """As `files/debian.py` writes it: the names in lines, how many edges leave each, and where these lead."""
    with np.load(io.BytesIO(content), allow_pickle=False) as saved:
        names = tuple(saved["names"].tobytes().decode().split("\n"))
        tail = np.repeat(np.arange(len(names), dtype=np.int32), saved["out"])
        return Network(tail, saved["head"], None, names)


def read_network(source: Any, name: str | None = None) -> Network:
    """The network in `source`, which is one of these:

    - a file (a path, or its bytes with a `name`): a table (CSV, TSV, XLSX, Parquet) with an edge in each row, from, to
      and perhaps a weight; or a square matrix (Matrix Market, .npy, or an .npz of SciPy), entry (i, j) the weight of
      the edge from i to j;
    - such a matrix itself, of NumPy or SciPy;
    - a graph of NetworkX, whose edges may have a `weight`; in an undirected one they lead both ways;
    - a tuple of arrays `(tail, head)` or `(tail, head, weight)`, where nodes are numbers from 0 or names.

    Raises InputError that names the file and the line.

    >>> read_network((["a", "b", "b"], ["b", "a", "c"])).names
    ('a', 'b', 'c')
    >>> read_network(np.array([[0.0, 2.0], [1.0, 0.0]])).weight
    array([2., 1.])
    """
    if isinstance(source, tuple):
        return _of_arrays(*source, name=name or "the edges")
    if hasattr(source, "tocoo") or isinstance(source, np.ndarray):
        return _of_matrix(source, name or "the matrix")
    if (networkx := sys.modules.get("networkx")) and isinstance(source, networkx.Graph):
        return _of_networkx(source, name or "the graph")
    if not isinstance(source, (str, bytes, os.PathLike)):
        raise InputError(
            f"A {type(source).__name__} is no network.",
            "Give a file, a square matrix, a graph of NetworkX, or a tuple of two arrays: from, to.",
        )
    content, name = read_file(source, name)
    if not content.strip():
        raise InputError(f"{name} is empty.", "Write one edge into each line: from,to.")
    if content.startswith(MARKET):
        return _of_matrix(market(content, name), name)
    if content.startswith(NPY) or (content.startswith(ZIP) and not _archive.holds(content, "xl/workbook.xml")):
        return _of_matrix(of_array(content, name).array, name)
    return _of_table(content, name)


def _of_table(content: bytes, name: str) -> Network:
    table = read_table(content, name)
    read = ends(table)
    if set(read.called) <= set(read.nodes):  # names of columns that are nodes below: no header at all
        table = read_table(content, name, header=False)
        read = ends(table)
    return Network(
        read.tail, read.head, read.weight, read.nodes, table.name, notes=(*table.notes, *read.notes), lines=table.lines
    )


def _of_arrays(tail: Any, head: Any, weight: Any = None, *, name: str) -> Network:
    starts, stops = np.asarray(tail), np.asarray(head)
    heavy = None if weight is None else np.asarray(weight, dtype=np.float64)
    if starts.ndim != 1 or starts.shape != stops.shape or (heavy is not None and heavy.shape != starts.shape):
        shapes = ", ".join(str(part.shape) for part in (starts, stops, heavy) if part is not None)
        raise InputError(f"The arrays of the edges have the shapes {shapes}.", "Give one entry for each edge.")
    if starts.dtype.kind in "iu" and stops.dtype.kind in "iu":
        if len(starts) and min(starts.min(), stops.min()) < 0:
            raise InputError("A node has a number below 0.", "Number the nodes from 0.")
        size = int(max(starts.max(initial=-1), stops.max(initial=-1))) + 1
        if size > MOST_NODES:
            raise InputError(f"A node has the number {size - 1:,}.", f"Number the nodes 0 to {MOST_NODES - 1:,}.")
        names = tuple(map(str, range(size)))
        return Network(starts.astype(np.int32), stops.astype(np.int32), heavy, names, name)
    nodes, at = np.unique(np.concatenate([starts.astype(str), stops.astype(str)]), return_inverse=True)
    places = at.astype(np.int32)
    return Network(places[: len(starts)], places[len(starts) :], heavy, tuple(nodes.tolist()), name)


def _of_matrix(matrix: Any, name: str) -> Network:
    from scipy.sparse import coo_array

    if matrix.ndim != 2 or matrix.shape[0] != matrix.shape[1]:
        shape = "×".join(map(str, matrix.shape))
        raise InputError(f"{name} is {shape}, not square.", "A network needs one row and one column for each node.")
    if matrix.dtype.kind not in "biuf":
        raise InputError(f"{name} holds {matrix.dtype}, no weights.", "Keep real numbers: astype(float).")
    entries = coo_array(matrix)
    weight = entries.data.astype(np.float64)
    names = tuple(map(str, range(matrix.shape[0])))
    tail, head = (places.astype(np.int32) for places in entries.coords)
    return Network(tail, head, None if (weight == 1).all() else weight, names, name)


def _of_networkx(graph: Any, name: str) -> Network:
    nodes = list(graph)
    place = {node: i for i, node in enumerate(nodes)}
    found = [(place[a], place[b], weight) for a, b, weight in graph.edges(data="weight", default=1.0)]
    if not graph.is_directed():
        found += [(b, a, weight) for a, b, weight in found if a != b]
    tail, head, weight = zip(*found, strict=True) if found else ((), (), ())
    heavy = np.array(weight, dtype=np.float64)
    return Network(
        np.array(tail, dtype=np.int32),
        np.array(head, dtype=np.int32),
        None if (heavy == 1).all() else heavy,
        tuple(map(str, nodes)),
        name,
    )
