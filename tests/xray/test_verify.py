"""What is refused, by deciding alone: no clock is read here."""

import ast
import tracemalloc

import numpy as np
import pytest

from hiddenmath.xray._expression import Apply, Operand, evaluate, product, solve
from hiddenmath.xray._verify import Errors, Refused, acceptable, compare, gain_of, is_faster, peak_bytes, speedup

RNG = np.random.default_rng(2)


def operand(name: str, value: np.ndarray) -> Operand:
    return Operand(ast.Name(name, ast.Load()), value)


def happened(node: Apply) -> Apply:
    """The node with what a program got from it."""
    return Apply(node.operation, node.operands, node.shape, result=evaluate(node))


A, B, b = (
    operand("A", RNG.normal(size=(40, 40))),
    operand("B", RNG.normal(size=(40, 40))),
    operand("b", RNG.normal(size=40)),
)
INVERSE = Apply("numpy.linalg.inv", (A,), (40, 40))
BEFORE = happened(product(INVERSE, b))


def test_an_equal_replacement_is_accepted_with_its_errors() -> None:
    errors = compare(BEFORE, solve(INVERSE, A, b), {})
    assert 0 < errors.before < 1e-11 and 0 < errors.after < 1e-11 and 0 < errors.data < 1e-11


@pytest.mark.parametrize(
    "after",
    [product(A, b), solve(INVERSE, B, b), product(INVERSE, operand("b", b.value * (1 + 1e-9)))],
    ids=["another product", "another matrix", "off by 1e-9"],
)
def test_something_else_is_refused(after: Apply) -> None:
    with pytest.raises(Refused, match="its error would be"):
        compare(BEFORE, after, {})


def test_less_accurate_is_refused_though_it_looks_equal() -> None:
    """In single precision the answer is right to seven digits: not what the program had."""
    low = operand("A", A.value.astype(np.float32).astype(float))
    with pytest.raises(Refused, match="its error would be"):
        compare(BEFORE, solve(INVERSE, low, b), {})


def test_another_shape_or_type_is_refused() -> None:
    with pytest.raises(Refused, match=r"\(40, 1\) float64 in place of \(40,\) float64"):
        compare(BEFORE, solve(INVERSE, A, operand("b", b.value[:, None])), {})


def test_an_operand_that_changed_meanwhile_is_refused() -> None:
    """b was 2b when the program multiplied: the copies do not give what the program got."""
    replayed = Apply(BEFORE.operation, BEFORE.operands, BEFORE.shape, result=2 * BEFORE.result)
    with pytest.raises(Refused, match="an operand changed"):
        compare(replayed, solve(INVERSE, A, b), {})


def test_a_singular_matrix_is_refused() -> None:
    flat = operand("A", np.ones((3, 3)))
    inverse = Apply("numpy.linalg.inv", (flat,), (3, 3))
    before = Apply("matmul", (inverse, operand("b", np.ones(3))), (3,), result=np.ones(3))
    with pytest.raises(Refused, match=r"(?i)singular"):
        compare(before, solve(inverse, flat, operand("b", np.ones(3))), {})


DECISIONS = {  # seconds before, seconds after -> faster?
    "half as much again": ([1.5] * 7, [1] * 7, True),
    "a tenth is not enough": ([1.1] * 7, [1] * 7, False),
    "one slow run of the original proves nothing": ([1, 1, 1, 9, 1, 1, 1], [1] * 7, False),
    "one lucky run of the replacement neither": ([1] * 7, [1, 1, 0.2, 1, 1, 1, 1], False),
    "one slow run of the replacement does not hide it": ([2] * 7, [1, 1, 1, 9, 1, 1, 1], True),
    "a busy machine, noise in half of all runs": ([2, 60, 2, 3, 90, 2, 40, 2], [1, 1, 50, 1, 70, 1, 1, 30], True),
    "noise alone": ([2, 60, 2, 3, 90, 2, 40, 2], [2, 2, 50, 2, 70, 2, 2, 30], False),
    "half of the runs slower": ([2] * 8, [1, 3] * 4, False),
    "slower": ([1] * 7, [2] * 7, False),
    "three runs, each of them clear": ([2.1, 2.3, 9], [1, 1, 1], True),
    "three runs, one of them not clear": ([2.1, 1.5, 9], [1, 1, 1], False),
    "two runs are too few": ([9, 9], [1, 1], False),
}


@pytest.mark.parametrize("case", DECISIONS)
def test_faster(case: str) -> None:
    before, after, faster = DECISIONS[case]
    assert is_faster(before, after) is faster
    assert not is_faster(after, before) or not faster
    assert speedup(before, after) <= min(before) / min(after)


MB = 1 << 20
SAME = [1.0] * 7
GAINS = {  # errors, bytes before and after, seconds before and after -> what is gained
    "faster": (Errors(1e-15, 1e-15, 0), (0, 0), ([2.0] * 7, SAME), "faster"),
    "nothing": (Errors(1e-15, 1e-15, 0), (0, 0), (SAME, SAME), None),
    "half of the memory": (Errors(1e-15, 1e-15, 0), (20 * MB, 10 * MB), (SAME, SAME), "leaner"),
    "not half of it": (Errors(1e-15, 1e-15, 0), (20 * MB, 11 * MB), (SAME, SAME), None),
    "half of next to nothing": (Errors(1e-15, 1e-15, 0), (2 * MB, 0), (SAME, SAME), None),
    "half of the memory, but slower": (Errors(1e-15, 1e-15, 0), (20 * MB, 0), (SAME, [1.1] * 7), None),
    "digits": (Errors(1e-9, 1e-15, 0), (0, 0), (SAME, SAME), "more accurate"),
    "all digits": (Errors(float("inf"), 1e-15, 0), (0, 0), (SAME, SAME), "more accurate"),
    "one digit may be luck": (Errors(1e-9, 1e-10, 0), (0, 0), (SAME, SAME), None),
    "there was nothing to lose": (Errors(1e-15, 0, 0), (0, 0), (SAME, SAME), None),
    "digits, but twice the time": (Errors(1e-9, 1e-15, 0), (0, 0), (SAME, [2.0] * 7), None),
}


@pytest.mark.parametrize("case", GAINS)
def test_what_is_gained(case: str) -> None:
    errors, memory, (slow, fast), gain = GAINS[case]
    if gain is None:
        with pytest.raises(Refused, match="neither faster nor leaner nor more accurate"):
            gain_of(errors, 2.0**-52, list(memory), slow, fast)
    else:
        assert gain_of(errors, 2.0**-52, list(memory), slow, fast) == gain


def test_the_memory_of_some_work_is_its_peak() -> None:
    assert 4 * MB <= peak_bytes(lambda: np.ones(MB // 4) + np.ones(MB // 4)) < 7 * MB


def test_a_program_that_traces_its_memory_goes_on_tracing() -> None:
    tracemalloc.start()
    try:
        kept = np.ones(MB)
        assert peak_bytes(lambda: np.ones(MB // 8)) < 2 * MB < kept.nbytes <= tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()


def test_an_answer_that_was_infinite_excuses_nothing() -> None:
    assert acceptable(Errors(float("inf"), 1e-14, 1e-15), 2.0**-52, n=100)
    assert not acceptable(Errors(float("inf"), 1e-3, 1e-15), 2.0**-52, n=100)
