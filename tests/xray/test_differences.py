"""Which differences are looked at, and that looking changes nothing."""

import ast

import numpy as np
import pytest

from hiddenmath.xray import _hooks
from hiddenmath.xray._recorder import Recorder
from hiddenmath.xray._sites import find_sites

# program -> the differences that are looked at
LOOKED_AT = {
    "r = y - X @ w": ["y - X @ w"],
    "r = X.dot(w) - y": ["X.dot(w) - y"],
    "r = y - p": [],
    "np.mean((y - p) ** 2)": ["y - p"],
    "((y - p) ** 2).mean()": ["y - p"],
    "np.sqrt(np.sum(np.square(y - p)))": ["y - p"],
    "np.linalg.norm(y - p)": ["y - p"],
    "np.abs(y - p).sum()": ["y - p"],
    "np.mean((y - p) ** 2, axis=0)": [],
    "((y - p) ** 2).mean(1, 2)": [],
    "np.exp(y - p).sum()": [],
    "np.sum(w * (y - p))": [],
    "r = y - p\nprint((r ** 2).mean())": ["y - p"],
    "r = y - p\nprint((r ** 2).mean(), r.shape)": [],
    "def f(y, p):\n    r = y - p\n    return np.mean(r ** 2)\nr = 0": ["y - p"],
    "n = a - 1": [],
    # the source makes the column itself
    "np.abs(x[:, None] - x).mean()": [],
    "np.abs(x[:, np.newaxis] - x).mean()": [],
    "np.sum((x.reshape(-1, 1) - y) ** 2)": [],
}


@pytest.mark.parametrize("program", LOOKED_AT)
def test_looked_at(program: str) -> None:
    sites = find_sites(ast.parse("import numpy as np\n" + program), "program.py", 0).sites
    found = [ast.unparse(s.node) for s in sites if isinstance(s.node, ast.BinOp) and isinstance(s.node.op, ast.Sub)]
    assert found == LOOKED_AT[program]


ROW, COLUMN = np.arange(9.0), np.arange(9.0)[:, None]
PAIRS = [(ROW, COLUMN, True), (COLUMN, ROW, True), (ROW, ROW, False), (COLUMN, COLUMN, False), (ROW, 1.0, False),
         (ROW[:1], COLUMN, False), (COLUMN, ROW[None], False), (5, 3, False)]  # fmt: skip


@pytest.mark.parametrize(("a", "b", "recorded"), PAIRS)
def test_only_all_pairs_are_recorded(a, b, recorded: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    recorder = Recorder()
    recorder.sites += find_sites(ast.parse("a - X @ w"), "program.py", 0).sites
    monkeypatch.setattr(_hooks, "recorder", recorder)
    assert np.array_equal(_hooks.run(_hooks.difference(0, a, b)), a - b)
    assert bool(recorder.tallies()) is recorded and not recorder.failure


def test_the_matrix_of_all_pairs_is_not_copied(record) -> None:
    recorder = record("X, y, w = np.ones((400, 2)), np.ones(400), np.ones((2, 1))\nr = y - X @ w", memory=0)
    [group] = recorder.groups().values()
    assert group.sample.result.shape == (400, 400) and group.sample.result.base.nbytes == 8
