"""The loop around a product of a matrix and a vector, where that product is all that the loop does.

for j in range(n): C[:, j] = A @ B[:, j]        C[:, :n] = A @ B[:, :n]
for x in X: out.append(A @ x)                   out.extend(np.asarray(X) @ A.T)
[A @ x for x in X]                              list(np.asarray(X) @ A.T)
"""

import ast
from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hiddenmath.xray._expression import Apply, Node, Operand, Transpose
from hiddenmath.xray._sites import Site
from hiddenmath.xray._uses import outward

_GATHERS = {"array", "asarray", "stack", "vstack", "column_stack"}


class Loop(NamedTuple):
    """What of the program a loop is, and what could stand in its place."""

    source: ast.AST
    template: str  # by what, around the product
    vectors: Callable[[NDArray[Any]], Node]  # how the matrix with these vectors as rows is written
    gives_columns: bool
    changes: set[str]  # what it assigns to


def loop_around(site: Site, vector: ast.expr) -> Loop | None:
    """The loop around a product, if the product is all that it does and its vectors are all there before."""
    parents = list(outward(site.node, site.parents))[:3]
    match parents:
        case [
            ast.Assign(targets=[ast.Subscript(value=ast.Name() as C, slice=place)]),
            ast.For(
                target=ast.Name(id=j), iter=ast.Call(func=ast.Name(id="range"), args=[n]), body=[_], orelse=[]
            ) as source,
            *_,
        ]:
            into, of = _along(place, j), _indexed(vector, j)
            if into is None or of is None or C.id in names_in(of[0]) | names_in(n):
                return None
            return Loop(source, f"{C.id}[{_up_to(n, into)}] = {{}}", partial(_part, *of, n), into == 1, {C.id, j})
        case [
            ast.Call(func=ast.Attribute(value=ast.Name(id=out), attr="append"), args=[_]),
            ast.Expr(),
            ast.For(target=ast.Name(id=x), iter=X, body=[_], orelse=[]) as source,
        ] if _is_name(vector, x) and not _is_made(X):
            return Loop(source, f"{out}.extend({{}})", partial(_asarray, X), False, {out, x})
        case [
            ast.ListComp(generators=[ast.comprehension(target=ast.Name(id=x), iter=X, ifs=[], is_async=0)]),
            *rest,
        ] if _is_name(vector, x) and not _is_made(X):
            match rest:
                case [ast.Call(func=ast.Attribute(attr=f) | ast.Name(id=f), args=[_], keywords=[]), *_] if (
                    f in _GATHERS
                ):
                    return Loop(rest[0], "{}", partial(_asarray, X), f == "column_stack", {x})
            return Loop(parents[0], "list({})", partial(_asarray, X), False, {x})
    return None


def _along(place: ast.expr, j: str) -> int | None:
    """Which axis `[j]`, `[j, :]` and `[:, j]` go along."""
    match place:
        case ast.Name(id=name) | ast.Tuple(elts=[ast.Name(id=name), ast.Slice(None, None, None)]) if name == j:
            return 0
        case ast.Tuple(elts=[ast.Slice(None, None, None), ast.Name(id=name)]) if name == j:
            return 1
    return None


def _indexed(vector: ast.expr, j: str) -> tuple[ast.expr, int] | None:
    """B and the axis of `B[j]` or `B[:, j]`."""
    match vector:
        case ast.Subscript(value=B, slice=place) if (axis := _along(place, j)) is not None and j not in names_in(B):
            return B, axis
    return None


def _up_to(n: ast.expr, axis: int) -> str:
    return f":{ast.unparse(n)}" if axis == 0 else f":, :{ast.unparse(n)}"


def _part(B: ast.expr, axis: int, n: ast.expr, rows: NDArray[Any]) -> Node:
    """B[:n], or B[:, :n].T, which has the vectors as rows."""
    written = ast.parse(f"{ast.unparse(B)}[{_up_to(n, axis)}]", mode="eval").body
    return Operand(written, rows) if axis == 0 else Transpose(Operand(written, np.ascontiguousarray(rows.T)))


def _asarray(X: ast.expr, rows: NDArray[Any]) -> Node:
    return Apply("numpy.asarray", (Operand(X, rows),), rows.shape)


def _is_made(X: ast.expr) -> bool:
    """Do the vectors come from a call, so that they may not be there all at once?"""
    return any(isinstance(part, ast.Call) for part in ast.walk(X))


def _is_name(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def names_in(node: ast.expr) -> set[str]:
    """The variables that an expression reads."""
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
