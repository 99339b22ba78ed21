"""`solve` against solutions that are known exactly.

Integer matrices times integer vectors hold no rounding, and small systems are solved again in rational arithmetic. So a
bound that fails here has really failed.
"""

import warnings
from fractions import Fraction

import numpy as np
import pytest
import scipy.sparse as sp
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from scipy.sparse.linalg import aslinearoperator

from hiddenmath.linalg import AccuracyWarning, MatrixError, SingularError, solve, structure

pytestmark = pytest.mark.usefixtures("one_thread")


def quietly(A, b, **arguments):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", AccuracyWarning)
        return solve(A, b, **arguments)


def far(x, exact):
    """The largest |x − exact|, rounded once."""
    return max(float(abs(Fraction(v) - w)) for v, w in zip(x.tolist(), exact, strict=True))


rng = np.random.default_rng(1)


def whole(n, lower=None, upper=None, complex_=False):
    """Whole numbers from −9 to 9 in the band; heavy on the diagonal, so that the solution is steady."""
    A = rng.integers(-9, 10, (n, n)) + (1j * rng.integers(-9, 10, (n, n)) if complex_ else 0.0)
    A = np.triu(np.tril(A, n if upper is None else upper), -n if lower is None else -lower)
    return A + 20 * np.eye(n)


def definite(n, width, complex_=False):
    A = whole(n, width, 0, complex_)
    return A @ A.conj().T


def shuffled_grid(side):
    """The Laplacian of a side×side grid, its points in no order."""
    line = sp.diags_array([2.0 * np.ones(side), -np.ones(side - 1), -np.ones(side - 1)], offsets=[0, 1, -1])
    grid = sp.kronsum(line, line).toarray()
    order = np.random.default_rng(2).permutation(side**2)
    return grid[order][:, order]


STRUCTURES = [
    # matrix, structure, method
    (np.diag([2.0, -3, 5]), "diagonal", "division"),
    (np.diag([2.0, 3j, 5]), "diagonal", "division"),
    ([[4.0]], "diagonal", "division"),
    (whole(40, 1, 1), "tridiagonal", "tridiagonal LU"),
    (whole(40, 1, 1, True), "tridiagonal", "tridiagonal LU"),
    (whole(60, 3, 5), "banded", "band LU"),
    (whole(60, 5, 2, True), "banded", "band LU"),
    (definite(60, 3), "banded", "band Cholesky"),
    (definite(60, 3, True), "banded", "band Cholesky"),
    (definite(60, 3) - 700 * np.eye(60), "banded", "band LU"),
    (whole(30, upper=0), "lower triangular", "substitution"),
    (whole(30, lower=0), "upper triangular", "substitution"),
    (whole(30, upper=0, complex_=True), "lower triangular", "substitution"),
    (whole(30, lower=0, complex_=True), "upper triangular", "substitution"),
    (definite(30, 30), "symmetric positive definite", "Cholesky"),
    (definite(150, 150) + 9000 * np.eye(150), "symmetric positive definite", "Cholesky"),
    (definite(30, 30, True), "Hermitian positive definite", "Cholesky"),
    (whole(30) + whole(30).T, "general", "LU"),
    (np.array([[0.0, 1, 2], [1, 0, 3], [2, 3, 0]]), "symmetric", "LU"),
    (np.array([[0.0, 1j, 2], [-1j, 0, 3], [2, 3, 1]]), "Hermitian", "LU"),
    (np.array([[2.0, 1j, 2], [1j, 3, 1], [2, 1, 4]]), "general", "LU"),  # symmetric, but not Hermitian
    (whole(30), "general", "LU"),
    (whole(150), "general", "LU"),
    (whole(30, complex_=True), "general", "LU"),
    (shuffled_grid(32), "sparse", "sparse LU"),
    (sp.csr_array(shuffled_grid(24)), "sparse", "sparse LU"),
    (sp.coo_matrix(shuffled_grid(5) * (1 + 1j)), "sparse", "sparse LU"),
    (sp.csc_array(whole(60, 2, 1)), "banded", "band LU"),
    (sp.dia_array(whole(9, 1, 1)), "tridiagonal", "tridiagonal LU"),
    (sp.eye_array(7), "diagonal", "division"),
]


