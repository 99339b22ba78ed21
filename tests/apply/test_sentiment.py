"""The tool `sentiment`: which words push, that they add up, and what is learned from labels of one's own."""

import numpy as np
import pytest
from sklearn.base import clone

from hiddenmath import data
from hiddenmath.apply import Sentiment, load, sentiment
from hiddenmath.apply._logistic import logistic
from hiddenmath.apply._soft_logistic import soft_logistic
from hiddenmath.apply._text_features import features
from hiddenmath.apply._tone_model import calibrated, shipped_model
from hiddenmath.apply._tone_tested import calibration_error, labelled, parts
from hiddenmath.apply._tone_words import tone_words
from hiddenmath.apply.pictures._push import pushes_of
from hiddenmath.data import InputError, read_table, read_texts

OPINIONS = data.open_texts("opinions")
GLAD = ["warm", "lovely", "great", "happy", "bright", "kind"]
SAD = ["cold", "awful", "slow", "angry", "dull", "rude"]


def own_table(rows=120, seed=0):
    """Short sentences of which each has glad words or sad ones; every tenth has the wrong label."""
    rng = np.random.default_rng(seed)
    lines = ["text,label"]
    for i in range(rows):
        words = rng.choice(GLAD if i % 2 else SAD, size=3)
        lines.append(f"the {' '.join(words)} day,{'up' if (i % 2) ^ (i % 10 == 9) else 'down'}")
    return "\n".join(lines).encode()


TOLD = [
    ("A warm, funny film with a wonderful ending :)", "positive"),
    ("Terrible service, and the food was awful.", "negative"),
    ("I was not happy at all.", "negative"),
    ("Great teacher. She explains everything calmly.", "positive"),
]


@pytest.mark.parametrize(("text", "sounds"), TOLD)
def test_what_a_text_sounds_like(text, sounds):
    answer = sentiment(OPINIONS, sentence=text)
    assert answer.numbers["sounds"] == sounds and answer.numbers["passages"] == 1


@pytest.mark.parametrize("text", [*OPINIONS.documents, "", "zzz", "good good :) NOT good", "Ünd 東京 \U0001f600"])
def test_the_pushes_add_up_to_the_log_odds(text):
    model = shipped_model()
    words = tone_words(text)
    odds = model.start + model.pushes(words).sum()
    assert 1 / (1 + np.exp(-odds)) == pytest.approx(model.chances([text])[0], abs=1e-12)


def test_the_picture_holds_what_the_pushes_are_made_of():
    answer = sentiment(OPINIONS)
    model = shipped_model()
    shown = answer.picture.attributes["texts"][0]
    np.testing.assert_allclose(pushes_of(shown), model.pushes(tone_words(shown["text"])), atol=1e-3)
    assert [shown["text"][a:b] for a, b in shown["words"]] == [word.written for word in tone_words(shown["text"])]


def test_words_after_a_not_are_other_words_up_to_the_next_mark():
    tokens = [word.token for word in tone_words("I can't say I loved it, it was good")]
    assert tokens == ["i", "can't", "not_say", "not_i", "not_loved", "it", "it", "was", "good"]


@pytest.mark.parametrize("kind", ["tfidf", "counts", "lsa", "vectors"])
def test_labels_of_ones_own_are_learned_and_used_again(kind):
    answer = sentiment(OPINIONS, sentence="the lovely happy day", train=own_table(), features=kind, seed=1)
    assert answer.numbers["sounds"] == "up"
    assert answer.numbers["accuracy"] > 0.75 > answer.numbers["by_the_larger_label"]
    assert answer.numbers["learned_from"] + answer.numbers["tested_on"] < 120  # a third part makes the chances honest
    again = sentiment(OPINIONS, sentence="the lovely happy day", use=answer.files["model.npz"])
    assert again.numbers["chance"] == answer.numbers["chance"]
    estimator = load(answer.files["model.npz"])
    assert isinstance(estimator, Sentiment)
    assert estimator.predict_proba(["the lovely happy day"])[0, 1] == answer.numbers["chance"]


