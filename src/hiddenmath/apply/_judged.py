"""What `sentiment` answers: each passage with its chance and its strongest words, and the picture of one."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._passages import Passage
from hiddenmath.apply._result import Picture
from hiddenmath.apply._tone_model import ToneModel
from hiddenmath.apply._tone_words import Word
from hiddenmath.data import Table

Array = NDArray[np.float64]
SHOWN, STRONGEST = 12, 3


def judged(found: list[Passage], words: list[list[Word]], chances: Array, known: Array, model: ToneModel) -> Table:
    """A row for each passage, cut into these words."""
    rows = [[passage.line, chance, share] for passage, chance, share in zip(found, chances, known, strict=True)]
    return Table(
        ("line", f"chance {model.labels[1]}", "known words"),
        np.array(rows),
        {
            "text": tuple(passage.text for passage in found),
            "sounds": tuple(model.labels[int(chance >= 0.5)] for chance in chances),
            "strongest words": tuple(_strongest(model, own) for own in words),
        },
        name="texts",
    )


def _strongest(model: ToneModel, words: list[Word]) -> str:
    pushes = model.pushes(words)
    best = [i for i in np.argsort(-np.abs(pushes), kind="stable")[:STRONGEST] if pushes[i]]
    return ", ".join(f"{words[i].written} {pushes[i]:+.1f}" for i in best)


def pushing(model: ToneModel, found: list[Passage], words: list[list[Word]], chances: Array, first: int) -> Picture:
    """The visual `push`: the most decided passages first, each with its words and what counts in it."""
    order = [first, *(i for i in np.argsort(-np.abs(chances - 0.5), kind="stable") if i != first)][:SHOWN]
    return Picture(
        "push",
        {
            "texts": [_text(model, found[i].text, words[i]) for i in order],
            "start": model.start,
            "labels": list(model.labels),
        },
    )


def _text(model: ToneModel, text: str, words: list[Word]) -> dict[str, Any]:
    return {
        "text": text,
        "words": [[word.place, word.place + len(word.written)] for word in words],
        "parts": [
            [list(each.words), round(each.value, 4), round(each.weight, 4), each.block] for each in model.weighed(words)
        ],
    }
