"""Which arrays the pictures take, and what is said of the others."""

import numpy as np
import pytest

from hiddenmath import data, show
from hiddenmath.show._values import numbers, text


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: show.matrix(np.ones(5) * 1j), "complex128"),
        (lambda: show.matrix([[1, 2], [3]]), "rows of different lengths"),
        (lambda: show.matrix("abc"), "takes real numbers"),
        (lambda: show.matrix(np.zeros((300, 300))), "at most 60,000"),
        (lambda: show.photo(np.zeros((2, 2))), r"\(2, 2\) float64"),
        (lambda: show.photo(np.zeros((2, 2, 4), np.uint8)), r"\(2, 2, 4\) uint8"),
        (lambda: show.cloud([1, 2, 3]), r"\(3,\)"),
        (lambda: show.fit([1, 2], [1, 2, 3]), "x has 2 entries and y has 3"),
        (lambda: show.descent(np.eye(3), [1, 2, 3]), r"A has shape \(3, 3\)"),
        (lambda: show.plane(np.eye(3)), r"matrix has shape \(3, 3\)"),
        (lambda: show.plane(np.eye(2), then=[[1, 2]]), r"then has shape \(1, 2\)"),
        (lambda: show.vector([1, 2], [1]), "a has 2 entries and b has 1"),
        (lambda: show.product(np.ones((65, 2)), np.eye(2)), "up to 64×64"),
        (lambda: show.image_rank(np.ones((2, 2))), "float64"),
        (lambda: show.convolution(np.ones((2, 2), np.uint8), np.ones((7, 7))), r"\(7, 7\).*up to 5×5"),
        (lambda: show.recurrent(np.eye(3)), r"Wh has shape \(3, 3\)"),
        (lambda: show.svd(np.ones(3)), r"\(3,\).*a matrix"),
        (lambda: show.svd(np.ones((2, 65))), "up to 64×64"),
        (lambda: numbers("A", [[1, np.nan]]), "nan or inf"),
        (lambda: numbers("A", [[]]), "at least one number"),
        (lambda: numbers("x", [[1.0]], dimensions=(1,)), "a vector"),
    ],
)
def test_what_a_picture_cannot_show_is_said(call, said):
    with pytest.raises(ValueError, match=said):
        call()


def test_numbers_are_written_exactly():
    values = np.array([[0.1 + 0.2, 1e300], [-3.0, 5e-324]])
    assert text(values) == "0.30000000000000004 1e+300; -3 5e-324"


def test_a_photo_stays_what_it_is():
    import base64
    import io

    from PIL import Image

    pixels = np.random.default_rng(0).integers(0, 256, size=(4, 5, 3), dtype=np.uint8)
    address = show.photo(pixels).attributes["src"]
    sent = np.asarray(Image.open(io.BytesIO(base64.b64decode(address.partition(",")[2]))))
    assert (sent == pixels).all()


def test_a_table_keeps_its_names():
    made = show.cloud(data.open("iris"), view="axis", x="petal length").attributes
    assert made["data"]["columns"][2] == "petal length"
    assert (made["view"], made["x"]) == ("axis", "petal length")


def test_a_matrix_is_a_sum_of_pieces_or_moves_a_plane():
    assert show.svd(np.ones((2, 3)), rank=2).attributes == {"matrix": "1 1 1; 1 1 1", "view": "sum", "rank": 2}
    assert show.svd(np.eye(2)).attributes["view"] == "stages"
