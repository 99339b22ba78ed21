"""Principal components: the directions along which a cloud of points is widest, and how wide it is there."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self
from warnings import catch_warnings, simplefilter

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._low_rank import LowRank
from hiddenmath.apply._middle import MOST, Middle, Sums, out_of_range, refuse_no_spread
from hiddenmath.apply._models import Arrays, Model, numbers, texts
from hiddenmath.data import InputError
from hiddenmath.linalg import AccuracyWarning, MatrixError, centre, gamma, svd

Array = NDArray[np.float64]
# Rows for each column from which the Gram matrix is the faster way; entries of a block that stays near; the error, in
# the largest singular value, up to which its answer is taken.
TALL, NEAR, DIGITS = 2, 1 << 17, 1e-8


@dataclass(frozen=True, eq=False)
class Components(Model):
    """(X − mean − rest) / scale ≈ scores · length · directions, with scores = project(X).

    `mean`, `rest`, `scale` (n,): of the columns (the mean is the sum of two parts, because one float64 cannot hold it
    to the last digit of the spread); `directions` (k×n): orthonormal rows; `singular` (k,): singular values of the
    centred (and scaled) data, each right to within `error` (k,), centring included; `total`: the sum of squares of that
    data; `rows`: how many it had; `whiten`: whether scores have the variance 1, else `length` is 1.
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
    whiten: bool = False

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

    @property
    def length(self) -> Array:
        """What a score of 1 stands for, along each direction (k,); where it holds only rounding, that stays."""
        holds = self.singular > self.error if self.whiten else np.zeros(len(self.singular), dtype=bool)
        return np.where(holds, np.sqrt(self.variances), 1.0)

    def first(self, k: int) -> Self:
        """With only the first k directions."""
        return replace(self, directions=self.directions[:k], singular=self.singular[:k], error=self.error[:k])

    def ready(self, X: Any) -> Any:
        """Rows X (m×n) centred and scaled, as directions are measured."""
        return ((X - self.mean) - self.rest) / self.scale

    def project(self, X: Any) -> Any:
        """The scores (m×k) of rows X (m×n), which may be new ones."""
        return self.ready(X) @ self.directions.T / self.length

    def restore(self, scores: Any) -> Any:
        """The rows (m×n) that these scores (m×k) stand for."""
        return (scores * self.length) @ self.directions * self.scale + self.rest + self.mean

    def left(self, X: Any) -> Any:
        """What the directions do not tell of rows X (m×n), centred and scaled: at right angles to all of them."""
        values = self.ready(X)
        return values - values @ self.directions.T @ self.directions

    def fill(self, X: Array) -> Array:
        """X (m×n) with each NaN as the directions tell it from what is known of its row."""
        return LowRank(self.mean + self.rest, self.scale, self.directions, 0).fill(X)

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
        whiten = bool(arrays["whiten"].item())
        return cls(columns, **kept, total=float(total), rows=int(rows), method=str(method), whiten=whiten)


