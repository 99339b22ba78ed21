"""From a run to findings: what is proposed for an inverse with a name, and one gain so large that any clock sees it."""

import time

import pytest

from hiddenmath.xray._findings import find, proposals
from hiddenmath.xray._report import Finding
from hiddenmath.xray.rules import RULES

SETUP = "A, B = rng.normal(size=(2, 120, 120))\nb, c = rng.normal(size=(2, 120))\n"

# program -> before and after of each proposal
PROPOSED = {
    "N = np.linalg.inv(A)\nx = N @ b\ny = c @ N": [
        ("N = np.linalg.inv(A); N @ b; c @ N", "np.linalg.solve(A, b); np.linalg.solve(A.T, c)")
    ],
    "for _ in range(3):\n    N = np.linalg.inv(A)\n    y = B @ N @ b": [
        ("B @ N @ b", "B @ (N @ b)"),
        ("N = np.linalg.inv(A); B @ N @ b", "B @ np.linalg.solve(A, b)"),
    ],
    "N = np.linalg.inv(A + np.eye(120))\nx = N @ b": [
        ("N = np.linalg.inv(A + np.eye(120)); N @ b", "np.linalg.solve(A + np.eye(120), b)")
    ],
    # its operand would be computed anew at each use
    "N = np.linalg.inv(A + np.eye(120))\nx = N @ b\ny = N @ c": [],
    "N = np.linalg.inv(A + np.eye(120))\nfor _ in range(2):\n    x = N @ b": [],
    # the matrix is not what it was, though no assignment shows it
    "N = np.linalg.inv(A)\nA.fill(1)\nx = N @ b": [],
    # a use that X-ray cannot replace
    "N = np.linalg.inv(A)\nx = N @ b\ny = N @ np.ones((5, 120, 1))": [],
    "N = np.linalg.inv(A)\nx = N @ b.astype(object)\ny = N @ b": [],
    "x = np.linalg.inv(A) @ np.linalg.inv(B) @ b": [
        ("np.linalg.inv(A) @ np.linalg.inv(B) @ b", "np.linalg.solve(A, np.linalg.solve(B, b))"),
        ("np.linalg.inv(A) @ np.linalg.inv(B) @ b", "np.linalg.inv(A) @ (np.linalg.inv(B) @ b)"),
    ],
    "import scipy.linalg as la\nx = la.inv(A) @ b": [("la.inv(A) @ b", "la.solve(A, b)")],
    "from scipy.linalg import inv, solve\nx = inv(A) @ b": [("inv(A) @ b", "solve(A, b)")],
    "x = np.linalg.norm(np.linalg.inv(A) @ b)": [("np.linalg.inv(A) @ b", "np.linalg.solve(A, b)")],
    # random numbers drawn in another order are others
    "x = rng.normal(size=(5, 120)) @ np.linalg.inv(rng.normal(size=(120, 120)))": [],
    "x = np.ones((5, 120)) @ np.linalg.inv(A + np.eye(120))": [
        (
            "np.ones((5, 120)) @ np.linalg.inv(A + np.eye(120))",
            "np.linalg.solve((A + np.eye(120)).T, np.ones((5, 120)).T).T",
        )
    ],
    # the gain is the order's, not the small inverse's
    "U = B[:, :5]\nx = A @ U @ np.linalg.inv(U.T @ U) @ U.T @ B": [
        (
            "A @ U @ np.linalg.inv(U.T @ U) @ U.T @ B",
            "A @ U @ np.linalg.inv(U.T @ U) @ (U.T @ B)",
        )
    ],
    "from numpy.linalg import *\nx = inv(A) @ b": [("inv(A) @ b", "solve(A, b)")],
    "x = np.ma.array(A) @ np.ma.array(B) @ b": [],
    "x = np.linalg.inv(a=A) @ b": [],
    "x = A.astype(int) @ B.astype(int) @ b.astype(int)": [],
}


