"""`solve` and `lstsq` on tensors of PyTorch and arrays of JAX, against solutions that are known exactly.

Whole matrices times whole vectors hold no rounding, so that a bound that fails here has really failed. What NumPy's
arrays are answered is the other reference: structure, method, errors and their words are the same.
"""

import warnings
from contextlib import nullcontext

import numpy as np
import pytest
import scipy.linalg  # noqa: F401  (its pool of threads is limited only once it is there)
from threadpoolctl import threadpool_limits

from hiddenmath.linalg import (
    AccuracyWarning,
    MatrixError,
    SingularError,
    cholesky,
    lstsq,
    projection,
    solve,
    structure,
)
from hiddenmath.linalg._library import Library

torch = pytest.importorskip("torch", reason="`make verify` installs PyTorch")
jax = pytest.importorskip("jax", reason="`make verify` installs JAX")
jnp = jax.numpy


class PyTorch:
    has_double = True

    def __init__(self, device):
        self.device, self.wide = device, nullcontext

    def __repr__(self):
        return f"torch-{self.device}"

    def array(self, A, dtype=None):
        made = torch.from_numpy(np.array(A)).to(self.device)
        return made if dtype is None else made.to(getattr(torch, dtype))

    def home(self, x):
        assert isinstance(x, torch.Tensor) and x.device.type == self.device
        return x.cpu().numpy(), str(x.dtype).removeprefix("torch.")


class JAX:
    def __init__(self, device, has_double):
        self.device, self.has_double = jax.devices(device)[0], has_double

    def wide(self):
        return jax.enable_x64(self.has_double)

    def __repr__(self):
        return f"jax-{self.device.platform}-{'float64' if self.has_double else 'float32'}"

    def array(self, A, dtype=None):
        made = jnp.asarray(np.array(A))
        made = made if dtype is None else made.astype(jax.dtypes.canonicalize_dtype(dtype))
        return jax.device_put(made, self.device)

    def home(self, x):
        assert isinstance(x, jax.Array) and x.devices() == {self.device}
        return np.asarray(x), str(x.dtype)


DEVICES = ["cpu", *(["cuda"] if torch.cuda.is_available() else [])]
PLACES = [PyTorch(device) for device in DEVICES] + [
    JAX(platform, has_double) for platform in {"cpu", jax.default_backend()} for has_double in (True, False)
]


@pytest.fixture(autouse=True, scope="module")
def one_thread():
    """The matrices are small: on a busy machine, threads would only wait for each other."""
    with threadpool_limits(1):
        yield


@pytest.fixture(params=PLACES, ids=repr)
def place(request):
    with request.param.wide():
        yield request.param


@pytest.fixture(params=[place for place in PLACES if place.has_double], ids=repr)
def wide(request):
    """A place where float64 exists; JAX has it only if it is told to."""
    with request.param.wide():
        yield request.param


rng = np.random.default_rng(1)


def whole(n, lower=None, upper=None, complex_=False):
    """Whole numbers from −9 to 9 in the band; heavy on the diagonal, so that the solution is steady."""
    A = rng.integers(-9, 10, (n, n)) + (1j * rng.integers(-9, 10, (n, n)) if complex_ else 0.0)
    A = np.triu(np.tril(A, n if upper is None else upper), -n if lower is None else -lower)
    return A + 20 * np.eye(n)


def definite(n, complex_=False):
    A = whole(n, complex_=complex_)
    return A @ A.conj().T


STRUCTURES = {
    "diagonal": np.diag([2.0, -3, 5]),
    "diagonal, complex": np.diag([2.0, 3j, 5]),
    "one number": np.array([[4.0]]),
    "tridiagonal": whole(40, 1, 1),
    "banded": whole(60, 3, 5, True),
    "banded and positive definite": whole(80, 0, 2).T @ whole(80, 0, 2),
    "lower triangular": whole(30, upper=0),
    "upper triangular, complex": whole(30, lower=0, complex_=True),
    "triangular, nearly empty": np.tril(np.triu(whole(90), 60)) + 3 * np.eye(90),
    "positive definite": definite(30),
    "positive definite, large": definite(150) + 9000 * np.eye(150),
    "Hermitian positive definite": definite(30, True),
    "symmetric": np.array([[0.0, 1, 2], [1, 0, 3], [2, 3, 0]]),
    "a negative pivot at the end": definite(90) - 1e7 * np.eye(90)[:, -1:] * np.eye(90)[-1:],
    "complex symmetric": np.array([[2.0, 1j, 2], [1j, 3, 1], [2, 1, 4]]),
    "general": whole(30),
    "general, large": whole(150),
    "general, complex": whole(80, complex_=True),
    "zero in two corners": whole(100, 98, 98),
}