def name(case):
    A, found, method = case
    return f"{found}-{method}-{'x'.join(map(str, np.shape(A)))}-{getattr(A, 'dtype', 'list')}-{type(A).__name__}"


@pytest.mark.parametrize(("A", "found", "method"), STRUCTURES, ids=map(name, STRUCTURES))
def test_each_structure_is_found_and_solved_within_its_bound(A, found, method):
    full = A.toarray() if sp.issparse(A) else np.asarray(A)
    n = len(full)
    for x in (np.arange(1.0, n + 1), rng.integers(-9, 10, (n, 3)), rng.integers(-9, 10, (n, 2)) * (1 + 2j)):
        for prove in (False, True) if n <= 150 else (False,):
            answer = solve(A, full @ x, prove=prove)  # whole numbers: b is exact
            assert (answer.structure, answer.method) == (found, method)
            assert answer.x.shape == x.shape and np.shape(answer.error) == x.shape[1:]
            assert (np.abs(answer.x - x).max(axis=0) <= answer.error).all()
            assert (answer.error <= 1e-8 * np.abs(x).max(axis=0)).all()
            assert answer.certainty == ("proved" if prove or n <= 64 else "estimated")
            assert answer.rcond == pytest.approx(1 / np.linalg.cond(full, np.inf), rel=0.7)
            assert (answer.backward <= 1e-14).all()


def test_negative_entries_after_the_diagonal_spoil_no_cholesky():
    A = definite(30, 30)
    A[3, 3] = -1.0
    assert structure(A).name == "symmetric" and solve(A, A @ np.ones(30)).method == "LU"


@pytest.mark.parametrize(("i", "j"), [(199, 0), (0, 199), (140, 20), (150, 149), (3, 2)])
def test_one_entry_breaks_symmetry(i, j):
    A = definite(200, 200)
    assert structure(A).hermitian
    A[i, j] += 1
    assert structure(A) == ("general", 199, 199, False)


def grows(A, b, powers, x):
    """By how much relative changes of A and b can grow in x, the solution for A with its columns times 2^powers."""
    y = np.ldexp(np.abs(x), powers)
    return np.ldexp(np.abs(np.linalg.inv(A)) @ (np.abs(A) @ y + np.abs(b)), -np.array(powers)).max() / np.abs(x).max()


@given(
    st.integers(1, 6).flatmap(
        lambda n: st.tuples(
            st.lists(st.integers(-99, 99), min_size=n * n, max_size=n * n),
            st.lists(st.integers(-99, 99), min_size=n, max_size=n),
            st.lists(st.integers(-60, 60), min_size=2 * n, max_size=2 * n),
        )
    )
)
@example(([5, 0, 5, 1], [1, 1], [0, 0, 0, -45]))
@settings(max_examples=200, deadline=None)
def test_the_bound_holds_in_rational_arithmetic(exactly, parts):
    """Rows and columns of very different scales included; a refused system is singular, or close to it."""
    entries, right, powers = parts
    n = len(right)
    whole = np.reshape(entries, (n, n)).astype(float)
    A = np.ldexp(whole, np.add.outer(powers[:n], powers[n:]))
    b = np.ldexp(np.array(right, dtype=float), powers[:n])
    exact = exactly(A, b)
    try:
        answer = quietly(A, b)
    except SingularError:
        assert exact is None or grows(whole, right, powers[n:], np.array(exact, dtype=float)) > 1e8
        return
    assert exact is not None, "a singular matrix was solved"
    assert far(answer.x, exact) <= answer.error


