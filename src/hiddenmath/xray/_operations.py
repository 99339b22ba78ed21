"""The operations that X-ray knows: where they live, and how many floating-point operations they take.

Counts are the classical leading terms for real matrices (Golub and Van Loan, *Matrix Computations*, 4th ed.; for
products and Fourier transforms they are exact, with a multiplication and an addition each counted as one). A complex
operation counts as four real ones, and A.T @ A, of which NumPy computes one half only, as the whole product. ``None``
means that the count depends on the values, so none is claimed.
"""

import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from math import isqrt, log2, prod
from typing import Any

Flops = Callable[[Sequence[Any], Sequence[Any]], Any]
"""Operands and results (anything with ``shape`` and ``size``) -> the count for one real matrix, or for the whole
product."""


@dataclass(frozen=True, eq=False, slots=True)
class Operation:
    """A known operation; it is compared by identity, which is quick."""

    name: str  # "numpy.linalg.inv"
    flops: Flops | None
    is_method: bool = False  # of an array, which is its first operand
    only_starts: bool = False  # others of PyTorch's: these are recorded, not the whole


def product_flops(a: tuple[int, ...], b: tuple[int, ...]) -> float:
    """2·m·k·n for (m, k) @ (k, n), times the number of matrices in a stack; vectors are one row or one column.

    >>> product_flops((3, 4), (4, 5)), product_flops((3, 4), (4,)), product_flops((10, 3, 4), (4, 5))
    (120, 24, 1200)
    """
    rows = a[-2] if len(a) > 1 else 1
    columns = b[-1] if len(b) > 1 else 1
    return 2 * rows * a[-1] * columns * _stack(a[:-2], b[:-2])


def _stack(*leading: tuple[int, ...]) -> int:
    """The number of matrices when these leading shapes are broadcast."""
    length = max(map(len, leading))
    aligned = [(1,) * (length - len(shape)) + shape for shape in leading]
    return prod(max(sizes) if 0 not in sizes else 0 for sizes in zip(*aligned, strict=True))


def _matmul(args: Sequence[Any], _: Sequence[Any]) -> Any:
    return product_flops(args[0].shape, args[1].shape)


def _matvec(args: Sequence[Any], _: Sequence[Any]) -> Any:
    """Each matrix of a stack times each vector of a stack."""
    a, x = args[0].shape, args[1].shape
    return 2 * prod(a[-2:]) * _stack(a[:-2], x[:-1])


def _vecmat(args: Sequence[Any], _: Sequence[Any]) -> Any:
    x, a = args[0].shape, args[1].shape
    return 2 * prod(a[-2:]) * _stack(x[:-1], a[:-2])


def _vecdot(args: Sequence[Any], _: Sequence[Any]) -> Any:
    """Along the last axis."""
    return 2 * args[0].shape[-1] * _stack(args[0].shape[:-1], args[1].shape[:-1])


