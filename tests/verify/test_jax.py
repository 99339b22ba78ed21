"""What is special about JAX: float64 is not there unless allowed, and what is traced has no numbers."""

import numpy as np
import pytest

from hiddenmath.linalg import MatrixError, eigh, power, svd


@pytest.fixture(scope="module")
def jax():
    import jax

    return jax


def test_float64_is_computed_with_where_it_is_not_allowed_outside(jax):
    rng = np.random.default_rng(0)
    given = rng.normal(size=(300, 40)).astype(np.float32)
    answer = svd(jax.numpy.asarray(given))
    assert (np.asarray(answer.s) == np.linalg.svd(given.astype(float), compute_uv=False).astype(np.float32)).all()
    assert not jax.config.jax_enable_x64 and jax.numpy.ones(2).dtype == np.float32


@pytest.mark.parametrize(("dtype", "scale"), [("float64", 1e-310), ("float32", 1e-40), ("complex128", 1e-310)])
def test_numbers_that_jax_takes_for_zero_are_refused(jax, dtype, scale):
    given = (np.random.default_rng(1).normal(size=(4, 3)) * scale).astype(dtype)
    with jax.enable_x64(True), pytest.raises(MatrixError, match=r"\(4×3\).*JAX takes for zero.*power of two"):
        svd(jax.numpy.asarray(given))
    with jax.enable_x64(True):
        assert svd(jax.numpy.zeros((4, 3), dtype)).s.max() == 0


def test_bfloat16_of_numpy_is_widened_too(jax):
    """The dtype comes with JAX, in the package ml_dtypes; to NumPy it is nothing but two bytes."""
    given = np.random.default_rng(0).normal(size=(30, 20)).astype(jax.numpy.bfloat16)
    answer = svd(given)
    exact = np.linalg.svd(given.astype(float), compute_uv=False)
    assert answer.U.dtype == np.float32 and (np.abs(answer.s - exact) <= answer.error + 1e-13 * exact[0]).all()


@pytest.mark.parametrize(("allowed", "of_answer"), [(True, np.float64), (False, np.float32)])
def test_whole_numbers_become_what_jax_would_make_of_them(jax, allowed, of_answer):
    with jax.enable_x64(allowed):
        assert svd(jax.numpy.eye(3, dtype=int)).U.dtype == of_answer


@pytest.mark.parametrize("function", [svd, eigh, power])
@pytest.mark.parametrize("transform", ["jit", "grad", "vmap"])
def test_what_is_traced_is_refused_with_the_remedy(jax, function, transform):
    def largest(A):
        return function(A)[0]

    A = jax.numpy.eye(3)
    with pytest.raises(MatrixError, match=r"traced.*outside of jit.*jax\.numpy\.linalg"):
        getattr(jax, transform)(largest)(A[None] if transform == "vmap" else A)


@pytest.mark.parametrize("function", [svd, eigh, power])
def test_a_sparse_array_names_the_conversion(jax, function):
    from jax.experimental.sparse import BCOO

    with pytest.raises(MatrixError, match=r"sparse BCOO.*A\.todense\(\)"):
        function(BCOO.fromdense(jax.numpy.eye(3)))


ARRAYS = 100


def test_the_bounds_hold_for_arrays_of_jax(jax, proved):
    rng = np.random.default_rng(6)
    for i in range(ARRAYS):
        m, n, k = [(8, 5, 3), (300, 12, 12), (1100, 20, 5), (20, 1100, 20)][i % 4]  # each shape is compiled once
        d = min(m, n)
        s = np.sort(10.0 ** rng.uniform(-6, 0, d).round(int(rng.integers(0, 3))))[::-1]
        A = (np.linalg.qr(rng.normal(size=(m, d)))[0] * s) @ np.linalg.qr(rng.normal(size=(n, d)))[0].T
        with jax.enable_x64(True):
            answer = svd(jax.numpy.asarray(A), k)
        off = np.abs(np.asarray(answer.s) - s[:k])
        assert (off <= np.asarray(answer.error) + 20 * np.sqrt(d) * np.finfo(float).eps * s[0]).all()
        assert np.asarray(answer.error).max() <= 1e-6 * s[0]
    proved("arrays of JAX of known spectrum whose singular values lie within svd's own bounds", f"{ARRAYS}")