@pytest.mark.parametrize("program", PROPOSED)
def test_proposed(program: str, record) -> None:
    found = [(p.before, p.after) for p in proposals(record(SETUP + program), RULES)]
    assert sorted(found) == sorted(PROPOSED[program])


SOMETIMES = {  # program -> is the structure there whenever it was looked at?
    "for i in range(4):\n    x = np.linalg.solve(P, b)\n    P = P + (i + 1) * np.eye(120)": True,
    "for i in range(4):\n    x = np.linalg.solve(P, b)\n    P = A @ P @ A.T": False,  # dense after the first
    "for i in range(4):\n    w = np.linalg.eigvals(P)\n    P = P + (i + 1) * np.eye(120)": True,
    "for i in range(4):\n    w = np.linalg.eigvals(P)\n    P = P + np.triu(A)": False,
}


@pytest.mark.parametrize("program", SOMETIMES)
def test_a_structure_must_be_there_later_too(program: str, record) -> None:
    found = [p for p in proposals(record(SETUP + "P = np.eye(120)\n" + program), RULES) if p.assumption]
    assert bool(found) is SOMETIMES[program]


def test_a_gain_is_measured_and_reported(record) -> None:
    """x (yᵀz) does 8 000 operations, (x yᵀ) z sixteen million: on any machine, however busy."""
    recorder = record(
        "x, y = rng.normal(size=(2, 2000, 1))\nz = rng.normal(size=2000)\nfor _ in range(3):\n    x @ y.T @ z"
    )
    [finding], skipped = find(recorder, RULES, time.perf_counter() + 60)
    assert isinstance(finding, Finding) and not skipped
    assert (finding.rule, finding.line, finding.count) == ("chain-order", 6, 3)
    assert (finding.before, finding.after) == ("x @ y.T @ z", "x @ (y.T @ z)")
    assert finding.speedup > 2 and 0 < finding.seconds_saved < sum(t.seconds for t in recorder.tallies().values())
    assert finding.error_before < 1e-11 and finding.error_after < 1e-11
    assert [(p.name, p.shape) for p in finding.shapes] == [("x", [2000, 1]), ("y.T", [1, 2000]), ("z", [2000])]


def test_what_stays_the_same_counts_for_both(record) -> None:
    """Of A @ pinv(A) @ b only the order changes: pinv is not computed again for that, but its time is in both."""
    recorder = record("A, b = rng.normal(size=(400, 300)), rng.normal(size=400)\nx = A @ np.linalg.pinv(A) @ b")
    [proposal] = proposals(recorder, RULES)
    assert proposal.after == "A @ (np.linalg.pinv(A) @ b)"
    [pinv] = [t.seconds for (_, operation, *_), t in recorder.tallies().items() if operation.name.endswith("pinv")]
    assert proposal.common == pinv < proposal.seconds


def test_what_is_too_large_to_be_copied_is_said(record) -> None:
    recorder = record("for n in (10, 20):\n    np.eye(n) @ np.eye(n) @ np.ones(n)", memory=5000)
    _, skipped = find(recorder, RULES, time.perf_counter())
    assert [(s.line, s.reason) for s in skipped] == [(4, "its matrices were too large to keep for measuring (0 MB)")]


def test_what_there_is_no_time_for_is_said(record) -> None:
    recorder = record("A, b = rng.normal(size=(200, 200)), rng.normal(size=200)\nx = np.linalg.inv(A) @ b")
    found, skipped = find(recorder, RULES, time.perf_counter())
    assert found == [] and [(s.line, s.reason.split(":")[0]) for s in skipped] == [(4, "explicit-inverse")]


def test_of_two_rules_about_one_expression_only_one_is_reported(record) -> None:
    program = "A, B = rng.normal(size=(2, 500, 500))\nb = rng.normal(size=500)\nx = np.linalg.inv(A) @ B @ b"
    recorder = record(program)
    assert {p.rule.name for p in proposals(recorder, RULES)} == {"explicit-inverse", "chain-order"}
    found, _ = find(recorder, RULES, time.perf_counter() + 60)
    assert len(found) <= 1
