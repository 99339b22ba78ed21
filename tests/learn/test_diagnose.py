"""A generic diagnosis is said only when it explains every failing case."""

import numpy as np
import pytest

from hiddenmath.learn import Exercise, close, up_to_sign
from hiddenmath.learn._diagnose import Pair, explain_values, generic_diagnosis

rng = np.random.default_rng(0)
EXPECTED = [rng.normal(size=shape) for shape in [(2, 3), (3, 3), (4, 2)]]

EXPLAINED = {
    "the transpose of": np.transpose,
    "Every sign is the opposite": np.negative,
    "3 times too large": lambda expected: 3 * expected,
    "255 times too small": lambda expected: expected / 255,
    "-2 times": lambda expected: -2 * expected,
    "0.5 too large": lambda expected: expected + 0.5,
    "7 too small": lambda expected: expected - 7,
    "lost decimals": lambda expected: np.round(expected, 2),
    "made whole": np.trunc,
    "Is a square root missing": np.square,
    "one divided by": np.reciprocal,
    "lost their signs": np.abs,
    "1 minus what was asked": lambda expected: 1 - expected,
    "divided by its own length": lambda expected: expected / np.linalg.norm(expected),
    "one place too late": lambda expected: np.roll(expected, 1),
    "one place too early": lambda expected: np.roll(expected, -1),
    "in degrees; asked were radians": np.rad2deg,
    "in radians; asked were degrees": np.deg2rad,
    "counted from 1": lambda expected: expected + 1,
    "in the wrong order": lambda expected: expected[::-1],
}


@pytest.mark.parametrize(("words", "change"), EXPLAINED.items())
def test_explained(words, change):
    assert words in explain_values(close(), [Pair(change(expected), expected) for expected in EXPECTED])


@pytest.mark.parametrize("change", EXPLAINED.values(), ids=EXPLAINED)
def test_silent_where_one_case_stays_unexplained(change):
    pairs = [Pair(change(expected), expected) for expected in EXPECTED]
    pairs[1] = Pair(rng.normal(size=EXPECTED[1].shape), EXPECTED[1])
    assert explain_values(close(), pairs) is None


def test_silent_where_an_agreement_can_be_chance():
    assert explain_values(close(), [Pair(np.array(6.0), np.array(2.0))]) is None


def test_an_axis_is_never_told_that_its_sign_is_wrong():
    assert "2 times too large" in explain_values(up_to_sign(), [Pair(-2 * expected, expected) for expected in EXPECTED])


LENGTHS = [3, 5, 9]
COUNTED = {
    "divided by n where n - 1 belongs": lambda e, n: e * (n - 1) / n,
    "divided by n - 1 where n belongs": lambda e, n: e * n / (n - 1),
    "a sum not yet divided by n": lambda e, n: e * n,
    "divided by n once too often": lambda e, n: e / n,
    "the square root of a factor": lambda e, n: e * np.sqrt((n - 1) / n),
}


@pytest.mark.parametrize(("words", "change"), COUNTED.items())
def test_a_factor_that_depends_on_a_length_is_explained_by_it(words, change):
    name = "n the length of `X`'s axis 0"
    pairs = [Pair(change(e, n), e, {name: n}) for e, n in zip(EXPECTED, LENGTHS, strict=True)]
    said = explain_values(close(), pairs)
    assert words in said and name in said
    assert name not in str(explain_values(close(), [pair._replace(lengths={name: 3}) for pair in pairs]))


def spread(X):
    return np.sqrt(((X - X.mean(axis=0)) ** 2).sum(axis=0) / (len(X) - 1))


def turned(v, angle):
    t = np.deg2rad(angle)
    return np.array([[np.cos(t), -np.sin(t)], [np.sin(t), np.cos(t)]]) @ v


def similar(A, k):
    return A[:k] @ A.T / np.linalg.norm(A)


def halves(n):
    while n > 1:
        n = n / 2
    return n


