"""What is said of a loop of small calls."""

from dataclasses import replace

import pytest

from hiddenmath.xray._report import Call
from hiddenmath.xray._small import about_small_calls

DOT = Call(
    "a.py", 8, "np.dot(a, b)", "dot", [[128], [128]], ["float64"] * 2, ["C", "C"], 48_400, 255, 2048, 0.272, 0.13,
    4.5e7, 0.12, "cache", 0.004,
)  # fmt: skip
SILENT = [
    # why nothing is said, and what is otherwise
    ("it is rare", {"count": 600}),
    ("each takes long", {"seconds": 2.0}),
    ("it hardly counts", {"share": 0.05}),
    ("it computes most of the time", {"of_roof": 0.4}),
    ("its roof is not known", {"of_roof": None}),
]


def test_the_line_that_spends_most_is_named_with_its_numbers():
    said = about_small_calls([replace(DOT, line=9, seconds=0.2), DOT])
    assert said is not None and said.startswith("Line 8 calls np.dot(a, b) 48,400 times, for 5.62 µs each")
    assert "less than 1%" in said


@pytest.mark.parametrize(("why", "change"), SILENT)
def test_nothing_is_said_where(why, change):
    assert about_small_calls([replace(DOT, **change)]) is None


def test_nothing_is_said_of_a_line_that_has_a_finding():
    assert about_small_calls([DOT], told={8}) is None
