"""Clusters that were found, fit to take in new rows; saved and loaded."""

import io
from dataclasses import dataclass
from typing import Any, Self
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._kmeans import Labels, nearest
from hiddenmath.data import InputError

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Clusters:
    """A row x belongs to the cluster `of` the point that is nearest to (x − mean)/scale.

    `points` (p×n): of k-means the k centres, of spectral clustering all rows that were learned from; `of` (p,): their
    clusters, from 0; `mean`, `scale` (n,): of the `columns`.
    """

    method: str
    columns: tuple[str, ...]
    mean: Array
    scale: Array
    points: Array
    of: Labels

    @property
    def count(self) -> int:
        return int(self.of.max()) + 1

    def at_scale(self, X: Array) -> Array:
        """(X − mean)/scale."""
        scaled: Array = (X - self.mean) / self.scale
        return scaled

    def assign(self, X: Array) -> Labels:
        """The cluster of each row of X (m×n), from 0."""
        return self.of[nearest(self.at_scale(X), self.points)]

    def save(self) -> bytes:
        """An .npz file, readable by `numpy.load` without pickle and by `load`."""
        out = io.BytesIO()
        arrays: dict[str, Any] = {name: np.asarray(value) for name, value in vars(self).items()}
        np.savez(out, kind="cluster", **arrays)
        return out.getvalue()

    @classmethod
    def load(cls, content: bytes) -> Self:
        """What `save` wrote."""
        try:
            with np.load(io.BytesIO(content), allow_pickle=False) as saved:
                kept: dict[str, Any] = {name: saved[name] for name in cls.__dataclass_fields__}
            method, columns = str(kept.pop("method")), tuple(map(str, kept.pop("columns")))
            if kept["points"].shape != (len(kept["of"]), len(columns)):
                raise ValueError("its points do not fit its columns")
        except (KeyError, ValueError, TypeError, OSError, EOFError, BadZipFile) as problem:
            raise InputError(
                f"These are no saved clusters ({problem}).", "Save some with: hiddenmath cluster DATA --save model.npz"
            ) from None
        return cls(method, columns, **kept)
