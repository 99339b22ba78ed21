"""A model of tone learned from a table of labelled texts, and what it is worth on those it has not seen."""

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._result import Numbers
from hiddenmath.apply._tone_learned import Kind
from hiddenmath.apply._tone_model import ToneModel, tone_model
from hiddenmath.apply._tone_words import tone_words
from hiddenmath.data import InputError, Table

Array = NDArray[np.float64]
FEWEST = 20
BINS = 10


def trained(table: Table, kind: Kind, test: float, seed: int) -> tuple[ToneModel, Numbers, list[str]]:
    """The model, its figures, and what to say about them: learned on one part of the rows, calibrated on a second,
    tested on a third."""
    documents, y, labels = labelled(table)
    part = parts(len(documents), test, seed)
    words = [tone_words(document) for document in documents]
    known = part < 2
    model = tone_model([words[i] for i in np.flatnonzero(known)], y[known], labels, kind, part[known] == 1)
    chances, truth = model.chances_of([words[i] for i in np.flatnonzero(part == 2)]), y[part == 2]
    figures: Numbers = {
        "accuracy": float(np.mean((chances >= 0.5) == truth)),
        "by_the_larger_label": float(max(truth.mean(), 1 - truth.mean())),
        "brier": float(np.mean((chances - truth) ** 2)),
        "calibration_error": calibration_error(chances, truth),
        "learned_from": int(np.sum(part == 0)), "tested_on": len(truth),
    }  # fmt: skip
    said = [
        f"Of {len(truth):,} texts that it had not seen, {figures['accuracy']:.1%} were told rightly; always saying the "
        f"more frequent label gives {figures['by_the_larger_label']:.1%}."
    ]
    return model, figures, said


def labelled(table: Table) -> tuple[tuple[str, ...], Array, tuple[str, str]]:
    """The texts, which of two labels each has (m,), and the labels: columns `text` and `label`, or the longest texts
    and the column with two values."""
    columns = {
        **table.text,
        **{name: tuple(f"{x:g}" for x in table.matrix[:, j]) for j, name in enumerate(table.columns)},
    }
    two = [name for name, cells in columns.items() if len(set(cells)) == 2]
    long = sorted(table.text, key=lambda name: -sum(map(len, table.text[name])))
    if not long:
        raise InputError(f"{table.name} has no column of texts.", "Give a table with a column text and a column label.")
    text = "text" if "text" in table.text else long[0]
    label = "label" if "label" in columns else next((name for name in two if name != text), "")
    values = sorted(set(columns.get(label, ())))
    if len(values) != 2:
        raise InputError(
            f"{table.name} has no column with two labels" + (f": {label!r} has {len(values)}." if label else "."),
            "Give each text one of two labels, in a column named label.",
        )
    if table.rows < FEWEST:
        raise InputError(f"{table.name} has {table.rows} texts, too few to learn from.", f"Give at least {FEWEST}.")
    y = np.array([cell == values[1] for cell in columns[label]], dtype=np.float64)
    return columns[text], y, (values[0], values[1])


def parts(rows: int, test: float, seed: int) -> NDArray[np.intp]:
    """0 to learn from, 1 to calibrate, 2 to test: the shares 1 − 1.5 test, test/2 and test."""
    order = np.random.default_rng(seed).permutation(rows)
    kept, aside = max(1, round(test * rows)), max(2, round(test * rows / 2))
    part = np.zeros(rows, dtype=np.intp)
    part[order[:kept]], part[order[kept : kept + aside]] = 2, 1
    return part


def calibration_error(chances: Array, truth: Array) -> float:
    """Σ over ten bins of chances: share of texts · |mean chance − share of the second label|."""
    which = np.minimum((chances * BINS).astype(int), BINS - 1)
    gaps = [abs(np.sum(chances[which == b] - truth[which == b])) for b in range(BINS)]
    return float(np.sum(gaps) / len(truth))
