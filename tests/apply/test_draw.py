"""Pictures as files."""

import io

import numpy as np
import pytest
from PIL import Image

from hiddenmath import data
from hiddenmath.apply import Picture, draw, pca
from hiddenmath.data import InputError, Table

STARTS = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF"}


@pytest.mark.parametrize("kind", STARTS)
def test_each_format_is_what_it_says_and_the_same_each_time(kind):
    picture = pca(data.open("iris")).picture
    first = draw(picture, kind)
    assert first.startswith(STARTS[kind])
    assert first == draw(picture, kind)


def test_the_picture_shows_the_three_species_in_three_colours():
    pixels = np.array(Image.open(io.BytesIO(draw(pca(data.open("iris")).picture))).convert("RGB")).reshape(-1, 3)
    for colour in ([17, 119, 51], [136, 34, 85], [68, 170, 153]):
        assert (np.abs(pixels - np.array(colour)).max(axis=1) < 40).sum() > 500


def test_svg_says_what_can_be_read():
    iris = draw(pca(data.open("iris")).picture, "svg").decode()
    for words in ("setosa", "petal length", "92.5%", "share of the variance"):
        assert f"<!-- {words}" in iris, words


SHAPES = [
    # what, rows × columns, options
    ("one direction", (30, 3), {"components": 1}),
    ("two rows", (2, 3), {}),
    ("many columns", (20, 40), {"components": 15}),
    ("many rows", (20_000, 3), {}),
]


@pytest.mark.parametrize(("shape", "options"), [case[1:] for case in SHAPES], ids=[case[0] for case in SHAPES])
def test_any_shape_is_drawn(shape, options):
    names = tuple(f"column ${i}$ _" for i in range(shape[1]))
    labels = {"kind": tuple("_a" if i % 2 else "$b" for i in range(shape[0]))}
    table = Table(names, np.random.default_rng(1).normal(size=shape), labels)
    assert draw(pca(table, **options).picture).startswith(b"\x89PNG")


def test_names_in_any_script_are_drawn():
    table = Table(("größe", "身長"), np.array([[1.0, 2], [3, 5], [2, 2]]), {"種": ("あ", "い", "あ")})
    assert draw(pca(table).picture).startswith(b"\x89PNG")


def test_another_format_is_refused():
    with pytest.raises(InputError, match=r"'gif'.\nChoose one of: png, svg, pdf"):
        draw(Picture("cloud", {}), "gif")
