"""Many images of one size, such as faces: each a point with as many coordinates as it has pixels."""

import io
import os
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from math import isqrt
from pathlib import Path, PurePosixPath

import numpy as np
from numpy.typing import NDArray

from hiddenmath.data._catalog import entries, open
from hiddenmath.data._errors import InputError
from hiddenmath.data._idx import Part, idx_parts
from hiddenmath.data._image import Image, read_image
from hiddenmath.data._read import read_file, read_table
from hiddenmath.data._table import Table
from hiddenmath.linalg._telling import tell

MOST_FILES, MOST_BYTES, MOST_PIXELS = 20_000, 500_000_000, 200_000_000  # of all images together
SURE = {".png", ".jpg", ".jpeg", ".webp", ".gif", ".tif", ".tiff", ".bmp", ".pgm", ".ppm", ".pbm", ".pnm"}
TABLES = {".csv", ".tsv", ".txt"}
LABELS = ("label", "class", "target", "person", "digit", "y")  # columns of numbers that are called so are no pixels
GREY = np.array([0.299, 0.587, 0.114])  # how bright red, green and blue seem (ITU-R BT.601)
WHITE, FEW_SHADES = 255, 16


@dataclass(frozen=True, eq=False)
class Images:
    """`pixels` (m×height×width, uint8, 0 black to 255), read-only; `labels`: who or what each one shows, empty where
    nobody says; `names`: what each is called; where they come from, and what was noticed on reading them.

    >>> Images(np.zeros((3, 4, 5), np.uint8), ("a", "a", "b"))
    Images 'images': 3 of 4×5 pixels, of 2 kinds
    """

    pixels: NDArray[np.uint8]
    labels: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    name: str = "images"
    source: str = ""
    licence: str = ""
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        pixels = np.array(self.pixels)
        if pixels.ndim != 3 or pixels.dtype != np.uint8 or not pixels.size:
            raise InputError(
                f"{self.name} has shape {pixels.shape} and dtype {pixels.dtype}.",
                "A set of images is images × height × width, in uint8 from 0 to 255.",
            )
        names = self.names or tuple(f"image {i + 1}" for i in range(len(pixels)))
        for what, given in (("labels", self.labels or names), ("names", names)):
            if len(given) != len(pixels):
                raise InputError(f"{self.name} has {len(given)} {what} for {len(pixels)} images.", "Give one for each.")
        pixels.flags.writeable = False
        object.__setattr__(self, "pixels", pixels)
        object.__setattr__(self, "names", names)

    def __repr__(self) -> str:
        count, height, width = self.pixels.shape
        kinds = f", of {len(set(self.labels))} kinds" if self.labels else ""
        return f"Images {self.name!r}: {count} of {height}×{width} pixels{kinds}"

    def take(self, keep: NDArray[np.bool_]) -> "Images":
        """The images where `keep` is true."""
        labels, names = (tuple(np.array(words)[keep].tolist()) if words else () for words in (self.labels, self.names))
        return replace(self, pixels=self.pixels[keep], labels=labels, names=names)


def image_sets() -> tuple[str, ...]:
    """The names that `open_images` knows on this machine."""
    return tuple(entry.name for entry in entries() if entry.pictures and entry.is_here)


def open_images(name: str) -> Images:
    """The images of this name; `image_sets()` lists them.

    >>> open_images("digits")
    Images 'digits': 1797 of 8×8 pixels, of 10 kinds
    """
    if name not in image_sets():
        there = [entry.name for entry in entries() if entry.pictures]
        raise InputError(
            f"There are no images named {name!r} here.",
            f"There are: {', '.join(image_sets())}. Fetch others with hiddenmath data get: {', '.join(there)}.",
        )
    return images_of(open(name))


def read_images(source: str | os.PathLike[str] | bytes, name: str | None = None) -> Images:
    """Reads images of one size: a folder or a .zip of image files (a folder in it for each person or kind names what
    they show), an .npz with `images` (m×height×width) and perhaps `labels`, a table with one image a row, or one image;
    or a folder or .zip with the IDX files of MNIST or Fashion-MNIST, as they are handed out.

    Colours become grey, and what is no image is passed over; both are told in `notes`. Nothing is unpacked onto the
    disk. Raises InputError for images of different sizes, a broken one, archives with names that lead elsewhere, a
    password, or more than 500 MB or 200 million pixels in them.
    """
    if not isinstance(source, bytes) and Path(source).is_dir():
        return _of_folder(Path(source))
    content, name = read_file(source, name)
    if content.startswith(b"PK"):
        return _of_archive(content, name)
    if PurePosixPath(name).suffix.lower() in TABLES:
        return images_of(read_table(content, name=name))
    if parts := idx_parts([(name, lambda: content)], MOST_BYTES):
        return _of_idx(name, parts)
    return _stacked(name, [(name, read_image(content, name=name))], [])


