"""What `inspect` found, in plain words, and what to do next."""

import shlex
from collections.abc import Iterator

import numpy as np

from hiddenmath.apply._heat import is_scaled, steps
from hiddenmath.apply._look import Look
from hiddenmath.apply._spectrum import NAMED

MOST = 5  # names in a sentence
ILL = 1e3  # a condition number from which on it is worth a word
KINDS = {"image": "an image", "array": "an array", "edges": "a network"}
NOUNS = {"table": "columns of numbers", "image": "pixels", "text": "words", "array": "columns", "edges": "nodes"}


def advice(seen: Look, name: str) -> Iterator[str]:
    """Sentences: what it is, what is missing, and what its singular values say; `name` is what a command is given."""
    yield _read(seen)
    yield from seen.matrix.notes
    yield from _gaps(seen, name)
    yield _rank(seen)
    if seen.matrix.reading in ("table", "array"):
        yield from _following(seen)
    if seen.matrix.reading == "edges":
        yield from _twins(seen)
    if seen.matrix.reading == "table":
        yield from _condition(seen, name)
    yield from _compressible(seen, name)
    yield from _drawn(seen)


def _command(*words: str) -> str:
    return shlex.join(["hiddenmath", *words])


def _listed(names: list[str]) -> str:
    shown = ", ".join(map(repr, names[:MOST]))
    return shown + (f" and {len(names) - MOST} more" if len(names) > MOST else "")


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def as_kind(reading: str) -> str:
    """What a file was read as, with its article."""
    return KINDS.get(reading, f"a {reading}")


def _read(seen: Look) -> str:
    matrix, (m, n) = seen.matrix, seen.A.shape
    beside = f"; {_listed(list(matrix.text))} {_are(len(matrix.text))} text" if matrix.text else ""
    nouns = "pixels" if matrix.rows_are == "images" else NOUNS[matrix.reading]
    kind = as_kind(matrix.reading)
    special = f" Its structure: {seen.structure}." if seen.structure != "none" and matrix.reading != "text" else ""
    return f"Read as {kind}: {m:,} × {n:,} ({matrix.rows_are} × {nouns}){beside}.{special}"


def _gaps(seen: Look, name: str) -> Iterator[str]:
    missing, total = seen.columns.missing, int(seen.columns.missing.sum())
    if not total:
        return
    empty = [seen.names[j] for j in np.flatnonzero(missing == seen.A.shape[0])]
    if empty:
        yield f"{_listed(empty)}: no value at all. Leave {'it' if len(empty) == 1 else 'them'} out."
    most, share = seen.names[int(np.argmax(missing))], total / (seen.A.shape[0] * seen.A.shape[1])
    fill = _command("clean", name, "--missing", "median")
    remedy = f" To fill in: {fill}." if seen.matrix.reading == "table" else ""
    yield f"{total:,} {'value is' if total == 1 else 'values are'} missing ({share:.2%}), most in {most!r}.{remedy}"


def _rank(seen: Look) -> str:
    s, full = seen.spectrum.s, min(seen.A.shape)
    if not seen.spectrum.complete:
        told = "the largest is" if len(s) == 1 else f"the {len(s):,} largest are"
        return (
            f"Of its {full:,} singular values {told} told, within {seen.spectrum.error:.1e}: the others are lost in "
            "rounding, or take too long. Rank and condition need all of them."
        )
    if seen.rank == full:
        return f"Rank {full:,}, the largest possible. The condition number is {seen.numbers['condition']:,.4g}."
    gap = float(s[seen.rank - 1] / s[seen.rank]) if seen.rank and s[seen.rank] > 0 else np.inf
    clear = "" if gap > 1e3 else " It is no clear cut: the singular values fade away."
    return f"Rank {seen.rank:,} of {full:,}, counting what exceeds {seen.numbers['tolerance']:.1e}.{clear}"


def _following(seen: Look) -> Iterator[str]:
    """Columns that tell nothing, or nothing new."""
    (m, n), columns, related = seen.A.shape, seen.columns, seen.related
    if n > m:
        yield f"There are more columns than rows, so at least {n - m:,} columns follow from the others."
    if n > NAMED or m == 1:
        return
    constant = [seen.names[j] for j in np.flatnonzero(columns.least == columns.largest)]
    if constant:
        yield f"{_listed(constant)} {_are(len(constant))} the same in each row, and so can tell no row from another."
    if related and related.following and n < m:
        equations = "; ".join(related.equations[:MOST])
        left = related.following - min(MOST, len(related.equations))
        rest = f"{left} that {'follows' if left == 1 else 'follow'} from several others" if left else ""
        yield f"Columns that follow from others: {'; and '.join(filter(None, [equations, rest]))}."
    if related and related.alike and seen.matrix.rows_are == "rows":
        one, other, correlation = related.alike[0]
        left = len(related.alike) - 1
        more = f"; so {'does another pair' if left == 1 else f'do {left} more pairs'}" if left else ""
        yield f"{one!r} and {other!r} say nearly the same (correlation {correlation:.4f}){more}."


def _twins(seen: Look) -> Iterator[str]:
    same = seen.columns.same
    twins = [(seen.names[i], seen.names[j]) for j, i in enumerate(same.tolist()) if i >= 0]
    if twins:
        more = f", and {len(twins) - 1} more pairs" if len(twins) > 1 else ""
        yield f"{twins[0][0]!r} and {twins[0][1]!r}{more} have exactly the same neighbours."


def _condition(seen: Look, name: str) -> Iterator[str]:
    value, scaled = seen.numbers.get("condition"), seen.numbers.get("condition_scaled", np.inf)
    if not isinstance(value, float) or value < ILL:
        return
    if isinstance(scaled, float) and scaled < value / 10:
        yield (
            f"Most of that condition is units: centred and brought to one length, the columns have {scaled:,.4g}. "
            f"To do so: {_command('clean', name, '--standardise')}."
        )
    else:
        yield f"With such a condition weights are unsteady. Steadier: {_command('regress', name, '--ridge', '1')}."


def _drawn(seen: Look) -> Iterator[str]:
    down, across = steps(seen)
    if is_scaled(seen):
        rows = f"; of {down:,} rows one is drawn" if down > 1 else ""
        yield f"In the picture each column is centred and divided by its deviation{rows}."
    elif down * across > 1:
        yield f"In the picture each point is the mean of {down:,}×{across:,} numbers."


def _compressible(seen: Look, name: str) -> Iterator[str]:
    k, full = seen.numbers.get("values_for_99_percent"), min(seen.A.shape)
    if not isinstance(k, int) or 2 * k > full or full < 4:
        return
    words = f"{k:,} of {full:,} singular values hold{'s' if k == 1 else ''} 99% of the sum of squares"
    words += " (the mean row is in it)" if k == 1 else ""
    next_step = {
        "table": f". In which directions rows differ: {_command('pca', name)}.",
        "image": f". To keep only those: {_command('compress', name, '--energy', '0.99')}.",
    }
    yield words + next_step.get(seen.matrix.reading, ": it is nearly a matrix of that rank.")
