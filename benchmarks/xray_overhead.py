"""What X-ray costs a program while it runs: on large products, and on each tiny call."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # what other programs do with the cores is not to be measured

from functools import partial

import numpy as np
from _measure import Claim, alternately, ratio, report

from hiddenmath.xray import _hooks
from hiddenmath.xray._program import Sources
from hiddenmath.xray._recorder import Recorder

LARGE = "for _ in range(2):\n    C = A @ B\n    C = np.dot(B, A)\n    y = A @ (B @ x)\n"
TINY = {
    "a product": "for _ in range(300):\n    a @ v\n",
    "a chain of two products": "for _ in range(150):\n    a @ a @ v\n",
    "a call of np.dot": "for _ in range(300):\n    np.dot(a, v)\n",
    "a call of np.linalg.det": "for _ in range(300):\n    np.linalg.det(a)\n",
    "a call of something else": "for _ in range(300):\n    f(a)\n",
}
CALLS = 300  # a millisecond: on a busy machine some of many short runs are undisturbed, and of long ones none
PERCENT, MICROSECONDS = 5.0, 3.0


def measured(source: str, rounds: int) -> tuple[list[float], list[float]]:
    """Seconds of the program plain and under X-ray, in turn."""
    rng = np.random.default_rng(0)
    A, B = rng.normal(size=(2, 512, 512))
    space = {"np": np, "A": A, "B": B, "x": A[0], "a": A[:3, :3].copy(), "v": A[0, :3].copy(), "f": [id][0]}
    sources = Sources(Recorder())
    plain, rewritten = compile(source, "program.py", "exec"), sources.code(source, "program.py")
    _hooks.recorder = sources.recorder
    run_plain, run_rewritten = partial(exec, plain, space), partial(exec, rewritten, space)
    times = alternately({"plain": run_plain, "x-ray": run_rewritten}, rounds)
    _hooks.recorder = None
    assert not sources.recorder.failure and not sources.skipped
    return times["plain"], times["x-ray"]


def main() -> None:
    plain, xrayed = measured(LARGE, 60)
    percent = 100 * (ratio(plain, xrayed) - 1)
    rows: list[dict[str, object]] = [
        {"of the program": "products of 512×512 matrices, alone and in chains", "X-ray adds": f"{percent:.1f} %"}
    ]
    each = {}
    for name, source in TINY.items():
        plain, xrayed = measured(source, 300)
        each[name] = 1e6 * (min(xrayed) - min(plain)) / CALLS  # noise only adds: the fastest run has the least
        rows.append({"of the program": f"{name}, tiny", "X-ray adds": f"{each[name]:.1f} µs a call"})
    report(
        Claim(
            f"X-ray adds under {PERCENT:.0f} % to a program of 512×512 products, and under {MICROSECONDS:.0f} µs to a "
            "recorded call.",
            rows,
            met=percent < PERCENT and max(each.values()) < MICROSECONDS,
        )
    )


if __name__ == "__main__":
    main()
