"""Which differences are worth a look: where a row minus a column, which is a whole matrix, would be a mistake.

    y - X @ w                   the residuals of a fit: one number for each observation is meant
    np.mean((y - p) ** 2)       one number in the end: the mean of all pairs is seldom meant
    r = y - p                   the same, if r is only used so

Other differences are left alone: all pairs are a matrix of distances, and elementwise operations are too many and too
quick to be recorded. So are those in which the source itself adds the axis, as in `x[:, None] - x`.
"""

import ast
from collections.abc import Callable, Iterator, Mapping

from hiddenmath.xray._uses import outward, scope

_REDUCE = {"mean", "sum", "norm"}
_ELEMENTWISE = {"abs", "absolute", "square", "fabs"}
_RESHAPES = {"reshape", "expand_dims", "atleast_2d", "outer", "meshgrid", "ix_", "column_stack"}


def differences(
    tree: ast.Module, parents: Mapping[ast.AST, ast.AST], is_product: Callable[[ast.AST], bool]
) -> Iterator[ast.BinOp]:
    """The differences of a module that are worth a look."""
    for node in ast.walk(tree):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub):
            with_product = is_product(node.left) or is_product(node.right)
            if _adds_an_axis(node):
                continue
            if with_product or (not _reshapes(node) and _is_reduced(node, parents)):
                yield node


def _adds_an_axis(node: ast.AST) -> bool:
    """Is there a None or newaxis in an index, as in `x[:, None] - x`? Then all pairs are meant."""
    for part in ast.walk(node):
        match part:
            case ast.Subscript(slice=ast.Constant(value=None)) | ast.Attribute(attr="newaxis") | ast.Name(id="newaxis"):
                return True
            case ast.Subscript(slice=ast.Tuple(elts=elements)) if any(
                isinstance(e, ast.Constant) and e.value is None for e in elements
            ):
                return True
    return False


def _reshapes(node: ast.AST) -> bool:
    """Does the source itself give an operand another shape? Beside a product that is the mistake, not a sign of
    intention: `y.reshape(-1, 1) - X @ w`."""
    return any(isinstance(part, ast.Attribute | ast.Name) and _name(part) in _RESHAPES for part in ast.walk(node))


def _name(node: ast.Attribute | ast.Name) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id


def _is_reduced(node: ast.AST, parents: Mapping[ast.AST, ast.AST], follow: bool = True) -> bool:
    """Is the value only squared or its sign dropped before all of it becomes one number?"""
    for outer in outward(node, parents):
        match outer:
            case ast.BinOp(op=ast.Pow()) | ast.Attribute(attr="mean" | "sum"):
                continue
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=args, keywords=keywords):
                if name in _REDUCE:
                    return len(args) <= 1 and not keywords  # with an axis it is no single number
                if name not in _ELEMENTWISE:
                    return False
            case ast.Assign(targets=[ast.Name(id=name)]) if follow:
                uses = _uses(name, outer, parents)
                return bool(uses) and all(_is_reduced(use, parents, follow=False) for use in uses)
            case _:
                return False
    return False


def _uses(name: str, assignment: ast.AST, parents: Mapping[ast.AST, ast.AST]) -> list[ast.AST]:
    around = scope(assignment, parents)
    everywhere = [n for n in ast.walk(around) if isinstance(n, ast.Name) and n.id == name] if around else []
    return [n for n in everywhere if isinstance(n.ctx, ast.Load)]
