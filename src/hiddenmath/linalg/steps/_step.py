"""What an algorithm in slow motion yields: its state, what was done, and why."""

from collections.abc import Generator
from typing import Any, NamedTuple, TypeAlias, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array: TypeAlias = NDArray[Any]
Answer = TypeVar("Answer")


class Step(NamedTuple):
    """One step.

    - `state`: every array by its letter, a copy that is safe to keep. A single number is an array without axes; exact
      numbers are `Fraction`s in an array of objects.
    - `did`: what was done, with its numbers: "row 3 ← row 3 − 2·row 1". Rows and columns count from 1, as on paper.
    - `why`: "makes the entry below the pivot 0".
    """

    state: dict[str, Array]
    did: str
    why: str

    @classmethod
    def of(cls, did: str, why: str, **state: ArrayLike) -> "Step":
        return cls({letter: np.array(value) for letter, value in state.items()}, did, why)


Steps: TypeAlias = Generator[Step, None, Answer]
"""A generator of steps that returns the answer: `run` gives both, `show` prints the steps and gives the answer."""


def run(steps: Steps[Answer]) -> tuple[list[Step], Answer]:
    """All steps, and the answer.

    >>> from hiddenmath.linalg.steps import eliminate
    >>> steps, answer = run(eliminate([[2, 4], [1, 2]]))
    >>> steps[1].did, steps[1].why
    ('row 2 ← row 2 − 1/2·row 1', 'makes the entry below the pivot 2 zero')
    >>> answer.pivots
    (0,)
    """
    done: list[Step] = []
    while True:
        try:
            done.append(next(steps))
        except StopIteration as end:
            answer: Answer = end.value
            return done, answer
