"""How long a submission waits: 20 answers from a fresh, isolated process, beside the other ways to run a learner's
code: starting Python, pytest in a process of its own, a fresh Jupyter kernel."""

import importlib.util
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
from _measure import Claim, alternately, percentile, ratio, report

from hiddenmath.sandbox import Sandbox

CALLS = 20
ROUNDS, SLOW_ROUNDS = 100, 10
JUPYTER = all(map(importlib.util.find_spec, ("ipykernel", "jupyter_client")))
TEST = """
import numpy as np
import pytest

def normalise(a):
    return 2.0 * (a - a.mean(axis=0)) / a.std(axis=0)

@pytest.mark.parametrize("seed", range(CALLS))
def test(seed):
    a = np.random.default_rng(seed).normal(size=(50, 4))
    assert np.allclose(normalise(a).mean(axis=0), 0)
"""


def submission(scale: float) -> Callable[[np.ndarray], np.ndarray]:
    """What a learner hands in: a small function of an array. The sandbox loads this file to run it."""

    def normalise(a: np.ndarray) -> np.ndarray:
        return scale * (a - a.mean(axis=0)) / a.std(axis=0)

    return normalise


def start_python() -> None:
    subprocess.run([sys.executable, "-c", "import numpy"], check=True)


def run_pytest(file: Path) -> None:
    """As many cases; without the plugins that happen to be installed here, which would only make it slower."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(file)]
    alone = os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=file.parent, env=alone)


def start_kernel() -> None:
    """A fresh kernel that imports NumPy: what a notebook needs before the first cell can be graded."""
    from jupyter_client.manager import start_new_kernel

    manager, client = start_new_kernel(kernel_name="python3")
    try:
        client.execute_interactive("import numpy", timeout=60)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def main() -> None:
    inputs = np.random.default_rng(0).normal(size=(CALLS, 50, 4))
    expected = [submission(2.0)(a) for a in inputs]

    def submit() -> None:
        with sandbox.session("sandbox_latency:submission", 2.0) as session:
            for a, wanted in zip(inputs, expected, strict=True):
                assert np.array_equal(session.call(a).value, wanted)

    with Sandbox(("numpy", "sandbox_latency")) as sandbox, tempfile.TemporaryDirectory() as folder:
        layers = sandbox.isolation.layers
        file = Path(folder, "test_submission.py")
        file.write_text(TEST.replace("CALLS", str(CALLS)), "utf-8")
        ours = f"submission, {CALLS} calls"
        often = alternately({ours: submit, 'python -c "import numpy"': start_python}, ROUNDS)
        slow: dict[str, Callable[[], object]] = {ours: submit, f"pytest, {CALLS} cases": lambda: run_pytest(file)}
        if JUPYTER:
            slow["a Jupyter kernel, started, import numpy"] = start_kernel
        seldom = alternately(slow, SLOW_ROUNDS)
    rows = [_row(name, values) for name, values in often.items()]
    rows += [_row(name, values) for name, values in seldom.items() if name != ours]
    mine, python = often.values()
    notes = [f"Layers in force: {', '.join(layers)}."]
    notes.append(f"Starting Python takes {ratio(mine, python):.1f} times as long.")
    notes += [f"{name}: {ratio(seldom[ours], values):.0f} times." for name, values in seldom.items() if name != ours]
    if not JUPYTER:
        notes.append("No Jupyter kernel was measured: ipykernel and jupyter_client are not installed here.")
    report(
        Claim(
            f"A submission with {CALLS} calls, in a fresh process under isolation, is answered in 10 ms (p95: 25 ms).",
            rows,
            met=percentile(mine, 0.5) < 0.010 and percentile(mine, 0.95) < 0.025,
            notes=notes,
        )
    )


def _row(name: str, values: list[float]) -> dict[str, object]:
    return {"": name} | {f"p{100 * share:.0f} ms": f"{1e3 * percentile(values, share):.1f}" for share in (0.5, 0.95)}


if __name__ == "__main__":
    main()
