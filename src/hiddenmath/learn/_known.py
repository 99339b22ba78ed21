"""Answers that are a well-known function of the inputs: not what was asked, but it can be named."""

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, permutations
from typing import Any

import numpy as np

from hiddenmath.learn._compare import Check, Parts, as_numbers

_OF_ONE: list[tuple[str, Callable[..., Any]]] = [
    ("{}.T", np.transpose),
    ("{}.sum()", np.sum),
    ("{}.mean()", np.mean),
    ("{}.max()", np.max),
    ("{}.min()", np.min),
    ("{}.size", np.size),
    ("len({})", len),
    ("abs({})", np.abs),
    ("{} ** 2", np.square),
    ("np.linalg.norm({})", np.linalg.norm),
    ("np.linalg.det({})", np.linalg.det),
    ("np.linalg.inv({})", np.linalg.inv),
    ("np.sort({})", np.sort),
    ("np.argsort({})", np.argsort),
    ("np.diag({})", np.diag),
    ("{}[0, 0]", lambda X: X[0, 0]),
    *((f"{{}}.{name}(axis={axis})", lambda X, name=name, axis=axis: getattr(X, name)(axis=axis))
      for name in ("sum", "mean", "max", "min", "std") for axis in (0, 1)),
    *((f"{{}}[{i}]", lambda X, i=i: X[i]) for i in (0, 1, 2, -1)),
    *((f"{{}}[:, {i}]", lambda X, i=i: X[:, i]) for i in (0, 1, 2, -1)),
]  # fmt: skip
_OF_TWO: list[tuple[str, Callable[..., Any]]] = [
    ("{} + {}", np.add),
    ("{} - {}", np.subtract),
    ("{} * {}", np.multiply),
    ("{} / {}", np.divide),
    ("{} @ {}", np.matmul),
    ("np.outer({}, {})", np.outer),
    ("({} + {}).sum()", lambda X, Y: np.sum(X + Y)),
    ("np.linalg.norm({} - {})", lambda X, Y: np.linalg.norm(X - Y)),
]


def known_answer(check: Check, names: Sequence[str], cases: Sequence[tuple[Sequence[Any], Parts]]) -> str | None:
    """What gives each of these answers, as one would write it; None where it is nothing so well known.

    >>> from hiddenmath.learn import close
    >>> A, B = np.eye(2), np.array([[1.0, 2.0], [3.0, 4.0]])
    >>> known_answer(close(), ["A"], [((A,), (A.sum(axis=0),)), ((B,), (B.sum(axis=0),))])
    'A.sum(axis=0)'
    """
    if any(len(answer) != 1 for _, answer in cases):
        return None
    for text, function, which in _known(names):
        if all(_gives(check, function, [inputs[i] for i in which], answer) for inputs, answer in cases):
            return text
    return None


def _known(names: Sequence[str]) -> Iterator[tuple[str, Callable[..., Any], tuple[int, ...]]]:
    """Each with its text, and which inputs it is of."""
    for which in [*combinations(range(len(names)), 1), *permutations(range(len(names)), 2)]:
        for text, function in _OF_ONE if len(which) == 1 else _OF_TWO:
            yield text.format(*(names[i] for i in which)), function, which


def _gives(check: Check, function: Callable[..., Any], values: Sequence[Any], answer: Parts) -> bool:
    if not all(isinstance(value, np.ndarray) for value in values):
        return False
    try:
        return check.alike(answer[0], as_numbers(function(*values)))
    except (TypeError, ValueError, IndexError):  # not of arrays of this shape
        return False
