"""What estimators have in common: they are saved and loaded, and find the columns of a table by name."""

import os
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.utils.validation import check_array, check_is_fitted, validate_data

from hiddenmath.apply._file import File
from hiddenmath.apply._models import Model, load
from hiddenmath.data import InputError, Table, write_file


class Saving:
    """For an estimator whose `model_` is all that `fit` found; its class method `from_model` makes it of that."""

    model_: Any  # a Model

    @classmethod
    def load(cls, path: File) -> Self:
        """The fitted estimator from a file written by `save`, or by the command's `--save FILE.npz`."""
        found = load(path)
        if not isinstance(found, cls):
            raise InputError(
                f"This is a saved {type(found).__name__}, not a {cls.__name__}.",
                "hiddenmath.apply.load reads each kind of model.",
            )
        return found

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes what `fit` found to an .npz file, without pickle."""
        check_is_fitted(self)
        model: Model = self.model_
        write_file(os.fspath(path), model.save())

    def _rows(self, X: Any, dtype: Any = np.float64, finite: bool | str = True) -> NDArray[Any]:
        """X, checked; of a table the columns that were fitted, found by name. Of a data frame too, where it is the
        model's names that are known and not those of a frame that was fitted, which scikit-learn compares."""
        check_is_fitted(self)
        model: Model = self.model_
        there = [] if isinstance(X, Table) or hasattr(self, "feature_names_in_") else getattr(X, "columns", [])
        if any(name in there for name in model.inputs):
            X = _as_table(X)
        if isinstance(X, Table):
            rows: NDArray[Any] = check_array(model.matrix(X), ensure_all_finite=finite)
        else:
            rows = validate_data(self, X, dtype=dtype, reset=False, ensure_all_finite=finite)
        return rows


def unnamed(n: int) -> tuple[str, ...]:
    """What columns are called that have no name."""
    return tuple(f"column {i + 1}" for i in range(n))


def _as_table(frame: Any) -> Table:
    """A data frame of pandas, Polars or another library as a table."""
    cells = {str(name): np.asarray(frame[name]) for name in frame.columns}
    numbers = {name: column.astype(np.float64) for name, column in cells.items() if column.dtype.kind in "biuf"}
    matrix = np.column_stack(list(numbers.values())) if numbers else np.empty((len(frame), 0))
    text = {name: tuple(map(str, column)) for name, column in cells.items() if name not in numbers}
    return Table(tuple(numbers), matrix, text, name="The data frame")
