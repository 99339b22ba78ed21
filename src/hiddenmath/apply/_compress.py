"""The tool `compress`."""

import io
from collections.abc import Callable
from typing import Annotated, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._option import Option
from hiddenmath.apply._quality import TOP, psnr, ssim
from hiddenmath.apply._result import Numbers, Result
from hiddenmath.apply._seen import address
from hiddenmath.apply._tool import tool
from hiddenmath.data import Image, InputError, Table, factors
from hiddenmath.linalg import svd
from hiddenmath.linalg._telling import tell

Array = NDArray[np.float64]
ROUNDING = 1e-12  # by which a share may seem to be missed
LADDER = (1, 2, 5, 10, 20, 50, 100, 200)  # ranks of the table
FIRST = 250  # singular values to begin with, at least the last of these
BEYOND = 1.3  # so many times what seems to be wanted: the next ones are smaller than the last one that is known
ACROSS = 400  # pixels, the most whose pieces are found in a browser
SMALLEST_BLOCK = 2


@tool(saves="image.npz")
def compress(
    image: Image,
    *,
    decibels: Annotated[
        float,
        Option("About how near to come (PSNR): below 25 one sees the loss, above 40 hardly anybody does.", min=0),
    ] = 30.0,
    size: Annotated[int | None, Option("In place of decibels: how many bytes the file may have.", min=300)] = None,
    rank: Annotated[int | None, Option("In place of decibels: how many singular values to keep.", min=1)] = None,
    energy: Annotated[
        float | None, Option("In place of decibels: what share of the energy to keep, such as 0.99.", min=0, max=1)
    ] = None,
    block: Annotated[
        int, Option("Cut it into blocks of so many pixels a side, which become the rows; 0: leave it whole.", min=0)
    ] = 0,
) -> Result:
    """Compress: an image by its largest singular values.

    Keeps the few directions that hold most of an image, and says what that costs: bytes, PSNR and SSIM, beside a JPEG
    file of the same size.

    An m×n channel is the sum of rank-one pieces σᵢ uᵢ vᵢᵀ, sorted by size. The first k of them are the best
    approximation of rank k that there is (Eckart and Young, 1936): they need k(m + n) numbers in place of mn. Each
    number is kept as one byte. The *energy* is the sum of the squares of the singular values, after the mean is taken
    off.

    With blocks the matrix has a row for each block: the patterns that blocks have in common are found, as JPEG has them
    fixed in advance. JPEG is far better than both, because it knows what eyes do not see; what the SVD shows is why
    images can be compressed at all.
    """
    asked = [name for name, value in (("rank", rank), ("energy", energy), ("size", size)) if value is not None]
    if len(asked) > 1:
        raise InputError(f"Both {asked[0]} and {asked[1]} say how much to keep.", "Give one of them.")
    _check_block(block, image)
    matrices = _matrices(image.pixels, block)
    share = (_share(matrices, image.pixels.size, decibels) if energy is None else energy) - ROUNDING
    most = min(matrices[0].A.shape)
    if rank is not None and rank > most:
        raise InputError(f"rank is {rank}, but {image.name} has only {most} singular values.", f"Choose 1 to {most}.")

    def wanted(channels: list[Channel], k: int) -> int:
        """How many pieces of each channel are wanted, judged by the first k: no more than k where these are enough."""
        if rank is not None:
            return rank
        if size is not None:
            fits = size / len(_file(channels, image, block, k))
            return k if fits < 1 else max(k + 1, int(k * fits))
        missing, last = share - _energy(channels, k), _energy(channels, k, k - 1)
        return k + int(np.ceil(missing / max(last, ROUNDING))) if missing > 0 else k

    channels = _decomposed(matrices, min(most, max(FIRST, rank or 0)), wanted)
    known = len(channels[0].s)
    if size is not None:
        rank = _largest(lambda k: len(_file(channels, image, block, k)) <= size, known)
        if rank == 0:
            least = len(_file(channels, image, block, 1))
            raise InputError(f"No rank fits into {size} bytes: rank 1 needs {least}.", f"Give at least {least}.")
    elif rank is None:
        rank = next((k for k in range(1, known + 1) if _energy(channels, k) >= share), known)
    return _result(image, block, channels, rank)


