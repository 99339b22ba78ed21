"""`svd`, `eigh` and `power` on arrays of PyTorch and JAX: the same bounds, and the same kind of array comes back.

A = H diag(σ) Kᵀ with Hadamard matrices and dyadic σ holds next to no rounding; what there is, is measured.
"""

from functools import cache
from types import SimpleNamespace

import numpy as np
import pytest
from threadpoolctl import threadpool_limits

from hiddenmath import linalg
from hiddenmath.linalg import MatrixError, eigh, power, svd
from hiddenmath.linalg._library import Library

PLACES = ["torch cpu", "torch cuda", "jax cpu", "jax gpu"]


@pytest.fixture(params=PLACES)
def place(request):
    """A library and a device: `array(A)` brings A there in its own dtype, or in one of that library by its name."""
    library, device = request.param.split()
    there = torch_on(device) if library == "torch" else jax_on(device)
    with threadpool_limits(1):  # small products: on a busy machine threads wait much longer than they work
        yield there


def torch_on(device):
    import torch

    if device == "cuda" and not torch.cuda.is_available():
        pytest.skip("PyTorch sees no CUDA device here")

    def array(A, dtype=None):
        return torch.asarray(np.array(A)).to(device=device, dtype=dtype and getattr(torch, dtype))

    def like(x, A):
        return isinstance(x, torch.Tensor) and x.device == A.device and not x.requires_grad

    def numpy(x):
        return x.to("cpu", torch.float64 if x.dtype in (torch.bfloat16, torch.float16) else x.dtype).numpy()

    return SimpleNamespace(array=array, like=like, numpy=numpy, dtype=lambda x: str(x.dtype)[6:], name="PyTorch")


def jax_on(device):
    import jax

    try:
        where = jax.devices(device)[0]
    except RuntimeError:
        pytest.skip(f"JAX sees no {device} here")

    def array(A, dtype=None):
        with jax.enable_x64(True):
            return jax.device_put(jax.numpy.asarray(np.asarray(A), dtype=dtype), where)

    def like(x, A):
        return isinstance(x, jax.Array) and x.device == A.device

    return SimpleNamespace(array=array, like=like, numpy=np.asarray, dtype=lambda x: x.dtype.name, name="JAX")


@cache
def hadamard(n, columns=None):
    """The first columns of the n×n Hadamard matrix (−1)^(bits that i and j share)/√n, which are orthonormal."""
    i, j = np.arange(n)[:, None], np.arange(columns or n)
    return (1 - 2.0 * (np.bitwise_count(i & j) % 2)) / np.sqrt(n)


def with_spectrum(sigma, m, n):
    d = len(sigma)
    return hadamard(m, d) * sigma @ hadamard(n, d)[:, ::-1].T


def dyadic(values, digits):
    mantissa, exponent = np.frexp(values)
    return np.ldexp(np.round(mantissa * 2**digits), exponent - digits)


slow = np.arange(1, 1025) ** -0.5
SPECTRA = [
    # what, m, n, singular values, how many are asked for, by which method
    ("all", 16, 16, np.arange(16.0, 0, -1), 16, "dense"),
    ("tall", 256, 16, np.arange(16.0, 0, -1), 5, "dense"),
    ("wide", 16, 256, np.arange(16.0, 0, -1), 16, "dense"),
    ("equal", 64, 16, np.full(16, 3.0), 7, "dense"),
    ("rank 5", 64, 16, np.r_[np.arange(5.0, 0, -1), np.zeros(11)], 9, "dense"),
    ("zero", 16, 16, np.zeros(16), 3, "dense"),
    ("long", 65536, 16, np.arange(16.0, 0, -1), 5, "gram"),
    ("long, on its side", 16, 2048, np.arange(16.0, 0, -1), 16, "gram"),
    ("long, graded", 1024, 16, 2.0 ** np.linspace(0, -40, 16).round(), 16, "dense"),
    ("decaying", 1024, 1024, slow, 6, "krylov"),
    ("decaying, tall", 2048, 1024, slow, 3, "krylov"),
    ("in pairs", 1024, 1024, np.repeat(slow[:512], 2), 4, "krylov"),
    ("low rank", 1024, 1024, np.r_[np.arange(5.0, 0, -1), np.zeros(1019)], 5, "krylov"),
]
cases = pytest.mark.parametrize(
    ("m", "n", "sigma", "k", "method"), [case[1:] for case in SPECTRA], ids=[case[0] for case in SPECTRA]
)


