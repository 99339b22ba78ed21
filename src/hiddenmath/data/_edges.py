"""A network as a matrix: entry (i, j) is the weight of the edge from node i to node j."""

import io
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hiddenmath.data._errors import InputError
from hiddenmath.data._missing import complete
from hiddenmath.data._table import Table

if TYPE_CHECKING:
    from scipy.sparse import csr_array

MARKET = b"%%MatrixMarket"
MOST_NODES = 50_000_000
# What the two first columns of an edge list are called, by which it is told from a table.
ENDS = {("from", "to"), ("source", "target"), ("src", "dst"), ("tail", "head"), ("fromnodeid", "tonodeid")}


class Edges(NamedTuple):
    """`matrix[i, j]`: the weight from `nodes[i]` to `nodes[j]`, 0 where there is no edge; `notes` in plain words."""

    matrix: "csr_array"
    nodes: tuple[str, ...]
    notes: tuple[str, ...]


def is_edge_list(table: Table) -> bool:
    """Whether the columns are called like the ends of edges, with at most a weight beside them."""
    names = [name.casefold() for name in _in_order(table)]
    return len(names) in (2, 3) and tuple(names[:2]) in ENDS


class Ends(NamedTuple):
    """Edge e leads from `nodes[tail[e]]` to `nodes[head[e]]` and has `weight[e]`; what the columns were `called`."""

    tail: NDArray[np.int32]
    head: NDArray[np.int32]
    weight: NDArray[np.float64] | None
    nodes: tuple[str, ...]
    called: tuple[str, ...]
    notes: tuple[str, ...]


def adjacency(table: Table) -> Edges:
    """The matrix of a table with a row for each edge: from, to, and its weight where there is a third column.

    >>> import hiddenmath.data as data
    >>> edges = adjacency(data.read_table(b"from,to\\na,b\\nb,a\\nb,c\\n", name="net.csv"))
    >>> edges.nodes, edges.matrix.toarray().tolist()
    (('a', 'b', 'c'), [[0.0, 1.0, 0.0], [1.0, 0.0, 1.0], [0.0, 0.0, 0.0]])
    """
    from scipy.sparse import csr_array

    read = ends(table)
    weight = np.ones(table.rows) if read.weight is None else read.weight
    return Edges(
        csr_array((weight, (read.tail, read.head)), shape=(len(read.nodes), len(read.nodes))), read.nodes, read.notes
    )


def ends(table: Table) -> Ends:
    """The edges of a table with a row for each. Raises InputError naming the line where one has no end or no weight."""
    columns = _in_order(table)
    if len(columns) not in (2, 3) or (len(columns) == 3 and columns[2] not in table.columns):
        raise InputError(
            f"{table.name} has {len(columns)} columns; a list of edges has two, from and to, and a third for weights.",
            "Leave the others out, or read it as a table.",
        )
    try:
        table = complete(table, "error")
    except InputError as problem:
        raise InputError(problem.message, "Give each edge a finite number there, or leave the edge out.") from None
    numeric = all(name in table.columns for name in columns[:2])
    if numeric:
        every = np.concatenate([table.matrix[:, table.columns.index(name)] for name in columns[:2]])
    else:
        every = np.concatenate([np.array(table.labels(name)) for name in columns[:2]])
        if (every == "").any():
            row = int(np.flatnonzero(every == "")[0]) % table.rows
            raise InputError(f"{table.name}, {table.where(row)}: an end of the edge is missing.", "Name both nodes.")
    nodes, at = np.unique(every, return_inverse=True)
    tail, head = at.astype(np.int32).reshape(2, -1)
    weight = table.matrix[:, table.columns.index(columns[2])] if len(columns) == 3 else None
    called = tuple(f"{node:.16g}" if numeric else node for node in nodes.tolist())
    return Ends(tail, head, weight, called, columns[:2], _notes(table, len(nodes), tail, head))


def _in_order(table: Table) -> tuple[str, ...]:
    """The columns; of texts and numbers the texts come first, which are names of nodes more often than weights are."""
    return (*table.text, *table.columns)


def _notes(table: Table, nodes: int, tail: NDArray[np.int32], head: NDArray[np.int32]) -> tuple[str, ...]:
    loops, double = int((tail == head).sum()), table.rows - len(np.unique(tail.astype(np.int64) * nodes + head))
    notes = [f"{loops} edge{'s lead' if loops > 1 else ' leads'} from a node to itself."] if loops else []
    if double:
        notes.append(f"{double} edge{'s stand' if double > 1 else ' stands'} there more than once: weights were added.")
    return tuple(notes)


def market(content: bytes, name: str) -> Any:
    """The matrix of a Matrix Market file: a csr_array, or an array where all entries are written down."""
    from scipy.io import mminfo, mmread
    from scipy.sparse import csr_array

    try:
        rows, columns, entries, form, _, _ = mminfo(io.BytesIO(content))
        if max(rows, columns) > MOST_NODES or entries > len(content):
            raise InputError(
                f"{name} declares {rows:,}×{columns:,} with {entries:,} entries, in {len(content):,} bytes.",
                f"At most {MOST_NODES:,} rows and columns are read. It may be cut off: get it again.",
            )
        matrix = mmread(io.BytesIO(content), spmatrix=False)
    except (ValueError, TypeError, OverflowError) as problem:
        if isinstance(problem, InputError):
            raise
        raise InputError(
            f"{name} is a broken Matrix Market file: {str(problem).rstrip('.')}.", "It may be cut off: get it again."
        ) from None
    return matrix if form == "array" else csr_array(matrix)