class Matrix(NamedTuple):
    """A channel, or its blocks as rows, and the mean that was taken off."""

    A: Array
    mean: float


class Channel(NamedTuple):
    """Its largest singular values with their vectors, the sum of the squares of all of them, and the mean."""

    U: Array
    s: Array
    Vt: Array
    squares: float
    mean: float


def _check_block(block: int, image: Image) -> None:
    side = min(image.pixels.shape[:2])
    if block and not SMALLEST_BLOCK <= block <= side:
        raise InputError(
            f"block is {block}; {image.name} is {'×'.join(map(str, image.pixels.shape[:2]))} pixels.",
            f"Choose {SMALLEST_BLOCK} to {side}, or 0 to leave it whole."
            if side > 1
            else "Leave it whole: set block to 0.",
        )


def _matrices(pixels: NDArray[np.uint8], block: int) -> list[Matrix]:
    found = []
    for channel in np.moveaxis(np.atleast_3d(pixels), 2, 0):
        mean = float(channel.mean())
        found.append(Matrix(factors.to_matrix(channel - mean, block), mean))
    return found


def _share(matrices: list[Matrix], size: int, decibels: float) -> float:
    """Of the energy, so that what is left out of `size` numbers is so many decibels below white."""
    total = sum(float(np.vdot(A, A)) for A, _ in matrices)
    left = size * TOP**2 * 10 ** (-decibels / 10)
    return 1 - left / total if total else 1.0


def _decomposed(matrices: list[Matrix], k: int, wanted: Callable[[list[Channel], int], int]) -> list[Channel]:
    """The first k singular values, or more until they are enough: of a large photo most are never computed."""
    most = min(matrices[0].A.shape)
    while True:
        channels = []
        for i, (A, mean) in enumerate(matrices):
            tell("Singular values", i, len(matrices))
            U, s, Vt = svd(A, k)[:3]
            channels.append(Channel(np.asarray(U), np.asarray(s), np.asarray(Vt), float(np.sum(A * A)), mean))
        if k == most or (enough := wanted(channels, k)) <= k:
            return channels
        k = min(most, 3 * k, int(BEYOND * enough))


def _energy(channels: list[Channel], k: int, first: int = 0) -> float:
    """The share of the squares of all singular values that the first k (from `first` on) hold, over all channels."""
    total = sum(channel.squares for channel in channels)
    return min(1.0, sum(float(s[first:k] @ s[first:k]) for _, s, *_ in channels) / total) if total else 1.0


def _file(channels: list[Channel], image: Image, block: int, k: int) -> bytes:
    """Each side gets the root of the singular value, so that both are rounded alike."""
    U = [channel.U[:, :k] * np.sqrt(channel.s[:k]) for channel in channels]
    V = [channel.Vt[:k].T * np.sqrt(channel.s[:k]) for channel in channels]
    mean = np.array([channel.mean for channel in channels])
    return factors.packed(factors.Factors(U, V, mean, image.pixels.shape, block))


def _largest(fits: Callable[[int], bool], most: int) -> int:
    """The largest k in 1 … most that fits; 0 where none does. Files grow with k."""
    low, high = 0, most
    while low < high:
        k = (low + high + 1) // 2
        low, high = (k, high) if fits(k) else (low, k - 1)
    return low


