"""What cleaning learned from one table, and does again to another: a recipe, written as JSON."""

import json
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal, NamedTuple, Self, get_args

import numpy as np
from numpy.typing import NDArray

from hiddenmath._counted import counted
from hiddenmath.apply._file import File, opened
from hiddenmath.apply._low_rank import LowRank, low_rank
from hiddenmath.apply._matched import matched
from hiddenmath.data import InputError, Table

Array = NDArray[np.float64]
Gaps = Literal["keep", "drop", "mean", "median", "low-rank"]
Outliers = Literal["keep", "winsorise", "drop"]
# The standard deviation of normal numbers is 1.4826 times their median distance from the median.
MAD = 1.4826
MISSING, CHANGED = -1, 1


class Cleaned(NamedTuple):
    """The `table`; `marks` (rows × columns of numbers, before any row went): −1 where a value was missing, 1 where it
    was changed or dropped as an outlier; `kept`: which rows are still there; `said`: what was done, a sentence each."""

    table: Table
    marks: Array
    kept: NDArray[np.bool_]
    said: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Recipe:
    """In this order: outliers, missing values, standardising, one-hot. Numbers by column, None where a step is not
    taken.

    `fill`: what stands for a missing value; `patterns`: of low rank, in its place; `low`, `high`: the bounds beyond
    which a value is an outlier; `mean`, `deviation`: to standardise by; `levels`: of each text.
    """

    columns: tuple[str, ...]
    missing: Gaps
    outliers: Outliers
    fill: list[float] | None = None
    patterns: dict[str, Any] | None = None
    low: list[float] | None = None
    high: list[float] | None = None
    mean: list[float] | None = None
    deviation: list[float] | None = None
    levels: dict[str, list[str]] = field(default_factory=dict)

    def apply(self, table: Table) -> Cleaned:
        """The table, cleaned as the recipe says; columns that the recipe does not know are left out."""
        X = matched(table, self.columns, self.levels)
        absent = np.isnan(X)
        marks = np.where(absent, MISSING, 0.0)
        kept = np.ones(len(X), dtype=bool)
        said = []
        if self.low is not None and self.high is not None:
            far = (self.low > X) | (self.high < X)
            marks[far] = CHANGED
            said.append(_about(far, self.columns, self.outliers))
            X = np.clip(X, self.low, self.high) if self.outliers == "winsorise" else X
            kept &= ~far.any(axis=1) if self.outliers == "drop" else True
        if self.missing != "keep":
            said.append(_about_gaps(absent, self.missing))
            X = X if self.missing == "drop" else self.filled(X)
            kept &= ~absent.any(axis=1) if self.missing == "drop" else True
        if self.mean is not None and self.deviation is not None:
            X = (X - self.mean) / self.deviation
            said.append("Each column was standardised: less its mean, divided by its standard deviation.")
        said += self._about_levels(table)
        if not kept.any():
            raise InputError(f"{table.name}: no row would be left.", "Set missing to mean, or outliers to winsorise.")
        rest = {name: text for name, text in table.text.items() if name not in self.levels}
        columns = (*self.columns, *(f"{name} = {level}" for name, levels in self.levels.items() for level in levels))
        X = np.column_stack([X, *self._ones(table)])
        made = replace(table, columns=columns, matrix=X, text=rest, unread=(), image=None, notes=())
        return Cleaned(made.take(kept), marks, kept, tuple(said))

    def _ones(self, table: Table) -> list[Array]:
        """Of each text its columns of 0 and 1, one for each level."""
        return [
            (np.array(table.labels(name))[:, None] == np.array(levels)).astype(np.float64)
            for name, levels in self.levels.items()
        ]

    def _about_levels(self, table: Table) -> list[str]:
        if not self.levels:
            return []
        listed = ", ".join(f"{name!r} ({len(levels)})" for name, levels in list(self.levels.items())[:5])
        said = [f"{counted(len(self.levels), 'text')} became columns of 0 and 1, one for each level: {listed}"
                + (", and others." if len(self.levels) > 5 else ".")]  # fmt: skip
        for name, levels in self.levels.items():
            if unknown := sorted(set(table.labels(name)) - set(levels)):
                return [*said, f"New levels, such as {unknown[0]!r} of {name!r}, have 0 in all of these columns."]
        return said

    def filled(self, X: Array) -> Array:
        """X with a number in place of each NaN."""
        if self.patterns is None:
            return np.where(np.isnan(X), np.array(self.fill), X)
        arrays = {name: np.array(self.patterns[name], dtype=np.float64) for name in ("mean", "length", "Vt")}
        return LowRank(**arrays, passes=self.patterns["passes"]).fill(X)

    def save(self) -> bytes:
        """A JSON file, which `load` reads."""
        return (json.dumps(asdict(self), indent=2, ensure_ascii=False, allow_nan=False) + "\n").encode()

    @classmethod
    def load(cls, file: File) -> Self:
        """What `save` wrote, checked: it may come from anywhere."""
        name, content = opened(file)
        try:
            kept = json.loads(content)
            recipe = cls(**{**kept, "columns": tuple(kept["columns"])})
            n = len(recipe.columns)
            several = [(name, getattr(recipe, name)) for name in ("fill", "low", "high", "mean", "deviation")]
            several += [(name, (recipe.patterns or {}).get(name)) for name in ("mean", "length")]
            wrong = [name for name, numbers in several if numbers is not None and np.shape(_floats(numbers)) != (n,)]
            if recipe.patterns and _floats(recipe.patterns["Vt"]).shape[1:] != (n,):
                wrong.append("Vt")
            if recipe.missing not in get_args(Gaps) or recipe.outliers not in get_args(Outliers):
                wrong.append("missing or outliers")
            if recipe.missing in _FILLED and recipe.fill is None and recipe.patterns is None:
                wrong.append("fill")
            if not all(isinstance(level, str) for levels in recipe.levels.values() for level in levels):
                wrong.append("levels")
            if wrong:
                raise ValueError(f"its {wrong[0]} does not fit its columns")
            return recipe
        except (ValueError, TypeError, KeyError, AttributeError) as problem:
            raise InputError(
                f"{name} is no recipe ({problem}).",
                "Save one with: hiddenmath clean DATA --save recipe.json, or take recipe.json from an answer's page.",
            ) from None


