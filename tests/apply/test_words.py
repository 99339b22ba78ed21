"""The tool `words`: neighbours are those of all cosines at once; what is learned knows which words kept company."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiddenmath import data
from hiddenmath.apply import WordVectors, draw, load, words
from hiddenmath.apply._cooccurrence import cooccurrences
from hiddenmath.apply._corpus import END, corpus
from hiddenmath.apply._few_passes import few_passes
from hiddenmath.apply._neighbour_map import attraction, kept_near, neighbour_edges, neighbour_map, repulsion
from hiddenmath.apply._neighbours import directions
from hiddenmath.apply._ppmi import factored, ppmi
from hiddenmath.apply._skipgram import skipgram
from hiddenmath.apply._word_atlas import word_atlas
from hiddenmath.apply._word_map import flat
from hiddenmath.data import InputError, Texts

SHIP = ["ship", "sail", "sea", "captain", "harbour", "mast", "wind"]
GLOVE = data.open_vectors("glove")


def answers(result):
    text = result.tables["neighbours"].text
    return list(zip(text["asked"], text["neighbour"], strict=True))


def text_of(*documents):
    return Texts(documents, tuple(f"{i}.txt" for i in range(len(documents))), "own")


def two_worlds(sentences=400, seed=0):
    """Sentences about ships or about bread, each of words of its own and a few that both have."""
    rng = np.random.default_rng(seed)
    worlds = SHIP, ["bread", "oven", "flour", "baker", "yeast", "dough", "salt"]
    lines = [" ".join([*rng.choice(worlds[i % 2], 5), "the", "of"]) for i in range(sentences)]
    return text_of(*lines)


def test_neighbours_are_those_of_all_cosines():
    unit = GLOVE.matrix / np.linalg.norm(GLOVE.matrix, axis=1, keepdims=True)
    best = np.argsort(-(unit @ unit[GLOVE.place["king"]]))[1:6]
    result = words(GLOVE, near="King", neighbours=5)
    assert answers(result) == [("king", GLOVE.words[i]) for i in best]
    assert result.tables["neighbours"].matrix[0, 0] == pytest.approx(
        unit[best[0]] @ unit[GLOVE.place["king"]], abs=1e-6
    )


@pytest.mark.parametrize(
    ("analogy", "three", "answer"),
    [
        ("man woman king", ["man", "woman", "king"], "queen"),
        ("paris : france = rome : ?", ["paris", "france", "rome"], "italy"),
        ("good, better, bad", ["good", "better", "bad"], "worse"),
    ],
)
def test_analogies(analogy, three, answer):
    result = words(GLOVE, analogy=analogy, near="sea")
    assert result.numbers["nearest"] == answer == answers(result)[0][1]
    (a, b), (c, d) = result.picture.attributes["arrows"]
    named = result.picture.attributes["words"]
    assert [named[i] for i in (a, b, c, d)] == [*three, answer]


def test_the_map_is_drawn_and_the_answer_is_the_same_for_the_same_seed():
    result = words(GLOVE)
    assert answers(result) == answers(words(GLOVE, near=" , ")) != answers(words(GLOVE, seed=1))
    assert len(result.picture.attributes["words"]) == result.tables["map"].rows <= 60
    assert draw(result.picture, "svg").startswith(b"<?xml")


@pytest.mark.parametrize("method", ["ppmi", "skipgram"])
def test_words_that_keep_company_are_near(method):
    result = words(two_worlds(), near="ship bread", neighbours=6, method=method, dimensions=10, epochs=30, window=3)
    found = answers(result)
    assert len({word for asked, word in found if asked == "ship"} & {*SHIP}) >= 5
    assert not {word for asked, word in found if asked == "bread"} & {*SHIP}


def test_what_was_learned_is_saved_and_given_again(tmp_path):
    result = words(two_worlds(), near="ship", dimensions=8)
    (tmp_path / "own.npz").write_bytes(result.files["model.npz"])
    again = data.read_words(tmp_path / "own.npz")
    assert answers(words(again, near="ship")) == answers(result)
    assert words(again, near="ship").files["model.npz"] == result.files["model.npz"]


def test_the_estimator_is_what_the_tool_saved_and_tells_texts_apart():
    texts = two_worlds()
    model = WordVectors(dimensions=8).fit(texts.documents)
    again = load(words(texts, dimensions=8).files["model.npz"])
    new = ["sail mast", "wind harbour", "yeast flour", "nothing known here"]
    np.testing.assert_array_equal(model.transform(new), again.transform(new))
    a, b, c, none = model.transform(new)
    assert a @ b > 5 * abs(a @ c) and not none.any()
    for wrong in ("one text", [], [1]):
        with pytest.raises(ValueError, match="list of texts"):
            model.transform(wrong)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"near": "kingg"}, "'king'"),
        ({"near": "мир"}, "has no word 'мир'"),
        ({"analogy": "man woman"}, "2 words"),
        ({"export": "pickle"}, "word2vec"),
    ],
)
def test_what_cannot_be_asked_is_said(options, said):
    with pytest.raises(InputError, match=said):
        words(GLOVE, **options)


def test_vectors_of_too_few_words():
    three = data.read_words(b"king 1 2 3\nqueen 1 2 4\nman 3 2 1\n", name="own.txt")
    assert answers(words(three, near="king")) == [("king", "queen"), ("king", "man")]
    with pytest.raises(InputError, match="only 3 words"):
        words(three, analogy="king queen man")
    with pytest.raises(InputError, match="only 1 word:"):
        words(data.read_words(b"king 1 2 3\n", name="own.txt"))


def test_texts_that_are_too_short_or_say_nothing():
    with pytest.raises(InputError, match="2 words that are there at least"):
        words(text_of("one two"))
    with pytest.raises(InputError, match="holds no word"):
        text_of("1 2 3")
    assert "say little" in " ".join(words(data.open_texts("gettysburg")).notes)


def test_counts_are_those_of_a_loop_over_all_pairs():
    read = corpus(text_of("a b c a d b", "c a b", "d d"), 1)
    window, V = 3, len(read.words)
    expected = np.zeros((V, V))
    documents = [part for part in np.split(read.ids, np.flatnonzero(read.ids == END) + 1) if len(part)]
    for document in documents:
        document = document[document != END]
        for i, w in enumerate(document):
            for j in range(max(0, i - window), min(len(document), i + window + 1)):
                if i != j:
                    expected[w, document[j]] += (window + 1 - abs(i - j)) / window
    np.testing.assert_allclose(cooccurrences(read, window).toarray(), expected, rtol=1e-6)
    harmonic = cooccurrences(corpus(text_of("a b c"), 1), 2, "harmonic").toarray()
    assert sorted(harmonic[np.triu_indices(3, 1)]) == [0.5, 1, 1]


def test_ppmi_without_smoothing_is_the_logarithm_of_the_ratio_to_chance():
    C = cooccurrences(corpus(two_worlds(), 1), 2)
    dense, total = C.toarray().astype(float), C.sum(dtype=float)
    c = dense.sum(axis=1)
    with np.errstate(divide="ignore"):
        expected = np.maximum(0, np.log(dense * total / np.outer(c, c)) - np.log(5))
    np.testing.assert_allclose(ppmi(C, shift=5, smoothing=1).toarray(), expected, atol=1e-5)
    P = ppmi(C)
    assert abs(P - P.T).max() < 1e-5
    W = factored(P, 4, weighting=1)
    s = np.linalg.svd(P.toarray(), compute_uv=False)
    np.testing.assert_allclose(np.linalg.norm(W, axis=0), s[:4], rtol=1e-5)


def test_few_passes_come_within_their_error_of_the_eigenvalues():
    rng = np.random.default_rng(0)
    from scipy.sparse import csr_array, random_array

    B = random_array((600, 600), density=0.02, rng=rng, dtype=np.float32)
    A = csr_array(B + B.T)
    values, U, error = few_passes(A, 8)
    exact = np.linalg.eigvalsh(A.toarray())
    assert (np.abs(values[:, None] - exact).min(axis=1) <= error + 1e-5).all()
    np.testing.assert_allclose(U.T @ U, np.eye(8), atol=1e-4)
    assert values[0] == pytest.approx(exact[-1], rel=1e-4)


def test_skip_gram_by_one_thread_gives_the_same_bits():
    read = corpus(two_worlds(100), 1)
    first, again = (skipgram(read, 8, epochs=2, threads=1, seed=3) for _ in range(2))
    assert np.array_equal(first, again) and not np.array_equal(first, skipgram(read, 8, epochs=2, threads=1, seed=4))


@given(st.text())
def test_any_text_becomes_words_or_says_that_it_has_none(text):
    try:
        read = corpus(Texts((text,), ("a",)), 1)
    except InputError:
        return
    assert read.counts.sum() == read.total == np.count_nonzero(read.ids != END)


def test_the_map_keeps_what_is_near():
    """Ten times as much as the plane of the first two principal components; the shipped map says truly how much."""
    U = directions(GLOVE.matrix[:1500]).astype(float)
    asked = np.arange(0, 1500, 5)
    start = flat(U)[0]
    found = neighbour_map(U, start, steps=200)
    assert kept_near(U, found, asked) > 0.35 > 0.1 > kept_near(U, start, asked)
    shipped = data.open_word_map("glove")
    drawn = np.random.default_rng(1).choice(20_000, 400, replace=False)
    assert abs(kept_near(directions(GLOVE.matrix).astype(float), shipped.places, drawn) - shipped.kept) < 0.05


def test_the_maps_slope_is_that_of_its_loss():
    """Against all pairs, one by one; the grid's interpolation is off by some percent."""
    rng = np.random.default_rng(0)
    Y = rng.normal(size=(80, 2)) * 4
    D = Y[:, None] - Y
    near = 1 / (1 + (D**2).sum(axis=2))
    np.fill_diagonal(near, 0)
    pushes = ((near**2 / near.sum())[:, :, None] * D).sum(axis=1)
    assert np.linalg.norm(repulsion(Y) - pushes) < 0.05 * np.linalg.norm(pushes)
    edges = neighbour_edges(rng.normal(size=(80, 5)), 6)
    p = np.zeros((80, 80))
    p[edges.tail, edges.head] = edges.weight
    np.testing.assert_allclose(attraction(Y, edges), ((p * near)[:, :, None] * D).sum(axis=1), atol=1e-12)
    assert p.sum() == pytest.approx(1) and (p == p.T).all()


def test_all_words_are_packed_for_the_map():
    """As frontend/src/math/atlas.ts reads it: cosines come back to 0.02."""
    glove = data.open_vectors("glove")
    packed = word_atlas(glove, data.open_word_map("glove"))
    size = int.from_bytes(packed[:4], "little")
    head = json.loads(packed[4 : 4 + size])
    m, n = glove.matrix.shape
    assert head["words"].split("\n") == list(glove.words) and head["dimensions"] == n and size % 4 == 0
    entries = np.frombuffer(packed[4 + size + 4 * m :], np.int8).reshape(m, n).astype(float)
    some = entries[:200] / np.linalg.norm(entries[:200], axis=1, keepdims=True)
    exact = glove.matrix[:200] / np.linalg.norm(glove.matrix[:200], axis=1, keepdims=True)
    np.testing.assert_allclose(some @ some.T, exact @ exact.T, atol=0.02)
