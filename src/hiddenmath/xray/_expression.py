"""Expressions as rules see them: operations applied to operands, with the operands' values at hand.

    Apply("numpy.matmul", (Apply("numpy.linalg.inv", (A,)), b))

The same tree says three things: how it is written (`text`), what it costs (`flops`), and what it gives (`evaluate`).
"""

import ast
import operator
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from hiddenmath.xray._operations import DOT_METHOD, OPERATIONS, product_flops
from hiddenmath.xray._recorder import Step
from hiddenmath.xray._sites import operands_of, under_transposes

Shape = tuple[int, ...]
PRODUCTS = frozenset({"matmul", "numpy.matmul", "numpy.dot", "ndarray.dot", "numpy.linalg.matmul"})
INVERSES = frozenset({"numpy.linalg.inv", "scipy.linalg.inv"})


@dataclass(frozen=True, eq=False)
class Operand:
    """What X-ray does not look into: a name, an index, a sum, a call of anything else."""

    source: ast.expr
    value: Any

    @property
    def shape(self) -> Shape:
        return tuple(getattr(self.value, "shape", ()))

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
    def flops(self) -> float:
        return self.of.flops


@dataclass(frozen=True, eq=False)
class Apply:
    """An operation on operands. `source` is how the program writes it, None for what a rule proposes."""

    operation: str
    operands: tuple["Node", ...]
    shape: Shape
    source: ast.expr | None = None
    result: Any = None  # what the program got
    name: str | None = None  # the variable the program keeps the result in, where this is read through it
    site: int | None = None

    @property
    def is_product(self) -> bool:
        return self.operation in PRODUCTS and len(self.operands) == 2

    @property
    def is_inverse(self) -> bool:
        return self.operation in INVERSES and len(self.operands) == 1 and len(self.shape) == 2

    @property
    def flops(self) -> float:
        own = 0.0
        if self.is_product:
            own = product_flops(self.operands[0].shape, self.operands[1].shape)
        else:
            module, _, name = self.operation.rpartition(".")
            count = OPERATIONS.get(module, {}).get(name)
            own = float(count(self.operands, ())) if count else 0.0
        return own + sum(node.flops for node in self.operands)


Node = Operand | Transpose | Apply
Given = Mapping[Apply, Any]  # what was computed elsewhere


def product(left: Node, right: Node) -> Apply:
    """left @ right, for vectors and matrices."""
    return Apply("matmul", (left, right), left.shape[:-1] + right.shape[1:])


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
    written = operands_of(source, method=step.operation is DOT_METHOD)
    if not step.plain or len(written) != len(step.operands):
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
    shape = tuple(step.result.shape)
    return Apply(step.operation.name, tuple(operands), shape, source, step.result, step.site.name, step.site.number)


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
    return (
        _FUNCTIONS[node.operation](*arguments) if node.operation in _FUNCTIONS else _library(node.operation)(*arguments)
    )


_FUNCTIONS: dict[str, Callable[..., Any]] = {"matmul": operator.matmul, "ndarray.dot": lambda a, b: a.dot(b)}


def _library(operation: str) -> Any:
    module, _, name = operation.rpartition(".")
    return getattr(sys.modules[module], name)


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
    return ast.Call(ast.parse(imported_name(node.operation, names), mode="eval").body, operands, [])


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
