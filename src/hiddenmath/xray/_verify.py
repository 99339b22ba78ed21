"""Measure a proposed replacement on the operands that occurred. Only what survives is ever shown.

A replacement holds when, on copies of the program's own operands,
- it reproduces what the program got, so the operands are the right ones;
- its error is at most 4 times the larger of two: the error of the original, and √n times what rounding the n×n operands
  once does to the exact value, which is how far the roundings of a backward stable method go (Higham and Mary, *A new
  approach to probabilistic rounding error analysis*, SIAM J. Sci. Comput. 2019); plus 8 units of rounding;
- and it gains something. It is at least 1.3 times faster, by the best and by the lower quartile of several runs in
  turn, and where a run takes so long that there are few, at least twice as fast in every one. Or it needs at most half
  of the memory beside its operands, some megabytes less, and no more time. Or it has two digits more, and is not slower
  by that factor.
"""

import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from time import perf_counter
from typing import Any, NamedTuple

import numpy as np

from hiddenmath.xray._expression import Apply, Given, Node, evaluate, leaves
from hiddenmath.xray._reference import exact
from hiddenmath.xray._report import NO_TIME

FEW_RUNS, ENOUGH_RUNS, MOST_RUNS = 3, 7, 25
SECONDS_EACH = 0.4  # for the runs of one replacement, once there are enough
LEAST_SPEEDUP, CLEAR_SPEEDUP = 1.3, 2.0
LEAST_BYTES = 8 << 20
DIGITS = 1e-2  # an error this much smaller is more than luck


Works = Sequence[tuple[float, Callable[[], Any]]]  # how often, and what to do


class Refused(Exception):
    """The replacement is not claimed: it is not equal, not faster, or less accurate. The message says which."""


class Unmeasured(Exception):
    """The replacement is not claimed, because there was no time to measure it."""


class Errors(NamedTuple):
    """Distances from the exact value, relative to it."""

    before: float
    after: float
    data: float  # what changing each number of the operands by one unit of rounding does


def compare(before: Apply, after: Node, given: Given) -> Errors:
    """How exact both are. Raises Refused if the replacement gives something else, or is worse than it may be.

    `given` holds parts that are taken as computed.
    """
    try:
        with np.errstate(all="ignore"):
            old, new = evaluate(before, given), evaluate(after, given)
            unit = unit_of(old)
            reference, data = exact(before, given, unit)
            if not reference.is_alike(old, new):
                raise Refused(f"the replacement gives {_form(new)} in place of {_form(old)}")
            errors = Errors(reference.error(old), reference.error(new), data)
            replayed = reference.error(before.result)
    except (ValueError, TypeError, IndexError, MemoryError, ImportError) as error:  # LinAlgError is a ValueError
        raise Refused(str(error)) from error
    n = max(max(leaf.shape, default=1) for leaf in leaves(before))
    if not acceptable(errors, unit, n):
        raise Refused(f"its error would be {errors.after:.1e} in place of {errors.before:.1e}")
    if replayed != errors.before and not acceptable(errors._replace(after=replayed), unit, n):
        raise Refused("an operand changed while the expression was evaluated")
    return errors


def acceptable(errors: Errors, unit: float, n: int) -> bool:
    """Is the replacement about as exact as what it replaces, or as exact as the data allow? NaN and infinity are not.

    >>> acceptable(Errors(1e-12, 3e-12, 1e-15), 2e-16, n=9), acceptable(Errors(1e-15, 1e-12, 1e-15), 2e-16, n=9)
    (True, False)
    >>> acceptable(Errors(1e-15, 1e-12, 1e-13), 2e-16, n=9), acceptable(Errors(float("nan"), 0.0, 0.0), 2e-16, n=9)
    (True, False)
    """
    before = 0.0 if errors.before >= 1 else errors.before  # no digit of it was right: that excuses nothing
    allowed = 4 * max(before, n**0.5 * errors.data) + 8 * unit
    return bool(errors.after <= allowed < 1)


def is_more_accurate(errors: Errors, unit: float) -> bool:
    """Has it digits that the original lost, and not for want of luck?"""
    return errors.before > 1e3 * unit and errors.after <= DIGITS * errors.before


def is_leaner(before: int, after: int, slow: Sequence[float], fast: Sequence[float]) -> bool:
    """Does it need at most half of the memory, some megabytes less, and no more time?"""
    return before - after >= LEAST_BYTES and 2 * after <= before and speedup(slow, fast) >= 1


