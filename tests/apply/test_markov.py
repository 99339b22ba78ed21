"""The tool `markov`: the long run and the mixing of chains that are known exactly, and texts written from texts."""

from fractions import Fraction

import numpy as np
import pytest

from hiddenmath import data
from hiddenmath.apply import draw, markov
from hiddenmath.apply._chain import elimination, long_run
from hiddenmath.apply._words_of import chain_of
from hiddenmath.data import InputError, read_any


def read(text, name="my.txt"):
    return read_any(text.encode(), name)


def said(result):
    return " ".join(result.notes)


def two(a, b):
    return np.array([[1 - a, a], [b, 1 - b]])


def ring(n, stay=0.0):
    return stay * np.eye(n) + (1 - stay) * np.roll(np.eye(n), 1, axis=1)


CHAINS = [
    # what, P, long run, unique, period, second eigenvalue, steps to mix
    ("two states", two(0.25, 0.5), [2 / 3, 1 / 3], True, 1, 0.25, 1),
    ("slow", two(0.01, 0.01), [0.5, 0.5], True, 1, 0.98, 35),  # 0.5 · 0.98^35 < 0.25 < 0.5 · 0.98^34
    ("a swing", two(1.0, 1.0), [0.5, 0.5], True, 2, 0, np.inf),
    ("a ring of three", ring(3), [1 / 3] * 3, True, 3, 0, np.inf),
    ("one that stays, too", ring(2, 0.5), [0.5, 0.5], True, 1, 0, 1),
    ("two parts", np.eye(2), [1, 0], False, 1, 0, np.inf),
    ("an end", np.array([[0.5, 0.5], [0, 1]]), [0, 1], True, 1, 0.5, 2),
    ("one state", np.ones((1, 1)), [1], True, 1, 0, 1),
    ("all alike", np.full((4, 4), 0.25), [0.25] * 4, True, 1, 0, 1),
]


@pytest.mark.parametrize(
    ("P", "shares", "unique", "period", "second", "steps"), [case[1:] for case in CHAINS], ids=[c[0] for c in CHAINS]
)
def test_a_chain_that_is_known_exactly(P, shares, unique, period, second, steps):
    found = long_run(P)
    np.testing.assert_allclose(found.shares, shares, atol=1e-15)
    assert (found.unique, found.period, found.steps) == (unique, period, steps)
    assert found.second == pytest.approx(second, abs=1e-7)


def test_shares_of_any_size_are_right_to_their_last_digits():
    down = Fraction(1, 2**30)
    n = 8  # up with 2⁻³⁰, else down: the shares fall by that factor, state by state
    P = np.zeros((n, n))
    for i in range(n):
        P[i, min(i + 1, n - 1)] += float(down)
        P[i, max(i - 1, 0)] += float(1 - down)
    falls = down / (1 - down)
    exact = [falls**i for i in range(n)]
    np.testing.assert_allclose(elimination(P), [float(x / sum(exact)) for x in exact], rtol=1e-14)


def test_the_long_run_of_a_text_is_how_often_its_states_stand_in_it():
    chain = chain_of(data.open_any("gettysburg").text()[0], 1, "letters")
    np.testing.assert_allclose(long_run(chain.probabilities()).shares, chain.shares(), atol=1e-14)


@pytest.mark.parametrize("unit", ["words", "letters"])
def test_what_is_written_follows_the_text_and_the_seed(unit):
    gettysburg = data.open_any("gettysburg")
    first = markov(gettysburg, order=2, unit=unit, length=80, seed=1)
    chain = chain_of(gettysburg.text()[0], 2, unit)
    text = first.files["text.txt"].decode().rstrip("\n")
    assert text == chain.write(80, seed=1) != chain.write(80, seed=2)
    if unit == "letters":
        assert len(text) == 80 and all(text[i + 2] in chain.follows[tuple(text[i : i + 2])] for i in range(78))
    assert text == first.written and draw(first.picture).startswith(b"\x89PNG")
    assert first.json()


def test_a_high_order_copies():
    text = "The cat sat. The dog ran. A bird sang."
    assert markov(read(text), order=6, length=10, seed=3).files["text.txt"].decode().strip() in f"{text} {text} {text}"


def test_a_network_and_a_square_matrix_are_walked():
    karate = markov(data.open_any("karate"))
    table = karate.tables["states"]
    degrees = data.open_any("karate").matrix().array.sum(axis=1)
    assert table.text["state"][0] == "34" and table.matrix[0, 0] == pytest.approx(degrees.max() / degrees.sum())
    weather = markov(read("from,to,weight\nsun,sun,9\nsun,rain,1\nrain,sun,5\nrain,rain,5\n", "weather.csv"))
    assert weather.tables["states"].matrix[0, 0] == pytest.approx(5 / 6)
    assert weather.numbers["second_eigenvalue"] == pytest.approx(0.4)
    assert "never forgets" in said(markov(read("from,to\na,b\nb,a\n", "swing.csv")))
    assert "No edge leaves c: there the walk stays." in said(markov(read("from,to\na,b\nb,c\n", "end.csv")))


ODD = [
    ("one word", "Word", {}, "Word Word"),
    ("another script", "猫が好き。犬が好き。", {"unit": "letters"}, "が"),
    ("an order longer than the text", "a b", {"order": 5}, "a b"),
    ("many states", " ".join(f"w{i}" for i in range(1500)), {}, "lower the order"),
]


@pytest.mark.parametrize(("text", "options", "words"), [case[1:] for case in ODD], ids=[case[0] for case in ODD])
def test_an_odd_text_is_written_on(text, options, words):
    assert words in f"{(result := markov(read(text), kind='text', **options)).written} {said(result)}"


REFUSED = [
    ("a table", lambda: markov(data.open_any("iris")), "was read as a table, which is no chain"),
    ("an image", lambda: markov(data.open_any("china")), "was read as an image"),
    ("too many nodes", lambda: markov(data.open_any("debian")), "63,666 nodes"),
    ("a negative weight", lambda: markov(read("from,to,weight\na,b,-1\nb,a,1\n", "net.csv")), "negative"),
    ("an empty file", lambda: markov(read("", "net.txt")), "is empty"),
]


@pytest.mark.parametrize(("call", "words"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_what_is_no_chain_is_refused(call, words):
    with pytest.raises(InputError, match=words):
        call()
