"""The starter is the solution's source with the marked parts left out."""

import ast

import pytest

from hiddenmath.learn import Exercise, course
from hiddenmath.learn._starter import left_out, solution_source, starter_source


def one(x):
    """Twice x."""
    y = 2 * x  # blank
    z = max(y, key=None)  # starter: z = max(___)
    if z >= 0:
        z += 1  # blank
    return z  # blank


def plain(photo):
    # A comment stays.
    bright = photo * 2
    return bright + 1  # blank: 1


def test_a_function_keeps_its_signature_and_docstring():
    assert starter_source([one], "function") == (
        "import numpy as np\n\n\n"
        "def one(x):\n"
        '    """Twice x."""\n'
        "    y = ___\n"
        "    z = max(___)\n"
        "    if z >= 0:\n"
        "        z += ___\n"
        "    return ___\n"
    )


def test_lines_are_the_body_alone_and_end_in_a_value():
    assert starter_source([plain], "lines") == "# A comment stays.\nbright = photo * 2\nbright + ___"
    assert solution_source([plain], "lines") == "# A comment stays.\nbright = photo * 2\nbright + 1"


def test_what_is_left_out_is_known():
    assert left_out([one]) == ["2 * x", "max(y, key=None)", "1", "z"]
    assert left_out([plain]) == ["1"]


def misspelt(x):
    return 2 * x  # blank: y


def test_a_part_that_is_not_there_is_said():
    with pytest.raises(ValueError, match="marks a line that does not hold 'y'"):
        starter_source([misspelt], "function")


@pytest.mark.parametrize("exercise_id", [i for i in course().placed if isinstance(course().exercise(i), Exercise)])
def test_starters_and_solutions_of_the_course_are_python_without_marks(exercise_id):
    exercise = course().exercise(exercise_id)
    for source in (exercise.starter, exercise.solution_source):
        ast.parse(source)
        assert "# blank" not in source and "# starter" not in source
