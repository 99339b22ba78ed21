"""The tool `generate`: what it learns from a text, how well it foresees one, and what it looks at."""

import numpy as np
import pytest

from hiddenmath import data
from hiddenmath.apply import draw, generate, load
from hiddenmath.apply._letter_chain import surprises
from hiddenmath.apply._letter_model import LetterModel
from hiddenmath.apply._letter_training import Plan, layers_of, learned, windows
from hiddenmath.apply._letters import MOST, UNKNOWN, encoded, letters_of
from hiddenmath.apply._pieces import in_pieces, names_of, pairs_of
from hiddenmath.apply.neural import Network
from hiddenmath.apply.neural._within import attended
from hiddenmath.data import InputError, Texts, read_texts

FISH = Texts(("one fish two fish red fish blue fish\n" * 60,), ("fish.txt",), "fish")
QUICK = {"width": 16, "depth": 1, "window": 16, "epochs": 25, "rate": 0.02, "pieces": 0}
SHORT = {"length": 40, "sentence": "two fish"}


@pytest.fixture(scope="module", params=["transformer", "recurrent"])
def learnt(request):
    return generate(FISH, network=request.param, **QUICK, **SHORT, temperature=0)


def test_it_writes_what_it_has_read_and_foresees_it(learnt):
    assert "fish two fish" in learnt.files["text.txt"].decode()
    assert learnt.numbers["perplexity"] < 1.3
    assert learnt.numbers["markov_perplexity"] < 1.3
    assert learnt.tables["perplexity"].rows == 10  # this network, and the orders 0 to 8
    assert learnt.written == learnt.files["text.txt"].decode()[:-1]


def test_the_sentence_is_looked_at_letter_by_letter(learnt):
    table = learnt.tables["sentence"]
    assert table.text["piece"] == ("t", "w", "o", "␣", "f", "i", "s", "h")
    assert table.text["likeliest next"][4:] == ("i", "s", "h", "␣")
    chance, likeliest = table.matrix.T
    assert (
        np.isnan(chance[0])
        and (chance[5:] > 0.9).all()
        and (likeliest >= np.nan_to_num(chance[[*range(1, 8), 0]]) - 1e-9).all()
    )
    if learnt.picture.name == "attention":
        P = np.array(learnt.picture.attributes["weights"])
        assert learnt.picture.model == "model.npz" and learnt.picture.attributes["sentence"] == "two fish"
        assert P.shape == (1, 4, 8, 8) and np.abs(P.sum(axis=-1) - 1).max() < 0.01 and np.triu(P[0, 0], 1).max() == 0
    else:
        assert learnt.picture.attributes["value"]["shape"] == [16, 8]
    assert draw(learnt.picture, "png").startswith(b"\x89PNG")


def test_a_saved_model_writes_the_same(learnt):
    again = generate(FISH, use=learnt.files["model.npz"], **SHORT, temperature=0)
    assert again.files["text.txt"] == learnt.files["text.txt"] and "perplexity" not in again.numbers
    assert isinstance(load(learnt.files["model.npz"]), LetterModel)


def test_of_a_long_sentence_the_last_pieces_are_looked_at(learnt):
    again = generate(FISH, use=learnt.files["model.npz"], length=1, sentence="red fish, two fish one")
    assert "".join(again.tables["sentence"].text["piece"]) == "sh,␣two␣fish␣one"
    assert again.notes[:2] == (
        "It never learned ',': to it all such letters are the same.",
        "The sentence has 22 pieces: of them the last 16 are looked at, as many as it looks back.",
    )


def test_the_same_seed_gives_the_same_bits():
    first, second = (generate(FISH, **{**QUICK, "epochs": 1}, length=30, seed=3) for _ in range(2))
    assert first.files["model.npz"] == second.files["model.npz"] and first.files["text.txt"] == second.files["text.txt"]


def test_minutes_decide_how_many_steps_it_takes():
    brief, longer = (generate(FISH, **{**QUICK, "epochs": None}, length=1, minutes=m) for m in (0.001, 0.005))
    assert 1 <= brief.numbers["steps"] < longer.numbers["steps"]


def test_what_stands_after_a_letter_has_no_part_in_it():
    """So a text shorter than the window is filled up with anything."""
    for layers in (layers_of("transformer", 5, 8, 1), layers_of("recurrent", 5, 8, 2)):
        network = Network(layers, (6,), seed=1)
        some, other = np.array([[1, 2, 3, 0, 0, 0]]), np.array([[1, 2, 3, 4, 4, 4]])
        np.testing.assert_array_equal(network(some)[0][:, :3], network(other)[0][:, :3])


def test_all_heads_of_all_layers_are_found():
    network = Network(layers_of("transformer", 5, 8, 3), (6,))
    looks = attended(network, np.array([[1, 2, 3, 4, 0, 1]]))
    assert [P.shape for P in looks] == [(1, 4, 6, 6)] * 3
    np.testing.assert_allclose([P.sum(axis=-1) for P in looks], 1, rtol=1e-5)


