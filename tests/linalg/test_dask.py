"""`svd` of Dask arrays, on the scheduler of this process and on a cluster with worker processes."""

import os
import signal
import subprocess
import sys
from contextlib import nullcontext
from textwrap import dedent

import dask.array as da
import numpy as np
import pytest
from dask.distributed import Client, LocalCluster

from hiddenmath.linalg import AccuracyWarning, MatrixError, eigh, lstsq, power, svd


def graded(m, n, seed=0):
    """A (m×n) with singular values 1, 1/2, 1/3 …"""
    rng = np.random.default_rng(seed)
    r = min(m, n)
    U, V = (np.linalg.qr(rng.standard_normal((length, r)))[0] for length in (m, n))
    return U / np.arange(1.0, r + 1) @ V.T, 1 / np.arange(1.0, r + 1)


CASES = [
    # shape, chunks, method
    ((1000, 12), (300, 5), "gram"),
    ((12, 1000), (5, 300), "gram"),
    ((1000, 12), (1000, 12), "gram"),
    ((400, 300), (150, 70), "krylov"),
    ((300, 400), (150, 400), "krylov"),
]


@pytest.mark.parametrize(("shape", "chunks", "method"), CASES, ids=lambda case: str(case))
@pytest.mark.parametrize("dtype", [np.float32, np.float64, np.complex128])
def test_any_chunks_are_taken_and_come_back(shape, chunks, method, dtype):
    matrix, sigma = graded(*shape)
    matrix = (matrix * (1 + 1j)).astype(dtype) / np.sqrt(2) if dtype == np.complex128 else matrix.astype(dtype)
    A = da.from_array(matrix, chunks=chunks)
    answer = svd(A, 4)
    assert answer.method == method
    assert (np.abs(answer.s - sigma[:4]) <= answer.error + (1e-6 if dtype == np.float32 else 1e-14)).all()
    assert answer.U.dtype == answer.Vt.dtype == dtype and answer.s.dtype == matrix.real.dtype
    assert answer.U.chunks == (A.chunks[0], (4,)) and answer.Vt.chunks == ((4,), A.chunks[1])
    U, Vt = answer.U.compute(), answer.Vt.compute()
    left = np.linalg.norm(matrix - U * answer.s @ Vt)
    assert left <= answer.tail and left == pytest.approx(np.linalg.norm(sigma[4:]), rel=1e-5)
    assert np.linalg.norm(U.conj().T @ U - np.eye(4)) < (1e-5 if dtype == np.float32 else 1e-12)


def test_small_values_take_further_passes_on_the_workers():
    U, V = (
        np.linalg.qr(np.random.default_rng(seed).normal(size=(length, 8)))[0] for seed, length in ((0, 900), (1, 8))
    )
    sigma = 10.0 ** -np.arange(0, 12, 1.5)
    matrix = U * sigma @ V.T
    answer = svd(da.from_array(matrix, chunks=(100, 4)), 8)
    assert answer.passes > 1 and (np.abs(answer.s - sigma) <= answer.error + 1e-15).all()
    assert np.linalg.norm(matrix - answer.U.compute() * answer.s @ answer.Vt.compute()) <= answer.tail


