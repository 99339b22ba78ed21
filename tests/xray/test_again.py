"""What is done again, put together by place, and what is proposed for it."""

import pytest

from hiddenmath.xray import _repeats
from hiddenmath.xray._again import again, outermost, repetitions
from hiddenmath.xray.rules import RULES

SETUP = "A, B, C = rng.normal(size=(3, 150, 150))\nx = rng.normal(size=150)\n"
LU = "lu = scipy.linalg.lu_factor(A); scipy.linalg.lu_solve(lu, {})"


@pytest.fixture(autouse=True)
def all_the_time_it_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looking at what is done again never rests: when it does depends on the machine."""
    monkeypatch.setattr(_repeats, "BURST", 1e9)


# program -> (before, after, proof) of each proposal
PROPOSED = {
    "for _ in range(5):\n    A @ B @ C": [
        ("A @ B @ C", "kept = A @ B @ C", "5 times, on the same operands"),
    ],
    "for i in range(6):\n    (A, B)[i % 2] @ C": [
        ("(A, B)[i % 2] @ C", "kept = (A, B)[i % 2] @ C", "6 times, on 2 different operands"),
    ],
    # in one function twice is enough, in two it may be chance
    "def f(): return A @ B + (A @ B).T\nf()": [
        ("A @ B", "kept = A @ B", "2 times, on the same operands"),
    ],
    "def f(): return A @ B\ndef g(): return A @ B\nf(), g()": [],
    "def f(): return A @ B\nf(), f()": [],
    "def f(): return A @ B\nf(), f(), f()": [
        ("A @ B", "kept = A @ B", "3 times, on the same operands"),
    ],
    "for b in B[:9]:\n    np.linalg.solve(A, b)": [
        ("np.linalg.solve(A, b)", LU.format("b"), "9 times, on the same A"),
    ],
    "for _ in range(3):\n    np.linalg.solve(A, x)": [  # all the same: the solution itself is kept
        ("np.linalg.solve(A, x)", "kept = np.linalg.solve(A, x)", "3 times, on the same operands"),
        ("np.linalg.solve(A, x)", LU.format("x"), "3 times, on the same A"),
    ],
    "for i in range(5):\n    (A + i) @ B": [],
    "for _ in range(5):\n    A.astype(int) @ B.astype(int)": [],
}  # fmt: skip


@pytest.mark.parametrize("program", PROPOSED)
def test_proposed(program: str, record) -> None:
    found = sorted((r.before, r.after, r.proof) for r in again(record(SETUP + program), RULES))
    assert found == sorted(PROPOSED[program])


def test_a_part_of_what_is_repeated_is_not_named_beside_it(record) -> None:
    works = list(repetitions(record(SETUP + "for _ in range(5):\n    A @ B @ C")))
    assert len([w for w in works if w.repeated.same is None]) == 2
    assert [w.repeated.node.source.lineno for w in outermost(works) if w.repeated.same is None] == [6]  # type: ignore[union-attr]


LOOPS = {  # program -> what becomes of it
    "for j in range(20):\n    D[:, j] = L @ M[:, j]": "D[:, :20] = L @ M[:, :20]",
    "for j in range(20):\n    D[:, j] = M[j] @ L": "D[:, :20] = L.T @ M[:20].T",
    "for i in range(20):\n    D[i] = L @ M[i]": "D[:20] = M[:20] @ L.T",
    "for i in range(20):\n    D[i, :] = L.dot(M[:, i])": "D[:20] = M[:, :20].T @ L.T",
    "D = [L @ m for m in M[:20]]": "list(np.asarray(M[:20]) @ L.T)",
    "D = np.column_stack([m @ L for m in M[:20]])": "L.T @ np.asarray(M[:20]).T",
    "D = np.array([L @ m for m in M[:20]])": "np.asarray(M[:20]) @ L.T",
    # what the next turn needs, or something else is done
    "for i in range(20):\n    M[i] = L @ M[i]": None,
    "for i in range(20):\n    M[:, i] = M @ L[i]": None,
    "for i in range(20):\n    D[i] = L @ M[i]\n    D[i] /= 2": None,
    "for i in range(1, 20):\n    D[i] = L @ M[i]": None,
    "D = [L @ m for m in M[:20] if m[0] > -9]": None,
    "for i in range(20):\n    D[i] = L @ D[i - 1]": None,
    "D = [L @ m for m in iter(M[:20])]": None,
    "def f(): return L\nD = [f() @ m for m in M[:20]]": None,
}


@pytest.mark.parametrize("program", LOOPS)
def test_a_loop_becomes_a_product(program: str, record) -> None:
    setup = "L, M, D = rng.normal(size=(3, 800, 800))\n"
    [rule] = [rule for rule in RULES if rule.name == "column-loop"]
    found = list(again(record(setup + program), (rule,)))
    assert [r.after for r in found] == ([LOOPS[program]] if LOOPS[program] else [])
    for r in found:
        space: dict[str, object] = {}
        checked = f"{program}\nloop = np.array(D[:20] if isinstance(D, list) else D)\n"
        new = r.after if " = " in r.after else f"D = {r.after}"
        same = f"{new}\nassert np.allclose(loop, np.array(D[:20] if isinstance(D, list) else D))"
        exec(f"import numpy as np\nrng = np.random.default_rng(0)\n{setup}{checked}{same}", space)
        assert r.errors().after < 1e-13