def test_the_bound_holds_on_thousands_of_systems():
    """Condition numbers from 1 to 10¹², whose solutions are whole numbers; proved and estimated bounds."""
    generator = np.random.default_rng(3)
    estimated = proved = 0
    for trial in range(3000):
        n = int(generator.integers(2, 12)) if trial % 5 else int(generator.integers(65, 90))
        few = max(1, n // 8 if n > 12 else 2)
        L = np.eye(n, dtype=int) + np.tril(
            generator.integers(-few, few + 1, (n, n)) * (generator.random((n, n)) < 3 / n), -1
        )
        A = L @ (
            np.eye(n, dtype=int) + np.triu(generator.integers(-2, 3, (n, n)) * (generator.random((n, n)) < 2 / n), 1)
        )
        x = generator.integers(-50, 51, n)
        try:
            answer = quietly(A, A @ x)
        except SingularError:
            assert np.linalg.cond(A) > 1e11
            continue
        assert np.abs(answer.x - x).max() <= answer.error
        estimated += answer.certainty == "estimated"
        proved += answer.certainty == "proved"
    assert estimated > 400 and proved > 1800


@pytest.mark.parametrize("power", [-307, -290, -150, 150, 290])
@pytest.mark.parametrize("make", [whole, lambda n: whole(n, 1, 1), lambda n: definite(n, n), sp.csr_array])
def test_scale_changes_nothing_but_the_scale(power, make):
    A = make(shuffled_grid(4)) if make is sp.csr_array else make(12)
    x = np.arange(1.0, A.shape[0] + 1)
    b, scale = A @ x, 2.0 ** (power * 3.32)
    for answer, expected in [
        (solve(A * scale, b * scale), 1.0),
        (solve(A, b * scale), scale),
        (solve(A * scale, b), 1 / scale),
    ]:
        np.testing.assert_allclose(answer.x / expected, x, rtol=1e-10)
        assert answer.rcond == pytest.approx(solve(A, b).rcond, rel=1e-6)


def test_scaling_the_equations_is_no_reason_to_refuse():
    A = np.diag(10.0 ** np.arange(0, -40, -2)) @ whole(20)
    b = A @ np.ones(20)
    answer = solve(A, b)
    assert answer.rcond < 1e-30 and answer.error < 1e-12


SINGULAR = [
    # matrix, words that must be in the message
    ([[1.0, 2], [2, 4]], ["(2×2)", "exact zero pivot", "lstsq"]),
    ([[1.0, 2, 3], [4, 5, 6], [7, 8, 9]], ["(3×3)", "exact zero pivot", "Row 2 follows", "ridge"]),
    ([[1.0, 2, 5], [0, 0, 0], [3, 4, 1]], ["Row 1 is zero"]),
    ([[1.0, 0, 5], [7, 0, 2], [3, 0, 1]], ["Column 1 is zero"]),
    ([[1.0, 2, 5], [7, 9, 2], [1, 2, 5]], ["Rows 0 and 2 are equal"]),
    ([[1.0, 2, 2], [7, 9, 9], [1, 2, 2.0]], ["singular"]),
    (np.diag([1.0, 0, 3]), ["zero pivot at row 1"]),
    (np.tril(np.ones((4, 4))) - np.diag([0, 0, 1, 0]), ["zero pivot at row 2"]),
    (np.zeros((3, 3)), ["Row 0 is zero"]),
    (np.diag(np.ones(4), 1) + np.diag(np.ones(4), -1), ["singular", "5×5"]),
    (np.vander(np.linspace(1, 2, 25)), ["numerically singular", "reciprocal condition"]),
    (sp.csr_array(np.kron(np.eye(3), np.ones((3, 3)))), ["singular"]),
    (np.ones((200, 200)), ["Rows 0 and 1 are equal"]),
    (np.outer(np.arange(1.0, 301), np.arange(1.0, 301)) + np.outer(np.ones(300), np.arange(300)), ["singular"]),
]


@pytest.mark.parametrize(("A", "words"), SINGULAR)
def test_a_singular_matrix_is_refused_with_cause_and_remedy(A, words):
    with pytest.raises(SingularError) as caught:
        solve(A, np.ones(np.shape(A)[0]))
    assert all(word in str(caught.value) for word in words), str(caught.value)
    assert isinstance(caught.value, np.linalg.LinAlgError), "code that catches NumPy's error catches ours"


@pytest.mark.parametrize("n", [20, 100, 300])
def test_random_matrices_of_lower_rank_are_refused(n):
    for seed in range(10 if n < 300 else 3):
        generator = np.random.default_rng(seed)
        A = generator.normal(size=(n, n - 1)) @ generator.normal(size=(n - 1, n))
        with pytest.raises(SingularError):
            solve(A, np.ones(n))


def test_half_of_the_digits_gone_is_said_in_a_warning():
    A = np.array([[1.0, 1.0], [1.0, 1.0 + 1e-9]])
    with pytest.warns(AccuracyWarning, match=r"digits of x .* float64.* ridge"):
        answer = solve(A, [2.0, 2.0])
    assert "not certain" in answer.warning and 1e-11 < answer.rcond < 1e-9
    assert solve(np.eye(2), [1.0, 1.0]).warning == ""
    single = np.array([[1, 1], [1, 1 + 1e-4]], dtype=np.float32)
    with pytest.warns(AccuracyWarning, match="float32"):
        solve(single, np.float32([2, 2]))


@pytest.mark.parametrize(
    ("of_A", "of_b", "of_x"),
    [
        (bool, np.int8, np.float64), (np.int64, np.float64, np.float64), (np.float16, np.float16, np.float32),
        (np.float32, np.float32, np.float32), (np.float32, np.float64, np.float64), (np.float32, np.int64, np.float64),
        (np.complex64, np.complex64, np.complex64), (np.complex64, np.float64, np.complex128),
        (np.float32, np.complex64, np.complex64), (np.float64, np.complex64, np.complex128),
    ],
)  # fmt: skip
def test_the_answer_has_the_precision_of_both(of_A, of_b, of_x):
    A = np.tril(np.ones((5, 5))).astype(of_A)
    x = np.array([1.0, 0, 1, 0, 1])
    answer = solve(A, (A.real.astype(float) @ x).astype(of_b))
    assert answer.x.dtype == of_x and (np.abs(answer.x - x) <= answer.error).all()


def test_float32_is_right_to_its_last_digit():
    A = np.random.default_rng(4).normal(size=(40, 40)).astype(np.float32)
    b = A[:, 0]
    answer = solve(A, b)
    assert (answer.x == np.eye(40, dtype=np.float32)[0]).all() or answer.error > 0
    third = solve(np.float32([[3]]), np.float32([1]))
    assert third.x[0] == np.float32(1 / 3) and abs(Fraction(float(third.x[0])) - Fraction(1, 3)) <= Fraction(
        third.error
    )


@pytest.mark.parametrize(
    "make", [whole, lambda n: definite(n, n), lambda n: whole(n, upper=0), lambda n: whole(n, 1, 1)]
)
def test_memory_layout_does_not_matter_and_nothing_is_changed(make):
    A = make(12)
    b = A @ np.arange(12.0)
    expected = solve(A, b).x
    big = np.zeros((24, 24))
    big[::2, ::2] = A
    frozen = A.copy()
    frozen.flags.writeable = False
    for same in (A, np.asfortranarray(A), A[::-1, ::-1].copy()[::-1, ::-1], big[::2, ::2], frozen, A.tolist()):
        before = np.array(same)
        for right in (b, b[::-1].copy()[::-1], b.tolist()):
            assert (solve(same, right).x == expected).all()
        assert (np.array(same) == before).all()
    assert (b == A @ np.arange(12.0)).all()


REFUSED = [
    # what, A, b, words that must be in the message
    ("NaN in A", [[1.0, np.nan], [2, 3]], [1, 2], ["A[0, 1] = nan"]),
    ("infinity in b", np.eye(2), [1.0, np.inf], ["b[1] = inf"]),
    ("NaN in b", np.eye(2), [[1.0, 1], [1, np.nan]], ["b[1, 1] = nan"]),
    ("tall", np.ones((3, 2)), [1, 2, 3], ["3×2", "more equations", "lstsq"]),
    ("wide", np.ones((2, 3)), [1, 2], ["2×3", "more unknowns", "lstsq"]),
    ("a vector", [1.0, 2.0], [1, 2], ["(2,)", "vector"]),
    ("a number", 5.0, [1], ["single value"]),
    ("products only", aslinearoperator(np.eye(2)), [1, 2], ["(2×2)", "products", "numpy.eye(2)"]),
    ("three dimensions", np.ones((2, 2, 2)), [1, 2], ["3 dimensions"]),
    ("empty", np.zeros((0, 0)), [], ["empty"]),
    ("ragged", [[1.0, 2], [3.0]], [1, 2], ["differ in length"]),
    ("objects", np.array([[1, None], [2, 3]], dtype=object), [1, 2], ["object"]),
    ("b too short", np.eye(3), [1.0, 2.0], ["(2,)", "3 rows", "dropped"]),
    ("b a number", np.eye(3), 1.0, ["shape ()", "np.full(3, b)"]),
    ("b a row", np.eye(3), [[1.0, 2, 3]], ["(1, 3)", "b.T", "b.ravel()"]),
    ("b transposed", np.eye(3), np.ones((2, 3)), ["(2, 3)", "b.T"]),
    ("b empty", np.eye(3), [], ["(0,)", "empty"]),
    ("b without columns", np.eye(3), np.ones((3, 0)), ["(3, 0)", "empty"]),
    ("b a cube", np.eye(3), np.ones((3, 2, 2)), ["(3, 2, 2)", "reshape(3, -1)"]),
    ("b ragged", np.eye(2), [[1.0], [1.0, 2.0]], ["b is ragged"]),
    ("b text", np.eye(2), ["1", "2"], ["b has dtype", "astype(float)"]),
    ("b masked", np.eye(2), np.ma.masked_equal([1.0, 2.0], 2.0), ["mask", "filled"]),
    ("b sparse", np.eye(2), sp.csr_array([[1.0], [2.0]]), ["toarray"]),
    ("x too large", [[1e-300]], [1e300], ["overflows float64", "Divide b"]),
    ("sparse, NaN", sp.csr_array([[1.0, np.nan], [0, 1]]), [1, 2], ["not finite", "2×2"]),
    ("sparse, tall", sp.csr_array(np.ones((3, 2))), [1, 2, 3], ["3×2", "lstsq"]),
    ("sparse, empty", sp.csr_array((0, 0)), [], ["n ≥ 1"]),
]  # fmt: skip


@pytest.mark.parametrize(("A", "b", "words"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_what_is_no_system_is_refused_with_shape_cause_and_remedy(A, b, words):
    with pytest.raises(MatrixError) as caught:
        solve(A, b)
    assert all(word in str(caught.value) for word in words), str(caught.value)


def test_a_proof_too_large_for_the_memory_is_refused():
    with pytest.raises(MatrixError, match=r"prove=True .* 80 GB"):
        solve(sp.eye_array(100_000, format="csr"), np.ones(100_000), prove=True)
    assert (solve(sp.eye_array(100_000, format="csr"), np.ones(100_000)).x == 1).all()


def test_a_column_stays_a_column_and_zero_is_exact():
    A = whole(5)
    assert solve(A, A[:, :1]).x.shape == (5, 1)
    answer = solve(A, np.stack([A[:, 0], np.zeros(5)], axis=1))
    assert (answer.x[:, 1] == 0).all() and answer.error[1] == 0 and answer.error[0] > 0


@given(st.integers(0, 10**6))
@settings(max_examples=50, deadline=None)
def test_rows_in_another_order_give_the_same_solution(seed):
    generator = np.random.default_rng(seed)
    n = int(generator.integers(2, 20))
    A, b = generator.normal(size=(n, n)), generator.normal(size=n)
    order = generator.permutation(n)
    assume(np.linalg.cond(A) < 1e6)
    first, second = solve(A, b), solve(A[order], b[order])
    assert np.abs(first.x - second.x).max() <= first.error + second.error