def test_dask_alone_is_enough():
    """Settings of distributed that are made before it is imported would break it."""
    program = """
        import sys
        import dask.array as da
        from hiddenmath.linalg import svd
        assert "distributed" not in sys.modules
        print(svd(da.ones((100, 3), chunks=10), 1).passes, svd(da.ones((100, 3), chunks=10), 1).passes)
    """
    done = subprocess.run([sys.executable, "-c", dedent(program)], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["1", "1"]


def test_nothing_is_computed_until_u_is_asked_for():
    seen = []

    def note(block, block_info):
        seen.append(block_info[0]["chunk-location"])
        return block

    A = da.ones((400, 3), chunks=(100, 3)).map_blocks(note, dtype=float, meta=np.empty((0, 0)))
    answer = svd(A, 1)
    assert sorted(seen) == [(i, 0) for i in range(4)] and answer.passes == 1
    answer.U[:100].compute()
    assert len(seen) == 5


def test_products_serve_other_methods():
    matrix = np.diag(np.arange(1.0, 301)) + 1
    A = da.from_array(matrix, chunks=(70, 90))
    assert power(A).value == pytest.approx(np.linalg.eigvalsh(matrix)[-1])
    np.testing.assert_allclose(eigh(A, 2).w, np.linalg.eigvalsh(matrix)[:-3:-1])


def test_equal_values_are_left_to_the_gram_matrix_that_can_count_them():
    answer = svd(da.eye(400, chunks=100), 2)
    assert answer.method == "gram" and answer.complete == "proved" and answer.passes > 10
    assert (np.abs(answer.s - 1) <= answer.error + 1e-15).all()


def unknown():
    A = da.ones((10, 2), chunks=5)
    return A[A[:, 0] > 0]


REFUSED = [
    # what, A, arguments, words that must be in the message
    ("unknown chunks", unknown, {}, ["?×2", "compute_chunk_sizes"]),
    ("a vector", lambda: da.ones(5), {}, ["(5,)", "reshape(-1, 1)"]),
    ("three dimensions", lambda: da.ones((2, 3, 4)), {}, ["(2×3×4)", "3 dimensions", "A.reshape(len(A), -1)"]),
    ("no rows", lambda: da.ones((0, 3)), {}, ["0×3", "empty"]),
    ("text", lambda: da.from_array(np.array([["a"]])), {}, ["1×1", "<U1", "astype(float)"]),
    ("k too large", lambda: da.ones((9, 2)), {"k": 3}, ["k is 3", "9×2"]),
    ("progress", lambda: da.ones((9, 2)), {"progress": print}, ["progress and checkpoint"]),
    (
        "NaN in a tall matrix",
        lambda: da.from_array(np.where(np.arange(100)[:, None] == 77, np.nan, [1.0, 2.0]), chunks=(10, 1)),
        {},
        ["row 77", "A[77, 0] = nan"],
    ),
    (
        "NaN in a square matrix",
        lambda: da.from_array(np.where(np.arange(90000).reshape(300, 300) == 60150, np.inf, 1.0), chunks=100),
        {"k": 1},
        ["row 200", "A[200, 150] = inf"],
    ),
    ("masked chunks", lambda: da.ma.masked_equal(da.ones((40, 2), chunks=10), 2), {}, ["MaskedArray", "map_blocks"]),
]


@pytest.mark.parametrize(
    ("make", "arguments", "words"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED]
)
def test_what_is_refused_with_shape_cause_and_remedy(make, arguments, words):
    with pytest.raises(MatrixError) as caught:
        svd(make(), **arguments)
    assert all(word in str(caught.value) for word in words), str(caught.value)


def test_a_zero_matrix_has_zero_values():
    with pytest.warns(AccuracyWarning, match="are zero"):
        assert (svd(da.zeros((100, 3), chunks=10)).s == 0).all()


@pytest.fixture(scope="module")
def cluster():
    """Two worker processes; a nanny starts a new one where one dies."""
    with (
        LocalCluster(n_workers=2, processes=True, threads_per_worker=1, dashboard_address=":0") as workers,
        Client(workers) as client,
    ):
        yield client


def dies(block, log, at, block_info):
    """The block; but the process that reads the last one for the `at`-th time is killed."""
    if block_info[0]["chunk-location"] == tuple(count - 1 for count in block_info[0]["num-chunks"]):
        with log.open("a") as file:
            file.write("read ")
        if log.read_text() == "read " * at:
            log.with_name("killed").touch()
            os.kill(os.getpid(), signal.SIGKILL)
    return block


KILLED = [
    # shape, chunks, in which pass the worker is killed, method
    ((4000, 12), (500, 6), 1, "gram"),
    ((300, 300), 150, 6, "krylov"),
]


@pytest.mark.parametrize(("shape", "chunks", "at", "method"), KILLED, ids=["tall", "square"])
def test_a_worker_is_killed_in_the_middle_and_the_answer_is_the_same(cluster, tmp_path, shape, chunks, at, method):
    matrix, sigma = graded(*shape)
    log = tmp_path / "log"
    A = da.from_array(matrix, chunks=chunks).map_blocks(dies, log, at, dtype=float, meta=np.empty((0, 0)))
    answer = svd(A, 3)
    assert (tmp_path / "killed").exists()
    assert answer.method == method
    assert (np.abs(answer.s - sigma[:3]) <= answer.error + 1e-14).all()
    U, Vt = answer.U.compute(), answer.Vt.compute()
    assert np.linalg.norm(matrix - U * answer.s @ Vt) <= answer.tail


@pytest.mark.parametrize(("digits", "method"), [(0, "normal equations"), (9, "SVD")])
def test_a_worker_is_killed_in_the_second_pass_of_least_squares(cluster, tmp_path, digits, method):
    rng = np.random.default_rng(7)
    matrix = rng.integers(-9, 10, (4000, 6)) * 10.0 ** -np.linspace(0, digits, 6).round()
    log = tmp_path / "log"
    A = da.from_array(matrix, chunks=(500, 6)).map_blocks(dies, log, 2, dtype=float, meta=np.empty((0, 0)))
    b = rng.normal(size=4000)
    with pytest.warns(AccuracyWarning) if digits else nullcontext():
        expected = lstsq(matrix, b)
    with pytest.warns(AccuracyWarning) if digits else nullcontext():
        answer = lstsq(A, da.from_array(b, chunks=999))
    assert (tmp_path / "killed").exists()
    assert answer.method == method
    assert np.linalg.norm(answer.x.compute() - expected.x) <= answer.error + expected.error
