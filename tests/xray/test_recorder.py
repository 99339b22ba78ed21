"""What is kept of a run: counts, shapes, linked expressions, and copies within a budget."""

import ast
from types import SimpleNamespace

import numpy as np
import pytest

from hiddenmath.xray import _hooks, _recorder
from hiddenmath.xray._operations import PRODUCT
from hiddenmath.xray._recorder import Recorder, steps


def tallied(recorder: Recorder) -> list[tuple[str, str, list[tuple[int, ...]], int]]:
    """(expression, operation, shapes, count), in the order of the source."""
    rows = [
        (ast.unparse(recorder.sites[number].node), operation.name, [shape for shape, _ in operands], tally.count)
        for (number, operation, *operands), tally in recorder.tallies().items()
    ]
    return sorted(rows)


def test_one_tally_for_each_place_and_shape(record) -> None:
    recorder = record("for n in (2, 3, 3):\n    np.ones((n, 2)) @ np.ones(2)\n    np.linalg.inv(np.eye(2))")
    assert tallied(recorder) == [
        ("np.linalg.inv(np.eye(2))", "numpy.linalg.inv", [(2, 2)], 3),
        ("np.ones((n, 2)) @ np.ones(2)", "matmul", [(2, 2), (2,)], 1),
        ("np.ones((n, 2)) @ np.ones(2)", "matmul", [(3, 2), (2,)], 2),
    ]


def test_the_callee_counts_not_its_name(record) -> None:
    recorder = record(
        "f = {'x': np.linalg.det}['x']\nf(np.eye(2))\nclass M:\n    def inv(self, x): return x\nM().inv(3)"
    )
    assert [row[:2] for row in tallied(recorder)] == [("f(np.eye(2))", "numpy.linalg.det")]


def test_threads_count_together(record) -> None:
    recorder = record("""
from threading import Thread
def work():
    for _ in range(50):
        A @ A
A = np.eye(3)
threads = [Thread(target=work) for _ in range(4)]
for t in threads: t.start()
for t in threads: t.join()
""")
    assert tallied(recorder) == [("A @ A", "matmul", [(3, 3), (3, 3)], 200)]


def test_what_threads_left_is_taken_over_by_others(record) -> None:
    recorder = record("""
from threading import Thread
def work(): np.ones(2) @ np.ones(2) @ np.ones((2, 2)) if False else np.ones(2) @ np.ones(2)
for _ in range(100):
    threads = [Thread(target=work) for _ in range(2)]
    for t in threads: t.start()
    for t in threads: t.join()
""")
    assert sum(row[3] for row in tallied(recorder)) == 200
    assert len(recorder._everywhere) <= 4


def test_an_operation_that_fails_is_not_counted_and_leaves_nothing_behind(record) -> None:
    recorder = record("""
for b in (np.ones(3), np.ones(2), np.ones(3)):
    try:
        np.eye(3) @ np.eye(3) @ b
    except ValueError:
        pass
""")
    assert [row[3] for row in tallied(recorder)] == [3, 2]
    assert [group.count for group in recorder.groups().values()] == [2]


def linked(recorder: Recorder) -> list[list[str]]:
    """The expressions that were put together, each as its operations."""
    return [[s.operation.name for s in steps(g.sample)] for g in recorder.groups().values() if g.sample]


@pytest.mark.parametrize(
    ("program", "operations"),
    [
        ("A @ A @ x", ["matmul", "matmul"]),
        ("(A @ A).T @ x", ["matmul", "matmul"]),
        ("np.dot(A, np.dot(A, x))", ["numpy.dot", "numpy.dot"]),
        ("np.linalg.inv(A.T).dot(x)", ["ndarray.dot", "numpy.linalg.inv"]),
        ("A @ np.sin(A @ x)", None),
        ("f = lambda B: B @ x\nf(A @ A)", None),
        ("B = A @ A\nB @ x", None),
    ],
)
def test_only_what_one_expression_joins_is_joined(program: str, operations: list[str] | None, record) -> None:
    assert linked(record("A, x = np.eye(3), np.ones(3)\n" + program)) == ([operations] if operations else [])


