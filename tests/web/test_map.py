"""The course map lights the lessons that a program uses: on the server, so that it reads without JavaScript."""

import re

import pytest

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
