"""The columns that a regression works with: numbers, their powers, and 0 or 1 for each level of a text."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._matched import matched
from hiddenmath.data import InputError, Table

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Design:
    """X = [x, …, x^degree for the `columns` of numbers; 1 where a text is a level, else 0, for `levels` after the
    first].

    The first level is left out: with the intercept, a column for it would be the sum of all others. A level that was
    not there before gives zeros, which stand for the first.

    >>> table = Table(("a",), np.array([[2.0], [3.0]]), {"t": ("x", "y")})
    >>> design = Design(("a",), {"t": ("x", "y")}, degree=2)
    >>> design.names, design.matrix(table).tolist()
    (('a', 'a^2', 't = y'), [[2.0, 4.0, 0.0], [3.0, 9.0, 1.0]])
    """

    columns: tuple[str, ...]
    levels: Mapping[str, tuple[str, ...]]
    degree: int = 1

    @property
    def names(self) -> tuple[str, ...]:
        powers = [f"{name}^{k}" if k > 1 else name for name in self.columns for k in range(1, self.degree + 1)]
        return (*powers, *(f"{name} = {level}" for name, levels in self.levels.items() for level in levels[1:]))

    def matrix(self, table: Table) -> Array:
        """X (rows × names) for a table that has these columns, in any order. Raises InputError where it has not."""
        found = matched(table, self.columns, self.levels)
        with np.errstate(over="ignore"):  # told below
            picked = [x**k for x in found.T for k in self._powers]
        for name, levels in self.levels.items():
            cells = np.array(table.labels(name))
            picked += [(cells == level).astype(np.float64) for level in levels[1:]]
        X = np.column_stack(picked) if picked else np.empty((table.rows, 0))
        if self.degree > 1 and np.isinf(X).any():
            name = self.names[int(np.flatnonzero(np.isinf(X).any(axis=0))[0])]
            raise InputError(f"{name} overflows float64.", "Divide the column by a power of ten first.")
        return X

    @property
    def _powers(self) -> range:
        return range(1, self.degree + 1)
