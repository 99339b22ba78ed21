"""Every rule is held to the cases in its own file, and its page is made from them."""

import re
from pathlib import Path

import numpy as np
import pytest

from hiddenmath.xray import _repeats
from hiddenmath.xray._again import again
from hiddenmath.xray._findings import proposals
from hiddenmath.xray._pages import page, program
from hiddenmath.xray._rule import Again, Replace, Rule, Warns
from hiddenmath.xray._verify import compare
from hiddenmath.xray.rules import RULES

pytestmark = pytest.mark.filterwarnings("ignore:.*encountered:RuntimeWarning")  # programs that overflow
PAGES = Path(__file__).parents[2] / "docs" / "rules"
CASES = [(rule, case) for rule in RULES for case in rule.INVALID]
REPLACED = [pytest.param(r, c, id=f"{r.name}: {c.before}") for r, c in CASES if isinstance(c, Replace)]
WARNED = [pytest.param(r, c, id=f"{r.name}: {c.expression} {c.proof}") for r, c in CASES if isinstance(c, Warns)]
REPEATED = [pytest.param(r, c, id=f"{r.name}: {c.before}") for r, c in CASES if isinstance(c, Again)]
VALID = [pytest.param(rule, case, id=f"{rule.name}: {program(case)}") for rule in RULES for case in rule.VALID]


@pytest.fixture(autouse=True)
def all_the_time_it_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looking at what is done again never rests: when it does depends on the machine."""
    monkeypatch.setattr(_repeats, "BURST", 1e9)


@pytest.mark.parametrize(("rule", "case"), REPLACED)
def test_proposes_a_replacement_that_is_equal(rule: Rule, case: Replace, record) -> None:
    [proposal] = proposals(record(program(case.program)), (rule,))
    assert (proposal.before, proposal.after) == (case.before, case.after)
    [use] = proposal.uses
    errors = compare(use.before, use.after, {})
    assert errors.after < 1e-10 and (errors.before < 1e-10 or errors.before == np.inf)


@pytest.mark.parametrize(("rule", "case"), WARNED)
def test_names_a_hazard_with_proof(rule: Rule, case: Warns, record) -> None:
    [proposal] = proposals(record(program(case.program)), (rule,))
    assert proposal.before == case.expression
    assert proposal.hazard is not None and case.proof in proposal.hazard.proof and proposal.hazard.advice


@pytest.mark.parametrize(("rule", "case"), REPEATED)
def test_proposes_to_do_it_once(rule: Rule, case: Again, record) -> None:
    recorder = record(program(case.program))
    [repetition] = again(recorder, (rule,))
    assert (repetition.before, repetition.after, repetition.proof) == (case.before, case.after, case.proof)
    assert not list(proposals(recorder, (rule,)))
    errors = repetition.errors()
    assert errors.before < 1e-10 and errors.after < 1e-10


@pytest.mark.parametrize(("rule", "case"), VALID)
def test_says_nothing(rule: Rule, case: str, record) -> None:
    recorder = record(program(case))
    assert list(proposals(recorder, (rule,))) == [] and list(again(recorder, (rule,))) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_page_in_docs_is_the_one_the_rule_makes(rule: Rule) -> None:
    written = (PAGES / f"{rule.name}.md").read_text("utf-8")
    assert written == page(rule), "run: python -m hiddenmath.xray._pages docs/rules"


def test_the_guide_names_every_rule() -> None:
    linked = set(re.findall(r"\(rules/([a-z-]+)\.md\)", (PAGES.parent / "xray.md").read_text("utf-8")))
    assert linked == {rule.name for rule in RULES}


def test_every_page_in_docs_is_of_a_rule() -> None:
    assert {p.stem for p in PAGES.glob("*.md")} == {rule.name for rule in RULES}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_prose_answers_what_why_and_when_not(rule: Rule) -> None:
    headings = [line for line in page(rule).splitlines() if line.startswith("## ")]
    assert headings[:3] == ["## What it finds", "## Why it matters", "## When to ignore it"]
