"""How much work a right solution does: its time beside the reference's as inputs grow, and what X-ray sees in it.

Both run in the sandbox, alternately. The times are the child's own word: who forges them fools nobody else.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from hiddenmath.learn._exercise import Exercise

Inputs = dict[str, Any]
Clock = Callable[[Inputs], float | None]
"""Seconds of one call on these inputs; None where it did not end in time."""

SIZES = (8, 16, 32, 64, 128, 256, 512)
LONGEST = 0.3  # seconds of one call, after which inputs grow no more
TICK = 1e-5  # seconds; a shorter time says more about the call than about the work in it


@dataclass(frozen=True)
class Hint:
    """What X-ray would change: `before` on this line of the learner's, and how many times faster `after` is."""

    line: int
    before: str
    after: str
    speedup: float
    why: str


@dataclass(frozen=True)
class Effort:
    """Seconds of one call at each size, n as in `Exercise.grows`; time grows as n to the power of the exponent."""

    sizes: list[int]
    yours: list[float]
    reference: list[float]
    exponent: float | None
    reference_exponent: float | None
    message: str
    hints: list[Hint]


def measure(exercise: Exercise, yours: Clock, reference: Clock) -> Effort:
    """The times at growing sizes, until one call takes too long for a learner to wait."""
    assert exercise.grows is not None
    rng, sizes, times = np.random.default_rng(0), [], []
    for n in SIZES:
        inputs = inputs_of(exercise, rng, n)
        pair = yours(inputs), reference(inputs)
        if pair[0] is None or pair[1] is None:
            break
        sizes.append(n)
        times.append((pair[0], pair[1]))
        if max(times[-1]) > LONGEST:
            break
    mine, theirs = ([pair[which] for pair in times] for which in (0, 1))
    exponents = exponent(sizes, mine), exponent(sizes, theirs)
    return Effort(sizes, mine, theirs, *exponents, say_effort(sizes, mine, theirs, *exponents), [])


def inputs_of(exercise: Exercise, rng: np.random.Generator, n: int) -> Inputs:
    assert exercise.grows is not None
    return dict(zip(exercise.parameters, exercise.grows(rng, n), strict=True))


def exponent(sizes: list[int], seconds: list[float]) -> float | None:
    """p of the line log t = p·log n + c nearest to the last four sizes whose time is worth the name.

    >>> round(exponent([8, 16, 32], [0.001, 0.008, 0.064]), 3)
    3.0
    """
    found = [(n, t) for n, t in zip(sizes, seconds, strict=True) if t > TICK][-4:]
    if len(found) < 3:
        return None
    n, t = np.log(np.array(found, float)).T
    return float((n - n.mean()) @ (t - t.mean()) / np.sum((n - n.mean()) ** 2))


def say_effort(
    sizes: list[int], yours: list[float], reference: list[float], mine: float | None, theirs: float | None
) -> str:
    """
    >>> say_effort([64], [0.04], [0.001], None, None)
    'For n = 64 your code takes 40 ms, the reference 1 ms: 40 times as long.'
    >>> say_effort([64], [0.001], [0.0011], 3.0, 2.0)[-79:]
    'When n doubles, your time grows about 8-fold, and that of the reference 4-fold.'
    """
    if not sizes:
        return "Your code could not be timed: it gave no answer in time, not even for the smallest input."
    ratio = yours[-1] / reference[-1]
    compared = "about as long" if 0.67 < ratio < 1.5 else f"{_times(ratio)} times as long"
    took = f"your code takes {_duration(yours[-1])}, the reference {_duration(reference[-1])}"
    said = f"For n = {sizes[-1]} {took}: {compared}."
    if mine is None or theirs is None:
        return said
    growth = f"your time grows about {2**mine:.2g}-fold, and that of the reference {2**theirs:.2g}-fold"
    return f"{said} When n doubles, {growth}."


def say_rates(flops: float, yours: float, reference: float) -> str:
    """How fast both do the work, counted as the operations of the reference.

    >>> say_rates(4.2e6, 0.2, 0.0001)
    'It is 4.2 million operations: yours does them at 0.021 GFLOP/s, the reference at 42.'
    """
    mine, theirs = (f"{flops / seconds / 1e9:.2g}" for seconds in (yours, reference))
    return f"It is {_count(flops)} operations: yours does them at {mine} GFLOP/s, the reference at {theirs}."


def _times(ratio: float) -> str:
    return f"{float(f'{ratio:.2g}'):,.0f}" if ratio >= 10 else f"{ratio:.2g}"


def _count(flops: float) -> str:
    for size, name in ((1e9, " billion"), (1e6, " million")):
        if flops >= size:
            return f"{flops / size:.3g}{name}"
    return f"{flops:,.0f}"


def _duration(seconds: float) -> str:
    if seconds >= 1:
        return f"{seconds:.2g} s"
    return f"{1e3 * seconds:.3g} ms" if seconds >= 1e-3 else f"{1e6 * seconds:.3g} µs"