def _result(image: Image, block: int, channels: list[Channel], rank: int) -> Result:
    file = _file(channels, image, block, rank)
    pixels = factors.light(factors.unpacked(file, image.name))
    jpeg, jpeg_bytes = _jpeg(image.pixels, len(file))
    rows = _rows(image, block, channels, rank)
    numbers: Numbers = {
        "rank": rank,
        "energy": rows[rank].energy,
        "bytes": len(file),
        **({"bytes_given": image.stored.bytes} if image.stored else {}),
        "bytes_uncompressed": image.pixels.size,
        "psnr": rows[rank].psnr,
        "ssim": rows[rank].ssim,
        "jpeg_bytes": jpeg_bytes,
        "jpeg_psnr": psnr(image.pixels, jpeg),
        "jpeg_ssim": ssim(image.pixels, jpeg),
    }
    width = min(ACROSS, image.pixels.shape[1])
    return Result(
        numbers,
        {"ranks": Table(("rank", "energy", "bytes", "PSNR", "SSIM"), np.array(list(rows.values())), name="ranks")},
        "compressed",
        address(image.pixels, "image-rank", width=width, rank=rank, mode="colour", label=image.name),
        files={"image.npz": file},
        notes=(*_notes(numbers, image), *image.notes),
        images={"compressed": pixels},
        key={"bytes": "number", "bytes_given": "number", "bytes_uncompressed": "number", "rank": "number"},
    )


class Row(NamedTuple):
    """What a rank keeps, needs and gives."""

    rank: int
    energy: float
    bytes: int
    psnr: float
    ssim: float


def _rows(image: Image, block: int, channels: list[Channel], rank: int) -> dict[int, Row]:
    """The rows of the table by their ranks: those of the ladder and this one."""
    ladder = sorted({k for k in LADDER if k <= len(channels[0].s)} | {rank})
    rows: dict[int, Row] = {}
    for k in ladder:
        tell("Measuring", len(rows), len(ladder))
        file = _file(channels, image, block, k)
        pixels = factors.light(factors.unpacked(file, image.name))
        rows[k] = Row(k, _energy(channels, k), len(file), psnr(image.pixels, pixels), ssim(image.pixels, pixels))
    return rows


def _jpeg(pixels: NDArray[np.uint8], size: int) -> tuple[NDArray[np.uint8], int]:
    """The best JPEG of at most this size, and its size; the smallest there is, if none is as small."""
    from PIL.Image import fromarray
    from PIL.Image import open as open_image

    def made(quality: int) -> bytes:
        out = io.BytesIO()
        fromarray(pixels).save(out, "JPEG", quality=quality, optimize=True)
        return out.getvalue()

    best = made(max(1, _largest(lambda quality: len(made(quality)) <= size, 95)))
    return np.asarray(open_image(io.BytesIO(best))), len(best)


def _notes(numbers: Numbers, image: Image) -> list[str]:
    size, raw, stored = int(numbers["bytes"]), image.pixels.size, image.stored
    beside = [_beside(size, stored.bytes, f"the {stored.format} you gave")] if stored else []
    beside.append(_beside(size, raw, "its plain pixels"))
    notes = [
        f"Rank {numbers['rank']} keeps {float(numbers['energy']):.1%} of the energy in {size:,} bytes: "
        f"{', and '.join(beside)}."
    ]
    if size > min(raw, stored.bytes if stored else raw):
        notes.append("A smaller file keeps less: set size, in bytes, or a lower rank.")
    ours, jpeg = float(numbers["psnr"]), float(numbers["jpeg_psnr"])
    reaches = (
        f"JPEG, with {numbers['jpeg_bytes']:,} bytes, reaches {jpeg:.1f} dB against {ours:.1f} dB with "
        f"{numbers['bytes']:,} bytes here"
    )
    why = ": it leaves out what eyes hardly see and codes in bits, where singular values stand for any matrix."
    notes.append(reaches + (why if jpeg > ours else "."))
    return notes


def _beside(size: int, other: int, what: str) -> str:
    """How a size compares with another.

    >>> _beside(400, 200, "the JPEG you gave"), _beside(1000, 1010, "its pixels")
    ('2.0 times as large as the JPEG you gave (200)', 'as large as its pixels (1,010)')
    """
    ratio = f"{max(size, other) / min(size, other):,.1f}"
    how = "as large as" if ratio == "1.0" else f"{ratio} times {'as large as' if size > other else 'smaller than'}"
    return f"{how} {what} ({other:,})"
