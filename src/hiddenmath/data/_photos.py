"""Two photos that come with an installation, as arrays of numbers."""

import base64
import io
import os
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hiddenmath.data._errors import InputError
from hiddenmath.data._pinned import pinned

if TYPE_CHECKING:
    from PIL.Image import Image


class Credit(NamedTuple):
    """Whose photo it is, what it shows, and under which terms."""

    title: str
    author: str
    licence: str
    url: str


class _Photo(NamedTuple):
    path: str
    sha256: str
    credit: Credit


_CC_BY = "CC BY 2.0, https://creativecommons.org/licenses/by/2.0/"
_PHOTOS = {
    "flower": _Photo(
        "sklearn/datasets/images/flower.jpg",
        "a77f6ec41e353afdf8bdff2ea981b2955535d8d83294f8cfa49cf4e423dd5638",
        # scikit-learn's README names another photographer here, but its two links lead to this one.
        Credit("A dahlia", "vultilion", _CC_BY, "https://www.flickr.com/photos/vultilion/6056698931/"),
    ),
    "china": _Photo(
        "sklearn/datasets/images/china.jpg",
        "8378025ad2519d649d02e32bd98990db4ab572357d9f09841c2fbfbb4fefad29",
        Credit(
            "A Chinese temple", "danielbuechele", _CC_BY, "https://www.flickr.com/photos/danielbuechele/6061409035/"
        ),
    ),
}


def photos() -> dict[str, Credit]:
    """The photos that `photo` knows, with their credits."""
    return {name: known.credit for name, known in _PHOTOS.items()}


def photo(name: str, width: int | None = None) -> NDArray[np.uint8]:
    """The photo as numbers: height × width × 3 (red, green, blue), uint8, 0 to 255; scaled to `width` pixels across.

    >>> photo("china").shape, photo("china", width=96).shape
    ((427, 640, 3), (64, 96, 3))
    """
    picture = _decoded(name)
    if width is not None:
        if not 1 <= width <= picture.width:
            raise InputError(
                f"width is {width}, but {name} is {picture.width} pixels wide.", f"Choose 1 to {picture.width}."
            )
        from PIL.Image import Resampling

        picture = picture.resize((width, max(1, round(picture.height * width / picture.width))), Resampling.LANCZOS)
    return np.array(picture)


def encoded(pixels: NDArray[np.uint8], path: "os.PathLike[str] | str") -> bytes:
    """The image as a file of the format that the path's suffix names: PNG, JPEG, WebP, TIFF, BMP …

    >>> encoded(np.zeros((2, 3), np.uint8), "night.bmp")[:2]
    b'BM'
    """
    from PIL.Image import fromarray, registered_extensions

    suffix = os.path.splitext(path)[1].lower()
    form = registered_extensions().get(suffix)
    out = io.BytesIO()
    try:
        fromarray(pixels).save(out, format=form or "")
    except (KeyError, OSError):
        raise InputError(
            f"Images cannot be written as {suffix or 'a file without suffix'}.", "Name it .png, .jpg, .webp or .tif."
        ) from None
    return out.getvalue()


def png(pixels: NDArray[np.uint8]) -> bytes:
    """An array height × width (grey) or height × width × 3 (colour), uint8, as a PNG file: no value is changed."""
    from PIL.Image import fromarray

    out = io.BytesIO()
    fromarray(pixels).save(out, format="PNG", optimize=True)
    return out.getvalue()


def png_address(pixels: NDArray[np.uint8]) -> str:
    """An address that holds all of such a file."""
    return f"data:image/png;base64,{base64.b64encode(png(pixels)).decode()}"


@lru_cache(maxsize=4)
def _decoded(name: str) -> "Image":
    if name not in _PHOTOS:
        raise InputError(f"There is no photo named {name!r}.", f"The photos are: {', '.join(_PHOTOS)}.")
    from PIL.Image import open as open_image

    known = _PHOTOS[name]
    return open_image(io.BytesIO(pinned(known.path, known.sha256))).convert("RGB")
