"""Thin matrices: layers that are products of two, and updates beside weights that stand still."""

import numpy as np
import pytest

from hiddenmath.apply.neural import (
    Network,
    Settings,
    adapted,
    by_outputs,
    by_weights,
    factored,
    fit,
    gradient,
    merged,
)

RNG = np.random.default_rng(0)
NETWORKS = [
    # architecture, what it takes
    ("dense 9, tanh, dense 3", (7,)),
    ("convolution 6 3, relu, pool 2, flatten, dense 3", (8, 8, 2)),
    ("dense 6, layer_norm, residual(dense 6, relu), dense 3", (7,)),
]


def of(architecture, takes):
    network = Network(architecture, takes, seed=3).moved(np.zeros(1))
    return network, RNG.normal(size=(40, *takes)), RNG.integers(0, 3, 40)


@pytest.mark.parametrize(("architecture", "takes"), NETWORKS)
def test_at_full_rank_the_two_layers_are_the_one(architecture, takes):
    network, x, _ = of(architecture, takes)
    for found in (by_weights(network), by_outputs(network, x)):
        whole = factored(network, found, {i: len(factors.B) for i, factors in found.items()})
        np.testing.assert_allclose(whole(x)[0], network(x)[0], atol=1e-10)


@pytest.mark.parametrize(("architecture", "takes"), NETWORKS)
def test_no_matrix_of_that_rank_is_nearer_by_weights_or_by_outputs(architecture, takes):
    network, x, _ = of(architecture, takes)
    weights, outputs = by_weights(network), by_outputs(network, x)
    for i in weights:
        W = network.parameters[i][0]
        W = W.reshape(-1, W.shape[-1])
        for k in range(1, min(W.shape) + 1):
            left = np.linalg.norm(W - weights[i].A[:, :k] @ weights[i].B[:k])
            assert left == pytest.approx(np.linalg.norm(np.linalg.svd(W)[1][k:]), abs=1e-9)  # Eckart and Young
            assert left <= np.linalg.norm(W - outputs[i].A[:, :k] @ outputs[i].B[:k]) + 1e-9
    first = outputs[0]
    given = network.parts[0].layer(x, *network.parameters[0])[0] - network.parameters[0][1]
    Y = given.reshape(-1, given.shape[-1])
    for k in range(1, len(first.B) + 1):
        near = factored(network, outputs, {0: k})
        told = near.parts[1].layer(near.parts[0].layer(x, *near.parameters[0])[0], *near.parameters[1])[0]
        left = np.linalg.norm(Y - (told - network.parameters[0][1]).reshape(Y.shape))
        assert left == pytest.approx(np.linalg.norm(np.linalg.svd(Y)[1][k:]), abs=1e-6)


def test_the_most_is_the_last_rank_at_which_two_layers_are_smaller():
    network = Network("dense 128, relu, dense 10", (784,))
    found = by_weights(network)
    assert {i: factors.most for i, factors in found.items()} == {0: 109, 2: 9}
    smaller, larger = (len(factored(network, found, {0: k}).theta) for k in (109, 110))
    assert smaller < len(network.theta) <= larger
    assert found[2].enough(1.0) == 10 and found[2].enough(1e-9) == 1


@pytest.mark.parametrize(("architecture", "takes"), NETWORKS)
def test_an_update_begins_as_the_network_and_has_the_gradient_of_its_numbers(architecture, takes):
    network, x, labels = of(architecture, takes)
    beside = adapted(network, 2, seed=5).moved(np.zeros(1))
    np.testing.assert_array_equal(beside(x)[0], network(x)[0])
    beside.theta += 0.1 * RNG.normal(size=beside.theta.shape)
    g, step = np.concatenate([own.ravel() for own in gradient(beside, x, labels)[1]]), 1e-6
    for i in RNG.permutation(len(g))[:15]:
        moved = [beside.copy(), beside.copy()]
        moved[0].theta[i] -= step
        moved[1].theta[i] += step
        low, high = (float(gradient(one, x, labels)[0]) for one in moved)
        assert g[i] == pytest.approx((high - low) / (2 * step), abs=1e-6)


@pytest.mark.parametrize(("architecture", "takes"), NETWORKS)
def test_what_an_update_learned_is_added_to_the_weights(architecture, takes):
    network, x, labels = of(architecture, takes)
    before = network.theta.copy()
    learned = fit(adapted(network, 1).moved(x), x, labels, Settings(epochs=5, batch=20, rate=0.05))
    assert learned.losses[-1] < learned.losses[0]
    sums = merged(network, learned.network)
    np.testing.assert_allclose(sums(x)[0], learned.network(x)[0], atol=1e-10)
    np.testing.assert_array_equal(network.theta, before)
    assert sums.architecture == network.architecture
