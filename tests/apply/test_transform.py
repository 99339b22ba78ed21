"""Images moved by matrices: the same pixels as scikit-image, and what must hold of any map."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from skimage.transform import resize
from skimage.transform import warp as reference

from hiddenmath.apply import transform
from hiddenmath.apply._steps import STEPS, composed
from hiddenmath.apply._transform import _resized
from hiddenmath.apply._warp import warp
from hiddenmath.data import Image, InputError, open_image

ORDER = {"nearest": 0, "linear": 1, "cubic": 3}
PHOTO = np.random.default_rng(0).uniform(size=(23, 31, 3))
MAPS = {
    "rotation": [[0.8, -0.6, 3.313], [0.6, 0.8, -7.127], [0, 0, 1]],
    "shear": [[1, 0.37, 0], [0, 1, 0], [0, 0, 1]],
    "perspective": [[1, 0.2, 0], [0.1, 1, 0], [0.011, 0.0052, 1]],
    "enlarged": [[0.5, 0, 0], [0, 0.5, 0], [0, 0, 1]],
    "nowhere": [[1, 0, 500], [0, 1, 0], [0, 0, 1]],
}


@pytest.mark.parametrize("edge", [0.25, None])
@pytest.mark.parametrize("how", ORDER)
@pytest.mark.parametrize("M", MAPS.values(), ids=MAPS)
@pytest.mark.parametrize("channels", [1, 3])
def test_the_same_pixels_as_scikit_image(M, how, edge, channels):
    pixels = PHOTO if channels == 3 else PHOTO[..., 0]
    mode = {"mode": "edge"} if edge is None else {"mode": "constant", "cval": edge}
    theirs = reference(pixels, np.array(M), output_shape=(25, 20), order=ORDER[how], clip=False, **mode)
    ours = warp(pixels, np.array(M), (25, 20), how, edge)
    np.testing.assert_allclose(ours, theirs, atol=1e-12)


@pytest.mark.parametrize("shape", [(46, 62), (40, 33), (23, 90)])
def test_enlarging_is_scikit_images_resize(shape):
    theirs = resize(PHOTO, shape, order=1, mode="edge", anti_aliasing=False)
    np.testing.assert_allclose(_resized(PHOTO, shape[1], shape[0], "linear"), theirs, atol=1e-12)


def test_halving_is_the_mean_of_four():
    means = PHOTO[:22, :30].reshape(11, 2, 15, 2, 3).mean(axis=(1, 3))
    np.testing.assert_allclose(_resized(PHOTO[:22, :30], 15, 11, "linear"), means, atol=1e-12)


DETERMINANTS = {
    "rotate 30": 1, "scale 2": 4, "scale 2 0.5": 1, "shear 0.3": 1, "reflect": -1, "flip": -1, "move 9 -4": 1,
    "matrix 1 2 3 4": -2, "rotate 20; scale 3; flip": -9, "reflect; reflect": 1, "": 1,
}  # fmt: skip


@pytest.mark.parametrize("steps", DETERMINANTS)
def test_the_determinant_is_how_areas_grow(steps):
    grid = Image(np.zeros((40, 40), np.uint8))
    assert transform(grid, steps=steps).numbers["determinant"] == pytest.approx(DETERMINANTS[steps])


@given(st.floats(-180, 180), st.floats(0.4, 2.5), st.floats(-1, 1))
def test_undo_is_the_inverse(angle, factor, shear):
    steps = f"rotate {angle}; scale {factor}; shear {shear}"
    there = transform(open_image("china"), steps=steps, width=30, canvas="same").tables["matrix"].matrix
    back = transform(open_image("china"), steps=steps, width=30, canvas="same", undo=True).tables["matrix"].matrix
    np.testing.assert_allclose(there @ back, np.eye(3), atol=1e-9)


def test_a_quarter_turn_is_exact_and_goes_to_the_left():
    pixels = np.random.default_rng(1).integers(0, 256, size=(5, 9), dtype=np.uint8)
    turned = transform(Image(pixels), steps="rotate 90").images["transformed"]
    np.testing.assert_array_equal(turned, np.rot90(pixels))


def test_the_corners_go_where_perspective_says():
    M = composed("perspective 0.1 0.2 0.9 0 1 0.8 0 1", 101, 51)
    for (x, y), (u, v) in zip([(0, 0), (1, 0), (1, 1), (0, 1)], [(0.1, 0.2), (0.9, 0), (1, 0.8), (0, 1)], strict=True):
        new = M @ [x * 101 - 0.5, y * 51 - 0.5, 1]
        np.testing.assert_allclose(new[:2] / new[2], [u * 101 - 0.5, v * 51 - 0.5], atol=1e-9)


def test_the_whole_result_is_on_the_canvas():
    white = Image(np.full((30, 50), 255, np.uint8))
    turned = transform(white, steps="rotate 45", background=0).images["transformed"]
    assert turned.shape == (57, 57)
    assert turned.sum() / 255 == pytest.approx(30 * 50, rel=0.02)  # nothing was cut off


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_every_example_in_a_hint_works(step):
    for example in step.example.split(" or "):
        assert np.isfinite(composed(example, 10, 10)).all()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"steps": "matrix 1 2 2 4"}, "flattens the image: its determinant is 0"),
        ({"steps": "scale 0"}, "no way back"),
        ({"steps": "spin 3"}, "no step 'spin'"),
        ({"steps": "rotate"}, "rotate takes 1 numbers"),
        ({"steps": "rotate a lot"}, "rotate takes 1 numbers"),
        ({"steps": "matrix 1 2 3"}, "takes 4 or 9 numbers"),
        ({"steps": "rotate nan"}, "takes 1 numbers"),
        ({"steps": "perspective 0 0 0 0 0 0 0 0"}, "on one line"),
        ({"steps": "scale 1000"}, "at most 50,000,000"),
        ({"width": 40_000}, "at most 50,000,000"),
        ({"steps": "matrix 1 0 0 0 1 0 0.1 0 1"}, "behind the eye"),
    ],
)
def test_what_cannot_be_done_is_said(options, said):
    with pytest.raises(InputError, match=said):
        transform(open_image("china"), **options)


def test_one_pixel_can_be_moved():
    assert transform(Image(np.array([[7]], np.uint8)), steps="rotate 45", canvas="same").images["transformed"] == 7
