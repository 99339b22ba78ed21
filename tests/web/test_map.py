"""The course map lights the lessons that a program uses: on the server, so that it reads without JavaScript."""

import re
import time

import pytest

from hiddenmath.learn import Attempt, Kept, Learner

from .conftest import Site

LIT = [  # what stands after /?lit= -> the lessons that are lit
    ("pca", ["pca"]),
    ("photo,pca", ["photo", "pca"]),
    ("solve,pca,<script>,", ["pca"]),
    ("nothing", []),
    ("", []),
]


@pytest.mark.parametrize(("slugs", "expected"), LIT)
def test_lessons_are_lit(slugs: str, expected: list[str], site: Site) -> None:
    page = site.page.get("/", params={"lit": slugs})
    assert page.status_code == 200 and "&lt;script&gt;," not in page.text
    assert re.findall(r'<a class="map-lesson[^"]* lit" href="/learn/([^"]*)"', page.text) == expected
    assert page.text.count("in your program") == len(expected)
    assert ("Lit are those that your program uses." in page.text) is bool(expected)


def test_a_cell_is_filled_when_its_exercise_is_solved_and_ticked_when_it_is_mastered(own: Site) -> None:
    """Mastered is what was passed again on a later day; the label says in words what the cells show."""
    passes = [("photo/grey", 3), ("photo/grey", 1), ("photo/brighten", 0)]
    with Learner(own.data) as learner:
        learner.merge(
            [
                Kept(str(i), time.time() - days * 86400, Attempt(exercise, True, "passed", None, "0", 0.01))
                for i, (exercise, days) in enumerate(passes)
            ],
            [],
        )
    for path in ("/", "/learn"):
        page = own.page.get(path).text
        cells = re.search(r'aria-label="2 of 3 exercises solved, 1 of them mastered">(.*?)</span>', page, re.DOTALL)
        assert cells is not None and re.findall(r"<i([^>]*)>", cells[1]) == [
            " data-passed data-mastered",
            " data-passed",
            "",
        ]
        assert "mastered</span>: solved again on a later day" in page
    lessons = own.page.get("/api/progress").json()["lessons"]
    assert lessons["photo"] == {"passed": ["photo/brighten", "photo/grey"], "mastered": ["photo/grey"], "total": 3}
