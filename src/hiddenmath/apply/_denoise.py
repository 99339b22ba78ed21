"""The tool `denoise`."""

from typing import Annotated, Literal

import numpy as np

from hiddenmath.apply._option import Option
from hiddenmath.apply._patches import noise_level, without_noise
from hiddenmath.apply._quality import psnr
from hiddenmath.apply._result import Result
from hiddenmath.apply._seen import seen
from hiddenmath.apply._tool import tool
from hiddenmath.data import Image, Table

SMALL = 0.5  # of 255: below, there is nothing to take out


@tool()
def denoise(
    image: Image,
    *,
    sigma: Annotated[
        float | None, Option("How large the noise is, from 0 to 255; it is measured where this is not given.", min=0)
    ] = None,
    how: Annotated[
        Literal["shrink", "cut"], Option("Shrink the singular values above the noise, or leave them as they are.")
    ] = "shrink",
    add: Annotated[float, Option("To try it: first add noise of this size, and say what is gone of it.", min=0)] = 0.0,
    seed: Annotated[int, Option("Of the noise that is added.", min=0)] = 0,
) -> Result:
    """Denoise: take the noise out of a photo.

    Looks at all small patches of a neighbourhood together: what they have in common is the photo, what each has for
    itself is noise.

    The patches of a neighbourhood are the rows of a matrix. Without noise its rank is low, since patches resemble each
    other. Noise of size σ adds singular values up to about σ(√m + √n): the optimal threshold (Gavish and Donoho, 2014)
    says below which value there is only noise, and the optimal shrinkage by how much the others are too large.

    The size of the noise is measured on differences that a smooth picture does not have. A photo with fine texture is
    taken for a little noisier than it is.
    """
    clean = np.atleast_3d(image.pixels).astype(np.float64)
    noisy = clean + add * np.random.default_rng(seed).standard_normal(clean.shape) if add else clean
    measured = noise_level(noisy)
    size = measured if sigma is None else sigma
    result = without_noise(noisy, size, how) if size >= SMALL else noisy
    pixels = _light(result, image)
    numbers: dict[str, float | int | str] = {"sigma": size, "sigma_measured": measured}
    found = f"The noise is about {measured:.1f} of 255."
    notes = [found if size >= SMALL else "There is hardly any noise to take out."]
    images = {"denoised": pixels}
    if add:
        images["noisy"] = _light(noisy, image)
        numbers |= {"psnr_before": psnr(clean, noisy), "psnr": psnr(clean, np.clip(result, 0, 255))}
        notes.append(f"PSNR rose from {numbers['psnr_before']:.1f} to {numbers['psnr']:.1f} dB.")
    table = Table(tuple(numbers), np.array([[float(value) for value in numbers.values()]]), name="noise")
    picture = seen(pixels, image.name)
    key: dict[str, Literal["number", "share"]] = {"psnr": "number", "sigma": "number"} if add else {"sigma": "number"}
    return Result(numbers, {"noise": table}, "denoised", picture, notes=(*image.notes, *notes), images=images, key=key)


def _light(values: "np.typing.NDArray[np.float64]", image: Image) -> "np.typing.NDArray[np.uint8]":
    return np.clip(np.rint(values), 0, 255).astype(np.uint8).reshape(image.pixels.shape)
