"""The visual `image-rank`: an image, its approximation of the rank, and the spectrum between them."""

import base64
import io
from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from PIL.Image import open as open_image

from hiddenmath.apply.pictures._cloud import INK, MUTED, PAPER

ACCENT = "#0d6b5c"


def figure(attributes: Mapping[str, Any]) -> Figure:
    """Left the image, in the middle its best approximation, right the singular values with those that are kept."""
    _, _, content = attributes["src"].partition("base64,")
    A = np.atleast_3d(np.asarray(open_image(io.BytesIO(base64.b64decode(content))), dtype=np.float64))
    rank = int(attributes["rank"])
    parts = [np.linalg.svd(channel, full_matrices=False) for channel in np.moveaxis(A, 2, 0)]
    low = np.stack([(U[:, :rank] * s[:rank]) @ Vt[:rank] for U, s, Vt in parts], axis=-1)
    made = Figure(figsize=(11, 3.4), facecolor=PAPER, layout="constrained")
    axes = made.subplots(1, 3, width_ratios=[1, 1, 1.1])
    for place, pixels, title in ((axes[0], A, "the image"), (axes[1], low, f"rank {rank}")):
        light = np.clip(np.rint(pixels), 0, 255).astype(np.uint8)
        place.imshow(light if light.shape[2] == 3 else light[..., 0], cmap="gray", vmin=0, vmax=255)
        place.set_title(title, color=INK)
        place.set_axis_off()
    s = np.sqrt(np.mean([s**2 for _, s, _ in parts], axis=0))
    numbers = np.arange(1, len(s) + 1)
    axes[2].set_facecolor(PAPER)
    axes[2].semilogy(numbers, np.maximum(s, 1e-3), color=MUTED, lw=1.2)
    axes[2].semilogy(numbers[:rank], np.maximum(s[:rank], 1e-3), color=ACCENT, lw=2.5)
    axes[2].axvline(rank, color=ACCENT, lw=1, ls=":")
    axes[2].set_xlabel("number", color=MUTED)
    axes[2].set_title("singular values", color=INK)
    return made
