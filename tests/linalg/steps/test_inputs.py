"""Bad input: an error when the function is called, not when its first step is taken; it says what, why, what to do."""

from fractions import Fraction

import numpy as np
import pytest
from scipy.sparse import eye_array

from hiddenmath.linalg import MatrixError, steps
from hiddenmath.linalg.steps import run

FORMS = {
    "eliminate": steps.eliminate,
    "lu": steps.lu,
    "gram_schmidt": steps.gram_schmidt,
    "householder": steps.householder,
    "power": steps.power,
    "jacobi": steps.jacobi,
    "gradient_descent": lambda A: steps.gradient_descent(A, [1, 2, 3]),
    "conjugate_gradient": lambda A: steps.conjugate_gradient(A, [1, 2, 3]),
    "svd": steps.svd,
}
every_form = pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
GOOD = np.array([[4.0, 1, 0], [1, 3, 1], [0, 1, 2]])


def laid_out(A):
    """The same matrix, as it may lie in memory."""
    large = np.zeros((6, 6))
    large[::2, 4::-2] = A
    sealed = A.copy()
    sealed.flags.writeable = False
    return {"Fortran": np.asfortranarray(A), "strided": large[::2, 4::-2], "read-only": sealed, "list": A.tolist()}


def same(ours, theirs):
    return all(np.array_equal(x, y) for x, y in zip(ours, theirs, strict=True))


@every_form
@pytest.mark.parametrize("layout", laid_out(GOOD))
def test_memory_does_not_matter(form, layout):
    assert same(run(form(laid_out(GOOD)[layout]))[1], run(form(GOOD))[1])


@every_form
def test_the_input_is_never_changed(form):
    A = GOOD.copy()
    run(form(A))
    assert (A == GOOD).all()


@every_form
def test_a_state_is_a_copy_that_is_safe_to_keep(form):
    kept, _ = run(form(GOOD))
    spoiled = []
    for step in form(GOOD):  # each step is spoiled before the next is taken
        spoiled.append({letter: value.copy() for letter, value in step.state.items()})
        for value in step.state.values():
            value[...] = 99
    for ours, theirs in zip(spoiled, kept, strict=True):
        assert same(ours.values(), theirs.state.values())


@every_form
def test_every_step_says_what_and_why(form):
    for step in form(GOOD):
        assert step.did and step.why and step.state
        assert "nan" not in step.did + step.why and "e-" not in step.did + step.why
        assert not any(text.endswith((".", " ", ":")) for text in step[1:])


@every_form
@pytest.mark.parametrize("scale", [1e-74, 1e-30, 1e30, 1e74])
def test_the_unit_does_not_matter(form, scale):
    for step in form(scale * GOOD):  # NumPy's warnings of overflow are errors here
        assert all(np.isfinite(value).all() for value in step.state.values())


@every_form
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
        [[np.int64(2**62), 1], [np.int64(2**62), 3]],
        np.array([[1, 2], [3, 4]])[::-1, ::-1],
    ],
    ids=["uint8", "bool", "fractions", "large int64", "strided"],
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
