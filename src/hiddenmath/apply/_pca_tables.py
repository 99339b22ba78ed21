"""The tables that `pca` answers."""

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._chance import Chance
from hiddenmath.apply._components import Components, enough
from hiddenmath.data import Table
from hiddenmath.linalg import denoise

Array = NDArray[np.float64]
SHARES = (0.9, 0.95, 0.99)


def numbered(components: int) -> tuple[str, ...]:
    return tuple(f"component {i + 1}" for i in range(components))


def variance(found: Components) -> Table:
    number = np.arange(1.0, len(found.singular) + 1)
    cells = np.column_stack([number, found.variances, found.shares, np.minimum(1, np.cumsum(found.shares))])
    return Table(("component", "variance", "share", "cumulative"), cells, name="variance")


def loadings(found: Components) -> Table:
    names = numbered(len(found.directions))
    return Table(names, found.directions.T, {"column": found.columns}, name="loadings")


def how_many(luck: Chance, columns: int) -> Table:
    """What each rule would keep, and the share of the variance that it would keep with that."""
    above_noise = denoise(np.sqrt(luck.shares), (luck.rows, columns), how="cut").rank
    rules = {
        "more than shuffled columns hold (proposed)": luck.beyond,
        "above even noise (Gavish and Donoho)": above_noise,
        **{f"{share:.0%} of the variance": enough(luck.shares, share) for share in SHARES},
    }
    cells = [[k, min(1.0, float(luck.shares[:k].sum()))] for k in rules.values()]
    return Table(("components", "variance kept"), np.array(cells), {"rule": tuple(rules)}, name="how_many")


def left_of_columns(found: Components, whole: Array, left: Array) -> Table:
    """From the squares (n,) of centred columns, and of what is left over of them: standard deviations, and the share of
    each column's variance that is kept; of a constant column there is none."""
    return _by_column(found, whole, left, found.rows)


def left_by_column(found: Components, whole: Array, left: Array) -> Table:
    """The same from the squares (m×n) of each row."""
    return _by_column(found, whole.sum(axis=0), left.sum(axis=0), len(whole))


def _by_column(found: Components, whole: Array, left: Array, m: int) -> Table:
    deviation, rest = (np.sqrt(squares / max(1, m - 1)) * found.scale for squares in (whole, left))
    kept = np.clip(1 - left / np.where(whole > 0, whole, np.nan), 0, 1)
    heads = ("deviation", "left over", "share kept")
    return Table(heads, np.column_stack([deviation, rest, kept]), {"column": found.columns}, name="left_over_by_column")


def left_by_row(values: Array, left: Array, table: Table) -> Table:
    """How far each row is from what the directions tell, the farthest first, and that as a share of its distance from
    the mean."""
    distance, rest = (np.linalg.norm(rows, axis=1) for rows in (values, left))
    order = np.argsort(-rest, kind="stable")
    share = np.minimum(1, (rest / np.where(distance > 0, distance, np.inf)) ** 2)
    head, number = ("line", table.lines) if table.lines else ("row", range(1, table.rows + 1))
    cells = np.column_stack([np.array(number, dtype=np.float64), rest, share])[order]
    text = {name: tuple(labels[i] for i in order) for name, labels in table.text.items()}
    return Table((head, "left over", "share of its distance"), cells, text, name="left_over_by_row")
