"""A network as a program of ours, to stand beside the same in PyTorch."""

from hiddenmath.apply.neural._network import Network

PROGRAM = '''"""{architecture}, here."""

import numpy as np

from hiddenmath.apply.neural import Network, gradient, sgd

theta = np.load("model.npz")["theta"]
network = Network("{architecture}", {takes}, theta)


def step(x, labels, rate):
    """One step of gradient descent; answers the loss before it."""
    loss, downhill = gradient(network, x, labels)
    for parameters, g in zip(network.arrays, downhill):
        sgd(parameters, g, rate)
    return float(loss)
'''


def in_hiddenmath(network: Network) -> str:
    """A program that makes the network anew, with the parameters of a saved model, and takes steps downhill. Its
    parts have the names that they have in `in_pytorch`.

    >>> print(in_hiddenmath(Network("dense 3, relu, dense 2", (4,))).splitlines()[7])
    network = Network("dense 3, relu, dense 2", (4,), theta)
    """
    return PROGRAM.format(architecture=network.architecture, takes=network.takes)
