"""What each layer of a network is, and what goes through it."""

from math import inf, nan, prod
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply.neural._architecture import Part
from hiddenmath.apply.neural._layer import Array, shape
from hiddenmath.apply.neural._network import Network
from hiddenmath.apply.neural._trace import traced
from hiddenmath.linalg import svd
from hiddenmath.linalg._library import library_of

BENT = ("relu", "tanh", "sigmoid")
STILL = 1e-3  # a unit that moves less than this from example to example tells nothing


class LayerReport(NamedTuple):
    """One layer, for a batch of examples.

    - `gives`: the shape of its output for one example; `parameters`: how many numbers it has learned.
    - `operations`: multiplications and additions for one example, forwards.
    - `spectra`: for each matrix of weights its singular values, and from them the `condition`s, largest over smallest.
    - `activation`: how large its outputs are, and `gradient`: how long, for one example, the gradient is that comes
      back to them (root mean squares).
    - `dead`: of a ReLU, tanh or sigmoid the share of units that give the same for all examples; else NaN.
    """

    words: str
    gives: str
    parameters: int
    operations: int
    spectra: dict[str, NDArray[np.float64]]
    conditions: dict[str, float]
    activation: float
    gradient: float
    dead: float


def report(network: Network, x: Array, labels: Array) -> list[LayerReport]:
    """Each layer of the network for the examples x (m×takes) with their labels (m,).

    Cost: one pass forwards and back, and one `hiddenmath.linalg.svd` for each matrix of weights.

    >>> x, labels = np.random.default_rng(0).normal(size=(50, 4)).astype(np.float32), np.arange(50) % 2
    >>> first, second, third = report(Network("dense 3, relu, dense 2", (4,)), x, labels)
    >>> first.gives, first.parameters, first.operations, first.spectra["W"].shape, second.dead
    ('3', 15, 27, (3,), 0.0)
    """
    seen = traced(network, network.cast(x), labels)
    found = []
    for part, own, y, dy in zip(network.parts, network.parameters, seen.outputs, seen.gradients, strict=True):
        home, back = (library_of(a).home(a).astype(np.float64) for a in (y, dy))
        spectra = {
            p.name: np.asarray(svd(library_of(w).home(w).reshape(-1, p.shape[-1])).s, np.float64)
            for p, w in zip(part.parameters, own, strict=True)
            if len(p.shape) > 1
        }
        found.append(
            LayerReport(
                part.words,
                shape(y[0]),
                sum(prod(p.shape) for p in part.parameters),
                operations(part),
                spectra,
                {name: float(s[0] / s[-1]) if s[-1] > 0 else inf for name, s in spectra.items()},
                float(np.sqrt(np.mean(home**2))),
                float(np.sqrt(np.sum(back**2) * len(y))),
                _dead(part.name, home),
            )
        )
    return found


def operations(part: Part) -> int:
    """Multiplications and additions of a layer for one example, forwards: two for each weight at each place, one for
    each entry that is only added, bent or compared."""
    places, entries = prod(part.gives[:-1]), prod(part.gives)
    products = sum(2 * prod(p.shape) * places for p in part.parameters if len(p.shape) > 1)
    match part.name:
        case "dense" | "convolution" | "recurrent":
            return products + entries
        case "self_attention":
            return products + entries + 4 * places * entries  # and Q Kᵀ and P V, of all heads together
        case "residual":
            return sum(map(operations, part.within)) + entries
        case "embedding" | "flatten" | "last":
            return 0
        case _:
            return prod(part.takes)


def _dead(name: str, y: NDArray[np.float64]) -> float:
    if name not in BENT:
        return nan
    units = y.reshape(-1, y.shape[-1])
    still = units.max(axis=0) <= 0 if name == "relu" else np.ptp(units, axis=0) < STILL
    return float(still.mean())
