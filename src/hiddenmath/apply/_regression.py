"""A fitted regression: what it takes to predict new rows, saved and loaded."""

import io
import json
from dataclasses import dataclass
from typing import Any, Self
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._design import Design
from hiddenmath.apply._logistic import chance
from hiddenmath.data import InputError, Table

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Regression:
    """`target` ≈ intercept + X · coefficients (model "linear"), or the chance that it is `positive` ("logistic")."""

    model: str
    target: str
    positive: str
    design: Design
    intercept: float
    coefficients: Array

    def predict(self, table: Table) -> Array:
        """The answer, or the chance, for each row of a table with the same columns."""
        for name in (*self.design.columns, *self.design.levels):
            table.labels(name)  # says which column is not there
        answer = self.intercept + self.design.matrix(table) @ self.coefficients
        return chance(answer) if self.model == "logistic" else answer

    def save(self) -> bytes:
        """An .npz file, readable by `numpy.load` without pickle and by `load`."""
        out = io.BytesIO()
        levels = json.dumps({name: list(levels) for name, levels in self.design.levels.items()})
        np.savez(
            out, model=self.model, target=self.target, positive=self.positive, columns=self.design.columns,
            levels=levels, degree=self.design.degree, names=self.design.names, intercept=self.intercept,
            coefficients=self.coefficients,
        )  # fmt: skip
        return out.getvalue()

    @classmethod
    def load(cls, content: bytes) -> Self:
        """What `save` wrote."""
        try:
            with np.load(io.BytesIO(content), allow_pickle=False) as saved:
                kept: dict[str, Any] = {name: saved[name] for name in saved}
            levels = {name: tuple(levels) for name, levels in json.loads(str(kept["levels"])).items()}
            design = Design(tuple(map(str, kept["columns"])), levels, int(kept["degree"]))
            model, target, positive = (str(kept[name]) for name in ("model", "target", "positive"))
            return cls(model, target, positive, design, float(kept["intercept"]), kept["coefficients"])
        except (KeyError, ValueError, OSError, EOFError, BadZipFile) as problem:
            raise InputError(
                f"This is no saved regression ({problem}).", "Save one with: hiddenmath regress DATA --save model.npz"
            ) from None
