"""A trained network as a model that is saved: rows of numbers go in, chances of classes come out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._models import Arrays, Model, numbers, texts
from hiddenmath.apply.neural._architecture import Shape
from hiddenmath.apply.neural._network import Network
from hiddenmath.apply.neural._saved import packed, unpacked
from hiddenmath.apply.neural._softmax import softmax
from hiddenmath.data import Table, images_of

Array = NDArray[np.float64]
BLOCK = 512  # rows that go through the network at once


@dataclass(frozen=True, eq=False)
class Recogniser(Model):
    """`network`: it takes (row − mean)/scale; `classes` (c,): what its outputs stand for; `columns`: the names of the
    numbers in a row; `size`: of rows that are images their height and width, else 0 and 0."""

    kind: ClassVar[str] = "digits"

    network: Network
    classes: NDArray[Any]
    mean: Array
    scale: Array
    columns: tuple[str, ...]
    size: tuple[int, int]

    @property
    def inputs(self) -> tuple[str, ...]:
        return self.columns

    @property
    def estimator(self) -> str:
        return "NeuralNetwork"

    def matrix(self, table: Table) -> Array:
        """Of a table of images their light, from 0 to 255, as the tool reads it too."""
        if table.image == self.size:
            return images_of(table).pixels.reshape(table.rows, -1).astype(np.float64)
        return super().matrix(table)

    def examples(self, rows: NDArray[Any]) -> NDArray[np.float32]:
        """The rows (m×n) as the network takes them."""
        scaled = ((rows - self.mean) / self.scale).astype(np.float32)
        return scaled.reshape(-1, *self.network.takes)

    def chances(self, rows: NDArray[Any]) -> Array:
        """How likely each class is (m×c) for rows (m×n)."""
        blocks = (rows[i : i + BLOCK] for i in range(0, len(rows), BLOCK))
        return np.concatenate([softmax(self.network(self.examples(block))[0])[0] for block in blocks]).astype(float)

    def arrays(self) -> Mapping[str, Any]:
        return {**{name: value for name, value in vars(self).items() if name != "network"}, **packed(self.network)}

    @classmethod
    def of(cls, arrays: Arrays) -> Self:
        network = unpacked(arrays)
        columns, classes = texts(arrays, "columns"), arrays["classes"]
        n = len(columns)
        gives, takes = network.parts[-1].gives, network.takes
        if classes.shape != gives or int(np.prod(takes)) != n:
            raise ValueError(f"its network gives {gives} for {takes}, it has {len(classes)} classes")
        height, width = map(int, numbers(arrays, "size", 2))
        scale = numbers(arrays, "scale", n)
        if not scale.all():
            raise ValueError("a scale is 0")
        return cls(network, classes, numbers(arrays, "mean", n), scale, columns, (height, width))


def takes(layers: str, n: int, size: tuple[int, int]) -> Shape:
    """The shape in which the first of the layers takes a row of n numbers, which is an image of this size (or 0 and 0):
    an image, its rows one after the other, or all in one.

    >>> takes("convolution 8 5, relu", 784, (28, 28)), takes("recurrent 9", 784, (28, 28)), takes("dense 9", 4, (0, 0))
    ((28, 28, 1), (28, 28), (4,))
    """
    first = layers.split()[0] if layers.strip() else ""
    if size != (0, 0) and first in ("convolution", "pool"):
        return *size, 1
    return size if size != (0, 0) and first in ("recurrent", "self_attention") else (n,)
