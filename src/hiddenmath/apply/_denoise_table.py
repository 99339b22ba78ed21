"""What the tool `denoise` answers to a table: each column of it that is a series."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._result import Numbers, Picture, Result
from hiddenmath.apply._trajectory import Cleaned, period, through_gaps, usual_window
from hiddenmath.data import InputError, Table
from hiddenmath.linalg._telling import tell

Array = NDArray[np.float64]
SHORTEST = 12  # values; of fewer nobody can say what repeats
UNEVEN = 1.5  # a step so many times the usual one is no longer that of a calendar
SHOWN, DRAWN = 40, 2_000  # components in the table, values in the picture
DAY = 86_400  # seconds


class Time(NamedTuple):
    """When the rows were measured: in which column that stands ("" where in none), and the time of each."""

    name: str
    at: Array


def denoised_table(
    table: Table,
    column: str,
    window: int | None,
    sigma: float | None,
    how: Literal["shrink", "cut"],
    add: float,
    seed: int,
) -> Result:
    """The table with its series denoised, and what each of them was made of."""
    asked = [name.strip() for name in column.split(",") if name.strip()]
    time = _time(table, asked)
    names = asked or [name for name in table.columns if name != time.name]
    _check(table, names, window)
    length, rng = window or usual_window(table.rows), np.random.default_rng(seed)
    given = {name: _values(table, name) for name in names}
    noisy = {name: y + add * rng.standard_normal(len(y)) if add else y for name, y in given.items()}
    matrix, cleaned = table.matrix.copy(), {}
    for i, name in enumerate(names):
        tell("Denoising", i, len(names))
        cleaned[name] = through_gaps(noisy[name], length, how, sigma)
        matrix[:, table.columns.index(name)] = cleaned[name].values
    notes = [_words(name, found, time) for name, found in cleaned.items()]
    first = names[0]
    numbers: Numbers = {"rows": table.rows, "window": length, "series": len(names)}
    numbers |= _numbers(noisy[first], cleaned[first])
    if add:
        before, after = (_distance(given[first], values) for values in (noisy[first], cleaned[first].values))
        numbers |= {"error_before": before, "error": after}
        notes.append(f"{first!r}: of the noise that was added, {max(0.0, 1 - after / before):.0%} is gone.")
    denoised = replace(table, matrix=matrix, unread=(), name="denoised")
    return Result(
        numbers,
        {"denoised": denoised, "components": _components(cleaned, time)},
        "denoised",
        _picture(noisy[first], cleaned[first], time, first),
        notes=(*notes, *_about_time(time, table), *_about_gaps(given), *table.notes),
        key={"sigma": "number", "components": "number", "noise_share": "share"},
    )


def _values(table: Table, name: str) -> Array:
    """The column, NaN where no finite number stands."""
    values = table.matrix[:, table.columns.index(name)]
    return np.where(np.isfinite(values), values, np.nan)


def _time(table: Table, asked: list[str]) -> Time:
    """The first column of numbers that only rises or only falls, if there is another one; else a column of dates."""
    for name, values in zip(table.columns, table.matrix.T, strict=True):
        steps = np.diff(values)
        if name not in asked and len(table.columns) > 1 and len(steps) and ((steps > 0).all() or (steps < 0).all()):
            return Time(name, values)
    for name, cells in table.text.items():
        try:
            dates = [datetime.fromisoformat(cell).timestamp() for cell in cells]
        except ValueError:
            continue
        return Time(name, np.array(dates) / DAY)
    return Time("", np.arange(table.rows, dtype=np.float64))


def _check(table: Table, names: list[str], window: int | None) -> None:
    if not names:
        raise InputError(f"{table.name} has no column of numbers.", "A series is a column of numbers, row after row.")
    table.without(names)  # says which of them there is not
    for name in names:
        if name in table.text:
            raise InputError(f"Column {name!r} holds text: {table.text[name][0]!r}.", "Name a column of numbers.")
        wrong = next((cell for cell in table.unread if cell.column == name), None)
        if wrong:
            raise InputError(
                f"{table.name}, {table.where(wrong.row)}, column {name!r}: {wrong.text!r} is not a number.",
                "Mend the cell, or empty it: an empty cell is filled in from what the series does.",
            )
        known = int(np.isfinite(_values(table, name)).sum())
        if known < max(SHORTEST, table.rows / 2):
            of = f" of {table.rows}" if known < table.rows else ""
            raise InputError(
                f"Column {name!r} has {known}{of} values.",
                f"To tell noise from what repeats, give at least {SHORTEST}, and at least half of the rows.",
            )
    if window is not None and window > table.rows // 2:
        raise InputError(
            f"window is {window}, but {table.name} has {table.rows} rows.", f"Choose 2 to {table.rows // 2}."
        )


def _numbers(y: Array, found: Cleaned) -> Numbers:
    size = np.nanmax(np.abs(y)) or 1.0
    whole, left = (float(np.nanstd(values / size)) for values in (y, y - found.values))
    return {
        "sigma": found.sigma,
        "components": found.rank,
        "threshold": found.threshold,
        "noise_share": min(1.0, (left / whole) ** 2) if whole > 0 else 0.0,
    }


def _distance(y: Array, values: Array) -> float:
    """The root mean square of what lies between."""
    return float(np.sqrt(np.nanmean((values - y) ** 2)))


def _about_time(time: Time, table: Table) -> list[str]:
    if not time.name:
        return []
    steps = np.abs(np.diff(time.at))
    long, short = steps > UNEVEN * np.median(steps), steps < np.median(steps) / UNEVEN
    if not (long | short).any():
        return [f"{time.name!r} is taken as the time."]
    odd, kind = (long, "longer") if long.any() else (short, "shorter")
    count = f"{odd.sum()} step is" if odd.sum() == 1 else f"{odd.sum()} steps are"
    return [
        f"{time.name!r} is taken as the time, but {count} {kind} than the others (before "
        f"{table.where(int(np.argmax(odd)) + 1)}). The rows are taken as if they were even; where rows are missing, "
        "put them in with empty cells."
    ]


def _about_gaps(given: Mapping[str, Array]) -> list[str]:
    counts = {name: int(np.isnan(y).sum()) for name, y in given.items()}
    return [
        f"{name!r}: {count} missing {'value was' if count == 1 else 'values were'} filled in from what the series does."
        for name, count in counts.items()
        if count
    ]


def _words(name: str, found: Cleaned, time: Time) -> str:
    """What was kept of a series, and what was taken out."""
    if not found.s.any():
        return f"{name!r} is the same everywhere: there is no noise."
    if not found.sigma:
        return f"{name!r}: {found.rank} of {len(found.s)} components hold all of it: there is no noise."
    if not found.rank:
        return f"{name!r}: nothing stands out of the noise, which is about {found.sigma:.3g}; only the mean is left."
    said = f"{name!r}: {found.rank} of {len(found.s)} components stand out of the noise, which is about "
    said += f"{found.sigma:.3g}."
    every = period(found.patterns[:, 0])
    if np.isfinite(every):
        # Of so many rows a spectrum tells a frequency to half a line of it: 1/(2n).
        unsure = every**2 / (2 * len(found.values))
        size, where = _step(time), f" (in {time.name!r})" if time.name else " rows"
        said += f" Its strongest rhythm repeats every {every * size:.3g} ± {unsure * size:.1g}{where}."
    return said


def _step(time: Time) -> float:
    return float(np.median(np.abs(np.diff(time.at))))


def _components(cleaned: Mapping[str, Cleaned], time: Time) -> Table:
    """Of each series the largest components: singular value, what is used in its place, share, period."""
    rows, names = [], []
    for name, found in cleaned.items():
        shares = (found.s / (found.s[0] or 1.0)) ** 2
        shares /= shares.sum() or 1.0
        for k in range(min(SHOWN, len(found.s))):
            every = period(found.patterns[:, k]) * _step(time) if k < found.rank else np.inf
            rows.append((k + 1, found.s[k], found.kept[k], shares[k], every if np.isfinite(every) else np.nan))
            names.append(name)
    columns = ("component", "singular value", "used", "share", "period")
    return Table(columns, np.array(rows), {"series": tuple(names)}, name="components")


def _picture(y: Array, found: Cleaned, time: Time, name: str) -> Picture:
    """The series before and after, and the spectrum with what noise hides of it."""
    step = -(-len(y) // DRAWN)
    shown: dict[str, Any] = {
        "x": time.at[::step].tolist(),
        "seen": [None if value != value else value for value in y[::step].tolist()],
        "clean": found.values[::step].tolist(),
        "s": found.s.tolist(),
        "rank": found.rank,
        "threshold": found.threshold,
    }
    return Picture("series", {"series": shown, "label": name, "across": time.name or "row"})
