"""What a layer is, and what is said where shapes do not fit.

A layer is a function `layer(x, *parameters)` that answers `(y, pullback)`. `pullback(dy)` answers a gradient for each
array among the arguments, in their order: dx, dW, …, which is short for dL/dx, dL/dW, … of a loss L, from dy = dL/dy.
It is the transpose of the layer's derivative, a linear map that runs backwards; `chain` composes them.

In the shapes, m is the number of examples, and "…" any dimensions before the last ones.

Arrays are NumPy's or PyTorch's: all is written in what both have in common, and stays on the device where x lies.
"""

from collections.abc import Callable
from typing import Any

from hiddenmath.data import InputError
from hiddenmath.linalg._library import library_of

Array = Any  # of NumPy or PyTorch
Pullback = Callable[..., tuple[Any, ...]]
Answer = tuple[Any, Pullback]


def functions(x: Array) -> Any:
    """The functions of x's library: `numpy` or PyTorch, under the same names."""
    return library_of(x, "x").xp


def must_fit(layer: str, fits: bool, rule: str, **arrays: Array) -> None:
    """Raises InputError with the shapes of the arrays unless they fit.

    >>> import numpy as np
    >>> must_fit("dense", False, "x needs as many columns as W has rows", x=np.ones((2, 3)), W=np.ones((4, 5)))
    Traceback (most recent call last):
    hiddenmath.data._errors.InputError: dense: x (2×3) and W (4×5) do not fit.
    The rule: x needs as many columns as W has rows.
    """
    if not fits:
        shapes = " and ".join(f"{name} ({shape(array)})" for name, array in arrays.items())
        raise InputError(f"{layer}: {shapes} do{'es' if len(arrays) == 1 else ''} not fit.", f"The rule: {rule}.")


def shape(array: Array) -> str:
    """The shape of an array as it is written everywhere: 64×784."""
    return times(array.shape) or "one number"


def times(lengths: tuple[int, ...]) -> str:
    """Lengths as a shape.

    >>> times((28, 28, 1))
    '28×28×1'
    """
    return "×".join(map(str, lengths))
