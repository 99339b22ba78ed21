"""`lstsq` on Dask arrays and row blocks: what the same matrix in memory is answered, and exact solutions."""

import subprocess
import sys
import warnings

import dask
import dask.array as da
import numpy as np
import pytest
import scipy.sparse as sp

from hiddenmath.linalg import (
    AccuracyWarning,
    MatrixError,
    RowBlocks,
    cholesky,
    cond,
    lstsq,
    lu,
    null_space,
    orth,
    pinv,
    polar,
    projection,
    qr,
    rank,
    slogdet,
    solve,
    structure,
)

pytestmark = pytest.mark.usefixtures("one_thread")


@pytest.fixture(autouse=True)
def in_this_thread():
    with dask.config.set(scheduler="synchronous"):
        yield


def chunked(A, rows=70):
    return da.from_array(A, chunks=(rows, max(1, A.shape[1] // 2)))


def blocks(A, rows=70):
    return RowBlocks(A.shape, A.dtype, rows, lambda start, stop: A[start:stop])


def home(x):
    return x.compute() if isinstance(x, da.Array) else x


def quietly(A, b):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", AccuracyWarning)
        return lstsq(A, b)


SHAPES = [(3000, 5), (5000, 40), (60, 7), (50, 50), (7, 60), (1, 1)]


@pytest.mark.parametrize("kind", [chunked, blocks])
@pytest.mark.parametrize(("m", "n"), SHAPES)
@pytest.mark.parametrize("complex_", [False, True])
@pytest.mark.parametrize("ridge", [0.0, 2.0])
def test_the_answer_is_that_of_the_matrix_in_memory(kind, m, n, complex_, ridge):
    rng = np.random.default_rng(m)
    A = rng.normal(size=(m, n)) + (1j * rng.normal(size=(m, n)) if complex_ else 0)
    for shape in [(m,), (m, 3)]:
        b = rng.normal(size=shape)
        expected, answer = lstsq(A, b, ridge), lstsq(kind(A), b, ridge)
        x = home(answer.x)
        assert answer.method == expected.method and answer.certainty == expected.certainty
        assert x.shape == expected.x.shape and x.dtype == expected.x.dtype
        assert np.shape(answer.error) == np.shape(answer.residual) == shape[1:]
        assert (np.linalg.norm(x - expected.x, axis=0) <= answer.error + expected.error).all()
        np.testing.assert_allclose(answer.residual, expected.residual, atol=1e-12)
        assert answer.rank == expected.rank
        assert answer.cond == pytest.approx(expected.cond, rel=1e-9) or (ridge and m < n)


@pytest.mark.parametrize("kind", [chunked, blocks])
@pytest.mark.parametrize("m", [40, 4000])
def test_solutions_that_are_known_exactly(kind, m):
    rng = np.random.default_rng(0)
    half, x = rng.integers(-9, 10, (m // 2, 4)), np.array([1, -2, 3, 7])
    A, noise = np.vstack([half, half]), np.repeat([5, -5], m // 2)  # orthogonal to every column
    answer = lstsq(kind(A), A @ x + noise)
    assert np.linalg.norm(home(answer.x) - x) <= answer.error < 1e-9
    assert answer.residual == pytest.approx(5 * m**0.5)


@pytest.mark.parametrize("kind", [chunked, blocks])
@pytest.mark.parametrize("digits", [0, 2, 4, 6, 8])
def test_normal_equations_only_where_they_are_safe(exactly, kind, digits):
    rng = np.random.default_rng(digits)
    m, n = 2600, 4
    A = rng.integers(-512, 513, (m, n)) * 2.0 ** -np.round(np.linspace(0, digits * 3.3, n))
    b = np.round(A @ np.ones(n) + rng.integers(-9, 10, m))
    G, c = (A.T * 2.0**30).astype(object) @ A.astype(object), (A.T * 2.0**30).astype(object) @ b.astype(object)
    answer = quietly(kind(A, 300), b)
    assert answer.method == ("normal equations" if digits <= 4 else "SVD" if digits >= 8 else answer.method)
    far = np.linalg.norm([float(v - w) for v, w in zip(home(answer.x).tolist(), exactly(G, c), strict=True)])
    assert far <= answer.error


@pytest.mark.parametrize("kind", [chunked, blocks])
def test_dependent_columns_have_a_shortest_solution(kind):
    A = np.random.default_rng(1).normal(size=(3000, 4))
    A = np.c_[A, A[:, 0] + A[:, 1]]
    answer = lstsq(kind(A, 400), A[:, 4])
    assert answer.method == "SVD" and answer.rank == 4
    np.testing.assert_allclose(home(answer.x), [1 / 3, 1 / 3, 0, 0, 2 / 3], atol=1e-12)
    nothing = lstsq(kind(np.zeros((200, 2))), np.ones(200))
    assert (home(nothing.x) == 0).all() and nothing.rank == 0 and nothing.residual == pytest.approx(200**0.5)


@pytest.mark.parametrize("kind", [chunked, blocks])
@pytest.mark.parametrize("power", [-280, -160, 160, 280])
def test_scale_changes_nothing_but_the_scale(kind, power):
    rng, scale = np.random.default_rng(4), 10.0**power
    for shape in [(3000, 5), (70, 30), (3, 7)]:
        A, b = rng.normal(size=shape), rng.normal(size=(shape[0], 2)) * [1, 1e-9]
        x = lstsq(A, b).x
        for of_A, of_b in ((scale, scale), (1, scale), (scale, 1)):
            answer = lstsq(kind(A * of_A), b * of_b)
            np.testing.assert_allclose(home(answer.x) * (of_A / of_b), x, rtol=1e-9)
    tiny = lstsq(kind(np.full((3000, 1), 1e-200)), np.full(3000, 1e-200), ridge=1e-280)
    assert home(tiny.x)[0] == pytest.approx(3000e-400 / 1e-280, abs=1e-100)


@pytest.mark.parametrize(
    ("of_A", "of_b", "of_x"),
    [
        (bool, int, np.float64), (np.float16, np.float16, np.float32), (np.float32, np.float32, np.float32),
        (np.float32, float, np.float64), (np.complex64, np.float32, np.complex64), (float, complex, np.complex128),
        (np.uint8, np.int64, np.float64),
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", [chunked, blocks])
def test_the_answer_has_the_precision_of_both(kind, of_A, of_b, of_x):
    A = np.tile(np.array([[1, 0], [0, 1], [1, 1]]), (100, 1)).astype(of_A)
    answer = lstsq(kind(A), np.tile([1, 2, 3], 100).astype(of_b))
    x = home(answer.x)
    assert x.dtype == of_x and np.linalg.norm(x - [1, 2]) <= answer.error


def test_float32_is_summed_in_double():
    A = (np.random.default_rng(2).normal(size=(40_000, 3)) + 100).astype(np.float32)
    b = A.astype(float) @ np.array([1.0, 2, 3])
    answer = lstsq(chunked(A, 9000), b)
    assert answer.method == "normal equations" and np.abs(home(answer.x) - [1, 2, 3]).max() <= answer.error < 1e-9


def test_dask_arrays_of_any_chunks_answer_in_their_kind():
    rng = np.random.default_rng(5)
    A, b = rng.normal(size=(90, 6)), rng.normal(size=(90, 2))
    expected = lstsq(A, b).x
    for chunks in [(90, 6), (1, 6), (10, 1), ((0, 40, 0, 50), (2, 4))]:
        for right in (
            b,
            da.from_array(b),
            da.from_array(b, chunks=(13, 1)),
            b[:, 0],
            da.from_array(b[:, 0], chunks=7),
        ):
            answer = lstsq(da.from_array(A, chunks=chunks), right)
            assert isinstance(answer.x, da.Array) and answer.x.chunks[0] == da.from_array(A, chunks=chunks).chunks[1]
            np.testing.assert_allclose(answer.x.compute(), expected if right.ndim == 2 else expected[:, 0], atol=1e-12)
    wide = lstsq(da.from_array(A.T, chunks=2), da.ones(6, chunks=4))
    np.testing.assert_allclose(wide.x.compute(), lstsq(A.T, np.ones(6)).x, atol=1e-12)


@pytest.mark.parametrize(("digits", "method"), [(0, "normal equations"), (9, "SVD")])
def test_rows_are_read_three_times(digits, method):
    A = np.random.default_rng(6).normal(size=(5000, 4)) * 10.0 ** -np.linspace(0, digits, 4)
    read = []

    def rows(start, stop):
        read.append(stop - start)
        return A[start:stop]

    assert quietly(RowBlocks(A.shape, A.dtype, 600, rows), np.ones(5000)).method == method
    assert sum(read) == 3 * 5000


def unknown(shape=(10, 2)):
    A = da.ones(shape, chunks=5)
    return A[A.reshape(10, -1)[:, 0] > 0]


spoilt = np.where(np.arange(300)[:, None] == 77, np.nan, [1.0, 2.0])
REFUSED = [
    ("unknown chunks", unknown, np.ones(10), ["A (?×2)", "compute_chunk_sizes"]),
    ("unknown chunks of b", lambda: da.ones((10, 2)), lambda: unknown((10,)), ["b is a Dask", "b.compute_chunk_sizes"]),
    ("a vector", lambda: da.ones(5), np.ones(5), ["(5,)", "reshape(-1, 1)"]),
    ("no rows", lambda: da.ones((0, 3)), [], ["0×3", "empty"]),
    ("text", lambda: da.from_array(np.array([["a"]])), [1], ["<U1", "astype(float)"]),
    ("text in b", lambda: da.ones((2, 1)), lambda: da.from_array(np.array(["a", "b"])), ["b has dtype <U1"]),
    ("b too short", lambda: da.ones((9, 2)), lambda: da.ones(8), ["(8,)", "9 rows"]),
    ("b of NumPy too short", lambda: da.ones((9, 2)), np.ones(8), ["(8,)", "9 rows"]),
    ("b of three dimensions", lambda: da.ones((9, 2)), lambda: da.ones((9, 1, 1)), ["Flatten"]),
    ("NaN", lambda: da.from_array(spoilt, chunks=(10, 1)), np.ones(300), ["row 77", "A[77, 0] = nan"]),
    ("NaN in row blocks", lambda: blocks(spoilt), np.ones(300), ["row 77", "A[77, 0] = nan"]),
    ("infinity in b", lambda: da.ones((300, 2)), lambda: da.from_array(spoilt[:, :1], chunks=9), ["b[77, 0] = nan"]),
    ("masked", lambda: da.ma.masked_equal(da.ones((40, 2), chunks=10), 2), np.ones(40), ["MaskedArray", "map_blocks"]),
    ("sparse", lambda: da.ones((40, 2), chunks=20).map_blocks(sp.csr_array, dtype=float), np.ones(40), ["csr_array"]),
    ("A in memory", lambda: np.ones((3, 2)), lambda: da.ones(3), ["b is a Dask array, A is none", "b.compute()"]),
    ("x too large", lambda: chunked(np.full((90, 1), 1e-300)), np.full(90, 1e300), ["x overflows"]),
]


@pytest.mark.parametrize(("make", "b", "words"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_what_cannot_be_used_is_refused_with_shape_cause_and_remedy(make, b, words):
    with pytest.raises(MatrixError) as caught:
        lstsq(make(), b() if callable(b) else b)
    assert all(word in str(caught.value) for word in words), str(caught.value)


def test_half_of_the_digits_gone_is_said_in_a_warning():
    A = np.array([[1.0, 1.0], [1.0, 1.0 + 1e-9], [1.0, 1.0]])
    with pytest.warns(AccuracyWarning, match="digits of x"):
        assert lstsq(chunked(A, 2), [2.0, 2.0, 2.0]).warning


def test_dask_is_not_imported_without_need():
    code = (
        "import sys, numpy as np; from hiddenmath.linalg import lstsq, solve; I = np.eye(2);"
        "solve(I, lstsq(I, [1, 2]).x); assert not {'dask', 'torch', 'jax'} & set(sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("kind", [chunked, blocks])
@pytest.mark.parametrize(
    "function",
    [
        qr, cholesky, lu, slogdet, pinv, orth, polar, null_space, cond, rank, structure,
        lambda A: projection(A, np.ones(4)), lambda A: solve(A, np.ones(4)),
    ],
)  # fmt: skip
def test_what_takes_numpys_arrays_only_names_the_conversion(kind, function):
    with pytest.raises(MatrixError, match=r"\(4×4\) .* Pass (A\.compute\(\)|numpy\.vstack\(list\(A\)\))"):
        function(kind(np.eye(4)))
