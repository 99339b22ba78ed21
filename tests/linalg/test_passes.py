"""`svd` of row blocks: bounds against spectra that are known exactly, checkpoints, interruptions.

A = H diag(σ) Kᵀ with Hadamard matrices and dyadic σ holds no rounding (see test_svd.py).
"""

import io
import os
import signal
import subprocess
import sys
import textwrap
import warnings
from functools import cache, reduce

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hiddenmath.data import open_rows
from hiddenmath.linalg import AccuracyWarning, MatrixError, RowBlocks, eigh, polar, power, rank, solve, svd


@pytest.fixture(autouse=True, scope="module")
def quiet(one_thread):
    """Small products only."""


@cache
def hadamard(n):
    """The first 16 columns of the n×n Hadamard matrix, n = 4^p ≥ 16."""
    H = reduce(np.kron, [np.array([[1.0, 1], [1, -1]])] * 4)
    return np.tile(H, (n // 16, 1)) / np.sqrt(n)


def with_spectrum(sigma, m, n):
    return hadamard(m) * sigma @ hadamard(n).T


def in_blocks(A, rows=100):
    return RowBlocks(A.shape, A.dtype, rows, lambda start, stop: A[start:stop])


def stacked(U):
    return np.vstack(list(U))


SPECTRA = {
    # name: (σ, passes for k = 1, 5, 15, 16)
    "all different": (np.arange(16.0, 0, -1), (1, 1, 1, 1)),
    "all equal": (np.full(16, 3.0), (1, 1, 1, 1)),
    "in pairs": (np.repeat(np.arange(8.0, 0, -1), 2), (1, 1, 1, 1)),
    "clustered": (4 + np.arange(16.0, 0, -1) * 2.0**-30, (1, 1, 1, 1)),
    "rank 5": (np.r_[np.arange(5.0, 0, -1), np.zeros(11)], (1, 1, 3, 3)),
    "rank 1": (np.r_[2.0, np.zeros(15)], (1, 3, 3, 3)),
    "zero": (np.zeros(16), (1, 1, 1, 1)),
    "graded over 7 orders": (2.0 ** np.linspace(0, -24, 16).round(), (1, 1, 2, 2)),
    "graded over 12 orders": (2.0 ** np.linspace(0, -40, 16).round(), (1, 1, 3, 3)),
    "one giant": (np.r_[2.0**40, np.arange(15.0, 0, -1)], (1, 3, 3, 3)),
}


def angle(V, W):
    return np.arcsin(min(1.0, np.linalg.norm(W - V @ (V.T @ W), 2)))


@pytest.mark.filterwarnings("ignore:.*values are zero:hiddenmath.linalg.AccuracyWarning")
@pytest.mark.parametrize("shape", [(1024, 16), (64, 16), (1024, 64), (16, 64)], ids=str)
@pytest.mark.parametrize("name", SPECTRA)
def test_bounds_hold_for_a_known_spectrum(name, shape):
    (sigma, passes), (m, n) = SPECTRA[name], shape
    A = with_spectrum(sigma, m, n)
    for k, expected in zip((1, 5, 15, 16), passes, strict=True):
        answer = svd(in_blocks(A), k)
        U, rank = stacked(answer.U), int((sigma[:k] > 0).sum())
        assert answer.method == "gram" and answer.complete == "proved" and answer.passes <= expected
        assert (np.abs(answer.s - sigma[:k]) <= answer.error).all()
        assert answer.error.max() <= 1e-6 * answer.s[0]
        assert np.linalg.norm((A - U * answer.s @ answer.Vt).astype(np.longdouble)) <= answer.tail
        assert np.linalg.norm(U[:, :rank].T @ U[:, :rank] - np.eye(rank)) < 1e-6
        assert np.linalg.norm(answer.Vt @ answer.Vt.T - np.eye(k)) < 1e-12
        if np.isfinite(answer.vectors):
            assert angle(U, hadamard(m)[:, :k]) <= answer.vectors + 1e-13
            assert angle(answer.Vt.T, hadamard(n)[:, :k]) <= answer.vectors + 1e-13
        if k < 16 and sigma[k - 1] == sigma[k]:
            assert answer.vectors == np.inf, "without a gap no subspace is singled out"


@given(
    parts=st.lists(st.integers(0, 2**40), min_size=1, max_size=16),
    shape=st.sampled_from([(16, 16), (64, 16), (16, 64), (1024, 16)]),
    exponent=st.integers(-480, 440),
    data=st.data(),
)
@settings(max_examples=60, deadline=None)
def test_bounds_hold_for_any_spectrum_at_any_scale(parts, shape, exponent, data):
    sigma = np.r_[np.sort(np.array(parts, dtype=float))[::-1], np.zeros(16 - len(parts))]
    k, rows = data.draw(st.integers(1, 16)), data.draw(st.sampled_from([5, 100, 2000]))
    A = with_spectrum(sigma, *shape)
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always", AccuracyWarning)
        answer = svd(in_blocks(A * 2.0**exponent, rows), k)
    s, error, tail = (np.ldexp(x, -exponent) for x in (answer.s, answer.error, answer.tail))
    assert (np.abs(s - sigma[:k]) <= error).all()
    assert error.max() <= 1e-6 * s[0] or said
    assert np.linalg.norm((A - stacked(answer.U) * s @ answer.Vt).astype(np.longdouble)) <= tail


@pytest.mark.filterwarnings("ignore:.*values are zero:hiddenmath.linalg.AccuracyWarning")
@pytest.mark.parametrize("k", [8, 12, 16])
def test_a_third_pass_does_not_forget_what_the_second_knew(k):
    """It looks for vectors of the values that are zero, and finds rounding, of which it knows little."""
    sigma = np.r_[199.0, 74, 15, 14, 4, 1, 1, np.zeros(9)]
    answer = svd(in_blocks(with_spectrum(sigma, 16, 64), 5), k)
    assert (np.abs(answer.s - sigma[:k]) <= answer.error).all() and answer.error.max() <= 1e-6 * answer.s[0]


@pytest.mark.parametrize("power_of_ten", [-300, -150, 150, 300])
@pytest.mark.parametrize("name", ["all different", "graded over 12 orders"])
def test_scale_changes_nothing_but_the_scale(name, power_of_ten):
    A, scale = with_spectrum(SPECTRA[name][0], 1024, 16), float(f"1e{power_of_ten}")
    plain, scaled = svd(in_blocks(A)), svd(in_blocks(A * scale))
    np.testing.assert_allclose(scaled.s / scale, plain.s, rtol=0, atol=1e-14 * plain.s[0])
    assert np.linalg.norm(A - stacked(scaled.U) * (scaled.s / scale) @ scaled.Vt) < 1e-13 * plain.s[0]


@pytest.mark.parametrize("columns", [1.0, 10.0 ** -np.arange(0, 12, 2)], ids=["one pass", "further passes"])
@pytest.mark.parametrize("unit", [1, 0.6 + 0.8j], ids=["real", "complex"])
def test_blocks_whose_scale_grows_from_one_to_the_next(columns, unit):
    A = np.random.default_rng(0).normal(size=(1000, 6)) * columns * unit
    A *= 10.0 ** np.repeat([-150, 0, 140, 150], 250)[:, None]
    answer = svd(in_blocks(A, 50))
    exact = np.linalg.svd(A / 1e150, compute_uv=False)
    assert (np.abs(answer.s / 1e150 - exact) <= answer.error / 1e150 + 1e-14 * exact[0]).all()
    assert bool(answer.passes > 1) == bool(np.ndim(columns)) and answer.error.max() <= 1e-6 * answer.s[0]


@pytest.mark.parametrize("dtype", [bool, np.int8, np.float16, np.float32, np.float64, np.complex64, np.complex128])
def test_the_answer_is_that_of_the_matrix_in_memory(dtype):
    A = np.random.default_rng(2).normal(size=(1000, 8)) * 2
    A = (A > 0) if dtype is bool else A.astype(dtype)
    if A.dtype.kind == "c":
        A = A * dtype(1 + 2j)
    ours, theirs = svd(in_blocks(A), 4), svd(A, 4)
    assert ours.U.dtype == theirs.U.dtype and ours.Vt.dtype == theirs.Vt.dtype and ours.s.dtype == theirs.s.dtype
    assert (np.abs(ours.s.astype(float) - theirs.s) <= ours.error + theirs.error).all()
    assert np.linalg.norm(A - stacked(ours.U).astype(complex) * ours.s @ ours.Vt) <= ours.tail * (1 + 1e-9)


def test_u_comes_as_row_blocks_too():
    A = np.random.default_rng(3).normal(size=(250, 5))
    U = svd(in_blocks(A), 2).U
    assert isinstance(U, RowBlocks) and U.shape == (250, 2) and [len(block) for block in U] == [100, 100, 50]


def test_many_columns_need_products_only(monkeypatch):
    monkeypatch.setattr("hiddenmath.linalg._streamed.NARROW", 100)
    monkeypatch.setattr("hiddenmath.linalg._larger.NARROW", 100)
    sigma = 1 / np.arange(1.0, 301)
    rng = np.random.default_rng(4)
    A = np.linalg.qr(rng.normal(size=(400, 300)))[0] * sigma @ np.linalg.qr(rng.normal(size=(300, 300)))[0].T
    told = []
    answer = svd(in_blocks(A), 4, progress=lambda done, total: told.append((done, total)))
    assert answer.method == "krylov" and (np.abs(answer.s - sigma[:4]) <= answer.error).all()
    assert answer.complete in ("proved", "probable") and isinstance(answer.U, RowBlocks)
    assert np.linalg.norm(A - stacked(answer.U) * answer.s @ answer.Vt) <= answer.tail
    assert told[-1] == (400 * answer.passes, 400 * answer.passes)
    with pytest.raises(MatrixError, match="checkpoint"):
        svd(in_blocks(A), 4, checkpoint="never written.npz")
    with pytest.raises(MatrixError, match=r"20×300.*300×300 Gram matrix.*transpose"):
        svd(in_blocks(A[:20]), 4)


def test_products_serve_other_methods():
    A = np.diag(np.arange(1.0, 301)) + 1
    assert power(in_blocks(A)).value == pytest.approx(np.linalg.eigvalsh(A)[-1])
    np.testing.assert_allclose(eigh(in_blocks(A), 2).w, np.linalg.eigvalsh(A)[:-3:-1])


@pytest.mark.parametrize("function", [solve, rank, polar])
def test_what_needs_the_whole_matrix_names_the_conversion(function):
    with pytest.raises(MatrixError, match=r"A \(300×300\) is given as row blocks.*vstack\(list\(A\)\)"):
        function(in_blocks(np.eye(300)), *[np.ones(300)] * (function is solve))


def test_what_cannot_be_kept_is_said():
    A = with_spectrum(SPECTRA["rank 5"][0], 1024, 16)
    with pytest.warns(AccuracyWarning, match=r"1024×16.*all but 5 of the 8.*k = 5"):
        answer = svd(in_blocks(A), 8)
    assert not stacked(answer.U)[:, 5:].any()
    with pytest.warns(AccuracyWarning, match="larger tol"):
        svd(in_blocks(with_spectrum(SPECTRA["graded over 12 orders"][0], 1024, 16)), 16, tol=1e-15)


REFUSED = [
    # what, row blocks, arguments of svd, words that must be in the message
    ("NaN", np.where(np.arange(1000.0) == 777, np.nan, 1)[:, None] * np.ones(3), {}, ["row 777", "A[777, 0] = nan"]),
    ("k too large", np.ones((500, 2)), {"k": 3}, ["k is 3", "(500×2)", "1 to 2"]),
    ("tol = 0", np.ones((500, 2)), {"tol": 0}, ["tol is 0"]),
    ("a matrix in memory", None, {"progress": print}, ["progress and checkpoint", "ndarray", "open_rows"]),
    ("a matrix in memory, saved", None, {"checkpoint": "x"}, ["progress and checkpoint", "ndarray"]),
]


@pytest.mark.parametrize(("A", "arguments", "words"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_what_is_refused(A, arguments, words):
    with pytest.raises(MatrixError) as caught:
        svd(np.eye(3) if A is None else in_blocks(A), **arguments)
    assert all(word in str(caught.value) for word in words), str(caught.value)


@pytest.mark.parametrize(
    ("shape", "dtype", "rows", "words"),
    [((0, 3), "f8", 1, "empty"), ((3, 3), "O", 1, "plain numbers"), ((3, 3), "f8", 0, "rows ≥ 1")],
)
def test_what_are_no_row_blocks(shape, dtype, rows, words):
    with pytest.raises(MatrixError, match=words):
        RowBlocks(shape, np.dtype(dtype), rows, lambda start, stop: np.ones((stop - start, 3)))


@pytest.mark.parametrize("given", [np.ones((10, 3)), np.ones((4, 3), np.float32), np.ones((4, 2))])
def test_a_block_that_is_not_as_promised_is_refused(given):
    blocks = RowBlocks((10, 3), np.dtype(float), 4, lambda start, stop: given)
    with pytest.raises(MatrixError, match=r"rows 0 to 3 of A \(10×3, float64\)"):
        blocks.block(0)


@pytest.mark.parametrize("given", [[[1.0, 2.0, 3.0]] * 4, None, np.ma.masked_equal(np.ones((4, 3)), 1)])
def test_a_block_that_is_no_plain_array_is_refused(given):
    blocks = RowBlocks((10, 3), np.dtype(float), 4, lambda start, stop: given)
    with pytest.raises(MatrixError, match=r"rows 0 to 3 of A \(10×3\) came as a .*numpy.asarray"):
        svd(blocks, 1)


class Stop:
    """Presses Ctrl-C when so many rows have been read."""

    def __init__(self, at):
        self.at, self.told = at, []

    def __call__(self, done, total):
        self.told.append((done, total))
        if done == self.at:
            os.kill(os.getpid(), signal.SIGINT)


GRADED = with_spectrum(SPECTRA["graded over 12 orders"][0], 1024, 16)  # three passes


@pytest.mark.parametrize("at", [100, 500, 1024, 1124, 2048, 2548])
def test_an_interrupted_computation_goes_on_to_the_same_bits(tmp_path, at):
    path, whole = tmp_path / "sums.npz", svd(in_blocks(GRADED))
    with pytest.raises(KeyboardInterrupt):
        svd(in_blocks(GRADED), checkpoint=path, progress=Stop(at))
    assert path.exists()
    rest = Stop(None)
    answer = svd(in_blocks(GRADED), checkpoint=path, progress=rest)
    assert rest.told[0][0] == min((at // 1024) * 1024 + at % 1024 + 100, -(-(at + 1) // 1024) * 1024)
    assert rest.told[-1] == (3072, 3072)
    assert answer.s.tobytes() == whole.s.tobytes() and answer.Vt.tobytes() == whole.Vt.tobytes()
    assert stacked(answer.U).tobytes() == stacked(whole.U).tobytes()
    assert (answer.error == whole.error).all() and answer.passes == whole.passes == 3
    assert os.listdir(tmp_path) == [], "nothing is left behind"


def test_where_another_machine_turns_the_columns_otherwise_the_pass_begins_again(tmp_path):
    path, whole = tmp_path / "sums.npz", svd(in_blocks(GRADED))
    with pytest.raises(KeyboardInterrupt):
        svd(in_blocks(GRADED), checkpoint=path, progress=Stop(1524))
    with np.load(path) as kept:
        arrays = dict(kept)
    assert arrays["blocks"] == 5
    np.savez(path, **arrays | {"turns": np.array(["", "of another machine"])})
    rest = Stop(None)
    answer = svd(in_blocks(GRADED), checkpoint=path, progress=rest)
    assert rest.told[0] == (1124, 2048) and answer.s.tobytes() == whole.s.tobytes()


def test_ctrl_c_in_the_middle_of_a_block_waits_for_its_end(tmp_path, monkeypatch):
    """A sum that is half added would be wrong by half a block for ever."""
    from hiddenmath.linalg._gram_sum import GramSum

    path, whole, add = tmp_path / "sums.npz", svd(in_blocks(GRADED), 3), GramSum.add

    def interrupted(self, block):
        add(self, block[:50])
        if self.rows == 350:
            os.kill(os.getpid(), signal.SIGINT)
        add(self, block[50:])

    monkeypatch.setattr(GramSum, "add", interrupted)
    with pytest.raises(KeyboardInterrupt):
        svd(in_blocks(GRADED), 3, checkpoint=path)
    with np.load(path) as kept:
        assert int(kept["blocks"]) == 4
    monkeypatch.undo()
    assert np.abs(svd(in_blocks(GRADED), 3, checkpoint=path).s - whole.s).max() < 1e-15


PROGRAM = """
    import sys, time
    import numpy as np
    from hiddenmath.data import open_rows
    from hiddenmath.linalg import _checkpoint, svd

    _checkpoint.EVERY = 0.0

    def slowly(done, total):
        print(done, flush=True)
        time.sleep(0.05)

    answer = svd(open_rows(sys.argv[1], "100 kB"), 3, checkpoint=sys.argv[2], progress=slowly)
    print(answer.s.tobytes().hex())
"""


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_a_process_that_is_stopped_or_killed_can_be_started_again(tmp_path, how):
    np.save(tmp_path / "a.npy", GRADED)
    program = [sys.executable, "-c", textwrap.dedent(PROGRAM), tmp_path / "a.npy", tmp_path / "sums.npz"]
    first = subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    for _ in range(3):
        reached = int(first.stdout.readline() or first.stderr.read())
    first.send_signal(how)
    _, errors = first.communicate()
    assert first.returncode and ("KeyboardInterrupt" in errors) == (how == signal.SIGINT)
    second = subprocess.run(program, capture_output=True, text=True, check=True).stdout.split()
    assert int(second[0]) > reached, "what was done is not done again"
    assert second[-1] == svd(open_rows(tmp_path / "a.npy", "100 kB"), 3).s.tobytes().hex()


FOREIGN = [
    # what, the row blocks it is resumed with, its seed, words that must be in the message
    ("another shape", in_blocks(GRADED[:900]), 0, ["shape 1024×16, not 900×16"]),
    ("another dtype", in_blocks(GRADED.astype(np.float32)), 0, ["dtype float64, not float32"]),
    ("other blocks", in_blocks(GRADED, 50), 0, ["rows in a block 100, not 50"]),
    ("another seed", in_blocks(GRADED), 1, ["seed 0, not 1"]),
    ("other numbers", in_blocks(GRADED * 2), 0, ["first and last rows"]),
    ("another file", RowBlocks((1024, 16), np.dtype(float), 100, lambda i, j: GRADED[i:j], "new"), 0, ["not new"]),
]


@pytest.mark.parametrize(("blocks", "seed", "words"), [case[1:] for case in FOREIGN], ids=[case[0] for case in FOREIGN])
def test_a_checkpoint_of_something_else_is_refused(tmp_path, blocks, seed, words):
    path = tmp_path / "sums.npz"
    with pytest.raises(KeyboardInterrupt):
        svd(in_blocks(GRADED), checkpoint=path, progress=Stop(500))
    with pytest.raises(MatrixError) as caught:
        svd(blocks, seed=seed, checkpoint=path)
    assert all(word in str(caught.value) for word in [*words, "another computation", "delete"]), str(caught.value)
    assert path.exists(), "it is not ours to delete"


def saved(array):
    """The bytes of a .npy file."""
    file = io.BytesIO()
    np.save(file, array)
    return file.getvalue()


def without(name, data):
    """The bytes of a .npz file, with one array less."""
    kept, file = dict(np.load(io.BytesIO(data))), io.BytesIO()
    del kept[name]
    np.savez(file, **kept)
    return file.getvalue()


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"", lambda data: data[:-500], lambda data: b"hello", lambda data: data[:900] + b"x" + data[901:],
        lambda data: saved(GRADED), lambda data: without("0 G", data), lambda data: without("turns", data),
    ],
)  # fmt: skip
def test_a_damaged_checkpoint_is_refused(tmp_path, damage):
    path = tmp_path / "sums.npz"
    with pytest.raises(KeyboardInterrupt):
        svd(in_blocks(GRADED), checkpoint=path, progress=Stop(500))
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(MatrixError, match=r"damaged.*delete"):
        svd(in_blocks(GRADED), checkpoint=path)


def test_a_checkpoint_that_cannot_be_written_is_refused_before_the_work(tmp_path):
    blocks = RowBlocks((100, 3), np.dtype(float), 10, lambda start, stop: np.ones((stop - start, 3)))
    with pytest.raises(MatrixError, match=r"cannot be written.*folder that is there"):
        svd(blocks, checkpoint=tmp_path / "no folder" / "sums.npz")
