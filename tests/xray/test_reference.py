"""The exact value against rational arithmetic, and errors that are known."""

import ast
from fractions import Fraction

import numpy as np
import pytest

from hiddenmath.xray._double import Double, times
from hiddenmath.xray._expression import Apply, Node, Operand, Transpose, part, product
from hiddenmath.xray._reference import Reference, exact

RNG = np.random.default_rng(1)


def operand(value: np.ndarray) -> Operand:
    return Operand(ast.Name("M", ast.Load()), value)


def inverse(node: Node) -> Apply:
    return Apply("numpy.linalg.inv", (node,), node.shape)


def solve(matrix: Node, right: Node) -> Apply:
    return Apply("numpy.linalg.solve", (matrix, right), right.shape)


def index(text: str, value: object) -> Operand:
    """What stands in the brackets."""
    return Operand(ast.parse(f"M[{text}]", mode="eval").body.slice, value)  # type: ignore[attr-defined]


def rational(matrix: np.ndarray, x: list[Fraction]) -> list[Fraction]:
    return [sum((Fraction(a) * b for a, b in zip(row, x, strict=True)), Fraction()) for row in matrix.tolist()]


@pytest.mark.parametrize("columns", [1, 2, 3, 7, 64, 101])
@pytest.mark.parametrize("spread", [0, 12])
def test_times_is_exact_to_twice_the_precision(columns: int, spread: int) -> None:
    matrix = RNG.normal(size=(5, columns)) * 10.0 ** RNG.integers(-spread, spread + 1, size=(5, columns))
    hi = RNG.normal(size=columns)
    lo = hi * 2.0**-60
    exact = rational(matrix, [Fraction(a) + Fraction(b) for a, b in zip(hi.tolist(), lo.tolist(), strict=True)])
    got = times(matrix, Double(hi, lo))
    size = np.abs(matrix) @ np.abs(hi)
    for e, h, l, s in zip(exact, got.hi.tolist(), got.lo.tolist(), size.tolist(), strict=True):
        assert abs(e - Fraction(h) - Fraction(l)) <= Fraction(s) * columns * Fraction(1, 2**100)


def test_blocks_of_rows_are_put_together(monkeypatch: pytest.MonkeyPatch) -> None:
    matrix, x = RNG.normal(size=(50, 8)), Double(RNG.normal(size=8), np.zeros(8))
    whole = times(matrix, x)
    monkeypatch.setattr("hiddenmath.xray._double._BLOCK", 24)
    assert np.array_equal(times(matrix, x).hi, whole.hi)


def hilbert(n: int) -> np.ndarray:
    return 1.0 / (np.arange(n)[:, None] + np.arange(n) + 1.0)


def test_an_ill_conditioned_system_is_solved_exactly() -> None:
    """Of the 8×8 Hilbert matrix (condition 1.5e10) half the digits are lost in float64, none here."""
    H = hilbert(8)
    x = [Fraction(i + 1) for i in range(8)]
    b = np.array([float(v) for v in rational(H, x)])  # rounded: so the exact solution is near x, not x
    reference = Reference(product(inverse(operand(H)), operand(b)))
    residual = rational(
        H, [Fraction(h) + Fraction(l) for h, l in zip(*(v.tolist() for v in reference.value), strict=True)]
    )
    assert max(abs(r - Fraction(v)) for r, v in zip(residual, b.tolist(), strict=True)) < Fraction(1, 10**20)
    assert 1e-12 < reference.error(np.linalg.inv(H) @ b) < 1e-4


def test_a_singular_matrix_has_no_exact_solution() -> None:
    with pytest.raises(ValueError, match=r"(?i)singular"):
        Reference(product(inverse(operand(hilbert(20))), operand(np.ones(20))))


