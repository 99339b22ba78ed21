"""/style shows every picture that there is, in the states that matter."""

import re
from pathlib import Path
from typing import get_args

import pytest

from hiddenmath.learn._exercise import Picture
from hiddenmath.web._sanitise import PICTURES
from hiddenmath.web._style import ELEMENTS, FOLDER, pictures

VISUALS = Path(__file__).parent.parent.parent / "frontend" / "src" / "visuals"
NOT_PICTURES = {"shown"}


def test_every_picture_has_a_page_and_may_stand_in_a_lesson():
    files = {file.stem for file in VISUALS.glob("*.ts") if not file.stem.startswith("_")} - NOT_PICTURES
    assert files == set(pictures()) == {name.removeprefix("hm-") for name in PICTURES}


@pytest.mark.parametrize("name", pictures())
def test_its_page_shows_it(site, name):
    page = site.page.get(f"/style/{name}")
    assert page.status_code == 200
    assert f"<hm-{name}" in page.text


@pytest.mark.parametrize("name", pictures())
def test_every_name_on_its_page_is_one_thing(site, name):
    """A heading gets a name from its words, which may be that of a picture: then the prose would quote the heading."""
    ids = re.findall(r'\sid="([^"]+)"', site.page.get(f"/style/{name}").text)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", pictures())
def test_nothing_on_its_page_is_lost_to_the_sanitiser(site, name):
    """An attribute that is not allowed in lessons would vanish without a word."""
    page = site.page.get(f"/style/{name}").text
    for element in re.findall(r"<hm-(?!exercise|quote)[^>]*>", (FOLDER / f"{name}.md").read_text("utf-8")):
        for attribute in re.findall(r"([a-z-]+)=", re.sub(r'"[^"]*"', '""', element)):
            assert re.search(rf"<hm-[^>]*\s{attribute}=", page), (element, attribute)


def test_the_elements_stand_on_the_first_page(site):
    page = site.page.get("/style").text
    for word in ["swatch-negative", "verdict passed", "callout-mistake", "<math", "output"]:
        assert word in page
    assert all(f'href="/style/{name}"' in page for name in pictures())


@pytest.mark.parametrize("name", ["nothing", ELEMENTS, "..%2Felements"])
def test_a_picture_that_is_not_there(site, name):
    assert site.page.get(f"/style/{name}").status_code == 404


def test_an_exercise_names_pictures_that_exist():
    assert set(get_args(Picture)) - {"photo"} <= set(pictures())
