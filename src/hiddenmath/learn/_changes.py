"""What a beginner may write in place of a piece of a solution: each change is a small visitor of one syntax node."""

import ast
from collections.abc import Iterator

Change = tuple[ast.expr, str]
"""What may stand in place of a node, and what to say."""


def say(what: str) -> str:
    return f"Your numbers are those that come out when {what}."


def _elementwise(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult):
        yield ast.BinOp(node.left, ast.Mult(), node.right), say("`*`, entry by entry, stands in place of `@`")


def _exchanged(node: ast.AST) -> Iterator[Change]:
    names = {ast.MatMult: "a product", ast.Div: "a division", ast.Sub: "a difference"}
    if isinstance(node, ast.BinOp) and type(node.op) in names:
        words = say(f"{names[type(node.op)]} is the other way round")
        yield ast.BinOp(node.right, node.op, node.left), words


def _other_axis(node: ast.AST) -> Iterator[Change]:
    if not isinstance(node, ast.Call):
        return
    for keyword in node.keywords:
        if keyword.arg != "axis" or not isinstance(keyword.value, ast.Constant):
            continue
        others = [other for other in node.keywords if other is not keyword]
        belongs = int(str(keyword.value.value))
        for axis in {0, 1, 2} - {belongs}:
            new = [*others, ast.keyword("axis", ast.Constant(axis))]
            yield (
                ast.Call(node.func, node.args, new),
                say(f"axis {axis} is taken, and axis {belongs} belongs"),
            )
        alone = [other for other in others if other.arg != "keepdims"]
        yield ast.Call(node.func, node.args, alone), say("no axis is named, so that all numbers become one")


def _angle(node: ast.AST) -> Iterator[Change]:
    name, argument = _called(node), _first_argument(node)
    if argument is None:
        return
    if name in ("deg2rad", "radians"):
        yield argument, say("an angle in degrees is taken for one in radians")
        yield _numpy("rad2deg", argument), say("an angle in degrees is converted as if it were one in radians")
    elif name in ("sin", "cos", "tan"):
        yield _numpy(name, _numpy("deg2rad", argument)), say("an angle in radians is taken for one in degrees")


def _no_root(node: ast.AST) -> Iterator[Change]:
    words, argument = say("a square root is missing"), _first_argument(node)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow) and ast.unparse(node.right) == "0.5":
        yield node.left, words
    elif isinstance(node, ast.Call) and argument is not None:
        if _called(node) == "sqrt":
            yield argument, words
        elif _called(node) == "norm":
            yield ast.BinOp(node, ast.Mult(), node), words
            yield _numpy("sum", argument), say("a sum of entries stands in place of a length")
    elif isinstance(node, ast.Call) and _called(node) == "std":
        yield ast.BinOp(node, ast.Mult(), node), say("a variance stands in place of its square root")


def _not_centred(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub) and "mean" in ast.unparse(node.right):
        yield node.left, say("a mean is not subtracted")


def _one_off(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Sub)) and ast.unparse(node.right) == "1":
        yield node.left, say("a 1 is not added or subtracted")
    elif isinstance(node, ast.Call) and _called(node) == "range":
        *first, last = node.args
        yield ast.Call(node.func, [*first, _plus(last, -1)], []), say("a loop ends one step too early")
        if not first:
            yield ast.Call(node.func, [ast.Constant(1), last], []), say("a loop begins at 1; Python counts from 0")
    elif isinstance(node, ast.Slice):
        for step in (-1, 1):
            if node.upper is not None:
                how = "early" if step < 0 else "late"
                yield ast.Slice(node.lower, _plus(node.upper, step), node.step), say(f"a range ends one too {how}")
            if node.lower is not None:
                how = "early" if step < 0 else "late"
                yield ast.Slice(_plus(node.lower, step), node.upper, node.step), say(f"a range begins one too {how}")


_REDUCTIONS = ["sum", "mean", "max", "min", "argmax", "argmin", "median", "std", "var"]


def _other_reduction(node: ast.AST) -> Iterator[Change]:
    """`X.sum()` for `X.mean()`, and neither of them."""
    name = _called(node)
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or name not in _REDUCTIONS:
        return
    of, rest = (node.args[0], node.args[1:]) if ast.unparse(node.func.value) == "np" else (node.func.value, node.args)
    for other in _REDUCTIONS:
        if other != name:
            new = ast.Call(_numpy(other, of).func, [of, *rest], node.keywords)
            yield new, say(f"`{other}` stands in place of `{name}`")
    yield of, say(f"a `{name}` is missing")


