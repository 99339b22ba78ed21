"""Missing values filled in from the few patterns that the columns have in common."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._spread import scaled
from hiddenmath.data import InputError
from hiddenmath.linalg import svd
from hiddenmath.linalg._telling import tell

Array = NDArray[np.float64]
PASSES, SETTLED = 1_000, 1e-7


class LowRank(NamedTuple):
    """Rows ≈ mean + (scores · Vt) · length: `mean`, `length` (n,), `Vt` (k×n) with orthonormal rows."""

    mean: Array
    length: Array
    Vt: Array
    passes: int

    def fill(self, X: Array) -> Array:
        """X (m×n) with each NaN as the patterns predict it from what is known of its row: the shortest scores with the
        smallest squares."""
        filled = X.copy()
        Z = (X - self.mean) / self.length
        holed = np.flatnonzero(np.isnan(X).any(axis=1))
        for done, i in enumerate(holed):
            tell("Filling in rows", done, len(holed))
            known = ~np.isnan(X[i])
            scores = np.linalg.lstsq(self.Vt[:, known].T, Z[i, known])[0]
            filled[i, ~known] = (self.mean + self.length * (scores @ self.Vt))[~known]
        return filled


def low_rank(X: Array, rank: int) -> LowRank:
    """The patterns of X (m×n, NaN where a value is missing): the mean and the first `rank` singular directions.

    Missing cells begin at their column's mean; then the best approximation of this rank is computed and read where they
    are, again and again, until they move by less than 10⁻⁷ of the columns' spread. The sum of squares over the known
    cells falls with each pass, to a minimum that may be a local one. Columns are at length 1, and centred anew in each
    pass. Raises InputError where a column is empty or the rank too large. Cost: one `svd` of m×n a pass.
    Source: H. Kiers, Psychometrika 62 (1997); Mazumder, Hastie and Tibshirani, JMLR 11 (2010).
    """
    m, n = X.shape
    if min(m, n) < 2:
        raise InputError(
            f"{m} rows × {n} columns have no pattern to fill in from.", "Give more of both, or set missing to median."
        )
    if not 1 <= rank < min(m, n):
        raise InputError(f"rank is {rank} for {m} rows × {n} columns.", f"Choose 1 to {min(m, n) - 1}.")
    absent = np.isnan(X)
    means = np.nanmean(X, axis=0)
    length = scaled(np.where(absent, means, X)).length
    Z = np.where(absent, 0.0, (X - means) / length)
    passes, moved = 0, np.inf
    while moved > SETTLED and passes < PASSES:
        tell("Filling in from patterns", passes, 0)
        centre = Z.mean(axis=0)
        U, s, Vt = svd(Z - centre)[:3]
        guess = centre + (U[:, :rank] * s[:rank]) @ Vt[:rank]
        moved = float(np.linalg.norm((guess - Z)[absent]))
        Z = np.where(absent, guess, Z)
        passes += 1
    return LowRank(means + length * Z.mean(axis=0), length, Vt[:rank], passes)
