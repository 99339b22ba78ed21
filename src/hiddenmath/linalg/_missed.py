"""Has a larger value been missed? An upper bound on what lies outside a Krylov space answers, proved or probable."""

from collections.abc import Callable, Iterator
from itertools import count
from math import acosh, cosh, factorial, sqrt
from typing import Literal, Self

import numpy as np

from hiddenmath.linalg._tall import Tall, inner, is_complex

CHANCE = 1e-9  # of one probe to be deceived
COLUMNS = 32  # of a probe: a product with so many costs hardly more than with 8, and a few steps are then enough
ROUNDING = 1.01  # a probe needs two digits; rounding takes some 1e-12 of it


class Complete(str):
    """Whether the values found are the largest: "proved", "probable" or "unknown".

    A string with one more attribute, `missed`: a bound on the probability that a larger one was missed, over the random
    vectors of the computation, which no matrix can foresee. It is 0 for "proved" and 1 for "unknown".

    >>> Complete("probable", 1e-9) == "probable", Complete("probable", 1e-9).missed
    (True, 1e-09)
    """

    missed: float

    def __new__(cls, word: Literal["proved", "probable", "unknown"], missed: float = 0.0) -> Self:
        self = super().__new__(cls, word)
        self.missed = missed
        return self


def beyond(square: Callable[[Tall], Tall], start: Tall, at: float) -> Iterator[float]:
    """Bounds on ‖M‖, one after each product with M (n×n, Hermitian, positive semidefinite); each holds but for
    probability CHANCE.

    With Ω Gaussian (`start`, n×r) and v the dominant eigenvector of M, vᴴΩ is Gaussian too, so t ≤ ‖vᴴΩ‖ but for
    CHANCE. The Chebyshev polynomial p(M) = T_q(2M/at − 1) then gives p(‖M‖)·t ≤ ‖vᴴp(M)Ω‖ ≤ ‖p(M)Ω‖, and p grows
    fast beyond `at`, while it keeps below 1 what is smaller. (With p(x) = x^q this is J. Dixon, "Estimating extremal
    eigenvalues and condition numbers of matrices", 1983.)
    """
    t = _least_length(start)
    before, Y = start, 2 / at * square(start) - start
    for q in count(1):
        growth = ROUNDING * sqrt(float(np.linalg.norm(inner(Y, Y), 2))) / t
        yield at * (1 + cosh(acosh(max(1.0, growth)) / q)) / 2
        if growth > 1e60:  # `at` was far too low
            return
        before, Y = Y, 2 * (2 / at * square(Y) - Y) - before


def _least_length(Ω: Tall) -> float:
    """t with P(‖ω‖ < t) ≤ CHANCE for r Gaussian numbers ω: P(χ² ≤ 2x) ≤ x^a / a! with a = r/2 (r if complex)."""
    a = Ω.shape[1] if is_complex(Ω) else Ω.shape[1] // 2
    x: float = (CHANCE * factorial(a)) ** (1 / a)
    return sqrt(x if is_complex(Ω) else 2 * x)
