"""What is special about tensors of PyTorch: their layouts and views, and what cannot be differentiated."""

import numpy as np
import pytest
from threadpoolctl import threadpool_limits

from hiddenmath.linalg import MatrixError, eigh, power, svd


@pytest.fixture(scope="module")
def torch():
    import torch

    with threadpool_limits(1):  # small products: on a busy machine threads wait much longer than they work
        yield torch


def spread(torch):
    """The same numbers, strided in a larger tensor."""
    big = torch.zeros(24, 16, dtype=torch.float64)
    big[::2, ::2] = plain(torch)
    return big[::2, ::2]


def plain(torch):
    return torch.from_numpy(np.random.default_rng(4).normal(size=(12, 8)))


VIEWS = {
    "transposed": lambda torch: plain(torch).T.contiguous().T,
    "strided": spread,
    "conjugated": lambda torch: torch.complex(plain(torch), 0 * plain(torch)).conj(),
    "negated, as the imaginary part of a conjugate is": lambda torch: (-1j * plain(torch)).conj().imag,
    "a parameter that is frozen": lambda torch: torch.nn.Parameter(plain(torch), requires_grad=False),
}


@pytest.mark.parametrize("name", VIEWS)
def test_views_do_not_matter_and_nothing_is_changed(torch, name):
    expected, A = svd(plain(torch)), VIEWS[name](torch)
    before = A.clone()
    answer = svd(A)
    assert abs(answer.s - expected.s).max() < 1e-13 and (before == A).all()
    np.testing.assert_allclose(abs(answer.U.numpy()), abs(expected.U.numpy()), atol=1e-12)  # .numpy() refuses lazy ones
    np.testing.assert_allclose(abs(answer.Vt.numpy()), abs(expected.Vt.numpy()), atol=1e-12)


def test_a_row_that_is_repeated_without_memory(torch):
    A = torch.arange(1.0, 6.0).expand(7, 5)
    assert abs(svd(A).s[0] - torch.linalg.matrix_norm(A)) < 1e-5


UNREADABLE = [
    # what, how it is made, words that must be in the message
    ("COO", lambda torch: torch.eye(3).to_sparse(), ["sparse_coo", "A.to_dense()"]),
    ("CSR", lambda torch: torch.eye(3).to_sparse_csr(), ["sparse_csr", "A.to_dense()"]),
    ("quantised", lambda torch: torch.quantize_per_tensor(torch.eye(3), 0.1, 0, torch.qint8), ["A.dequantize()"]),
    ("meta", lambda torch: torch.empty(3, 3, device="meta"), ["meta", "(3×3)"]),
    ("float8", lambda torch: torch.eye(3).to(torch.float8_e5m2), ["float8_e5m2", "A.float()"]),
    ("requires_grad", lambda torch: torch.eye(3, requires_grad=True), ["requires_grad", "A.detach()"]),
]


@pytest.mark.filterwarnings("ignore:Sparse CSR tensor support:UserWarning", "ignore:.*quantiz.*")
@pytest.mark.parametrize("function", [svd, eigh, power])
@pytest.mark.parametrize(("make", "words"), [case[1:] for case in UNREADABLE], ids=[case[0] for case in UNREADABLE])
def test_what_cannot_be_read_as_it_is_names_the_conversion(torch, function, make, words):
    with pytest.raises(MatrixError) as caught:
        function(make(torch))
    assert all(word in str(caught.value) for word in words), str(caught.value)


METHODS = {
    # a matrix, a function, the method that it must take
    "dense": (lambda torch: torch.rand(30, 20), svd, "dense"),
    "gram": (lambda torch: torch.rand(1000, 20), svd, "gram"),
    "krylov": (lambda torch: torch.diag(torch.arange(1, 1101.0) ** -0.5), lambda A: svd(A, 3), "krylov"),
    "pairs": (lambda torch: torch.eye(30), eigh, "dense"),
    "Lanczos": (lambda torch: torch.diag(torch.arange(1, 1101.0) ** -0.5), lambda A: eigh(A, 3), "krylov"),
    "power": (lambda torch: torch.rand(30, 30), power, None),
}


@pytest.mark.parametrize(("make", "function", "method"), METHODS.values(), ids=METHODS)
def test_numpy_is_never_given_a_tensor(torch, monkeypatch, make, function, method):
    """On a processor it would be copied silently, on a graphics card it would be an error."""

    def refuse(self, *_, **__):
        raise AssertionError(f"NumPy was given a tensor {tuple(self.shape)}")

    A = make(torch)
    monkeypatch.setattr(torch.Tensor, "__array__", refuse)
    answer = function(A)
    assert method is None or answer.method == method


TENSORS = 500


def test_the_bounds_hold_for_tensors(torch, proved):
    rng = np.random.default_rng(5)
    for _ in range(TENSORS):
        n = int(rng.integers(1, 25))
        m = n + int(rng.integers(0, 400))
        s = np.sort(10.0 ** rng.uniform(-6, 0, n).round(int(rng.integers(0, 3))))[::-1] * 10.0 ** rng.integers(
            -100, 100
        )
        A = (np.linalg.qr(rng.normal(size=(m, n)))[0] * s) @ np.linalg.qr(rng.normal(size=(n, n)))[0]
        made = 20 * np.sqrt(n) * np.finfo(float).eps * s[0]
        answer = svd(torch.from_numpy(A), k=int(rng.integers(1, n + 1)))
        assert (np.abs(answer.s.numpy() - s[: len(answer.s)]) <= answer.error.numpy() + made).all()
        assert answer.error.max() <= 1e-6 * answer.s[0]
    proved("tensors of PyTorch of known spectrum whose singular values lie within svd's own bounds", f"{TENSORS}")