def gain_of(errors: Errors, unit: float, memory: list[int], slow: list[float], fast: list[float]) -> str:
    """What is gained. Raises Refused if nothing is."""
    if is_faster(slow, fast):
        return "faster"
    if is_more_accurate(errors, unit) and LEAST_SPEEDUP * speedup(slow, fast) >= 1:
        return "more accurate"
    if is_leaner(memory[0], memory[1], slow, fast):
        return "leaner"
    raise Refused("it is neither faster nor leaner nor more accurate")


def peak_bytes(work: Callable[[], Any]) -> int:
    """The most memory that the arrays made by some work take at one time. LAPACK's own workspace is not seen."""
    traced = tracemalloc.is_tracing()  # by the program, which may go on
    if not traced:
        tracemalloc.start()
    tracemalloc.reset_peak()
    before = tracemalloc.get_traced_memory()[0]
    try:
        work()
        return tracemalloc.get_traced_memory()[1] - before
    finally:
        if not traced:
            tracemalloc.stop()


def unit_of(result: Any) -> float:
    """The unit of rounding of a result, of the least precise of its parts."""
    parts = result if isinstance(result, tuple) else (result,)
    return max(float(np.finfo(np.result_type(part, np.float32)).eps) for part in parts)


def _form(value: Any) -> str:
    parts = value if isinstance(value, tuple) else (value,)
    return ", ".join(f"{np.shape(part)} {np.asarray(part).dtype}" for part in parts)


def timed(before: Works, after: Works, common: float, deadline: float) -> tuple[list[float], list[float]]:
    """The seconds of both in each round, what they have in common counted on both sides.

    Slow work is not repeated once the gain is clear; quick work is, because there an accident is more likely.
    """
    slow, fast, start = list[float](), list[float](), perf_counter()
    for run in rounds([work for _, work in [*before, *after]], deadline):
        slow.append(_total(before, run[: len(before)]) + common)
        fast.append(_total(after, run[len(before) :]) + common)
        if perf_counter() - start > SECONDS_EACH and is_clear(slow, fast):
            break
    return slow, fast


def _total(works: Works, seconds: list[float]) -> float:
    return sum(times * s for (times, _), s in zip(works, seconds, strict=True))


def rounds(works: Sequence[Callable[[], Any]], deadline: float) -> Iterator[list[float]]:
    """The seconds of each piece of work, in turn, run after run. Raises Unmeasured where there is no time for a few."""
    start = perf_counter()
    first = sum(_seconds(work) for work in works)  # not counted: it pays for caches and threads
    if perf_counter() + FEW_RUNS * first > deadline:
        raise Unmeasured(NO_TIME)
    done = 0
    while done < ENOUGH_RUNS or (done < MOST_RUNS and perf_counter() - start < SECONDS_EACH):
        if done >= FEW_RUNS and perf_counter() + first > deadline:
            return
        yield [_seconds(work) for work in works]
        done += 1


def _seconds(work: Callable[[], Any]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def speedup(before: Sequence[float], after: Sequence[float]) -> float:
    """How many times faster: by the best runs and by the lower quartiles, whichever says less.

    Noise only ever adds to a time, and on a busy machine it adds to more than half of them, so no median and no mean.

    >>> speedup([1.0, 1.1, 9.0, 1.1], [0.5, 7.0, 0.5, 0.4])
    2.2
    """
    return min(min(before) / min(after), lower_quartile(before) / lower_quartile(after))


def lower_quartile(seconds: Sequence[float]) -> float:
    """The time that a quarter of the runs stayed below."""
    return sorted(seconds)[len(seconds) // 4]


def is_faster(before: Sequence[float], after: Sequence[float]) -> bool:
    """Do the runs, made in turn, show a gain that is no accident? By LEAST_SPEEDUP, and in most of the pairs.

    Fewer than ENOUGH_RUNS prove it only if each of them is clear.

    >>> is_faster([1.0, 1.1, 1.0, 9.0] * 2, [0.5, 0.5, 0.6, 0.5] * 2), is_faster([1.0] * 8, [0.9] * 8)
    (True, False)
    >>> is_faster([1.0, 1.1, 1.0], [0.3, 0.4, 0.3]), is_faster([1.0, 1.1, 1.0], [0.3, 0.6, 0.3])
    (True, False)
    """
    if len(before) < ENOUGH_RUNS:
        return is_clear(before, after)
    wins = sum(b > a for b, a in zip(before, after, strict=True))
    return speedup(before, after) >= LEAST_SPEEDUP and wins > len(before) / 2


def is_clear(before: Sequence[float], after: Sequence[float]) -> bool:
    """Is every one of at least a few runs so much faster that more of them would only cost time?"""
    pairs = zip(before, after, strict=True)
    return len(before) >= FEW_RUNS and all(b >= CLEAR_SPEEDUP * a for b, a in pairs)
