"""A generic diagnosis is said only when it explains every failing case."""

import numpy as np
import pytest

from hiddenmath.learn import close, up_to_sign
from hiddenmath.learn._diagnose import Pair, explain_values

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
    "a square root missing": np.square,
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
