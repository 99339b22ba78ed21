"""Questions to foretell: what is typed is read as a value, compared by value, and a mistake has its name."""

import numpy as np
import pytest

from hiddenmath.learn import BadInputs, Mistake, Predict
from hiddenmath.learn._answers import alike, judge_prediction, typed_value

TYPED = {
    "3×4": (3, 4),
    "3X4": (3, 4),
    "3 by 4": (3, 4),
    "torch.Size([3, 4])": [3, 4],
    "np.array([[1., 2.]])": [[1, 2]],
    "3 x 4": (3, 4),
    "(3, 4)": (3, 4),
    "3, 4": (3, 4),
    " 7 ": 7,
    "-1.5": -1.5,
    "[1 2 3]": [1, 2, 3],
    "[1. 2. 3.]": [1.0, 2.0, 3.0],
    "[[1 2]\n [3 4]]": [[1, 2], [3, 4]],
    "[1, -2]": [1, -2],
    "[ -1 -2]": [-1, -2],
    "True": True,
    "[true false]": [True, False],
    "(3,)": (3,),
    "()": (),
    "Error": "error",
    "an error": "error",
}


@pytest.mark.parametrize(("typed", "value"), TYPED.items())
def test_what_is_typed_is_read_as_a_value(typed, value):
    assert typed_value(typed) == value


@pytest.mark.parametrize("typed", ["{[1]}", "", "three by four", "[1, 2", "__import__('os')", "(" * 10_000, "A.shape"])
def test_what_is_no_value_is_refused(typed):
    with pytest.raises(BadInputs, match="is no value"):
        typed_value(typed)


def test_a_decimal_comma_is_said_and_not_counted_as_two_values():
    with pytest.raises(BadInputs, match=r"A decimal number has a point: 7\.5"):
        typed_value("7,5 6,0 -9,5")


ALIKE = [
    ((3, 4), [3, 4], True),
    ((3, 4), np.array([3.0, 4.0]), True),
    (3, (3,), True),
    (0.33, 1 / 3, True),
    (0.3, 1 / 3, False),
    ([1, 2], [[1, 2]], False),
    ("error", "error", True),
    ("error", 3, False),
    (True, np.True_, True),
    ([1, [2, 3]], [1, 2], False),
]


@pytest.mark.parametrize(("one", "other", "same"), ALIKE)
def test_answers_are_compared_by_value(one, other, same):
    assert alike(one, other) is same and alike(other, one) is same


def product(A, B):
    return (A @ B).shape


ASKED = Predict(
    asks=product,
    given=lambda rng: {"A": np.ones((2, 3)), "B": np.ones((3, int(rng.integers(4, 9))))},
    why=lambda A, B: "The 3s meet.",
    mistakes=[Mistake("Rows come first.", lambda A, B: (A @ B).shape[::-1])],
)


def test_a_prediction_is_judged_with_a_reason():
    columns = ASKED.given(np.random.default_rng(5))["B"].shape[1]
    right = judge_prediction(ASKED, 5, f"2×{columns}")
    assert (right.passed, right.message, right.mistake) == (True, "The 3s meet.", None)
    named = judge_prediction(ASKED, 5, f"({columns}, 2)")
    assert (named.passed, named.status, named.message) == (False, "wrong", "Rows come first.")
    other = judge_prediction(ASKED, 5, "99")
    assert other.message == f"It gives (2, {columns}). The 3s meet."


def test_code_that_stops_gives_an_error():
    asked = Predict(asks=product, given=lambda rng: {"A": np.ones((2, 3)), "B": np.ones((2, 3))}, why=lambda A, B: "")
    assert judge_prediction(asked, 0, "error").passed
    assert not judge_prediction(asked, 0, "2×3").passed