@cases
@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_singular_values_lie_within_their_bounds(place, dtype, m, n, sigma, k, method):
    sigma = dyadic(sigma, 40 if dtype == "float64" else 8)
    exact = with_spectrum(sigma, m, n)
    A = place.array(exact, dtype)
    answer = svd(A, k)
    assert all(place.like(x, A) for x in (answer.U, answer.s, answer.Vt, answer.error))
    assert {place.dtype(x) for x in (answer.U, answer.s, answer.Vt, answer.error)} == {dtype}
    U, s, Vt, error = map(place.numpy, answer[:4])
    made = np.linalg.norm(place.numpy(A).astype(float) - exact)  # what bringing it to float32 rounded
    assert (np.abs(s.astype(float) - sigma[:k]) <= error + made + 1e-14 * sigma[0]).all()
    assert error.max() <= 2e-6 * sigma[0] and answer.method == method
    assert answer.complete in ("proved", "probable")
    digits = 1e-12 if dtype == "float64" else 1e-5
    assert np.abs(U.T @ U - np.eye(k)).max() < digits and np.abs(Vt @ Vt.T - np.eye(k)).max() < digits
    assert np.linalg.norm(exact - (U * s).astype(float) @ Vt) <= answer.tail + made + digits * sigma[0]


@pytest.mark.parametrize("which", ["largest", "smallest", "magnitude"])
@pytest.mark.parametrize(("n", "k", "method"), [(16, 16, "dense"), (16, 3, "dense"), (1024, 3, "krylov")])
def test_eigenvalues_lie_within_their_bounds(place, which, n, k, method):
    w = dyadic(np.arange(1, n + 1) ** -0.5, 8) * np.where(np.arange(n) % 3, 1, -1)
    A = place.array(hadamard(n) * w @ hadamard(n).T)
    answer = eigh(A, k, which)
    assert all(place.like(x, A) for x in (answer.w, answer.V, answer.error)) and answer.method == method
    order = {"largest": np.argsort(-w), "smallest": np.argsort(w), "magnitude": np.argsort(-np.abs(w))}[which][:k]
    size = np.abs if which == "magnitude" else np.asarray
    assert (np.abs(size(place.numpy(answer.w)) - size(w[order])) <= place.numpy(answer.error) + 1e-14).all()
    assert answer.complete == "proved"
    V = place.numpy(answer.V)
    residual = np.linalg.norm(place.numpy(A) @ V - V * place.numpy(answer.w), axis=0)
    assert (residual <= 2 * place.numpy(answer.error) + 1e-13).all()


@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_power_iteration_lies_within_its_bound(place, dtype):
    A = place.array(np.random.default_rng(0).random((300, 300)), dtype)
    answer = power(A)
    exact = max(abs(np.linalg.eigvals(place.numpy(A).astype(float))))
    assert place.like(answer.vector, A) and place.dtype(answer.vector) == dtype and answer.vector.shape == (300,)
    assert abs(answer.value - exact) <= answer.error + 1e-13 * exact
    assert answer.converged and answer.dominant == "proved" and type(answer.error) is type(answer.residual) is float
    x = place.numpy(answer.vector).astype(float)
    assert np.linalg.norm(place.numpy(A).astype(float) @ x - answer.value * x) <= answer.residual


KINDS = [
    ("bool", None), ("int8", None), ("uint8", None), ("int32", None), ("int64", None),
    ("float16", "float32"), ("bfloat16", "float32"), ("float32", "float32"), ("float64", "float64"),
    ("complex64", "complex64"), ("complex128", "complex128"),
]  # fmt: skip


@pytest.mark.parametrize(("dtype", "of_answer"), KINDS)
def test_every_kind_of_number_comes_back_in_its_own_precision(place, dtype, of_answer):
    rng = np.random.default_rng(2)
    given = 3 * rng.normal(size=(9, 5)) + (1j * rng.normal(size=(9, 5)) if "complex" in dtype else 0)
    A = place.array(given if "complex" in dtype else given.round(), dtype)
    of_answer = of_answer or ("float64" if place.name == "PyTorch" else "float32")  # as jnp.linalg has it, without x64
    before = place.numpy(A).copy()
    answer = svd(A, 2)
    assert place.dtype(answer.U) == place.dtype(answer.Vt) == of_answer
    assert place.dtype(answer.s) == place.dtype(answer.error) == np.empty(0, of_answer).real.dtype.name
    exact = np.linalg.svd(before.astype(np.complex128), compute_uv=False)
    assert (np.abs(place.numpy(answer.s) - exact[:2]) <= place.numpy(answer.error) + 1e-13 * exact[0]).all()
    assert (place.numpy(A) == before).all()
    gram = place.array(np.conj(before.T.astype(complex if "complex" in dtype else float)) @ before)
    pairs = eigh(gram, 1)
    assert abs(place.numpy(pairs.w)[0] - exact[0] ** 2) <= place.numpy(pairs.error)[0] + 1e-12 * exact[0] ** 2


def test_complex_matrices_by_products_alone(place):
    phase = np.exp(1j * np.arange(1024))
    A = place.array(with_spectrum(slow, 1024, 1024) * phase)
    answer = svd(A, 3)
    assert answer.method == "krylov" and place.dtype(answer.Vt) == "complex128"
    assert (np.abs(place.numpy(answer.s) - slow[:3]) <= place.numpy(answer.error) + 1e-13).all()
    answer = eigh(place.array(phase[:, None] * (hadamard(1024) * slow @ hadamard(1024).T) * phase.conj()), 3)
    assert answer.method == "krylov" and place.dtype(answer.V) == "complex128"
    assert (np.abs(place.numpy(answer.w) - slow[:3]) <= place.numpy(answer.error) + 1e-13).all()


