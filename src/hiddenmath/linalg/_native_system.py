"""A square matrix of PyTorch or JAX, made ready where it lies: only what decides comes home."""

from typing import Any

import numpy as np

from hiddenmath.linalg._library import Library
from hiddenmath.linalg._structure import Structure, by_bandwidth, square
from hiddenmath.linalg._system import System, diagonals
from hiddenmath.linalg._tall import adjoint, is_complex
from hiddenmath.linalg._tensor import tensor

# So many diagonals are few columns: they come home, where LAPACK has drivers for bands, which the libraries have not.
NARROW = 64
# Pairs of entries that are compared before all are.
PROBES = 32


def native_system(given: Any, at: Library) -> System:
    """The matrix `given` (n×n) of the library `at`."""
    ready, dtype = tensor(given, at)
    A = square(ready.dense())
    seen = look_native(A, at)
    if seen.name in ("diagonal", "tridiagonal", "banded"):
        return System(diagonals(A, seen, at), seen, ready.exponent, dtype)
    return System(A, seen, ready.exponent, dtype, at)


def look_native(A: Any, at: Library) -> Structure:
    """The structure of A (n×n): as `look` finds it, but that wide bands and scattered zeros count as general.

    A few pairs of entries that should mirror each other tell most matrices without structure, corners among them;
    then all of A is read at most three times.
    """
    n, xp = A.shape[0], at.xp
    i, j = np.random.default_rng(0).integers(n, size=(2, PROBES))
    i[0], j[0] = n - 1, 0
    first, second = at.home(xp.stack([A[at.send(i), at.send(j)], A[at.send(j), at.send(i)]]))
    mirrored = bool((first == second.conj()).all())
    lower = upper = n - 1
    if first[0] == 0 or second[0] == 0:
        lower, upper = _bandwidth(A != 0, at)
    name = by_bandwidth(n, lower, upper)
    if name == "banded" and lower + upper >= NARROW:
        name = "general"
    if name in ("lower triangular", "upper triangular"):
        return Structure(name, lower, upper, hermitian=False)
    hermitian = mirrored and bool(xp.all(adjoint(A) == A))
    if hermitian and name == "general":
        name = "Hermitian" if is_complex(A) else "symmetric"
    return Structure(name, lower, upper, hermitian)


def _bandwidth(filled: Any, at: Library) -> tuple[int, int]:
    """How far entries lie below and above the diagonal, from the first and the last of each row."""
    xp, n = at.xp, len(filled)
    ones = xp.astype(filled, xp.uint8)
    some = at.home(xp.any(filled, axis=1))
    first = at.home(xp.argmax(ones, axis=1))
    last = n - 1 - at.home(xp.argmax(xp.flip(ones, axis=1), axis=1))
    row = np.arange(n)
    return int((row - first).max(initial=0, where=some)), int((last - row).max(initial=0, where=some))