def _floats(numbers: Any) -> Array:
    return np.array(numbers, dtype=np.float64)


_FILLED = {
    "mean": "the mean of their column",
    "median": "the median of their column",
    "low-rank": "what the patterns of the other columns predict",
}


def learn(table: Table, steps: Recipe, limit: float, rank: int, standardise: bool) -> Recipe:
    """`steps` with the numbers that the rows of a table teach: outliers beyond `limit` robust standard deviations,
    patterns of `rank`."""
    recipe, X = replace(steps, columns=table.columns), table.matrix
    if steps.outliers != "keep":
        middle = np.array([np.median(known) for known in _known(table, X)])
        spread = MAD * np.array([np.median(np.abs(known - np.median(known))) for known in _known(table, X)])
        spread[spread == 0] = np.finfo(np.float64).max / limit / 4  # half of the values are equal: none is far
        low, high = middle - limit * spread, middle + limit * spread
        far = (low > X) | (high < X)
        X = np.clip(X, low, high) if steps.outliers == "winsorise" else X[~far.any(axis=1)]
        recipe = replace(recipe, low=low.tolist(), high=high.tolist())
    if steps.missing in ("mean", "median"):
        middle_of = np.mean if steps.missing == "mean" else np.median
        recipe = replace(recipe, fill=[float(middle_of(known)) for known in _known(table, X)])
    elif steps.missing == "low-rank":
        _known(table, X)
        found = low_rank(X, rank)
        recipe = replace(recipe, patterns={name: np.asarray(value).tolist() for name, value in found._asdict().items()})
    if standardise:
        if steps.missing == "drop":
            X = X[~np.isnan(X).any(axis=1)]
        columns = _known(table, X if steps.missing in ("keep", "drop") else recipe.filled(X))
        deviation = [float(np.std(known, ddof=1)) if len(known) > 1 else 0.0 for known in columns]
        recipe = replace(recipe, mean=[float(np.mean(known)) for known in columns])
        recipe = replace(recipe, deviation=[size if size > 0 else 1.0 for size in deviation])
    return recipe


def _known(table: Table, X: Array) -> list[Array]:
    """The values of each column of X that are there."""
    columns = [x[~np.isnan(x)] for x in X.T]
    empty = [name for name, known in zip(table.columns, columns, strict=True) if not len(known)]
    if empty:
        raise InputError(f"{table.name}: column {empty[0]!r} has no value left to learn from.", "Leave it out.")
    return columns


def _about(far: NDArray[np.bool_], columns: tuple[str, ...], outliers: Outliers) -> str:
    counts = {name: int(n) for name, n in zip(columns, far.sum(axis=0), strict=True) if n}
    most = ", ".join(f"{name!r} {n}" for name, n in sorted(counts.items(), key=lambda item: -item[1])[:5])
    done = "set to the bound" if outliers == "winsorise" else f"{counted(int(far.any(axis=1).sum()), 'row')} left out"
    return counted(int(far.sum()), "outlier") + (f" ({most}): {done}." if counts else ".")


def _about_gaps(absent: NDArray[np.bool_], missing: Gaps) -> str:
    count = counted(int(absent.sum()), "missing value")
    if missing == "drop":
        return f"{count}: {counted(int(absent.any(axis=1).sum()), 'row')} left out."
    return f"{count}: filled in with {_FILLED[missing]}." if absent.any() else "No value is missing."
