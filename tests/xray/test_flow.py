"""Which operation made the operand of another, as the source shows it."""

import sys

import pytest

from hiddenmath.xray import _hooks
from hiddenmath.xray._analyse import Reporting, analyse
from hiddenmath.xray._program import Sources, run_source
from hiddenmath.xray._recorder import Recorder
from hiddenmath.xray._report import Call

READY = "import numpy as np\nfrom numpy.linalg import inv, solve, svd\nA, x, n = np.eye(3) + 1, np.ones(3), 3\n"

# program -> of each operation, in the order of the source: its name, and for each operand the expressions that made it
FLOWS = {
    "C = A.T @ A\nw = inv(C) @ x": [
        ("C", [[], []]),
        ("w", [["inv(C)"], []]),
        ("", [["A.T @ A"]]),
    ],
    "C = A @ A + 2 * np.eye(n)\ny = solve(C, x)": [("", [[], []]), ("y", [["A @ A"], []])],
    "C = A @ A\nD = np.sqrt(C)[:2].T\nD @ np.ones(2)": [("C", [[], []]), ("", [["A @ A"], []])],
    "n = (A @ A).shape[0]\nnp.eye(n) @ x": [("", [[], []]), ("", [[], []])],
    "U, s, Vt = svd(A)\ny = Vt @ x": [("U, s, Vt", [[]]), ("y", [["svd(A)"], []])],
    "p, q = A @ x, x @ A\nz = A @ q": [("", [[], []]), ("", [[], []]), ("z", [[], ["x @ A"]])],
    "for _ in range(3):\n    x = A @ x": [("x", [[], ["A @ x"]])],
    "y = A @ x\nfor _ in range(2):\n    z = A @ y\n    y = 2 * inv(A) @ z": [
        ("y", [[], []]),
        ("z", [[], ["A @ x", "2 * inv(A) @ z"]]),
        ("y", [["inv(A)"], ["A @ y"]]),
        ("", [[]]),
    ],
    "y = np.ones(3)\nz = A @ (A @ x - y)": [("z", [[], ["A @ x"]]), ("", [[], []])],  # a difference may be a site, too
    "def f(B):\n    return B @ x\nf(A @ A)": [("", [[], []]), ("", [[], []])],
    "x = A @ x\nx @= A": [("x", [[], []]), ("x", [[], []])],
}


def calls(program: str) -> list[Call]:
    main = sys.modules["__main__"]
    sources = Sources(Recorder())
    try:
        run_source(READY + program, "program.py", sources)
    finally:
        _hooks.recorder = None
        sys.modules["__main__"] = main
    return sorted(analyse(sources, "program.py", 1.0, 0.1, Reporting()).calls, key=lambda call: call.place)


@pytest.mark.parametrize("program", FLOWS)
def test_operands_come_from_where_they_were_made(program: str) -> None:
    found = calls(program)
    written = {call.place: call.expression for call in found}
    flows = [(call.name, [[written[place] for place in places] for places in call.origins]) for call in found]
    assert flows == FLOWS[program]


def test_results_and_operands_have_shapes_and_words() -> None:
    decomposed, product = calls("U, s, Vt = svd(np.ones((4, 3)), full_matrices=False)\nt = U.T @ np.ones(4) @ s")[:2]
    assert decomposed.made == [[4, 3], [3], [3, 3]] and decomposed.operands == ["np.ones((4, 3))"]
    assert product.made == [[]] and product.operands == ["U.T @ np.ones(4)", "s"]
