"""Parts of a product: its trace, its diagonal, some of its rows and columns."""

import ast
from typing import Any

import numpy as np

from hiddenmath.xray._expression import Apply, Node, Operand, Shape, Transpose, part
from hiddenmath.xray._operations import PART

TRACES = frozenset({"numpy.trace", "ndarray.trace"})
DIAGONALS = frozenset({"numpy.diag", "numpy.diagonal", "ndarray.diagonal"})
ALL = slice(None)


def whole(node: Node) -> Apply | None:
    """The product of two matrices of which an expression is the trace, the diagonal or an indexed part."""
    if not isinstance(node, Apply) or node.keywords:
        return None
    match node.operation, node.operands:
        case PART.name, (inner, Operand()):
            pass
        case operation, (Transpose(of=inner) | inner,) if operation in TRACES | DIAGONALS:
            pass
        case _:
            return None
    is_matrix = isinstance(inner, Apply) and inner.is_product and all(len(o.shape) == 2 for o in inner.operands)
    return inner if is_matrix else None  # type: ignore[return-value]


def taken(node: Apply) -> tuple[Operand | None, Operand | None] | None:
    """The rows and the columns that `(A @ B)[rows, columns]` takes, None for all; nothing for an unusual index.

    Either is a number, a slice, or an array of numbers or truth values; not both are arrays: those go in pairs.
    """
    key = node.operands[1]
    assert isinstance(key, Operand), "an index is not looked into"
    values = key.value if isinstance(key.value, tuple) else (key.value,)
    sources = key.source.elts if isinstance(key.source, ast.Tuple) else [key.source]
    arrays = sum(isinstance(value, np.ndarray) for value in values)
    if not 1 <= len(values) == len(sources) <= 2 or arrays > 1 or not all(map(_is_index, values)):
        return None
    found = [None if _is_all(v) else Operand(s, v) for s, v in zip(sources, values, strict=True)]
    return found[0], found[1] if len(found) > 1 else None


def rows_of(matrix: Node, rows: Operand | None) -> Node:
    """matrix[rows]"""
    return matrix if rows is None else part(matrix, rows, _shape(matrix, rows.value))


def columns_of(matrix: Node, columns: Operand | None) -> Node:
    """matrix[:, columns]"""
    if columns is None:
        return matrix
    key = Operand(ast.Tuple([ast.Slice(), columns.source], ast.Load()), (ALL, columns.value))
    return part(matrix, key, _shape(matrix, key.value))


def _shape(matrix: Node, key: Any) -> Shape:
    return tuple(np.broadcast_to(0.0, matrix.shape)[key].shape)


def _is_index(value: Any) -> bool:
    if isinstance(value, np.ndarray):
        return value.ndim == 1 and value.dtype.kind in "iub"
    return isinstance(value, (slice, int, np.integer)) and not isinstance(value, bool)


def _is_all(value: Any) -> bool:
    return isinstance(value, slice) and value == ALL
