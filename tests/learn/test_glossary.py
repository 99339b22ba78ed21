"""The glossary is true: its code is run, its links lead somewhere."""

import doctest

import numpy as np
import pytest

from hiddenmath.apply import tools
from hiddenmath.learn import Term, course, glossary
from hiddenmath.xray.rules import RULES

TERMS = list(glossary().values())
BANNED = ("simply", "just ", "obviously", "clearly", "easy", "of course", "powerful", "!")  # docs/voice.md


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.slug)
def test_its_code_prints_what_it_says(term: Term) -> None:
    test = doctest.DocTestParser().get_doctest(term.code, {"np": np}, term.name, None, None)
    assert test.examples
    said: list[str] = []
    assert doctest.DocTestRunner().run(test, out=said.append).failed == 0, "".join(said)


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.slug)
def test_its_links_lead_somewhere(term: Term) -> None:
    assert set(term.see) <= set(glossary()) - {term.name}
    assert term.lessons  # where it is explained
    assert set(term.lessons) <= {lesson.slug for lesson in course().lessons}
    assert set(term.rules) <= {rule.name for rule in RULES}
    assert set(term.tools) <= set(tools())
    assert term.concept in {"", *course().concepts}


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.slug)
def test_it_is_written_in_our_voice(term: Term) -> None:
    text = term.words.lower()
    assert not [word for word in BANNED if word in text]
    assert term.words.endswith((".", "?")) and len(term.words.split()) < 60


def test_a_name_is_met_once() -> None:
    names = [name.lower() for term in TERMS for name in (term.name, *term.also)]
    assert sorted({name for name in names if names.count(name) > 1}) == []
    assert len({term.slug for term in TERMS}) == len(TERMS) >= 40
