"""From the replies to a verdict: which cases fail, what explains all of them, which failing input is the smallest."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np

from hiddenmath.learn._compare import Array, NotNumbers, Parts, as_parts
from hiddenmath.learn._diagnose import generic_diagnosis
from hiddenmath.learn._exercise import Exercise, Mistake
from hiddenmath.learn._mutants import Result
from hiddenmath.learn._say import Answered, Reply, Trouble
from hiddenmath.learn._shown import show, show_all
from hiddenmath.learn._verdict import FailedCase, TroubleStatus, Verdict
from hiddenmath.learn._words import say_complex, say_difference, say_not_finite, say_part, say_shape

Inputs = tuple[Any, ...]


@dataclass(frozen=True)
class Miss:
    """A case that failed. `answer` is None where no arrays of numbers came back; `message` is about this case alone.

    Where an answer has several parts, `part` is the first that is wrong.
    """

    inputs: Inputs
    expected: Parts
    reply: Reply
    answer: Parts | None
    status: Literal["wrong", "changed-input"] | TroubleStatus
    message: str
    part: int = 0

    @property
    def size(self) -> "Size":
        return size(self.inputs)


Size = tuple[int, float]
Smaller = Callable[[Size], Iterable[tuple[Inputs, Reply]]]
"""Inputs that are smaller than this, with their replies."""


def size(inputs: Inputs) -> Size:
    """How many numbers somebody has to look at, and then how large they are."""
    count = sum(len(value) if isinstance(value, str) else np.size(value) for value in inputs)
    arrays = [array for value in inputs if (array := np.asarray(value)).dtype.kind in "iuf"]
    return count, sum(float(np.abs(array).sum()) for array in arrays)


def nothing_smaller(_: Size) -> Iterable[tuple[Inputs, Reply]]:
    return ()


_unwarned = np.errstate(all="ignore")  # an answer may hold anything, 1e308 for example, and be squared by a check


@_unwarned
def judge(
    exercise: Exercise, cases: Sequence[Inputs], replies: Sequence[Reply], smaller: Smaller = nothing_smaller
) -> Verdict:
    """The verdict on the replies; a session that ended early has fewer replies than there are cases.

    What fails is shown on an input that `smaller` gives, where one fails in the same way.
    """
    misses = find_misses(exercise, cases, replies)
    if not misses:
        verdict = Verdict(True, "passed", f"Right, on all {len(cases)} fresh inputs.", stdout=replies[0].stdout)
    else:
        verdict = _unusable(misses) or _failed(exercise, misses, smaller)
    return replace(verdict, cases_passed=len(replies) - len(misses), cases_total=len(cases), picture=exercise.picture)


@_unwarned
def find_misses(exercise: Exercise, cases: Sequence[Inputs], replies: Sequence[Reply]) -> list[Miss]:
    return [miss for inputs, reply in zip(cases, replies, strict=False) if (miss := _miss(exercise, inputs, reply))]


def _unusable(misses: list[Miss]) -> Verdict | None:
    """The verdict on code that cannot be tried on any input, so that there is no failing input to show."""
    final = misses[-1].reply
    if isinstance(final, Trouble) and final.final and final.status in ("syntax", "blank", "error", "stopped"):
        return Verdict(False, final.status, final.message, line=final.line, stdout=final.stdout)
    return None


def _failed(exercise: Exercise, misses: list[Miss], smaller: Smaller) -> Verdict:
    mistake = _named_mistake(exercise, misses)
    explained = mistake or _diagnosis(exercise, misses)
    smallest = min((miss for miss in misses if not explained or miss.answer is not None), key=lambda miss: miss.size)
    for inputs, reply in smaller(smallest.size):
        miss = _miss(exercise, inputs, reply)
        if miss and _alike(miss, smallest) and _explained(exercise, [*misses, miss]) == explained:
            smallest = miss
            break
    expected, got = _compared(exercise, smallest)
    return Verdict(
        passed=False,
        status="wrong" if explained else smallest.status,
        message=explained or smallest.message,
        mistake=mistake,
        case=FailedCase(
            show_all(dict(zip(exercise.parameters, smallest.inputs, strict=True))),
            show(expected),
            None if got is None else show(got),
        ),
        stdout=smallest.reply.stdout,
        line=smallest.reply.line if isinstance(smallest.reply, Trouble) else None,
    )


def _alike(one: Miss, other: Miss) -> bool:
    """Whether both fail in the same way: what is said of them differs in its numbers alone."""
    words, others = (re.sub(r"[-+.\d]+(?:e[-+]?\d+)?", "", miss.message) for miss in (one, other))
    return one.status == other.status and words == others


def _explained(exercise: Exercise, misses: list[Miss]) -> str | None:
    return _named_mistake(exercise, misses) or _diagnosis(exercise, misses)


def _compared(exercise: Exercise, miss: Miss) -> tuple[Array, Any]:
    """What is shown side by side: the part that is wrong, as expected and as it came."""
    i, expected = miss.part, miss.expected[miss.part]
    got = miss.reply.value if isinstance(miss.reply, Answered) else None
    if miss.answer is None:
        return expected, got
    if miss.answer[i].shape == expected.shape:
        expected = exercise.check.part(i).nearest(miss.answer[i], expected)
    return expected, miss.answer[i] if len(miss.answer) > 1 else got


def _miss(exercise: Exercise, inputs: Inputs, reply: Reply) -> Miss | None:
    solved = exercise.solution(*inputs)
    values = solved if isinstance(solved, tuple) else (solved,)
    expected = as_parts(solved, len(values))
    if isinstance(reply, Trouble):
        return Miss(inputs, expected, reply, None, reply.status, reply.message)
    try:
        answer = as_parts(reply.value, len(expected))
    except NotNumbers as problem:
        return Miss(inputs, expected, reply, None, "wrong", str(problem))
    if _is_yes_or_no(reply.value) and not _is_yes_or_no(solved):
        return Miss(inputs, expected, reply, None, "wrong", "You answered True and False; asked were numbers.")
    if wrong := _what_is_wrong(exercise, inputs, answer, expected):
        return Miss(inputs, expected, reply, answer, "wrong", *wrong)
    if reply.changed:
        return Miss(inputs, expected, reply, answer, "changed-input", _say_changed(reply.changed[0]))
    return None


def _is_yes_or_no(value: Any) -> bool:
    """Of the first part, where there are several."""
    return np.asarray(value[0] if isinstance(value, (list, tuple)) and value else value).dtype == np.bool_


def _what_is_wrong(exercise: Exercise, inputs: Inputs, answer: Parts, expected: Parts) -> tuple[str, int] | None:
    """What to say, and of which part; None for a right answer.

    The shape is explained first: numbers in the wrong places cannot be compared.
    """
    check = exercise.check
    for i, pair in enumerate(zip(answer, expected, strict=True)):
        if wrong := _cannot_be_compared(exercise, inputs, *pair):
            return say_part(wrong, i, len(expected), exercise.answers), i
    if check.right(answer, expected, inputs):
        return None
    at = check.differs_at(answer, expected) if check.compared else None
    if at is None:
        return check.lacks(answer, expected, inputs), 0
    part = check.part(at)
    words = part.otherwise or say_difference(answer[at], part.nearest(answer[at], expected[at]))
    return say_part(words, at, len(expected), exercise.answers), at


def _cannot_be_compared(exercise: Exercise, inputs: Inputs, answer: Array, expected: Array) -> str:
    if answer.shape != expected.shape:
        shapes = {
            value.shape: name
            for name, value in zip(exercise.parameters, inputs, strict=True)
            if isinstance(value, np.ndarray)
        }
        return say_shape(answer, expected, like=shapes.get(expected.shape, ""))
    if np.iscomplexobj(answer) and not np.iscomplexobj(expected):
        return say_complex(answer)
    if np.isfinite(expected).all() and not np.isfinite(answer).all():
        return say_not_finite(answer)
    return ""


def _say_changed(name: str) -> str:
    return (
        f"The answer is right, but your code writes into its input `{name}`, which others may still need. "
        f"Make a new array instead: `{name} = {name} - …` rather than `{name} -= …`, or work on `{name}.copy()`."
    )


def _diagnosis(exercise: Exercise, misses: list[Miss]) -> str | None:
    """A generic explanation, where every failing case has real numbers or Python's own error to explain."""
    wrong = [miss for miss in misses if miss.status == "wrong"]
    cases = [(miss.inputs, miss.answer, miss.expected) for miss in wrong if miss.answer and _is_real(miss.answer)]
    errors = [
        Result(m.inputs, len(m.expected), None, m.reply.error)
        for m in misses
        if isinstance(m.reply, Trouble) and m.status == "error" and m.reply.error
    ]
    return generic_diagnosis(exercise, cases, errors) if len(cases) + len(errors) == len(misses) else None


