"""The visual `pixels`: an image."""

import base64
import io
from collections.abc import Mapping
from typing import Any

from matplotlib.figure import Figure
from PIL.Image import open as open_image


def figure(attributes: Mapping[str, Any]) -> Figure:
    """The image alone, as large as it is."""
    _, _, content = attributes["src"].partition("base64,")
    image = open_image(io.BytesIO(base64.b64decode(content)))
    made = Figure(figsize=(image.width / 100, image.height / 100))
    axes = made.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.imshow(image, cmap="gray", vmin=0, vmax=255, interpolation="nearest")
    return made
