"""Properties that make an answer right whatever its numbers are; each is judged on the answer and the inputs."""

from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any

import numpy as np

from hiddenmath.learn._compare import Array, Check, Parts
from hiddenmath.learn._many_answers import up_to_order


def orthonormal(rtol: float = 1e-9) -> Check:
    """Right is a matrix Q whose columns have length 1 and stand at right angles: QᵀQ = I.

    >>> orthonormal().right((np.array([[0.6, -0.8], [0.8, 0.6]]),), (np.eye(2),), ())
    True
    """

    def lacks(answer: Parts, _expected: Parts, _inputs: Sequence[Any]) -> str:
        Q = answer[0].reshape(len(answer[0]), -1)
        lengths = np.linalg.norm(Q, axis=0)
        off = abs(lengths - 1)
        if not off.max(initial=0.0) <= rtol:
            return f"Column {off.argmax()} of your matrix has length {lengths[off.argmax()]:.4g}; asked was length 1."
        if not abs(Q.T @ Q - np.eye(Q.shape[1])).max(initial=0.0) <= rtol:
            return "The columns of your matrix do not stand at right angles to each other."
        return ""

    return Check(lacks=lacks, compared=False)


def factors(
    multiply: Callable[..., Array] = lambda *parts: reduce(np.matmul, parts),
    of: Callable[..., Array] = lambda A, *_: A,
    rtol: float = 1e-9,
) -> Check:
    """Right are parts whose product is the input: multiply(*answer) = of(*inputs), relative to its largest entry.

    >>> L, U = np.array([[1.0, 0.0], [3.0, 1.0]]), np.array([[1.0, 2.0], [0.0, -2.0]])
    >>> factors().right((L, U), (L, U), (np.array([[1, 2], [3, 4]]),))
    True
    """

    def lacks(answer: Parts, _expected: Parts, inputs: Sequence[Any]) -> str:
        A = of(*inputs)
        error = abs(multiply(*answer) - A).max(initial=0.0)
        if error <= rtol * abs(A).max(initial=0.0):
            return ""
        return f"The product of your factors is not the matrix that was given: it is off by up to {error:.3g}."

    return Check(lacks=lacks, compared=False)


def eigenpairs(of: Callable[..., Array] = lambda A, *_: A, rtol: float = 1e-6) -> Check:
    """Right are (w, V) with A·V = V·diag(w), V's columns independent, and w the solution's values in any order.

    One pair, a number and a vector, counts as well: A·v = w·v with v ≠ 0.

    >>> A = np.diag([2.0, 3.0])
    >>> eigenpairs().right((np.array(3.0), np.array([0.0, -7.0])), (np.array(3.0), np.array([0.0, 1.0])), (A,))
    True
    """

    def lacks(answer: Parts, expected: Parts, inputs: Sequence[Any]) -> str:
        A, (w, V) = of(*inputs), answer
        columns = V.reshape(len(A), -1)
        lengths = np.linalg.norm(columns, axis=0)
        if not lengths.all():
            return "The zero vector is no eigenvector: every matrix sends it to zero."
        if not up_to_order(rtol).alike(w, expected[0]):
            return "These are not the eigenvalues that were asked."
        unit = columns / lengths
        off = np.linalg.norm(A @ unit - unit * w, axis=0)
        if not off.max() <= rtol * np.linalg.norm(A):
            return f"A @ v is not w * v for pair {off.argmax()} of yours: they differ by {off.max():.3g} at length 1."
        if np.linalg.svd(unit, compute_uv=False).min() <= rtol:
            return "Your eigenvectors depend on each other, so a direction is missing."
        return ""

    return Check(lacks=lacks, compared=False)


def least_squares(rtol: float = 1e-8) -> Check:
    """Right is every x for which ‖Ax − b‖ is smallest, that is Aᵀ(b − Ax) = 0: the residual is at right angles to A.

    Aᵀ(b − Ax) is judged on the scale ‖A‖·(‖A‖‖x‖ + ‖b‖) of the sums it is made of.

    >>> A, b = np.array([[1.0], [1.0]]), np.array([1.0, 3.0])
    >>> least_squares().right((np.array([2.0]),), (np.array([2.0]),), (A, b))
    True
    """

    def lacks(answer: Parts, _expected: Parts, inputs: Sequence[Any]) -> str:
        (x,), (A, b) = answer, inputs
        residual = b - A @ x
        scale = np.linalg.norm(A) * (np.linalg.norm(A) * np.linalg.norm(x) + np.linalg.norm(b))
        if np.linalg.norm(A.T @ residual) <= rtol * scale:
            return ""
        return (
            "A better x exists: what `A @ x` leaves of `b` is not at right angles to the columns of `A`. "
            f"Its length is {np.linalg.norm(residual):.4g}."
        )

    return Check(lacks=lacks, compared=False)


def permutation(of: Callable[..., Array], atol: float = 1e-12) -> Check:
    """Right is an order p of 0, …, n−1 that puts the keys as the solution's p does: keys[p] = keys[expected].

    So entries with equal keys, of(*inputs), may stand either way round.

    >>> keys = np.array([5.0, 1.0, 5.0])
    >>> check = permutation(lambda keys: keys)
    >>> check.right((np.array([1.0, 2.0, 0.0]),), (np.array([1.0, 0.0, 2.0]),), (keys,))
    True
    """

    def lacks(answer: Parts, expected: Parts, inputs: Sequence[Any]) -> str:
        (p,), n = answer, len(answer[0])
        if not np.array_equal(np.sort(p), np.arange(n)):
            return f"An order names each place from 0 to {n - 1} once, and yours does not."
        keys = of(*inputs)
        off = ~np.isclose(keys[p.astype(int)], keys[expected[0].astype(int)], rtol=0, atol=atol)
        return f"From place {off.argmax()} on, your order is not the one that was asked." if off.any() else ""

    return Check(lacks=lacks, compared=False)
