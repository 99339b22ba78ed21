"""When is an answer right? By value, within a stated tolerance, or by a property where right answers are many."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from hiddenmath.learn._shown import text_in

Array = np.typing.NDArray[Any]
LONGEST = 80  # characters of a learner's text in our sentences


def _itself(_answer: Array, expected: Array) -> Array:
    return expected


@dataclass(frozen=True)
class Check:
    """Made by `close`, `up_to_sign` or `satisfies`.

    `nearest(answer, expected)` is, of all answers as right as `expected`, the one nearest to `answer`. Where right
    answers are too many for that, `holds(answer, *inputs)` decides, and `otherwise` says what does not hold.
    """

    rtol: float
    atol: float
    nearest: Callable[[Array, Array], Array] = _itself
    holds: Callable[..., bool] | None = None
    otherwise: str = ""

    def right(self, answer: Array, expected: Array, inputs: Sequence[Any]) -> bool:
        if self.holds is not None:
            return bool(self.holds(answer, *inputs))
        return self.alike(answer, expected)

    def alike(self, answer: Array, other: Array) -> bool:
        """|answer − other| ≤ atol + rtol·max|other|, for the nearest equal of `other`; nan equals nan.

        The tolerance is relative to the largest entry: a zero with rounding in it is judged on the scale of its matrix.
        """
        if answer.shape != other.shape:
            return False
        other = self.nearest(answer, other)
        finite = np.isfinite(other)
        if not np.array_equal(answer[~finite], other[~finite], equal_nan=True):
            return False
        tolerance = self.atol + self.rtol * np.max(np.abs(other[finite]), initial=0.0)
        return bool(np.all(np.abs(answer[finite] - other[finite]) <= tolerance))


def close(rtol: float = 1e-9, atol: float = 1e-12) -> Check:
    """Equal up to rounding: |answer − expected| ≤ atol + rtol·max|expected|.

    >>> close().alike(np.array([0.1 + 0.2]), np.array([0.3]))
    True
    """
    return Check(rtol, atol)


def up_to_sign(rtol: float = 1e-6, atol: float = 1e-12) -> Check:
    """As `close`, where v and −v are the same answer: an axis has no front end.

    >>> up_to_sign().alike(np.array([-0.6, -0.8]), np.array([0.6, 0.8]))
    True
    """
    return Check(rtol, atol, nearest=lambda answer, expected: -expected if np.sum(answer * expected) < 0 else expected)


def satisfies(holds: Callable[..., bool], otherwise: str) -> Check:
    """Right is an answer of the solution's shape with `holds(answer, *inputs)`; `otherwise` says what does not hold."""
    return Check(1e-9, 1e-12, holds=holds, otherwise=otherwise)


class NotNumbers(ValueError):
    """An answer that is not an array of numbers; the message says so to the learner."""


def as_numbers(answer: object) -> Array:
    """The answer as an array of floats: lists, tuples, numbers and arrays are judged by what they say.

    Raises
    ------
    NotNumbers
        For text, and for rows of different length; complex numbers without an imaginary part become real.
    """
    text = text_in(answer)
    if text is not None:
        raise NotNumbers(
            f"You answered text, {text[:LONGEST]!r}; asked were numbers. Numbers are written without quotes."
        )
    try:
        array = np.asarray(answer)
    except (ValueError, OverflowError):
        raise NotNumbers(_ragged(answer)) from None
    if array.dtype.kind not in "biufc":
        raise NotNumbers(f"You answered {type(answer).__name__} values that are not numbers.")
    if array.dtype.kind == "c" and array.imag.any():
        return array
    return array.real.astype(np.float64)  # differences of unsigned integers or of bools would not be differences


def _ragged(answer: object) -> str:
    if isinstance(answer, tuple) and len(answer) == 2 and isinstance(answer[1], int):
        return "A comma makes two values of it. A decimal number has a point: 1.5, not 1,5."
    if isinstance(answer, tuple):
        return f"You answered {len(answer)} values side by side; asked was one. Give back that one alone."
    return "The rows of your answer have different lengths, so they make no matrix."
