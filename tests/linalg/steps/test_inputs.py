"""Bad input: an error when the function is called, not when its first step is taken; it says what, why, what to do."""

from fractions import Fraction

import numpy as np
import pytest
from scipy.sparse import eye_array

from hiddenmath.linalg import MatrixError, steps
from hiddenmath.linalg.steps import run

FORMS = [steps.eliminate, steps.lu]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
@pytest.mark.parametrize(
    ("A", "says"),
    [
        ([1, 2, 3], "A has shape (3,): a vector, not a matrix"),
        (5, "A is the single value"),
        ([[]], "is empty"),
        ([[1, 2], [3]], "its rows differ in length"),
        ([["a", "b"], ["c", "d"]], "no plain numbers"),
        ([[None, 1.0], [2, 3]], "no plain numbers"),
        ([[1.0, np.nan], [2, 3]], "not finite, the first is A[0, 1] = nan"),
        ([[1.0, np.inf], [2, 3]], "not finite"),
        ([[1j, 2], [3, 4]], "is complex"),
        ([[1e200, 2.0], [3, 4]], "1e+200 as its largest entry"),
        ([[1e-200, 0.0], [0, 0]], "1e-200 as its largest entry"),
        (np.ma.array([[1, 2], [3, 4]], mask=[[0, 1], [0, 0]]), "has a mask"),
        (eye_array(3), "is a sparse"),
        (np.zeros((2, 2, 2)), "has 3 dimensions"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_real_matrix_is_refused(form, A, says):
    with pytest.raises(MatrixError, match=r".+\. .+|.+: .+") as error:
        form(A)
    assert says in str(error.value)


@pytest.mark.parametrize(
    "A",
    [
        np.array([[1, 2], [3, 4]], dtype=np.uint8),
        np.array([[True, False], [True, True]]),
        [[Fraction(1, 2), 1], [2, 3]],
        np.array([[1, 2], [3, 4]])[::-1, ::-1],
    ],
    ids=["uint8", "bool", "fractions", "strided"],
)
def test_whole_numbers_and_fractions_are_exact(A):
    _, (R, _) = run(steps.eliminate(A))
    assert np.array_equal(R, np.identity(2)) and isinstance(R[0, 0], Fraction)


@pytest.mark.parametrize(
    "A",
    [np.array([[1, 2], [3, 4]], dtype=np.float16), [[Fraction(1, 2), 0.5], [2, 1]], [[1.0, 2], [3, 4]]],
    ids=["float16", "fractions and floats", "floats"],
)
def test_all_else_is_float64(A):
    assert run(steps.eliminate(A))[1].R.dtype == np.float64
