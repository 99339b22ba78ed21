"""`lstsq` against NumPy, SciPy and scikit-learn: time, true error beside the bound, the limit, growth with the size."""

import statistics

import numpy as np
import scipy.linalg  # before the threads are limited: its pool is its own
from _measure import Claim, alternately, ratio, report
from sklearn.linear_model import LinearRegression
from threadpoolctl import threadpool_limits

from hiddenmath.linalg import lstsq

# m×n; of those where m ≥ 2n, the last four are one shape in four sizes.
SHAPES = ((600, 600), (200, 2_000), (5_000, 500), (2_000, 50), (4_000, 100), (8_000, 200), (16_000, 400))
ROUNDS = 5
# What the limits are measured by, in turn with the contestants: a product of 1000×1000 matrices, reading 128 MB.
FACTOR, LARGE = np.random.default_rng(0).normal(size=(1000, 1000)), np.ones(1 << 24)


def problem(m: int, n: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A and b of whole numbers, with an x that is known exactly: the noise is orthogonal to the columns."""
    rng = np.random.default_rng(n)
    if m > n:
        half = rng.integers(-9, 10, (m // 2, n)).astype(float)
        A, noise = np.vstack([half, half]), np.repeat([1.0, -1.0], m // 2)
        x = rng.integers(-9, 10, n).astype(float)
    else:
        A, noise = rng.integers(-9, 10, (m, n)).astype(float), np.zeros(m)
        x = A.T @ rng.integers(-9, 10, m) if m < n else rng.integers(-9, 10, n).astype(float)
    return A, A @ x + noise, x


def row(m: int, n: int) -> dict[str, float | str]:
    """One matrix: seconds, ratios, errors."""
    A, b, x = problem(m, n)
    peer = LinearRegression(fit_intercept=False)
    times = alternately(
        {
            "ours": lambda: lstsq(A, b),
            "numpy": lambda: np.linalg.lstsq(A, b),
            "scipy": lambda: scipy.linalg.lstsq(A, b),
            "scikit-learn": lambda: peer.fit(A, b),
            "product": lambda: FACTOR @ FACTOR,
            "reading": LARGE.sum,
        },
        ROUNDS,
    )
    answer, size = lstsq(A, b), np.linalg.norm(x)
    true = float(np.linalg.norm(answer.x - x) / size)
    assert true <= float(answer.error) / size
    ours, product, reading = (statistics.median(times[it]) for it in ("ours", "product", "reading"))
    limit = max(max(m, n) * min(m, n) ** 2 / (2e9 / product), A.nbytes / (LARGE.nbytes / reading))
    return {
        "ours": ours,
        "numpy": ratio(times["ours"], times["numpy"]),
        "scipy": ratio(times["ours"], times["scipy"]),
        "scikit-learn": ratio(times["ours"], times["scikit-learn"]),
        "fraction": limit / ours,
        "GFLOP/s": 2 / product,
        "GB/s": LARGE.nbytes / reading / 1e9,
        "true": true,
        "bound": f"{float(answer.error) / size:.0e} {answer.certainty}",
        "numpy true": float(np.linalg.norm(np.linalg.lstsq(A, b)[0] - x) / size),
        "sklearn true": float(np.linalg.norm(peer.fit(A, b).coef_ - x) / size),
        "method": answer.method,
    }


def main() -> None:
    with threadpool_limits(1):
        found = {shape: row(*shape) for shape in SHAPES}
    rows: list[dict[str, object]] = [
        {
            "matrix": f"{m}×{n}",
            "method": r["method"],
            "ours ms": f"{r['ours'] * 1e3:.1f}",
            "numpy / ours": f"{r['numpy']:.2f}",
            "scipy / ours": f"{r['scipy']:.2f}",
            "scikit-learn / ours": f"{r['scikit-learn']:.2f}",
            "of the limit": f"{r['fraction']:.0%}",
            "true error": f"{r['true']:.0e}",
            "bound": r["bound"],
            "numpy's true error": f"{r['numpy true']:.0e}",
            "scikit-learn's": f"{r['sklearn true']:.0e}",
        }
        for (m, n), r in found.items()
    ]
    best = {shape: min(r[peer] for peer in ("numpy", "scipy", "scikit-learn")) for shape, r in found.items()}
    grown = SHAPES[-4:]
    growth = np.polyfit(np.log([n for _, n in grown]), np.log([found[shape]["ours"] for shape in grown]), 1)[0]
    report(
        Claim(
            "Tall least squares of clearly full rank take less than half of the time of NumPy, SciPy and scikit-learn, "
            "with a proved bound; of other shapes at most 1.1 times the fastest one's.",
            rows,
            met=all(times > 2 if m >= 2 * n else times >= 1 / 1.1 for (m, n), times in best.items()),
            notes=[
                "One thread each. Errors relative to ‖x‖, which is known exactly. The limit: mn² operations (half of "
                f"AᵀA, which is symmetric) at {statistics.median(float(r['GFLOP/s']) for r in found.values()):.0f} "
                "GFLOP/s of matrix product, or reading A once at "
                f"{statistics.median(float(r['GB/s']) for r in found.values()):.1f} GB/s; measured in turn with the "
                f"contestants. 40n×n, four sizes: time grows as n^{growth:.2f}."
            ],
        )
    )


if __name__ == "__main__":
    main()
