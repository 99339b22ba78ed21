"""What `pca` found, in numbers and in plain words."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._chance import SHUFFLES, Chance
from hiddenmath.apply._components import Components
from hiddenmath.apply._result import Key, Numbers
from hiddenmath.data import Table

Array = NDArray[np.float64]
WORDS = {1: "one", 2: "two", 3: "three"}
FAR = 4  # times as far as the middle row is worth a word
LARGE = 0.6  # of the largest loading, from which a column is named


KEY: Key = {
    "variance_kept": "share", "components": "number", "worth_keeping": "number", "rows": "number"
}  # fmt: skip


def numbers(found: Components, luck: Chance) -> Numbers:
    return {
        "rows": found.rows,
        "columns": len(found.columns),
        "components": len(found.directions),
        "variance_kept": min(1.0, float(found.shares.sum())),
        "worth_keeping": luck.beyond,
        **{f"variance_{i + 1}": float(share) for i, share in enumerate(found.shares[:3])},
        "error_bound": float(found.error.max() / found.singular[0]),
        "method": found.method,
    }


def values(absent: int) -> str:
    return "1 value was" if absent == 1 else f"{absent:,} values were"


def about_share(found: Components, of: int) -> str:
    """How much the directions keep; `of`: how many there are."""
    k = len(found.directions)
    kept = percent(float(found.shares.sum()))
    if k == of:
        return f"{'Both' if of == 2 else f'All {of}'} directions are kept, so nothing of the variance is lost."
    if k == 1:
        return f"The first of {of} directions keeps {kept} of the variance."
    return f"The first {WORDS.get(k, k)} of {of} directions keep {kept} of the variance."


def about_loadings(found: Components) -> str:
    """Which columns the first two directions are made of."""
    made = [_made_of(found, i) for i in range(min(2, len(found.directions)))]
    return f"Component 1 {'; component 2 '.join(made)}."


def _made_of(found: Components, i: int) -> str:
    """'grows with …, and against …': the columns with the largest loadings."""
    loading = found.directions[i]
    order = np.argsort(-np.abs(loading), kind="stable")
    large = [j for j in order if abs(loading[j]) > LARGE * abs(loading[order[0]])]
    more, less = ([found.columns[j] for j in large if sign * loading[j] > 0] for sign in (1, -1))
    words = f"grows with {_listed(more)}"
    return f"{words}, and against {_listed(less)}" if less else words


def _listed(names: list[str], most: int = 3) -> str:
    shown = [repr(name) for name in names[:most]]
    if len(names) > most:
        return f"{', '.join(shown)} and {len(names) - most} more"
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def about_chance(luck: Chance) -> str:
    """How many directions are worth keeping, and why."""
    copies = f"{SHUFFLES} copies of the table with each column shuffled, where columns have nothing in common"
    k = luck.beyond
    if k == len(luck.shares):
        return f"All {k} directions are worth keeping: each holds more of the variance than in any of {copies}."
    here, there = percent(float(luck.shares[k])), percent(float(luck.shuffled[k]))
    if k == 0:
        return (
            f"No direction stands out from chance: the first holds {here} of the variance, and up to {there} in "
            f"{copies}."
        )
    worth, each = (
        ("One direction is", "it") if k == 1 else (f"{WORDS.get(k, str(k)).capitalize()} directions are", "each")
    )
    return (
        f"{worth} worth keeping: {each} holds more of the variance than in any of {copies}. The next holds {here}, and "
        f"up to {there} there."
    )


def about_gaps(absent: int, k: int, passes: int) -> str:
    """How missing values were filled in."""
    first = "the first direction tells" if k == 1 else f"the first {WORDS.get(k, k)} directions tell"
    return (
        f"{values(absent)} missing: filled in with what {first} from the rest of the row, after {passes} passes. Such "
        "values lie exactly where the directions say, so the variance kept is a little too large."
    )


def about_columns(columns: Table) -> Iterator[str]:
    """Which column loses most."""
    kept = columns.matrix[:, 2]
    if np.nanmin(kept) < 1 - 1e-9:
        worst = int(np.nanargmin(kept))
        name, share = columns.text["column"][worst], percent(float(kept[worst]))
        yield f"Column {name!r} loses most: {share} of its variance is kept."


def about_rows(rows: Table) -> Iterator[str]:
    """Which row is far from what the directions tell."""
    left = rows.matrix[:, 1]
    usual = float(np.median(left))
    if rows.rows > FAR and left[0] > FAR * usual > 0:
        yield (
            f"{rows.columns[0].capitalize()} {rows.matrix[0, 0]:.0f} is farthest from what the directions tell, "
            f"{left[0] / usual:.0f} times as far as a usual row: look at it."
        )


def about_scale(squares: Array, columns: tuple[str, ...]) -> Iterator[str]:
    """Whether one column decides alone, by the squares (n,) of the centred columns."""
    largest = int(np.argmax(squares))
    if squares[largest] > 0.9 * squares.sum():
        yield (
            f"Column {columns[largest]!r} alone holds {percent(float(squares[largest] / squares.sum()))} of "
            "the variance, because its numbers are the largest. With scale, every column has the same say."
        )


def about_counting(X: Array, columns: tuple[str, ...]) -> Iterator[str]:
    counting = [name for name, cells in zip(columns, X.T, strict=True) if (np.diff(cells) == 1).all()]
    if counting and len(X) > 2:
        yield f"Column {counting[0]!r} only counts the rows. If it means nothing else, leave it out."


def percent(share: float) -> str:
    """A share in words that never claims more than is there, or less: 0.9999 is no 100%, 0.0001 is not nothing."""
    if 0 < share < 0.001:
        return "less than 0.1%"
    return "more than 99.9%" if 0.999 <= share < 1 else f"{min(share, 1):.1%}"
