"""The rows of a regression: which are learned from, which are a test, and which have no answer yet."""

from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._split import held_out
from hiddenmath.data import InputError, Missing, Table, complete

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
LEVELS = 30  # a text of more is rather a name


class Parts(NamedTuple):
    """The rows to learn from with their target `y`, and all rows that are predicted: `part` of each in words, `actual`
    NaN where it is not known."""

    learn: Table
    y: Array
    every: Table
    actual: Array
    part: tuple[str, ...]


def prepared(
    data: Table, target: str | None, model: str, positive: str | None, without: str
) -> tuple[Table, str, tuple[str, ...]]:
    """The table without what is left out; the target's name; for logistic, what counts as 0 and the value that counts
    as 1."""
    table = data.without(name.strip() for name in without.split(",") if name.strip())
    if target is None:
        two = next((name for name, cells in table.text.items() if 2 <= len(set(cells)) <= LEVELS), None)
        target = two if model == "logistic" and two else next(reversed(table.columns), None)
    if target is None:
        raise InputError(f"{table.name} has no column of numbers.", "Check the separator and how numbers are written.")
    cells = [cell for cell in table.labels(target) if cell]
    if model == "linear":
        if target in table.text:
            raise InputError(
                f"{target!r} holds text, such as {cells[0]!r}.", "Choose a column of numbers, or set model to logistic."
            )
        return table, target, ()
    values = sorted(set(cells))
    if positive is None and len(values) == 2:
        positive = values[1]
    if positive not in values or len(values) < 2:
        listed = ", ".join(map(repr, values[:8])) + (f" and {len(values) - 8} more" if len(values) > 8 else "")
        raise InputError(
            f"{target!r} has {'only one value' if len(values) == 1 else f'{len(values)} values'}: {listed}"
            + (f"; {positive!r} is none of them." if positive and positive not in values else "."),
            "A logistic regression explains one value against the others: choose a column with two, or set positive to "
            "the one to explain.",
        )
    other = next(value for value in values if value != positive) if len(values) == 2 else f"not {positive}"
    return table, target, (other, positive)


def divided(table: Table, target: str, classes: tuple[str, ...], test: float, seed: int, missing: Missing) -> Parts:
    """Sets rows aside: those without a target are new, some of the others a test; the rest is learned from."""
    if classes:
        y = np.array([float(cell == classes[1]) if cell else np.nan for cell in table.labels(target)])
    else:
        y = table.matrix[:, table.columns.index(target)].copy()
        if missing == "error" and any(cell.column == target for cell in table.unread):
            complete(replace(table, columns=(target,), matrix=y[:, None], text={}), missing)
    number = np.arange(table.rows, dtype=np.float64)
    rest = table.without([target])
    # The row's number and its target go along, so that they stay beside it where rows are dropped.
    kept = replace(rest, columns=(*rest.columns, "\0row"), matrix=np.column_stack([rest.matrix, number]))
    if missing != "mean":
        kept = complete(kept, missing)
    at = kept.matrix[:, -1].astype(int)
    new: Flags = np.isnan(y[at])
    if new.all():
        raise InputError(f"No row has a value of {target!r}.", "Give rows that have one.")
    known = np.flatnonzero(~new)
    tested = np.zeros(kept.rows, dtype=bool)
    tested[known] = held_out(len(known), test, seed)
    learn = kept.take(~new & ~tested)
    if missing == "mean":
        learn = complete(learn, missing)
        kept = replace(kept, matrix=np.where(np.isfinite(kept.matrix), kept.matrix, learn.matrix.mean(axis=0)))
    if new.any():
        note = f"Rows without a value of {target!r}: {new.sum()}. They are predicted, and nothing is learned from them."
        learn = replace(learn, notes=(*learn.notes, note))
    part = tuple(np.select([new, tested], ["new", "test"], "learned").tolist())
    return Parts(learn.without(["\0row"]), y[at][~new & ~tested], kept.without(["\0row"]), y[at], part)