A, B, v, w = RNG.normal(size=(6, 6)), RNG.normal(size=(6, 6)), RNG.normal(size=6), RNG.normal(size=6)
C = A + 1j * B
EXPRESSIONS = {
    "A B": (product(operand(A), operand(B)), A @ B),
    "(A B)ᵀ": (Transpose(product(operand(A), operand(B))), (A @ B).T),
    "v A B": (product(product(operand(v), operand(A)), operand(B)), v @ A @ B),
    "A B v": (product(operand(A), product(operand(B), operand(v))), A @ B @ v),
    "v A w": (product(product(operand(v), operand(A)), operand(w)), v @ A @ w),
    "A⁻¹ B": (product(inverse(operand(A)), operand(B)), np.linalg.solve(A, B)),
    "B A⁻ᵀ": (product(operand(B), Transpose(inverse(operand(A)))), B @ np.linalg.inv(A.T)),
    "v A⁻¹ w": (product(product(operand(v), inverse(operand(A))), operand(w)), v @ np.linalg.solve(A, w)),
    "C C": (product(operand(C), operand(C)), C @ C),
    "C⁻¹ v": (product(inverse(operand(C)), operand(v)), np.linalg.solve(C, v)),
    "v Cᵀ": (product(operand(v), operand(C.T)), v @ C.T),
    "solve(A, B)": (solve(operand(A), operand(B)), np.linalg.solve(A, B)),
    "B solve(A, v)": (product(operand(B), solve(operand(A), operand(v))), B @ np.linalg.solve(A, v)),
    "solve(A, B)ᵀ v": (product(Transpose(solve(operand(A), operand(B))), operand(v)), np.linalg.solve(A, B).T @ v),
    "solve(C, A v)": (solve(operand(C), product(operand(A), operand(v))), np.linalg.solve(C, A @ v)),
}


@pytest.mark.parametrize("name", EXPRESSIONS)
def test_error_sees_rounding_and_what_is_more(name: str) -> None:
    node, computed = EXPRESSIONS[name]
    reference = Reference(node)
    assert reference.error(computed) < 1e-13
    assert reference.error(computed * (1 + 1e-6)) == pytest.approx(1e-6, rel=1e-4)
    assert reference.error(-computed) == pytest.approx(2)
    assert 0 < reference.distance(Reference(node, perturbed=1e-9).value) < 1e-6


M, K = RNG.normal(size=(5, 3)), RNG.normal(size=(3, 5))
PARTS = {
    "trace(M K)": (Apply("numpy.trace", (product(operand(M), operand(K)),), ()), np.trace(M @ K)),
    "trace(C C)": (Apply("ndarray.trace", (product(operand(C), operand(C)),), ()), np.trace(C @ C)),
    "diag(M K)": (Apply("numpy.diag", (product(operand(M), operand(K)),), (5,)), np.diag(M @ K)),
    "diag(A C)": (Apply("ndarray.diagonal", (product(operand(A), operand(C)),), (6,)), np.diag(A @ C)),
    "diag((M A[:3])ᵀ)": (
        Apply("numpy.diag", (Transpose(product(operand(M), operand(A[:3]))),), (5,)),
        np.diag(M @ A[:3]),
    ),
    "(M K)[1]": (part(product(operand(M), operand(K)), index("1", 1), (5,)), (M @ K)[1]),
    "(M K)[:, 2]": (part(product(operand(M), operand(K)), index(":, 2", (slice(None), 2)), (5,)), (M @ K)[:, 2]),
    "(M K)[1, 2]": (part(product(operand(M), operand(K)), index("1, 2", (1, 2)), ()), (M @ K)[1, 2]),
    "(M K)[1:, ::2]": (
        part(product(operand(M), operand(K)), index("1:, ::2", (slice(1, None), slice(None, None, 2))), (4, 3)),
        (M @ K)[1:, ::2],
    ),
}


@pytest.mark.parametrize("name", PARTS)
def test_error_of_a_part(name: str) -> None:
    node, computed = PARTS[name]
    reference, data = exact(node, {}, 2.0**-52)
    assert reference.error(computed) < 1e-14
    assert reference.error(computed * (1 + 1e-6)) == pytest.approx(1e-6, rel=1e-4)
    assert 0 < data < 1e-13


def test_an_unusual_index_has_no_reference() -> None:
    pairs = index("[0, 1], [2, 3]", (np.array([0, 1]), np.array([2, 3])))
    with pytest.raises(ValueError, match="unusual"):
        exact(part(product(operand(M), operand(K)), pairs, (2,)), {}, 2.0**-52)


def test_what_is_no_number_is_infinitely_wrong() -> None:
    reference, _ = exact(product(operand(A), operand(v)), {}, 2.0**-52)
    assert reference.error(np.full(6, np.nan)) == reference.error(np.full(6, np.inf)) == np.inf