TABLES = [(rng.normal(size=(n, n)),) for n in (3, 4, 5)]
POINTS = [(rng.normal(size=(2, 2)), angle) for angle in (20.0, 50.0, -70.0)]
RANKED = [(rng.normal(size=(4, 4)), k) for k in (2, 2, 3)]


def matrix(t):
    return np.array([[np.cos(t), -np.sin(t)], [np.sin(t), np.cos(t)]])


def root_of_mean(squares):
    return np.sqrt(squares.sum(axis=0) / (len(squares) - 1))


CHANGED = [
    (spread, TABLES, lambda X: root_of_mean((X - X.mean(axis=1)) ** 2), "axis 1 is taken, and axis 0 belongs"),
    (spread, TABLES, lambda X: root_of_mean((X - X.mean()) ** 2), "no axis is named"),
    (spread, TABLES, lambda X: root_of_mean(X**2), "a mean is not subtracted"),
    (spread, TABLES, lambda X: np.sqrt(((X - X.mean(axis=0)) ** 2 * 9).sum(axis=0) // (len(X) - 1)), None),
    (turned, POINTS, lambda v, angle: matrix(angle) @ v, "taken for one in radians"),
    (turned, POINTS, lambda v, angle: matrix(np.rad2deg(angle)) @ v, "converted as if it were one in radians"),
    (turned, POINTS, lambda v, angle: matrix(np.deg2rad(angle)) * v, "`*`, entry by entry"),
    (similar, RANKED, lambda A, k: A[: k - 1] @ A.T / np.linalg.norm(A), "if `k` were one smaller"),
    (similar, RANKED, lambda A, k: A[:k] @ A / np.linalg.norm(A), "a transpose is missing"),
    (similar, RANKED, lambda A, k: A.T[:k] @ A / np.linalg.norm(A), "if `A` were transposed"),
    (similar, RANKED, lambda A, k: A[:k] @ A.T / np.linalg.norm(A) ** 2, "a square root is missing"),
    (similar, RANKED, lambda A, k: A[:k] @ A.T * np.linalg.norm(A), "multiplied that should be divided"),
    (similar, RANKED, lambda A, k: A[:k] @ A.T // np.linalg.norm(A), "made whole"),
    (similar, RANKED, lambda A, k: np.abs(A[:k]) @ np.abs(A).T / np.linalg.norm(A), "if `A` were `abs(A)`"),
    (spread, TABLES, lambda X: root_of_mean((X - np.median(X, axis=0)) ** 2), "`median` stands in place of `mean`"),
    (halves, [(8.0,), (5.0,), (3.0,)], lambda n: n * n, None),  # a `while` is never changed
]


def diagnosed(solution, inputs, answers):
    exercise = Exercise(solution=solution, cases=lambda rng: inputs)
    triples = zip(inputs, answers, strict=True)
    return generic_diagnosis(exercise, [(case, (answer,), (np.asarray(solution(*case)),)) for case, answer in triples])


@pytest.mark.parametrize(("solution", "inputs", "wrong", "words"), CHANGED)
def test_the_solution_with_one_thing_changed_explains_the_answer(solution, inputs, wrong, words):
    answers = [np.asarray(wrong(*case)) for case in inputs]
    said = diagnosed(solution, inputs, answers)
    assert said is None if words is None else words in said
    answers[1] = rng.normal(size=answers[1].shape)
    assert diagnosed(solution, inputs, answers) is None


def test_an_answer_that_never_changes_and_one_that_is_the_input():
    answers = [np.ones(3)] * 3
    assert "the same answer whatever the input is" in diagnosed(lambda x: 2 * x, VECTORS, answers)
    assert "Your answer is `x` as it was given" in diagnosed(lambda x: 2 * x + x**2, VECTORS, [x for (x,) in VECTORS])


VECTORS = [(rng.normal(size=3),) for _ in range(3)]
