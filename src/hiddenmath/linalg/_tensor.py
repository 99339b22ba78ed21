"""A matrix of PyTorch or JAX as the methods see it: it is checked, measured and multiplied on its own device."""

from math import inf, sqrt
from typing import Any

import numpy as np
from numpy.typing import DTypeLike

from hiddenmath.linalg._arrays import MatrixError, dimensions, not_finite, shape
from hiddenmath.linalg._bounds import UNIT, gamma
from hiddenmath.linalg._library import Library
from hiddenmath.linalg._operator import LARGE, SMALL, Operator, Wide
from hiddenmath.linalg._tall import lengths

ANSWERS = {
    "float16": np.float32, "bfloat16": np.float32, "float32": np.float32, "float64": np.float64,
    "complex32": np.complex64, "complex64": np.complex64, "complex128": np.complex128,
}  # fmt: skip
WHOLE = ("bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64")
# Rows are widened so many entries at a time where their lengths are all that is wanted.
ENTRIES = 1 << 22


def tensor(A: Any, library: Library) -> tuple[Operator, DTypeLike]:
    """`A` as an operator in double precision, and the dtype its answer should have."""
    name = _readable(A, library)
    answer = answer_dtype(name, library)
    double = np.dtype(np.complex128 if "complex" in name else np.float64)
    array = A if name in ("float32", "float64", "complex64", "complex128") else library.cast(A, double)
    size, exponent = _frobenius(array, library, double), 0
    if size == inf:
        _refuse_infinite(array, library)
    if library.name == "JAX":
        _refuse_flushed(A, library, size)
    if not SMALL < size < LARGE and bool((array != 0).any()):
        array, exponent = _scaled(library.cast(array, double), library)
        size = _frobenius(array, library, double)
    m, n = A.shape
    wide = Wide(array, double, library)
    rounding = gamma(max(m, n), wide.array) * size
    work = 2.0 * m * n
    return Operator((m, n), double, wide.times, wide.adjoint, size, rounding, work, exponent, array, library), answer


def answer_dtype(name: str, library: Library) -> np.dtype[Any]:
    """The dtype of the answer for an array whose dtype has this name."""
    return np.dtype(ANSWERS.get(name, library.whole))


def _readable(A: Any, library: Library) -> str:
    """The name of A's dtype; refused where there is no dense 2-d matrix of plain numbers to read."""
    name = str(A.dtype).removeprefix("torch.")
    for kind, found, remedy in _unreadable(A) if library.name == "PyTorch" else ():
        if found:
            raise MatrixError(f"A {shape(A)} is {kind}, but a dense array on a device is needed. {remedy}")
    if A.ndim != 2:
        raise MatrixError(dimensions(A))
    if 0 in A.shape:
        raise MatrixError(f"A {shape(A)} is empty: nothing can be decomposed. Was every row filtered out before?")
    if name not in ANSWERS and name not in WHOLE:
        raise MatrixError(
            f"A {shape(A)} has dtype {name}, which is not computed with here. Convert it: "
            f"{'A.float()' if library.name == 'PyTorch' else 'A.astype(float)'}."
        )
    return name


def _unreadable(A: Any) -> tuple[tuple[str, bool, str], ...]:
    return (
        ("a nested tensor", A.is_nested, "Pass A.to_padded_tensor(0.0)."),
        ("quantised", A.is_quantized, "Pass A.dequantize()."),
        ("on the device meta, without numbers", A.is_meta, "Make it on a device that holds them."),
        (f"stored as {A.layout}", not str(A.layout).endswith("strided"), "Pass A.to_dense()."),
        ("on the device mps, which has no float64", A.device.type == "mps", "Pass A.cpu()."),
    )


def _frobenius(A: Any, library: Library, double: np.dtype[Any]) -> float:
    """An upper bound on ‖A‖_F; infinite where a square overflows or an entry is not finite."""
    (m, n), square = A.shape, 0.0
    rows = max(1, ENTRIES // n)
    with np.errstate(over="ignore", invalid="ignore", under="ignore"):
        for i in range(0, m, rows):
            square += float((lengths(library.cast(A[i : i + rows], double)) ** 2).sum())
    return sqrt(square) * (1 + gamma(rows + m // rows + n + 4, A)) if square < inf else inf


def _refuse_infinite(A: Any, library: Library) -> None:
    finite = library.xp.isfinite(A)
    if not bool(finite.all()):
        i = int(np.argmin(library.home(finite.all(1))))
        j = int(np.argmin(library.home(finite[i])))
        bad = finite.shape[0] * finite.shape[1] - int(finite.sum())
        raise MatrixError(not_finite(A, bad, i, j, "torch" if library.name == "PyTorch" else "jnp"))


def _refuse_flushed(A: Any, library: Library, size: float) -> None:
    """JAX's compiler takes numbers below the normal range for zero, which is more than rounding where all of A is tiny.

    They are looked for at home, where they can be seen.
    """
    least = float(np.finfo(np.float64 if A.dtype in (np.float64, np.complex128) else np.float32).tiny)
    if A.dtype.kind in "biu" or size >= least * sqrt(A.shape[0] * A.shape[1]) / UNIT:
        return
    given = library.home(A)
    sizes = np.maximum(np.abs(given.real), np.abs(given.imag)) if given.dtype.kind == "c" else np.abs(given)
    lost = (sizes > 0) & (sizes < least)
    if lost.any():
        i, j = (int(at) for at in np.argwhere(lost)[0])
        raise MatrixError(
            f"A {shape(A)} has entries as small as A[{i}, {j}] = {given[i, j]}, which JAX takes for zero. Multiply A "
            "by a power of two before it is given to JAX, or pass it as an array of NumPy."
        )


def _scaled(A: Any, library: Library) -> tuple[Any, int]:
    """A times an exact power of two, so that its largest entry is near 1 and no square overflows."""
    parts = (A.real, A.imag) if A.dtype == library.dtype(np.complex128) else (A,)
    exponent = int(np.frexp(max(float(abs(part).max()) for part in parts))[1])
    half = exponent // 2  # 2^exponent itself may be out of range
    return A * 2.0**-half * 2.0 ** (half - exponent), exponent
