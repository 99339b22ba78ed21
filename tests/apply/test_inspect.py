"""The tool `inspect`: what it says of a matrix is what NumPy says, and what is known from how it was made."""

import io

import numpy as np
import pytest
from scipy.sparse import csr_array, random_array

from hiddenmath import data
from hiddenmath.apply import draw, inspect
from hiddenmath.apply._heat import averaged
from hiddenmath.apply._spectrum import spectrum, triangular
from hiddenmath.data import InputError, read_any

RNG = np.random.default_rng(0)


def npy(array):
    out = io.BytesIO()
    np.save(out, array)
    return read_any(out.getvalue(), "my.npy")


def csv(header, rows):
    lines = [",".join(header), *(",".join("" if np.isnan(x) else repr(float(x)) for x in row) for row in rows)]
    return read_any("\n".join(lines).encode(), "my.csv")


def said(result):
    return " ".join(result.notes)


@pytest.mark.parametrize("name", ["iris", "wine", "diabetes"])
def test_rank_condition_and_spectrum_are_those_of_numpy(name):
    A = data.open(name).matrix
    numbers = inspect(data.open_any(name)).numbers
    s = np.linalg.svd(A, compute_uv=False)
    assert numbers["rank"] == np.linalg.matrix_rank(A) == A.shape[1]
    assert numbers["condition"] == pytest.approx(np.linalg.cond(A), rel=1e-9)
    held = np.cumsum(s**2) / np.sum(s**2)
    assert numbers["values_for_99_percent"] == int(np.argmax(held >= 0.99)) + 1
    Z = (A - A.mean(axis=0)) / A.std(axis=0)
    assert numbers["condition_scaled"] == pytest.approx(np.linalg.cond(Z), rel=1e-9)


def test_explained_is_the_r_squared_of_each_column_by_the_others():
    A = data.open("wine").matrix
    explained = inspect(data.open_any("wine")).tables["columns"].matrix[:, -1]
    for j in range(A.shape[1]):
        X = np.column_stack([np.ones(len(A)), np.delete(A, j, axis=1)])
        left = A[:, j] - X @ np.linalg.lstsq(X, A[:, j])[0]
        assert explained[j] == pytest.approx(1 - left @ left / np.sum((A[:, j] - A[:, j].mean()) ** 2), rel=1e-8)


def test_columns_that_say_the_same_are_named_with_their_equation():
    x = RNG.normal(size=(50, 3))
    made = [x, x[:, 0] + x[:, 1], 1.8 * x[:, 2] + 32, np.full(50, 7.0)]
    result = inspect(csv(["a", "b", "celsius", "sum", "fahrenheit", "k"], np.column_stack(made)))
    assert result.numbers["rank"] == 4 and result.numbers["condition"] == "infinite"
    assert "'k' is the same in each row" in said(result)
    assert "'celsius' = 0.5556·'fahrenheit' − 17.78" in said(result)
    assert "= 'a' + 'b'" in said(result) or "= 'sum' − " in said(result)


def test_gaps_hide_no_column_that_follows_from_others():
    x = RNG.normal(size=(30, 2))
    table = np.column_stack([x, x.sum(axis=1)])
    table[4, 0] = table[7, 2] = np.nan
    result = inspect(csv(["a", "b", "sum"], table))
    assert result.numbers["rank"] == 3, "what was filled in makes it so"
    assert "Columns that follow from others" in said(result)


NOTED = [
    # what, table's header, rows, words
    ("missing values", "ab", [[1, np.nan], [2, 3], [4, 5]], "1 value is missing (16.67%), most in 'b'. To fill in: "
     "hiddenmath clean my.csv --missing median."),
    ("different scales", "ab", [[1, 1e7], [2, 5e7], [3, 2e7], [4, -3e7]], "hiddenmath clean my.csv --standardise"),
    ("nearly the same", "ab", [[1, 1], [2, 2.001], [3, 3], [4, 4.001]], "'a' and 'b' say nearly the same"),
    ("full rank", "ab", [[1, 2], [2, 3], [4, 5]], "Rank 2, the largest possible."),
    ("more columns than rows", "abc", [[1, 2, 3], [3, 5, 4]], "at least 1 columns follow"),
    ("one number", "a", [[7]], "Rank 1, the largest possible. The condition number is 1."),
]  # fmt: skip


@pytest.mark.parametrize(("header", "rows", "words"), [case[1:] for case in NOTED], ids=[case[0] for case in NOTED])
def test_what_was_found_is_said_with_what_to_do_next(header, rows, words):
    assert words in said(inspect(csv(list(header), rows)))


STRUCTURES = [
    # matrix, words
    (np.diag([1.0, 2.0]), "diagonal"),
    (np.eye(4)[[1, 2, 3, 0]], "only 0 and 1"),
    (np.array([[0.5, 0.5], [0.2, 0.8]]), "each row adds up to 1"),
    (np.array([[2.0, 1.0], [1.0, 3.0]]), "symmetric"),
    (np.triu(np.ones((3, 3)) * 2), "upper triangular"),
    (np.array([[1.0, 2.0], [3.0, 4.0]]), "none"),
    (np.array([[1.0, 2.0], [2.0, np.nan]]), "none"),
]


@pytest.mark.parametrize(("matrix", "words"), STRUCTURES)
def test_a_structure_is_named(matrix, words):
    assert inspect(npy(matrix)).numbers["structure"] == words


