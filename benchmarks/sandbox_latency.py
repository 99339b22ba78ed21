"""How long a submission waits: 20 answers from a fresh, isolated process, beside what only starting Python would
cost."""

import subprocess
import sys
from collections.abc import Callable

import numpy as np
from _measure import Claim, alternately, percentile, ratio, report

from hiddenmath.sandbox import Sandbox

CALLS = 20
ROUNDS = 100


def submission(scale: float) -> Callable[[np.ndarray], np.ndarray]:
    """What a learner hands in: a small function of an array. The sandbox loads this file to run it."""

    def normalise(a: np.ndarray) -> np.ndarray:
        return scale * (a - a.mean(axis=0)) / a.std(axis=0)

    return normalise


def main() -> None:
    inputs = np.random.default_rng(0).normal(size=(CALLS, 50, 4))
    expected = [submission(2.0)(a) for a in inputs]

    def submit() -> None:
        with sandbox.session("sandbox_latency:submission", 2.0) as session:
            for a, wanted in zip(inputs, expected, strict=True):
                assert np.array_equal(session.call(a).value, wanted)

    def start_python() -> None:
        subprocess.run([sys.executable, "-c", "import numpy"], check=True)

    with Sandbox(("numpy", "sandbox_latency")) as sandbox:
        layers = sandbox.isolation.layers
        times = alternately({f"submission, {CALLS} calls": submit, 'python -c "import numpy"': start_python}, ROUNDS)
    rows: list[dict[str, object]] = [
        {"": name}
        | {f"p{share:.0%} ms".replace("%", ""): f"{1e3 * percentile(values, share):.1f}" for share in (0.5, 0.95)}
        for name, values in times.items()
    ]
    ours, peer = times.values()
    report(
        Claim(
            f"A submission with {CALLS} calls, in a fresh process under isolation, is answered in 10 ms (p95: 25 ms).",
            rows,
            met=percentile(ours, 0.5) < 0.010 and percentile(ours, 0.95) < 0.025,
            notes=[
                f"Layers in force: {', '.join(layers)}.",
                f"Starting Python takes {ratio(ours, peer):.1f} times as long.",
            ],
        )
    )


if __name__ == "__main__":
    main()