def images_of(table: Table) -> Images:
    """The rows of a table as images: `table.image` says their size, else they are taken to be square."""
    table, labels = _without_label(table)
    n = len(table.columns)
    side = isqrt(n)
    height, width = table.image or (side, side)
    if height * width != n or n < 2:
        raise InputError(
            f"{table.name} has {n} columns of numbers, which is no square, so they are no pixels of square images.",
            "Give one column for each pixel, 784 for 28×28, or the images themselves in a .zip.",
        )
    if not np.isfinite(table.matrix).all():
        row, column = np.argwhere(~np.isfinite(table.matrix))[0]
        raise InputError(
            f"{table.name}, {table.where(row)}: column {table.columns[column]!r} has no number.", "A pixel needs one."
        )
    pixels, notes = _light(table.matrix.reshape(-1, height, width))
    return Images(pixels, labels, (), table.name, table.source, table.licence, (*table.notes, *notes))


def _without_label(table: Table) -> tuple[Table, tuple[str, ...]]:
    if table.text:
        return table, next(iter(table.text.values()))
    named = next((name for name in table.columns if name.lower() in LABELS), None)
    return (table.without([named]), table.labels(named)) if named and table.image is None else (table, ())


def _light(values: NDArray[np.float64]) -> tuple[NDArray[np.uint8], tuple[str, ...]]:
    """Numbers of any range as light from 0 to 255: as they are where that is what they seem to be."""
    low, high = float(values.min()), float(values.max())
    if low >= 0 and FEW_SHADES < high <= WHITE:
        return np.rint(values).astype(np.uint8), ()
    low = min(low, 0.0)
    note = f"Its values run from {low:g} to {high:g}; they were scaled to 0 to 255."
    return np.rint((values - low) * (WHITE / ((high - low) or 1))).astype(np.uint8), (note,)


Files = list[tuple[str, Callable[[], bytes]]]  # path with slashes, and how it is read


def _of_folder(folder: Path) -> Images:
    paths = [path for path in folder.rglob("*") if path.is_file()]
    return _collected(folder.resolve().name, [(path.relative_to(folder).as_posix(), path.read_bytes) for path in paths])


def _of_archive(content: bytes, name: str) -> Images:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            _check_members(members, name)
            if members and all(member.filename.endswith(".npy") for member in members):
                return _of_arrays(content, name)
            # A member is read to the size that stands in the archive, never beyond it.
            return _collected(name, [(member.filename, partial(archive.read, member)) for member in members])
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError) as problem:
        raise InputError(f"{name} is a broken archive: {problem}.", "Pack it again.") from None


