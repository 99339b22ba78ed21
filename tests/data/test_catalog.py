"""The data sets and photos that come along: the values everyone knows, with source and licence."""

import io

import numpy as np
import pytest
from PIL import Image

from hiddenmath import data
from hiddenmath.data._pinned import pinned

KNOWN = [
    # name, shape, labels, a mean that textbooks print
    ("iris", (150, 4), {"species": ("setosa", "versicolor", "virginica")}, ("petal length", 3.758)),
    ("wine", (178, 13), {"cultivar": ("class_0", "class_1", "class_2")}, ("alcohol", 13.0006)),
    ("diabetes", (442, 11), {}, ("progression", 152.1335)),
]


@pytest.mark.parametrize(("name", "shape", "labels", "mean"), KNOWN)
def test_a_data_set_is_the_one_everyone_knows(name, shape, labels, mean):
    table = data.open(name)
    assert table.name == name and table.matrix.shape == shape
    assert {label: tuple(dict.fromkeys(cells)) for label, cells in table.text.items()} == labels
    column, expected = mean
    assert table.matrix[:, table.columns.index(column)].mean() == pytest.approx(expected, abs=1e-4)
    assert table.source and table.licence


def test_iris_is_fishers_and_not_the_copy_with_two_errors():
    """Rows 35 and 38 of the widespread copy are wrong (UCI's own note)."""
    iris = data.open("iris").matrix
    assert iris[34].tolist() == [4.9, 3.1, 1.5, 0.2] and iris[37].tolist() == [4.9, 3.6, 1.4, 0.1]


def test_all_names_open():
    assert [data.open(name).name for name in data.names()] == list(data.names())


def test_an_unknown_name_gets_a_suggestion():
    with pytest.raises(data.InputError, match=r"no data set named 'irsi'.\nDid you mean 'iris'\?"):
        data.open("irsi")


@pytest.mark.parametrize("name", ["china", "flower"])
def test_a_photo_is_numbers(name):
    whole, small = data.photo(name), data.photo(name, width=96)
    assert whole.shape == (427, 640, 3) and small.shape == (64, 96, 3)
    assert whole.dtype == small.dtype == np.uint8
    assert abs(float(whole.mean()) - float(small.mean())) < 1
    credit = data.photos()[name]
    assert "CC BY 2.0" in credit.licence and credit.author in credit.url


def test_a_photo_can_be_written_on_and_stays_whole_for_the_next():
    data.photo("china")[:] = 0
    assert data.photo("china").any()


def test_png_keeps_every_value():
    pixels = data.photo("flower", width=33)
    assert (np.array(Image.open(io.BytesIO(data.png(pixels)))) == pixels).all()
    assert (np.array(Image.open(io.BytesIO(data.png(pixels[:, :, 0])))) == pixels[:, :, 0]).all()


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: data.photo("cat"), "no photo named 'cat'"),
        (lambda: data.photo("china", 0), "width is 0"),
        (lambda: data.photo("china", 641), "640 pixels wide"),
    ],
)
def test_a_photo_that_cannot_be_had_is_said(call, words):
    with pytest.raises(data.InputError, match=words):
        call()


def test_a_file_that_is_not_the_pinned_one_is_refused():
    with pytest.raises(data.InputError, match="not the file that this version knows"):
        pinned("sklearn/datasets/data/iris.csv", "0" * 64)
