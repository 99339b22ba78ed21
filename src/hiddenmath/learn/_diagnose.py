"""Generic diagnoses, tried on the answers alone; said only when one explains every failing case."""

from collections.abc import Callable, Sequence

import numpy as np

from hiddenmath.learn._compare import Array, Check

Pairs = Sequence[tuple[Array, Array]]
FEWEST = 3  # numbers that must agree before an agreement counts as an explanation and not as chance


def generic_diagnosis(check: Check, pairs: Pairs) -> str | None:
    """What turns every expected value into the answer given, in a sentence; None where nothing explains all pairs.

    >>> from hiddenmath.learn import close
    >>> A = np.array([[1.0, 2.0], [3.0, 4.0]])
    >>> generic_diagnosis(close(), [(A.T, A)])
    'Rows and columns are swapped: your answer is the transpose of what was asked.'
    >>> generic_diagnosis(close(), [(3 * A, A), (2 * A, A)]) is None
    True
    """
    if sum(expected.size for _, expected in pairs) < FEWEST:
        return None
    return next((words for diagnose in _DIAGNOSES if (words := diagnose(check, pairs))), None)


def _every(check: Check, pairs: Pairs, change: Callable[[Array], Array]) -> bool:
    """Whether the answer is `change(expected)` in every case."""
    return all(check.alike(answer, change(expected)) for answer, expected in pairs)


def _transposed(check: Check, pairs: Pairs) -> str | None:
    if _every(check, pairs, np.transpose):
        return "Rows and columns are swapped: your answer is the transpose of what was asked."
    return None


def _negated(check: Check, pairs: Pairs) -> str | None:
    if _every(check, pairs, np.negative):
        return "Every sign is the opposite of what it should be. Is a difference the wrong way round?"
    return None


def _scaled(check: Check, pairs: Pairs) -> str | None:
    factor = _common(
        check, pairs, lambda answer, expected: float(np.vdot(expected, answer) / np.vdot(expected, expected))
    )
    if factor is None or factor == 0 or not _every(check, pairs, lambda expected: factor * expected):
        return None
    if factor < 0:
        return f"Every number of yours is {factor:.4g} times what it should be."
    size = f"{factor:.4g} times too large" if factor > 1 else f"{1 / factor:.4g} times too small"
    return f"Every number of yours is {size}. Is a factor too many, or missing?"


def _shifted(check: Check, pairs: Pairs) -> str | None:
    shift = _common(check, pairs, lambda answer, expected: float(np.mean(answer - expected)))
    if shift is None or not _every(check, pairs, lambda expected: expected + shift):
        return None
    return f"Every number of yours is {abs(shift):.4g} too {'large' if shift > 0 else 'small'}."


def _common(check: Check, pairs: Pairs, of: Callable[[Array, Array], float]) -> float | None:
    """The number that `of` finds in every pair, if it is the same in all of them."""
    if any(answer.shape != expected.shape or not np.any(expected) for answer, expected in pairs):
        return None
    found = [of(answer, check.nearest(answer, expected)) for answer, expected in pairs]
    return found[0] if np.isfinite(found).all() and np.allclose(found, found[0], rtol=1e-6) else None


def _rounded(check: Check, pairs: Pairs) -> str | None:
    changes: list[Callable[[Array], Array]] = [np.trunc, np.floor, *map(_rounding, range(5))]
    if any(_every(check, pairs, change) for change in changes):
        return "Your numbers have lost decimals. Were they rounded, or made whole (int, //)? Give them in full."
    return None


def _rounding(decimals: int) -> Callable[[Array], Array]:
    return lambda array: np.asarray(np.round(array, decimals))


def _unsquared(check: Check, pairs: Pairs) -> str | None:
    if _every(check, pairs, np.square):
        return "Your numbers are the squares of what was asked. Is a square root missing?"
    return None


def _disordered(check: Check, pairs: Pairs) -> str | None:
    def in_order(array: Array) -> Array:
        return np.sort(array, axis=None)

    if all(
        answer.shape == expected.shape and check.alike(in_order(answer), in_order(expected))
        for answer, expected in pairs
    ):
        return "The right numbers, in the wrong order."
    return None


_DIAGNOSES = (_transposed, _negated, _scaled, _shifted, _rounded, _unsquared, _disordered)
