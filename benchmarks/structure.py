"""What it costs to look for structure where there is none: the time of looking by the time of solving."""

import statistics

import numpy as np
import scipy.linalg  # before the threads are limited: its pool is its own
from _measure import Claim, alternately, report
from threadpoolctl import threadpool_limits

from hiddenmath.linalg._structure import look

SIZES = (250, 500, 1000, 2000)
# Of a general matrix; and of one that is symmetric for as long as possible, which no look can tell before its end.
TARGET, WORST = 0.03, 0.10
# One look takes microseconds: so many are timed at once.
LOOKS = 100


def matrices(n: int, rng: np.random.Generator) -> dict[str, np.ndarray]:
    """General matrices, the worst of them structured for as long as possible."""
    dense = rng.normal(size=(n, n))
    corners = dense.copy()
    corners[-1, 0] = corners[0, -1] = 0
    late = dense + dense.T
    late[n - 1, n - 2] += 1
    return {
        "random": dense,
        "random, zero in two corners": corners,
        "symmetric but for the last two rows": late,
    }


def main() -> None:
    rows: list[dict[str, object]] = []
    shares: dict[str, list[float]] = {}
    with threadpool_limits(1):
        for n in SIZES:
            rng = np.random.default_rng(n)
            b = rng.normal(size=n)
            for name, A in matrices(n, rng).items():
                times = alternately(
                    {
                        "look": lambda A=A: [look(A) for _ in range(LOOKS)],
                        "numpy": lambda A=A, b=b: np.linalg.solve(A, b),
                        "scipy": lambda A=A, b=b: scipy.linalg.solve(A, b, assume_a="general"),
                    }
                )
                share = statistics.median(
                    looks / LOOKS / numpy for looks, numpy in zip(times["look"], times["numpy"], strict=True)
                )
                shares.setdefault(name, []).append(share)
                rows.append(
                    {
                        "matrix": name,
                        "n": n,
                        "look µs": f"{statistics.median(times['look']) / LOOKS * 1e6:.0f}",
                        "numpy.linalg.solve µs": f"{statistics.median(times['numpy']) * 1e6:.0f}",
                        "scipy, told it is general µs": f"{statistics.median(times['scipy']) * 1e6:.0f}",
                        "look / numpy": f"{share:.2%}",
                    }
                )
    late = max(shares.pop("symmetric but for the last two rows"))
    general = max(share for of_sizes in shares.values() for share in of_sizes)
    report(
        Claim(
            f"Looking for structure in a general dense matrix costs less than {TARGET:.0%} of numpy.linalg.solve, also "
            f"where zeros lie in its corners; in the worst one, symmetric up to its last rows, less than {WORST:.0%}.",
            rows,
            met=general < TARGET and late < WORST,
            notes=[
                "One thread. Each look stops at the first contradiction: a few entries tell most matrices "
                f"({general:.1%} at most), but one that mirrors itself nearly to its last entry is read once, half of "
                f"it against the other ({late:.1%} at most, and less as n grows)."
            ],
        )
    )


if __name__ == "__main__":
    main()
