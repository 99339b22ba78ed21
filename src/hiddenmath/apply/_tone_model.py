"""What `sentiment` learned: the chance that a text is of the second of two labels, and each word's part in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, ClassVar, Self, cast

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._logistic import chance, logistic
from hiddenmath.apply._models import Arrays, Model, numbers, texts
from hiddenmath.apply._shared_pushes import Weighed, shared
from hiddenmath.apply._text_features import MADE, Features, Made
from hiddenmath.apply._tone_learned import Kind, Learned, learn
from hiddenmath.apply._tone_words import Word, tone_words

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class ToneModel(Model):
    """p = 1/(1 + e^−(slope · odds + shift)): `slope` and `shift` make the odds of `learned` honest chances."""

    kind: ClassVar[str] = "sentiment"
    learned: Learned
    slope: float
    shift: float
    labels: tuple[str, str]

    @property
    def inputs(self) -> tuple[str, ...]:
        return ("text",)

    @property
    def estimator(self) -> str:
        return "Sentiment"

    def chances(self, documents: Sequence[str]) -> Array:
        """(m,)"""
        return self.chances_of([tone_words(each) for each in documents])

    def chances_of(self, texts: Sequence[list[Word]]) -> Array:
        """Of texts whose words are known already."""
        return chance(self.slope * self.learned.odds(texts) + self.shift)

    @property
    def start(self) -> float:
        """The log-odds of a text without a known word."""
        return self.slope * self.learned.bias + self.shift

    def weighed(self, words: list[Word]) -> list[Weighed]:
        """The known features of a text, with what they count before the row is brought to length 1."""
        found = []
        for b, (block, weights) in enumerate(self.learned.blocks):
            there = block.found(words)
            for (j, times), value in zip(there.items(), block.values(there), strict=True):
                places = tuple(sorted({i for each in times for i in each}))
                found.append(Weighed(places, float(value), float(self.slope * weights[j]), b))
        return found

    def pushes(self, words: list[Word]) -> Array:
        """Of each word its part of the log-odds; with `start` they add up to it. A feature is shared by its words."""
        return shared(self.weighed(words), len(words))

    def arrays(self) -> Mapping[str, Any]:
        found: dict[str, Any] = {
            "labels": self.labels, "calibration": [self.slope, self.shift, self.learned.bias],
            "made": [block.made for block, _ in self.learned.blocks],
        }  # fmt: skip
        for b, (block, weights) in enumerate(self.learned.blocks):
            found |= {f"names{b}": "\n".join(block.names), f"rare{b}": block.rare, f"weights{b}": weights}
        return found

    @classmethod
    def of(cls, arrays: Arrays) -> Self:
        slope, shift, bias = numbers(arrays, "calibration", 3).tolist()
        blocks = []
        for b, made in enumerate(texts(arrays, "made")):
            if made not in MADE:
                raise ValueError(f"{made!r} is no kind of features")
            names = tuple(str(arrays[f"names{b}"]).split("\n"))
            rare, weights = (numbers(arrays, f"{name}{b}", len(names)) for name in ("rare", "weights"))
            blocks.append((Features(cast(Made, made), names, rare), weights))
        first, second = texts(arrays, "labels")
        return cls(Learned(tuple(blocks), bias), slope, shift, (first, second))


def tone_model(
    texts: Sequence[list[Word]], y: Array, labels: tuple[str, str], kind: Kind, aside: NDArray[np.bool_]
) -> ToneModel:
    """The model learned from texts of the second label (y = 1) and of the first (0), calibrated on those set aside."""
    found = learn([text for text, apart in zip(texts, aside, strict=True) if not apart], y[~aside], kind)
    odds = found.odds([text for text, apart in zip(texts, aside, strict=True) if apart])
    slope, shift = calibrated(odds, y[aside])
    return ToneModel(found, slope, shift, labels)


def calibrated(odds: Array, y: Array) -> tuple[float, float]:
    """The slope and shift with which σ(slope · odds + shift) fits outcomes y (0 or 1) best, on texts that were not
    learned from. Source: J. Platt, "Probabilistic outputs for support vector machines", 1999."""
    found = logistic(odds[:, None], y, ridge=1e-3)
    return float(found.coefficients[0]), float(found.intercept)


@cache
def shipped_model() -> ToneModel:
    """The one that comes along, learned from 23,703 texts by `files/tone.py`."""
    return ToneModel.load((files("hiddenmath.apply") / "files" / "tone.npz").read_bytes())
