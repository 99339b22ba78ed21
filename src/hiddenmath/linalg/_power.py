"""Power iteration: the dominant eigenpair of a huge matrix from nothing but products with it."""

from math import inf, isfinite
from time import perf_counter
from typing import Any, Literal, NamedTuple

import numpy as np

from hiddenmath.linalg._arrays import MatrixError
from hiddenmath.linalg._bounds import gamma
from hiddenmath.linalg._library import Library, library_of
from hiddenmath.linalg._operator import Operator, operator
from hiddenmath.linalg._range import raised
from hiddenmath.linalg._svd import checked_tol
from hiddenmath.linalg._tall import Tall, adjoint, inner, lengths


class Power(NamedTuple):
    """A x ≈ value · x, and how far from it.

    - `value`: the dominant eigenvalue; `vector` (n,): ‖x‖₂ = 1.
    - `error`: an eigenvalue of A lies within it of `value`. For a symmetric or Hermitian A it is the residual; for a
      nonnegative A with positive x it bounds the distance to the largest eigenvalue; for other matrices it is infinite.
    - `residual`: ‖A x − value x‖₂, rounding included: so much would A have to change for the pair to be exact.
    - `dominant`: "proved" for a nonnegative A with positive x (Perron, Frobenius), else "probable".
    - `passes`: products with A; `converged`: whether `tol` was reached; `seconds`: wall time.
    """

    value: float | complex
    vector: Any
    error: float
    residual: float
    dominant: Literal["proved", "probable"]
    passes: int
    converged: bool
    seconds: float


class Pair(NamedTuple):
    """The `value` of a vector, its `error` and `residual` as in `Power`, which of them is `wanted` small, and whether A
    is nonnegative and the vector `positive`."""

    value: Any
    error: float
    residual: float
    wanted: float
    positive: bool


def power(A: Any, tol: float = 1e-6, seed: int = 0, budget: int = 10_000) -> Power:
    """The eigenvalue of A (n×n) of largest magnitude, with its vector: x ← A x / ‖A x‖₂ until the residual is small.

    A: a dense array of NumPy, PyTorch or JAX, a sparse matrix or array of SciPy, or a `LinearOperator`; the vector
    comes back in A's library and precision, on its device. tol bounds residual/|value| (for a nonnegative A the
    error/value); `seed` chooses the start, positive if no product shows a negative number; at most `budget` products.
    Each takes off a factor |λ₂/λ₁|, so for several eigenvalues, or slow cases, use `eigh`. If λ₁ is not alone in its
    magnitude (±λ, a conjugate pair) it does not converge, and `converged` says so. Raises MatrixError naming the shape.
    Cost: one product a step.

    Source: R. von Mises, H. Pollaczek-Geiringer 1929; for the bound from two sides of a nonnegative matrix L. Collatz
    1942 and H. Wielandt 1950.

    >>> answer = power([[2.0, 1.0], [1.0, 2.0]])
    >>> round(answer.value, 9), bool(answer.error < 1e-5), answer.dominant
    (3.0, True, 'proved')
    """
    start, library = perf_counter(), library_of(A)
    with library.double():
        answer = _power(A, library, tol, seed, budget)
    return answer._replace(seconds=perf_counter() - start)


def _power(A: Any, library: Library, tol: float, seed: int, budget: int) -> Power:
    matrix, dtype = operator(A, library)
    n = _square(matrix)
    checked_tol(tol)
    start = 0.5 + np.random.default_rng(seed).random((n, 1)).astype(matrix.dtype)  # away from 0: it may be Perron's
    x = library.send(start / np.linalg.norm(start))
    symmetric, nonnegative = _symmetric(matrix, A), _nonnegative(matrix, A)
    passes = 0
    while True:
        passes += 1
        y = matrix.times(x)
        pair = _pair(matrix, x, y, symmetric, nonnegative)
        length = float(lengths(y)[0])
        if pair.wanted <= tol * abs(pair.value) or length == 0 or passes >= budget:  # 0: x is in the null space
            break  # the answer is the pair whose residual is known
        x = y / length
    vector, residual = library.cast(x, dtype), pair.residual
    if vector.dtype != x.dtype:
        passes += 1
        x = library.cast(vector, matrix.dtype)
        residual = _residual(matrix, x, matrix.times(x), pair.value)
    value = pair.value.item()
    return Power(
        _unscaled(value.real if symmetric else value, matrix),
        vector[:, 0],
        raised(pair.error, matrix.exponent),
        raised(residual, matrix.exponent),
        "proved" if pair.positive else "probable",
        passes,
        bool(pair.wanted <= tol * abs(pair.value)),
        0.0,
    )


def _pair(A: Operator, x: Tall, y: Tall, symmetric: bool, nonnegative: bool) -> Pair:
    """What x says of the eigenvalue, for y = A x."""
    value = inner(x, y)[0, 0]
    residual = _residual(A, x, y, value)
    error = residual if symmetric else inf
    positive = nonnegative and bool((x.real > 0).all())
    if positive:
        error = min(error, _collatz_wielandt(x.real, y.real, float(value.real)))
    return Pair(value, error, residual, error if nonnegative and error < inf else residual, positive)


def _unscaled(value: float | complex, A: Operator) -> float | complex:
    first, second = 2.0 ** (A.exponent // 2), 2.0 ** (A.exponent - A.exponent // 2)  # 2^1024 is none
    if not isfinite(abs(value * first * second)):
        n = A.shape[0]
        raise MatrixError(
            f"A ({n}×{n}) has entries so large that its eigenvalue overflows float64. Divide A by a power of two first."
        )
    return value * first * second


def _residual(A: Operator, x: Tall, y: Tall, value: Any) -> float:
    """‖A x − value x‖ for y = A x as it was computed, rounding included."""
    long = gamma(len(x) + 4, value)
    return float(lengths(y - value.item() * x)[0] * (1 + long) + 2 * A.rounding + long * abs(value))


def _collatz_wielandt(x: Tall, y: Tall, value: float) -> float:
    """min yᵢ/xᵢ ≤ λ₁ ≤ max yᵢ/xᵢ for y = A x, A ≥ 0 and x > 0; each quotient is right to n + 1 roundings."""
    quotient = y / x
    slack = gamma(len(x) + 2, x)
    return float(max(float(quotient.max()) * (1 + slack) - value, value - float(quotient.min()) * (1 - slack)))


def _square(A: Operator) -> int:
    if A.shape[0] != A.shape[1]:
        raise MatrixError(
            "A ({}×{}) is not square, so it has no eigenvalues. For its singular values use svd.".format(*A.shape)
        )
    return A.shape[0]


def _symmetric(A: Operator, given: Any) -> bool:
    """Whether A is its own conjugate transpose, to the last bit; of an operator that is not known."""
    if A.array is not None:
        return bool((A.array == adjoint(A.array)).all())
    return hasattr(given, "nnz") and abs(given - given.conj().T).nnz == 0


def _nonnegative(A: Operator, given: Any) -> bool:
    if A.dtype.kind == "c":
        return False
    if A.array is not None:
        return bool((A.array >= 0).all())
    return hasattr(given, "nnz") and bool((given.tocsr().data >= 0).all())
