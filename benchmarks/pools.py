"""One pool of threads: NumPy's and SciPy's wheels each bring an OpenBLAS, whose idle threads wait in a busy loop."""

import statistics

import numpy as np
from _measure import Claim, alternately, ratio, report
from scipy.linalg import blas

STEPS = 40


def main() -> None:
    rng = np.random.default_rng(0)
    A, Q = rng.standard_normal((2000, 2000)), rng.standard_normal((2000, 32))
    F = np.asfortranarray(A)

    def numpy_only() -> None:
        for _ in range(STEPS):
            A.T @ (A @ Q)

    def alternating() -> None:
        for _ in range(STEPS):
            blas.dgemm(1.0, F, A @ Q, trans_a=True)

    def scipy_only() -> None:
        for _ in range(STEPS):
            blas.dgemm(1.0, F, blas.dgemm(1.0, F, Q), trans_a=True)

    times = alternately({"NumPy only": numpy_only, "alternating": alternating, "SciPy only": scipy_only}, 7)
    slower = ratio(times["NumPy only"], times["alternating"])
    report(
        Claim(
            "A hot path stays in one pool of threads: alternating NumPy's and SciPy's products is slower than either, "
            "so `svd` and `eigh` use NumPy's alone.",
            [
                {
                    "products of a Krylov step": name,
                    "median ms": f"{1e3 * statistics.median(seconds):.0f}",
                    "times NumPy only": f"{ratio(times['NumPy only'], seconds):.1f}",
                }
                for name, seconds in times.items()
            ],
            met=slower > 1,
        )
    )


if __name__ == "__main__":
    main()
