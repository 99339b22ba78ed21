"""Export and import: one file has everything, comes back whole, and never takes anything away."""

import json

import pytest

from hiddenmath.data import InputError
from hiddenmath.learn import Learner, Verdict, export_progress, import_progress, standings

PASSED = Verdict(True, "passed", "Right.", seconds=0.02)
WRONG = Verdict(False, "wrong", "You forgot.", mistake="You forgot.")


@pytest.fixture
def two(tmp_path):
    with Learner(tmp_path / "here") as here, Learner(tmp_path / "there") as there:
        yield here, there


def test_what_was_exported_comes_back_whole(two):
    here, there = two
    here.take_help("pca/centre", "hint 1")
    here.record("pca/centre", WRONG, "X", took=12.5)
    here.record("pca/centre", PASSED, "def centre(X):\n\treturn 'ü\0😀'\r\n")
    here.save_draft("photo/grey", "begun")
    assert import_progress(there, export_progress(here)) == 2
    assert there.history() == here.history() and there.draft("photo/grey") == "begun"
    assert import_progress(there, export_progress(here)) == 0  # again: nothing doubles
    assert there.history() == here.history()


def test_two_machines_imported_into_each_other_hold_the_same(two):
    here, there = two
    here.record("pca/centre", PASSED, "mine")
    there.record("pca/centre", WRONG, "theirs")
    import_progress(here, export_progress(there))
    import_progress(there, export_progress(here))
    assert sorted(here.history()) == sorted(there.history()) and len(here.history()) == 2
    assert standings(here.history()) == standings(there.history()) == {"pca/centre": "passed"}


def change(**fields):
    return lambda whole: whole | fields


def change_attempt(**fields):
    return lambda whole: whole | {"attempts": [whole["attempts"][0] | fields]}


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        (lambda whole: [], "This is no export of progress"),
        (change(format="diary"), "This is no export of progress"),
        (change(version=2), "has version 2; this program reads version 1"),
        (change(attempts=None), "no list of attempts"),
        (change(drafts=["x"]), "The draft number 1 does not have the fields"),
        (change_attempt(extra=1), "The attempt number 1 does not have the fields"),
        (change_attempt(passed=1), "has a passed of 1"),
        (change_attempt(helped=True), "has a helped of True"),
        (change_attempt(made_at=1e300), r"has a made_at of 1e\+300"),
        (change_attempt(made_at=float("nan")), "has a made_at of nan"),
        (change_attempt(made_at=10**400), "has a made_at of 1000"),
        (change_attempt(source="x = '\ud800'"), "has a source with half of a character in it"),
        (change_attempt(source=None), "has a source of None"),
    ],
)
def test_a_file_that_is_no_export_is_refused_whole(two, changed, words):
    here, there = two
    here.record("pca/centre", PASSED, "x")
    whole = changed(json.loads(export_progress(here)))
    with pytest.raises(InputError, match=words):
        import_progress(there, json.dumps(whole))
    assert there.history() == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "This file is empty: it holds no progress."),
        (" \n", "This file is empty: it holds no progress."),
        ("{", "This is no export of progress"),
        ("\0", "This is no export of progress"),
        ("[" * 100_000, "This is no export of progress"),
    ],
)
def test_what_is_no_json_is_refused(two, text, words):
    with pytest.raises(InputError, match=words):
        import_progress(two[0], text)
