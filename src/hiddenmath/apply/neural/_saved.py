"""A network among the arrays of a saved model."""

from typing import Any

import numpy as np

from hiddenmath.apply._models import Arrays, numbers
from hiddenmath.apply.neural._network import Network


def packed(network: Network) -> dict[str, Any]:
    """Its words, the shape of an example, and theta."""
    return {"architecture": network.architecture, "takes": network.takes, "theta": network.theta}


def unpacked(arrays: Arrays) -> Network:
    """The network again. Raises LookupError or ValueError for what does not fit.

    >>> unpacked({"architecture": np.array("dense 1"), "takes": np.array([2]), "theta": np.array([1.0, 2.0, 3.0])})
    Network('dense 1', (2,)): 3 parameters
    """
    takes = tuple(int(length) for length in arrays["takes"])
    theta = numbers(arrays, "theta", arrays["theta"].size).astype(np.float32)
    return Network(str(arrays["architecture"]), takes, theta)
