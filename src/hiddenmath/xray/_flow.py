"""How matrices flow from one operation to the next, as the source shows it: for a picture, not for a proof.

    C = X.T @ X + I      the operand `C` comes from the product, through a sum and a name
    w = solve(C, b)

A name is what was assigned to it last, in the order of the source; in a loop it is also what a later line of that loop
assigns. Arrays are followed through arithmetic, indices, transposes and calls that are no operations themselves, and
within one function: what a function is given, or answers, comes from nowhere.
"""

import ast
from collections.abc import Iterator, Mapping

from hiddenmath.xray._names import same_scope
from hiddenmath.xray._uses import outward, scope

_SEEN_THROUGH = {"T", "mT", "H", "real", "imag"}  # attributes; of others, such as shape, an array is not made
_LOOPS = (ast.For, ast.AsyncFor, ast.While)


def origins(operand: ast.expr, parents: Mapping[ast.AST, ast.AST], places: Mapping[ast.AST, int]) -> list[int]:
    """The places of the operations from whose results `operand` is made; `places`: operation -> its place."""
    found: set[int] = set()
    todo, done = [operand], set[ast.expr]()
    while todo:
        node = todo.pop()
        if node in places:
            found.add(places[node])
        elif node not in done:
            done.add(node)
            todo += _definitions(node, parents) if isinstance(node, ast.Name) else _made_of(node)
    return sorted(found)


def name_of(node: ast.AST, parents: Mapping[ast.AST, ast.AST]) -> str:
    """What the result of an operation is called, if it is given a name as it is; "a, b" where it has parts."""
    match parents.get(node):
        case ast.Assign(targets=[ast.Name() | ast.Attribute() | ast.Tuple() as target], value=value) if value is node:
            return ast.unparse(target).strip("()")
        case ast.AnnAssign(target=ast.Name(id=name), value=value) if value is node:
            return name
    return ast.unparse(node.target) if isinstance(node, ast.AugAssign) else ""


def _made_of(node: ast.expr) -> list[ast.expr]:
    """The parts of an expression whose entries are in its value."""
    match node:
        case ast.BinOp(left=left, right=right):
            return [left, right]
        case ast.UnaryOp(operand=inner) | ast.Subscript(value=inner) | ast.Starred(value=inner):
            return [inner]
        case ast.Attribute(value=inner, attr=name) if name in _SEEN_THROUGH:
            return [inner]
        case ast.Call(func=ast.Attribute(value=inner), args=args):
            return [inner, *args]
        case ast.Call(args=args):
            return list(args)
        case ast.IfExp(body=one, orelse=other):
            return [one, other]
        case ast.Tuple(elts=parts) | ast.List(elts=parts):
            return list(parts)
    return []


def _definitions(use: ast.Name, parents: Mapping[ast.AST, ast.AST]) -> list[ast.expr]:
    """What the name may be here: the last value before it, and the last one of the loop around it."""
    around = scope(use, parents)
    if around is None:
        return []
    assigned = [d for part in around.body for node in same_scope(part) for d in _assigned(use.id, node)]
    before = [value for value in assigned if _end(value) <= (use.lineno, use.col_offset)]
    loops = [node for node in outward(use, parents) if isinstance(node, _LOOPS) and scope(node, parents) is around]
    again = {node for loop in loops[-1:] for node in ast.walk(loop)}
    after = [value for value in assigned if value in again and value not in before]
    return [*sorted(before, key=_end)[-1:], *sorted(after, key=_end)[-1:]]


def _assigned(name: str, node: ast.AST) -> Iterator[ast.expr]:
    """The values that a statement gives to a name."""
    match node:
        case ast.Assign(targets=targets, value=value):
            for target in targets:
                yield from _matched(name, target, value)
        case ast.AnnAssign(target=target, value=ast.expr() as value) | ast.NamedExpr(target=target, value=value):
            yield from _matched(name, target, value)
        case ast.AugAssign(target=ast.Name(id=other), value=value) if other == name:
            yield value
        case ast.For(target=target, iter=value):
            yield from _matched(name, target, value)


def _matched(name: str, target: ast.expr, value: ast.expr) -> Iterator[ast.expr]:
    match target, value:
        case ast.Name(id=other), _ if other == name:
            yield value
        case ast.Tuple(elts=targets), ast.Tuple(elts=values) if len(targets) == len(values):
            for part, its_value in zip(targets, values, strict=True):
                yield from _matched(name, part, its_value)
        case ast.Tuple(elts=targets), _ if any(isinstance(t, ast.Name) and t.id == name for t in targets):
            yield value


def _end(node: ast.expr) -> tuple[int, int]:
    return node.end_lineno or node.lineno, node.end_col_offset or node.col_offset
