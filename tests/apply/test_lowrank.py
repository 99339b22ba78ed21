"""The tool lowrank: what is left of a network at each rank, and an update for a changed task."""

import numpy as np
import pytest

from hiddenmath import data
from hiddenmath.apply import digits, draw, load, lowrank
from hiddenmath.data import Images, InputError

DIGITS = data.open_images("digits")
FEW = DIGITS.take(np.arange(1797) < 500)
SMALL = {"layers": "dense 24, relu", "epochs": 3, "change": "none"}


@pytest.fixture(scope="module")
def saved():
    return digits(DIGITS).files["model.npz"]


@pytest.fixture(scope="module")
def compressed(saved):
    return lowrank(DIGITS, use=saved)


def test_fewer_parameters_read_nearly_as_well(compressed):
    table, numbers = compressed.tables["ranks"], compressed.numbers
    assert table.text["rank"] == ("1", "2", "4", "8", "12", "16", "24", "32", "whole")
    np.testing.assert_array_equal(
        table.matrix[[2, 5, 8], 0], [4 * 193 + 128 + 4 * 139 + 10, 16 * 193 + 128 + 1290, 9610]
    )
    assert numbers["parameters_left"] < 0.5
    assert numbers["read_rightly"] > numbers["whole_read_rightly"] - 0.03 > 0.93
    by_weights, by_outputs = table.matrix[3:6, 3], table.matrix[3:6, 4]
    assert (by_outputs > by_weights + 0.03).all()
    assert compressed.notes[0].startswith(f"At rank {numbers['rank']} the network has {numbers['parameters_left']:.1%}")
    assert draw(compressed.picture, "png").startswith(b"\x89PNG")


def test_the_compressed_network_is_a_model_of_digits(compressed):
    model = compressed.files["model.npz"]
    kept = digits(DIGITS, use=model).numbers["read_rightly"]
    assert kept > 0.97  # of all, most of which it has learned
    rank = compressed.numbers["rank"]
    assert load(model).network_.architecture == f"dense {rank}, dense 128, relu, dense 10"
    program = compressed.files["in_pytorch.py"].decode()
    compile(program, "in_pytorch.py", "exec")
    assert f"W1 = theta[0:{64 * int(rank)}].reshape(64, {rank})" in program


def test_an_update_learns_to_read_what_is_turned(compressed):
    table = compressed.tables["updates"]
    assert table.text["learns"] == ("nothing", "rank 1", "rank 2", "rank 4", "rank 8", "rank 16", "everything")
    np.testing.assert_array_equal(table.matrix[[0, 1, 3, 6], 0], [0, 330, 1320, 9610])
    nothing, *_, sixteen, everything = table.matrix[:, 2]
    assert nothing < 0.6 < 0.9 < sixteen and everything > 0.9
    turned = Images(DIGITS.pixels[:, ::-1, ::-1], DIGITS.labels)
    assert digits(turned, use=compressed.files["updated.npz"]).numbers["read_rightly"] > 0.85


def test_what_is_left_of_the_weights_is_the_rest_of_the_singular_values(saved):
    result = lowrank(DIGITS, use=saved, rank=8, by="weights", tune=0, change="none")
    layers, spectrum = result.tables["layers"], result.tables["spectrum"]
    assert layers.text["layer"] == ("1 dense 128", "3 dense 10") and "updates" not in result.tables
    np.testing.assert_allclose(layers.matrix[:, 4], layers.matrix[:, 5], rtol=1e-6)
    s = np.linalg.svd(load(saved).network_.parameters[0][0])[1]
    assert layers.matrix[0, 5] == pytest.approx(np.linalg.norm(s[8:]) / np.linalg.norm(s), rel=1e-5)
    np.testing.assert_allclose(spectrum.matrix[:64, 1], s, rtol=1e-4)
    row = result.tables["ranks"].matrix[3]
    assert row[2] == row[3] == result.numbers["read_rightly"]


@pytest.mark.parametrize(
    ("asked", "rank"),
    [({"rank": 3}, "3"), ({"share": 0.5}, "7"), ({"energy": 0.8}, "energy 0.8")],
)
def test_how_much_is_kept_is_asked_in_three_ways(asked, rank):
    result = lowrank(FEW, **asked, **SMALL, tune=0)
    assert result.numbers["rank"] == rank and rank in result.tables["ranks"].text["rank"]
    assert result.numbers["parameters_left"] <= asked.get("share", 1)


def test_a_convolution_becomes_fewer_kernels_and_a_dense_layer_at_each_place():
    result = lowrank(FEW, layers="convolution 12 3, relu, pool 2, flatten", rank=4, epochs=3, tune=1, change="inverted")
    network = load(result.files["model.npz"]).network_
    assert network.architecture == "convolution 4 3, dense 12, relu, pool 2, flatten, dense 4, dense 10"
    assert result.numbers["read_rightly"] > 0.6
    assert digits(FEW, use=result.files["updated.npz"]).numbers["images"] == 500


def test_the_same_seed_gives_the_same_network():
    first, again = (lowrank(FEW, rank=4, **SMALL).files["model.npz"] for _ in range(2))
    np.testing.assert_array_equal(load(first).network_.theta, load(again).network_.theta)


REFUSED = [
    # images, options, words of the message
    (FEW, {"rank": 4, "energy": 0.5}, ["Both rank and energy", "one of them"]),
    (FEW, {"rank": 60}, ["rank is 60, but from 43 on two layers are larger", "Choose 1 to 42"]),
    (FEW, {"energy": 0.9999}, ["energy is 0.9999", "Ask for less"]),
    (FEW, {"share": 0.01}, ["share is 0.01, but at rank 1", "Ask for more"]),
    (FEW, {"layers": "dense 1, relu", "epochs": 1}, ["No layer of dense 1, relu, dense 10 is so large"]),
    (FEW, {"layers": "dense 9, rlu"}, ["Layer 2 is 'rlu'", "Did you mean relu?"]),
    (FEW, {"use": b"nothing"}, ["no saved model"]),
    (FEW, {"change": "sideways"}, ["change is 'sideways'", "turned, mirrored, inverted, none"]),
    (Images(FEW.pixels), {}, ["Nobody says what the images"]),
    (Images(FEW.pixels, ("7",) * 500), {}, ["All images of images show '7'"]),
]


@pytest.mark.parametrize(("images", "options", "words"), REFUSED)
def test_what_cannot_be_is_refused(images, options, words):
    with pytest.raises(InputError) as caught:
        lowrank(images, **options)
    assert all(word in str(caught.value) for word in words), str(caught.value)


STRANGE = [
    (Images(FEW.pixels[:, :7], FEW.labels), ["reads 8×8 pixels, and the images are of 7×8"]),
    (Images(FEW.pixels, ("cat", "dog") * 250), ["shows 'cat', none of the 10 kinds", "0, 1, 2"]),
    (Images(FEW.pixels), ["Nobody says what the images"]),
    (Images(FEW.pixels[:2], ("3", "7")), ["one image of each kind", "two images or more"]),
]


@pytest.mark.parametrize(("images", "words"), STRANGE)
def test_a_saved_model_needs_images_that_it_knows(saved, images, words):
    with pytest.raises(InputError) as caught:
        lowrank(images, use=saved)
    assert all(word in str(caught.value) for word in words), str(caught.value)


def test_with_a_saved_model_nothing_is_learned_first(saved):
    with pytest.raises(InputError, match="layers is 'dense 9', but with use nothing is fitted"):
        lowrank(FEW, use=saved, layers="dense 9")
