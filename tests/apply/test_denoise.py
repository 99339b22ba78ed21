"""Noise taken out of photos: measured rightly, and more of it gone than with the usual filters."""

import numpy as np
import pytest
from scipy.ndimage import gaussian_filter, median_filter
from skimage.restoration import denoise_nl_means

from hiddenmath.apply import denoise
from hiddenmath.apply._patches import noise_level, starts, without_noise
from hiddenmath.apply._quality import psnr
from hiddenmath.data import Image, InputError, open_image

PHOTOS = {name: open_image(name).pixels[150:230, 200:300].astype(float) for name in ("china", "flower")}


@pytest.mark.parametrize("sigma", [10, 25, 50])
@pytest.mark.parametrize("name", PHOTOS)
def test_more_noise_is_gone_than_with_other_filters(name, sigma):
    clean = PHOTOS[name]
    noisy = clean + sigma * np.random.default_rng(sigma).standard_normal(clean.shape)
    ours = psnr(clean, without_noise(noisy, sigma, "shrink"))
    means = denoise_nl_means(
        noisy / 255, patch_size=5, patch_distance=6, h=0.8 * sigma / 255, sigma=sigma / 255, channel_axis=2
    )
    gaussian = max(psnr(clean, gaussian_filter(noisy, (width, width, 0))) for width in (0.5, 1, 1.5, 2))
    median = max(psnr(clean, median_filter(noisy, (side, side, 1))) for side in (3, 5))
    assert ours > max(psnr(clean, 255 * means), gaussian, median)


@pytest.mark.parametrize("sigma", [3, 10, 40])
def test_the_noise_is_measured(sigma):
    y, x = np.mgrid[0:120, 0:150]
    smooth = (100 + 50 * np.sin(x / 30) + y / 3)[..., None]
    noisy = smooth + sigma * np.random.default_rng(0).standard_normal(smooth.shape)
    assert noise_level(noisy) == pytest.approx(sigma, rel=0.05)


def test_shrinking_is_better_than_cutting():
    clean = PHOTOS["china"]
    noisy = clean + 25 * np.random.default_rng(1).standard_normal(clean.shape)
    assert psnr(clean, without_noise(noisy, 25, "shrink")) > psnr(clean, without_noise(noisy, 25, "cut"))


def test_trying_it_says_how_much_is_gone():
    image = Image(open_image("flower").pixels[100:180, 100:180])
    one, again, other = (denoise(image, add=20.0, seed=seed) for seed in (3, 3, 4))
    assert one.numbers["psnr"] > one.numbers["psnr_before"] + 5
    np.testing.assert_array_equal(one.images["denoised"], again.images["denoised"])
    assert (one.images["noisy"] != other.images["noisy"]).any()


def test_without_noise_nothing_is_changed():
    flat = Image(np.full((20, 30, 3), 77, np.uint8))
    result = denoise(flat)
    np.testing.assert_array_equal(result.images["denoised"], flat.pixels)
    assert "hardly any noise" in result.notes[0]


@pytest.mark.parametrize("shape", [(1, 1), (2, 9), (4, 4, 3), (40, 3)])
def test_images_smaller_than_a_neighbourhood(shape):
    image = Image(np.random.default_rng(0).integers(0, 256, shape, dtype=np.uint8))
    assert denoise(image, sigma=30.0).images["denoised"].shape == shape


@pytest.mark.parametrize("count", [1, 15, 16, 17, 24, 31, 100])
def test_neighbourhoods_leave_nothing_out(count):
    begun = starts(count)
    covered = {patch for start in begun for patch in range(start, min(start + 16, count))}
    assert covered == set(range(count))


def test_a_size_of_noise_is_not_negative():
    with pytest.raises(InputError, match="sigma"):
        denoise(Image(np.zeros((8, 8), np.uint8)), sigma=-1.0)
