"""What the tool `denoise` answers to an image."""

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._patches import noise_level, without_noise
from hiddenmath.apply._quality import psnr
from hiddenmath.apply._result import Key, Numbers, Result
from hiddenmath.apply._seen import seen
from hiddenmath.data import Image, Table

SMALL = 0.5  # of 255: below, there is nothing to take out


def denoised_image(image: Image, sigma: float | None, how: Literal["shrink", "cut"], add: float, seed: int) -> Result:
    """The image without its noise, and how large that is; with `add`, how much of what was added is gone."""
    clean = np.atleast_3d(image.pixels).astype(np.float32)
    noisy = clean + add * np.random.default_rng(seed).standard_normal(clean.shape, np.float32) if add else clean
    measured = noise_level(noisy)
    size = measured if sigma is None else sigma
    result = without_noise(noisy, size, how) if size >= SMALL else noisy
    pixels = _light(result, image)
    numbers: Numbers = {"sigma": size, "sigma_measured": measured}
    found = f"The noise is about {measured:.1f} of 255."
    notes = [found if size >= SMALL else "There is hardly any noise to take out."]
    images, before = {"denoised": pixels}, _light(noisy, image)
    if add:
        images["noisy"] = before
        numbers |= {"psnr_before": psnr(clean, noisy), "psnr": psnr(clean, np.clip(result, 0, 255))}
        notes.append(f"PSNR rose from {numbers['psnr_before']:.1f} to {numbers['psnr']:.1f} dB.")
    table = Table(tuple(numbers), np.array([[float(value) for value in numbers.values()]]), name="noise")
    picture = seen(pixels, image.name, before)
    key: Key = {"psnr": "number", "sigma": "number"} if add else {"sigma": "number"}
    return Result(numbers, {"noise": table}, "denoised", picture, notes=(*notes, *image.notes), images=images, key=key)


def _light(values: NDArray[np.float32], image: Image) -> NDArray[np.uint8]:
    return np.clip(np.rint(values), 0, 255).astype(np.uint8).reshape(image.pixels.shape)
