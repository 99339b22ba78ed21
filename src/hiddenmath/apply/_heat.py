"""A matrix of any size as a heat map with its singular values beside it."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._look import Look
from hiddenmath.apply._result import Picture

ROWS, COLUMNS = 200, 240  # that a page draws
READABLE = 12  # rows and columns, up to which one reads the numbers as they are
SHADES = 3.0  # deviations from the mean that get the full colour
VALUES = 300  # singular values that are drawn


def heat(seen: Look) -> Picture:
    """Of a table each column is centred and divided by its deviation; all else stands as it is. Of a large table every
    so-and-so-many-th row is drawn, of the others averages over tiles."""
    A, reading = seen.matrix.array, seen.matrix.reading
    attributes: dict[str, Any] = {"value": _value(A, seen), "spectrum": _spectrum(seen)}
    if reading == "image":
        attributes["photo"] = True
    elif is_scaled(seen):
        attributes["max"] = SHADES
    return Picture("matrix", attributes)


def is_scaled(seen: Look) -> bool:
    return seen.matrix.reading == "table" and max(seen.A.shape) > READABLE


def steps(seen: Look) -> tuple[int, int]:
    """Of how many rows, and of how many columns, one is drawn."""
    m, n = seen.A.shape
    return -(-m // ROWS), -(-n // COLUMNS)


def _value(A: Any, seen: Look) -> dict[str, Any]:
    if is_scaled(seen):
        cells = A[:: steps(seen)[0]]
        with np.errstate(over="ignore"):
            deviation = np.nanstd(cells, axis=0) if seen.related is None else seen.related.deviation
        drawn = averaged((cells - seen.columns.mean) / np.where(deviation > 0, deviation, 1), ROWS, COLUMNS)
    else:
        drawn = averaged(np.abs(A) if A.dtype.kind == "c" else A, ROWS, COLUMNS)
    if seen.matrix.reading == "image":
        return {"shape": list(drawn.shape), "dtype": "uint8", "values": np.rint(drawn).astype(int).ravel().tolist()}
    numbers = [float(f"{value:.4g}") if np.isfinite(value) else "nan" for value in drawn.ravel().tolist()]
    return {"shape": list(drawn.shape), "dtype": "float64", "values": numbers}


def averaged(A: Any, rows: int, columns: int) -> NDArray[np.float64]:
    """At most rows×columns averages over tiles of equal size; a tile without any number is NaN.

    >>> averaged(np.array([[1.0, 3.0, 5.0], [1.0, np.nan, 7.0]]), 1, 2).tolist()
    [[1.6666666666666667, 6.0]]
    """
    m, n = A.shape
    down, across = -(-m // rows), -(-n // columns)
    if down == across == 1:
        return np.asarray(A if isinstance(A, np.ndarray) else A.toarray(), dtype=np.float64)
    if not isinstance(A, np.ndarray):
        from scipy.sparse import coo_array

        entries = A.tocoo()
        shape = -(-m // down), -(-n // across)
        sums = coo_array((entries.data, (entries.row // down, entries.col // across)), shape=shape).toarray()
        height = np.minimum(down, m - down * np.arange(shape[0]))
        width = np.minimum(across, n - across * np.arange(shape[1]))
        return np.asarray(sums / np.outer(height, width))
    known = np.isfinite(A)
    sums, counts = (_added(part, down, across) for part in (np.where(known, A, 0.0), known.astype(np.float64)))
    return np.asarray(np.divide(sums, counts, out=np.full(sums.shape, np.nan), where=counts > 0))


def _added(A: NDArray[np.float64], down: int, across: int) -> NDArray[np.float64]:
    m, n = A.shape
    by_rows = np.add.reduceat(A, np.arange(0, m, down), axis=0)
    return np.asarray(np.add.reduceat(by_rows, np.arange(0, n, across), axis=1))


def _spectrum(seen: Look) -> dict[str, Any]:
    """The singular values, of very many every so-and-so-many-th, with the number of each."""
    s, step = seen.spectrum.s, -(-len(seen.spectrum.s) // VALUES)
    return {
        "values": [float(f"{value:.4g}") for value in s[::step].tolist()],
        "step": step,
        "count": min(seen.A.shape),
        "rank": seen.rank if seen.spectrum.complete else len(s),
    }
