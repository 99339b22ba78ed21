"""What the author does not want to hear: comments, pyproject.toml, and being told when they silence nothing."""

from pathlib import Path
from time import perf_counter

import pytest

from hiddenmath.xray._config import Config, read_config
from hiddenmath.xray._findings import find, proposals
from hiddenmath.xray._silence import Silence
from hiddenmath.xray.rules import RULES

NAMES = [rule.name for rule in RULES]
SETUP = "A, B = rng.normal(size=(2, 120, 120))\nb = rng.normal(size=120)\n"

# program (its first line is line 5) -> is `A @ B @ b` silenced, and what the author is told
COMMENTS = {
    "A @ B @ b": (False, []),
    "A @ B @ b  # xray: ignore": (True, []),
    "A @ B @ b  # noqa  #xray:ignore[chain-order, log-determinant]": (True, []),
    "x = (A  # xray: ignore[chain-order]\n    @ B\n    @ b)": (True, []),
    "x = (A\n    @ B\n    @ b)  # xray: ignore": (True, []),
    "A @ B @ b  # xray: ignore[explicit-inverse]": (
        False, [(5, "`# xray: ignore` silences nothing: no rule had anything to say here in this run")],
    ),
    "A @ B @ b  # xray: ignore[chain]": (False, [(5, "`# xray: ignore[chain]`: there is no rule 'chain'")]),
    "A @ B @ b  # xray: ignore[chain-order, order]": (
        True, [(5, "`# xray: ignore[order]`: there is no rule 'order'")],
    ),
    "# xray: ignore\nA @ B @ b": (
        False, [(5, "`# xray: ignore` silences nothing: no rule had anything to say here in this run")],
    ),
    "s = '''\n# xray: ignore\n'''; A @ B @ b": (False, []),
}  # fmt: skip


@pytest.mark.parametrize("program", COMMENTS)
def test_comments(program: str, record) -> None:
    silenced, notes = COMMENTS[program]
    recorder = record(SETUP + program)
    silence = Silence(recorder.texts, NAMES)
    [proposal] = proposals(recorder, RULES)
    _, unmeasured = find(recorder, RULES, deadline=0.0, silence=silence)  # no time: what is not silenced is unmeasured
    assert proposal.rule.name == "chain-order" and (unmeasured == []) is silenced
    assert [(note.line, note.text) for note in silence.notes(NAMES)] == notes


def test_excluded_files_are_not_looked_at(record) -> None:
    recorder = record(SETUP + "A @ B @ b")
    here = Path("program.py").resolve()
    for pattern, silenced in (
        (str(here), True),
        (str(here.parent), True),
        (str(here.parent / "p*"), True),
        ("/x", False),
    ):
        _, unmeasured = find(recorder, RULES, deadline=0.0, silence=Silence(recorder.texts, NAMES, [pattern]))
        assert (unmeasured == []) is silenced, pattern


def test_the_nearest_pyproject_holds(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text(
        '[tool.hiddenmath.xray]\nignore = ["chain-order"]\nexclude = ["old/*.py"]\n'
    )
    assert read_config(inner, NAMES) == Config(("chain-order",), (str(tmp_path / "old/*.py"),))
    (inner / "pyproject.toml").write_text("[project]\nname = 'b'\n")
    assert read_config(inner, NAMES) == Config()


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("ignore = ['chain']", r"ignores 'chain', which is no rule; there are chain-order, "),
        ("ignore = 'chain-order'", r"ignore in \[tool.hiddenmath.xray\] must be a list of strings, not 'chain-order'"),
        ("quiet = true", r"has no key 'quiet'; there are ignore and exclude"),
        ("ignore = [", r"pyproject.toml cannot be read"),
    ],
)
def test_what_pyproject_cannot_mean_is_said(table: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(f"[tool.hiddenmath.xray]\n{table}\n")
    with pytest.raises(ValueError, match=message):
        read_config(tmp_path, NAMES)


def test_a_rule_that_was_not_tried_may_have_had_something_to_say() -> None:
    sources = {"a.py": "x = 1  # xray: ignore[chain-order]\ny = 2  # xray: ignore\n"}
    assert list(Silence(sources, NAMES).notes(tried=["explicit-inverse"])) == []
    assert [note.line for note in Silence(sources, NAMES).notes(tried=["chain-order"])] == [1]


def test_of_two_rules_for_one_expression_the_silenced_one_counts_as_needed(record) -> None:
    """The inverse promises more and is settled first; the comment about the order is needed all the same."""
    recorder = record(
        "A, B = rng.normal(size=(2, 300, 300))\nx = np.linalg.inv(A) @ B @ B[0]  # xray: ignore[chain-order]"
    )
    silence = Silence(recorder.texts, NAMES)
    find(recorder, RULES, deadline=perf_counter() + 60, silence=silence)
    assert list(silence.notes(NAMES)) == []
