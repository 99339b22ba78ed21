"""Training: it learns, says what is wrong, stops and goes on to the same bits."""

import signal

import numpy as np
import pytest

from hiddenmath import data
from hiddenmath.apply.neural import Diverged, Network, Settings, diagnosis, fit, gradient, report
from hiddenmath.apply.neural import _fit as module
from hiddenmath.apply.neural._spark import spark
from hiddenmath.data import InputError
from hiddenmath.linalg._telling import listening

DIGITS = data.open("digits")
X = (DIGITS.matrix[:500] / 8 - 1).astype(np.float32)
LABELS = np.array([int(digit) for digit in DIGITS.text["digit"][:500]])
SMALL = "dense 16, relu, dense 10"

NETWORKS = {
    # architecture: the shape of an example
    "dense 32, relu, dense 10": (64,),
    "convolution 8 3, relu, pool 2, flatten, dense 10": (8, 8, 1),
    "recurrent 32, last, dense 10": (8, 8),
    "self_attention 2, layer_norm, flatten, dense 10": (8, 8),
    "flatten, dense 32, tanh, layer_norm, dense 10": (8, 8),
    "dense 32, sigmoid, dense 10": (64,),
    "positions, residual(layer_norm, self_attention 2), residual(dense 16, relu, dense 8), flatten, dense 10": (8, 8),
}  # fmt: skip


@pytest.mark.parametrize(("architecture", "takes"), NETWORKS.items())
def test_networks_learn_digits(architecture, takes):
    x = X.reshape(-1, *takes)
    trained = fit(Network(architecture, takes), x[:400], LABELS[:400], Settings(15, 32, rate=0.01, fall=True))
    found = trained.network(x[400:])[0].argmax(axis=1)
    assert np.mean(found == LABELS[400:]) > 0.75
    assert not diagnosis(trained, report(trained.network, x, LABELS), x, LABELS)


def test_a_gradient_of_the_whole_network_is_a_small_step_of_its_loss():
    network = Network("convolution 3 3, tanh, pool 2, flatten, dense 4, sigmoid, dense 10", (8, 8, 1)).moved(np.ones(1))
    x, labels = X[:20].reshape(-1, 8, 8, 1).astype(np.float64), LABELS[:20]
    g = np.concatenate([own.ravel() for own in gradient(network, x, labels)[1]])
    v, h = np.random.default_rng(0).normal(size=g.shape), 1e-6
    ahead, behind = (
        gradient(Network(network.architecture, network.takes, network.theta + step), x, labels)[0]
        for step in (h * v, -h * v)
    )
    assert (ahead - behind) / (2 * h) == pytest.approx(g @ v, rel=1e-6)


def test_the_same_seed_gives_the_same_bits_and_the_network_given_is_left_alone():
    network = Network(SMALL, (64,))
    before = network.theta.copy()
    first, again, other = (fit(network, X, LABELS, Settings(2, seed=seed)) for seed in (0, 0, 1))
    np.testing.assert_array_equal(first.network.theta, again.network.theta)
    assert (first.network.theta != other.network.theta).any()
    np.testing.assert_array_equal(network.theta, before)


@pytest.mark.parametrize("optimiser", ["sgd", "momentum", "adam"])
def test_an_interrupted_training_keeps_what_was_learned_and_goes_on_to_the_same_bits(tmp_path, monkeypatch, optimiser):
    settings = Settings(4, 64, optimiser, rate=0.01, fall=True)
    whole = fit(Network(SMALL, (64,)), X, LABELS, settings)
    steps = []

    def pressed(*arguments):
        steps.append(1)
        if len(steps) == 13:  # in the second epoch
            signal.raise_signal(signal.SIGINT)
        return gradient(*arguments)

    monkeypatch.setattr(module, "gradient", pressed)
    kept = tmp_path / "kept.npz"
    stopped = fit(Network(SMALL, (64,)), X, LABELS, settings, checkpoint=kept)
    assert stopped.interrupted and len(stopped.losses) == 13 and kept.exists()
    np.testing.assert_array_equal(stopped.losses, whole.losses[:13])
    resumed = fit(Network(SMALL, (64,)), X, LABELS, settings, checkpoint=kept)
    assert len(steps) == 32 and not resumed.interrupted and not kept.exists()
    np.testing.assert_array_equal(resumed.network.theta, whole.network.theta)
    np.testing.assert_array_equal(resumed.losses, whole.losses)


