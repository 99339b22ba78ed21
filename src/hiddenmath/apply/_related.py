"""Which columns follow from others: exactly, as an equation, or nearly."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
TERMS = 3  # of an equation that can be read


class Related(NamedTuple):
    """What the triangular factor R of [1 A] says about the columns of A.

    `deviation`: standard deviation of each column; `explained`: R² of each by all others, NaN where that is not
    defined; `equations`: the columns that follow exactly, in words; `following`: how many there are; `alike`: pairs and
    their correlation; `condition`: that of the columns, centred and brought to length 1, NaN where there are
    as many columns as rows.
    """

    deviation: Array
    explained: Array
    equations: tuple[str, ...]
    following: int
    alike: tuple[tuple[str, str, float], ...]
    condition: float


def related(R: NDArray[Any], rows: int, names: Sequence[str], eps: float, near: float = 0.99) -> Related:
    """What R, of a matrix with so many rows and `names` of columns, says; eps is the precision of its entries."""
    from scipy.linalg import qr, solve_triangular

    means, centred = R[0, 1:] / R[0, 0], R[1:, 1:]
    length = np.linalg.norm(centred, axis=0)
    size = np.linalg.norm(R[:, 1:], axis=0)
    varies = np.flatnonzero(length > max(rows, len(names)) * eps * size)
    unit = centred[:, varies] / length[varies]
    explained = np.full(len(names), np.nan)
    if not varies.size:
        return Related(length / max(1, rows - 1) ** 0.5, explained, (), 0, (), 1.0)
    T, order = qr(unit, pivoting=True, mode="r")
    diagonal = np.abs(np.diag(T))
    r = int((diagonal > 10 * max(rows, len(names)) * eps).sum())
    follow = order[r:]
    weights = solve_triangular(T[:r, :r], T[:r, r:]) if r else np.empty((0, len(follow)))
    equations = [
        _equation(names, int(varies[j]), varies[order[:r]], weights[:, i], length, means) for i, j in enumerate(follow)
    ]
    s = np.linalg.svd(unit, compute_uv=False)
    whole = r == len(varies) and rows > len(varies)
    if whole:
        inverse = solve_triangular(np.linalg.qr(unit, mode="r"), np.eye(len(varies)))
        explained[varies] = np.clip(1 - 1 / np.sum(inverse**2, axis=1), 0, 1)
    return Related(
        length / max(1, rows - 1) ** 0.5,
        explained,
        tuple(words for words in equations if words),
        len(follow),
        _alike(unit, [names[j] for j in varies.tolist()], near),
        float(s[0] / s[-1]) if whole else np.inf if rows > len(varies) else np.nan,
    )


def _equation(names: Sequence[str], of: int, by: NDArray[np.intp], weights: Array, length: Array, means: Array) -> str:
    """The column as a sum of others, like 'f' = 1.8·'c' + 32, or nothing where more than three are needed."""
    used = np.flatnonzero(np.abs(weights) > 1e-8)
    if len(used) > TERMS:
        return ""
    factors = [(weights[i] * length[of] / length[by[i]], names[by[i]], means[by[i]]) for i in used]
    constant = float(means[of] - sum(factor * mean for factor, _, mean in factors))
    text = "".join(_term(factor, f"·{name!r}") for factor, name, _ in factors)
    if abs(constant) > 1e-9 * max(abs(means[of]), length[of]):
        text += _term(constant, "")
    first = "−" if text.startswith(" − ") else ""
    return f"{names[of]!r} = {first}{text[3:]}"


def _term(factor: float, of: str) -> str:
    """
    >>> _term(1.0, "·'a'"), _term(-2.5, "·'a'"), _term(32.0, "")
    (" + 'a'", " − 2.5·'a'", ' + 32')
    """
    sign = " − " if factor < 0 else " + "
    written = f"{abs(factor):.4g}"
    return sign + (of.removeprefix("·") if of and written == "1" else written + of)


def _alike(unit: Array, names: Sequence[str], near: float) -> tuple[tuple[str, str, float], ...]:
    """The pairs with the largest correlations, above `near` in size but not exactly ±1."""
    correlation = np.triu(unit.T @ unit, 1)
    pairs = np.argwhere((np.abs(correlation) > near) & (np.abs(correlation) < 1 - 1e-12))
    found = [(names[i], names[j], float(correlation[i, j])) for i, j in pairs.tolist()]
    return tuple(sorted(found, key=lambda pair: -abs(pair[2])))
