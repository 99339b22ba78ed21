"""The tool `search`: passages by meaning; texts in any script; what cannot be searched is said."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiddenmath import data
from hiddenmath.apply import search, words
from hiddenmath.apply._corpus import word_counts
from hiddenmath.apply._meaning import by_lsa, by_vectors
from hiddenmath.apply._passages import LONG, passages
from hiddenmath.data import InputError, Texts

NOTES = Texts(
    (
        "The bakery opens at seven.\n\nFresh rolls are baked every morning.\n",
        "# Trip\n\nWe sailed along the coast and anchored in a small harbour.\n\nThe weather was stormy.\n",
        "The doctor prescribed antibiotics for the infection.\n\nAcme-42 is the serial number of the pump.",
    ),
    ("bakery.txt", "trip.md", "sub/health.txt"),
    "notes",
)


def first(result):
    table = result.tables["passages"]
    return table.text["document"][0], int(table.matrix[0, 0])


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("medicine for a sick patient", ("sub/health.txt", 1)),
        ("a boat on the sea", ("trip.md", 3)),
        ("bread", ("bakery.txt", 3)),
        ("hurricane", ("trip.md", 5)),
        ("Acme pump", ("sub/health.txt", 3)),  # a name, which no vector knows
    ],
)
def test_what_is_meant_is_found_though_other_words_stand_there(query, place):
    assert first(search(NOTES, query=query)) == place


CHINESE = Texts(("今天天气很好。\n\n我喜欢吃苹果。\n\n苹果是水果。\n\n北京是首都。",), ("a.txt",), "zh")
GERMAN = Texts(
    ("Der Hund bellt laut im Garten.\n\nDie Katze schläft auf dem Sofa.\n\nHund und Katze sind Haustiere.",),
    ("a",),
    "de",
)


@pytest.mark.parametrize(("texts", "query", "line"), [(CHINESE, "北京", 7), (GERMAN, "Wo schläft die Katze?", 3)])
def test_other_languages_and_scripts_are_searched_by_lsa(texts, query, line):
    result = search(texts, query=query)
    assert result.numbers["method"] == "lsa" and "By LSA" in " ".join(result.notes) and first(result)[1] == line


def test_own_vectors_are_used():
    sentences = Texts(
        tuple(f"katze {a} tier. hund {a} tier. zug {b} bahn." for a in "mnop" for b in "qrst"), ("x",) * 16
    )
    model = words(sentences, near="katze", dimensions=4, min_count=1).files["model.npz"]
    texts = Texts(("ein hund\n\nein zug",), ("a",))
    assert first(search(texts, query="katze", use=model, method="vectors"))[1] == 1


@pytest.mark.parametrize(
    ("query", "said"),
    [(None, "no query"), ("", "no query"), ("42 ?!", "without a word"), ("zzyzx", "None of the words of 'zzyzx'")],
)
def test_what_cannot_be_looked_for_is_said(query, said):
    with pytest.raises(InputError, match=said):
        search(NOTES, query=query)


def test_words_that_are_not_known_are_passed_over_and_told():
    assert any("zzyzx" in note for note in search(GERMAN, query="Katze zzyzx").notes)


def test_a_word_without_a_vector_is_a_direction_of_its_own():
    counts = word_counts(["king qqq qqq", "rrr", "queen sss"])
    meaning = by_vectors(counts, Counter({"qqq": 1}), data.open_vectors("glove"))
    p, q = meaning
    cosines = p @ q / np.linalg.norm(p, axis=1) / np.linalg.norm(q)
    king = np.linalg.norm(by_vectors(word_counts(["king"]), Counter({"king": 1}), data.open_vectors("glove")).query)
    assert cosines == pytest.approx([2 / np.hypot(2, king), 0, 0], abs=1e-6)


def test_lsa_finds_what_shares_no_word_with_the_query():
    rng = np.random.default_rng(0)
    topics = [[f"{topic}{a}{b}" for a in "abcdefgh" for b in "ijklmnop"] for topic in ("sea", "bread")]
    texts = [" ".join(rng.choice(topics[i % 2], 8)) for i in range(200)]
    p, q = by_lsa(word_counts(texts), Counter({"seaai": 1}))
    likeness = p @ q
    others = [i for i, text in enumerate(texts) if "seaai" not in text.split()]
    same, other = ([likeness[i] for i in others if i % 2 == odd] for odd in (0, 1))
    assert np.mean(same) > 10 * abs(np.mean(other))


@given(st.lists(st.text(alphabet="ab .\n", max_size=60), max_size=6).map("\n\n".join))
def test_passages_hold_all_words_and_the_lines_where_they_stand(text):
    if not any(c.isalpha() for c in text):
        return
    found = passages(Texts((text,), ("a",)))
    assert "".join(passage.text for passage in found).replace(" ", "").count("a") == text.count("a")
    lines = text.split("\n")
    for passage in found:
        assert passage.text.split()[0] in lines[passage.line - 1]


def test_long_paragraphs_are_cut_between_sentences():
    sentence = "This is a sentence of some length. "
    found = passages(Texts((sentence * 100 + "\n\nThe end.",), ("a",)))
    assert all(len(passage.text) <= LONG and passage.text.endswith(".") for passage in found) and len(found) > 3
