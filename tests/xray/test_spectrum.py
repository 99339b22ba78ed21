"""Errors of eigenvalues, singular values and log-determinants, of matrices whose values are whole numbers."""

import ast
from typing import Any

import numpy as np
import pytest
import scipy.linalg

from hiddenmath.xray._expression import Apply, Operand, constant
from hiddenmath.xray._spectrum import LogDeterminant, Spectrum
from hiddenmath.xray._uses import Read, Reads

UNIT = 2.0**-52
N = 8
WHOLE = np.arange(1.0, N + 1)
H = scipy.linalg.hadamard(N).astype(float)  # HHᵀ = 8I
X = np.tril(np.ones((N, N)))
SYMMETRIC = H @ np.diag(WHOLE) @ H.T  # eigenvalues 8, 16, ..., 64, exactly
GENERAL = X @ np.diag(WHOLE) @ np.round(np.linalg.inv(X))  # eigenvalues 1, ..., 8, exactly
TALL = np.concatenate([SYMMETRIC, SYMMETRIC])  # singular values √2 · (8, ..., 64)


def call(operation: str, matrix: np.ndarray, **keywords: Any) -> Apply:
    return Apply(operation, (Operand(ast.Name("A", ast.Load()), matrix),), (), keywords=keywords)


def only(whole: Apply, part: int) -> Apply:
    return Apply("getitem", (whole, constant(part)), (N,))


VALUES = {
    "numpy.linalg.eigh": (SYMMETRIC, 8 * WHOLE),
    "numpy.linalg.eig": (GENERAL, WHOLE),
    "numpy.linalg.svd": (TALL, 2**0.5 * 8 * WHOLE[::-1]),
}


@pytest.mark.parametrize("operation", VALUES)
def test_the_error_of_values_is_relative_to_the_norm(operation: str) -> None:
    matrix, values = VALUES[operation]
    spectrum = Spectrum(only(call(operation, matrix), 1 if operation.endswith("svd") else 0), {}, UNIT)
    norm = np.linalg.norm(matrix, 2)
    assert spectrum.error(values) < 2 * UNIT
    assert spectrum.error(values + 1e-6 * norm) == pytest.approx(1e-6, rel=1e-6)
    assert spectrum.error(values[::-1].astype(complex)) < 2 * UNIT  # in any order
    assert spectrum.error(np.append(values[:-1], np.nan)) == np.inf
    assert UNIT <= spectrum.data < 1e3 * UNIT


def test_the_error_of_complex_eigenvalues() -> None:
    turn = np.array([[0.0, -1.0], [1.0, 0.0]])
    spectrum = Spectrum(call("numpy.linalg.eigvals", turn), {}, UNIT)
    assert spectrum.error(np.array([1j, -1j])) == 0
    assert spectrum.error(np.array([1j, -1j + 1e-3])) == pytest.approx(1e-3)


def test_a_vector_counts_by_its_residual() -> None:
    spectrum = Spectrum(call("numpy.linalg.eigh", SYMMETRIC), {}, UNIT)
    w, V = np.linalg.eigh(SYMMETRIC)
    assert spectrum.error((w, V)) < 1e-14
    assert spectrum.error((w, -V)) == spectrum.error((w, V))
    turned = V.copy()
    turned[:, 0] += 1e-5 * V[:, -1]
    assert 1e-6 < spectrum.error((w, turned)) < 1e-5


@pytest.mark.parametrize(("keywords", "triangle"), [({}, np.tril), ({"UPLO": "U"}, np.triu)])
def test_of_a_symmetric_matrix_one_triangle_is_read(keywords: dict[str, Any], triangle: Any) -> None:
    spectrum = Spectrum(call("numpy.linalg.eigh", triangle(SYMMETRIC), **keywords), {}, UNIT)
    assert spectrum.error(8 * WHOLE) < 2 * UNIT


def test_a_defective_matrix_has_no_eigenvalues_that_are_known() -> None:
    jordan = np.eye(4) + np.eye(4, k=1)
    assert Spectrum(call("numpy.linalg.eigvals", jordan), {}, UNIT).data > 1


def svd(read: tuple[int | None, ...]) -> Spectrum:
    """Of TALL; of U, s and Vt so many columns, values and rows are read."""
    reads = Reads(ast.Assign(), tuple(Read("", length) for length in read))
    node = Apply("numpy.linalg.svd", (Operand(ast.Name("A", ast.Load()), TALL),), (), reads=reads)
    return Spectrum(node, {}, UNIT)


def test_factors_are_alike_where_they_are_read() -> None:
    full, thin = np.linalg.svd(TALL), np.linalg.svd(TALL, full_matrices=False)
    U, s, Vt = thin
    assert svd((N, None, None)).is_alike(full, thin) and svd((0, None, None)).is_alike(full, thin)
    assert not svd((None, None, None)).is_alike(full, thin)  # U may be read as a whole
    assert not svd((N, None, None)).is_alike(full, (-U, s, -Vt))  # as right, but not what the program had
    assert not svd((0, None, None)).is_alike(full, (U, s.astype("f4"), Vt))


LOGS = {
    "log(det A)": (lambda det: Apply("numpy.log", (det,), ()), np.diag(np.full(400, 0.1)), 400 * np.log(0.1)),
    "log|det A|": (lambda det: Apply("math.log", (Apply("builtins.abs", (det,), ()),), ()), -GENERAL, np.log(40320)),
}


@pytest.mark.parametrize("name", LOGS)
def test_the_logarithm_of_a_determinant(name: str) -> None:
    around, matrix, value = LOGS[name]
    exact = LogDeterminant(around(call("numpy.linalg.det", matrix)), {}, UNIT)
    assert exact.error(value) < 1e-14
    assert exact.error(value * (1 + 1e-6)) == pytest.approx(1e-6, rel=1e-3)
    assert exact.error(-np.inf) == exact.error(np.nan) == np.inf


def test_of_a_singular_matrix_nothing_is_known() -> None:
    with pytest.raises(ValueError, match="singular"):
        LogDeterminant(Apply("numpy.log", (call("numpy.linalg.det", np.zeros((3, 3))),), ()), {}, UNIT)
