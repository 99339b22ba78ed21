"""The code in the lessons does what the lessons say: each ```python run``` fence prints the ```output``` below it."""

import contextlib
import io
import re

import pytest

from hiddenmath.learn import course

FENCE = re.compile(r"^```python run\n(.*?)^```\n(?:\s*^```output\n(.*?)^```)?", re.DOTALL | re.MULTILINE)
RUN = [(lesson.slug, *found) for lesson in course().lessons for found in FENCE.findall(lesson.body)]


@pytest.mark.parametrize(("slug", "source", "output"), RUN)
def test_a_lessons_code_prints_what_stands_below_it(slug, source, output):
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(source, {"__name__": slug})
    assert printed.getvalue() == output


def test_there_is_code_to_run():
    assert any(slug == "pca" for slug, *_ in RUN)
    assert sum(lesson.body.count("```python run") for lesson in course().lessons) == len(RUN)
