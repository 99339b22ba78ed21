"""The tool `pca` on rows in blocks: the same directions as in memory, and what cannot be done there."""

import numpy as np
import pytest

from hiddenmath.apply import pca
from hiddenmath.apply._large import large
from hiddenmath.data import InputError, Rows, Table, write_rows


def rows_of(X, block=256, **more):
    columns = tuple(f"c{j}" for j in range(X.shape[1]))
    return Rows(X.shape, X.dtype, block, lambda start, stop: X[start:stop], columns=columns, name="big.npy", **more)


def table_of(X):
    return Table(tuple(f"c{j}" for j in range(X.shape[1])), X, name="big.npy")


@pytest.fixture(scope="module")
def X():
    rng = np.random.default_rng(0)
    return rng.normal(size=(2500, 3)) @ rng.normal(size=(3, 8)) + 0.3 * rng.normal(size=(2500, 8))


def holes(X):
    return np.where(np.random.default_rng(1).random(X.shape) < 0.02, np.nan, X)


def first_missing(X):
    return np.where(np.arange(2500)[:, None] < 300, np.nan, X)


CASES = [
    # options, what is done to the numbers
    ({}, lambda X: X), ({"scale": True, "whiten": True}, lambda X: X), ({"auto": True}, lambda X: X + 1e7),
    ({"share": 0.9}, lambda X: X.astype(np.float32).astype(np.float64)), ({"missing": "mean"}, holes),
    ({"missing": "drop"}, holes), ({"missing": "drop", "scale": True}, first_missing),
]  # fmt: skip


@pytest.mark.parametrize(("options", "change"), CASES)
def test_blocks_give_what_the_whole_table_gives(X, options, change):
    given = change(X)
    ours, expected = pca(rows_of(given), **options), pca(table_of(given), **options)
    np.testing.assert_allclose(ours.tables["variance"].matrix, expected.tables["variance"].matrix, rtol=1e-9)
    np.testing.assert_allclose(ours.tables["loadings"].matrix, expected.tables["loadings"].matrix, atol=1e-9)
    columns = (result.tables["left_over_by_column"].matrix for result in (ours, expected))
    np.testing.assert_allclose(*columns, rtol=1e-6)
    scores = np.vstack(list(ours.large["scores"]))
    left_out = np.isnan(given).any(axis=1) & (options.get("missing") == "drop")
    assert (np.isnan(scores).all(axis=1) == left_out).all()
    np.testing.assert_allclose(scores[~left_out], expected.tables["scores"].matrix[:, -scores.shape[1] :], atol=1e-7)
    assert ours.numbers["rows"] == expected.numbers["rows"]
    assert ours.numbers["worth_keeping"] == expected.numbers["worth_keeping"]


def test_the_reconstruction_is_written_in_blocks(X, tmp_path):
    result = pca(rows_of(X), components=8, reconstruct=True)
    write_rows(tmp_path / "told.npy", result.large[result.main])
    told = np.load(tmp_path / "told.npy")
    np.testing.assert_allclose(told[:, :-1], X, atol=1e-10)
    assert told[:, -1].max() < 1e-10


def test_a_saved_model_is_used_on_rows_in_blocks(X):
    fitted = pca(table_of(X))
    result = pca(rows_of(X[:, ::-1]).take([f"c{j}" for j in range(8)]), use=fitted.files["model.npz"])
    turned = rows_of(X).take([f"c{j}" for j in reversed(range(8))])
    for given in (rows_of(X), turned):
        result = pca(given, use=fitted.files["model.npz"])
        np.testing.assert_allclose(np.vstack(list(result.large["scores"])), fitted.tables["scores"].matrix, atol=1e-12)


def test_of_many_rows_some_are_drawn(X, monkeypatch):
    monkeypatch.setattr("hiddenmath.apply._large.SAMPLE", 1000)
    result = pca(rows_of(X))
    assert len(result.picture.attributes["data"]["rows"]) == 125
    assert "come from 125 of them, evenly spaced" in " ".join(result.notes)
    np.testing.assert_array_equal(large(rows_of(X), False, "error").sample, X[::20])


REFUSED = [
    # what, rows, options, words
    ("a missing value", lambda X: rows_of(holes(X)), {}, ["row 8, column 'c5'", "missing to drop"]),
    ("a text", lambda X: rows_of(holes(X), written=lambda row, name: "n/a"), {}, ["'n/a' is not a number"]),
    ("patterns", rows_of, {"missing": "low-rank"}, ["too large", "drop or to mean"]),
    ("labels", rows_of, {"label": "c1"}, ["without labels"]),
    ("equal rows", lambda X: rows_of(np.full((600, 3), 0.1)), {}, ["All 600 rows are equal"]),
    ("a constant column", lambda X: rows_of(np.c_[X, np.full(2500, 0.1)]), {"scale": True}, ["column 'c8'"]),
    ("a column without values", lambda X: rows_of(X * [np.nan, *[1] * 7]), {"missing": "mean"}, ["'c0' has no"]),
    ("no whole row", lambda X: rows_of(X * [np.nan, *[1] * 7]), {"missing": "drop"}, ["no row without"]),
    ("complex numbers", lambda X: rows_of(X + 1j), {}, ["complex"]),
    ("too many components", rows_of, {"components": 9}, ["has only 8 directions"]),
    ("a column that is not there", rows_of, {"without": "c9"}, ["no column of numbers 'c9'"]),
    ("squares too large", lambda X: rows_of(X * 1e200), {}, ["too large"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("make", "options", "words"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED]
)
def test_what_cannot_be_done_in_blocks_is_refused(X, make, options, words):
    with pytest.raises(InputError) as caught:
        pca(make(X), **options)
    assert all(word in str(caught.value) for word in words), str(caught.value)