@pytest.mark.parametrize("scale", [1e-150, 1e150])
def test_no_scale_is_out_of_range(place, scale):
    rng = np.random.default_rng(3)
    given = rng.normal(size=(20, 10)) * scale
    ours, exact = svd(place.array(given)), np.linalg.svd(given, compute_uv=False)
    assert (np.abs(place.numpy(ours.s) - exact) <= place.numpy(ours.error) + 1e-13 * exact[0]).all()
    positive = np.abs(given[:10])
    assert abs(power(place.array(positive)).value / max(abs(np.linalg.eigvals(positive))) - 1) < 1e-5


def test_a_value_beyond_float32_is_said(place):
    with pytest.raises(MatrixError, match="overflows float32"):
        svd(place.array(np.full((4, 4), 1e38), "float32"))


def test_only_small_matrices_leave_the_device(place, monkeypatch):
    """On a graphics card, a tall block that comes home would cost more than all that is done with it."""
    travelled = []
    home = Library.home

    def watched(self, x):
        travelled.append(tuple(x.shape))
        return home(self, x)

    monkeypatch.setattr(Library, "home", watched)
    assert svd(place.array(with_spectrum(slow, 2048, 1024)), 3).method == "krylov"
    assert eigh(place.array(hadamard(1024) * slow @ hadamard(1024).T), 3).method == "krylov"
    assert svd(place.array(with_spectrum(slow[:16], 4096, 16))).method == "gram"
    assert travelled and all(len(shape) < 2 or max(shape) < 1024 for shape in travelled)


def test_the_same_seed_gives_the_same_bits_and_numpy_the_same_values(place):
    given = with_spectrum(slow, 1024, 1024)
    A = place.array(given)
    first, second, numpys = svd(A, 3, seed=5), svd(A, 3, seed=5), svd(given, 3, seed=5)
    assert (place.numpy(first.U) == place.numpy(second.U)).all()
    assert (np.abs(place.numpy(first.s) - numpys.s) <= place.numpy(first.error) + numpys.error).all()


REFUSED = [
    # what, function, A, arguments, words that must be in the message
    ("NaN", svd, [[1.0, np.nan], [2.0, np.inf]], {}, ["(2×2)", "2 entries", "A[0, 1] = nan", "isfinite"]),
    ("infinity", eigh, [[1.0, 2.0], [-np.inf, 1.0]], {}, ["A[1, 0] = -inf"]),
    ("NaN", power, [[np.nan]], {}, ["A[0, 0] = nan"]),
    ("a vector", svd, [1.0, 2.0, 3.0], {}, ["(3,)", "reshape(-1, 1)", "3×1"]),
    ("a number", svd, 5.0, {}, ["single value"]),
    ("three dimensions", svd, np.zeros((2, 3, 4)), {}, ["(2×3×4)", "3 dimensions"]),
    ("no rows", svd, np.zeros((0, 3)), {}, ["(0×3)", "empty"]),
    ("k = 0", svd, np.eye(3), {"k": 0}, ["k is 0", "(3×3)", "1 to 3"]),
    ("k too large", eigh, np.eye(3), {"k": 4}, ["k is 4", "3 eigenvalues"]),
    ("tol = 0", svd, np.eye(3), {"tol": 0}, ["tol is 0"]),
    ("not symmetric", eigh, [[1.0, 2.0], [5.0, 1.0]], {}, ["A[0, 1] = 2.0", "A[1, 0] = 5.0", "(A + A.T)/2"]),
    ("not Hermitian", eigh, [[1.0, 2j], [2j, 1.0]], {}, ["not symmetric"]),
    ("not square", eigh, np.ones((2, 3)), {}, ["(2×3)", "svd"]),
    ("not square", power, np.ones((2, 3)), {}, ["(2×3)", "svd"]),
]


@pytest.mark.parametrize(
    ("function", "A", "arguments", "words"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED]
)
def test_what_is_no_matrix_is_refused_with_shape_cause_and_remedy(place, function, A, arguments, words):
    with pytest.raises(MatrixError) as caught:
        function(place.array(A), **arguments)
    assert all(word in str(caught.value) for word in words), str(caught.value)


NUMPY_ONLY = ["cond", "lu", "null_space", "orth", "pinv", "polar", "qr", "rank", "slogdet", "stationary"]


@pytest.mark.parametrize("name", NUMPY_ONLY)
def test_what_takes_numpys_arrays_only_names_the_conversion(place, name):
    said = {"PyTorch": r"a tensor of PyTorch.*A\.numpy\(force=True\)", "JAX": r"an array of JAX.*numpy\.asarray\(A\)"}
    with pytest.raises(MatrixError, match=said[place.name]):
        getattr(linalg, name)(place.array(np.eye(3)))
