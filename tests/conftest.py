"""Random examples are the same in every run: what passes here passes for everyone. `make verify` draws new ones.

Ctrl-C is heard also where the tests run in the background, in which a program and all that it starts ignore it.
"""

import signal

import pytest
from hypothesis import settings


def pytest_configure(config):
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if not config.getoption("--hypothesis-profile"):
        settings.load_profile("ci")  # hypothesis's own: derandomised, and no deadline on slow machines


@pytest.fixture(scope="session")
def right():
    """`right(grader, exercise)`: the verdict on a right solution or answer, and what was written."""
    import numpy as np

    from hiddenmath.learn import Exercise

    def solved(grader, exercise):
        if isinstance(exercise, Exercise):
            return grader.check(exercise.id, exercise.solution_source), exercise.solution_source
        options = range(len(grader.question(exercise.id, 7).options))
        tries = options or [str(np.asarray(exercise.asks(**grader.given(exercise.id, 7))).tolist())]
        return next((verdict, str(t)) for t in tries if (verdict := grader.answer(exercise.id, 7, t)).passed)

    return solved


@pytest.fixture(scope="session")
def solve_all(right):
    """`solve_all(folder)`: the learner whose progress is there has passed every exercise of the course, just now."""
    from hiddenmath.learn import Grader, Learner, course

    def solve(folder):
        with Learner(folder) as learner, Grader() as grader:
            for id in course().ids:
                learner.record(id, *right(grader, course().exercise(id)))

    return solve
