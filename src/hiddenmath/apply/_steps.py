"""A map of the plane, written as steps: `rotate 30; shear 0.2`. x goes to the right and y down, as in an image."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hiddenmath.data import InputError

Matrix = NDArray[np.float64]  # 3×3, on (x, y, 1)


class Step(NamedTuple):
    """How many numbers may follow its name, what it does, and an example."""

    counts: tuple[int, ...]
    matrix: Callable[[Sequence[float], float, float], Matrix]
    example: str


def affine(a: float, b: float, c: float, d: float, x: float = 0, y: float = 0) -> Matrix:
    return np.array([[a, b, x], [c, d, y], [0, 0, 1]], dtype=np.float64)


def _rotate(numbers: Sequence[float], *_size: float) -> Matrix:
    """Counterclockwise as one sees it, which is clockwise in coordinates whose y goes down."""
    turn = np.deg2rad(numbers[0])
    return affine(np.cos(turn), np.sin(turn), -np.sin(turn), np.cos(turn))


def _scale(numbers: Sequence[float], *_size: float) -> Matrix:
    return affine(numbers[0], 0, 0, numbers[-1])


def _matrix(numbers: Sequence[float], *_size: float) -> Matrix:
    return affine(*numbers) if len(numbers) == 4 else np.reshape(np.asarray(numbers, dtype=np.float64), (3, 3))


def _perspective(numbers: Sequence[float], width: float, height: float) -> Matrix:
    """The projective map that takes the corners (upper left, upper right, lower right, lower left) to these places,
    all in shares of the width and height, from the upper left: eight equations for eight numbers."""
    corners = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], dtype=np.float64)
    centred = (corners - 0.5) * [width, height]
    targets = (np.reshape(numbers, (4, 2)) - 0.5) * [width, height]
    rows, right = [], []
    for (x, y), (u, v) in zip(centred, targets, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        right += [u, v]
    try:
        return np.append(np.linalg.solve(rows, right), 1.0).reshape(3, 3)
    except np.linalg.LinAlgError:
        raise InputError(
            "perspective: three of the four corners lie on one line, so no map takes the image there.",
            "Give the corners of a quadrilateral, for example: perspective 0 0 1 0.2 1 0.8 0 1",
        ) from None


STEPS = {
    "rotate": Step((1,), _rotate, "rotate 30"),
    "scale": Step((1, 2), _scale, "scale 2 or scale 2 0.5"),
    "shear": Step((1,), lambda n, *_: affine(1, n[0], 0, 1), "shear 0.3"),
    "reflect": Step((0,), lambda *_: affine(-1, 0, 0, 1), "reflect"),
    "flip": Step((0,), lambda *_: affine(1, 0, 0, -1), "flip"),
    "move": Step((2,), lambda n, *_: affine(1, 0, 0, 1, n[0], n[1]), "move 40 -10"),
    "matrix": Step((4, 9), _matrix, "matrix 1 0.5 0 1"),
    "perspective": Step((8,), _perspective, "perspective 0 0 1 0.2 1 0.8 0 1"),
}


def composed(steps: str, width: int, height: int) -> Matrix:
    """The one matrix (3×3) of all steps about the middle of a width×height image: the first step stands rightmost.

    >>> composed("scale 2; move 1 0", 3, 3) @ [1, 1, 1]  # the middle pixel
    array([2., 1., 1.])
    """
    middle = affine(1, 0, 0, 1, (width - 1) / 2, (height - 1) / 2)
    total = np.eye(3)
    for step in filter(None, (part.strip() for part in steps.split(";"))):
        total = _read(step, width, height) @ total
    return middle @ total @ np.linalg.inv(middle)


def _read(step: str, width: int, height: int) -> Matrix:
    name, *words = step.replace(",", " ").lower().split()
    known = STEPS.get(name)
    if known is None:
        raise InputError(
            f"There is no step {name!r}.", f"The steps are: {'; '.join(s.example for s in STEPS.values())}."
        )
    try:
        numbers = [float(word) for word in words]
    except ValueError:
        numbers = [np.nan]
    if len(numbers) not in known.counts or not np.isfinite(numbers).all():
        counts = " or ".join(map(str, known.counts))
        raise InputError(f"{step!r}: {name} takes {counts} numbers.", f"For example: {known.example}.")
    return known.matrix(numbers, width, height)
