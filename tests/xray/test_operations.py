"""FLOP counts against independent counts, and how functions and arrays are recognised."""

import re
from math import prod

import numpy as np
import pytest
import scipy.fft
import scipy.linalg
import scipy.sparse.linalg
from hypothesis import assume, given
from hypothesis import strategies as st

from hiddenmath.xray._operations import OPERATIONS, PRODUCT, Operation, count_flops, known_functions
from hiddenmath.xray._recognise import Arrays, Functions

RNG = np.random.default_rng(0)


def count(function: object, *args: object) -> float | None:
    [operation] = [o for module in OPERATIONS for f, o in known_functions(module) if f is function][:1]
    return count_flops(operation, args, function(*args))  # type: ignore[operator]


def ones(*shape: int) -> np.ndarray:
    return np.ones(shape)


def loops(a: np.ndarray, b: np.ndarray) -> int:
    """Multiplications and additions of a product, counted one by one."""
    done = 0
    for _ in np.ndindex(np.matmul(a, b).shape):
        for _ in range(a.shape[-1]):
            done += 2
    return done


@pytest.mark.parametrize(
    ("a", "b"),
    [
        *(((3, 4), (4, 5)), ((3, 4), (4,)), ((4,), (4, 5)), ((4,), (4,)), ((3, 0), (0, 2))),
        *(((2, 3, 4), (4, 5)), ((2, 1, 3, 4), (6, 4, 5))),
    ],
)
def test_products_are_counted_exactly(a: tuple[int, ...], b: tuple[int, ...]) -> None:
    assert count(np.matmul, ones(*a), ones(*b)) == loops(ones(*a), ones(*b))
    if len(a) <= 2 and len(b) <= 2 and 0 not in a:
        assert count(np.dot, ones(*a), ones(*b)) == loops(ones(*a), ones(*b))


STACKED = [("matvec", (2, 3, 4), (5, 1, 4)), ("vecmat", (5, 1, 3), (2, 3, 4)), ("vecdot", (5, 1, 4), (3, 4))]


@pytest.mark.parametrize(("name", "a", "b"), [case for case in STACKED if hasattr(np, case[0])])
def test_products_of_stacked_vectors_are_counted_exactly(name: str, a: tuple[int, ...], b: tuple[int, ...]) -> None:
    function = getattr(np, name)
    summed = {"matvec": a[-1], "vecmat": b[-2], "vecdot": a[-1]}[name]
    assert count(function, ones(*a), ones(*b)) == 2 * summed * function(ones(*a), ones(*b)).size


@given(st.lists(st.sampled_from("ijkl"), min_size=1, max_size=3, unique=True),
       st.lists(st.sampled_from("ijkl"), min_size=1, max_size=3, unique=True), st.data())  # fmt: skip
def test_einsum_agrees_with_numpys_own_count(left: list[str], right: list[str], data: st.DataObject) -> None:
    kept = data.draw(st.lists(st.sampled_from(sorted({*left, *right})), unique=True))
    assume(bool(set(left) & set(right)) == bool({*left, *right} - set(kept)))  # where NumPy counts additions rightly
    size = {"i": 2, "j": 3, "k": 4, "l": 5}
    subscripts = f"{''.join(left)},{''.join(right)}->{''.join(kept)}"
    a, b = ones(*(size[i] for i in left)), ones(*(size[i] for i in right))
    said = np.einsum_path(subscripts, a, b)[1]
    naive = float(re.search(r"Naive FLOP count:\s+([\d.e+]+)", said)[1])  # type: ignore[index]
    assert count(np.einsum, subscripts, a, b) == pytest.approx(naive, rel=1e-3)


