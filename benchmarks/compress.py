"""`compress` beside JPEG and WebP of the same size: PSNR, SSIM and time. What comes from looking alone, and what more
there is to compressing a photo."""

import io
import statistics
from collections.abc import Callable

import numpy as np
from _measure import Claim, alternately, ratio, report
from PIL import Image as files
from threadpoolctl import threadpool_limits

from hiddenmath.apply import compress
from hiddenmath.apply._compress import _largest
from hiddenmath.apply._quality import psnr, ssim
from hiddenmath.data import Image, open_image, read_image

SIZES = (15_000, 30_000, 60_000)  # bytes; one pattern of all blocks needs 13,000
ROUNDS = 1
Pixels = np.ndarray


def encoded(pixels: Pixels, form: str, size: int) -> bytes:
    """The file of the best quality that is no larger."""

    def made(quality: int) -> bytes:
        out = io.BytesIO()
        files.fromarray(pixels).save(out, form, quality=quality, **({"optimize": True} if form == "JPEG" else {}))
        return out.getvalue()

    return made(max(1, _largest(lambda quality: len(made(quality)) <= size, 95)))


def decoded(content: bytes) -> Pixels:
    return np.asarray(files.open(io.BytesIO(content)).convert("RGB"))


def contestants(image: Image, size: int) -> dict[str, Callable[[], tuple[bytes, Pixels]]]:
    def ours(block: int) -> Callable[[], tuple[bytes, Pixels]]:
        def run() -> tuple[bytes, Pixels]:
            content = compress(image, size=size, block=block).files["image.npz"]
            return content, read_image(content, name="image.npz").pixels

        return run

    def theirs(form: str) -> Callable[[], tuple[bytes, Pixels]]:
        def run() -> tuple[bytes, Pixels]:
            content = encoded(image.pixels, form, size)
            return content, decoded(content)

        return run

    return {
        "SVD, whole": ours(0),
        "SVD, blocks of 8×8": ours(8),
        "JPEG": theirs("JPEG"),
        "WebP": theirs("WEBP"),
    }


def rows(name: str, size: int) -> list[dict[str, object]]:
    image = open_image(name)
    runs = contestants(image, size)
    made = {who: run() for who, run in runs.items()}
    times = alternately(runs, ROUNDS)
    return [
        {
            "photo": f"{name}, {size:,} bytes",
            "who": who,
            "bytes": f"{len(content):,}",
            "PSNR, dB": f"{psnr(image.pixels, pixels):.1f}",
            "SSIM": f"{ssim(image.pixels, pixels):.3f}",
            "seconds": f"{statistics.median(times[who]):.2f}",
            "times ours, whole": f"{ratio(times['SVD, whole'], times[who]):.2f}",
        }
        for who, (content, pixels) in made.items()
    ]


def main() -> None:
    with threadpool_limits(1):
        found = [rows(name, size) for name in ("china", "flower") for size in SIZES]
    quality = [{str(row["who"]): float(str(row["PSNR, dB"])) for row in four} for four in found]
    behind = {who: [four["JPEG"] - four[who] for four in quality] for who in ("SVD, whole", "SVD, blocks of 8×8")}
    report(
        Claim(
            "No file of `compress` is larger than asked for; JPEG of the same size is better, and by how much is said.",
            [row for four in found for row in four],
            met=all(
                int(str(row["bytes"]).replace(",", "")) <= size
                for four, size in zip(found, SIZES * 2, strict=True)
                for row in four[:2]
            ),
            notes=[
                *(f"{who}: {min(dB):.1f} to {max(dB):.1f} dB behind JPEG." for who, dB in behind.items()),
                "Photos of 427×640 pixels in colour. Each has the best quality that fits into the bytes; the time "
                "holds the search for it, and for ours the table of ranks too. One thread each.",
            ],
        )
    )


if __name__ == "__main__":
    main()
