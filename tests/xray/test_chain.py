"""Chains of products: their factors, and the best order among all."""

import ast
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiddenmath.xray._chain import cheapest, factors
from hiddenmath.xray._expression import Apply, Node, Operand, Transpose, evaluate, product, text, transpose

RNG = np.random.default_rng(0)
SHAPES = {"A": (4, 5), "B": (5, 6), "C": (6, 3), "x": (5,), "y": (6,), "z": (4,), "T": (4, 5, 6)}
VALUES = {name: RNG.normal(size=shape) for name, shape in SHAPES.items()}


def tree(source: str) -> Node:
    """The expression as the recorder would give it, every product a node and every name an operand."""

    def node(e: ast.expr) -> Node:
        match e:
            case ast.BinOp(left=left, right=right):
                a, b = node(left), node(right)
                result = evaluate(a) @ evaluate(b)
                return Apply("matmul", (a, b), result.shape, e, result)
            case ast.Attribute(value=ast.BinOp() as inner):
                return Transpose(node(inner))
        return Operand(e, eval(ast.unparse(e), dict(VALUES)))  # noqa: S307

    return node(ast.parse(source, mode="eval").body)


FACTORS = {
    "A @ B": ["A", "B"],
    "A @ (B @ C)": ["A", "B", "C"],
    "(A @ B) @ C": ["A", "B", "C"],
    "(A @ B).T @ A": ["B.T", "A.T", "A"],
    "(A.T @ z) @ B": ["A.T @ z", "B"],  # a row made of a column: it is not opened
    "z @ A @ B": ["z", "A", "B"],
    "A @ (B @ y)": ["A", "B", "y"],
    "A @ (z @ A)": ["A", "z @ A"],  # a column made of a row
    "z @ A @ x": ["z", "A", "x"],
    "(A @ x) @ z": ["A @ x", "z"],
    "T @ C": ["T @ C"],
}


@pytest.mark.parametrize("source", FACTORS)
def test_factors(source: str) -> None:
    whole = tree(source)
    found = factors(whole)
    assert [text(f, {}) for f in found] == FACTORS[source]
    result = evaluate(found[0])
    for f in found[1:]:
        result = result @ evaluate(f)
    assert np.allclose(result, evaluate(whole))


def groupings(chain: list[Node]) -> Iterator[Node]:
    """All of them, for comparison."""
    if len(chain) == 1:
        yield chain[0]
    for k in range(1, len(chain)):
        for left in groupings(chain[:k]):
            for right in groupings(chain[k:]):
                yield product(left, right)


@given(st.lists(st.integers(1, 9), min_size=3, max_size=7), st.booleans(), st.booleans())
def test_cheapest_is_the_cheapest_of_all(sizes: list[int], row: bool, column: bool) -> None:
    shapes = list(pairwise(sizes))
    chain: list[Node] = [Operand(ast.Name(f"M{i}", ast.Load()), np.ones(shape)) for i, shape in enumerate(shapes)]
    if row:
        chain[0] = Operand(ast.Name("x", ast.Load()), np.ones(shapes[0][1]))
    if column:
        chain[-1] = Operand(ast.Name("y", ast.Load()), np.ones(shapes[-1][0]))
    best = cheapest(chain)
    assert best.flops == min(g.flops for g in groupings(chain))
    assert np.shape(evaluate(best)) == best.shape
    assert [text(f, {}) for f in factors(best)] == [text(f, {}) for f in chain]


def test_at_a_tie_the_order_is_pythons() -> None:
    square = [Operand(ast.Name(name, ast.Load()), np.eye(3)) for name in "ABCD"]
    assert text(cheapest(square), {}) == "A @ B @ C @ D"


@pytest.mark.parametrize(("source", "transposed"), [("A", "A.T"), ("A.T", "A"), ("x", "x"), ("A + A", "(A + A).T")])
def test_a_transpose_is_written_simply(source: str, transposed: str) -> None:
    node = Operand(ast.parse(source, mode="eval").body, eval(source, dict(VALUES)))  # noqa: S307
    assert text(transpose(node), {}) == transposed
    assert np.array_equal(evaluate(transpose(node)), evaluate(node).T)
