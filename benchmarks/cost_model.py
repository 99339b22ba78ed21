"""The constants of `linalg/_cost.py`, measured here: what an operation costs beside one in a large product."""

import statistics
from collections.abc import Callable

import numpy as np
from _measure import Claim, alternately, ratio, report
from scipy.sparse import random_array

from hiddenmath.linalg import _cost

ROUNDS = 5


def weight(run: Callable[[], object], operations: float) -> float:
    """Time per operation, relative to that of a 2000×2000 product in the same rounds."""
    B = np.random.default_rng(0).standard_normal((2000, 2000))
    times = alternately({"gemm": lambda: B @ B, "run": run}, ROUNDS)
    return ratio(times["gemm"], times["run"]) * (2 * 2000.0**3) / operations


def main() -> None:
    rng = np.random.default_rng(0)
    A, S = rng.standard_normal((1500, 1500)), rng.standard_normal((1500, 1500))
    S = S + S.T
    tall, big, X = (
        rng.standard_normal((20_000, 1000)),
        rng.standard_normal((4000, 4000)),
        rng.standard_normal((4000, 32)),
    )
    sparse, Y = (
        random_array((100_000, 100_000), density=1e-4, rng=rng, format="csr"),
        rng.standard_normal((100_000, 16)),
    )
    measured = [
        ("SVD", _cost.SVD, weight(lambda: np.linalg.svd(A), 26 * 1500.0**3)),
        ("EIGEN", _cost.EIGEN, weight(lambda: np.linalg.eigh(S), 1500.0**3)),
        ("a symmetric product, for mn²", 1.0, weight(lambda: tall.T @ tall, 20_000 * 1000.0**2)),
        ("THIN", _cost.THIN, weight(lambda: big @ X, 2 * 4000.0**2 * 32)),
        ("SPARSE", _cost.SPARSE, weight(lambda: sparse @ Y, 2.0 * sparse.nnz * 16)),
    ]
    off = [max(used / found, found / used) for _, used, found in measured]
    report(
        Claim(
            "The weights of the cost model are within a factor of 2 of this machine's, on the median.",
            [{"weight": name, "in the model": used, "measured": f"{found:.1f}"} for name, used, found in measured],
            met=statistics.median(off) < 2,
        )
    )


if __name__ == "__main__":
    main()
