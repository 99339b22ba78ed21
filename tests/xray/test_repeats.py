"""What a program does again on the same numbers is recognised by content, whatever memory the numbers are in."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from hiddenmath.xray import _repeats
from hiddenmath.xray._operations import PRODUCT
from hiddenmath.xray._recorder import Recorder
from hiddenmath.xray._repeats import Memory, Repeats, content, enough


@pytest.fixture(autouse=True)
def all_the_time_it_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    """But for the one test about it, looking at what was done never rests: that would depend on the machine."""
    monkeypatch.setattr(_repeats, "BURST", 1e9)


SETUP = "A, B = rng.normal(size=(2, 150, 150))\n"


def again(recorder: Recorder, shared: bool = False) -> list[tuple[str, dict[int, int]]]:
    """(operation, {line after the setup: count}) of what was done on the same numbers, or with one of them the same."""
    first = 3 + SETUP.count("\n")
    return sorted(
        (same.operation.name, {recorder.sites[s].line - first + 1: p.count for s, p in sorted(same.places.items())})
        for same in recorder.repeats()
        if (same.operand is not None) is shared
    )


# program -> what was done again
AGAIN = {
    "A @ B\nA @ B": [("matmul", {1: 1, 2: 1})],
    "A @ B\nB @ A": [],
    "for _ in range(5):\n    A.T @ A": [("matmul", {2: 5})],
    "C = A.copy('F')\nA @ B\nC @ B": [("matmul", {2: 1, 3: 1})],  # by content, not by object
    "A @ B\nA[3, 5] += 1e-9\nA @ B": [],  # the same object with other numbers
    "A @ B\nA[[0, 1]] = A[[1, 0]]\nA @ B": [],
    "A @ B\nA.astype('f4') @ B": [],
    "np.linalg.eigh(A)\nnp.linalg.eigh(A, UPLO='U')": [],
    "np.linalg.eigh(A)\nnp.linalg.eigh(A)": [("numpy.linalg.eigh", {1: 1, 2: 1})],
    "for i in range(3):\n    C = i * A\n    C @ C\n    C @ C": [("matmul", {3: 1, 4: 1})] * 3,
    "a = A[:9, :9]\na @ a\na @ a": [],  # tiny
    # what may overwrite an operand is not looked at
    "out = np.empty((150, 150))\nfor _ in range(2):\n    np.dot(A, B, out=out)": [],
}


@pytest.mark.parametrize("program", AGAIN)
def test_the_same_work_is_seen(program: str, record) -> None:
    assert again(record(SETUP + program)) == AGAIN[program]


# program -> calls that shared a matrix
SHARED = {
    "for b in B:\n    np.linalg.solve(A, b)": [("numpy.linalg.solve", {2: 150})],
    "np.linalg.solve(A, B)\nnp.linalg.solve(A, B[0])": [("numpy.linalg.solve", {1: 1, 2: 1})],
    "for i in range(9):\n    A[0, 0] += 1\n    np.linalg.solve(A, i * B)": [],
    "A @ B\nA @ A": [("matmul", {1: 1, 2: 1})],
    "L = rng.normal(size=(1000, 1000))\nfor i in range(20):\n    L @ L[i]": [("matmul", {3: 20})],
    # no sampled entry tells, but the comparison with the copy does
    "L = rng.normal(size=(1000, 1000))\nfor i in range(20):\n    L[3, 1] += 1\n    L @ L[i]": [],
}


@pytest.mark.parametrize("program", SHARED)
def test_what_shares_a_matrix_is_seen(program: str, record) -> None:
    assert again(record(SETUP + program), shared=True) == SHARED[program]


def test_samples_are_copies_of_the_calls(record) -> None:
    recorder = record(SETUP + "for b in B[:40]:\n    np.linalg.solve(A, b)\nA[:] = B[:] = 0")
    [same] = recorder.repeats()
    assert (same.operand, same.count) == (0, 40) and 0 < same.seconds == same.places[same.samples[0].site].seconds
    assert len(same.samples) == 5  # the 2nd, 4th, 8th, 16th and 32nd
    for sample in same.samples:
        assert sample.operands[0] is same.samples[0].operands[0]
        assert np.array_equal(np.linalg.solve(*sample.operands), sample.result)


def test_copies_stay_within_the_memory_given() -> None:
    A = np.eye(200)
    for memory, kept in ((3 * A.nbytes - 1, 0), (3 * A.nbytes, 1)):
        repeats = Repeats(Memory(memory))
        for _ in range(2):
            repeats.note(0, PRODUCT, (A, A), {}, A @ A, seconds=1)
        assert sum(len(same.samples) for same in repeats.seen()) == kept


def test_what_happened_once_is_forgotten_when_there_is_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_repeats, "MOST_KEPT", 50)
    repeats, A = Repeats(Memory(0)), np.eye(20)
    for i in range(200):
        for B in (A, (i + 2) * A):
            repeats.note(0, PRODUCT, (B, B), {}, B @ B, seconds=1)
    assert len(repeats._seen) <= 51
    assert {same.count for same in repeats.seen()} == {200}


def test_looking_rests_when_it_has_taken_its_share(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each look is made to take 1 ms of a clock: of calls that take 5 ms each, one in five can be looked at."""
    ticks = iter(range(10**6))
    monkeypatch.setattr(_repeats, "BURST", 0.01)
    monkeypatch.setattr(_repeats, "perf_counter", lambda: next(ticks) * 1e-3)
    repeats, A = Repeats(Memory(0)), np.eye(20)
    for _ in range(1000):
        repeats.note(0, PRODUCT, (A, A), {}, A @ A, seconds=5e-3)
    assert {200 <= same.count <= 220 for same in repeats.seen()} == {True}


@given(
    arrays.arrays(st.sampled_from(["f8", "f4", "c16", "i4", "?"]), st.sampled_from([(7,), (4, 5), (2, 3, 4)])),
    st.data(),
)
def test_content_is_that_of_the_numbers(a: np.ndarray, data: st.DataObject) -> None:
    spread = np.zeros([2 * n for n in a.shape], a.dtype)
    view = spread[tuple(slice(None, None, 2) for _ in a.shape)]
    view[...] = a
    assert content(a, total=True) == content(np.asfortranarray(a), total=True) == content(view, total=True)
    place = tuple(data.draw(st.integers(0, n - 1)) for n in a.shape)
    other = a.copy()
    other[place] = a[place] + 1
    if other.tobytes() != a.tobytes():
        assert content(other, total=True) != content(a, total=True)


def test_only_work_that_is_worth_it_is_looked_at() -> None:
    assert enough(2e6, np.ones((100, 100))) and not enough(2e5, np.ones((10, 10))) and not enough(None, 1.0)
    assert not enough(1e6, np.ones((1000, 1000)))  # an outer product: to look at it takes as long
