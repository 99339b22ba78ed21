"""The principal components of rows that are larger than memory, as `pca` answers them."""

from dataclasses import replace

import numpy as np

from hiddenmath.apply import _pca_words as words
from hiddenmath.apply._chance import Chance, chance
from hiddenmath.apply._components import Components, enough
from hiddenmath.apply._large import Gaps, Large, large, reconstruction, scores
from hiddenmath.apply._pca_asked import SEEN, Asked
from hiddenmath.apply._pca_input import check
from hiddenmath.apply._pca_picture import cloud
from hiddenmath.apply._pca_tables import how_many, left_of_columns, loadings, variance
from hiddenmath.apply._result import Result
from hiddenmath.data import InputError, Rows, Table


def of_blocks(data: Rows, asked: Asked) -> Result:
    """Everything but what is left over of each row; what is drawn and judged is a sample of the rows."""
    gaps = gaps_of(data, asked)
    check(data.name, data.shape, data.columns, {}, asked)
    rows = large(data, asked.scale, gaps)
    sample = Table(data.columns, rows.sample, name=data.name)
    luck = chance(rows.ready, asked.seed)
    every = _directions(rows, luck, asked.keep)
    found = replace(every.first(asked.kept(every, luck)), whiten=asked.whiten)
    k, squares = len(found.singular), rows.middle.squares
    told = np.sum((found.singular[:, None] * found.directions) ** 2, axis=0)
    left = left_of_columns(found, squares, np.maximum(0.0, squares - told))
    notes = [
        f"The {data.shape[0]:,} rows were read in blocks of {data.rows:,}. The picture and the advice how many to keep "
        f"come from {sample.rows:,} of them, evenly spaced.",
        *rows.notes(),
        words.about_share(found, max(k, min(found.rows - 1, len(data.columns)))),
        words.about_chance(luck),
        words.about_loadings(found),
        *words.about_columns(left),
        *(() if asked.scale else words.about_scale(squares, data.columns)),
    ]
    tables = {
        "variance": variance(found),
        "loadings": loadings(found),
        "how_many": how_many(luck, len(data.columns)),
        "left_over_by_column": left,
    }
    return Result(
        words.numbers(found, luck),
        tables,
        asked.main,
        cloud(every, k, luck, sample, asked.space),
        {"model.npz": found.save()},
        (*data.notes, *notes),
        key=words.KEY,
        large=about_blocks(data, found, gaps, asked.reconstruct),
    )


def _directions(rows: Large, luck: Chance, keep: int | float | None) -> Components:
    """As many directions as are kept or drawn: each further one that is small can cost a further pass."""
    most = min(rows.data.shape)
    if isinstance(keep, float):  # what the sample supposes, and some more
        guess = enough(luck.shares, keep)
        every = rows.components(min(most, max(SEEN, guess + guess // 8 + 1)))
        return every if every.shares.sum() >= keep else rows.components(None)
    return rows.components(min(most, max(SEEN, luck.beyond if keep is None else keep)))


def gaps_of(data: Rows, asked: Asked) -> Gaps:
    """What to do about missing values. Raises InputError for what needs all rows in memory."""
    if asked.label is not None:
        raise InputError(f"{data.name} is read in blocks of rows, without labels.", "Leave label out.")
    if asked.missing == "low-rank":
        raise InputError(
            f"{data.name} is too large to look for patterns in it.", "Mend the file, or set missing to drop or to mean."
        )
    return asked.missing


def about_blocks(data: Rows, found: Components, gaps: Gaps, reconstruct: bool) -> dict[str, Rows]:
    """What the directions make of the rows, when it is asked for: their scores, and, if wanted, the rows again."""
    made = {"scores": scores(data, found, gaps)}
    return made | ({"reconstruction": reconstruction(data, found, gaps)} if reconstruct else {})
