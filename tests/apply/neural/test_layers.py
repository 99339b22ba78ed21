"""Each layer: its numbers are PyTorch's, its pullback is the transpose of its derivative, and what does not fit is told
with both shapes."""

import runpy
from pathlib import Path

import numpy as np
import pytest

from hiddenmath.apply.neural import (
    adam,
    attention,
    clip,
    convolution,
    cross_entropy,
    dense,
    embedding,
    layer_norm,
    momentum,
    pool,
    recurrent,
    self_attention,
    sgd,
    sigmoid,
    softmax,
)
from hiddenmath.data import InputError

BESIDE = runpy.run_path(str(Path(__file__).with_name("from_pytorch.py")))
LAYERS = BESIDE["LAYERS"]


@pytest.mark.parametrize("name", LAYERS)
def test_the_numbers_are_those_of_pytorch(name):
    with np.load(BESIDE["FILE"]) as kept:
        arrays = [kept[f"{name}/{i}"] for i in range(len(LAYERS[name][1](np.random.default_rng(0))))]
        expected = [kept[f"{name}/d{i}"] for i in range(len(arrays))]
        y, dy = kept[f"{name}/y"], kept[f"{name}/dy"]
    output, pullback = LAYERS[name][0](*arrays)
    np.testing.assert_allclose(output, y, rtol=0, atol=1e-10)
    for found, gradient in zip(pullback(dy), expected, strict=False):  # labels have no gradient
        assert found is None if not gradient.size else np.abs(found - gradient).max() < 1e-10


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", LAYERS)
def test_a_small_step_changes_the_output_as_the_pullback_says(name, seed):
    """⟨dy, f(x + hv) − f(x − hv)⟩/2h = ⟨pullback(dy), v⟩ for any direction v of all arguments."""
    layer, make = LAYERS[name]
    rng = np.random.default_rng(seed)
    arrays = make(rng)
    before = [array.copy() for array in arrays]
    y, pullback = layer(*arrays)
    dy = rng.normal(size=y.shape)
    gradients = pullback(dy)
    v = [rng.normal(size=a.shape) if a.dtype.kind == "f" else np.zeros_like(a) for a in arrays]
    h = 1e-6
    ahead, behind = (layer(*(a + s * d if a.dtype.kind == "f" else a for a, d in zip(arrays, v, strict=True)))[0]
                     for s in (h, -h))  # fmt: skip
    measured = np.sum(dy * (ahead - behind)) / (2 * h)
    told = sum(np.sum(g * d) for g, d in zip(gradients, v, strict=False) if g is not None)
    assert measured == pytest.approx(told, rel=1e-6, abs=1e-6)
    assert all((a == b).all() for a, b in zip(arrays, before, strict=True)), "the input was modified"


@pytest.mark.parametrize("name", ["dense", "convolution", "recurrent"])
def test_the_first_layer_leaves_out_the_gradient_of_what_it_is_given(name):
    layer, make = LAYERS[name]
    arrays = make(np.random.default_rng(0))
    y, pullback = layer(*arrays)
    first = layer(*arrays, first=True)[1](y)
    assert first[0] is None
    for a, b in zip(first[1:], pullback(y)[1:], strict=True):
        np.testing.assert_array_equal(a, b)


def test_large_numbers_do_not_overflow():
    x = np.array([[-1e4, 0.0, 1e4]], np.float32)
    assert sigmoid(x)[0].tolist() == [[0.0, 0.5, 1.0]] and softmax(x)[0].tolist() == [[0.0, 0.0, 1.0]]
    assert cross_entropy(x, np.array([0]))[0] == 2e4


def test_layer_norm_of_a_row_of_equal_numbers_is_the_shift():
    y, pullback = layer_norm(np.full((1, 3), 7.0), np.ones(3), np.arange(3.0))
    assert y.tolist() == [[0, 1, 2]] and np.isfinite(pullback(np.ones((1, 3)))[0]).all()


def test_of_equal_pixels_the_first_gets_the_gradient():
    assert pool(np.ones((1, 2, 2, 1)), 2)[1](np.full((1, 1, 1, 1), 5.0))[0].ravel().tolist() == [5, 0, 0, 0]


