"""Data sets and photos for the pictures."""

import io

import numpy as np
import pytest
from PIL import Image

from hiddenmath import data
from hiddenmath.apply import load

from .conftest import Site


def test_every_data_set_is_listed_and_comes_whole(site: Site) -> None:
    listed = site.page.get("/api/data").json()
    assert [entry["name"] for entry in listed] == list(data.names())
    for entry in listed:
        table, sent = data.open(entry["name"]), site.page.get(f"/api/data/{entry['name']}").json()
        assert sent["columns"] == list(table.columns) and sent["source"] == entry["source"]
        assert np.array_equal(np.array(sent["rows"], dtype=float), table.matrix, equal_nan=True)
        assert len(sent["labels"]) in (0, table.rows)


def test_what_can_be_rated_comes_with_its_scale_and_what_tells_most_first(site: Site) -> None:
    sent, club = site.page.get("/api/data/bookclub/items").json(), data.open_ratings("bookclub")
    assert sent["item"] == "book" and sent["levels"] == [1, 2, 3, 4, 5]
    assert sorted(sent["items"]) == sorted(club.items)
    refused = site.page.get("/api/data/iris/items")
    assert refused.status_code == 404 and "no ratings named 'iris'" in refused.text


@pytest.mark.parametrize(("name", "width"), [("china", 96), ("china", 1), ("flower", 640)])
def test_photos_come_pixel_by_pixel(site: Site, name: str, width: int) -> None:
    response = site.page.get(f"/data/photos/{name}.png?width={width}")
    assert response.headers["content-type"] == "image/png"
    with Image.open(io.BytesIO(response.content)) as picture:
        assert np.array_equal(np.asarray(picture), data.photo(name, width=width))


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("china.png?width=0", 422),
        ("china.png?width=641", 422),
        ("china.png?width=wide", 422),
        ("nosuch.png", 404),
        ("china.jpg", 404),
    ],
)
def test_photos_that_there_are_not(site: Site, path: str, status: int) -> None:
    assert site.page.get(f"/data/photos/{path}").status_code == status


def test_a_network_that_comes_along_is_sent_to_run_in_the_browser(site: Site) -> None:
    sent = site.page.get("/data/digits/convolution.json").json()["network"]
    assert sent["architecture"] == "convolution 8 3, relu, pool 2, flatten, dense 10" and len(sent["samples"]) == 10
    refused = site.page.get("/data/digits/recurrent.json")
    assert refused.status_code == 404 and "There are: linear, dense, convolution." in refused.text
    model = load(site.page.get("/data/transformers/shakespeare.npz").content)
    assert model.window == 32 and " lord" in model.names
    refused = site.page.get("/data/transformers/gpt.npz")
    assert refused.status_code == 404 and "There are: shakespeare." in refused.text


def test_a_tool_that_can_be_tried_before_it_is_run_shows_it(site: Site) -> None:
    assert 'data-picture="digit"' in site.page.get("/apply/digits").text
    assert "/data/transformers/shakespeare.npz" in site.page.get("/apply/generate").text
    assert "answer-picture" not in site.page.get("/apply/pca").text
