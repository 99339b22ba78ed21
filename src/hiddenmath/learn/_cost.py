"""What the solution of an exercise needs: the most seconds and bytes for one input."""

import time
import tracemalloc
from dataclasses import dataclass

import numpy as np

from hiddenmath.learn._exercise import Exercise


@dataclass(frozen=True)
class Cost:
    seconds: float
    bytes: int


def solution_cost(exercise: Exercise) -> Cost:
    """The largest over the inputs that seed 0 makes; memory is what Python and NumPy hold at the peak, beside them."""
    seconds, most = 0.0, 0
    for case in exercise.cases(np.random.default_rng(0)):
        exercise.solution(*case)  # the first call loads what it needs
        began = time.perf_counter()
        exercise.solution(*case)
        seconds = max(seconds, time.perf_counter() - began)
        tracemalloc.start()
        try:
            exercise.solution(*case)
            most = max(most, tracemalloc.get_traced_memory()[1])
        finally:
            tracemalloc.stop()
    return Cost(seconds, most)