def principal_components(
    X: Array, keep: int | float | None = None, scale: bool = False, columns: tuple[str, ...] = ()
) -> Components:
    """The first directions of X (m×n, m ≥ 2): `keep` many (all by default), or (0 < keep < 1) as many as hold that
    share.

    Each direction is a right singular vector of the centred columns, each column divided by its standard deviation if
    `scale`. Its sign is chosen so that its largest loading is positive. Right for columns whose mean is 10⁸ times their
    spread. Source: K. Pearson 1901; H. Hotelling 1933. Cost: mn² for the Gram matrix of a tall X, where that gives all
    digits; else one `svd` of an m×n matrix.
    """
    X = np.ascontiguousarray(X)  # sums in another order would differ in the last digit
    m, n = X.shape
    columns = columns or tuple(f"column {i + 1}" for i in range(n))
    if m >= TALL * n and n <= MOST:
        sums = Sums(n)
        rows = max(64, NEAR // n)
        for i in range(0, m, rows):
            sums.add(X[i : i + rows])
        if sums.in_range and (found := by_gram(sums.middle(scale, columns), keep, columns)):
            return found
    constant = (X[0] == X).all(axis=0)
    refuse_no_spread(constant, scale, columns, m)
    try:
        values, mean, rest, error = centre(X)
    except MatrixError as problem:
        raise InputError(str(problem)) from None
    deviation = _deviations(values) if scale else np.ones(n)
    if scale:
        values = values / deviation
        error = error / deviation + gamma(m + 8, X) * np.linalg.norm(values, axis=0)
    with np.errstate(over="ignore"):
        squares = np.sum(np.square(values), axis=0)
    return components_of(values, Middle(mean, rest, deviation, squares, error, m), keep, columns)


def by_gram(middle: Middle, keep: int | float | None, columns: tuple[str, ...]) -> Components | None:
    """The first directions as eigenvectors of the Gram matrix, or None where squaring has cost digits of what is
    asked for."""
    if middle.gram is None:
        return None
    G, η = middle.gram
    w, V = np.linalg.eigh(G)
    w, V = np.maximum(w[::-1], 0), V[:, ::-1]
    # G − Q W Qᵀ for the orthonormal Q nearest to V, as far as ‖VᵀV − I‖ from it, bounds the error of each w (Weyl).
    residual, skew = np.linalg.norm(G @ V - V * w), np.linalg.norm(V.T @ V - np.eye(len(w)))
    η += float(residual + 3 * (skew + gamma(len(w), G)) * np.linalg.norm(G))
    s = np.sqrt(w)
    error = s - np.sqrt(np.maximum(0, w - η)) + gamma(4, G) * s  # |σ² − w| ≤ η
    mean, rest, scale, squares, _, m, _ = middle
    total = float(squares.sum())
    k = enough(w / total, keep) if isinstance(keep, float) else min(*G.shape, m) if keep is None else keep
    if error[:k].max() > DIGITS * s[0]:
        return None
    directions = _signed(np.ascontiguousarray(V[:, :k].T))
    return Components(columns, mean, rest, scale, directions, s[:k], error[:k], total, m, "gram")


def components_of(values: Any, middle: Middle, keep: int | float | None, columns: tuple[str, ...]) -> Components:
    """The first directions of values that are centred and scaled: an array of NumPy or Dask, or row blocks."""
    total = float(middle.squares.sum())
    if not 1e-290 < total < np.inf:
        raise out_of_range(float(np.sqrt(middle.squares.max())))
    with catch_warnings():
        # It warns of vectors U of singular values that are nothing but rounding; these are not used.
        simplefilter("ignore", AccuracyWarning)
        _, s, Vt, error, *_, method, _, _ = svd(values, keep if isinstance(keep, int) else None)
    mean, rest, scale, _, centring, m, _ = middle
    error = error + float(np.linalg.norm(centring))
    found = Components(columns, mean, rest, scale, _signed(np.asarray(Vt)), s, error, total, m, method)
    return found.first(enough(found.shares, keep)) if isinstance(keep, float) else found


def enough(shares: Array, share: float) -> int:
    """How many of the first directions hold this share of the variance; all, if they do not."""
    # The last digits of a sum of shares are rounding: without the slack a share of 1 − 1e-16 might keep none.
    holds = np.cumsum(shares) >= share - 1e-12
    return int(np.argmax(holds)) + 1 if holds.any() else len(shares)


def _deviations(values: Array) -> Array:
    """The standard deviation of each centred column."""
    largest = np.abs(values).max(axis=0)  # divided by first, so that no square overflows
    deviation: Array = largest * np.linalg.norm(values / largest, axis=0) / np.sqrt(len(values) - 1)
    return deviation


def _signed(Vt: Array) -> Array:
    """Each row with the sign that makes its largest entry positive; of equally large ones the first counts."""
    size = np.abs(Vt)
    first = np.argmax(size > (1 - 1e-6) * size.max(axis=1, keepdims=True), axis=1)
    signed: Array = Vt * np.sign(Vt[np.arange(len(Vt)), first])[:, None]
    return signed
