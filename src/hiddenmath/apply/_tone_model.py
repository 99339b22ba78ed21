"""What `sentiment` learned: the chance that a text is of the second of two labels, and each word's part in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, ClassVar, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._logistic import chance, logistic
from hiddenmath.apply._models import Arrays, Model, numbers, texts
from hiddenmath.apply._text_features import MADE, Features
from hiddenmath.apply._tone_learned import Learned
from hiddenmath.apply._tone_words import Word, counted, tone_words

Array = NDArray[np.float64]


class Part(NamedTuple):
    """A feature of a text: the places of the words that it is made of, its value, its weight, and its block."""

    words: tuple[int, ...]
    value: float
    weight: float
    block: int


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
        return ""

    def chances(self, documents: Sequence[str]) -> Array:
        """(m,)"""
        return chance(self.slope * self.learned.odds([tone_words(each) for each in documents]) + self.shift)

    @property
    def start(self) -> float:
        """The log-odds of a text without a known word."""
        return self.slope * self.learned.bias + self.shift

    def parts(self, words: list[Word]) -> list[Part]:
        """The known features of a text, with what they count before the row is brought to length 1."""
        found = []
        for b, (block, weights) in enumerate(self.learned.blocks):
            where: dict[str, set[int]] = {}
            for name, places in MADE[block.made](words):
                if name in block.place:
                    where.setdefault(name, set()).update(places)
            often = counted(feature for feature in MADE[block.made](words) if feature[0] in block.place)
            for name, own in where.items():
                j = block.place[name]
                value = (1 + np.log(often[name])) * block.rare[j]
                found.append(Part(tuple(sorted(own)), float(value), float(self.slope * weights[j]), b))
        return found

    def pushes(self, words: list[Word]) -> Array:
        """Of each word its part of the log-odds; with `start` they add up to it. A feature is shared by its words."""
        pushes = np.zeros(len(words))
        parts = self.parts(words)
        for block in range(len(self.learned.blocks)):
            own = [part for part in parts if part.block == block]
            length = np.sqrt(sum(part.value**2 for part in own))
            for part in own:
                pushes[list(part.words)] += part.value * part.weight / length / len(part.words)
        return pushes

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
            blocks.append((Features(made, names, rare), weights))  # type: ignore[arg-type]
        first, second = texts(arrays, "labels")
        return cls(Learned(tuple(blocks), bias), slope, shift, (first, second))


def calibrated(odds: Array, y: Array) -> tuple[float, float]:
    """The slope and shift with which σ(slope · odds + shift) fits outcomes y (0 or 1) best, on texts that were not
    learned from. Source: J. Platt, "Probabilistic outputs for support vector machines", 1999."""
    found = logistic(odds[:, None], y, ridge=1e-3)
    return float(found.coefficients[0]), float(found.intercept)


@cache
def shipped_model() -> ToneModel:
    """The one that comes along, learned from 23,703 texts by `files/tone.py`."""
    return ToneModel.load((files("hiddenmath.apply") / "files" / "tone.npz").read_bytes())
