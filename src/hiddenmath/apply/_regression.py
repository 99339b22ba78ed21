"""A fitted regression: what it takes to predict new rows, saved and loaded."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._design import Design
from hiddenmath.apply._logistic import chance
from hiddenmath.apply._models import Arrays, Model, numbers, texts
from hiddenmath.data import Table

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Regression(Model):
    """`target` ≈ intercept + X · coefficients (model "linear"), or the chance that it is the second of the `classes`
    and not the first ("logistic").

    `means`: of the design's columns of numbers, to stand for a missing value.
    """

    kind: ClassVar[str] = "regress"

    model: str
    target: str
    classes: NDArray[Any]
    design: Design
    means: Array
    intercept: float
    coefficients: Array

    @property
    def inputs(self) -> tuple[str, ...]:
        return (*self.design.columns, *self.design.levels)

    @property
    def estimator(self) -> str:
        return "LinearRegression" if self.model == "linear" else "LogisticRegression"

    def matrix(self, table: Table) -> Array:
        return self.design.matrix(table)

    def predict(self, table: Table) -> Array:
        """The answer, or the chance, for each row of a table with the same columns, in any order."""
        answer = self.intercept + self.matrix(table) @ self.coefficients
        return chance(answer) if self.model == "logistic" else answer

    def told(self, chances: Array) -> tuple[str, ...]:
        """The likelier class for each chance of the second one."""
        return tuple(np.where(chances > 0.5, str(self.classes[1]), str(self.classes[0])).tolist())

    def arrays(self) -> Mapping[str, Any]:
        levels = json.dumps({name: list(levels) for name, levels in self.design.levels.items()})
        own = {name: value for name, value in vars(self).items() if name != "design"}
        design: dict[str, Any] = {"columns": self.design.columns, "levels": levels, "degree": self.design.degree}
        design["interactions"] = self.design.interactions
        return {**own, **design, "names": self.design.names}

    @classmethod
    def of(cls, arrays: Arrays) -> Self:
        levels = {name: tuple(map(str, few)) for name, few in json.loads(arrays["levels"].item()).items()}
        design = Design(texts(arrays, "columns"), levels, int(arrays["degree"].item()), bool(arrays["interactions"]))
        model, target = (arrays[name].item() for name in ("model", "target"))
        if model not in ("linear", "logistic") or len(arrays["classes"]) != (2 if model == "logistic" else 0):
            raise ValueError(f"model is {model!r} with {len(arrays['classes'])} classes")
        means = numbers(arrays, "means", len(design.columns))
        coefficients = numbers(arrays, "coefficients", len(design.names))
        intercept = float(numbers(arrays, "intercept"))
        return cls(model, str(target), arrays["classes"], design, means, intercept, coefficients)
