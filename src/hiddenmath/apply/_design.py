"""The columns that a regression works with: numbers, their powers and products, and 0 or 1 for each level of a text."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations_with_replacement
from math import comb

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._matched import matched
from hiddenmath.data import InputError, Table

Array = NDArray[np.float64]
MOST = 5_000  # columns that a table can grow to


@dataclass(frozen=True)
class Design:
    """X = [x, …, x^degree for the `columns` of numbers; with `interactions` their products, of up to `degree` factors
    (at least two); 1 where a text is a level, else 0, for `levels` after the first].

    The first level is left out: with the intercept, a column for it would be the sum of all others. A level that was
    not there before gives zeros, which stand for the first.

    >>> table = Table(("a",), np.array([[2.0], [3.0]]), {"t": ("x", "y")})
    >>> design = Design(("a",), {"t": ("x", "y")}, degree=2)
    >>> design.names, design.matrix(table).tolist()
    (('a', 'a^2', 't = y'), [[2.0, 4.0, 0.0], [3.0, 9.0, 1.0]])
    >>> Design(("a", "b"), {}, degree=2, interactions=True).names
    ('a', 'a^2', 'b', 'b^2', 'a × b')
    """

    columns: tuple[str, ...]
    levels: Mapping[str, tuple[str, ...]]
    degree: int = 1
    interactions: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        numbers = (" × ".join(_power(self.columns[j], k) for j, k in term.items()) for term in self._terms)
        return (*numbers, *(f"{name} = {level}" for name, levels in self.levels.items() for level in levels[1:]))

    def matrix(self, table: Table) -> Array:
        """X (rows × names) for a table that has these columns, in any order. Raises InputError where it has not."""
        found = matched(table, self.columns, self.levels)
        with np.errstate(over="ignore", under="ignore"):  # told below
            picked = [np.prod([found[:, j] ** k for j, k in term.items()], axis=0) for term in self._terms]
        for name, levels in self.levels.items():
            cells = np.array(table.labels(name))
            picked += [(cells == level).astype(np.float64) for level in levels[1:]]
        X = np.column_stack(picked) if picked else np.empty((table.rows, 0))
        if len(self._terms) > len(self.columns) and np.isinf(X).any():
            name = self.names[int(np.flatnonzero(np.isinf(X).any(axis=0))[0])]
            raise InputError(f"{name} overflows float64.", "Divide the column by a power of ten first.")
        return X

    @property
    def _terms(self) -> list[dict[int, int]]:
        """Each as the exponents of its columns, by number."""
        n = len(self.columns)
        terms = [{j: k} for j in range(n) for k in range(1, self.degree + 1)]
        for factors in range(2, max(2, self.degree) + 1) if self.interactions else ():
            if comb(n + factors - 1, factors) > MOST:
                raise InputError(
                    f"The products of {n} columns, of up to {max(2, self.degree)} factors, are more than {MOST:,}.",
                    "Choose a smaller degree, leave columns out, or do without interactions.",
                )
            for chosen in combinations_with_replacement(range(n), factors):
                term = {j: chosen.count(j) for j in dict.fromkeys(chosen)}
                if len(term) > 1:
                    terms.append(term)
        return terms


def _power(name: str, k: int) -> str:
    return f"{name}^{k}" if k > 1 else name