def test_recursion_in_an_operand_does_not_mix_up_the_levels(record) -> None:
    """The inverse of the inner call is the latest when the outer product happens: it is not the outer one's operand."""
    recorder = record("""
def f(n):
    A = np.eye(3) * (n + 1)
    return np.linalg.inv(A) @ (f(n - 1) if n else np.ones(3))
assert np.allclose(f(2), 1 / 6)
""")
    assert [(g.count, g.sample.children[0][1].operands[0][0, 0]) for g in recorder.groups().values()] == [(1, 1.0)]


def test_copies_are_of_the_moment(record) -> None:
    recorder = record("A, B, x = np.eye(3), np.eye(3), np.ones(3)\ny = A @ B @ x\nA[:] = 7\ny[:] = 7")
    [group] = recorder.groups().values()
    assert np.array_equal(group.sample.children[0][1].operands[0], np.eye(3))
    assert np.array_equal(group.sample.result, np.ones(3))


def test_copies_keep_the_layout(record) -> None:
    recorder = record("A, x = np.asfortranarray(np.eye(3)), np.ones(3)\nA @ A @ x")
    [group] = recorder.groups().values()
    assert group.sample.children[0][1].operands[0].flags.f_contiguous


def test_few_are_copied_and_the_large_displace_the_small(record) -> None:
    recorder = record("for n in (2, 3, 4, 5, 40):\n    np.eye(n) @ np.eye(n) @ np.ones(n)")
    sampled = sorted(len(g.sample.operands[1]) for g in recorder.groups().values() if g.sample)
    assert sampled == [4, 5, 40]


def test_copies_stay_within_the_memory_given(monkeypatch: pytest.MonkeyPatch) -> None:
    recorder = Recorder(memory=1000)
    group, step = (
        _recorder.Group(),
        SimpleNamespace(
            site=SimpleNamespace(number=0), operation=PRODUCT, operands=(np.ones(200),), result=0, children=()
        ),
    )
    recorder._sample(group, step)  # type: ignore[arg-type]
    assert group.sample is None and group.too_large and recorder.memory == 1000


def test_a_failure_of_the_recorder_is_kept_and_the_program_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    recorder = Recorder()
    monkeypatch.setattr(_hooks, "recorder", recorder)
    result = _hooks.run(_hooks.product(0, np.eye(2), np.eye(2)))  # no site 0: the recorder cannot note it
    assert np.array_equal(result, np.eye(2))
    assert recorder.failure == "IndexError: list index out of range"


def test_without_a_recorder_everything_is_as_it_was() -> None:
    assert _hooks.recorder is None
    assert np.array_equal(_hooks.run(_hooks.product(0, np.eye(2), np.ones(2))), np.ones(2))
    assert _hooks.run(_hooks.call(0, max)(3, 4, key=lambda v: -v)) == 3
    numbers = [1]
    assert _hooks.run(_hooks.in_place_product(0, _Appends(numbers), 2)).numbers is numbers and numbers == [1, 2]


class _Appends:
    def __init__(self, numbers: list[int]) -> None:
        self.numbers = numbers

    def __imatmul__(self, other: int) -> "_Appends":
        self.numbers.append(other)
        return self


def test_a_later_evaluation_is_copied_too(record) -> None:
    """What is diagonal at the beginning need not be so later: of nine evaluations the first and the eighth are kept."""
    recorder = record("A = np.eye(3)\nfor i in range(9):\n    A @ A @ A\n    A = A + 1")
    [group] = recorder.groups().values()
    first, later = (step.children[0][1].operands[0] for step in (group.sample, group.later))
    assert np.array_equal(first, np.eye(3)) and np.array_equal(later, np.eye(3) + 7)
