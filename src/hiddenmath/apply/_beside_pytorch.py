"""A network here and in PyTorch: from the same weights, the losses of the same steps."""

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply.neural import Network, gradient, in_pytorch, sgd
from hiddenmath.data import InputError, Table
from hiddenmath.linalg._telling import tell

STEPS, RATE, BATCH = 20, 0.1, 64
RUN = f"""import json

import numpy as np
import torch

from in_pytorch import step

batch = np.load("batch.npz")
x, labels = torch.tensor(batch["x"]), torch.tensor(batch["labels"])
print(json.dumps([step(x, labels, {RATE}) for _ in range({STEPS})]))
"""
MISSING = "PyTorch is not installed here, so only ours ran. With it (pip install torch) both run, and are compared."


def beside_pytorch(network: Network, x: NDArray[np.float32], labels: NDArray[np.intp]) -> tuple[dict[str, Table], str]:
    """The losses of a network of this architecture with fresh weights on the first examples, and what is to say of
    them; no table where PyTorch is not installed. Its program runs as it is handed out, in a folder of its own.

    Cost: PyTorch's start, about two seconds. Raises InputError where its program breaks off.
    """
    if find_spec("torch") is None:
        return {}, MISSING
    tell("The same in PyTorch")
    x, labels, fresh = x[:BATCH], labels[:BATCH], Network(network.architecture, network.takes)
    theirs = np.array(_in_pytorch(fresh, x, labels))
    ours = np.array([_step(fresh, x, labels) for _ in range(STEPS)])
    apart = np.abs(ours - theirs)
    cells = np.column_stack([1.0 + np.arange(STEPS), ours, theirs, apart])
    return (
        {"pytorch": Table(("step", "loss here", "loss in PyTorch", "apart"), cells, name="pytorch")},
        f"The same network in PyTorch, from the same fresh weights, has the same loss: in {STEPS} steps on "
        f"{len(x)} images they are {apart.max():.1g} apart at most.",
    )


def _step(network: Network, x: NDArray[np.float32], labels: NDArray[np.intp]) -> float:
    loss, downhill = gradient(network, x, labels)
    for parameters, g in zip(network.arrays, downhill, strict=True):
        sgd(parameters, g, RATE)
    return float(loss)


def _in_pytorch(network: Network, x: NDArray[np.float32], labels: NDArray[np.intp]) -> list[float]:
    with TemporaryDirectory() as folder:
        here = Path(folder)
        (here / "in_pytorch.py").write_text(in_pytorch(network), encoding="utf-8")
        (here / "run.py").write_text(RUN, encoding="utf-8")
        np.savez(here / "model.npz", theta=network.theta)
        np.savez(here / "batch.npz", x=x, labels=labels)
        done = subprocess.run([sys.executable, "run.py"], cwd=here, capture_output=True, text=True)
    if done.returncode:
        raise InputError(
            f"PyTorch broke off: {done.stderr.strip().splitlines()[-1:]}",
            "Leave compare out, or mend its installation.",
        )
    losses: list[float] = json.loads(done.stdout)
    return losses