def _is_real(answer: Parts) -> bool:
    return all(map(np.isrealobj, answer))


def _named_mistake(exercise: Exercise, misses: list[Miss]) -> str | None:
    """The first mistake that explains every failing case, one of them by its value: an error proves too little."""
    if all(miss.answer is None for miss in misses):
        return None
    return next((mistake.message for mistake in exercise.mistakes if explains(exercise, mistake, misses)), None)


@_unwarned
def explains(exercise: Exercise, mistake: Mistake, misses: Sequence[Miss]) -> bool:
    """Whether one of the mistake's wrong solutions, or its `when`, explains all of the failing cases."""
    if mistake.when is not None:
        return all(_holds(mistake, miss) for miss in misses)
    return any(all(_made(exercise, wrong, miss) for miss in misses) for wrong in mistake.wrong)


def _holds(mistake: Mistake, miss: Miss) -> bool:
    assert mistake.when is not None
    if miss.answer is None or any(not _fits(*pair) for pair in zip(miss.answer, miss.expected, strict=True)):
        return False
    return bool(mistake.when(*miss.answer, *miss.inputs))


def _fits(answer: Array, expected: Array) -> bool:
    return bool(np.isrealobj(answer) and answer.shape == expected.shape and np.isfinite(answer).all())


def _made(exercise: Exercise, wrong: Any, miss: Miss) -> bool:
    """Whether `wrong` gives this answer, or ends in the same error."""
    reply = reply_of(wrong, miss.inputs)
    if isinstance(reply, Trouble):
        return isinstance(miss.reply, Trouble) and reply.error == miss.reply.error
    if miss.answer is None or miss.status != "wrong":
        return False
    try:
        other = as_parts(reply.value, len(miss.expected))
    except NotNumbers:
        return False
    return exercise.check.differs_at(miss.answer, other) is None


def reply_of(function: Any, inputs: Inputs) -> Reply:
    """What one of our own functions (a solution, a wrong solution) answers, called right here."""
    try:
        with np.errstate(all="ignore"):
            return Answered(function(*inputs))
    except Exception as problem:  # noqa: BLE001 - a wrong solution may fail in any way; how it fails is what is compared
        return Trouble("error", str(problem), error=f"{type(problem).__name__}: {problem}")
