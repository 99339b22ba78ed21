"""Images in the IDX files in which MNIST, Fashion-MNIST and others are handed out."""

import re
import zlib
from collections.abc import Callable, Sequence
from math import prod

import numpy as np
from numpy.typing import NDArray

from hiddenmath.data._errors import InputError

IMAGES, LABELS = b"\0\0\x08\x03", b"\0\0\x08\x01"  # two zeros, unsigned bytes, dimensions
GZIP = b"\x1f\x8b"
PATH = re.compile(r"(.*?)(?:images[-.]idx3|labels[-.]idx1)-ubyte(?:\.gz)?", re.IGNORECASE)

Part = tuple[NDArray[np.uint8], NDArray[np.uint8] | None]


def idx_parts(files: Sequence[tuple[str, Callable[[], bytes]]], most: int) -> dict[str, Part]:
    """Of each pair of files of one name (such as "train-") the images (m×height×width) and their labels (m,), None
    where nobody says. Raises InputError for labels without images, for broken files, and beyond `most` bytes.

    >>> head = lambda kind, *sizes: kind + b"".join(n.to_bytes(4, "big") for n in sizes)
    >>> files = {"t-images-idx3-ubyte": head(IMAGES, 1, 1, 2) + b"ab", "t-labels-idx1-ubyte": head(LABELS, 1) + b"c"}
    >>> idx_parts([(path, lambda path=path: files[path]) for path in files], 100)
    {'t-': (array([[[97, 98]]], dtype=uint8), array([99], dtype=uint8))}
    """
    found: dict[str, dict[int, NDArray[np.uint8]]] = {}
    for path, read in files:
        if named := PATH.fullmatch(path):
            array = idx_array(read(), path, most)
            found.setdefault(named[1], {})[array.ndim] = array
    for prefix, arrays in found.items():
        images, labels = arrays.get(3), arrays.get(1)
        if images is None or (labels is not None and len(images) != len(labels)):
            raise InputError(
                f"{prefix or 'IDX'}: {0 if images is None else len(images):,} images and {len(arrays[1]):,} labels.",
                "Give both files, of the same images.",
            )
    return {prefix: (arrays[3], arrays.get(1)) for prefix, arrays in found.items()}


def idx_array(content: bytes, name: str, most: int) -> NDArray[np.uint8]:
    """The images or labels in a file, which may be compressed with gzip."""
    if content.startswith(GZIP):
        content = _unpacked(content, name, most)
    if not content.startswith((IMAGES, LABELS)):
        raise InputError(f"{name} is called an IDX file and begins with {content[:4]!r}.", "Fetch it again.")
    n = content[3]
    shape = tuple(int(size) for size in np.frombuffer(content[4 : 4 + 4 * n].ljust(4 * n, b"\0"), ">u4"))
    if prod(shape) != len(content) - 4 - 4 * n or not prod(shape):
        raise InputError(
            f"{name} says that it holds {'×'.join(map(str, shape))} bytes, and holds {len(content) - 4 - 4 * n:,}.",
            "Fetch it again.",
        )
    return np.frombuffer(content, np.uint8, offset=4 + 4 * n).reshape(shape)


def _unpacked(content: bytes, name: str, most: int) -> bytes:
    try:
        unpacked = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS).decompress(content, most + 1)
    except zlib.error as problem:
        raise InputError(f"{name} is broken: {problem}.", "Fetch it again.") from None
    if len(unpacked) > most:
        raise InputError(f"{name} would unpack to more than {most / 1e6:,.0f} MB.", "Give fewer images.")
    return unpacked
