"""All that is looked at in a matrix: `inspect` says it in numbers, a picture and words."""

from typing import Any, NamedTuple

import numpy as np

from hiddenmath.apply._columns import Columns, columns_of
from hiddenmath.apply._related import Related, related
from hiddenmath.apply._result import Numbers
from hiddenmath.apply._spectrum import NAMED, Spectrum, spectrum, triangular
from hiddenmath.data import InputError, Matrix
from hiddenmath.linalg import Rank, structure
from hiddenmath.linalg._rank import cut

SQUARED = 1e150  # beyond, squares overflow


class Look(NamedTuple):
    """`A` is the matrix without gaps, `names` those of its columns; `rank` 0 where only a part of the spectrum is
    known."""

    matrix: Matrix
    A: Any
    names: tuple[str, ...]
    columns: Columns
    spectrum: Spectrum
    related: Related | None
    rank: int
    structure: str
    numbers: Numbers


def look(matrix: Matrix, values: int) -> Look:
    """Looks at a matrix; of one too large for all, at so many of its singular values."""
    array: Any = matrix.array
    m, n = array.shape
    columns = columns_of(np.abs(array) if array.dtype.kind == "c" else array)
    if columns.missing.sum() == m * n:
        raise InputError(
            f"{matrix.name} holds no number at all: {m * n:,} missing values.", "Check how it was written."
        )
    names = matrix.columns or tuple(f"column {j + 1}" for j in range(n))
    A = _without_gaps(array, columns)
    found = spectrum(A, values)
    precision = array.dtype if array.dtype.kind in "fc" else np.dtype(np.float64)
    of_columns = None
    if found.R is not None and n <= NAMED and array.dtype.kind != "c" and found.s[0] < SQUARED:
        R, rows = _of_whole_rows(array, found.R)
        of_columns = related(R, rows, names, float(np.finfo(precision).eps))
    kept = cut(found.s, (m, n), precision) if found.complete else None
    shape = _structure(array, columns)
    numbers: Numbers = {"rows": m, "columns": n, "shape": "×".join(map(str, matrix.shape)), "type": str(array.dtype)}
    numbers |= {"bytes": _bytes(array), "structure": shape}
    numbers |= {"missing": int(columns.missing.sum()), "share_of_zeros": float(columns.zeros.sum() / (m * n))}
    numbers |= _of_spectrum(found, kept)
    if of_columns and np.isfinite(of_columns.condition):
        numbers["condition_scaled"] = of_columns.condition
    return Look(matrix, A, names, columns, found, of_columns, kept.rank if kept else 0, shape, numbers)


def _of_whole_rows(array: Any, R: Any) -> tuple[Any, int]:
    """The triangular factor of the rows without gaps, where there are enough: what was filled in obeys no equation."""
    m, n = array.shape
    if isinstance(array, np.ndarray):
        whole = np.isfinite(array).all(axis=1)
        if n < whole.sum() < m:
            return triangular(array[whole]), int(whole.sum())
    return R, m


def _of_spectrum(found: Spectrum, kept: Rank | None) -> Numbers:
    s = found.s
    if kept:
        condition = float(s[0] / s[-1]) if kept.rank == len(s) else "infinite"
        numbers: Numbers = {"rank": kept.rank, "tolerance": kept.tolerance, "condition": condition}
    else:
        numbers = {"values_found": len(s), "they_hold": min(1.0, found.share(len(s)))}
    for percent in (90, 99):
        if k := found.values_for(percent / 100):
            numbers[f"values_for_{percent}_percent"] = k
    size = found.relative * float(s[0])
    return numbers | {"largest_singular_value": float(s[0]), "error_bound": found.error, "frobenius_norm": size}


def _without_gaps(array: Any, columns: Columns) -> Any:
    """Each missing value as the mean of its column, 0 where it has none."""
    if not columns.missing.any():
        return array
    if not isinstance(array, np.ndarray):
        array = array.copy()
        array.data[~np.isfinite(array.data)] = 0
        return array
    filling = np.nan_to_num(columns.mean)
    if array.dtype.kind == "c":  # of these, only sizes are known
        filling = np.zeros(len(filling))
    return np.where(np.isfinite(array), array, filling.astype(array.dtype))


def _bytes(array: Any) -> int:
    if isinstance(array, np.ndarray):
        return int(array.nbytes)
    return int(array.data.nbytes + array.indices.nbytes + array.indptr.nbytes)


def _structure(A: Any, columns: Columns) -> str:
    """In words: what is equal to its transpose, a band, a triangle; only ones and zeros; rows that add up to 1."""
    m, n = A.shape
    if columns.missing.any() or A.dtype.kind == "c":
        return "none"
    words: list[str] = []
    if m == n > 1:
        about = structure(A)
        words += [about.name] if about.name not in ("general", "sparse") else []
        words += ["symmetric"] if about.hermitian and about.name not in ("symmetric", "diagonal") else []
    values = A if isinstance(A, np.ndarray) else A.data
    if ((values == 0) | (values == 1)).all():
        words.append("only 0 and 1")
    elif n > 1 and columns.least.min() >= 0 and np.allclose(np.asarray(A.sum(axis=1)).ravel(), 1):
        words.append("each row adds up to 1")
    return ", ".join(words) or "none"
