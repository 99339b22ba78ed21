"""How fast this machine can go, measured in under a second: the roof that every rate in a report is held against."""

from collections.abc import Callable
from time import perf_counter
from typing import NamedTuple

import numpy as np


class Peak(NamedTuple):
    flops: float  # floating-point operations per second, in one product of two 768×768 float64 matrices
    bytes: float  # bytes read and written per second, copying 64 MB


def measure_peak() -> Peak:
    """The best of a few runs of each, under the thread settings of this process."""
    a = np.full((768, 768), 0.5)
    out = np.empty_like(a)
    product = _best(lambda: np.matmul(a, a, out=out), 5)
    source = np.zeros(8 << 20)
    target = np.empty_like(source)
    copy = _best(lambda: np.copyto(target, source), 4)
    return Peak(2 * 768**3 / product, 2 * source.nbytes / copy)


def _best(work: Callable[[], object], times: int) -> float:
    seconds = []
    for _ in range(times):
        start = perf_counter()
        work()
        seconds.append(perf_counter() - start)
    return min(seconds)
