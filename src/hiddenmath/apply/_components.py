"""Principal components: the directions along which a cloud of points is widest, and how wide it is there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._models import Arrays, Model, numbers, texts
from hiddenmath.data import InputError
from hiddenmath.linalg import MatrixError, centre, gamma, svd

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Components(Model):
    """(X − mean − rest) / scale ≈ scores · directions, with scores = project(X).

    `mean`, `rest`, `scale` (n,): of the columns (the mean is the sum of two parts, because one float64 cannot hold it
    to the last digit of the spread); `directions` (k×n): orthonormal rows; `singular` (k,): singular values of the
    centred (and scaled) data, each right to within `error` (k,), centring included; `total`: the sum of squares of that
    data; `rows`: how many it had.
    """

    kind: ClassVar[str] = "pca"

    columns: tuple[str, ...]
    mean: Array
    rest: Array
    scale: Array
    directions: Array
    singular: Array
    error: Array
    total: float
    rows: int
    method: str

    @property
    def variances(self) -> Array:
        """The variance along each direction: singular² / (rows − 1)."""
        variances: Array = self.singular**2 / (self.rows - 1)
        return variances

    @property
    def shares(self) -> Array:
        """The part of the whole variance along each direction."""
        shares: Array = (self.singular / np.sqrt(self.total)) ** 2
        return shares

    def project(self, X: Array) -> Array:
        """The scores (m×k) of rows X (m×n), which may be new ones."""
        scores: Array = ((X - self.mean) - self.rest) / self.scale @ self.directions.T
        return scores

    def restore(self, scores: Array) -> Array:
        """The rows (m×n) that these scores (m×k) stand for."""
        rows: Array = scores @ self.directions * self.scale + self.rest + self.mean
        return rows

    @property
    def inputs(self) -> tuple[str, ...]:
        return self.columns

    @property
    def estimator(self) -> str:
        return "PCA"

    def arrays(self) -> Mapping[str, Any]:
        return vars(self)

    @classmethod
    def of(cls, arrays: Arrays) -> Self:
        columns = texts(arrays, "columns")
        k, n = len(arrays["singular"]), len(columns)
        sizes = {"mean": (n,), "rest": (n,), "scale": (n,), "directions": (k, n), "singular": (k,), "error": (k,)}
        kept = {name: numbers(arrays, name, *size) for name, size in sizes.items()}
        total, rows, method = (arrays[name].item() for name in ("total", "rows", "method"))
        return cls(columns=columns, **kept, total=float(total), rows=int(rows), method=str(method))


def principal_components(
    X: Array, keep: int | float | None = None, scale: bool = False, columns: tuple[str, ...] = ()
) -> Components:
    """The first directions of X (m×n, m ≥ 2): `keep` many (all by default), or (0 < keep < 1) as many as hold that
    share.

    Each direction is a right singular vector of the centred columns, each column divided by its standard deviation if
    `scale`. Its sign is chosen so that its largest loading is positive. Right for columns whose mean is 10⁸ times their
    spread. Source: K. Pearson 1901; H. Hotelling 1933. Cost: one `svd` of an m×n matrix.
    """
    X = np.ascontiguousarray(X)  # sums in another order would differ in the last digit
    m, n = X.shape
    columns = columns or tuple(f"column {i + 1}" for i in range(n))
    constant = (X[0] == X).all(axis=0)
    if constant.all():
        raise InputError(
            f"All {m} rows are equal: there is no direction in which they differ.", "Give rows that differ."
        )
    try:
        values, mean, rest, centring = centre(X)
    except MatrixError as problem:
        raise InputError(str(problem)) from None
    deviation = np.ones(n)
    if scale:
        deviation = _deviations(values, [columns[i] for i in np.flatnonzero(constant)])
        values = values / deviation
        centring = centring / deviation + gamma(m + 8, X) * np.linalg.norm(values, axis=0)
    total = _total(values)
    _, s, Vt, error, *_, method, _, _ = svd(values, keep if isinstance(keep, int) else None)
    if isinstance(keep, float):
        # The last digits of a sum of shares are rounding: without the slack a share of 1 − 1e-16 might keep none.
        enough = np.cumsum(s**2) >= (keep - 1e-12) * total
        keep = int(np.argmax(enough)) + 1 if enough.any() else len(s)
        s, Vt, error = s[:keep], Vt[:keep], error[:keep]
    return Components(
        columns, mean, rest, deviation, _signed(Vt), s, error + float(np.linalg.norm(centring)), total, m, method
    )


def _deviations(values: Array, constant: list[str]) -> Array:
    """The standard deviation of each centred column; none may be zero."""
    if constant:
        listed = ", ".join(map(repr, constant[:5])) + (" and others" if len(constant) > 5 else "")
        raise InputError(
            f"The same value stands in every row of column {listed}: there is no spread to scale by.",
            "Leave it out, or do not scale.",
        )
    largest = np.abs(values).max(axis=0)  # divided by first, so that no square overflows
    deviation: Array = largest * np.linalg.norm(values / largest, axis=0) / np.sqrt(len(values) - 1)
    return deviation


def _total(values: Array) -> float:
    with np.errstate(over="ignore"):
        total = float(np.sum(np.square(values)))
    if not 1e-290 < total < np.inf:
        raise InputError(
            f"The spread of the values, about {np.abs(values).max():.1e}, is too {'small' if total < 1 else 'large'}: "
            "a variance is its square, which float64 cannot hold.",
            "Change the unit: multiply or divide all values by the same power of ten. Or scale.",
        )
    return total


def _signed(Vt: Array) -> Array:
    """Each row with the sign that makes its largest entry positive; of equally large ones the first counts."""
    size = np.abs(Vt)
    first = np.argmax(size > (1 - 1e-6) * size.max(axis=1, keepdims=True), axis=1)
    signed: Array = Vt * np.sign(Vt[np.arange(len(Vt)), first])[:, None]
    return signed
