"""What the wrong solutions of `wrong_solutions` are told. Each row was read and judged by a person: helpful, and true?

A verdict helps where it names what was done, or the line and why Python stopped there. It does not where it shows no
more than that the numbers differ. The mistakes of the exercises were named after these solutions were written, by one
who knew them; so the generic diagnosis is also tried alone, as if no mistake were named.
"""

from dataclasses import replace

import pytest

from hiddenmath.learn import Exercise, Grader, course

from .wrong_solutions import DRILLS, WRONG

TOLD = {
    "vectors/word-counts": {
        "counts inside other words": "You counted inside other words as well",
        "only whether": "only whether a word is there",
        "a dictionary": "You answered a dict; asked was a number or an array of numbers",
        "the other way round": "You counted the other way round",
        "the order of the text": "in the order of the text",
    },
    "similarity/cosine": {
        "not divided": "the dot product alone",
        "elementwise": "multiplied entry by entry and did not add",
        "no square roots": "divided by the squares of the lengths",
        "brackets forgotten": "then multiplied by the other",
        "the angle": "You gave the angle",
        "the distance": "1 minus the cosine",
        "sums for lengths": "You divided by sums of entries",
    },
    "matmul/product": {
        "elementwise": "`*` multiplies entry by entry",
        "rows with rows": "You took rows of `B` in place of columns",
        "not added up": "each one overwrites the one before",
        "the last term left out": "The last pair is left out",
        "the wrong order": "in the other order, BA",
        "the shape of A": "You answered (1, 3), a matrix of one row, 3 long; asked was (1, 2)",
        "sums multiplied": "the sum of a row by the sum of a column",
    },
    "maps/rotation": {
        "degrees": "You took the angle for radians",
        "clockwise": "You turned the other way",
        "points from the left": "the matrix stands on the left",
        "elementwise": "`*` multiplies entry by entry",
        "x overwritten": "You changed `x` before `y` was computed",
        "a sign missing": "A minus is missing in the matrix",
        "into degrees": "You converted in the wrong direction",
        "the matrix alone": "You gave back the matrix",
    },
    "least-squares/solve": {
        "inverse": "this needs a square matrix",
        "not solved": "You stopped at the right side",
        "the fit": "That is `A @ x`, the nearest point",
        "all that lstsq gives": "You answered 4 values side by side; asked was one",
        "the other product": "That is `A @ x`, the nearest point",
        "the residual": "That is what is left over",
    },
    "least-squares/line": {
        "no intercept": "There is no intercept",
        "no return in fit": "a function gave nothing back. Is its `return` missing?",
        "intercept forgotten in predict": "`predict` leaves the intercept out",
        "not centred": "The slope is that of a line through zero",
        "swapped": "Intercept and slope are exchanged",
        "x for y": "Divide by the squares of x",
        "self forgotten": "Python does not know the name `intercept`",
    },
    "eigenvectors/power-iteration": {
        "never divided": "in each step divide by the length",
        "never divided, for long": "Your answer holds nan, which is no number",
        "the largest entry for the length": "The direction is right, its length is not 1",
        "vector first": "Your 2 values are right, but they stand in another order",
        "too few steps": "Your vector is no eigenvector yet",
        "length for value": "the value has lost its sign",
        "a row": "a row of the matrix of eigenvectors",
        "another pair": "not the one that is stretched most",
        "the vector alone": "You answered one value; asked were 2",
    },
    "low-rank/best": {
        "not cut": "the left matrix has 1 columns, the right one 2 rows",
        "no singular values": "The singular values are missing",
        "V for its transpose": "take its rows, `Vt[:k]`",
        "one too few": "One part too few",
        "one too many": "One part too many",
        "one part alone": "That is one part alone",
        "the last ones": "the least important parts",
        "cut, not approximated": "You cut columns or rows off",
    },
    "low-rank/room": {
        "numbers for bytes": "You counted numbers, not bytes",
        "brackets forgotten": "Put all bytes of a piece in brackets",
        "rounded": "Every number of yours is 1 too large",
    },
    "layer/pullback": {
        "no mask": "What was cut off still sends something back",
        "not transposed": "Back through a matrix goes its transpose",
        "outer turned": "it is `np.outer(g, x)`",
        "elementwise forward": "`forward` multiplies entry by entry",
        "mask of g": "You cut off `g` where `g` itself is below 0",
        "no relu": "`forward` does not cut off what is below 0",
        "swapped answers": "gives the growth with `x` first",
    },
    "broadcast/standardise": {
        "the new data's own mean": "`transform` learns from the new table",
        "no axis": "one mean and one spread for all numbers",
        "variance": "You divided by the variance",
        "not centred": "did not subtract the mean",
        "m - 1": "You divided by m - 1",
        "brackets": "Put the difference in brackets",
        "multiplied": "You multiplied by the spread",
    },
}