def test_ctrl_c_twice_stops_at_once(monkeypatch):
    def pressed(*_):
        signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(module, "gradient", pressed)
    with pytest.raises(KeyboardInterrupt):
        fit(Network(SMALL, (64,)), X, LABELS)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_checkpoint_is_written_when_it_is_due(tmp_path, monkeypatch):
    monkeypatch.setattr(module.Checkpoint, "is_due", lambda self: True)
    fit(Network(SMALL, (64,)), X, LABELS, Settings(1), checkpoint=tmp_path / "kept.npz")
    assert not list(tmp_path.iterdir())  # at the end nothing is left


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", ["no checkpoint"]),
        (b"PK\3\4broken", ["no checkpoint"]),
        (None, ["epochs 3, not 4", "Go on with the same"]),
    ],
)
def test_a_checkpoint_of_something_else_is_refused(tmp_path, monkeypatch, content, words):
    kept = tmp_path / "kept.npz"
    if content is None:
        monkeypatch.setattr(module.Checkpoint, "remove", lambda self: self.save([np.ones(1)], *np.ones((2, 1)), 1))
        fit(Network(SMALL, (64,)), X, LABELS, Settings(3), checkpoint=kept)
    else:
        kept.write_bytes(content)
    with pytest.raises(InputError) as caught:
        fit(Network(SMALL, (64,)), X, LABELS, Settings(4), checkpoint=kept)
    assert all(word in str(caught.value) for word in words), str(caught.value)


def test_a_checkpoint_that_cannot_be_written_is_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr(module.Checkpoint, "is_due", lambda self: True)
    with pytest.raises(InputError, match="cannot be written"):
        fit(Network(SMALL, (64,)), X, LABELS, checkpoint=tmp_path / "none" / "kept.npz")


def test_the_curve_of_the_loss_is_told_while_it_learns():
    told = []
    with listening(lambda *news: told.append(news)):
        fit(Network(SMALL, (64,)), X, LABELS, Settings(3, rate=0.01))
    what, done, total = told[-1]
    assert done == total == 24 and what.startswith("Learning, loss 1.") and what[-1] == "▁"
    assert spark([1.0, 1.0]) == "▁▁" and len(spark(range(1000))) == 16


def dead(network):
    network.parameters[0][1][:] = -100
    return network


def wild(network):
    network.theta *= 30
    return network


DEEP = "dense 16, sigmoid, " * 6 + "dense 10"
ORDER = np.argsort(LABELS, kind="stable")
FAILED = {
    # what is wrong: the network, the settings, the order of the examples, words of the diagnosis
    "vanishing": (Network(DEEP, (64,)), Settings(2), ..., ["vanishes", "at dense 16", "relu in place of sigmoid"]),
    "exploding": (wild(Network("dense 16, relu, " * 4 + "dense 10", (64,))), Settings(1, rate=1e-9), ...,
                  ["explodes", "times as long at dense 16 as at dense 10", "Clip it"]),
    "dead": (dead(Network(SMALL, (64,))), Settings(2), ..., ["layer 2 (relu) 100% are dead", "smaller rate"]),
    "too large": (Network("dense 16, tanh, dense 10", (64,)), Settings(3, optimiser="sgd", rate=3.0), ...,
                  ["too large", "with the rate 3 one step", "smaller rate"]),
    "leaping": (Network("dense 10", (64,)), Settings(3, rate=10.0), ..., ["too large", "leapt from 2.86 to 346"]),
    "not shuffled": (Network(SMALL, (64,)), Settings(2, 32, shuffle=False), ORDER,
                     ["not shuffled", "holds 1.6 classes", "Set shuffle"]),
}  # fmt: skip


@pytest.mark.parametrize(("network", "settings", "order", "words"), FAILED.values(), ids=FAILED)
def test_what_is_wrong_is_said_in_words(network, settings, order, words):
    x, labels = X[order], LABELS[order]
    trained = fit(network, x, labels, settings)
    said = diagnosis(trained, report(trained.network, x, labels), x, labels)
    assert any(all(word in sentence for word in words) for sentence in said), said


def poisoned(layer, value):
    network = Network("dense 16, relu, dense 16, relu, dense 10", (64,))
    network.parameters[layer][0][:, 3] = value
    return network


DIVERGED = [
    # the network, the settings, words of the message
    (poisoned(2, np.nan), Settings(), ["Step 1: the parameter W of layer 3 (dense 16)"]),
    (poisoned(0, 3e38), Settings(), [": the output of layer 1 (dense 16)"]),
    (Network(SMALL, (64,)), Settings(50, optimiser="sgd", rate=1e25), ["Step 2: the output of layer 3 (dense 10)"]),
]


@pytest.mark.parametrize(("network", "settings", "words"), DIVERGED)
def test_a_loss_that_is_no_number_stops_and_names_the_first_layer(network, settings, words):
    with pytest.raises(Diverged) as caught:
        fit(network, X, LABELS, settings)
    assert all(word in str(caught.value) for word in [*words, "smaller rate"]), str(caught.value)


def test_missing_values_in_the_examples_are_told_as_such():
    x = X.copy()
    x[3, 5] = np.nan
    with pytest.raises(Diverged, match=r"Step \d: 1 numbers of the examples themselves"):
        fit(Network(SMALL, (64,)), x, LABELS)


