"""Principal components of rows that are larger than memory: in one pass, or in as many as their digits need."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._components import Components, by_gram, components_of
from hiddenmath.apply._middle import Middle, Sums
from hiddenmath.data import InputError, Rows
from hiddenmath.linalg import RowBlocks
from hiddenmath.linalg._telling import tell

Array = NDArray[np.float64]
Gaps = Literal["error", "drop", "mean"]
SAMPLE = 1_000_000  # entries of the rows that are kept to draw and to judge by


@dataclass(frozen=True, eq=False)
class Large:
    """Rows in blocks and their `middle`; `missing`: how many values are; `sample`: whole rows, evenly spaced."""

    data: Rows
    gaps: Gaps
    middle: Middle
    missing: int
    sample: Array

    @property
    def ready(self) -> Array:
        """The sample, centred and scaled."""
        mean, rest, scale, *_ = self.middle
        return ((self.sample - mean) - rest) / scale

    def components(self, keep: int | float | None) -> Components:
        """The first directions: from the Gram matrix that is there, else in one to three more passes."""
        if found := by_gram(self.middle, keep, self.data.columns):
            return found
        mean, rest, scale, *_ = self.middle

        def read(start: int, stop: int) -> Array:
            values = ((_read(self.data, start, stop, self.gaps, mean + rest) - mean) - rest) / scale
            return np.nan_to_num(values, copy=False, nan=0.0)  # a row that is left out adds nothing to any sum

        values = RowBlocks(self.data.shape, np.dtype(np.float64), self.data.rows, read, self.data.origin)
        return components_of(values, self.middle, keep, self.data.columns)

    def notes(self) -> list[str]:
        """What was done about missing values."""
        if not self.missing:
            return []
        left = self.data.shape[0] - self.middle.rows
        done = f"{left:,} rows were left out" if self.gaps == "drop" else "filled in with the column's mean"
        return [f"{self.missing:,} values are missing: {done}."]


def scores(data: Rows, found: Components, gaps: Gaps) -> Rows:
    """The scores of all rows, each block computed when it is asked for; NaN for a row that is left out."""
    columns = tuple(f"component {i + 1}" for i in range(len(found.directions)))
    return _made(data, found, gaps, found.project, columns, "scores")


def reconstruction(data: Rows, found: Components, gaps: Gaps) -> Rows:
    """The rows as the directions tell them, and how far each is from what it was."""

    def told(X: Array) -> Array:
        return np.column_stack([found.restore(found.project(X)), np.linalg.norm(found.left(X), axis=1)])

    return _made(data, found, gaps, told, (*data.columns, "left over"), "reconstruction")


def _made(
    data: Rows, found: Components, gaps: Gaps, make: Callable[[Array], Array], columns: tuple[str, ...], name: str
) -> Rows:
    def read(start: int, stop: int) -> Array:
        return make(_read(data, start, stop, gaps, found.mean + found.rest))

    return Rows((data.shape[0], len(columns)), np.dtype(np.float64), data.rows, read, columns=columns, name=name)


def _read(data: Rows, start: int, stop: int, gaps: Gaps, mean: Array) -> Array:
    """Rows as they count: with the column's mean where a value is missing, or without any number where one is."""
    X = data.read(start, stop).astype(np.float64)
    absent = ~np.isfinite(X)
    if not absent.any():
        return X
    if gaps == "error":
        raise _missing(data, start, absent)
    return np.where(absent, mean, X) if gaps == "mean" else np.where(absent.any(axis=1, keepdims=True), np.nan, X)


def large(data: Rows, scale: bool, gaps: Gaps) -> Large:
    """One pass over the rows, which finds their middle. Raises InputError where a value is missing, if that is an
    error, where columns have no spread, and for complex numbers.

    >>> X = np.array([[1.0, 5.0], [3.0, 5.5], [8.0, 4.0]])
    >>> rows = Rows(X.shape, X.dtype, 2, lambda start, stop: X[start:stop], columns=("a", "b"))
    >>> large(rows, scale=False, gaps="error").components(1).directions.round(3)
    array([[ 0.985, -0.173]])
    """
    if data.dtype.kind == "c":
        raise InputError(f"{data.name} holds complex numbers.", "Give real ones: real and imaginary parts as columns.")
    step = -(-data.shape[0] * data.shape[1] // SAMPLE)
    sums, start, missing = Sums(data.shape[1]), 0, 0
    sample = []
    for block in data.ahead():
        tell("Reading the rows", start, data.shape[0])
        X, absent = block.astype(np.float64, copy=False), None
        at = np.arange(-start % step, len(X), step)
        if not np.isfinite(X).all():
            absent = ~np.isfinite(X)
            if gaps == "error":
                raise _missing(data, start, absent)
            missing += int(absent.sum())
            at = at[~absent[at].any(axis=1)]
        sample.append(X[at])
        start += len(X)
        if absent is not None and gaps == "drop":
            X, absent = X[~absent.any(axis=1)], None
        sums.add(X, absent)
    if sums.rows < 2:
        words = "only one row" if sums.rows else "no row"
        raise InputError(f"{data.name} has {words} without missing values.", "Mend the file, or set missing to mean.")
    return Large(data, gaps, sums.middle(scale, data.columns), missing, np.vstack(sample))


def _missing(data: Rows, start: int, absent: NDArray[np.bool_]) -> InputError:
    row, column = np.argwhere(absent)[0]
    name, number = data.columns[column], start + int(row)
    text = data.written(number, name)
    what = f"{text!r} is not a number" if text else "a value is missing"
    return InputError(
        f"{data.name}, row {number + 1:,}, column {name!r}: {what}.",
        "Mend the file, or set missing to drop (such rows get no scores) or to mean (the mean of the column).",
    )
