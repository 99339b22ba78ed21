"""Compression by singular values: the best there is of its rank, and a file that opens again."""

import base64
import io
from functools import cache

import numpy as np
import pytest
from PIL.Image import fromarray as as_image
from PIL.Image import open as open_image_file
from skimage.metrics import peak_signal_noise_ratio, structural_similarity

from hiddenmath.apply import compress
from hiddenmath.apply._quality import psnr, ssim
from hiddenmath.data import Image, InputError, factors, open_image, read_image

CHINA = Image(open_image("china").pixels[::6, ::6])
GREY = Image(CHINA.pixels[..., 1])


@pytest.mark.parametrize("image", [CHINA, GREY], ids=["colour", "grey"])
def test_the_measures_are_scikit_images(image):
    other = np.clip(image.pixels + np.random.default_rng(0).integers(-20, 21, image.pixels.shape), 0, 255).astype(
        np.uint8
    )
    axis = 2 if image is CHINA else None
    assert psnr(image.pixels, other) == pytest.approx(peak_signal_noise_ratio(image.pixels, other))
    theirs = structural_similarity(image.pixels, other, channel_axis=axis, data_range=255)
    assert ssim(image.pixels, other) == pytest.approx(theirs, abs=1e-12)
    assert (psnr(other, other), ssim(other, other)) == (np.inf, pytest.approx(1))


@pytest.mark.parametrize("block", [0, 8, 7])
@pytest.mark.parametrize("image", [CHINA, GREY], ids=["colour", "grey"])
def test_the_file_opens_again_as_the_same_image(image, block):
    result = compress(image, rank=9, block=block)
    again = read_image(result.files["image.npz"], name="image.npz")
    np.testing.assert_array_equal(again.pixels, result.images["compressed"])
    assert result.numbers["bytes"] == len(result.files["image.npz"])


def test_it_is_the_best_of_its_rank():
    """Eckart and Young: the square error is that of the values left out; keeping bytes adds a little."""
    A = GREY.pixels.astype(float)
    s = np.linalg.svd(A - A.mean(), compute_uv=False)
    for k in (1, 5, 20):
        best = 10 * np.log10(255**2 * A.size / (s[k:] @ s[k:]))
        assert best - 0.6 < compress(GREY, rank=k).numbers["psnr"] < best + 0.3  # light ends at 0 and 255


@pytest.mark.parametrize("block", [0, 8])
def test_more_is_closer(block):
    ranks = compress(CHINA, rank=3, block=block).tables["ranks"]
    for name in ("energy", "bytes", "PSNR", "SSIM"):
        assert (np.diff(ranks.matrix[:, ranks.columns.index(name)]) > 0).all(), name


def test_what_is_asked_is_kept():
    assert compress(GREY, rank=7).numbers["rank"] == 7
    by_energy = compress(GREY, energy=0.95).numbers
    assert by_energy["energy"] >= 0.95 > compress(GREY, rank=by_energy["rank"] - 1).numbers["energy"]
    by_size = compress(GREY, size=4000).numbers
    assert by_size["bytes"] <= 4000 < compress(GREY, rank=by_size["rank"] + 1).numbers["bytes"]


def test_by_default_it_comes_as_near_as_it_says():
    for block in (0, 8):
        assert compress(CHINA, block=block).numbers["psnr"] == pytest.approx(30, abs=0.5)


def test_its_size_is_told_beside_the_file_that_was_given_and_beside_the_pixels():
    out = io.BytesIO()
    as_image(CHINA.pixels).save(out, "JPEG", quality=40)
    given = read_image(out.getvalue(), name="my.jpg")
    result = compress(given, rank=20)
    first, larger, *_ = result.notes
    assert f"times as large as the JPEG you gave ({len(out.getvalue()):,}), and " in first
    assert first.endswith("times smaller than its plain pixels (23,112).") and "A smaller file keeps less" in larger
    assert result.key.keys() == {"bytes", "bytes_given", "bytes_uncompressed", "rank"}


def test_jpeg_of_the_same_size_is_told_and_better():
    result = compress(CHINA, rank=15)
    numbers = result.numbers
    assert numbers["jpeg_bytes"] <= numbers["bytes"]
    assert numbers["jpeg_psnr"] > numbers["psnr"]
    assert f"reaches {numbers['jpeg_psnr']:.1f} dB against {numbers['psnr']:.1f} dB" in result.notes[-1]
    assert "singular values stand for any matrix" in result.notes[-1]


@pytest.mark.parametrize("pixels", [[[7]], [[0, 255]], [[[1, 2, 3]]], np.full((5, 5), 9), np.zeros((3, 2, 3))])
def test_tiny_and_flat_images(pixels):
    image = Image(np.array(pixels, np.uint8))
    result = compress(image)
    np.testing.assert_array_equal(result.images["compressed"], image.pixels)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"rank": 5, "energy": 0.9}, "Both rank and energy"),
        ({"rank": 500}, "only 72 singular values"),
        ({"size": 300}, "rank 1 needs"),
        ({"block": 200}, "block is 200"),
        ({"block": 1}, "block is 1"),
    ],
)
def test_what_cannot_be_done_is_said(options, said):
    with pytest.raises(InputError, match=said):
        compress(GREY, **options)


@cache
def damaged():
    whole = compress(GREY, rank=3).files["image.npz"]
    other = io.BytesIO()
    np.savez(other, a=np.zeros(3))
    objects = io.BytesIO()
    np.savez(objects, **{factors.KEY: np.array([{}], dtype=object)})
    return {
        "cut off": whole[:400],
        "another archive": other.getvalue(),
        "objects": objects.getvalue(),
        "PK": b"PK\x03\x04",
    }


@pytest.mark.parametrize("what", damaged())
def test_a_damaged_file_is_said_to_be(what):
    with pytest.raises(InputError, match="no compressed image"):
        read_image(damaged()[what], name="x.npz")


def test_the_picture_holds_the_image():
    picture = compress(CHINA, rank=4).picture
    _, _, content = picture.attributes["src"].partition(",")
    assert np.array_equal(np.asarray(open_image_file(io.BytesIO(base64.b64decode(content)))), CHINA.pixels)
    assert (picture.name, picture.attributes["rank"]) == ("image-rank", 4)
