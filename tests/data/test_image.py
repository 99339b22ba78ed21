"""Images as people have them: every format and oddity becomes light from 0 to 255, and what was changed is said."""

import io
import struct
import zlib

import numpy as np
import pytest
from PIL import Image as Pillow

from hiddenmath.data import Image, InputError, png, read_image

COLOUR = np.random.default_rng(0).integers(0, 256, size=(4, 6, 3), dtype=np.uint8)
GREY = COLOUR[..., 0]


def saved(picture, form="PNG", **how):
    file = io.BytesIO()
    picture.save(file, form, **how)
    return file.getvalue()


def with_orientation(value):
    exif = Pillow.Exif()
    exif[0x0112] = value
    return saved(Pillow.fromarray(COLOUR), exif=exif)


def half_transparent():
    alpha = np.full((4, 6), 255, np.uint8)
    alpha[:2] = 0
    return saved(Pillow.fromarray(np.dstack([COLOUR, alpha])))


def animated():
    frames = [Pillow.fromarray(np.full((4, 6), value, np.uint8)) for value in (10, 200)]
    return saved(frames[0], "GIF", save_all=True, append_images=frames[1:])


def with_no_numbers():
    values = GREY.astype(np.float32)
    values[0, :3] = np.nan, np.inf, -5
    return saved(Pillow.fromarray(values), "TIFF")


no_numbers = np.where(
    np.arange(24).reshape(4, 6) < 3, np.array([0, 255, 0, 0, 0, 0]), np.rint(GREY * (255 / GREY.max()))
)
opaque = np.dstack([COLOUR, np.full((4, 6), 255, np.uint8)])
sixteen = (GREY.astype(np.uint16) * 257).reshape(4, 6)
on_white = np.where((np.arange(4) < 2)[:, None, None], np.uint8(255), COLOUR)

READ = {
    "colour": (saved(Pillow.fromarray(COLOUR)), COLOUR, ""),
    "grey has one channel": (saved(Pillow.fromarray(GREY)), GREY, ""),
    "grey stored as colour": (saved(Pillow.fromarray(np.dstack([GREY] * 3))), GREY, ""),
    "one pixel": (png(np.array([[[1, 2, 3]]], np.uint8)), np.array([[[1, 2, 3]]], np.uint8), ""),
    "one bit": (saved(Pillow.fromarray(GREY > 99)), np.where(GREY > 99, 255, 0), ""),
    "16 bits": (saved(Pillow.fromarray(sixteen)), GREY, "8 bits"),
    "palette": (saved(Pillow.fromarray(COLOUR).quantize(256), "PNG"), COLOUR, ""),
    "alpha": (half_transparent(), on_white, "transparent"),
    "turned by the camera": (with_orientation(6), np.rot90(COLOUR, -1), "upright"),
    "mirrored by the camera": (with_orientation(2), COLOUR[:, ::-1], "upright"),
    "an animation": (animated(), np.full((4, 6), 10), "2 pictures"),
    "floating point": (saved(Pillow.fromarray(GREY.astype(np.float32) / GREY.max()), "TIFF"), None, "8 bits"),
    "no finite numbers": (with_no_numbers(), no_numbers, "2 pixels hold no finite number"),
    "opaque alpha": (saved(Pillow.fromarray(opaque)), COLOUR, ""),
    "for print": (saved(Pillow.fromarray(COLOUR).convert("CMYK"), "TIFF"), COLOUR, "CMYK"),
    "BMP": (saved(Pillow.fromarray(COLOUR), "BMP"), COLOUR, ""),
}


@pytest.mark.parametrize(("content", "pixels", "note"), READ.values(), ids=READ)
def test_any_image_is_light(content, pixels, note):
    image = read_image(content, name="image")
    assert image.pixels.dtype == np.uint8
    if pixels is None:
        pixels = np.rint(GREY * (255 / GREY.max()))
    assert image.pixels.tolist() == pixels.tolist()
    assert note in " ".join(image.notes)
    assert bool(note) == bool(image.notes)


def bomb():
    """A PNG of some hundred bytes that says it is 30000×30000."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


BROKEN = {
    "empty": (b"", "is empty"),
    "no image": (b"\0\1\2" * 99, "no image"),
    "a text": (b"name,height\nAda,171\n", "a text, whatever its name says: it begins with 'name,height"),
    "of a phone": (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "of the kind 'heic'"),
    "a drawing": (b"<?xml version='1.0'?>\n<svg xmlns='http://www.w3.org/2000/svg'/>", "lines, no pixels"),
    "pages": (b"%PDF-1.4\n", "a PDF"),
    "cut off": (saved(Pillow.fromarray(COLOUR))[:80], "is broken"),
    "a bomb": (bomb(), "pixels; at most"),
    "a large one": (png(np.zeros((1, 50_000_001), np.uint8)), "= 50,000,001 pixels"),
}


@pytest.mark.parametrize(("content", "said"), BROKEN.values(), ids=BROKEN)
def test_what_cannot_be_read_is_said(content, said):
    with pytest.raises(InputError, match=said):
        read_image(content, name="it")


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(InputError, match="There is no file"):
        read_image(tmp_path / "no.png")


@pytest.mark.parametrize("shape", [(2,), (2, 2, 4), (0, 3), (2, 2, 3, 1)])
def test_only_light_is_an_image(shape):
    with pytest.raises(InputError, match="height × width"):
        Image(np.zeros(shape, np.uint8))


def test_the_pixels_stay_as_they_are():
    image = read_image(saved(Pillow.fromarray(COLOUR)), name="image")
    with pytest.raises(ValueError, match="read-only"):
        image.pixels[0, 0, 0] = 1