REFUSED = [
    # the call, words of the message
    (lambda: fit(Network(SMALL, (64,)), X[:0], LABELS[:0]), ["0 examples (0×64) and 0 labels"]),
    (lambda: fit(Network(SMALL, (64,)), X, LABELS[:9]), ["500 examples (500×64) and 9 labels"]),
    (lambda: fit(Network(SMALL, (64,)), X, LABELS + 1), ["A label is 10", "(dense 10) gives 10 classes", "0 to 9"]),
    (lambda: fit(Network(SMALL, (64,)), X, LABELS - 1), ["A label is -1"]),
    (lambda: fit(Network(SMALL, (64,)), X, 0 * LABELS), ["All 500 labels are 0", "one class"]),
    (lambda: fit(Network("pool 2, dense 10", (8, 8, 1)), X.reshape(-1, 8, 8, 1), LABELS),
     ["The last layer (dense 10) gives 4×4×10", "labels are 500", "Put flatten"]),
    (lambda: fit(Network(SMALL, (32,)), X, LABELS), ["given 64×64, but takes examples of 32", "dense 16"]),
    (lambda: fit(Network(SMALL, (64,)), X, LABELS, Settings(0)), ["epochs is 0"]),
    (lambda: fit(Network(SMALL, (64,)), X, LABELS, Settings(batch=0)), ["batch is 0"]),
    (lambda: fit(Network(SMALL, (64,)), X, LABELS, Settings(rate=-1)), ["rate is -1"]),
    (lambda: fit(Network(SMALL, (64,)), X, LABELS, Settings(optimiser="lbfgs")), ["'lbfgs'", "sgd, momentum, adam"]),
    (lambda: Network("dense 16, rlu", (64,)), ["Layer 2 is 'rlu'", "Did you mean relu?"]),
    (lambda: Network("dense", (64,)), ["Layer 1 is 'dense'", "dense WIDTH"]),
    (lambda: Network("dense -3", (64,)), ["Layer 1 is 'dense -3'"]),
    (lambda: Network("", (64,)), ["no layer"]),
    (lambda: Network("relu", (64,)), ["nothing can be learned"]),
    (lambda: Network("convolution 8 5", (64,)), ["Layer 1 (convolution 8 5) takes an image", "given 64"]),
    (lambda: Network("convolution 8 9", (8, 8, 1)), ["Layer 1 (convolution 8 9) is larger than the 8×8×1"]),
    (lambda: Network("residual(dense 9, relu)", (8,)), ["residual(dense 9, relu)", "given 8 and adds 9"]),
    (lambda: Network("residual(dense 8, rlu)", (8,)), ["Layer 2 is 'rlu'"]),
    (lambda: Network("residual(dense 8", (8,)), ["'residual(dense 8'"]),
    (lambda: Network("self_attention 3", (8, 8)), ["8 numbers a place cannot be shared by 3 heads"]),
    (lambda: Network(SMALL, (64,), np.ones(3)), ["theta has 3 numbers", "1,210 parameters"]),
]  # fmt: skip


@pytest.mark.parametrize(("call", "words"), REFUSED)
def test_what_cannot_be_is_refused(call, words):
    with pytest.raises(InputError) as caught:
        call()
    assert all(word in str(caught.value) for word in words), str(caught.value)


def test_the_report_counts_what_there_is():
    network = Network("convolution 8 3, relu, pool 2, flatten, dense 10", (8, 8, 1))
    layers = report(network, X.reshape(-1, 8, 8, 1), LABELS)
    assert [layer.gives for layer in layers] == ["6×6×8", "6×6×8", "3×3×8", "72", "10"]
    assert [layer.parameters for layer in layers] == [80, 0, 0, 0, 730]
    assert [layer.operations for layer in layers] == [2 * 9 * 8 * 36 + 288, 288, 288, 0, 2 * 72 * 10 + 10]
    K, W = network.parameters[0][0].reshape(9, 8), network.parameters[4][0]
    for layer, matrix, name in ((layers[0], K, "K"), (layers[4], W, "W")):
        np.testing.assert_allclose(layer.spectra[name], np.linalg.svd(matrix)[1], rtol=1e-5)
        assert layer.conditions[name] == pytest.approx(np.linalg.cond(matrix), rel=1e-4)
    z, _ = network(X.reshape(-1, 8, 8, 1))
    assert layers[4].activation == pytest.approx(np.sqrt(np.mean(z**2)))
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True) - np.eye(10)[LABELS]
    assert layers[4].gradient == pytest.approx(np.sqrt(np.mean(np.sum(p**2, axis=1))), rel=1e-4)
    assert [np.isnan(layer.dead) for layer in layers] == [True, False, True, True, True]


def test_a_block_costs_what_is_within_and_one_addition_an_entry():
    network = Network("positions, residual(layer_norm, self_attention 2), last, dense 10", (8, 8))
    layers = report(network, X.reshape(-1, 8, 8), LABELS)
    attention = 2 * (8 * 24 + 8 * 8) * 8 + 64 + 2 * 2 * 8 * 8 * 8
    assert [layer.operations for layer in layers] == [64, 64 + attention + 64, 0, 2 * 8 * 10 + 10]
    assert list(layers[1].spectra) == ["W_2", "V_2"]
