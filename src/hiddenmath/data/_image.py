"""A person's own image, whatever its format: as light in three channels, or one."""

import io
import os
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hiddenmath.data._errors import InputError
from hiddenmath.data._factors import light, unpacked
from hiddenmath.data._photos import photo, photos
from hiddenmath.data._read import read_file

if TYPE_CHECKING:
    from PIL.Image import Image as Opened

MOST_PIXELS = 50_000_000  # 150 MB as numbers; a small file can unpack to far more
WHITE = 255
HEAD = 1024  # bytes that tell what a file is


class Stored(NamedTuple):
    """A file that held an image: its format, such as JPEG, and its size."""

    format: str
    bytes: int


@dataclass(frozen=True, eq=False)
class Image:
    """`pixels` (m×n grey, or m×n×3 red, green, blue; uint8, 0 black to 255), read-only; where they come from, what was
    noticed on reading them, and, if they come from a file of one's own, how that `stored` them.

    >>> Image(np.zeros((2, 3, 3), np.uint8), "night.png")
    Image 'night.png': 2×3×3
    """

    pixels: NDArray[np.uint8]
    name: str = "image"
    source: str = ""
    licence: str = ""
    notes: tuple[str, ...] = ()
    stored: Stored | None = None

    def __post_init__(self) -> None:
        pixels = np.array(self.pixels)
        is_light = pixels.dtype == np.uint8 and pixels.ndim in (2, 3) and pixels.shape[2:] in ((), (3,))
        if not is_light or not pixels.size:
            raise InputError(
                f"{self.name} has shape {pixels.shape} and dtype {pixels.dtype}.",
                "An image is height × width, or height × width × 3, in uint8 from 0 to 255.",
            )
        pixels.flags.writeable = False
        object.__setattr__(self, "pixels", pixels)

    def __repr__(self) -> str:
        return f"Image {self.name!r}: {'×'.join(map(str, self.pixels.shape))}"


def read_image(source: str | os.PathLike[str] | bytes, name: str | None = None) -> Image:
    """Reads an image file (a path, or its bytes with a `name`) of any format that Pillow reads.

    What is changed is told in `notes`: it is turned as its EXIF data say, 16 bits become 8, what is transparent stands
    on white, CMYK becomes red, green, blue, of an animation the first picture is taken. An image without colour has one
    channel; a file of the tool `compress` is an image again. Raises InputError for what is no image, is broken, or has
    more than 50 million pixels.

    >>> from hiddenmath.data import png
    >>> read_image(png(np.full((2, 3), 7, np.uint8)), name="grey.png").pixels.tolist()
    [[7, 7, 7], [7, 7, 7]]
    """
    content, name = read_file(source, name)
    if content.startswith(b"PK"):
        return Image(light(unpacked(content, name)), name=name, source=name, stored=Stored("NPZ", len(content)))
    opened = _opened(content, name)
    stored = Stored(opened.format or "file", len(content))
    from PIL.ImageOps import exif_transpose

    try:
        notes, pixels = _oddities(opened), _light(exif_transpose(opened))
    except (OSError, SyntaxError, ValueError) as problem:  # Pillow's readers raise all of these
        raise InputError(
            f"{name} is broken: {problem}.", "It may be cut off. Save it again, or take the original."
        ) from None
    return Image(pixels, name=name, source=name, notes=notes, stored=stored)


def images() -> tuple[str, ...]:
    """The names that `open_image` knows: the photos that come along."""
    return tuple(photos())


def open_image(name: str) -> Image:
    """The photo of this name, whole.

    >>> open_image("china")
    Image 'china': 427×640×3
    """
    pixels, credit = photo(name), photos()[name]
    return Image(pixels, name=name, source=f"{credit.title}, by {credit.author}, {credit.url}", licence=credit.licence)