A, B, X = RNG.normal(size=(8, 8)), RNG.normal(size=(8, 3)), RNG.normal(size=(10, 4))
S = A @ A.T + np.eye(8)
LEADING = [  # Golub and Van Loan's counts, with the numbers put in by hand
    (np.linalg.inv, (A,), 2 * 512),
    (np.linalg.solve, (A, B), 2 / 3 * 512 + 2 * 64 * 3),
    (np.linalg.solve, (A, B[:, 0]), 2 / 3 * 512 + 2 * 64),
    (scipy.linalg.solve, (A, B), 2 / 3 * 512 + 2 * 64 * 3),
    (np.linalg.inv, (np.stack([A, A]),), 2 * 2 * 512),
    (np.linalg.inv, (A.astype(complex),), 4 * 2 * 512),
    (np.linalg.inv, (A.tolist(),), 2 * 512),
    (np.linalg.det, (A,), 2 / 3 * 512),
    (np.linalg.cholesky, (S,), 512 / 3),
    (np.linalg.qr, (X,), 2 * (2 * 10 * 16 - 2 / 3 * 64)),
    (np.linalg.svd, (X, False), 14 * 10 * 16 + 8 * 64),
    (np.linalg.svd, (X,), 4 * 100 * 4 + 8 * 10 * 16 + 9 * 64),
    (np.linalg.svd, (X, False, False), 4 * 10 * 16 - 4 / 3 * 64),
    (np.linalg.eigh, (S,), 9 * 512),
    (np.linalg.eigvalsh, (S,), 4 / 3 * 512),
    (np.linalg.eig, (A,), 25 * 512),
    (np.linalg.matrix_power, (A, 5), 3 * 2 * 512),
    (np.linalg.matrix_power, (A, -2), 2 * 2 * 512),
    (scipy.linalg.lu_solve, (scipy.linalg.lu_factor(A), B), 2 * 64 * 3),
    (scipy.linalg.solve_triangular, (np.triu(A), B), 64 * 3),
    (np.outer, (ones(3), ones(4)), 12),
    (np.inner, (ones(3, 5), ones(4, 5)), 2 * 3 * 4 * 5),
    (np.tensordot, (ones(3, 4, 5), ones(4, 5, 6)), 2 * 3 * 6 * 20),
    (np.fft.fft, (ones(3, 8),), 5 * 24 * 3),
    (np.cov, (ones(3, 7),), 2 * 21 * 3),
    (np.linalg.norm, (A,), None),
    (np.einsum, ("...i,i", A, ones(8)), None),
    (np.fft.fft, (ones(3, 8), 4), None),
]


@pytest.mark.parametrize(("function", "args", "flops"), LEADING)
def test_leading_terms(function: object, args: tuple[object, ...], flops: float | None) -> None:
    assert count(function, *args) == (flops if flops is None else pytest.approx(flops))


def test_sparse_products_count_what_is_stored() -> None:
    sparse = scipy.sparse.eye_array(10, format="csr")
    assert count_flops(PRODUCT, (sparse, ones(10)), None) == 20
    assert count_flops(PRODUCT, (ones(4, 10), sparse), None) == 80
    assert count_flops(PRODUCT, (sparse, sparse), None) is None


def test_functions_are_known_by_the_object_they_are() -> None:
    functions, arrays = Functions(), Arrays()

    def name(function: object) -> str | None:
        known = functions.of(function, arrays)
        return known and known.name

    assert name(np.linalg.inv) == "numpy.linalg.inv" and name(scipy.linalg.inv) == "scipy.linalg.inv"
    assert name(np.eye(2).dot) == "ndarray.dot" and name(np.eye(2).sum) is None
    assert name(len) is None and name(lambda inv: inv) is None and name("text".join) is None


def test_arrays_are_known_by_their_type() -> None:
    arrays = Arrays()
    kinds = [np.ndarray, np.matrix, np.ma.MaskedArray, scipy.sparse.csr_array, list, float, np.float64]
    assert [arrays[kind] for kind in kinds] == [True, True, True, True, False, False, False]


def test_every_name_in_the_table_exists() -> None:
    """But for those that came with a later NumPy or SciPy than the oldest supported; PyTorch's are `make verify`'s."""
    for module, names in OPERATIONS.items():
        if module.startswith("torch"):
            continue
        found = {operation.name.rpartition(".")[2] for _, operation in known_functions(module)}
        assert set(names) - found <= {"svdvals", "matvec", "vecmat", "vecdot", "matrix_norm", "vector_norm"}, module


def test_unusual_arguments_are_not_counted() -> None:
    assert count_flops(PRODUCT, (ones(2, 3), ones(3, 2)), ones(2, 2), {"axes": []}) is None
    assert count_flops(Operation("x", lambda args, _: prod(args[0].shape)), ("text",), None) is None