def _contraction(args: Sequence[Any], results: Sequence[Any]) -> Any:
    """A product of any two arrays: size(a)·size(b) = size(result)·(length summed over)²."""
    if results[0].size == 0:
        return 0
    return 2 * results[0].size * isqrt(args[0].size * args[1].size // results[0].size)


def _outer(args: Sequence[Any], _: Sequence[Any]) -> Any:
    return args[0].size * args[1].size


def _einsum(args: Sequence[Any], results: Sequence[Any]) -> Any:
    """One loop over every index: each step multiplies all operands and, when an index is summed, adds."""
    subscripts, operands = args[0], args[1:]
    if not isinstance(subscripts, str) or "." in subscripts:
        raise ValueError(f"no count for the subscripts {subscripts!r}")
    letters = subscripts.replace(" ", "").split("->")[0].split(",")
    size = {
        i: n for term, operand in zip(letters, operands, strict=True) for i, n in zip(term, operand.shape, strict=True)
    }
    summed = prod(size.values()) > results[0].size
    return prod(size.values()) * (len(operands) - 1 + summed)


def _matrix_power(args: Sequence[Any], _: Sequence[Any]) -> Any:
    """Repeated squaring: one product for each bit after the first, one more for each bit that is set; a negative power
    inverts."""
    power, n = abs(int(args[1])), args[0].shape[-1]
    products = max(power.bit_length() - 1 + power.bit_count() - 1, 0)
    return _each(args[0]) * 2 * n**3 * (products + (args[1] < 0))


def _each(a: Any) -> int:
    return prod(a.shape[:-2])


def _square(coefficient: float) -> Flops:
    """coefficient·n³ for an n×n matrix."""
    return lambda args, _: _each(args[0]) * coefficient * args[0].shape[-1] ** 3


def _columns(args: Sequence[Any]) -> int:
    a, b = args[0].shape, args[1].shape
    return 1 if len(b) == 1 or len(b) == len(a) - 1 else b[-1]


def _solve(factor: float, substitute: float) -> Flops:
    """factor·n³ to factorise, substitute·n² for each right-hand side."""

    def flops(args: Sequence[Any], _: Sequence[Any]) -> Any:
        n = args[0].shape[-1]
        return _each(args[0]) * (factor * n**3 + substitute * n**2 * _columns(args))

    return flops


def _factors_solve(args: Sequence[Any], _: Sequence[Any]) -> Any:
    """2n² for each right-hand side: `lu_solve` and `cho_solve` take (factors, b)."""
    b = args[1]
    return 2 * b.shape[0] * b.size


def _tall(a: Any) -> tuple[int, int]:
    rows, columns = a.shape[-2:]
    return max(rows, columns), min(rows, columns)


def _svd(args: Sequence[Any], results: Sequence[Any]) -> Any:
    m, n = _tall(args[0])
    if len(results) == 1:
        return _each(args[0]) * (4 * m * n**2 - 4 * n**3 / 3)
    full = max(results[0].shape[-1], results[2].shape[-2]) > n
    return _each(args[0]) * (4 * m**2 * n + 8 * m * n**2 + 9 * n**3 if full else 14 * m * n**2 + 8 * n**3)


def _qr(args: Sequence[Any], results: Sequence[Any]) -> Any:
    m, n = _tall(args[0])
    triangle = 2 * m * n**2 - 2 * n**3 / 3
    return _each(args[0]) * (triangle if len(results) == 1 else 2 * triangle)


def _lstsq(args: Sequence[Any], _: Sequence[Any]) -> Any:
    m, n = _tall(args[0])
    return 4 * m * n**2 + 8 * n**3 + 4 * m * n * _columns(args)


def _pinv(args: Sequence[Any], _: Sequence[Any]) -> Any:
    m, n = _tall(args[0])
    return _each(args[0]) * (14 * m * n**2 + 8 * n**3 + 2 * m * n**2)


def _eigen(vectors: float, values: float) -> Flops:
    return lambda args, results: _square(vectors if len(results) > 1 else values)(args, results)


def _covariance(args: Sequence[Any], results: Sequence[Any]) -> Any:
    return 2 * args[0].size * (results[0].shape[0] if results[0].ndim else 1)


def _fft(args: Sequence[Any], _: Sequence[Any]) -> Any:
    """5·N·log₂N for each transform along the last axis, of all its entries."""
    if len(args) > 1:
        raise ValueError("another length or axis")
    length = max(args[0].shape[-1], 1)
    return 5 * args[0].size * log2(length) if length > 1 else 0.0


def _added(args: Sequence[Any], results: Sequence[Any]) -> Any:
    """M + A @ B: the product, and one addition for each entry of the result."""
    return _matmul(args[1:], ()) + results[0].size


def _linear(args: Sequence[Any], results: Sequence[Any]) -> Any:
    """x @ Wᵀ + b"""
    has_bias = len(args) > 2 and args[2] is not None
    return 2 * results[0].size * args[0].shape[-1] + has_bias * results[0].size


def _convolution(args: Sequence[Any], results: Sequence[Any]) -> Any:
    """Each entry of the result is a product of one window, of (channels of a group) × (entries of the kernel)."""
    has_bias = len(args) > 2 and args[2] is not None
    return 2 * results[0].size * prod(args[1].shape[1:]) + has_bias * results[0].size


def _convolution_backward(args: Sequence[Any], results: Sequence[Any]) -> Any:
    """Of (gradient, input, weight, …): as much as forward for the input's gradient, and for the weight's; the bias' is
    a sum."""
    gradient, _, weight = args[:3]
    forward = 2 * gradient.size * prod(weight.shape[1:])
    asked = [result is not None for result in results]
    return forward * (asked[0] + asked[1]) + (gradient.size if asked[2] else 0)


def _attention(args: Sequence[Any], _: Sequence[Any]) -> Any:
    """softmax(Q Kᵀ) V: the two products, for each head."""
    q, k, v = (x.shape for x in args[:3])
    return 2 * prod(q[:-1]) * k[-2] * (q[-1] + v[-1])


def _no_formula(names: str) -> dict[str, Flops | None]:
    return dict.fromkeys(names.split())


_SOLVE, _LU = _solve(2 / 3, 2), _square(2 / 3)
_PRODUCTS: dict[str, Flops | None] = {"matmul": _matmul, "outer": _outer, "tensordot": _contraction}
_LINALG: dict[str, Flops | None] = {
    "inv": _square(2),
    "solve": _SOLVE,
    "det": _LU,
    "cholesky": _square(1 / 3),
    "qr": _qr,
    "lstsq": _lstsq,
    "svd": _svd,
    "svdvals": _svd,
    "pinv": _pinv,
    "eig": _eigen(25, 10),
    "eigvals": _eigen(25, 10),
    "eigh": _eigen(9, 4 / 3),
    "eigvalsh": _eigen(9, 4 / 3),
    "norm": None,
}
_FFT: dict[str, Flops | None] = {
    "fft": _fft,
    "ifft": _fft,
    **_no_formula("rfft irfft fft2 ifft2 fftn ifftn rfft2 irfft2 rfftn irfftn hfft ihfft"),
}
OPERATIONS: dict[str, dict[str, Flops | None]] = {
    "builtins": _no_formula("abs"),
    "math": _no_formula("log"),
    "numpy": {
        **_PRODUCTS,
        "dot": _contraction,
        "inner": _contraction,
        "vdot": _contraction,
        "matvec": _matvec,
        "vecmat": _vecmat,
        "vecdot": _vecdot,
        "kron": _outer,
        "einsum": _einsum,
        "cov": _covariance,
        "corrcoef": _covariance,
        **_no_formula("convolve correlate cross trace diag diagonal polyfit roots abs log"),
    },
    "numpy.linalg": {
        **_LINALG,
        **_PRODUCTS,
        "vecdot": _vecdot,
        "matrix_power": _matrix_power,
        "slogdet": _LU,
        **_no_formula("matrix_rank cond multi_dot tensorinv tensorsolve cross matrix_norm vector_norm"),
    },
    "scipy.linalg": {
        **_LINALG,
        "lu": _LU,
        "lu_factor": _LU,
        "lu_solve": _factors_solve,
        "cho_factor": _square(1 / 3),
        "cho_solve": _factors_solve,
        "solve_triangular": _solve(0, 1),
        "schur": _square(25),
        "hessenberg": _square(10 / 3),
        **_no_formula(
            "expm logm sqrtm funm cosm sinm ldl polar qz ordqz rq null_space orth subspace_angles khatri_rao "
            "solve_banded solveh_banded solve_circulant solve_toeplitz matmul_toeplitz cholesky_banded "
            "solve_sylvester solve_lyapunov solve_continuous_lyapunov solve_discrete_lyapunov solve_continuous_are "
            "solve_discrete_are eig_banded eigvals_banded eigh_tridiagonal eigvalsh_tridiagonal orthogonal_procrustes "
            "qr_multiply qr_insert qr_delete qr_update matrix_balance cdf2rdf rsf2csf"
        ),
    },
    "scipy.sparse.linalg": _no_formula(
        "spsolve spsolve_triangular splu spilu factorized inv expm expm_multiply eigs eigsh svds norm onenormest "
        "lobpcg cg bicg bicgstab cgs gmres lgmres minres qmr lsqr lsmr gcrotmk tfqmr"
    ),
    "torch": {
        **_PRODUCTS,
        "mm": _matmul,
        "bmm": _matmul,
        "mv": _matmul,
        "dot": _matmul,
        "vdot": _matmul,
        "inner": _contraction,
        "ger": _outer,
        "kron": _outer,
        "einsum": _einsum,
        "addmm": _added,
        "addmv": _added,
        "baddbmm": _added,
        "inverse": _square(2),
        "det": _LU,
        "slogdet": _LU,
        "logdet": _LU,
        "matrix_power": _matrix_power,
        **_no_formula("addbmm chain_matmul cov corrcoef pinverse cholesky_inverse cholesky_solve lu_solve svd_lowrank"),
    },
    "torch.linalg": {
        **_LINALG,
        "matmul": _matmul,
        "matrix_power": _matrix_power,
        "slogdet": _LU,
        "lu": _LU,
        "lu_factor": _LU,
        "solve_triangular": _solve(0, 1),
        **_no_formula("inv_ex solve_ex cholesky_ex ldl_factor lu_solve multi_dot matrix_exp matrix_rank cond vecdot"),
    },
    "torch.nn.functional": {
        "linear": _linear,
        "conv1d": _convolution,
        "conv2d": _convolution,
        "conv3d": _convolution,
        "scaled_dot_product_attention": _attention,
        **_no_formula("bilinear conv_transpose1d conv_transpose2d conv_transpose3d multi_head_attention_forward"),
    },
    "torch.autograd": _no_formula("backward grad"),
    "torch.fft": {"fft": _fft, "ifft": _fft, **_no_formula("rfft irfft fft2 ifft2 fftn ifftn")},
    "numpy.fft": _FFT,
    "scipy.fft": {**_FFT, **_no_formula("dct idct dst idst dctn idctn")},
}
"""Module -> name -> count. A function is recognised by being the very object that stands there, under any name."""

OF_A_DETERMINANT = frozenset({"abs", "log"})  # elementwise: known only where it is applied to a determinant
NAMES = frozenset(name for names in OPERATIONS.values() for name in names) - OF_A_DETERMINANT
PRODUCT = Operation("matmul", _matmul)
IN_PLACE_PRODUCT = Operation("imatmul", _matmul)
PART = Operation("getitem", None)
DIFFERENCE = Operation("subtract", None)
METHODS = {
    "dot": Operation("ndarray.dot", _contraction, is_method=True),
    "trace": Operation("ndarray.trace", None, is_method=True),
    "diagonal": Operation("ndarray.diagonal", None, is_method=True),
}
"""Methods of an array. Their first operand is the array itself."""
TENSOR_METHODS = {
    name: Operation(f"torch.Tensor.{name}", OPERATIONS["torch"].get(name), True, name == "backward")
    for name in (
        *("matmul", "mm", "bmm", "mv", "dot", "vdot", "inner", "outer", "ger", "kron", "addmm", "addmv", "baddbmm"),
        *("inverse", "det", "slogdet", "logdet", "matrix_power", "pinverse", "cholesky_inverse", "cholesky_solve"),
        "backward",
    )
}
"""Methods of PyTorch's tensors."""
MODULE = Operation("torch.nn.Module", None, only_starts=True)
ATEN: dict[str, Flops | None] = {
    "mm": _matmul,
    "bmm": _matmul,
    "mv": _matmul,
    "dot": _matmul,
    "addmm": _added,
    "addmv": _added,
    "baddbmm": _added,
    "convolution": _convolution,
    "convolution_backward": _convolution_backward,
    "_scaled_dot_product_flash_attention_for_cpu": _attention,
    "_scaled_dot_product_flash_attention": _attention,
    "_scaled_dot_product_efficient_attention": _attention,
    "_scaled_dot_product_cudnn_attention": _attention,
    "linalg_inv_ex": _square(2),
    "_linalg_solve_ex": _solve(2 / 3, 2),
    "linalg_lu_factor_ex": _LU,
    "linalg_cholesky_ex": _square(1 / 3),
    "linalg_solve_triangular": _solve(0, 1),
    "linalg_qr": _qr,
    **_no_formula("_linalg_det _linalg_slogdet _linalg_svd _linalg_eigh linalg_eig linalg_lu_solve linalg_lstsq"),
    **_no_formula("_scaled_dot_product_flash_attention_for_cpu_backward _scaled_dot_product_flash_attention_backward"),
    **_no_formula("_scaled_dot_product_efficient_attention_backward _thnn_fused_lstm_cell mkldnn_rnn_layer _cudnn_rnn"),
}
"""What PyTorch executes in the end: name in `torch.ops.aten` -> count."""


class _Shaped:
    """A tensor of PyTorch as the formulas see arrays."""

    def __init__(self, tensor: Any) -> None:
        self.shape: tuple[int, ...] = tuple(tensor.shape)
        self.size, self.ndim = prod(self.shape), len(self.shape)
        self.is_complex: bool = tensor.dtype.is_complex


def known_functions(module: str) -> Iterator[tuple[object, Operation]]:
    """The functions of a loaded module that X-ray knows, as objects; nothing is imported for it."""
    loaded = sys.modules.get(module)
    for name, flops in OPERATIONS[module].items():
        if callable(function := getattr(loaded, name, None)):
            yield function, Operation(f"{module}.{name}", flops, only_starts=module == "torch.autograd")


def is_product(operation: Operation) -> bool:
    """Is it a product of two arrays, however it is written?"""
    return operation.flops in (_matmul, _contraction, _einsum)


def count_flops(operation: Operation, args: Sequence[Any], result: Any, keywords: Collection[str] = ()) -> float | None:
    """The operation's FLOPs on these operands, or None where no formula holds (sparse, unusual arguments)."""
    along_last = operation.flops in (_matmul, _matvec, _vecmat, _vecdot, _fft)
    if operation.flops is None or (along_last and not {"axis", "axes", "n"}.isdisjoint(keywords)):
        return None
    try:
        if any(hasattr(x, "nnz") for x in args[:2]):
            return _sparse_product(args) if operation.flops in (_matmul, _contraction) else None
        arrays = [_shaped(sys.modules["numpy"].asarray(x) if isinstance(x, list) else x) for x in args]
        results = [_shaped(x) for x in (result if isinstance(result, tuple) else (result,))]
        complex_factor = 4 if any(map(_is_complex, arrays)) else 1
        return float(operation.flops(arrays, results)) * complex_factor
    except (AttributeError, IndexError, TypeError, ValueError, ZeroDivisionError):
        return None  # arguments that the formula does not describe: no number is better than a wrong one


def _shaped(x: Any) -> Any:
    return _Shaped(x) if hasattr(x, "is_contiguous") else x


def _is_complex(x: Any) -> bool:
    return x.is_complex if isinstance(x, _Shaped) else getattr(getattr(x, "dtype", None), "kind", "") == "c"


def _sparse_product(args: Sequence[Any]) -> Any:
    """2·nnz for each column (or row) of the dense operand; for two sparse operands the count depends on the pattern."""
    sparse, dense = (args[0], args[1]) if hasattr(args[0], "nnz") else (args[1], args[0])
    if hasattr(dense, "nnz"):
        return None
    return 2.0 * sparse.nnz * dense.size / (sparse.shape[1] if sparse is args[0] else sparse.shape[0])