ODD = [
    # what, array, rank
    ("zeros", np.zeros((3, 2)), 0),
    ("one entry", np.array([[5]]), 1),
    ("infinite and missing", np.array([[1, np.inf], [2, np.nan], [3, 1]]), 2),
    ("complex", np.array([[1, 1j], [1j, -1]]), 1),
    ("integers", np.array([[1, 2], [2, 4]]), 1),
    ("booleans", np.eye(3, dtype=bool), 3),
    ("float32: digits that are none", (np.ones((40, 3)) * np.arange(1, 4)).astype(np.float32), 1),
    ("huge and tiny", np.array([[1e300, 1e-300], [1e300, 2e300]]), 2),
]


@pytest.mark.parametrize(("array", "rank"), [case[1:] for case in ODD], ids=[case[0] for case in ODD])
def test_odd_matrices_have_a_rank_and_a_picture(array, rank):
    result = inspect(npy(array))
    assert result.numbers["rank"] == rank
    assert result.json() and draw(result.picture).startswith(b"\x89PNG")


def test_a_matrix_without_a_number_is_refused():
    with pytest.raises(InputError, match="holds no number"):
        inspect(npy(np.full((2, 2), np.nan)))


def test_of_a_large_matrix_the_largest_values_are_found_with_their_bound(monkeypatch):
    monkeypatch.setattr("hiddenmath.apply._spectrum.SIDE", 100)
    monkeypatch.setattr("hiddenmath.apply._spectrum.GRAM", 100)
    for dense in (
        random_array((150, 150), density=0.02, rng=np.random.default_rng(1)).toarray(),
        RNG.random((120, 300)),
    ):
        true = np.linalg.svd(dense, compute_uv=False)
        for A in (dense, csr_array(dense)):
            found = spectrum(A, 3)
            assert not found.complete and (np.abs(found.s - true[:3]) <= found.error).all()
            assert found.share(3) == pytest.approx(np.sum(true[:3] ** 2) / np.sum(true**2), rel=1e-3)
        result = inspect(npy(dense), values=3)
        assert "the 3 largest" in said(result) and "rank" not in result.numbers and 0 < result.numbers["they_hold"] < 1


BIG = np.random.default_rng(1)
LARGE = [
    # what, matrix, how many values are told
    ("tall", BIG.normal(size=(150, 120)), 120),
    ("wide, complex", BIG.normal(size=(120, 150)) * 1j, 120),
    ("bytes", BIG.integers(0, 256, (130, 110), dtype=np.uint8), 110),
    ("beyond the squares of float64", BIG.normal(size=(120, 150)) * 1e200, 120),
    ("rank 7", BIG.normal(size=(120, 7)) @ BIG.normal(size=(7, 110)), 7),
    ("nearly singular", BIG.normal(size=(120, 120)) * np.logspace(0, -12, 120), None),
]


@pytest.mark.parametrize(("A", "count"), [case[1:] for case in LARGE], ids=[case[0] for case in LARGE])
def test_of_a_rather_large_matrix_all_values_are_found_that_squaring_leaves(A, count, monkeypatch):
    monkeypatch.setattr("hiddenmath.apply._spectrum.SIDE", 100)
    found, true = spectrum(A, 3), np.linalg.svd(A, compute_uv=False)
    k = len(found.s)
    assert k == count if count else 20 < k < 120
    assert found.complete == (k == min(A.shape))
    assert (np.abs(found.s - true[:k]) <= found.error).all() and found.error < 1e-4 * found.s[-1]
    assert found.relative == pytest.approx(np.linalg.norm(true / true[0]), rel=1e-9)


def test_that_the_others_are_lost_in_rounding_is_said(monkeypatch):
    monkeypatch.setattr("hiddenmath.apply._spectrum.SIDE", 2)
    told = said(inspect(npy(np.outer([1.0, 2.0, 3.0], [1.0, 1.0, 2.0]))))
    assert "Of its 3 singular values the largest is told, within " in told and "too large" not in told


@pytest.mark.parametrize("shape", [(1, 1), (3, 5), (50, 3), (4000, 7)])
def test_a_matrix_that_is_read_in_blocks_has_the_singular_values_of_the_whole(shape, monkeypatch):
    monkeypatch.setattr("hiddenmath.apply._spectrum.BLOCK", 1)  # blocks as small as they become
    A = RNG.normal(size=shape)
    R = triangular(A)
    np.testing.assert_allclose(R.T @ R, np.column_stack([np.ones(len(A)), A]).T @ np.column_stack([np.ones(len(A)), A]))
    np.testing.assert_allclose(spectrum(A, 1).s, np.linalg.svd(A, compute_uv=False), rtol=1e-10)


def test_a_dense_and_a_sparse_matrix_are_averaged_alike():
    A = np.where(RNG.random((37, 23)) < 0.2, RNG.normal(size=(37, 23)), 0.0)
    tiles = averaged(A, 5, 4)
    assert tiles.shape == (5, 4)
    assert tiles[0, 0] == pytest.approx(A[:8, :6].mean())
    np.testing.assert_allclose(averaged(csr_array(A), 5, 4), tiles)


def test_nodes_with_the_same_neighbours_are_named():
    assert "have exactly the same neighbours" in said(inspect(data.open_any("karate")))
