"""What NumPy would convert silently, or not understand, is refused with the conversion; the rest is in tests/verify."""

import dask.array as da
import numpy as np
import pytest

from hiddenmath import linalg
from hiddenmath.linalg import MatrixError, svd
from hiddenmath.linalg._library import NUMPY, Library, library_of

NUMPY_ONLY = ["cond", "lu", "null_space", "orth", "pinv", "polar", "qr", "rank", "slogdet", "stationary"]


@pytest.mark.parametrize("name", NUMPY_ONLY)
def test_an_array_of_dask_is_not_computed_without_a_word(name):
    with pytest.raises(MatrixError, match=r"\(3×3\) is given as a Dask array.*A\.compute\(\)"):
        getattr(linalg, name)(da.eye(3))


def test_a_sparse_array_of_an_unknown_library_names_the_conversion():
    class Sparse:
        shape = (3, 3)

        def todense(self):
            return np.eye(3)

    with pytest.raises(MatrixError, match=r"\(3×3\) is a sparse Sparse.*A\.todense\(\)"):
        svd(Sparse())


@pytest.mark.parametrize("A", [np.eye(2), [[1.0]], 5, None])
def test_whatever_is_of_no_other_library_is_numpys(A):
    assert library_of(A) is NUMPY


def test_bounds_are_rounded_up_to_the_precision_of_the_values():
    class Kept(Library):
        def send(self, x):
            return x

    error = np.array([0.0, 0.1, 1 / 3, 1e-300, 1e300, np.inf])
    _, bounds = Kept("JAX", np, "cpu").pair(np.ones(6, np.float32), error)
    assert bounds.dtype == np.float32 and (bounds >= error).all()
    assert bounds[0] == 0 and (bounds[1:3] < error[1:3] * (1 + 2e-7)).all()
