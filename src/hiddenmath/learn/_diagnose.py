"""Generic diagnoses, for mistakes that nobody wrote down; said only when one explains every failing case.

First what turns the expected value into the answer (a transpose, a factor, a lost root), then what, changed in the
solution, gives this answer (`_mutants`); then what well-known function of the inputs it is (`_known`).
"""

from collections.abc import Callable, Sequence
from itertools import permutations
from typing import Any, NamedTuple

import numpy as np

from hiddenmath.learn._compare import Array, Check, Parts
from hiddenmath.learn._exercise import Exercise
from hiddenmath.learn._known import known_answer
from hiddenmath.learn._mutants import Result, mutant_that_answers
from hiddenmath.learn._words import say_part

FEWEST = 3  # different numbers that must agree before an agreement counts as an explanation and not as chance


class Pair(NamedTuple):
    """One array of a failing case. `lengths` are the lengths of its inputs' axes, each with its name in words."""

    answer: Array
    expected: Array
    lengths: dict[str, int] = {}  # noqa: RUF012 - never written to


Pairs = Sequence[Pair]
Case = tuple[Sequence[Any], Parts, Parts]
"""Inputs, answer, expected."""


def generic_diagnosis(exercise: Exercise, cases: Sequence[Case], errors: Sequence[Result] = ()) -> str | None:
    """What explains the answers of all failing cases, in a sentence; None where nothing does.

    `errors` are the failing cases without an answer: a changed solution has to end in the same error there.
    """
    answers, expected = [answer for _, answer, _ in cases], [expected for _, _, expected in cases]
    if not cases or not _enough(expected):
        return None
    constant = all(map(_alike, answers, answers[1:])) and not all(map(_alike, expected, expected[1:]))
    if constant and not errors:
        return "Your code gives the same answer whatever the input is. Is a number written in that should be computed?"
    if not _enough(answers):
        return None
    if not errors and (words := _of_answers(exercise, cases)):
        return words
    results = [Result(inputs, len(answer), answer, "") for inputs, answer, _ in cases]
    if words := mutant_that_answers(exercise, [*results, *errors]):
        return words
    known = known_answer(exercise.check, exercise.parameters, [(inputs, answer) for inputs, answer, _ in cases])
    return f"What you give back is `{known}`. Something else was asked." if known and not errors else None


def _of_answers(exercise: Exercise, cases: Sequence[Case]) -> str | None:
    if unchanged := _unchanged(exercise, cases):
        return f"Your answer is `{unchanged}` as it was given. Is the result of a step not kept?"
    if _exchanged(exercise.check, cases):
        return f"Your {len(cases[0][2])} values are right, but they stand in another order than asked."
    return _of_parts(exercise, cases) if exercise.check.compared else None


def _enough(arrays: Sequence[Parts]) -> bool:
    """Whether there are enough different numbers; the first hundred of each array tell, and an answer may be huge."""
    return len(np.unique(np.concatenate([part.ravel()[:100] for parts in arrays for part in parts]))) >= FEWEST


def _alike(one: Parts, other: Parts) -> bool:
    return all(np.array_equal(*pair) for pair in zip(one, other, strict=True))


def _unchanged(exercise: Exercise, cases: Sequence[Case]) -> str | None:
    for i, name in enumerate(exercise.parameters):
        if all(len(answer) == 1 and _is_given(answer[0], inputs[i]) for inputs, answer, _ in cases):
            return name
    return None


def _is_given(answer: Array, value: Any) -> bool:
    return isinstance(value, np.ndarray) and np.array_equal(answer, value)


def _of_parts(exercise: Exercise, cases: Sequence[Case]) -> str | None:
    """What explains each part that is wrong; of an answer with several parts also, that they are exchanged."""
    check, count = exercise.check, len(cases[0][2])
    wrong = [i for i in range(count) if not all(check.part(i).alike(case[1][i], case[2][i]) for case in cases)]
    found = {i: explain_values(check.part(i), _pairs(exercise, cases, i)) for i in wrong}
    if len(wrong) == 1:
        words = found[wrong[0]]
        return say_part(words, wrong[0], count, exercise.answers) if words else None
    return next(iter(found.values())) if len(set(found.values())) == 1 else None


def _exchanged(check: Check, cases: Sequence[Case]) -> bool:
    """Whether the parts of the answers are right in one other order."""
    _as_it_is, *others = permutations(range(len(cases[0][2])))
    return any(all(_right_in(order, check, case) for case in cases) for order in others)


def _right_in(order: tuple[int, ...], check: Check, case: Case) -> bool:
    inputs, answer, expected = case
    parts = tuple(answer[i] for i in order)
    fits = all(part.shape == other.shape for part, other in zip(parts, expected, strict=True))
    return fits and check.right(parts, expected, inputs)


def _pairs(exercise: Exercise, cases: Sequence[Case], i: int) -> list[Pair]:
    return [Pair(answer[i], expected[i], _lengths(exercise, inputs)) for inputs, answer, expected in cases]


def _lengths(exercise: Exercise, inputs: Sequence[Any]) -> dict[str, int]:
    named = zip(exercise.parameters, inputs, strict=True)
    arrays = [(name, value) for name, value in named if isinstance(value, np.ndarray)]
    return {f"n the length of `{name}`'s axis {k}": n for name, value in arrays for k, n in enumerate(value.shape)}


@np.errstate(all="ignore")  # a root of a negative number explains nothing
def explain_values(check: Check, pairs: Pairs) -> str | None:
    """What turns every expected value into the answer given, in a sentence; None where nothing explains all pairs.

    >>> from hiddenmath.learn import close
    >>> A = np.array([[1.0, 2.0], [3.0, 4.0]])
    >>> explain_values(close(), [Pair(A.T, A)])
    'Rows and columns are swapped: your answer is the transpose of what was asked.'
    >>> explain_values(close(), [Pair(3 * A, A), Pair(2 * A, A)]) is None
    True
    """
    if sum(pair.expected.size for pair in pairs) < FEWEST:
        return None
    return next((words for diagnose in _DIAGNOSES if (words := diagnose(check, pairs))), None)


