"""Expressions as rules see them: operations applied to operands, with the operands' values at hand.

    Apply("numpy.matmul", (Apply("numpy.linalg.inv", (A,)), b))

The same tree says three things: how it is written (`text`), what it costs (`flops`), and what it gives (`evaluate`).
Besides the functions of NumPy and SciPy there are the few operations of `_NOTATION`, which a rule may propose.
"""

import ast
import importlib
import operator
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from math import prod
from typing import Any

from hiddenmath.xray._operations import OPERATIONS, PART, product_flops
from hiddenmath.xray._recorder import Step
from hiddenmath.xray._sites import operands_of, under_transposes
from hiddenmath.xray._uses import Reads

Shape = tuple[int, ...]
PRODUCTS = frozenset(
    {"matmul", "numpy.matmul", "numpy.dot", "ndarray.dot", "numpy.linalg.matmul", "each column", "each row"}
)
INVERSES = frozenset({"numpy.linalg.inv", "scipy.linalg.inv"})
SOLVES = frozenset({"numpy.linalg.solve", "scipy.linalg.solve"})


@dataclass(frozen=True, eq=False)
class Operand:
    """What X-ray does not look into: a name, an index, a sum, a call of anything else."""

    source: ast.expr
    value: Any

    @property
    def shape(self) -> Shape:
        return tuple(getattr(self.value, "shape", ()))

    @property
    def size(self) -> int:
        return prod(self.shape)

    @property
    def flops(self) -> float:
        return 0.0


@dataclass(frozen=True, eq=False)
class Transpose:
    of: "Node"

    @property
    def shape(self) -> Shape:
        return self.of.shape[::-1]

    @property
    def size(self) -> int:
        return self.of.size

    @property
    def flops(self) -> float:
        return self.of.flops


@dataclass(frozen=True, eq=False)
class Apply:
    """An operation on operands. `source` is how the program writes it, None for what a rule proposes."""

    operation: str
    operands: tuple["Node", ...]
    shape: Shape  # () where the result has several parts
    source: ast.expr | ast.Assign | None = (
        None  # an assignment, where that takes the only part of the result that is read
    )
    result: Any = None  # what the program got
    name: str | None = None  # the variable the program keeps the result in, where this is read through it
    site: int | None = None
    keywords: Mapping[str, Any] = field(default_factory=dict)
    reads: Reads | None = None  # how a result that has parts is taken apart

    @property
    def is_product(self) -> bool:
        return self.operation in PRODUCTS and len(self.operands) == 2 and not self.keywords

    @property
    def is_inverse(self) -> bool:
        return self._is_of(INVERSES, 1) and len(self.shape) == 2

    @property
    def is_solve(self) -> bool:
        return self._is_of(SOLVES, 2) and len(self.operands[0].shape) == 2 and len(self.shape) in (1, 2)

    @property
    def is_diagonal(self) -> bool:
        """Is it a matrix made of its diagonal, np.diag(d)?"""
        return self._is_of({"numpy.diag"}, 1) and len(self.operands[0].shape) == 1

    def _is_of(self, operations: Collection[str], operands: int) -> bool:
        return self.operation in operations and len(self.operands) == operands and not self.keywords

    @property
    def size(self) -> int:
        return prod(self.shape)

    @property
    def flops(self) -> float:
        """The count of this operation and those in it; zero for those without a formula."""
        inner = sum(node.flops for node in self.operands)
        if self.is_product:
            return inner + product_flops(self.operands[0].shape, self.operands[1].shape)
        if self.operation in _NOTATION:
            return inner + self.size
        module, _, name = self.operation.rpartition(".")
        count = OPERATIONS.get(module, {}).get(name)
        arguments = [o.value if isinstance(o, Operand) and isinstance(o.value, str) else o for o in self.operands]
        results = list(self.result) if isinstance(self.result, tuple) else [self]
        return inner + (float(count(arguments, results)) if count else 0.0)


Node = Operand | Transpose | Apply
Given = Mapping[Apply, Any]  # what was computed elsewhere


def product(left: Node, right: Node) -> Apply:
    """left @ right, for vectors and matrices."""
    return Apply("matmul", (left, right), left.shape[:-1] + right.shape[1:])