@pytest.mark.parametrize("name", STRUCTURES)
def test_each_structure_is_found_and_solved_within_its_bound(wide, name):
    A = STRUCTURES[name]
    n = len(A)
    for x in (np.arange(1.0, n + 1), rng.integers(-9, 10, (n, 2)) * (1 + 2j)):
        for prove in (False, True) if x.ndim == 1 else (False,):
            b = A @ x  # whole numbers: exact
            expected = solve(A, b, prove=prove)
            answer = solve(wide.array(A), wide.array(b), prove=prove)
            found, dtype = wide.home(answer.x)
            assert found.shape == x.shape and dtype == expected.x.dtype
            error = answer.error if x.ndim == 1 else wide.home(answer.error)[0]
            assert (np.abs(found - x).max(axis=0) <= error).all()
            assert (error <= 3 * expected.error).all()
            assert answer[5:7] == expected[5:7] and answer.certainty == expected.certainty
            assert answer.rcond == pytest.approx(expected.rcond, rel=0.5)


def test_as_many_right_hand_sides_as_unknowns(wide):
    A, X = whole(120), rng.integers(-9, 10, (120, 120))
    answer = solve(wide.array(A), wide.array(A @ X))
    assert (np.abs(wide.home(answer.x)[0] - X).max(axis=0) <= wide.home(answer.error)[0]).all()


def test_only_small_matrices_leave_the_device(wide, monkeypatch):
    """On a graphics card, what is as long as A both ways would take longer to travel than to be computed."""
    travelled = []
    home, send = Library.home, Library.send

    def watched(travel):
        def through(self, x):
            travelled.append(tuple(x.shape))
            return travel(self, x)

        return through

    A, X = whole(150), rng.integers(-9, 10, (150, 150))
    system, right = wide.array(A), wide.array(A @ X)
    tall, rest = wide.array(np.ones((9000, 2)) * rng.normal(size=(9000, 2))), wide.array(np.ones((9000, 3)))
    monkeypatch.setattr(Library, "home", watched(home))
    monkeypatch.setattr(Library, "send", watched(send))
    solve(system, right)
    assert travelled and all(len(shape) < 2 or min(shape) <= 2 for shape in travelled)
    travelled.clear()
    lstsq(tall, rest)
    assert travelled and all(max(shape, default=1) <= 4 for shape in travelled)


def test_wide_bands_and_scattered_zeros_count_as_general(wide):
    A = whole(200, 32, 32)
    assert solve(A, A[:, 0]).structure == "banded"
    answer = solve(wide.array(A), wide.array(A[:, 0]))
    assert answer.structure == "general" and (np.abs(wide.home(answer.x)[0] - np.eye(200)[0]) <= answer.error).all()


DTYPES = [
    # dtype of A, of b, of x: with float64, and where it is narrowed to float32
    ("float16", "float16", "float32", "float32"),
    ("bfloat16", "bfloat16", "float32", "float32"),
    ("float32", "float32", "float32", "float32"),
    ("bool", "int32", "float64", "float32"),
    ("int32", "int32", "float64", "float32"),
    ("float32", "complex64", "complex64", "complex64"),
    ("complex64", "float32", "complex64", "complex64"),
    ("float64", "float32", "float64", "float32"),
    ("complex128", "float64", "complex128", "complex64"),
]


