"""What is said when A x = b has no solution, many, or one of which few digits are certain."""

from typing import Any

import numpy as np

from hiddenmath.linalg._arrays import Matrix, MatrixError
from hiddenmath.linalg._factors import ZeroPivot

REMEDY = (
    "If any best x will do: lstsq(A, b) gives the shortest one. If noise must not be amplified: lstsq(A, b, ridge=…). "
    "Otherwise remove the dependence from the data."
)


class SingularError(MatrixError, np.linalg.LinAlgError):
    """A is singular, exactly or for all that its precision can tell."""


class AccuracyWarning(UserWarning):
    """Half of the digits of the answer, or more, are not certain."""


def zero_pivot(A: Any, found: ZeroPivot) -> SingularError:
    """The error for an A (n×n) whose elimination met a zero pivot."""
    n = A.shape[0]
    where = "" if found.at is None else f" at {found.side} {found.at}"
    return SingularError(
        f"A ({n}×{n}) is singular: the elimination met an exact zero pivot{where}. {_cause(A, found)} {REMEDY}"
    )


def numerically_singular(n: int, rcond: float) -> SingularError:
    """The error for an A (n×n) that float64 cannot tell from a singular one."""
    return SingularError(
        f"A ({n}×{n}) is numerically singular: its reciprocal condition number is about {rcond:.0e}, so that rounding "
        "alone can change every digit of x. A row or column that nearly follows from the others (the same quantity "
        "twice, in two units; a total beside its parts) or a model with too many unknowns is the likeliest cause. "
        f"{REMEDY}"
    )


def half_lost(condition: float, precision: np.dtype[Any]) -> str:
    """The warning for an answer of which half of the digits are not certain."""
    digits = np.log10(condition)
    return (
        f"about {digits:.0f} digits of x are not certain: an error in A or b, even the rounding to {precision}, can "
        f"grow {condition:.0e}-fold. If the data are measured, treat x with care; lstsq(A, b, ridge=…) trades a little "
        "bias for a steadier x."
    )


def _cause(A: Any, found: ZeroPivot) -> str:
    if not isinstance(A, np.ndarray):
        empty = np.flatnonzero(np.diff(A.tocsr().indptr) == 0)
        return f"Row {empty[0]} is zero." if len(empty) else "Some equation follows from the others."
    for name, lines in (("Row", A), ("Column", A.T)):
        zero = np.flatnonzero(~lines.any(axis=1))
        if len(zero):
            return f"{name} {zero[0]} is zero."
        same = _twins(lines)
        if same is not None:
            return f"{name}s {same[0]} and {same[1]} are equal."
    if found.at is None:
        return "Some row follows from the others."
    return f"{found.side.capitalize()} {found.at} follows from those before it."


def _twins(lines: Matrix) -> tuple[int, int] | None:
    """Two equal rows, if there are any."""
    first: dict[bytes, int] = {}
    for i, line in enumerate(lines):
        key = (line + 0.0).tobytes()  # −0 and 0 are equal
        if key in first:
            return first[key], i
        first[key] = i
    return None