def kneser_ney(known, context, letter, letters, longest=True):
    """The definition, one context at a time."""
    if context is None:
        return 1 / letters
    k = len(context)
    places = [i for i in range(k, len(known)) if tuple(known[i - k : i]) == context]
    # a letter counts as often as it stands there; in shorter contexts once for each letter before both
    follows = [known[i] for i in places]
    if not longest:
        follows = [b for b, _ in {(known[i], known[i - k - 1] if i > k else None) for i in places}]
    shorter = kneser_ney(known, context[1:] if context else None, letter, letters, longest=False)
    n, d = len(follows), len(set(follows))
    return (max(follows.count(letter) - 0.75, 0) + 0.75 * d * shorter) / n if n else shorter


def test_markov_chains_are_smoothed_as_defined():
    rng = np.random.default_rng(0)
    known, new = rng.integers(1, 4, 60), rng.integers(1, 4, 12)
    found = surprises([known], [new], 4, [(3, 12)])
    for order in range(4):
        p = [kneser_ney(known.tolist(), tuple(new[i - order : i].tolist()), new[i], 4) for i in range(3, 12)]
        assert found[order] == pytest.approx(-np.mean(np.log(p)))


def test_the_end_of_each_stretch_is_kept_back():
    text = letters_of(Texts(("ab" * 30_000,), ("a",)), 0.1)
    assert [len(piece) for piece in text.new] == [2000] * 3 and sum(map(len, text.known)) == 54_001
    x, y = windows(text.known, 64)
    np.testing.assert_array_equal(x[:, 1:], y[:, :-1])


def test_letters_of_any_script_have_numbers():
    many = "".join(map(chr, range(0x4E00, 0x4E00 + 1500)))
    text = letters_of(Texts((many * 2 + many[:900] * 3,), ("a",)), 0.1)
    assert len(text.letters) == MOST + 1 and text.letters[0] == UNKNOWN
    assert encoded("дa\ud800", UNKNOWN + "д").tolist() == [1, 0, 0]


REFUSED = [
    ("short", Texts(("hello",), ("a",), "hello"), {}, "hello has 5 letters, too few"),
    ("one letter", Texts(("a" * 500,), ("a",), "aaa"), {"test": 0.1}, "one letter only, 'a'"),
    ("window", Texts(("abc " * 100,), ("a",)), {"window": 512}, "no stretch of 513 letters"),
    ("another model", FISH, {"use": b"PK"}, "broken archive"),
    ("width", FISH, {"width": 0}, "width"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("texts", "options", "message"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED]
)
def test_what_cannot_be_learned_from_is_said(texts, options, message):
    with pytest.raises(InputError, match=message):
        generate(texts, **{"epochs": 1, "length": 1, **options})


def test_letters_it_never_saw_are_told():
    new = Texts(("one fish two fish\n" * 30 + "日本" * 100,), ("a",))  # the end is kept back
    notes = " ".join(generate(new, **{**QUICK, "epochs": 1, "rate": 1e3}, length=1, prompt="Дa", test=0.3).notes)
    assert "never learned 'Дa'" in notes and "none that it knows" in notes


def test_a_prompt_of_letters_it_never_saw_is_gone_on_from():
    text = letters_of(FISH, 0.1)
    nothing = np.zeros((0, 2), np.intp)
    layers = layers_of("recurrent", len(text.letters), 8, 1)
    training = learned(layers, *windows(text.known, 16), Plan(1.0, 1, 0.01, 0))
    model = LetterModel(training.network, text.letters, nothing)
    assert len(model.write("日本", 5, 1.0, 0)) == 5 and UNKNOWN not in model.write("日本", 50, 5.0, 0)


def test_pieces_are_the_commonest_pairs_and_lose_nothing():
    text = letters_of(FISH, 0.1)
    pairs = pairs_of(text.known, text.letters, 50)
    names = names_of(text.letters, pairs)
    assert {" fish", "one", " two"} <= set(names) and not any(" " in name[1:] for name in names)
    for stretch, pieces in zip(text.known, in_pieces(text.known, pairs, len(text.letters)), strict=True):
        assert len(pieces) < len(stretch) / 2
        assert "".join(names[k] for k in pieces) == "".join(text.letters[k] for k in stretch)
    assert in_pieces([np.array([1] * 5)], np.array([[1, 1]]), 2)[0].tolist() == [2, 2, 1]


def test_with_pieces_it_writes_as_many_letters_and_is_measured_by_the_letter():
    answer = generate(
        FISH, **{**QUICK, "pieces": 50, "window": 8, "epochs": 40}, length=14, prompt="one ", temperature=0
    )
    assert answer.files["text.txt"] == b"one fish two fish \n" and answer.numbers["perplexity"] < 1.3
    again = load(answer.files["model.npz"])
    assert again.write("one ", 14, 0, 0) == "fish two fish " and " fish" in again.names


def test_a_damaged_model_with_endless_pieces_is_refused():
    pairs = np.array([[1, 1], *([k, k] for k in range(2, 60))])
    many = 2 + len(pairs)
    model = LetterModel(Network(layers_of("recurrent", many, 4, 1), (8,)), UNKNOWN + "a", pairs)
    with pytest.raises(InputError, match="more than 1000 letters"):
        load(model.save())


def test_a_binary_file_is_no_text():
    with pytest.raises(InputError, match="no text"):
        generate(read_texts(b"\x89PNG\r\n", name="photo.txt"))


def test_shakespeare_comes_along():
    text = data.open_texts("shakespeare")
    assert len(text.documents[0]) == 835_659 and "To be, or not to be" in text.documents[0]
