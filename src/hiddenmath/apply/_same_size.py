"""Images of another size than those that a model has learned."""

import numpy as np
from numpy.typing import NDArray

from hiddenmath.data import Images

Light = NDArray[np.uint8]


def of_size(images: Images, shape: tuple[int, int]) -> tuple[Light, tuple[str, ...]]:
    """The images at the size of those that a model knows, cut to the middle where they are wider or taller."""
    from PIL.Image import Resampling, fromarray
    from PIL.ImageOps import fit

    if images.pixels.shape[1:] == shape:
        return images.pixels, ()
    m, n = shape
    pixels = np.array([np.asarray(fit(fromarray(one), (n, m), Resampling.LANCZOS)) for one in images.pixels])
    height, width = images.pixels.shape[1:]
    note = (
        f"Of {width}×{height} pixels the middle was taken and scaled to {n}×{m}, the size of the known images. It is "
        "recognised best if it is cut as they are."
    )
    return pixels, (note,)
