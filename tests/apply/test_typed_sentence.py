"""A sentence that is typed is read in the browser as here: both are held to frontend/tests/math/transformer.json.

Run as a program it writes that file: a small transformer, and what it makes of sentences in float64.
"""

import base64
import json
from pathlib import Path

import numpy as np
import pytest

from hiddenmath.apply import load
from hiddenmath.apply._letter_model import LetterModel
from hiddenmath.apply._letters import UNKNOWN
from hiddenmath.apply._typed_sentence import follows, shipped_transformer
from hiddenmath.apply.neural import Network
from hiddenmath.apply.neural._within import attended

FILE = Path(__file__).parents[2] / "frontend/tests/math/transformer.json"
SENTENCES = ("b", "abab ab?é", "ab é𝄞\nb ab bbb aéé")  # a letter, one that it never learned, more than it can look back
LETTERS = UNKNOWN + " abé𝄞\n"
PAIRS = np.array([[2, 3], [1, 7], [3, 3], [7, 7]])  # ab, ␣ab, bb, abab
BLOCK = "residual(layer_norm, self_attention 2), residual(layer_norm, dense 5, relu, dense 4)"


def written():
    """Two layers with two heads, whose shifts and scales are not what they are before learning."""
    drawn = Network(f"embedding 11 4, positions, {BLOCK}, {BLOCK}, layer_norm, dense 11", (6,), seed=1)
    theta = drawn.theta + 0.2 * np.random.default_rng(0).standard_normal(len(drawn.theta))
    model = LetterModel(Network(drawn.architecture, (6,), theta.astype(np.float32)), LETTERS, PAIRS)
    return {"model": base64.b64encode(model.save()).decode(), "readings": [reading(model, s) for s in SENTENCES]}


def reading(model, sentence):
    """The pieces that are looked at, P of all heads of all layers, and the chances after each piece."""
    network = Network(model.network.architecture, model.network.takes, model.network.theta.astype(np.float64))
    exact = LetterModel(network, model.letters, model.pairs)
    ids = exact.read(sentence)[-exact.window :]
    looks = [P[0, :, : len(ids), : len(ids)] for P in attended(network, exact.filled(ids))]
    return {
        "sentence": sentence,
        "ids": ids.tolist(),
        "weights": np.round(looks, 9).tolist(),
        "chances": np.round(exact.following(ids), 9).tolist(),
    }


def test_the_numbers_that_the_browser_is_held_to_are_ours():
    told = json.loads(FILE.read_text("utf-8"))
    model = load(base64.b64decode(told["model"]))
    for expected in told["readings"]:
        found = reading(model, expected["sentence"])
        assert found["ids"] == expected["ids"]
        np.testing.assert_allclose(found["weights"], expected["weights"], atol=2e-9)
        np.testing.assert_allclose(found["chances"], expected["chances"], atol=2e-9)
        np.testing.assert_allclose(
            model.following(np.array(found["ids"])), expected["chances"], atol=1e-6
        )  # in float32


def test_the_transformer_that_comes_along_has_read_shakespeare():
    model = load(shipped_transformer("shakespeare"))
    assert model.names[model.following(model.read("How now, my"))[-1].argmax()] == " lord" and follows(model)


@pytest.mark.parametrize(
    ("layers", "runs"),
    [
        ("embedding 3 2, self_attention 1, dense 3", True),
        ("embedding 3 2, dense 3", False),
        ("embedding 3 2, residual(self_attention 1, recurrent 2), dense 3", False),
        ("embedding 3 256, self_attention 1, dense 1000, relu, dense 3", False),
    ],
    ids=["small", "without attention", "with a layer that is only here", "too large"],
)
def test_the_browser_is_given_what_it_can_run(layers, runs):
    assert follows(LetterModel(Network(layers, (4,)), UNKNOWN + "ab", np.zeros((0, 2), np.intp))) is runs


if __name__ == "__main__":
    FILE.write_text(json.dumps(written(), separators=(",", ":")) + "\n")