@pytest.mark.parametrize(("of_A", "of_b", "of_x", "narrowed"), DTYPES)
def test_the_answer_has_the_precision_of_both(place, of_A, of_b, of_x, narrowed):
    expected = of_x if place.has_double else narrowed
    x = np.array([1.0, 0, 1, 0, 1])
    for A in (np.tril(np.ones((5, 5))), np.tril(np.ones((9, 5)))):
        b = place.array(A @ x, of_b)
        answer = (solve if len(A) == 5 else lstsq)(place.array(A, of_A), b)
        found, dtype = place.home(answer.x)
        assert dtype == expected and np.linalg.norm(found - x) <= 5 * answer.error


def test_float32_is_right_to_its_last_digit(place):
    third = solve(place.array([[3]], "float32"), place.array([1], "float32"))
    assert place.home(third.x)[0][0] == np.float32(1 / 3)
    A = np.random.default_rng(0).normal(size=(80, 80)).astype(np.float32)
    b = A.astype(float) @ np.arange(80)
    found, _ = place.home(solve(place.array(A), place.array(b, "float32")).x)
    exact = np.linalg.solve(A.astype(float), b.astype(np.float32).astype(float))
    assert np.abs(found - exact).max() <= 80 * 2.0**-24


@pytest.mark.parametrize("power", [-290, -150, 150, 290])
@pytest.mark.parametrize("shape", [(12, 12), (60, 5), (3000, 5), (3, 7)])
def test_scale_changes_nothing_but_the_scale(wide, shape, power):
    A = whole(12) if shape == (12, 12) else np.random.default_rng(4).normal(size=shape)
    b, scale, function = A @ np.ones(shape[1]), 2.0 ** (power * 3.32), solve if shape == (12, 12) else lstsq
    x = function(A, b).x
    for of_A, of_b in ((scale, scale), (1, scale), (scale, 1)):
        found = wide.home(function(wide.array(A * of_A), wide.array(b * of_b)).x)[0]
        np.testing.assert_allclose(found * (of_A / of_b), x, rtol=1e-9)


LEAST_SQUARES = [(1, 1), (6, 3), (3, 6), (3000, 6), (20_000, 5), (70, 70), (40, 200)]


@pytest.mark.parametrize(("m", "n"), LEAST_SQUARES)
@pytest.mark.parametrize(("complex_", "ridge"), [(False, 0.0), (False, 1.0), (True, 1.0)])
def test_least_squares_agree_with_numpy_within_their_bounds(wide, m, n, complex_, ridge):
    generator = np.random.default_rng(m)
    A = generator.normal(size=(m, n)) + (1j * generator.normal(size=(m, n)) if complex_ else 0)
    for shape in ((m,), (m, 2)):
        b = generator.normal(size=shape)
        expected, answer = lstsq(A, b, ridge), lstsq(wide.array(A), wide.array(b), ridge)
        found, dtype = wide.home(answer.x)
        assert dtype == expected.x.dtype and found.shape == expected.x.shape
        assert answer.method == expected.method and answer.certainty == expected.certainty
        error, residual = (
            (part if len(shape) == 1 else wide.home(part)[0]) for part in (answer.error, answer.residual)
        )
        assert (np.linalg.norm(found - expected.x, axis=0) <= error + expected.error).all()
        np.testing.assert_allclose(residual, expected.residual, atol=1e-10)
        assert answer.rank == expected.rank and answer.cond == pytest.approx(expected.cond)
        assert (error <= 20 * expected.error).all()


