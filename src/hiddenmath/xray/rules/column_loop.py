import ast
from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hiddenmath.xray._expression import Apply, Node, Operand, Transpose, product, transpose
from hiddenmath.xray._rule import Again, Repeated, Rule, Whole
from hiddenmath.xray._sites import Site
from hiddenmath.xray._uses import outward

AT_LEAST = 8
"""So many vectors are multiplied at once when it is measured: how many a loop has is not recorded."""
GATHERS = {"array", "asarray", "stack", "vstack", "column_stack"}


class ColumnLoop(Rule):
    """One matrix times many vectors, one at a time

    ## What it finds
    `for j in range(n): C[:, j] = A @ B[:, j]`, `[A @ x for x in X]`, and `out.append(A @ x)` as all that a loop does:
    the same matrix times vectors that are all there before the loop begins.

    ## Why it matters
    A product of a matrix and a vector reads the whole matrix for two operations with each element: it is as fast as
    memory is. One product with all the vectors as columns reads it once and works on it in cache, often ten times
    faster, and Python's loop is gone.

    ## When to ignore it
    When the vectors together do not fit into memory. A loop in which a product depends on the one before, as in
    `x = A @ x`, is another thing, and X-ray says nothing of it.
    """

    name = "column-loop"
    lesson = "products"
    why = "One product with all vectors as columns reads the matrix once, and not once for every vector."

    VALID = (
        """
        A, x = rng.normal(size=(800, 800)) / 800, np.ones(800)
        for _ in range(20):
            x = A @ x
        """,
        """
        A, B = rng.normal(size=(2, 800, 800))
        C = A @ B
        """,
        """
        A, B = rng.normal(size=(2, 800, 800))
        for j in range(1, 20):
            B[:, j] = A @ B[:, j - 1]
        """,
        """
        A, B = rng.normal(size=(2, 800, 800))
        for j in range(20):
            B[:, j] = A @ B[:, j]
            A[0, 0] = B[0, j]
        """,
        """
        A, B = rng.normal(size=(2, 10, 10))
        C = np.array([A @ x for x in B])
        """,
    )
    INVALID = (
        Again(
            """
            A, B, C = rng.normal(size=(3, 800, 800))
            for j in range(40):
                C[:, j] = A @ B[:, j]
            """,
            "for j in range(40): C[:, j] = A @ B[:, j]",
            "C[:, :40] = A @ B[:, :40]",
            "40 times, on the same A",
        ),
        Again(
            """
            A, X = rng.normal(size=(2, 800, 800))
            C = np.array([A @ x for x in X[:40]])
            """,
            "np.array([A @ x for x in X[:40]])",
            "np.asarray(X[:40]) @ A.T",
            "40 times, on the same A",
        ),
        Again(
            """
            A, X, out = rng.normal(size=(800, 800)), list(rng.normal(size=(30, 800))), []
            for x in X:
                out.append(x.dot(A))
            """,
            "for x in X: out.append(x.dot(A))",
            "out.extend(np.asarray(X) @ A)",
            "30 times, on the same A",
        ),
    )

    def match_repeated(self, repeated: Repeated) -> Whole | None:
        node, same = repeated.node, repeated.same
        if not node.is_product or same is None or len(node.shape) != 1 or len(repeated.places) != 1:
            return None
        matrix, vector = node.operands[same], node.operands[1 - same]
        if not isinstance(matrix, Operand) or not isinstance(vector, Operand) or repeated.times < AT_LEAST:
            return None
        loop = _loop(repeated.places[0], vector.source)
        if loop is None or _names(matrix.source) & loop.changes:
            return None
        left = node.operands[0] if same == 0 else transpose(node.operands[1])
        rows = np.resize([operands[1 - same] for operands in repeated.samples], (AT_LEAST, left.shape[1]))
        vectors = loop.vectors(rows)
        if loop.gives_columns:
            columns = transpose(vectors)
            before, after = Apply("each column", (left, columns), (left.shape[0], AT_LEAST)), product(left, columns)
        else:
            right = transpose(left)
            before, after = Apply("each row", (vectors, right), (AT_LEAST, left.shape[0])), product(vectors, right)
        return Whole(before, after, loop.source, loop.template, AT_LEAST)


class _Loop(NamedTuple):
    source: ast.AST  # what can be replaced
    template: str  # by what, around the product
    vectors: Callable[[NDArray[Any]], Node]  # how the matrix with these vectors as rows is written
    gives_columns: bool
    changes: set[str]  # what it assigns to


def _loop(site: Site, vector: ast.expr) -> _Loop | None:
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
            if into is None or of is None or C.id in _names(of[0]) | _names(n):
                return None
            return _Loop(source, f"{C.id}[{_up_to(n, into)}] = {{}}", partial(_part, *of, n), into == 1, {C.id, j})
        case [
            ast.Call(func=ast.Attribute(value=ast.Name(id=out), attr="append"), args=[_]),
            ast.Expr(),
            ast.For(target=ast.Name(id=x), iter=X, body=[_], orelse=[]) as source,
        ] if _is_name(vector, x):
            return _Loop(source, f"{out}.extend({{}})", partial(_asarray, X), False, {out, x})
        case [
            ast.ListComp(generators=[ast.comprehension(target=ast.Name(id=x), iter=X, ifs=[], is_async=0)]),
            *rest,
        ] if _is_name(vector, x):
            match rest:
                case [ast.Call(func=ast.Attribute(attr=f) | ast.Name(id=f), args=[_], keywords=[]), *_] if f in GATHERS:
                    return _Loop(rest[0], "{}", partial(_asarray, X), f == "column_stack", {x})
            return _Loop(parents[0], "list({})", partial(_asarray, X), False, {x})
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
        case ast.Subscript(value=B, slice=place) if (axis := _along(place, j)) is not None and j not in _names(B):
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


def _is_name(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _names(node: ast.expr) -> set[str]:
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
