"""The visual `pixels`: an image, perhaps beside what it was before."""

import base64
import io
from collections.abc import Mapping
from typing import Any

from matplotlib.figure import Figure
from PIL.Image import Image
from PIL.Image import open as open_image


def figure(attributes: Mapping[str, Any]) -> Figure:
    """The image as large as it is; on its left what it was before, where that is known."""
    images = [_image(attributes[name]) for name in ("was", "src") if name in attributes]
    width, height = sum(image.width for image in images), images[0].height
    made = Figure(figsize=(width / 100, height / 100))
    for i, image in enumerate(images):
        axes = made.add_axes((i / len(images), 0, 1 / len(images), 1))
        axes.set_axis_off()
        axes.imshow(image, cmap="gray", vmin=0, vmax=255, interpolation="nearest")
    return made


def _image(address: str) -> Image:
    _, _, content = address.partition("base64,")
    return open_image(io.BytesIO(base64.b64decode(content)))
