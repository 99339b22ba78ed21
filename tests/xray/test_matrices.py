"""Statistics of matrices whose spectrum is known exactly, and roofs for rates."""

import numpy as np
import pytest

from hiddenmath.xray._matrices import describe, statistics
from hiddenmath.xray._peak import FITS, Roof, measure_peak, roof
from hiddenmath.xray._report import Peak

RNG = np.random.default_rng(3)
Q, _ = np.linalg.qr(RNG.normal(size=(40, 40)))
LAPLACE = 2 * np.eye(40) - np.eye(40, k=1) - np.eye(40, k=-1)  # eigenvalues 2 − 2 cos(πj/41)
KNOWN = 2 - 2 * np.cos(np.pi * np.arange(40, 0, -1) / 41)


def test_a_matrix_whose_spectrum_is_known() -> None:
    found = statistics(LAPLACE)
    assert (found["rank"], found["definite"], found["asymmetry"]) == (40, "positive definite", 0.0)
    assert found["bandwidth"] == [1, 1] and found["density"] == (3 * 40 - 2) / 1600
    assert found["condition"] == pytest.approx(KNOWN[0] / KNOWN[-1])
    assert len(found["singular_values"]) == 16
    np.testing.assert_allclose(np.array(found["singular_values"])[[0, -1]], KNOWN[[0, -1]])


SPECTRA = {  # eigenvalues -> rank, what it is
    "positive semidefinite": ([3.0] * 7 + [0.0] * 33, 7),
    "indefinite": ([1.0] * 20 + [-1.0] * 20, 40),
    "negative definite": ([-1.0] * 40, 40),
    "negative semidefinite": ([-1.0] * 39 + [0.0], 39),
}


@pytest.mark.parametrize("definite", SPECTRA)
def test_definiteness_and_rank_up_to_rounding(definite: str) -> None:
    eigenvalues, rank = SPECTRA[definite]
    found = statistics(Q * eigenvalues @ Q.T)
    assert (found["definite"], found["rank"]) == (definite, rank)


def test_a_matrix_that_is_not_square() -> None:
    found = statistics(np.triu(np.ones((3, 5))))
    assert found["rank"] == 3 and found["bandwidth"] == [0, 4]
    assert found["definite"] is None and found["asymmetry"] is None


@pytest.mark.parametrize("a", [np.full((3, 3), np.nan), np.ones((0, 4)), np.diag([1.0, np.inf])])
def test_what_has_no_spectrum(a: np.ndarray) -> None:
    found = statistics(a)
    assert found["rank"] is found["condition"] is None and found["singular_values"] == []


def test_zero_and_singular_matrices() -> None:
    zero = statistics(np.zeros((4, 4)))
    assert (zero["rank"], zero["condition"], zero["bandwidth"], zero["asymmetry"]) == (0, None, [0, 0], None)
    assert statistics(np.ones((4, 4)))["rank"] == 1


def test_a_unitary_matrix_of_complex_numbers() -> None:
    found = statistics(np.fft.fft(np.eye(8)) / np.sqrt(8))
    assert found["condition"] == pytest.approx(1) and found["rank"] == 8 and found["definite"] is None


def test_each_operand_that_was_kept_is_described_once(record) -> None:
    recorder = record(
        "A, B, x = np.eye(9), np.ones((9, 9)), np.ones(9)\nfor _ in range(2):\n    y = A @ B @ x\n    A @ (A @ x)"
    )
    found, skipped = describe(recorder, Peak({}, 1.0, 1.0), deadline=np.inf)
    assert sorted((m.name, m.lines, m.rank) for m in found) == [("A", [5, 6], 9), ("B", [5], 1)] and not skipped
    found, skipped = describe(recorder, Peak({"float64": 1e9}, 1.0, 1.0), deadline=0.0)
    assert found == [] and {s.reason for s in skipped} == {
        "statistics of its matrices: measuring it would take more time than there was left"
    }


PEAK = Peak({"float64": 40e9, "float32": 80e9}, memory=10e9, cache=80e9)
ROOFS = [  # dtypes, intensity, bytes -> the lowest roof
    (["float64", "float64"], 100.0, 10 * FITS, Roof(40e9, "compute")),
    (["float32", "float32"], 100.0, 10 * FITS, Roof(80e9, "compute")),
    (["float32", "float64"], 100.0, 10 * FITS, Roof(40e9, "compute")),
    (["float64", "float64"], 0.25, 10 * FITS, Roof(2.5e9, "memory")),
    (["float64", "float64"], 0.25, FITS, Roof(20e9, "cache")),
    (["int64", "int64"], 0.25, FITS, None),
    (["torch.float32", "torch.float32"], 100.0, FITS, Roof(80e9, "compute")),
]


@pytest.mark.parametrize(("dtypes", "intensity", "nbytes", "expected"), ROOFS)
def test_the_lowest_roof(dtypes: list[str], intensity: float, nbytes: int, expected: Roof | None) -> None:
    assert roof(PEAK, dtypes, intensity, nbytes) == expected


def test_the_peak_of_each_dtype_that_blas_knows() -> None:
    peak = measure_peak(["float64", "complex64", "int64", ""])
    assert peak.flops.keys() == {"float64", "complex64"} and min(peak.flops.values()) > 1e6
    assert peak.cache >= peak.memory > 1e6
