"""An image kept as factors: for each channel U (m×k) and V (n×k) in whole numbers from −127 to 127, and how they are
scaled; a file that any tool opens again."""

import io
import zipfile
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hiddenmath.data._errors import InputError

LARGEST = 127  # of a signed byte
KEY = "hiddenmath factors"
MOST_NUMBERS = 200_000_000


class Factors(NamedTuple):
    """Channel c of the image is mean[c] + U[c] @ V[c].T. `block`: 0, or the side of the blocks that are the rows."""

    U: list[NDArray[np.float64]]
    V: list[NDArray[np.float64]]
    mean: NDArray[np.float64]
    shape: tuple[int, ...]
    block: int


def packed(factors: Factors) -> bytes:
    """The factors as a compressed .npz file, a byte for each number, each column with its own scale."""
    arrays: dict[str, NDArray[np.generic]] = {
        KEY: np.array([1, factors.block, *factors.shape]),
        "mean": factors.mean.astype(np.float32),
    }
    for c, pair in enumerate(zip(factors.U, factors.V, strict=True)):
        for name, factor in zip("UV", pair, strict=True):
            scale = np.abs(factor).max(axis=0, initial=0.0) / LARGEST
            whole = np.rint(factor / np.where(scale > 0, scale, 1))
            arrays[f"{name}{c}"] = whole.T.astype(np.int8)
            arrays[f"{name}{c} scale"] = scale.astype(np.float32)
    out = io.BytesIO()
    np.savez_compressed(out, **arrays)  # type: ignore[arg-type]
    return out.getvalue()


def unpacked(content: bytes, name: str) -> Factors:
    """What `packed` has made. Raises InputError for any other file."""
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as file:
            version, block, *shape = file[KEY].tolist()
            channels = shape[2] if len(shape) == 3 else 1
            U, V = ([_factor(file, f"{side}{c}") for c in range(channels)] for side in "UV")
            return _checked(Factors(U, V, file["mean"].astype(np.float64), tuple(shape), block), version, name)
    except (KeyError, ValueError, TypeError, OSError, zipfile.BadZipFile, EOFError, IndexError):
        raise InputError(
            f"{name} is no compressed image.", "It may be cut off, or another kind of archive. Make it again."
        ) from None


def _factor(file: "np.lib.npyio.NpzFile", name: str) -> NDArray[np.float64]:
    return np.asarray(file[name].T * file[f"{name} scale"], dtype=np.float64)


def _checked(factors: Factors, version: int, name: str) -> Factors:
    m, n, *_ = factors.shape
    b = factors.block
    rows, columns = (-(-m // b) * -(-n // b), b * b) if b else (m, n)
    fits = all(
        U.ndim == V.ndim == 2 and (len(U), len(V)) == (rows, columns) and U.shape[1] == V.shape[1]
        for U, V in zip(factors.U, factors.V, strict=True)
    )
    if version != 1 or not fits or len(factors.mean) != len(factors.U) or m * n > MOST_NUMBERS:
        raise ValueError(name)
    return factors


def light(factors: Factors) -> NDArray[np.uint8]:
    """The image that the factors give."""
    pixels = np.empty((*factors.shape[:2], len(factors.U)), np.uint8)
    for c, (U, V, mean) in enumerate(zip(factors.U, factors.V, factors.mean, strict=True)):
        values = U @ V.T
        values += mean
        np.clip(np.rint(values, out=values), 0, 255, out=values)
        pixels[..., c] = from_matrix(values, factors.shape, factors.block)
    return pixels.reshape(factors.shape)


def to_matrix(channel: NDArray[np.float64], block: int) -> NDArray[np.float64]:
    """The channel itself, or, with blocks, a matrix with a row for each block of block×block pixels, from the upper
    left; where they do not fit, the last rows and columns of pixels are repeated."""
    if not block:
        return channel
    m, n = channel.shape
    padded = np.pad(channel, ((0, -m % block), (0, -n % block)), mode="edge")
    down, across = (side // block for side in padded.shape)
    return padded.reshape(down, block, across, block).transpose(0, 2, 1, 3).reshape(down * across, block * block)


def from_matrix(matrix: NDArray[np.float64], shape: tuple[int, ...], block: int) -> NDArray[np.float64]:
    """The channel that `to_matrix` made the matrix of."""
    if not block:
        return matrix
    m, n = shape[:2]
    down, across = -(-m // block), -(-n // block)
    blocks = matrix.reshape(down, across, block, block).transpose(0, 2, 1, 3)
    return blocks.reshape(down * block, across * block)[:m, :n]
