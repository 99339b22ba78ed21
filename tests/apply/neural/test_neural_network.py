"""The estimator: scikit-learn's conventions, images, and a model that is saved and loaded."""

import io

import numpy as np
import pytest
from sklearn.utils.estimator_checks import parametrize_with_checks

from hiddenmath import data
from hiddenmath.apply import NeuralNetwork, load
from hiddenmath.data import InputError

DIGITS = data.open("digits")
X, Y = DIGITS.matrix[:600], np.array(DIGITS.text["digit"][:600])


@parametrize_with_checks([NeuralNetwork("dense 16, relu", epochs=40, batch=16, rate=0.02)])
def test_scikit_learns_own_checks(estimator, check):
    check(estimator)


@pytest.mark.parametrize("layers", ["dense 32, relu", "convolution 8 3, relu, pool 2, flatten", "recurrent 64, last"])
def test_a_saved_network_gives_the_same_chances(tmp_path, layers):
    model = NeuralNetwork(layers, image=(8, 8)).fit(X[:500], Y[:500])
    assert model.score(X[500:], Y[500:]) > 0.5
    model.save(tmp_path / "model.npz")
    loaded = load(tmp_path / "model.npz")
    np.testing.assert_array_equal(loaded.predict_proba(X), model.predict_proba(X))
    assert loaded.predict(X[:3]).tolist() == model.predict(X[:3]).tolist()
    assert loaded.layers == layers and loaded.image == (8, 8)


def test_the_same_seed_gives_the_same_network():
    first, again = (NeuralNetwork(epochs=2, random_state=3).fit(X, Y).network_.theta for _ in range(2))
    np.testing.assert_array_equal(first, again)


def damaged(**changed):
    with io.BytesIO(NeuralNetwork("dense 4", epochs=1).fit(X, Y).model_.save()) as file, np.load(file) as kept:
        arrays = {**kept, **changed}
    out = io.BytesIO()
    np.savez(out, **arrays)
    return out.getvalue()


REFUSED = [
    # what is changed in a saved model, words of the message
    ({"theta": np.ones(3)}, "theta has 3 numbers"),
    ({"theta": np.full(310, np.nan)}, "theta is no array of 310 finite numbers"),
    ({"architecture": "dense 4, rlu"}, "there is no layer 'rlu'"),
    ({"classes": np.array(["a", "b"])}, "it has 2 classes"),
    ({"scale": np.zeros(64)}, "a scale is 0"),
]


@pytest.mark.parametrize(("changed", "words"), REFUSED)
def test_a_damaged_model_is_refused(changed, words):
    with pytest.raises(InputError, match=words):
        load(damaged(**changed))


def test_one_class_is_refused():
    with pytest.raises(InputError, match="one class only: all 600 labels are 7"):
        NeuralNetwork().fit(X, np.full(600, 7))
