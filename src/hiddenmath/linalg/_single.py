"""A start for a Krylov search in double precision, found in single precision: half the memory to read, twice the
speed."""

from collections.abc import Callable
from math import prod
from typing import NamedTuple

import numpy as np
from numpy.random import Generator

from hiddenmath.linalg._cost import EXTRA, NARROWED, dimension
from hiddenmath.linalg._krylov import Space, approach
from hiddenmath.linalg._operator import Operator, Wide
from hiddenmath.linalg._orthonormal import orthonormal
from hiddenmath.linalg._tall import Tall

# The residual that single precision reaches, relative to the largest value: some units of its rounding, 6e-8.
REACHED = 4e-7
# Entries of this size cannot over- or underflow when they are rounded to single precision and multiplied.
SMALLEST, LARGEST = 2.0**-40, 2.0**40


class Start(NamedTuple):
    """Orthonormal columns V (n×b) to start from, and how often all of A was read to find them."""

    V: Tall
    passes: int


def single(A: Operator, k: int, tol: float, space: Callable[[Operator], Space], rng: Generator) -> Start | None:
    """The first k + EXTRA vectors of a Krylov `space` of A rounded to single precision; None where that is no gain.

    Krylov spaces bear such rounding: products that are wrong by δ‖A‖ span a space in which A is known to some δ‖A‖. A
    search in double precision that starts there has only the last digits to find, and its bounds say what they are,
    whatever it started from (mixed precision, as in iterative refinement: Carson and Higham 2018). The extra vectors
    keep what comes after the k-th value away from it. Cost: a copy of A in single precision, if it is not.
    """
    if A.array is None or prod(A.shape) < NARROWED or not SMALLEST < A.size < LARGEST or tol < REACHED / 4:
        return None
    narrow = np.dtype(np.complex64 if A.dtype.kind == "c" else np.float32)
    rounded = Wide(A.library.cast(A.array, narrow), narrow, A.library)
    found = space(A._replace(dtype=narrow, times=rounded.times, adjoint=rounded.adjoint, array=rounded.array))
    budget = 2 * (dimension(k, found.block) // found.block + 4)
    approach(found, k, max(0.4 * tol, REACHED), budget, look=dimension(k, found.block) // 2)
    V = A.library.cast(found.vectors(k + EXTRA), A.dtype)
    return Start(orthonormal(V, rng), found.passes + 1)