def constant(value: Any) -> Operand:
    """A number, a text or an index as it is written."""
    return Operand(ast.Constant(value), value)


def part(whole: Node, key: Operand, shape: Shape) -> Apply:
    """whole[key]"""
    return Apply(PART.name, (whole, key), shape)


def only_part(node: Node) -> tuple[Apply, int] | None:
    """The call and the number of the part, where nothing else of its result is read: `np.linalg.svd(A)[1]`."""
    match node:
        case Apply(operation=PART.name, operands=(Apply(result=tuple()) as call, Operand(value=int(number)))):
            return call, number
    return None


def times_rows(d: Node, matrix: Node) -> Apply:
    """Row i of the matrix (or number i of a vector) times d[i]."""
    return Apply("column * rows" if len(matrix.shape) == 2 else "row * columns", (matrix, d), matrix.shape)


def times_columns(matrix: Node, d: Node) -> Apply:
    """Column j of the matrix times d[j]."""
    return Apply("row * columns", (matrix, d), matrix.shape)


def over_rows(matrix: Node, d: Node) -> Apply:
    """Row i of the matrix (or number i of a vector) divided by d[i]."""
    return Apply("rows / column" if len(matrix.shape) == 2 else "columns / row", (matrix, d), matrix.shape)


def over_columns(matrix: Node, d: Node) -> Apply:
    """Column j of the matrix divided by d[j]."""
    return Apply("columns / row", (matrix, d), matrix.shape)


def solve(inverse: Apply, matrix: Node, right: Node) -> Apply:
    """The solution X of matrix @ X = right, from the library that the inverse came from."""
    return Apply(inverse.operation.removesuffix("inv") + "solve", (matrix, right), right.shape)


def transpose(node: Node) -> Node:
    """The transpose, written as simply as it can be; a vector is its own, and inv(A)ᵀ is inv(Aᵀ)."""
    if len(node.shape) < 2:
        return node
    if isinstance(node, Transpose):
        return node.of
    if isinstance(node, Operand) and isinstance(node.source, ast.Attribute) and node.source.attr == "T":
        return Operand(node.source.value, node.value.T)
    if isinstance(node, Apply) and node.is_inverse:
        return Apply(node.operation, (transpose(node.operands[0]),), node.shape)
    return Transpose(node)


def expression(step: Step, through_names: bool = False) -> Node:
    """The tree of what was recorded. An inverse that has a name is an operand like any other, unless one reads through
    names."""
    source = step.site.node
    assert isinstance(source, ast.expr), "an assignment is no operand"
    written = operands_of(source, method=step.operation.is_method)
    if not written or len(written) != len(step.operands):
        return Operand(source, step.result)
    children = dict(step.children)
    operands: list[Node] = []
    for i, operand in enumerate(written):
        child = children.get(i)
        inner, transposed = under_transposes(operand)
        if child is None:
            operands.append(Operand(operand, step.operands[i]))
            continue
        opened = child.site.name is None or through_names
        node = expression(child, through_names) if opened else Operand(inner, child.result)
        operands.append(Transpose(node) if transposed else node)
    call = Apply(
        step.operation.name, tuple(operands), tuple(getattr(step.result, "shape", ())), source, step.result,
        step.site.name, step.site.number, step.keywords, step.site.reads,
    )  # fmt: skip
    return call if not isinstance(step.result, tuple) or call.reads is None else _only_part_read(call, call.reads)


def _only_part_read(call: Apply, reads: Reads) -> Apply:
    """call[i], where the program reads nothing else of the result."""
    if reads.only is None or reads.only >= len(call.result):
        return call
    result = call.result[reads.only]
    key = constant(reads.only)
    return Apply(PART.name, (call, key), tuple(result.shape), reads.source, result, site=call.site, reads=reads)


def evaluate(node: Node, given: Given | None = None) -> Any:
    """The value of an expression; nodes in `given` are taken as computed."""
    match node:
        case Apply() if given and node in given:
            return given[node]
        case Operand():
            return node.value
        case Transpose(of=inner):
            return evaluate(inner, given).T
    arguments = [evaluate(operand, given) for operand in node.operands]
    function = _FUNCTIONS[node.operation] if node.operation in _FUNCTIONS else _library(node.operation)
    return function(*arguments, **node.keywords)


