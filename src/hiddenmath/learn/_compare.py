"""When is an answer right? By value, within a stated tolerance, or by a property where right answers are many."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from hiddenmath.learn._shown import text_in

Array = np.typing.NDArray[Any]
Parts = tuple[Array, ...]
"""An answer: one array, or several (`return Q, R`)."""

LONGEST = 80  # characters of a learner's text in our sentences


@dataclass(frozen=True)
class Check:
    """Made by `close` and the other functions of `hiddenmath.learn` that answer a Check.

    nearest
        `nearest(answer, expected)` is, of all arrays as right as `expected`, the one nearest to `answer`.
    lacks
        `lacks(answer, expected, inputs)` says what a right answer has and this one has not; empty for a right one.
    compared
        whether the values of `answer` and its nearest must agree; else `lacks` decides alone.
    otherwise
        what to say where they do not agree; empty for the usual words, which name the first number that differs.
    each
        the checks of an answer's parts, one each, where they are not all this one.
    """

    rtol: float = 1e-9
    atol: float = 1e-12
    nearest: Callable[[Array, Array], Array] = lambda _answer, expected: expected
    lacks: Callable[[Parts, Parts, Sequence[Any]], str] = lambda _answer, _expected, _inputs: ""
    compared: bool = True
    otherwise: str = ""
    each: tuple["Check", ...] = ()

    def part(self, i: int) -> "Check":
        return self.each[i] if self.each else self

    def right(self, answer: Parts, expected: Parts, inputs: Sequence[Any]) -> bool:
        agree = not self.compared or self.differs_at(answer, expected) is None
        return agree and not self.lacks(answer, expected, inputs)

    def differs_at(self, answer: Parts, expected: Parts) -> int | None:
        """The first part that is not alike; None where all are."""
        parts = enumerate(zip(answer, expected, strict=True))
        return next((i for i, pair in parts if not self.part(i).alike(*pair)), None)

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


def each(*checks: Check) -> Check:
    """A check of its own for each part of an answer: `each(close(), up_to_sign())` for an eigenvalue and its vector."""

    def lacks(answer: Parts, expected: Parts, inputs: Sequence[Any]) -> str:
        triples = zip(checks, answer, expected, strict=True)
        return next((said for check, a, e in triples if (said := check.lacks((a,), (e,), inputs))), "")

    return Check(lacks=lacks, each=checks)


def both(first: Check, second: Check) -> Check:
    """Right is what is right by both, compared as by `first`: `both(same_span(), orthonormal())`."""

    def lacks(answer: Parts, expected: Parts, inputs: Sequence[Any]) -> str:
        return first.lacks(answer, expected, inputs) or second.lacks(answer, expected, inputs)

    return replace(first, lacks=lacks)


def satisfies(holds: Callable[..., bool], otherwise: str) -> Check:
    """Right is an answer of the solution's shape with `holds(answer, *inputs)`; `otherwise` says what does not hold.

    An answer of several parts is given as several arguments: `holds(Q, R, A)`.
    """

    def lacks(answer: Parts, _expected: Parts, inputs: Sequence[Any]) -> str:
        return "" if holds(*answer, *inputs) else otherwise

    return Check(lacks=lacks, compared=False)


class NotNumbers(ValueError):
    """An answer that is not an array of numbers; the message says so to the learner."""


def as_parts(answer: object, count: int) -> Parts:
    """The answer as `count` arrays of floats.

    Raises
    ------
    NotNumbers
        Where there are more or fewer, and where `as_numbers` does.
    """
    if count == 1:
        return (as_numbers(answer),)
    if not isinstance(answer, (list, tuple)) or len(answer) != count:
        found = f"{len(answer)} values" if isinstance(answer, (list, tuple)) else "one value"
        names = ", ".join("abcdefgh"[:count])
        raise NotNumbers(f"You answered {found}; asked were {count}, side by side: `return {names}`.")
    return tuple(as_numbers(part) for part in answer)


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
    if isinstance(answer, tuple) and any(isinstance(part, int) for part in answer):
        return "A comma makes several values of it. A decimal number has a point: 1.5, not 1,5."
    if isinstance(answer, tuple):
        return f"You answered {len(answer)} values side by side; asked was one. Give back that one alone."
    return "The rows of your answer have different lengths, so they make no matrix."
