"""What a learner has done survives."""

from pathlib import Path

import pytest

from hiddenmath.learn import Learner, Verdict, data_dir, database

PASSED = Verdict(True, "passed", "Right.")
WRONG = Verdict(False, "wrong", "You forgot.", mistake="You forgot.")


def test_progress_and_drafts_survive_a_restart(tmp_path):
    with Learner(tmp_path) as learner:
        assert learner.passed() == set() and learner.draft("pca/centre") is None
        learner.save_draft("pca/centre", "def centre(X):\n\treturn 'ä\0'\r\n")
        learner.record("pca/centre", WRONG, "X")
        learner.record("pca/centre", PASSED, "X - X.mean(0)")
        learner.record("pca/centre", WRONG, "X")
    with Learner(tmp_path) as learner:
        assert learner.draft("pca/centre") == "def centre(X):\n\treturn 'ä\0'\r\n"
        assert learner.passed() == {"pca/centre"}  # and a later wrong try takes nothing away
        learner.drop_draft("pca/centre")
        assert learner.draft("pca/centre") is None


def test_the_folder_can_be_chosen(tmp_path, monkeypatch):
    monkeypatch.setenv("HIDDENMATH_DATA_DIR", str(tmp_path / "mine"))
    assert data_dir() == tmp_path / "mine"
    with Learner():
        assert database(tmp_path / "mine").is_file()


@pytest.mark.parametrize("chosen", [None, ""])
def test_otherwise_it_is_the_users_own(monkeypatch, chosen):
    monkeypatch.delenv("HIDDENMATH_DATA_DIR", raising=False)
    if chosen is not None:
        monkeypatch.setenv("HIDDENMATH_DATA_DIR", chosen)
    assert data_dir().is_absolute() and data_dir().name == "hiddenmath"
    assert data_dir() != Path.cwd()