_NOTATION: dict[str, tuple[str, Callable[..., Any]]] = {
    "column * rows": ("b[:, None] * a", lambda a, b: b[:, None] * a),
    "row * columns": ("a * b", operator.mul),
    "rows / column": ("a / b[:, None]", lambda a, b: a / b[:, None]),
    "columns / row": ("a / b", operator.truediv),
}
"""What is written without a function: how, of operands `a` and `b`, and what it does."""
_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "matmul": operator.matmul,
    PART.name: operator.getitem,
    "each column": lambda a, b: _by_columns(a, b),
    "each row": lambda a, b: _by_columns(b.T, a.T).T,
    **{name: function for name, (_, function) in _NOTATION.items()},
}


def _by_columns(a: Any, b: Any) -> Any:
    """a @ b, one column after the other."""
    result = importlib.import_module("numpy").empty((len(a), b.shape[1]), (a[:1, :1] * b[:1, :1]).dtype)
    for j in range(b.shape[1]):
        result[:, j] = a @ b[:, j]
    return result


def _library(operation: str) -> Any:
    """The function. A program that has ended may have SciPy and not have loaded it."""
    module, _, name = operation.rpartition(".")
    if module == "ndarray":
        return lambda array, *arguments: getattr(array, name)(*arguments)
    return getattr(importlib.import_module(module), name)


def subtrees(node: Node) -> tuple[Node, ...]:
    """The expressions directly within this one."""
    match node:
        case Operand():
            return ()
        case Transpose(of=inner):
            return (inner,)
    return node.operands


def leaves(node: Node) -> list[Operand]:
    """The operands of an expression from left to right."""
    return [node] if isinstance(node, Operand) else [leaf for part in subtrees(node) for leaf in leaves(part)]


def text(node: Node, names: Mapping[str, str]) -> str:
    """The expression in Python. `names` are the program's imports: {"numpy": "np", "numpy.linalg.solve": "solve"}."""
    return ast.unparse(ast.fix_missing_locations(_tree(node, names)))


def _tree(node: Node, names: Mapping[str, str]) -> ast.expr:
    match node:
        case Operand(source=source):
            return source
        case Transpose(of=inner):
            return ast.Attribute(_tree(inner, names), "T", ast.Load())
        case Apply(name=str(name)):
            return ast.Name(name, ast.Load())
        case Apply(source=ast.expr() as source):
            return source
    operands = [_tree(operand, names) for operand in node.operands]
    if node.is_product:
        return ast.BinOp(operands[0], ast.MatMult(), operands[1])
    if node.operation == PART.name:
        return ast.Subscript(operands[0], operands[1], ast.Load())
    if node.operation in _NOTATION:
        written: ast.expr = _Fill(operands).visit(ast.parse(_NOTATION[node.operation][0], mode="eval").body)
        return written
    keywords = [ast.keyword(name, ast.Constant(value)) for name, value in node.keywords.items()]
    return ast.Call(ast.parse(imported_name(node.operation, names), mode="eval").body, operands, keywords)


class _Fill(ast.NodeTransformer):
    """Puts expressions in place of the names `a` and `b`."""

    def __init__(self, expressions: list[ast.expr]) -> None:
        self.by_name = dict(zip("ab", expressions, strict=False))

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return self.by_name[node.id]


def is_imported(callee: str, imports: Mapping[str, str]) -> bool:
    """Does an import say what is called, or is it a builtin?

    >>> is_imported("np.linalg.inv", {"numpy": "np"}), is_imported("self.inv", {"numpy": "np"})
    (True, False)
    """
    root = callee.partition(".")[0]
    return root in imports.values() or callee == "abs" or ("*" in imports.values() and root == callee)


def imported_name(operation: str, names: Mapping[str, str]) -> str:
    """How a program with these imports calls a function; `*` is `from … import *`.

    >>> imported_name("numpy.linalg.solve", {"numpy": "np"}), imported_name("numpy.linalg.solve", {})
    ('np.linalg.solve', 'numpy.linalg.solve')
    """
    parts = operation.split(".")
    if ".".join([*parts[:-1], "*"]) in names:
        return parts[-1]
    for length in range(len(parts), 0, -1):
        if (known := names.get(".".join(parts[:length]))) is not None:
            return ".".join([known, *parts[length:]])
    return operation
