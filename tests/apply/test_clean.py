"""The tool `clean`: what each step does, that it learns from the training rows alone, and that a recipe repeats it."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hiddenmath import data
from hiddenmath.apply import clean, draw
from hiddenmath.apply._low_rank import low_rank
from hiddenmath.data import InputError, Table, read_table

NAN = np.nan


def table(matrix, text=None):
    matrix = np.array(matrix, dtype=float)
    return Table(tuple("abcdefgh"[: matrix.shape[1]]), matrix, text or {}, name="my.csv")


GAPPY = table([[1, 10], [NAN, 20], [3, NAN], [8, 60]], {"kind": ("x", "y", "x", "z")})

MISSING = [
    # missing, cleaned, words
    ("keep", [[1, 10], [NAN, 20], [3, NAN], [8, 60]], ""),
    ("drop", [[1, 10], [8, 60]], "2 missing values: 2 rows left out."),
    ("mean", [[1, 10], [4, 20], [3, 30], [8, 60]], "2 missing values: filled in with the mean of their column."),
    ("median", [[1, 10], [3, 20], [3, 20], [8, 60]], "2 missing values: filled in with the median of their column."),
]


@pytest.mark.parametrize(("missing", "cleaned", "words"), MISSING)
def test_missing_values(missing, cleaned, words):
    result = clean(GAPPY, missing=missing)
    np.testing.assert_array_equal(result.tables["cleaned"].matrix, cleaned)
    assert words in " ".join(result.notes)
    assert result.numbers["missing_before"] == 2
    assert result.numbers["missing_after"] == (2 if missing == "keep" else 0)


def test_what_low_rank_wrote_is_found_again():
    """A matrix of rank 1 beside its mean, with holes: there is one way to fill them, and this is it."""
    rng = np.random.default_rng(0)
    full = np.outer(rng.normal(size=40), [3, -1, 2, 5]) + np.array([100, 0, -7, 1])
    holes = rng.random(full.shape) < 0.15
    result = clean(table(np.where(holes, NAN, full)), missing="low-rank", rank=1)
    np.testing.assert_allclose(result.tables["cleaned"].matrix, full, atol=1e-4)
    assert 1 < result.numbers["passes"] < 1000


def test_low_rank_is_nearer_to_the_truth_than_the_mean_on_real_tables():
    for name in ("wine", "diabetes"):
        full = data.open(name).matrix
        holes = np.random.default_rng(0).random(full.shape) < 0.1
        given = Table(data.open(name).columns, np.where(holes, NAN, full))
        off = {}
        for missing in ("mean", "low-rank"):
            filled = clean(given, missing=missing).tables["cleaned"].matrix
            off[missing] = np.linalg.norm(((filled - full) / full.std(axis=0))[holes])
        assert off["low-rank"] < 0.85 * off["mean"]


@given(st.integers(0, 10_000), st.integers(1, 3))
@settings(max_examples=15, deadline=None)
def test_low_rank_changes_no_value_that_is_there(seed, rank):
    rng = np.random.default_rng(seed)
    X = np.where(rng.random((12, 5)) < 0.2, NAN, rng.normal(size=(12, 5)))
    X[0] = 1.0  # no column is empty
    filled = low_rank(X, rank).fill(X)
    assert np.isfinite(filled).all()
    np.testing.assert_array_equal(filled[~np.isnan(X)], X[~np.isnan(X)])


def test_a_row_without_any_value_becomes_the_mean():
    X = np.vstack([np.arange(12.0).reshape(4, 3) ** 2, [NAN, NAN, NAN]])
    found = low_rank(X, 1)
    np.testing.assert_allclose(found.fill(X)[-1], found.mean)


def test_outliers_by_median_and_mad():
    """Of 1 … 9 the median is 5 and the MAD 2: with 3.5 the bounds are 5 ± 3.5 · 1.4826 · 2 = 5 ± 10.378. The outlier
    itself moves them by half a step; it would have moved mean and deviation far."""
    values = [[float(x), 0.0] for x in (1, 2, 3, 4, 5, 6, 7, 8, 9)] + [[1000.0, 7.0]]
    low, high = 5.5 - 3.5 * 1.4826 * 2.5, 5.5 + 3.5 * 1.4826 * 2.5
    tamed = clean(table(values), outliers="winsorise")
    assert tamed.tables["cleaned"].matrix[:, 0].tolist() == [1, 2, 3, 4, 5, 6, 7, 8, 9, pytest.approx(high)]
    assert tamed.tables["cleaned"].matrix[-1, 1] == 7  # more than half are equal: no outlier can be told
    assert tamed.numbers["outliers"] == 1 and "1 outlier ('a' 1): set to the bound." in tamed.notes
    dropped = clean(table(values), outliers="drop")
    assert dropped.numbers["rows_after"] == 9 and "1 outlier ('a' 1): 1 row left out." in " ".join(dropped.notes)
    recipe = json.loads(tamed.files["recipe.json"])
    assert (recipe["low"][0], recipe["high"][0]) == (pytest.approx(low), pytest.approx(high))


def test_standardised_columns_have_mean_0_and_deviation_1():
    result = clean(data.open("wine"), standardise=True)
    cleaned = result.tables["cleaned"].matrix
    np.testing.assert_allclose(cleaned.mean(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(cleaned.std(axis=0, ddof=1), 1)
    columns = result.tables["columns"]
    np.testing.assert_allclose(columns.matrix[:, 2], data.open("wine").matrix.mean(axis=0))
    np.testing.assert_allclose(columns.matrix[:, 5], 1)


def test_one_hot_gives_a_column_for_each_level():
    result = clean(GAPPY, one_hot=True)
    cleaned = result.tables["cleaned"]
    assert cleaned.columns == ("a", "b", "kind = x", "kind = y", "kind = z") and not cleaned.text
    assert cleaned.matrix[:, 2:].tolist() == [[1, 0, 0], [0, 1, 0], [1, 0, 0], [0, 0, 1]]
    assert "1 text became columns of 0 and 1, one for each level: 'kind' (3)." in result.notes


EVERY_STEP = [
    {}, {"missing": "keep"}, {"missing": "drop", "outliers": "drop"}, {"missing": "mean", "standardise": True},
    {"missing": "low-rank", "outliers": "winsorise", "standardise": True, "one_hot": True, "test": 0.3},
]  # fmt: skip


def gappy_iris():
    iris = data.open("iris")
    holes = np.random.default_rng(1).random(iris.matrix.shape) < 0.05
    return Table(iris.columns, np.where(holes, NAN, iris.matrix), iris.text, name="iris with gaps")


@pytest.mark.parametrize("options", EVERY_STEP)
def test_a_recipe_repeats_every_step_to_the_last_digit(options):
    given = gappy_iris()
    first = clean(given, **options)
    again = clean(given, use=first.files["recipe.json"])
    np.testing.assert_array_equal(again.tables["cleaned"].matrix, first.tables["cleaned"].matrix)
    assert again.files == first.files
    assert "A recipe was repeated: nothing was learned from this table." in again.notes


@pytest.mark.parametrize("options", EVERY_STEP)
def test_nothing_is_learned_from_the_test_rows(options):
    """Other numbers in the test rows, the same recipe."""
    given, options = gappy_iris(), {**options, "test": 0.3, "seed": 5}
    part = np.array(clean(given, **{**options, "missing": "mean", "outliers": "keep"}).tables["cleaned"].text["part"])
    matrix = given.matrix.copy()
    matrix[part == "test"] = 1e6
    spoilt = Table(given.columns, matrix, given.text)
    assert clean(spoilt, **options).files == clean(given, **options).files
    assert f"Everything was learned from {(part == 'learned').sum()} rows" in clean(given, **options).notes[0]


def test_new_rows_are_cleaned_by_what_the_old_ones_taught():
    recipe = clean(GAPPY, missing="mean", one_hot=True).files["recipe.json"]
    new = clean(table([[NAN, 5]], {"kind": ("w",)}), use=recipe)
    assert new.tables["cleaned"].matrix.tolist() == [[4, 5, 0, 0, 0]]
    assert "New levels, such as 'w' of 'kind', have 0 in all of these columns." in new.notes


def recipe(missing, column="a", **more):
    return json.dumps({"columns": [column], "missing": missing, "outliers": "keep", **more}).encode()


REFUSED = [
    # what, table, options, words
    ("no column of numbers", read_table(b"a,b\nx,y\nz,w\n"), {}, ["no column of numbers"]),
    ("an empty column", table([[1, NAN], [2, NAN]]), {}, ["column 'b' has no value left"]),
    ("no row left", table([[1, NAN], [NAN, 2]]), {"missing": "drop"}, ["no row would be left", "missing to mean"]),
    ("too large a rank", GAPPY, {"missing": "low-rank", "rank": 2}, ["rank is 2 for 4 rows × 2 columns", "1 to 1"]),
    ("no recipe", GAPPY, {"use": b"hello"}, ["no recipe", "--save recipe.json"]),
    ("another recipe", GAPPY, {"use": recipe("keep", "q")}, ["no column 'q'"]),
    ("a recipe of other steps", GAPPY, {"use": recipe("guess")}, ["its missing or outliers does not fit"]),
    ("a recipe that is too short", GAPPY, {"use": recipe("mean", fill=[])}, ["its fill does not fit"]),
    ("a recipe of words", GAPPY, {"use": recipe("mean", fill=["x"])}, ["no recipe"]),
    ("a recipe without numbers", GAPPY, {"use": recipe("mean")}, ["its fill does not fit"]),
    ("a recipe of levels that are none", GAPPY, {"use": recipe("keep", levels={"kind": [1]})}, ["its levels"]),
    ("a list", GAPPY, {"use": b"[1]"}, ["no recipe"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "options", "words"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED]
)
def test_what_cannot_be_cleaned_is_refused_with_the_remedy(given, options, words):
    with pytest.raises(InputError) as caught:
        clean(given, **options)
    assert all(word in str(caught.value) for word in words), str(caught.value)


def test_the_picture_shows_what_was_missing_and_what_was_changed():
    rows = [[float(x), 0.5 * x] for x in range(10)] + [[900.0, NAN]]
    picture = clean(table(rows), outliers="winsorise").picture
    value = picture.attributes["value"]
    assert picture.name == "matrix" and value["shape"] == [11, 2]
    assert np.reshape(value["values"], (11, 2))[-1].tolist() == [1, -1] and not any(value["values"][:-2])
    assert draw(picture).startswith(b"\x89PNG")


def test_a_large_table_gives_a_picture_that_a_page_can_hold():
    value = clean(table(np.zeros((40_000, 4)))).picture.attributes["value"]
    assert len(value["values"]) <= 60_000 and len(value["values"]) == np.prod(value["shape"])


def test_the_given_table_stays_as_it_was():
    given = gappy_iris()
    before = given.matrix.copy()
    clean(given, **EVERY_STEP[-1])
    np.testing.assert_array_equal(given.matrix, before)
