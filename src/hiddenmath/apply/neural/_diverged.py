"""Where a number stopped being one."""

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply.neural._layer import Array, functions
from hiddenmath.apply.neural._network import Network
from hiddenmath.apply.neural._trace import traced
from hiddenmath.data import InputError

RISE = 10.0  # so many times longer than at first, a gradient has exploded


class Diverged(InputError):
    """The loss, or its gradient, is not finite any more."""


def diverged(network: Network, x: Array, labels: Array, step: int, lengths: NDArray[np.float64]) -> Diverged:
    """The error for a batch whose loss or gradient is not finite: the first layer where that appeared, the cause.

    `lengths`: ‖g‖ of the steps until now, this one included.
    """
    hint = "Take a smaller rate, or clip the gradient (longest)."
    if not _finite(x):
        bad = int((~functions(x).isfinite(x)).sum())
        hint = "Leave out the examples with missing values, or fill them in."
        return Diverged(f"Step {step + 1}: {bad} numbers of the examples themselves are not finite.", hint)
    before = lengths[:step]
    if step and np.max(before[-10:]) > RISE * np.median(before[:10]):
        hint = f"The gradient had grown from {before[0]:.3g} to {before[-1]:.3g}: it explodes. {hint}"
    seen = traced(network, x, labels)
    for i, (part, own, y) in enumerate(zip(network.parts, network.parameters, seen.outputs, strict=True)):
        wrong = [p.name for p, array in zip(part.parameters, own, strict=True) if not _finite(array)]
        if wrong or not _finite(y):
            what = f"the parameter {wrong[0]}" if wrong else "the output"
            return Diverged(f"Step {step + 1}: {what} of layer {i + 1} ({part.words}) is not finite.", hint)
    for i, part in reversed(list(enumerate(network.parts))):
        if not _finite(seen.gradients[i]):
            return Diverged(f"Step {step + 1}: the gradient at layer {i + 1} ({part.words}) is not finite.", hint)
    return Diverged(f"Step {step + 1}: the loss, or the length of the gradient, is not finite.", hint)


def _finite(array: Array) -> bool:
    return bool(functions(array).isfinite(array).all())
