"""`eigh` beside SciPy's LAPACK subset, ARPACK and LOBPCG: true errors, bounds, the physical limit, growth."""

import statistics
import sys
import warnings

import numpy as np
import scipy.linalg
from _measure import QUIET, Claim, alternately, growth, multiplications, ratio, report
from scipy.sparse import diags_array, eye_array, kron
from scipy.sparse.linalg import eigsh
from svd import orthonormal

from hiddenmath.linalg import eigh

K = 50


def dense(n: int) -> tuple[np.ndarray, np.ndarray]:
    """A symmetric matrix with eigenvalues ±i^(-1/2), and these, descending."""
    w = np.arange(1.0, n + 1) ** -0.5 * np.where(np.arange(n) % 3, 1, -1)
    V = orthonormal(n, n, np.random.default_rng(1))
    A = V * w @ V.T
    return (A + A.T) / 2, np.sort(w)[::-1]


def laplacian(g: int) -> tuple[object, np.ndarray]:
    """The 5-point Laplacian of a g×g grid (g²×g², sparse), and its eigenvalues, descending: many of them double."""
    T = diags_array([-np.ones(g - 1), np.full(g, 2.0), -np.ones(g - 1)], offsets=[-1, 0, 1])
    one = 2 - 2 * np.cos(np.arange(1, g + 1) * np.pi / (g + 1))
    return (kron(T, eye_array(g)) + kron(eye_array(g), T)).tocsr(), np.sort(np.add.outer(one, one).ravel())[::-1]


def contestants(A: object, k: int) -> dict[str, object]:
    n = A.shape[0]
    found: dict[str, object] = {
        "ours": lambda: eigh(A, k)[:2],
        "eigsh (ARPACK)": lambda: tuple(part[..., ::-1] for part in eigsh(A, k, which="LA")),
    }
    if isinstance(A, np.ndarray):
        last = (n - k, n - 1)
        found["scipy.linalg.eigh, subset"] = lambda: tuple(
            part[..., ::-1] for part in scipy.linalg.eigh(A, subset_by_index=last)
        )
        if n <= 2000:
            found["numpy.linalg.eigh"] = lambda: tuple(part[..., ::-1][..., :k] for part in np.linalg.eigh(A))
    return found


def rows_of(name: str, A: object, w: np.ndarray, k: int, rounds: int) -> tuple[list[dict[str, object]], bool]:
    runs = contestants(A, k)
    answer = eigh(A, k)
    times = alternately(runs, rounds, QUIET)
    rows = []
    for who, run in runs.items():
        values, V = run()[:2]
        rows.append(
            {
                "matrix": name,
                "who": f"ours ({answer.method}, {answer.complete}, {answer.passes} passes)" if who == "ours" else who,
                "median s": f"{statistics.median(times[who]):.2f}",
                "times ours": f"{ratio(times['ours'], times[who]):.2f}",
                "true error / ‖A‖": f"{np.abs(values - w[:k]).max() / np.abs(w).max():.0e}",
                "residual / ‖A‖": f"{np.linalg.norm(A @ V - V * values, axis=0).max() / np.abs(w).max():.0e}",
                "promised": f"{answer.error.max() / np.abs(w).max():.0e}" if who == "ours" else "",
            }
        )
    best = min(ratio(times["ours"], times[who]) for who in runs if who != "ours")
    return rows, best >= 1 / 1.1


def main() -> None:
    warnings.simplefilter("ignore")
    rounds = 2 if "--quick" in sys.argv else 3
    rows, met = [], []
    for name, (A, w), k in (
        ("2000×2000", dense(2000), K),
        ("3000×3000", dense(3000), K),
        ("Laplacian, 40000×40000, sparse", laplacian(200), 10),
    ):
        table, good = rows_of(name, A, w, k, rounds)
        rows += table
        met.append((name, good))
    report(
        Claim(
            "The k largest eigenvalues of a symmetric matrix in at most 1.1 times the best peer's time, with bounds.",
            rows,
            met=all(good for _, good in met),
            notes=[
                *(f"{name}: {'met' if good else 'MISSED'}." for name, good in met),
                growth("n×n, k = 50", (1000, 1500, 2200, 3000), lambda n: (lambda A: lambda: eigh(A, K))(dense(n)[0])),
                f"The machine multiplies at {multiplications() / 1e9:.0f} GFLOP/s (2000×2000, float64).",
            ],
        )
    )


if __name__ == "__main__":
    main()
