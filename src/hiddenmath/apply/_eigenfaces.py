"""Eigenfaces: each image as the mean plus a few weights times the directions in which images differ most."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._components import Components, principal_components
from hiddenmath.apply._models import Arrays, Model, numbers, texts
from hiddenmath.apply._spectral import squared_distances
from hiddenmath.data import Table, images_of

Array = NDArray[np.float64]
Light = NDArray[np.uint8]


class Nearest(NamedTuple):
    """For each of some images which known one is nearest (m,), and how far it is."""

    place: NDArray[np.intp]
    distance: Array


@dataclass(frozen=True, eq=False)
class Eigenfaces(Model):
    """Image ≈ mean + weights · eigenfaces, and the known images as their weights.

    `found`: the principal components of images of `shape` (height, width); `whiten`: each weight is divided by its
    standard deviation, so that all eigenfaces count alike; `known` (m×k): the weights of the known images; `labels`
    (m,): whom they show (empty where nobody says); `names` (m,): what they are called.
    """

    kind: ClassVar[str] = "faces"

    found: Components
    shape: tuple[int, int]
    whiten: bool
    known: Array
    labels: NDArray[Any]
    names: tuple[str, ...]

    @property
    def inputs(self) -> tuple[str, ...]:
        return self.found.columns

    @property
    def estimator(self) -> str:
        return "Eigenfaces"

    def matrix(self, table: Table) -> Array:
        """Of a table of images their light, from 0 to 255, as the tool reads it too."""
        if table.image == self.shape:
            return images_of(table).pixels.reshape(table.rows, -1).astype(np.float64)
        return super().matrix(table)

    def weights(self, pixels: NDArray[Any]) -> Array:
        """The weights (m×k) of images (m×height×width, or m rows of pixels)."""
        return _weights(self.found, pixels, self.whiten)

    def rows(self, weights: Array) -> Array:
        """The images (m×height×width) that the first weights (m×j) stand for, as numbers."""
        j = weights.shape[1]
        plain = weights * np.sqrt(self.found.variances[:j]) if self.whiten else weights
        images: Array = plain @ self.found.directions[:j] + self.found.rest + self.found.mean
        return images.reshape(-1, *self.shape)

    def images(self, weights: Array) -> Light:
        """The same as light."""
        return self.light(self.rows(weights))

    @staticmethod
    def light(rows: Array) -> Light:
        """What is darker than black or lighter than white is cut."""
        return np.clip(np.rint(rows), 0, 255).astype(np.uint8)

    def nearest(self, weights: Array, k: int | None = None) -> Nearest:
        """The known image whose first k weights are nearest to those of each image."""
        D = squared_distances(weights[:, :k], self.known[:, :k])
        place = np.argmin(D, axis=1)
        return Nearest(place, np.sqrt(D[np.arange(len(D)), place]))

    def arrays(self) -> Mapping[str, Any]:
        return {**{name: value for name, value in vars(self).items() if name != "found"}, **vars(self.found)}

    @classmethod
    def of(cls, arrays: Arrays) -> Self:
        found = Components.of(arrays)
        m, k = len(arrays["names"]), len(found.singular)
        height, width = map(int, numbers(arrays, "shape", 2))
        labels = arrays["labels"]
        if height * width != len(found.columns) or labels.shape not in ((0,), (m,)) or not found.singular.all():
            raise ValueError(f"it has images of {height}×{width} pixels, {len(found.columns)} columns")
        known = numbers(arrays, "known", m, k)
        return cls(found, (height, width), bool(arrays["whiten"]), known, labels, texts(arrays, "names"))


def eigenfaces(
    pixels: NDArray[Any], labels: NDArray[Any], names: tuple[str, ...], keep: int | float, whiten: bool = False
) -> Eigenfaces:
    """Learns the eigenfaces of known images (m×height×width): `keep` many, or as many as hold this share of the
    variance.

    There are far fewer images than pixels, so how many are needed is read from the small matrix of their products
    (images × images). Raises InputError where all images are equal. Source: L. Sirovich, M. Kirby, J. Opt. Soc. Am. A 4
    (1987); M. Turk, A. Pentland, "Eigenfaces for recognition", J. Cognitive Neuroscience 3 (1991). Cost: one `svd` of
    images × pixels.

    >>> from hiddenmath import data
    >>> digits = data.open_images("digits")
    >>> eigenfaces(digits.pixels, np.array(digits.labels), digits.names, 10).weights(digits.pixels).shape
    (1797, 10)
    """
    m, height, width = pixels.shape
    columns = tuple(f"pixel {i},{j}" for i in range(height) for j in range(width))
    X = pixels.reshape(m, -1).astype(np.float64)
    found = principal_components(X, keep if isinstance(keep, int) else _enough(X, keep), columns=columns)
    return Eigenfaces(found, (height, width), whiten, _weights(found, pixels, whiten), labels, names)


def _enough(X: Array, share: float) -> int:
    """How many directions hold this share of the variance of the rows X (m×n)."""
    X = X - X.mean(axis=0)
    squares = np.linalg.eigvalsh(X @ X.T if len(X) < X.shape[1] else X.T @ X)[::-1]
    return int(np.argmax(np.cumsum(squares) >= share * squares.sum())) + 1


def _weights(found: Components, pixels: NDArray[Any], whiten: bool) -> Array:
    plain: Array = found.project(pixels.reshape(len(pixels), -1).astype(np.float64))
    return plain / np.sqrt(found.variances) if whiten else plain