def _every(check: Check, pairs: Pairs, change: Callable[[Array], Array]) -> bool:
    """Whether the answer is `change(expected)` in every case."""
    return all(check.alike(pair.answer, change(pair.expected)) for pair in pairs)


def _changed(check: Check, pairs: Pairs) -> str | None:
    return next((words for change, words in _CHANGES if _every(check, pairs, change)), None)


def _normalised(array: Array) -> Array:
    return np.asarray(array / np.linalg.norm(array))


_CHANGES: list[tuple[Callable[[Array], Array], str]] = [
    (np.transpose, "Rows and columns are swapped: your answer is the transpose of what was asked."),
    (np.negative, "Every sign is the opposite of what it should be. Is a difference the wrong way round?"),
    (np.square, "Your numbers are the squares of what was asked. Is a square root missing?"),
    (np.sqrt, "Your numbers are the square roots of what was asked. Is a root taken twice, or a square missing?"),
    (np.reciprocal, "Your numbers are one divided by what was asked. Is a division the wrong way round?"),
    (np.abs, "Your numbers have lost their signs. Is there an `abs`, a square or a norm too many?"),
    (_normalised, "Your answer is divided by its own length, which was not asked."),
    (lambda array: 1 - array, "Your numbers are 1 minus what was asked."),
    (lambda array: np.roll(array, 1), "Your entries stand one place too late. Python counts from 0."),
    (lambda array: np.roll(array, -1), "Your entries stand one place too early. Python counts from 0."),
    (np.arccos, "Your numbers are angles: the arccosine (in radians) of what was asked."),
]


_COUNTED: list[tuple[Callable[[float], float], str]] = [
    (lambda n: (n - 1) / n, "Was divided by n where n - 1 belongs?"),
    (lambda n: n / (n - 1), "Was divided by n - 1 where n belongs?"),
    (lambda n: n, "Is a sum not yet divided by n?"),
    (lambda n: 1 / n, "Was divided by n once too often?"),
]


def _counted(check: Check, pairs: Pairs) -> str | None:
    """Factors that depend on a length n of an input, or their roots; with one n alone it could be any factor."""
    for name in set.intersection(*(set(pair.lengths) for pair in pairs)):
        lengths = [float(pair.lengths[name]) for pair in pairs]
        if min(lengths) < 2 or len(set(lengths)) < 2:
            continue
        for factor, words in _COUNTED:
            for power, root in ((1.0, ""), (0.5, "the square root of ")):
                factors = [factor(n) ** power for n in lengths]
                if all(check.alike(p.answer, f * p.expected) for p, f in zip(pairs, factors, strict=True)):
                    example = f"for n = {lengths[0]:g} they are {factors[0]:.4g} times what they should be"
                    return f"Your numbers are off by {root}a factor with {name}: {example}. {words}"
    return None


def _scaled(check: Check, pairs: Pairs) -> str | None:
    factor = _common(
        check, pairs, lambda answer, expected: float(np.vdot(expected, answer) / np.vdot(expected, expected))
    )
    if factor is None or factor == 0 or not _every(check, pairs, lambda expected: factor * expected):
        return None
    if np.isclose(factor, 180 / np.pi):
        return "Your numbers are angles in degrees; asked were radians."
    if np.isclose(factor, np.pi / 180):
        return "Your numbers are angles in radians; asked were degrees."
    if factor < 0:
        return f"Every number of yours is {factor:.4g} times what it should be."
    size = f"{factor:.4g} times too large" if factor > 1 else f"{1 / factor:.4g} times too small"
    return f"Every number of yours is {size}. Is a factor too many, or missing?"


def _shifted(check: Check, pairs: Pairs) -> str | None:
    shift = _common(check, pairs, lambda answer, expected: float(np.mean(answer - expected)))
    if shift is None or not _every(check, pairs, lambda expected: expected + shift):
        return None
    count = " Is something counted from 1, or once too often?" if abs(shift) == 1 else ""
    return f"Every number of yours is {abs(shift):.4g} too {'large' if shift > 0 else 'small'}.{count}"


def _common(check: Check, pairs: Pairs, of: Callable[[Array, Array], float]) -> float | None:
    """The number that `of` finds in every pair, if it is the same in all of them."""
    if any(answer.shape != expected.shape or not np.any(expected) for answer, expected, _ in pairs):
        return None
    found = [of(answer, check.nearest(answer, expected)) for answer, expected, _ in pairs]
    return found[0] if np.isfinite(found).all() and np.allclose(found, found[0], rtol=1e-6) else None


def _rounded(check: Check, pairs: Pairs) -> str | None:
    changes: list[Callable[[Array], Array]] = [np.trunc, np.floor, *map(_rounding, range(8))]
    if any(_every(check, pairs, change) for change in changes):
        return "Your numbers have lost decimals. Were they rounded, or made whole (int, //)? Give them in full."
    return None


def _rounding(decimals: int) -> Callable[[Array], Array]:
    return lambda array: np.asarray(np.round(array, decimals))


def _disordered(check: Check, pairs: Pairs) -> str | None:
    def in_order(array: Array) -> Array:
        return np.sort(array, axis=None)

    if all(
        answer.shape == expected.shape and check.alike(in_order(answer), in_order(expected))
        for answer, expected, _ in pairs
    ):
        return "The right numbers, in the wrong order."
    return None


_DIAGNOSES = (_changed, _scaled, _shifted, _counted, _rounded, _disordered)