@pytest.mark.parametrize("m", [40, 4000, 40_000])
def test_least_squares_that_are_known_exactly(wide, m):
    half, x = rng.integers(-9, 10, (m // 2, 4)).astype(float), np.array([1.0, -2, 3, 7])
    A, noise = np.vstack([half, half]), np.repeat([5.0, -5.0], m // 2)  # orthogonal to every column
    answer = lstsq(wide.array(A), wide.array(A @ x + noise))
    assert np.linalg.norm(wide.home(answer.x)[0] - x) <= answer.error < 1e-9
    assert answer.residual == pytest.approx(5 * m**0.5)
    assert answer.certainty == ("proved" if m > 2600 else "estimated")


def test_dependent_columns_are_never_left_to_the_normal_equations(wide):
    A = np.random.default_rng(1).normal(size=(3000, 4))
    A = np.c_[A, A[:, 0] + A[:, 1]]
    answer = lstsq(wide.array(A), wide.array(A[:, 4]))
    assert answer.method == "SVD" and answer.rank == 4
    np.testing.assert_allclose(wide.home(answer.x)[0], [1 / 3, 1 / 3, 0, 0, 2 / 3], atol=1e-12)
    assert (wide.home(lstsq(wide.array(np.zeros((3, 2))), wide.array(np.ones(3))).x)[0] == 0).all()


def test_half_of_the_digits_gone_is_said_in_a_warning(wide):
    A = wide.array([[1.0, 1.0], [1.0, 1.0 + 1e-9]])
    for function in (solve, lstsq):
        with pytest.warns(AccuracyWarning, match=r"digits of x .* float64.* ridge"):
            assert function(A, wide.array([2.0, 2.0])).warning


SINGULAR = [
    [[1.0, 2], [2, 4]],
    [[1.0, 2, 5], [0, 0, 0], [3, 4, 1]],
    [[1.0, 0, 5], [7, 0, 2], [3, 0, 1]],
    np.diag([1.0, 0, 3]),
    np.tril(np.ones((4, 4))) - np.diag([0, 0, 1, 0]),
    np.zeros((3, 3)),
    np.ones((100, 100)),
]


@pytest.mark.parametrize("A", SINGULAR)
def test_a_singular_matrix_is_refused_in_the_same_words(place, A):
    b = np.ones(len(A))
    with pytest.raises(SingularError) as expected:
        solve(A, b)
    with pytest.raises(SingularError) as caught:
        solve(place.array(A), place.array(b))
    assert str(caught.value) == str(expected.value)


def test_a_numerically_singular_matrix_is_refused(wide):
    twins = np.array([[1.0, 2, 5], [7, 9, 2], [1, 2, 5]])
    for A in (
        twins,
        np.vander(np.linspace(1, 2, 25)),
        np.outer(np.arange(1.0, 101), np.arange(1.0, 101)) + np.arange(100),
    ):
        with pytest.raises(SingularError, match="singular"):
            solve(wide.array(A), wide.array(np.ones(len(A))))


REFUSED = [
    (solve, np.ones((3, 2)), np.ones(3)),
    (solve, np.ones((2, 3)), np.ones(2)),
    (solve, np.ones(3), np.ones(3)),
    (solve, np.ones((2, 2, 2)), np.ones(2)),
    (lstsq, np.zeros((0, 3)), np.zeros(0)),
    (solve, np.eye(3), np.ones(2)),
    (solve, np.eye(3), np.ones((1, 3))),
    (solve, np.eye(3), np.ones((2, 3))),
    (solve, np.eye(3), np.float64(1)),
    (solve, np.eye(2), [1.0, np.inf]),
    (lstsq, np.eye(2), [[1.0, 2.0], [np.nan, 1.0]]),
]


@pytest.mark.parametrize(("function", "A", "b"), REFUSED)
def test_what_is_no_system_is_refused_in_the_same_words(place, function, A, b):
    with pytest.raises(MatrixError) as expected:
        function(A, b)
    with pytest.raises(MatrixError) as caught:
        function(place.array(A), place.array(b))
    assert str(caught.value) == str(expected.value)


@pytest.mark.parametrize("function", [solve, lstsq])
def test_what_is_not_finite_is_named(place, function):
    with pytest.raises(MatrixError, match=r"A\[1, 0\] = .*nan"):
        function(place.array([[1.0, 2.0], [np.nan, 3.0]]), place.array([1.0, 2.0]))


@pytest.mark.parametrize("function", [solve, lstsq])
def test_b_may_be_of_numpy_and_x_lies_beside_a(place, function):
    A = place.array([[2.0, 1.0], [1.0, 3.0]], "float32")
    for b in ([3.0, 4.0], np.array([3.0, 4.0]), np.float32([3, 4]), [3, 4]):
        found, dtype = place.home(function(A, b).x)
        np.testing.assert_allclose(found, [1, 1], rtol=1e-6)
        assert dtype == ("float64" if place.has_double and np.asarray(b).dtype != "f4" else "float32")


@pytest.mark.parametrize("function", [solve, lstsq])
def test_an_a_of_numpy_takes_no_b_of_another_library(place, function):
    with pytest.raises(MatrixError, match=r"b is an array of (PyTorch|JAX), A is none.*Pass (b\.numpy|numpy\.asarray)"):
        function(np.eye(2), place.array([1.0, 2.0]))


@pytest.mark.parametrize("function", [solve, lstsq])
def test_libraries_are_not_mixed(function):
    with pytest.raises(MatrixError, match=r"A is an array of PyTorch .* b one of JAX"):
        function(torch.eye(2), jnp.ones(2))
    with pytest.raises(MatrixError, match=r"A is an array of JAX .* b one of PyTorch"):
        function(jnp.eye(2), torch.ones(2))


@pytest.mark.skipif(not torch.cuda.is_available(), reason="needs two devices")
def test_devices_are_not_mixed():
    with pytest.raises(MatrixError, match=r"cuda:0, b one of PyTorch on cpu"):
        solve(torch.eye(2, device="cuda"), torch.ones(2))


@pytest.mark.parametrize("function", [solve, lstsq])
def test_gradients_are_refused_with_the_reason(function):
    for A, b, name in [
        (torch.eye(2, requires_grad=True), torch.ones(2), "A"),
        (torch.eye(2), torch.ones(2, requires_grad=True), "b"),
    ]:
        with pytest.raises(MatrixError, match=rf"{name} .* requires_grad.*{name}\.detach"):
            function(A, b)
    assert function(torch.eye(2, requires_grad=True).detach(), torch.ones(2)).x.tolist() == [1, 1]


@pytest.mark.parametrize("function", [solve, lstsq])
def test_jit_is_refused_with_the_reason(function):
    I, one = jnp.eye(2), jnp.ones(2)
    with pytest.raises(MatrixError, match=r"A .* traced"):
        jax.jit(lambda A: function(A, one).x)(I)
    with pytest.raises(MatrixError, match=r"b .* traced"):
        jax.jit(lambda b: function(I, b).x)(one)


def test_sparse_tensors_are_refused_with_the_remedy():
    with pytest.raises(MatrixError, match=r"to_dense"):
        solve(torch.eye(3).to_sparse(), torch.ones(3))


def test_views_are_read_and_nothing_is_changed():
    A = torch.from_numpy(whole(12, complex_=True))
    b = A @ torch.arange(12.0).to(A.dtype)
    big = torch.zeros(24, 24, dtype=A.dtype)
    big[::2, ::2] = A
    for same in (A, A.T.contiguous().T, big[::2, ::2], A.conj().resolve_conj().conj()):
        before = same.clone()
        for function in (solve, lstsq):
            np.testing.assert_allclose(function(same, b).x.numpy(), np.arange(12), atol=1e-12)
        assert torch.equal(same, before)
    assert torch.equal(b, A @ torch.arange(12.0).to(A.dtype))


@pytest.mark.parametrize("function", [cholesky, structure, lambda A: projection(A, np.ones(2))])
def test_what_takes_numpys_arrays_only_names_the_conversion(place, function):
    with pytest.raises(MatrixError, match=r"Pass (A\.numpy\(force=True\)|numpy\.asarray\(A\))"):
        function(place.array(np.eye(2)))


def test_random_systems_of_every_condition(place, proved):
    generator, count = np.random.default_rng(5), 0
    for _ in range(40):
        n = int(generator.choice([5, 20]))  # few shapes, because JAX compiles for each
        A = generator.normal(size=(n, n)) * 10.0 ** -np.linspace(0, generator.uniform(0, 6), n)
        A, b = (np.asarray(place.array(part)).astype(float) for part in (A, generator.normal(size=n)))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", AccuracyWarning)
            expected, answer = solve(A, b, prove=True), solve(place.array(A), place.array(b))
        assert np.abs(place.home(answer.x)[0] - expected.x).max() <= expected.error + answer.error
        count += 1
    proved(f"random systems on {place!r} whose solutions lie within the bounds of solve", f"{count}")