def _other_comparison(node: ast.AST) -> Iterator[Change]:
    signs: dict[type[ast.cmpop], str] = {ast.Gt: ">", ast.GtE: ">=", ast.Lt: "<", ast.LtE: "<="}
    if isinstance(node, ast.Compare) and (own := type(node.ops[0])) in signs:
        for other in [sign for sign in signs if sign is not own]:
            words = say(f"`{signs[other]}` stands in place of `{signs[own]}`")
            yield ast.Compare(node.left, [other()], node.comparators), words


def _divisor(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.Call):
        for keyword in node.keywords:
            if keyword.arg == "ddof":
                others = [other for other in node.keywords if other is not keyword]
                yield ast.Call(node.func, node.args, others), say("n stands where n - 1 belongs")
        if _called(node) in ("std", "var") and not any(keyword.arg == "ddof" for keyword in node.keywords):
            new = [*node.keywords, ast.keyword("ddof", ast.Constant(1))]
            yield ast.Call(node.func, node.args, new), say("n - 1 stands where n belongs")


def _no_brackets(node: ast.AST) -> Iterator[Change]:
    """(a - b) / c read as a - b / c, and a / (b * c) as a / b * c."""
    if not isinstance(node, ast.BinOp) or not isinstance(node.op, (ast.Div, ast.Mult)):
        return
    words = say("brackets are missing: `*` and `/` come before `+` and `-`, and from left to right")
    left, right = node.left, node.right
    if isinstance(left, ast.BinOp) and isinstance(left.op, (ast.Add, ast.Sub)):
        yield ast.BinOp(left.left, left.op, ast.BinOp(left.right, node.op, right)), words
    if isinstance(right, ast.BinOp) and isinstance(right.op, (ast.Mult, ast.MatMult)) and isinstance(node.op, ast.Div):
        yield ast.BinOp(ast.BinOp(left, node.op, right.left), right.op, right.right), words
    if isinstance(right, ast.BinOp) and isinstance(right.op, (ast.Add, ast.Sub)):
        yield ast.BinOp(ast.BinOp(left, node.op, right.left), right.op, right.right), words


def _no_transpose(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.Attribute) and node.attr == "T":
        yield node.value, say("a transpose is missing")
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult):
        words = say("one transpose is too many")
        if not isinstance(node.left, ast.Attribute):
            yield ast.BinOp(ast.Attribute(node.left, "T", ast.Load()), node.op, node.right), words
        if not isinstance(node.right, ast.Attribute):
            yield ast.BinOp(node.left, node.op, ast.Attribute(node.right, "T", ast.Load())), words


def _other_sign(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Sub)):
        op = ast.Sub() if isinstance(node.op, ast.Add) else ast.Add()
        yield ast.BinOp(node.left, op, node.right), say("a plus and a minus are exchanged")
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield node.operand, say("a minus is missing")


def _other_operation(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
        yield (
            ast.BinOp(node.left, ast.FloorDiv(), node.right),
            say("`//`, which drops decimals, stands in place of `/`"),
        )
        yield ast.BinOp(node.left, ast.Mult(), node.right), say("something is multiplied that should be divided")
        yield node.left, say("a division is missing")
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        yield ast.BinOp(node.left, ast.Div(), node.right), say("something is divided that should be multiplied")
        yield node.left, say("a factor is missing")
        yield node.right, say("a factor is missing")


CHANGES = (
    _other_axis,
    _elementwise,
    _angle,
    _no_root,
    _not_centred,
    _other_reduction,
    _other_comparison,
    _divisor,
    _one_off,
    _no_brackets,
    _exchanged,
    _no_transpose,
    _other_sign,
    _other_operation,
)


def _called(node: ast.AST) -> str:
    """`mean` for `np.mean(X)` and `X.mean()`, `range` for `range(3)`; empty for what is no such call."""
    if not isinstance(node, ast.Call):
        return ""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def _first_argument(node: ast.AST) -> ast.expr | None:
    return node.args[0] if isinstance(node, ast.Call) and node.args else None


def _numpy(name: str, argument: ast.expr) -> ast.Call:
    return ast.Call(ast.Attribute(ast.Name("np", ast.Load()), name, ast.Load()), [argument], [])


def _plus(node: ast.expr, step: int) -> ast.expr:
    return ast.BinOp(node, ast.Add(), ast.Constant(step))
