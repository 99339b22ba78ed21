"""Arrays as the pictures read them."""

from typing import Any

import numpy as np

from hiddenmath.data import png_address
from hiddenmath.learn import show as shown


def _array(name: str, value: object) -> "np.typing.NDArray[Any]":
    try:
        return np.asarray(value)
    except ValueError:  # NumPy speaks of an inhomogeneous shape
        raise ValueError(f"{name} has rows of different lengths, so it is no matrix.") from None


def numbers(name: str, value: object, *, dimensions: tuple[int, ...] = (1, 2)) -> "np.typing.NDArray[np.float64]":
    """`value` as finite real numbers with 1 or 2 axes. Raises ValueError, which says what it is instead."""
    array = _array(name, value)
    if array.dtype.kind not in "biuf":
        raise ValueError(f"{name} has dtype {array.dtype}. A picture shows real numbers.")
    if array.ndim not in dimensions or array.size == 0:
        wanted = " or ".join(("a vector", "a matrix")[d - 1] for d in dimensions)
        raise ValueError(f"{name} has shape {array.shape}. This picture shows {wanted} with at least one number.")
    if not np.isfinite(array).all():
        raise ValueError(f"{name} holds nan or inf, which has no place on a picture. Look at it with show.matrix.")
    return array.astype(np.float64)


def text(array: "np.typing.NDArray[np.float64]") -> str:
    """The attribute that says these numbers, exactly.

    >>> text(np.array([[1.0, 0.5], [0.0, 1e-3]]))
    '1 0.5; 0 0.001'
    """
    return "; ".join(" ".join(repr(x).removesuffix(".0") for x in row) for row in np.atleast_2d(array).tolist())


def array(name: str, value: object) -> dict[str, Any]:
    """Any array of numbers, as `<hm-matrix>` takes it. Raises ValueError for what is no array, or too large to send."""
    made = shown(_array(name, value))
    if made.array is None:
        raise ValueError(f"{name} is {made.text}. A picture takes real numbers, at most 60,000 of them.")
    return vars(made.array)


def light(pixels: object) -> tuple["np.typing.NDArray[np.uint8]", str]:
    """The photo, and an address that holds all of it."""
    photo = np.asarray(pixels)
    if photo.dtype != np.uint8 or photo.ndim not in (2, 3) or (photo.ndim == 3 and photo.shape[2] != 3):
        raise ValueError(f"The photo is {photo.shape} {photo.dtype}. A photo is m×n or m×n×3, in uint8 from 0 to 255.")
    return photo, png_address(photo)
