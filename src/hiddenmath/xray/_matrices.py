"""What the operands that were kept are like: rank, condition, spectrum, symmetry, sparsity. Statistics, never entries.

The singular values are among them: they say how a matrix stretches, and nothing of the directions in which it does.
"""

import ast
from collections.abc import Iterator
from time import perf_counter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hiddenmath.xray._expression import Operand, expression, leaves
from hiddenmath.xray._recorder import Recorder
from hiddenmath.xray._report import NO_TIME, Matrix, Peak, Skipped

MOST_VALUES = 16  # of a spectrum
_USUAL_SHARE = 0.05  # of the peak, at which singular values are computed


def describe(recorder: Recorder, peak: Peak, deadline: float) -> tuple[list[Matrix], list[Skipped]]:
    """The statistics of each operand that is a matrix; and where there was no time for them."""
    found: dict[tuple[str, str, tuple[int, ...]], list[tuple[Matrix, NDArray[Any]]]] = {}
    skipped = []
    rate = _USUAL_SHARE * max(peak.flops.values(), default=np.inf)
    for file, line, operand in _operands(recorder):
        name, a = ast.unparse(operand.source), operand.value
        alike = found.setdefault((file, name, a.shape), [])
        known = next((matrix for matrix, b in alike if np.array_equal(a, b, equal_nan=True)), None)
        if known is not None:
            known.lines.extend([line] * (line not in known.lines))
        elif perf_counter() + 3 * a.size * min(a.shape, default=0) / rate > deadline:
            skipped.append(Skipped(file, line, f"statistics of its matrices: {NO_TIME}"))
        else:
            alike.append((Matrix(file, [line], name, list(a.shape), str(a.dtype), **statistics(a)), a))
    return [matrix for alike in found.values() for matrix, _ in alike], skipped


def _operands(recorder: Recorder) -> Iterator[tuple[str, int, Operand]]:
    for group in recorder.groups().values():
        if group.sample is not None:
            site = group.sample.site
            for leaf in leaves(expression(group.sample)):
                if isinstance(leaf.value, np.ndarray) and leaf.value.ndim == 2 and leaf.value.dtype.char in "fdFD":
                    yield site.file, site.line, leaf


def statistics(a: NDArray[Any]) -> dict[str, Any]:
    """The fields of `Matrix` for one matrix.

    rank: the number of singular values above max(m, n)·ε·σ₁; condition: σ₁ / σₙ, None where σₙ is as good as zero;
    asymmetry: ‖A − Aᴴ‖_F / ‖A‖_F; bandwidth: diagonals below and above the main one that are not all zero.
    Cost: that of the singular values alone, O(mn·min(m, n)).

    >>> found = statistics(np.diag([4.0, 2.0, 1.0]))
    >>> found["rank"], found["condition"], found["definite"], found["bandwidth"], round(found["density"], 2)
    (3, 4.0, 'positive definite', [0, 0], 0.33)
    """
    about: dict[str, Any] = {
        "density": float(np.count_nonzero(a) / a.size) if a.size else 0.0,
        "bandwidth": _bandwidth(a),
    }
    about |= {"rank": None, "condition": None, "singular_values": [], "asymmetry": None, "definite": None}
    if a.size == 0 or not np.isfinite(a).all():
        return about
    m, n = a.shape
    tolerance = max(m, n) * float(np.finfo(a.dtype).eps)
    if m == n and (norm := float(np.linalg.norm(a))):
        about["asymmetry"] = float(np.linalg.norm(a - a.conj().T)) / norm
    if about["asymmetry"] is not None and about["asymmetry"] <= tolerance:
        eigenvalues = np.linalg.eigvalsh(a)
        s = np.sort(np.abs(eigenvalues))[::-1]
        about["definite"] = _definite(eigenvalues, tolerance * s[0])
    else:
        s = np.linalg.svd(a, compute_uv=False)
    about["rank"] = int(np.count_nonzero(s > tolerance * s[0]))
    about["condition"] = float(s[0] / s[-1]) if s[-1] > s[0] * 1e-300 else None
    shown = np.linspace(0, len(s) - 1, min(len(s), MOST_VALUES)).round().astype(int)
    return about | {"singular_values": s[shown].tolist()}


def _definite(eigenvalues: NDArray[Any], zero: float) -> str:
    least, most = eigenvalues[0], eigenvalues[-1]
    if least > zero:
        return "positive definite"
    if most < -zero:
        return "negative definite"
    if least >= -zero:
        return "positive semidefinite"
    return "negative semidefinite" if most <= zero else "indefinite"


def _bandwidth(a: NDArray[Any]) -> list[int]:
    """[below, above]: how far from the diagonal there is something."""
    filled = a != 0
    rows = np.flatnonzero(filled.any(axis=1))
    if rows.size == 0:
        return [0, 0]
    first = filled[rows].argmax(axis=1)
    last = a.shape[1] - 1 - filled[rows, ::-1].argmax(axis=1)
    return [max(int((rows - first).max()), 0), max(int((last - rows).max()), 0)]
