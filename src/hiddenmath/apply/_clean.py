"""The tool `clean`."""

from dataclasses import replace
from typing import Annotated

import numpy as np

from hiddenmath.apply._file import File
from hiddenmath.apply._option import Option
from hiddenmath.apply._recipe import CHANGED, Cleaned, Gaps, Outliers, Recipe, learn
from hiddenmath.apply._result import Numbers, Picture, Result
from hiddenmath.apply._split import held_out
from hiddenmath.apply._spread import refuse_extreme
from hiddenmath.apply._tool import tool
from hiddenmath.data import InputError, Table

LEVELS, DRAWN = 30, 60_000


@tool(begins="ames", saves="recipe.json", with_saved=("without",))
def clean(
    data: Table,
    *,
    missing: Annotated[
        Gaps, Option("Missing values: keep them, drop their rows, or fill in mean, median or common patterns.")
    ] = "median",
    rank: Annotated[int, Option("Patterns to fill in from, where missing is low-rank.", min=1)] = 2,
    outliers: Annotated[
        Outliers, Option("Values too far from the median: keep them, set them to the bound, or drop their rows.")
    ] = "keep",
    limit: Annotated[float, Option("How many robust standard deviations are too far.", min=0.5, max=1e6)] = 3.5,
    standardise: Annotated[bool, Option("Give each column mean 0 and standard deviation 1.")] = False,
    one_hot: Annotated[bool, Option("Turn each text into columns of 0 and 1, one for each level.")] = False,
    without: Annotated[str, Option("Columns to leave out, separated by commas.")] = "",
    test: Annotated[float, Option("The share of the rows to learn nothing from, such as 0.25.", min=0, max=0.9)] = 0.0,
    seed: Annotated[int, Option("Draws which rows these are.", min=0)] = 0,
    use: Annotated[
        File | None, Option("A recipe saved earlier, to repeat it instead of learning one.", suffix=".json")
    ] = None,
) -> Result:
    """Clean: a table made ready, and how, in words.

    Fills in what is missing, tames what is far out, brings columns to one scale and text to numbers. Every number that
    it uses is learned from the training rows alone, and the recipe can be repeated on new data.

    *Outliers* are told by the median and the median distance from it (MAD), which outliers do not move: |x − median| >
    limit · 1.4826 · MAD. *Low rank*: a table whose columns depend on each other is nearly a sum of few patterns uᵢ vᵢᵀ;
    missing cells are guessed, the best approximation of that rank is computed and read where they are, again and again
    until nothing moves. The order is: outliers, missing values, standardising, one-hot.

    A column in which half of the values are equal has no outliers: its MAD is 0. Texts of more than 30 levels stay as
    they are. A recipe that is repeated finds its columns by name; of the options only what to leave out counts then.

    In the picture a cell is −1 where a value was missing and 1 where one was an outlier.
    """
    table = data.without(name.strip() for name in without.split(",") if name.strip())
    if not table.columns:
        raise InputError(f"{table.name} has no column of numbers.", "Check the separator and how numbers are written.")
    refuse_extreme(table.matrix, table.columns)
    tested = held_out(table.rows, test, seed)
    if use is not None:
        used = Recipe.load(use)
    else:
        training = table.take(~tested)
        steps = Recipe(table.columns, missing, outliers, levels=_levels(training) if one_hot else {})
        used = learn(training, steps, limit, rank, standardise)
    cleaned = used.apply(table)
    part = tuple(np.where(tested, "test", "learned")[cleaned.kept].tolist())
    made = cleaned.table if use is not None or not test else _with(cleaned.table, part)
    return Result(
        {
            **_counts(table, cleaned),
            **({"passes": used.patterns["passes"]} if used.patterns else {}),
        },
        {"columns": _columns(table, used, cleaned), "cleaned": made},
        "cleaned",
        _picture(cleaned),
        {"recipe.json": used.save()},
        (*_source(use is not None, test, int((~tested).sum())), *cleaned.said, *table.notes),
        key={"rows_after": "number", "columns_after": "number", "missing_before": "number", "outliers": "number"},
    )


def _levels(training: Table) -> dict[str, list[str]]:
    """The levels of each text that has few."""
    found = {name: sorted(set(cells)) for name, cells in training.text.items()}
    return {name: levels for name, levels in found.items() if len(levels) <= LEVELS}


def _counts(table: Table, cleaned: Cleaned) -> Numbers:
    return {
        "rows_before": table.rows,
        "rows_after": cleaned.table.rows,
        "columns_before": len(table.columns) + len(table.text),
        "columns_after": len(cleaned.table.columns) + len(cleaned.table.text),
        "missing_before": int(np.isnan(table.matrix).sum()),
        "missing_after": int(np.isnan(cleaned.table.matrix).sum()),
        "outliers": int((cleaned.marks == CHANGED).sum()),
    }


def _source(repeated: bool, test: float, learned: int) -> list[str]:
    if repeated:
        return ["A recipe was repeated: nothing was learned from this table."]
    return [f"Everything was learned from {learned} rows; the others had no part in it."] if test else []


def _with(table: Table, part: tuple[str, ...]) -> Table:
    """The table with a column that says which rows were learned from."""
    return replace(table, text={**table.text, "part": part})


def _columns(table: Table, used: Recipe, cleaned: Cleaned) -> Table:
    """Each column of numbers before and after."""
    rows = []
    for j, name in enumerate(used.columns):
        before = table.matrix[:, table.columns.index(name)]
        after = cleaned.table.matrix[:, j]
        outliers = float((cleaned.marks[:, j] == CHANGED).sum())
        rows.append([np.isnan(before).sum(), outliers, *_about(before), *_about(after)])
    heads = ("missing", "outliers", "mean before", "deviation before", "mean after", "deviation after")
    return Table(heads, np.array(rows, dtype=np.float64).reshape(-1, 6), {"column": used.columns}, name="columns")


def _about(x: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> tuple[float, float]:
    known = x[np.isfinite(x)]
    return (float(known.mean()) if known.size else np.nan, float(known.std(ddof=1)) if known.size > 1 else np.nan)


def _picture(cleaned: Cleaned) -> Picture:
    """Where values were missing or changed; of a long table every so-and-so-many-th row."""
    step = -(-cleaned.marks.size // DRAWN)
    drawn = cleaned.marks[::step]
    value = {"shape": list(drawn.shape), "dtype": "int64", "values": drawn.astype(int).ravel().tolist()}
    return Picture("matrix", {"value": value, "max": 1})