def _check_members(members: list[zipfile.ZipInfo], name: str) -> None:
    for member in members:
        path = PurePosixPath(member.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
            raise InputError(f"{name}: {member.filename!r} leads out of the archive.", "Pack the folder itself again.")
        if member.flag_bits & 1:
            raise InputError(f"{name} is locked with a password.", "Pack it again without one.")
    size = sum(member.file_size for member in members)
    if size > MOST_BYTES:
        raise InputError(
            f"{name} would unpack to {size / 1e6:,.0f} MB; at most {MOST_BYTES / 1e6:,.0f} MB are read.",
            "Pack fewer or smaller images.",
        )


def _of_arrays(content: bytes, name: str) -> Images:
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as file:
            arrays = {key: file[key] for key in file}
    except (ValueError, OSError, EOFError, zipfile.BadZipFile) as problem:
        raise InputError(f"{name} cannot be read: {problem}.", "Save it with numpy.savez(path, images=…).") from None
    images = arrays.get("images", next((array for array in arrays.values() if array.ndim == 3), None))
    if images is None or images.ndim != 3 or images.dtype.kind not in "biuf" or not images.size:
        held = ", ".join(f"{key} {array.shape} {array.dtype}" for key, array in list(arrays.items())[:5])
        raise InputError(f"{name} holds no images × height × width of numbers, but {held or 'nothing'}.")
    if not np.isfinite(images).all():
        raise InputError(f"{name} has pixels that are no numbers (NaN or infinite).", "Give each pixel a number.")
    labels = tuple(map(str, arrays["labels"].tolist())) if "labels" in arrays else ()
    pixels, notes = (images, ()) if images.dtype == np.uint8 else _light(images.astype(np.float64))
    return Images(pixels, labels, (), name, name, notes=notes)


def _collected(name: str, files: Files) -> Images:
    """The images among the files, in natural order."""
    files = sorted((file for file in files if not _hidden(file[0])), key=lambda file: _natural(file[0]))
    if len(files) > MOST_FILES:
        raise InputError(f"{name} has {len(files):,} files; at most {MOST_FILES:,} are read.", "Give fewer.")
    if parts := idx_parts(files, MOST_BYTES):
        return _of_idx(name, parts)
    images: list[tuple[str, Image]] = []
    other: list[str] = []
    size = 0
    for i, (path, read) in enumerate(files):
        tell(f"Reading {name}", i, len(files))
        image = _image(path, read)
        if image is None:
            other.append(path)
            continue
        images.append((path, image))
        size += image.pixels.size
        if size > MOST_PIXELS:
            raise InputError(f"{name} has more than {MOST_PIXELS:,} pixels.", "Scale the images down, or give fewer.")
    if not images:
        raise InputError(f"{name} holds no image.", "Give PNG, JPEG or other images of one size.")
    return _stacked(name, images, other)


def _of_idx(name: str, parts: dict[str, Part]) -> Images:
    """All images of the IDX files, one part after the other."""
    shapes = {images.shape[1:] for images, _ in parts.values()}
    if len(shapes) > 1:
        raise InputError(f"{name} has images of the shapes {', '.join(map(str, sorted(shapes)))}.", "Give one part.")
    pixels = np.concatenate([images for images, _ in parts.values()])
    known = [labels for _, labels in parts.values() if labels is not None]
    labels = tuple(map(str, np.concatenate(known))) if len(known) == len(parts) else ()
    counts = ", ".join(f"{len(images):,} of {prefix.strip('-') or 'all'}" for prefix, (images, _) in parts.items())
    return Images(pixels, labels, (), name, name, notes=(f"Its images: {counts}.",) if len(parts) > 1 else ())


def _stacked(name: str, images: list[tuple[str, Image]], other: list[str]) -> Images:
    """The images as one array; the innermost folder of each says what it shows, if there are several."""
    _check_sizes(images, name)
    folders = [PurePosixPath(path).parent.name for path, _ in images]
    notes = tuple(_notes([image for _, image in images], other))
    pixels = np.array([_grey(image.pixels) for _, image in images])
    names = tuple(path for path, _ in images)
    return Images(pixels, tuple(folders) if len(set(folders)) > 1 else (), names, name, name, notes=notes)


def _image(path: str, read: Callable[[], bytes]) -> Image | None:
    """The image in a file; None where it is none, and is not called like one either."""
    try:
        content = read()
        if content.startswith(b"PK"):  # archives in archives are not opened
            return None
        return read_image(content, name=path)
    except InputError:
        if PurePosixPath(path).suffix.lower() in SURE:
            raise
        return None


def _check_sizes(images: list[tuple[str, Image]], name: str) -> None:
    sizes = Counter(image.pixels.shape[:2] for _, image in images)
    if len(sizes) > 1:
        (usual, count), *_ = sizes.most_common()
        path, other = next((path, image.pixels.shape[:2]) for path, image in images if image.pixels.shape[:2] != usual)
        raise InputError(
            f"{name}: {path} is {other[1]}×{other[0]} pixels, {count} of {len(images)} images are "
            f"{usual[1]}×{usual[0]}.",
            "Pixels are compared one by one, so all must be of one size. Crop them alike, faces with the eyes at the "
            "same place.",
        )


def _notes(images: list[Image], other: list[str]) -> Iterator[str]:
    colours = sum(image.pixels.ndim == 3 for image in images)
    if colours:
        yield "It has colours, which became grey." if len(images) == 1 else f"Colours became grey in {colours} images."
    for note, count in Counter(note for image in images for note in image.notes).items():
        yield note if len(images) == 1 else f"In {count} of {len(images)} images: {note}"
    if other:
        more = f" and {len(other) - 3} more" if len(other) > 3 else ""
        yield f"What is no image was passed over: {', '.join(other[:3])}{more}."


def _grey(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return pixels if pixels.ndim == 2 else np.rint(pixels @ GREY).astype(np.uint8)


def _hidden(path: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(path).parts)


def _natural(path: str) -> list[tuple[int, str]]:
    """s2 before s10."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.split(r"([0-9]+)", path)]
