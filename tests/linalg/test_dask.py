"""`svd` of Dask arrays, on the scheduler of this process and on a cluster with worker processes."""

import os
import signal
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("dask.array", reason="Dask is optional: pip install 'hiddenmath[dask]'")
distributed = pytest.importorskip("distributed", reason="Dask is optional: pip install 'hiddenmath[dask]'")
import dask.array as da

from hiddenmath.linalg import MatrixError, power, svd


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