UNHELPFUL = {
    ("matmul/product", "the shape of A"),  # true, but the shape of C is never named as the cause
    ("eigenvectors/power-iteration", "never divided, for long"),  # nan is named, dividing by the length is not
}

ROWS = [(exercise, name) for exercise, rows in WRONG.items() for name in rows]


@pytest.mark.parametrize(("exercise", "name"), ROWS)
def test_a_wrong_solution_is_told_what_is_wrong(grader, exercise, name):
    for seed in range(3):
        verdict = grader.check(exercise, WRONG[exercise][name], seed=seed)
        assert not verdict.passed
        assert TOLD[exercise][name] in verdict.message


def test_more_than_eight_in_ten_are_helped():
    assert len(WRONG) >= 8 and len(ROWS) >= 30 and set(ROWS) > UNHELPFUL
    assert len(UNHELPFUL) <= 0.2 * len(ROWS)


# What says no more than that numbers or shapes differ. (Beside the shape, that the numbers are right, is a help.)
PLAIN = ("expected is", "you have", "asked was", "These are not the", "A better x", "A @ v is not")


def helps(message: str) -> bool:
    return "The numbers are right" in message or not any(words in message for words in PLAIN)


def test_the_generic_diagnosis_alone_helps_more_than_half():
    unnamed = course_without_mistakes()
    with Grader(unnamed) as grader:
        told = [grader.check(exercise, WRONG[exercise][name], seed=0).message for exercise, name in ROWS]
    assert sum(map(helps, told)) > 0.5 * len(ROWS)


def test_more_than_eight_in_ten_are_helped_by_exercises_whose_mistakes_nobody_looked_at(grader):
    told = {}
    for (exercise, head), answers in DRILLS.items():
        for answer in answers:
            verdict = grader.check(exercise, f"import numpy as np\n\n\ndef {head}:\n    return {answer}\n", seed=0)
            assert not verdict.passed
            told[exercise, answer] = verdict.mistake is not None or helps(verdict.message)
    assert len(told) > 100 and len(DRILLS) > 20
    assert sum(told.values()) > 0.8 * len(told), [row for row, helped in told.items() if not helped]


def test_what_is_explained_by_values_and_errors_together_shows_a_value():
    """BA has another shape than AB, or none: on some inputs there are numbers, on others Python stops."""
    with Grader(course_without_mistakes()) as unnamed:
        verdict = unnamed.check("matmul/product", WRONG["matmul/product"]["the wrong order"], seed=0)
    assert verdict.message == "Your answer would be right if `A` and `B` were exchanged."
    assert verdict.status == "wrong" and verdict.case.got is not None and verdict.mistake is None


def course_without_mistakes():
    """A copy of the course in which no exercise names a mistake, and each is ahead of its lesson."""
    copied = replace(course(), modules=tuple(replace(module, lessons=()) for module in course().modules))
    loaded = [copied.exercise(id) for id in copied.ahead]
    copied.__dict__["_loaded"] = {each.id: replace(each, mistakes=[]) for each in loaded if isinstance(each, Exercise)}
    return copied
