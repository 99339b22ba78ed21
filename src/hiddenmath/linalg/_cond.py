"""The condition number: how much an error in the data can grow in the answer."""

from typing import NamedTuple

from numpy.typing import ArrayLike

from hiddenmath.linalg._arrays import only_numpy
from hiddenmath.linalg._svd import svd


class Condition(NamedTuple):
    """`value` = σ₁/σₙ; the true one lies between `low` and `high`, both proved; `high` is infinite where A may be
    singular."""

    value: float
    low: float
    high: float


def cond(A: ArrayLike) -> Condition:
    """The condition number σ₁/σₙ of A (m×n) in the 2-norm, from its largest and its smallest singular value.

    With cond 10^d, an error in A or b can grow 10^d-fold in the solution of A x = b: d digits are lost. 1 is best, only
    orthonormal columns (times a number) have it; infinite is singular. Raises MatrixError where A is no matrix.
    Cost: that of `svd`, whose bounds the bounds are made of.

    >>> cond([[1.0, 0.0], [0.0, 0.001]]).value.__round__(9)
    1000.0
    """
    only_numpy(A)
    answer = svd(A)
    (most, least), (of_most, of_least) = answer.s[[0, -1]].tolist(), answer.error[[0, -1]].tolist()
    infinite = float("inf")
    return Condition(
        most / least if least > 0 else infinite,
        max(1.0, (most - of_most) / (least + of_least)) if least + of_least > 0 else infinite,
        (most + of_most) / (least - of_least) if least > of_least else infinite,
    )