@pytest.mark.parametrize("kind", ["tfidf", "counts", "lsa", "vectors"])
def test_the_estimator_learns_classes_of_any_kind(kind, tmp_path):
    texts = own_table().decode().splitlines()[1:]
    X, y = zip(*(line.split(",") for line in texts), strict=True)
    whole = np.where(np.array(y) == "up", 7, 3)
    model = Sentiment(kind).fit(X[:100], whole[:100])
    assert model.score(X[100:], whole[100:]) > 0.75
    assert clone(model).get_params() == {"features": kind, "random_state": 0}
    model.save(tmp_path / "model.npz")
    np.testing.assert_array_equal(load(tmp_path / "model.npz").predict_proba(X), model.predict_proba(X))


NOT_FITTED = [
    ("one text", [0, 1], "X is one text"),
    (["a", "b"], [0], "2 texts and 1 labels"),
    (["a"] * 30, [0] * 30, r"classes are: 0 \(30\)"),
    (["a"] * 30, [0, 1, 2] * 10, r"classes are: 0 \(10\), 1 \(10\), 2 \(10\)"),
    (["a"] * 30, [0] * 25 + [1] * 5, "10 or more of each"),
    ([1.0, 2.0], [0, 1], "no list of texts"),
]


@pytest.mark.parametrize(("X", "y", "message"), NOT_FITTED)
def test_the_estimator_says_what_it_cannot_learn_from(X, y, message):
    with pytest.raises(InputError, match=message):
        Sentiment().fit(X, y)


def test_soft_labels_of_0_and_1_are_logistic_regression():
    rng = np.random.default_rng(0)
    X = rng.normal(size=(60, 3))
    y = (X @ [1, -2, 0.5] + rng.normal(size=60) > 0).astype(float)
    bias, w = soft_logistic(X, y, 1.0)
    exact = logistic(X, y, 1.0)
    np.testing.assert_allclose([bias, *w], [exact.intercept, *exact.coefficients], atol=1e-3)


def test_a_row_of_features_has_length_1_and_rare_ones_count_more():
    texts = [tone_words(text) for text in ["a b", "a c", "a b c", "a"]]
    made = features(texts, "words", 1)
    X = made.rows(texts)
    np.testing.assert_allclose(np.sqrt((X * X).sum(axis=1)), 1)
    assert made.rare[made.place["a"]] < made.rare[made.place["b"]]
    assert made.row(tone_words("unknown"))[0].size == 0


def test_chances_are_made_honest():
    """Odds three times too sure come back divided by three."""
    rng = np.random.default_rng(0)
    true = rng.normal(size=4000)
    y = (rng.random(4000) < 1 / (1 + np.exp(-true))).astype(float)
    slope, shift = calibrated(3 * true, y)
    assert slope == pytest.approx(1 / 3, rel=0.1) and abs(shift) < 0.15
    assert calibration_error(1 / (1 + np.exp(-3 * true)), y) > 2 * calibration_error(1 / (1 + np.exp(-true)), y)


def test_the_three_parts_do_not_overlap():
    part = parts(1000, 0.2, 0)
    assert np.bincount(part).tolist() == [700, 100, 200]


REFUSED = [
    ({"train": b"text,label\n" + b"good,a\n" * 30}, "has no column with two labels"),
    ({"train": b"text,label\n" + b"good,a\nbad,b\nso,c\n" * 9}, "'label' has 3"),
    ({"train": b"text,label\ngood,a\nbad,b\n"}, "has 2 texts, too few"),
    ({"train": b"x,y\n1,2\n3,4\n"}, "no column of texts"),
    ({"train": b"\x89PNG\r\n\x1a\n\0\0"}, "is a picture"),
    ({"train": own_table(), "use": b"x"}, "Both train and use"),
    ({"use": b"no model"}, "is no saved model"),
]


@pytest.mark.parametrize(("options", "message"), REFUSED)
def test_what_cannot_be_learned_from_is_said(options, message):
    with pytest.raises(InputError, match=message):
        sentiment(OPINIONS, **options)


def test_another_language_is_said_and_a_text_without_words_is_refused():
    answer = sentiment(OPINIONS, sentence="Ο καιρός είναι πολύ ωραίος σήμερα")
    assert "knows English alone" in answer.notes[0]
    assert abs(answer.numbers["chance"] - 0.5) < 0.2
    with pytest.raises(InputError, match="no word"):
        sentiment(read_texts(b"...", name="dots.txt"))


def test_columns_are_found_without_their_names():
    table = read_table(b"review,stars\n" + b"a long and lovely text,5\nrude,1\n" * 12)
    documents, y, labels = labelled(table)
    assert documents[0] == "a long and lovely text" and labels == ("1", "5") and y[:2].tolist() == [1, 0]
