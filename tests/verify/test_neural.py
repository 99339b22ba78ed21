"""Neural networks beside PyTorch: each layer on new shapes, on tensors, and a whole network."""

import runpy
from pathlib import Path

import numpy as np
import pytest

from hiddenmath import data
from hiddenmath.apply import digits
from hiddenmath.apply.neural import Network, Settings, cross_entropy, fit, gradient, in_pytorch, report

BESIDE = runpy.run_path(str(Path(__file__).parents[1] / "apply" / "neural" / "from_pytorch.py"))
LAYERS = BESIDE["LAYERS"]
SHAPES = 40


@pytest.fixture(scope="module")
def torch():
    import torch

    return torch


@pytest.mark.parametrize("name", LAYERS)
def test_gradients_are_those_of_pytorch_to_1e_10(torch, name, proved):
    layer, make = LAYERS[name]
    worst = 0.0
    for seed in range(SHAPES):
        arrays = make(np.random.default_rng(seed))
        y, dy, expected = BESIDE["from_pytorch"](name, arrays, seed)
        output, pullback = layer(*arrays)
        pairs = [(output, y), *((g, e) for g, e in zip(pullback(dy), expected, strict=False) if g is not None)]
        worst = max(worst, *(float(np.abs(a - b).max()) for a, b in pairs))
    assert worst < 1e-10
    proved(f"neural: {name}, output and gradients beside PyTorch's", f"{SHAPES} random shapes, apart {worst:.0e}")


@pytest.mark.parametrize("name", LAYERS)
def test_layers_run_on_tensors(torch, name):
    layer, make = LAYERS[name]
    arrays = make(np.random.default_rng(1))
    y, pullback = layer(*arrays)
    dy = np.random.default_rng(2).normal(size=y.shape)
    tensor, back = layer(*map(torch.tensor, arrays))
    assert torch.is_tensor(tensor)
    for found, expected in zip((tensor, *back(torch.tensor(dy))), (y, *pullback(dy)), strict=True):
        if expected is not None:
            np.testing.assert_allclose(found.numpy(), expected, atol=1e-12)


NETWORKS = {
    "dense 16, relu, dense 3": (8,),
    "convolution 4 3, relu, pool 2, flatten, dense 3": (8, 8, 1),
    "recurrent 5, last, dense 3": (6, 4),
    "self_attention 2, layer_norm, last, dense 3": (5, 4),
}


@pytest.mark.parametrize("optimiser", ["sgd", "momentum", "adam"])
@pytest.mark.parametrize("architecture", NETWORKS)
def test_a_training_on_tensors_takes_the_same_steps(torch, architecture, optimiser):
    takes, rng = NETWORKS[architecture], np.random.default_rng(0)
    x, labels = rng.normal(size=(40, *takes)), rng.integers(0, 3, 40)
    network = Network(architecture, takes, seed=1).moved(x)
    settings = Settings(epochs=3, batch=16, optimiser=optimiser, rate=0.01)
    ours = fit(network, x, labels, settings)
    theirs = fit(network.moved(torch.tensor(x)), torch.tensor(x), torch.tensor(labels), settings)
    assert torch.is_tensor(theirs.network.theta)
    np.testing.assert_allclose(theirs.losses, ours.losses, rtol=1e-9)
    layers = report(theirs.network, torch.tensor(x), torch.tensor(labels))
    assert [layer.gradient for layer in layers] == pytest.approx(
        [layer.gradient for layer in report(ours.network, x, labels)]
    )
    if torch.cuda.is_available():
        there = torch.tensor(x, device="cuda")
        on_device = fit(network.moved(there), there, torch.tensor(labels, device="cuda"), settings)
        assert on_device.network.theta.is_cuda
        np.testing.assert_allclose(on_device.losses, ours.losses, rtol=1e-9)


def test_steps_of_adam_and_momentum_are_those_of_pytorch(torch):
    rng = np.random.default_rng(0)
    x, labels = rng.normal(size=(40, 5)), rng.integers(0, 3, 40)
    network = Network("dense 4, tanh, dense 3", (5,)).moved(x)
    for optimiser, make in {
        "sgd": lambda p: torch.optim.SGD(p, lr=0.1),
        "momentum": lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9),
        "adam": lambda p: torch.optim.Adam(p, lr=0.1),
    }.items():
        ours = fit(network, x, labels, Settings(10, batch=40, optimiser=optimiser, rate=0.1, shuffle=False))
        W, b, V, c = (torch.tensor(p, requires_grad=True) for own in network.parameters for p in own)
        steps, losses = make([W, b, V, c]), []
        for _ in range(10):
            steps.zero_grad()
            z = torch.tanh(torch.tensor(x) @ W + b) @ V + c
            loss = torch.nn.functional.cross_entropy(z, torch.tensor(labels))
            loss.backward()
            steps.step()
            losses.append(loss.item())
        np.testing.assert_allclose(ours.losses, losses, rtol=1e-7)
    assert cross_entropy(network(x)[0], labels)[0] == pytest.approx(ours.losses[0])


PROGRAMS = {
    **NETWORKS,
    "convolution 4 3, tanh, pool 2, convolution 5 2, sigmoid, flatten, dense 6, layer_norm, dense 3": (9, 8, 2),
    "embedding 7 4, positions, residual(layer_norm, self_attention 2), residual(layer_norm, dense 9, relu, dense 4), "
    "layer_norm, last, dense 3": (5,),
}


@pytest.mark.parametrize("architecture", PROGRAMS)
def test_the_program_for_pytorch_has_our_loss_and_takes_our_step(torch, tmp_path, monkeypatch, architecture, proved):
    monkeypatch.chdir(tmp_path)
    takes, rng = PROGRAMS[architecture], np.random.default_rng(0)
    whole = architecture.startswith("embedding")
    x = rng.integers(0, 7, (20, *takes)) if whole else rng.normal(size=(20, *takes)).astype(np.float32)
    labels = rng.integers(0, 3, 20)
    network = Network(architecture, takes)
    np.savez("model.npz", theta=network.theta)
    program = {}
    exec(in_pytorch(network), program)
    loss, g = gradient(network, x, labels)
    theirs = program["step"](torch.tensor(x), torch.tensor(labels), rate=1.0)
    assert abs(theirs - loss) < 1e-6
    np.testing.assert_allclose(
        program["theta"].detach().numpy(), network.theta - np.concatenate([own.ravel() for own in g]), atol=1e-5
    )
    proved(f"neural: {architecture} and its program for PyTorch", f"losses apart {abs(theirs - loss):.0e}")


def test_the_tool_says_how_far_its_losses_are_from_those_of_pytorch(torch, proved):
    few = data.open_images("digits").take(np.arange(1797) < 500)
    for network in ("dense", "convolution"):
        result = digits(few, network=network, width=8, epochs=1, compare=True)
        losses = result.tables["pytorch"].matrix
        assert losses[-1, 1] < losses[0, 1] and losses[:, 3].max() < 1e-6
        assert f"they are {losses[:, 3].max():.1g} apart at most" in " ".join(result.notes)
        proved(
            f"digits: a {network} network and its program for PyTorch, run as it is handed out",
            f"losses of {len(losses)} steps apart {losses[:, 3].max():.0e}",
        )
