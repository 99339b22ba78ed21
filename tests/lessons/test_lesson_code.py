"""On its page each ```python run``` fence of a lesson prints the ```output``` below it."""

import re

import pytest

from hiddenmath import data
from hiddenmath.learn import course
from hiddenmath.web._analyser import Analyser

FENCE = re.compile(r"^```python run\n(.*?)^```\n(?:\s*^```output\n(.*?)^```)?", re.DOTALL | re.MULTILINE)
RUN = [(lesson.slug, *found) for lesson in course().lessons for found in FENCE.findall(lesson.body)]


@pytest.fixture(scope="module")
def page():
    """Where a page runs its programs: no data can be read there but what was laid out when it was made."""
    data.get("ames")
    with Analyser() as analyser:
        yield analyser


@pytest.mark.parametrize(("slug", "source", "output"), RUN)
def test_a_lessons_code_prints_what_stands_below_it(page, slug, source, output):
    answer = page.run(source, slug)
    assert (answer.status, answer.message, answer.stdout) == ("ok", "", output)


DAMAGED = """from hiddenmath import data

for name in ("ames", "faces", "irsi"):
    try:
        data.open(name)
    except data.InputError as problem:
        print(str(problem).splitlines()[0])
"""


def test_data_that_are_damaged_or_not_there_are_told_and_stop_no_other_program(tmp_path, monkeypatch):
    monkeypatch.setenv("HIDDENMATH_DATA_DIR", str(tmp_path))
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "ames.zip").write_bytes(b"PK\x03\x04, and cut")
    with Analyser() as page:
        answer = page.run(DAMAGED, "damaged")
    assert (answer.status, answer.stdout.splitlines()) == (
        "ok",
        [
            "The data set 'ames' cannot be read by this program.",
            "The data set 'faces' cannot be read by this program.",
            "There is no data set named 'irsi'.",
        ],
    )


def test_there_is_code_to_run():
    assert any(slug == "pca" for slug, *_ in RUN)
    assert sum(lesson.body.count("```python run") for lesson in course().lessons) == len(RUN)