def test_a_place_that_is_masked_is_not_looked_at():
    rng = np.random.default_rng(0)
    Q, K, V = rng.normal(size=(3, 1, 4, 2))
    mask = np.tri(4, dtype=bool)
    y = attention(Q, K, V, mask)[0]
    K[:, 3], V[:, 3] = 1e6, 1e6
    np.testing.assert_array_equal(attention(Q, K, V, mask)[0][:, :3], y[:, :3])


def z(*shape):
    return np.zeros(shape)


REFUSED = [
    # what is called, words of the message
    (lambda: dense(z(2, 3), z(4, 5), z(5)), ["dense", "x (2×3) and W (4×5)"]),
    (lambda: convolution(z(2, 8, 8, 1), z(3, 3, 2, 4), z(4)), ["convolution", "(2×8×8×1)", "(3×3×2×4)"]),
    (lambda: convolution(z(2, 2, 8, 1), z(3, 3, 1, 4), z(4)), ["convolution", "(2×2×8×1)", "no kernel is larger"]),
    (lambda: convolution(z(2, 64), z(3, 3, 1, 4), z(4)), ["convolution", "(2×64)"]),
    (lambda: pool(z(2, 1, 8, 1), 2), ["pool", "(2×1×8×1)", "at least 2"]),
    (lambda: recurrent(z(2, 3), z(3, 4), z(4, 4), z(4)), ["recurrent", "(2×3)", "(3×4)", "m×T×n"]),
    (lambda: layer_norm(z(2, 3), z(4), z(4)), ["layer_norm", "(2×3)", "(4)"]),
    (lambda: attention(z(2, 3), z(2, 4), z(2, 4)), ["attention", "Q (2×3) and K (2×4)"]),
    (lambda: attention(z(2, 3), z(2, 3), z(4, 3)), ["attention", "K (2×3) and V (4×3)"]),
    (lambda: attention(z(2, 3), z(2, 3), z(2, 3), z(2, 2) > 0), ["attention", "true at least once in each row"]),
    (lambda: attention(z(2, 3), z(2, 3), z(2, 3), z(3, 3) == 0), ["attention", "mask (3×3)"]),
    (lambda: self_attention(z(2, 3, 4), z(4, 8), z(8), z(4, 4), z(4), heads=2), ["self_attention", "(4×8)", "n×3n"]),
    (lambda: embedding(np.array([[0, 7]]), z(5, 2)), ["embedding: 7 is no row of E (5×2)"]),
    (lambda: embedding(np.array([[0, -1]]), z(5, 2)), ["embedding: -1 is no row"]),
    (lambda: cross_entropy(z(2, 3), np.array([0, 3])), ["label 3 is none of the 3 classes of z (2×3)"]),
    (lambda: cross_entropy(z(2, 3), np.array([0, -1])), ["label -1"]),
    (lambda: cross_entropy(z(2, 3), np.array([0])), ["z (2×3) and labels (1)"]),
    (lambda: cross_entropy(z(0, 3), np.array([], int)), ["the batch is empty"]),
]  # fmt: skip


@pytest.mark.parametrize(("call", "words"), REFUSED)
def test_what_does_not_fit_names_the_layer_and_both_shapes(call, words):
    with pytest.raises(InputError) as caught:
        call()
    assert all(word in str(caught.value) for word in words), str(caught.value)


def test_optimisers_go_downhill_and_adam_does_not_mind_the_scale():
    """f(θ) = ½ Σ a θ² with a = 1 and 1000: a rate that suits one direction is slow in the other."""
    a = np.array([1.0, 1000.0])
    ends = {}
    for name, (step, memory, rate) in {
        "sgd": (sgd, 0, 1e-3), "momentum": (momentum, 1, 1e-3), "adam": (adam, 2, 1e-1),
    }.items():  # fmt: skip
        theta, kept = np.ones(2), [np.zeros(2) for _ in range(memory)]
        for t in range(1, 301):
            step(theta, a * theta, *kept, *([t] if name == "adam" else []), rate)
        ends[name] = np.abs(theta).max()
    assert ends["sgd"] == pytest.approx(0.999**300) and ends["momentum"] < 0.1 and ends["adam"] < 1e-3


def test_a_short_gradient_is_not_clipped():
    g = [np.array([[0.3], [0.4]]), np.array([0.0])]
    assert clip(g, 1.0) == 0.5 and g[0].tolist() == [[0.3], [0.4]]
