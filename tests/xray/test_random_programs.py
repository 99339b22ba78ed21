"""Random matrix expressions: the program gets the same bits, and whatever a rule proposes is equal."""

import ast
import sys

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hiddenmath.xray import _hooks
from hiddenmath.xray._expression import evaluate
from hiddenmath.xray._findings import proposals
from hiddenmath.xray._program import Sources, run_source
from hiddenmath.xray._recorder import Recorder
from hiddenmath.xray._verify import compare
from hiddenmath.xray.rules import RULES

SETUP = """
import numpy as np
from numpy.linalg import inv, solve
rng = np.random.default_rng(0)
A, B, C = rng.normal(size=(3, 6, 6)) + 4 * np.eye(6)
S, L, d = A @ A.T, np.tril(A), rng.uniform(1, 2, size=6)
S = S + S.T
x, y = rng.normal(size=(2, 6))
col, wide = rng.normal(size=(6, 1)), rng.normal(size=(6, 9))
"""
SQUARE = st.recursive(
    st.sampled_from(["A", "B", "C", "(A + B)", "C.T", "np.diag(d)", "np.diag(d + 1)", "np.diag(d).T", "S", "L"]),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda ab: "({} @ {})".format(*ab)),
        st.tuples(inner, inner).map(lambda ab: "{}.dot({})".format(*ab)),
        st.tuples(inner, inner).map(lambda ab: "np.dot({}, {})".format(*ab)),
        st.tuples(inner, inner).map(lambda ab: "solve({}, {})".format(*ab)),
        inner.map("inv({})".format),
        inner.map("{}.T".format),
    ),
    max_leaves=5,
)
LEFT, RIGHT = (
    st.sampled_from(["", "x @ ", "col.T @ "]),
    st.sampled_from(["", " @ y", " @ wide", " @ col", " @ (y @ B)"]),
)
PART = st.sampled_from(
    [
        *("np.trace({})", "({}).trace()", "np.diag({})", "({}).diagonal()", "({})[2]", "({})[-1, 3]", "({})[:, i]"),
        *("({})[:2]", "({})[1:3, ::2]", "({})[x > 0]", "({})[[2, 1], i]", "({})[...]", "({})[None, 2]", "({})[i][i]"),
        *("np.linalg.eigvals({})", "np.linalg.eig({})[0]", "np.linalg.svd({})[1]", "np.log(abs(np.linalg.det({})))"),
    ]
)
ROUNDING = 1e-12  # an entry of A @ inv(A) beside the diagonal is smaller; numbers that these programs are about are not


def value_of(program: str) -> dict[str, object]:
    space: dict[str, object] = {}
    exec(program, space)
    return space


@pytest.fixture(autouse=True)
def small_matrices_count(monkeypatch: pytest.MonkeyPatch) -> None:
    for rule in RULES:
        monkeypatch.setattr(f"{type(rule).__module__}.FEWEST_FLOPS", 0, raising=False)


@given(LEFT, SQUARE, RIGHT, st.booleans())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_same_bits_and_equal_proposals(left: str, square: str, right: str, named: bool) -> None:
    check(f"N = inv({square})\nresult = {left}N{right}\n" if named else f"result = {left}{square}{right}\n")


@given(PART, SQUARE, SQUARE)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_parts_and_decompositions(part: str, left: str, right: str) -> None:
    check(f"i = 3\nresult = {part.format(f'{left} @ {right}')}\n")


@given(st.sampled_from(["d", "d + 1", "1 / d"]), LEFT, SQUARE, RIGHT)
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_diagonal_matrices_under_a_name(diagonal: str, left: str, square: str, right: str) -> None:
    check(f"D = np.diag({diagonal})\nresult = {left}D @ {square}{right}\n")


def check(statements: str) -> None:
    """The program computes the same bits, and every proposal the same value."""
    program = SETUP + statements
    expected = np.asarray(value_of(program)["result"])
    sources, main = Sources(Recorder()), sys.modules["__main__"]
    try:
        run_source(program, "program.py", sources)
        got = np.asarray(sys.modules["__main__"].result)  # type: ignore[attr-defined]
    finally:
        _hooks.recorder = None
        sys.modules["__main__"] = main
    assert got.tobytes() == expected.tobytes() and got.shape == expected.shape
    assert not sources.recorder.failure and not sources.skipped
    for proposal in proposals(sources.recorder, RULES):
        for use in proposal.uses:
            if np.max(np.abs(use.before.result), initial=0.0) < ROUNDING:
                continue  # relative to zero, or to what rounding left of it, errors are no errors: nothing is claimed
            errors = compare(use.before, use.after, {})
            assert errors.after < 1e-9, (proposal.before, proposal.after)
            after, before = np.atleast_1d(evaluate(use.after)), np.atleast_1d(use.before.result)
            if proposal.rule.name == "eigenvalues":  # which come in another order
                after, before = np.sort_complex(after), np.sort_complex(before)
            assert np.linalg.norm(after - before) <= 1e-7 * np.linalg.norm(before), (proposal.before, proposal.after)
        ast.parse(proposal.after)
        assert proposal.promise >= 0


def test_the_text_of_a_proposal_computes_what_it_says() -> None:
    """Put in place of the expression, it gives the same answer: names, transposes and parentheses are right."""
    cases = [
        "x @ inv(A) @ B @ wide",
        "(A @ B).T @ inv(C).T @ x",
        "wide.T @ inv(A + B) @ inv(B.T) @ col",
        "inv(A) @ B @ C @ x",
    ]
    for case in cases:
        sources, main = Sources(Recorder()), sys.modules["__main__"]
        try:
            run_source(SETUP + f"result = {case}", "program.py", sources)
        finally:
            _hooks.recorder = None
            sys.modules["__main__"] = main
        found = list(proposals(sources.recorder, RULES))
        assert found
        for proposal in found:
            space = value_of(SETUP + f"result = {case}\nagain = {proposal.after}")
            assert np.allclose(space["result"], space["again"], rtol=1e-9), (case, proposal.after)