def _opened(content: bytes, name: str) -> "Opened":
    from PIL import UnidentifiedImageError
    from PIL.Image import DecompressionBombError, DecompressionBombWarning
    from PIL.Image import open as open_image

    if not content:
        raise InputError(f"{name} is empty.", "Save the image again.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DecompressionBombWarning)  # our own limit is stated below
            opened = open_image(io.BytesIO(content))
    except DecompressionBombError:
        raise _too_large(name, "more than 178 million") from None
    except UnidentifiedImageError:
        raise InputError(f"{name} is {_what(content)}", "Save it as PNG or JPEG.") from None
    except (OSError, SyntaxError, ValueError) as problem:
        raise InputError(f"{name} is broken: {problem}.", "Save it again, or take the original.") from None
    if opened.width * opened.height > MOST_PIXELS:
        raise _too_large(name, f"{opened.width}×{opened.height} = {opened.width * opened.height:,}")
    return opened


def _what(content: bytes) -> str:
    """What a file is that Pillow cannot read."""
    if content[4:8] == b"ftyp":
        brand = content[8:12].decode("latin-1")
        return f"a photo or film of the kind {brand!r}, as some phones write them (HEIC, AVIF), which is not read here."
    if content.startswith(b"%PDF"):
        return "a PDF: pages, no image."
    head = content[:HEAD].lstrip().lower()
    if head.startswith((b"<svg", b"<?xml")) and b"<svg" in head:
        return "a drawing (SVG): lines, no pixels."
    if b"\0" not in head and head.isascii():
        return f"a text, whatever its name says: it begins with {content[:20].decode('latin-1')!r}."
    return "no image that can be read."


def _too_large(name: str, pixels: str) -> InputError:
    return InputError(f"{name} has {pixels} pixels; at most {MOST_PIXELS:,} are read.", "Scale it down first.")


def _oddities(opened: "Opened") -> tuple[str, ...]:
    """What is not kept as it stands in the file, in words."""
    from PIL.ExifTags import Base

    notes = []
    if opened.getexif().get(Base.Orientation, 1) != 1:
        notes.append("It was turned upright, as the camera noted.")
    if opened.mode.startswith(("I", "F")):
        notes.append("It has more than 8 bits a pixel; it was scaled to 0 to 255.")
    if opened.mode == "F" and (odd := int((~np.isfinite(np.asarray(opened))).sum())):
        notes.append(f"{odd:,} pixels hold no finite number: infinite ones became white, NaN black.")
    if opened.mode == "CMYK":
        notes.append("It is made for print (CMYK); it was changed to red, green and blue.")
    if opened.has_transparency_data and np.asarray(opened.convert("RGBA"))[..., 3].min() < WHITE:
        notes.append("What is transparent was put on white.")
    frames = getattr(opened, "n_frames", 1)
    if frames > 1:
        notes.append(f"It holds {frames} pictures; the first was taken.")
    return tuple(notes)


def _light(opened: "Opened") -> NDArray[np.uint8]:
    """Its pixels as light: m×n where no channel differs from another, else m×n×3."""
    from PIL.Image import alpha_composite, new

    if opened.mode.startswith(("I", "F")):
        return _scaled(np.asarray(opened, dtype=np.float64), opened.mode)
    if opened.has_transparency_data:
        above = opened.convert("RGBA")
        opened = alpha_composite(new("RGBA", above.size, (WHITE, WHITE, WHITE, WHITE)), above)
    rgb = np.array(opened.convert("RGB"))
    grey = (rgb[..., :1] == rgb).all()
    return np.ascontiguousarray(rgb[..., 0]) if grey else rgb


def _scaled(values: NDArray[np.float64], mode: str) -> NDArray[np.uint8]:
    """16 bits by their own range; 32-bit and floating-point values, which have none, by the largest that occurs."""
    top = 65535.0 if mode.startswith("I;16") or (mode == "I" and values.max(initial=0) > WHITE) else WHITE
    if mode == "F":
        top = max(float(values.max(initial=0.0, where=np.isfinite(values))), 1e-300)
    return np.rint(np.clip(np.nan_to_num(values / top), 0, 1) * WHITE).astype(np.uint8)
