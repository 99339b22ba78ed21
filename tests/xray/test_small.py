"""What is said of a loop of small calls."""

from dataclasses import replace

import pytest

from hiddenmath.xray._report import Call, Finding, Report
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


def said(*calls, findings=()):
    return about_small_calls(Report("a.py", 1.0, calls=[*calls], findings=[*findings]))


def test_the_line_that_spends_most_is_named_with_its_numbers():
    told = said(replace(DOT, line=9, seconds=0.2), DOT)
    assert told is not None and told.startswith("Line 8 calls np.dot(a, b) 48,400 times, for 5.62 µs each")
    assert "less than 1%" in told


def test_its_file_is_named_where_there_are_several_and_its_share_is_never_too_small():
    told = said(replace(DOT, of_roof=0.014), replace(DOT, file="/of/mine/b.py", seconds=0.3, of_roof=0.014))
    assert told is not None and told.startswith("Line 8 of b.py calls") and "less than 2%" in told


@pytest.mark.parametrize(("why", "change"), SILENT)
def test_nothing_is_said_where(why, change):
    assert said(replace(DOT, **change)) is None


@pytest.mark.parametrize(("file", "silent"), [("a.py", True), ("b.py", False)])
def test_nothing_is_said_of_a_line_that_has_a_finding(file, silent):
    found = Finding("vecdot", file, 8, "", "", 1, 2.0, 0.1, 0.0, 0.0, 0.0, [], "", "")
    assert (said(DOT, findings=[found]) is None) == silent
