"""The tool `transform`."""

from typing import Annotated, Any, Literal

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._option import Option
from hiddenmath.apply._result import Numbers, Result
from hiddenmath.apply._seen import seen
from hiddenmath.apply._steps import affine, composed
from hiddenmath.apply._tool import tool
from hiddenmath.apply._warp import Interpolation, samples_needed, warp_smoothly
from hiddenmath.data import Image, InputError, Table

Array = NDArray[np.float64]
MOST_PIXELS = 50_000_000
FLAT = 1e-9  # of the largest singular value: below, what is left of the image is a line


@tool()
def transform(
    image: Image,
    *,
    steps: Annotated[
        str,
        Option(
            "What to do, in order: rotate 30; scale 2; shear 0.3; reflect; flip; move 40 -10; matrix 1 0.5 0 1; "
            "perspective, with the four corners' new places."
        ),
    ] = "rotate 15",
    undo: Annotated[bool, Option("Do the opposite: the inverse of all steps.")] = False,
    canvas: Annotated[
        Literal["whole", "same"], Option("Show the whole result, or cut it to the size of the image.")
    ] = "whole",
    width: Annotated[int | None, Option("Resize to so many pixels across, before the steps.", min=1)] = None,
    height: Annotated[
        int | None, Option("Resize to so many pixels down; one of both keeps proportions.", min=1)
    ] = None,
    interpolation: Annotated[
        Interpolation, Option("How pixels between pixels are found: from one, four or sixteen neighbours.")
    ] = "linear",
    background: Annotated[int, Option("The light beyond the edge, 0 black to 255 white.", min=0, max=255)] = 255,
) -> Result:
    """Transform: move an image by a matrix.

    Rotates, scales, shears, reflects, resizes, takes a picture in perspective, or applies any 2×2 or 3×3 matrix;
    several steps become one matrix, and with `undo` its inverse.

    Each pixel of the new image asks where it comes from: the *inverse* of the matrix takes it back to a place between
    the old pixels, whose light is mixed from its neighbours. So no hole can be left. All steps are multiplied into one
    matrix first: the image is only sampled once, however many steps there are.

    The *determinant* says by how much areas grow, its sign whether the image is mirrored; the *singular values* are the
    largest and the smallest stretch. A matrix that flattens the image (determinant 0) has no inverse.
    """
    light: NDArray[Any] = image.pixels
    if width is not None or height is not None:
        light = _resized(light, width, height, interpolation)
    M = composed(steps, light.shape[1], light.shape[0])
    inverse = _inverse(M, steps)
    if undo:
        M, inverse = inverse, M
    shape, corner = _canvas(M, light.shape[:2], canvas, image.name)
    to_old = inverse @ affine(1, 0, 0, 1, *corner)
    pixels = warp_smoothly(light, to_old, shape, interpolation, background, np.uint8)
    k = samples_needed(to_old, shape)
    smaller = k > 1 and interpolation != "nearest"
    notes = (f"Where it gets smaller, each new pixel is the mean of {k}×{k} points.",) if smaller else ()
    return Result(
        _numbers(M, pixels),
        {"matrix": Table(("x", "y", "1"), M, {"new": ("x", "y", "w")}, name="matrix")},
        "transformed",
        seen(pixels, image.name),
        notes=(*notes, *image.notes),
        images={"transformed": pixels},
        key={"width": "number", "height": "number", "determinant": "number"},
    )


def _resized(light: NDArray[Any], width: int | None, height: int | None, how: Interpolation) -> Array:
    """Pixels are squares here: the new edges are the old edges."""
    old_height, old_width = light.shape[:2]
    new_width = width or max(1, round(old_width * (height or 1) / old_height))
    new_height = height or max(1, round(old_height * (width or 1) / old_width))
    _check_size(new_height, new_width)
    across, down = old_width / new_width, old_height / new_height
    to_old = affine(across, 0, 0, down, across / 2 - 0.5, down / 2 - 0.5)
    return warp_smoothly(light, to_old, (new_height, new_width), how, background=None)


def _inverse(M: Array, steps: str) -> Array:
    stretches = np.linalg.svd(M[:2, :2], compute_uv=False)
    if not np.isfinite(M).all() or stretches[1] <= FLAT * stretches[0] or np.linalg.det(M) == 0:
        raise InputError(
            f"{steps!r} flattens the image: its determinant is {np.linalg.det(M):.2g}, so there is no way back.",
            "Every new pixel must come from one place. Give a matrix whose columns point in different directions.",
        )
    return np.asarray(np.linalg.inv(M), dtype=np.float64)


def _canvas(M: Array, shape: tuple[int, ...], canvas: str, name: str) -> tuple[tuple[int, int], tuple[float, float]]:
    """The size of the new image, and the place of its upper left pixel."""
    height, width = shape
    if canvas == "same":
        return (height, width), (0.0, 0.0)
    edges = [(x, y, 1) for x in (-0.5, width - 0.5) for y in (-0.5, height - 0.5)]
    x, y, w = M @ np.transpose(edges)
    if (w <= 0).any():
        raise InputError(
            f"Part of {name} would lie behind the eye, so the whole result is infinitely large.",
            "Cut it to the size of the image: set canvas to same. Or bring the corners closer together.",
        )
    (left, right), (top, bottom) = ((min(place), max(place)) for place in (x / w, y / w))
    new = tuple(max(1, round(far - near)) for near, far in ((top, bottom), (left, right)))
    _check_size(*new)
    return new, ((left + right - new[1] + 1) / 2, (top + bottom - new[0] + 1) / 2)


def _check_size(height: int, width: int) -> None:
    if height * width > MOST_PIXELS:
        raise InputError(
            f"The new image would have {height}×{width} = {height * width:,} pixels; at most {MOST_PIXELS:,} are made.",
            "Scale it less.",
        )


def _numbers(M: Array, pixels: NDArray[np.uint8]) -> Numbers:
    largest, smallest = np.linalg.svd(M[:2, :2], compute_uv=False)
    return {
        "height": pixels.shape[0],
        "width": pixels.shape[1],
        "determinant": float(np.linalg.det(M[:2, :2])),
        "largest_stretch": float(largest),
        "smallest_stretch": float(smallest),
        "condition": float(largest / smallest),
    }
