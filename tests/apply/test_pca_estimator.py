"""The estimator PCA: scikit-learn's conventions, and digits where the mean hides the spread."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.base import clone
from sklearn.pipeline import make_pipeline
from sklearn.utils.estimator_checks import parametrize_with_checks

import hiddenmath
from hiddenmath import data
from hiddenmath.apply import PCA, pca
from hiddenmath.data import InputError


@parametrize_with_checks([PCA(), PCA(n_components=0.9, scale=True, whiten=True), PCA(1, missing="low-rank")])
def test_scikit_learns_own_checks(estimator, check):
    check(estimator)


def test_it_is_the_same_class_from_the_top():
    assert hiddenmath.PCA is PCA


def centred_exactly(X):
    columns = [[Fraction(x) for x in column] for column in X.T.tolist()]
    means = [sum(column) / len(column) for column in columns]
    return np.array([[float(x - mean) for x in column] for column, mean in zip(columns, means, strict=True)]).T


@pytest.mark.parametrize("mean", [0, 1e6, 1e8, -1e8])
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_the_spread_keeps_its_digits_beside_a_mean_a_million_times_larger(mean, dtype):
    """Reference: centred in exact rational arithmetic, then LAPACK."""
    rng = np.random.default_rng(1)
    X = (rng.normal(size=(300, 4)) * [3, 2, 1, 0.5] * (100 if dtype == np.float32 else 1) + mean).astype(dtype)
    exact = centred_exactly(X.astype(np.float64))
    found = PCA().fit(X)
    singular = np.linalg.svd(exact, compute_uv=False)
    np.testing.assert_allclose(found.singular_values_, singular, rtol=1e-13)
    assert (np.abs(found.singular_values_ - singular) <= found.error_).all()
    np.testing.assert_allclose(found.explained_variance_, singular**2 / 299, rtol=1e-12)
    scores = found.transform(X)
    assert scores.dtype == dtype
    np.testing.assert_allclose(
        scores, exact @ found.components_.T, atol=3e-7 * np.abs(exact).max() if dtype == np.float32 else 1e-12
    )


@pytest.mark.parametrize("whiten", [False, True])
@pytest.mark.parametrize("name", ["iris", "wine", "diabetes", "digits"])
def test_scikit_learn_agrees(name, whiten):
    from sklearn.decomposition import PCA as Theirs

    X = data.open(name).matrix
    ours, theirs = PCA(4, whiten=whiten).fit(X), Theirs(4, whiten=whiten, svd_solver="full").fit(X)
    for name in ("explained_variance_", "explained_variance_ratio_", "singular_values_", "mean_"):
        np.testing.assert_allclose(getattr(ours, name), getattr(theirs, name), rtol=1e-10)
    signs = np.sign(np.sum(ours.components_ * theirs.components_, axis=1))
    np.testing.assert_allclose(ours.components_ * signs[:, None], theirs.components_, atol=1e-10)
    scores, expected = ours.transform(X), theirs.transform(X)
    np.testing.assert_allclose(scores * signs, expected, atol=1e-10 * np.abs(expected).max())
    np.testing.assert_allclose(
        ours.inverse_transform(scores), theirs.inverse_transform(expected), rtol=1e-10, atol=1e-10
    )


KEEP = [
    # n_components, kept of iris' 4 (shares 0.9246, 0.0531, 0.0171, 0.0052)
    (None, 4), (1, 1), (4, 4), (0.5, 1), (0.9246, 1), (0.925, 2), (0.98, 3), (0.999999, 4), (np.int64(2), 2),
    ("auto", 1),
]  # fmt: skip


@pytest.mark.parametrize(("n_components", "kept"), KEEP)
def test_how_many_components_are_kept(n_components, kept):
    found = PCA(n_components).fit(data.open("iris").matrix)
    assert found.components_.shape == (kept, 4) and found.n_components_ == kept
    assert found.get_feature_names_out().tolist() == [f"pca{i}" for i in range(kept)]


@pytest.mark.parametrize("n_components", [0, 5, -1, 1.0, 0.0, 1.5, "two", True, float("nan")])
def test_other_numbers_of_components_are_refused(n_components):
    with pytest.raises(InputError, match=r"n_components is .* 150 rows × 4 columns.\nGive a whole number from 1 to 4"):
        PCA(n_components).fit(data.open("iris").matrix)


def test_equal_rows_are_refused():
    with pytest.raises(ValueError, match="All 3 rows are equal"):
        PCA().fit(np.ones((3, 2)))


@given(st.integers(0, 10_000), st.integers(2, 12), st.integers(1, 6), st.booleans())
@settings(max_examples=40, deadline=None)
def test_transforming_there_and_back_gives_the_rows(seed, m, n, scale):
    X = np.random.default_rng(seed).normal(size=(m, n)) * 10.0 ** np.arange(n) + 100
    found = PCA(scale=scale).fit(X)
    np.testing.assert_allclose(found.inverse_transform(found.transform(X)), X, rtol=1e-9)


@given(st.integers(0, 10_000), st.sampled_from([-1, 1]))
@settings(max_examples=25, deadline=None)
def test_signs_do_not_depend_on_the_signs_of_the_data(seed, sign):
    X = np.random.default_rng(seed).normal(size=(20, 3))
    directions = PCA().fit(sign * X).components_
    np.testing.assert_allclose(directions, PCA().fit(X).components_, atol=1e-9)
    assert (directions.max(axis=1) > 0).all()


def test_columns_of_equal_weight_get_the_first_positive():
    X = np.array([[1.0, -1.0], [2.0, -2.0], [4.0, -4.0]])
    np.testing.assert_allclose(PCA(1).fit(X).components_, [[0.5**0.5, -(0.5**0.5)]])


def test_it_works_in_a_pipeline_and_clones():
    X = data.open("iris").matrix
    assert make_pipeline(PCA(3), PCA(2)).fit_transform(X).shape == (150, 2)
    assert clone(PCA(2, scale=True)).get_params() == PCA(2, scale=True).get_params()


def test_white_scores_of_a_direction_without_variance_stay_finite():
    X = np.outer(np.arange(5.0), [1.0, 2.0])
    scores = PCA(whiten=True).fit_transform(X)
    np.testing.assert_allclose(scores.std(axis=0, ddof=1), [1, 0], atol=1e-12)
    np.testing.assert_allclose(PCA(whiten=True).fit(X).inverse_transform(scores), X, atol=1e-12)


@pytest.mark.parametrize("missing", ["mean", "low-rank"])
def test_missing_values_are_filled_in_when_it_is_fitted_and_when_it_is_used(missing):
    X = data.open("wine").matrix
    holes = np.where(np.random.default_rng(1).random(X.shape) < 0.05, np.nan, X)
    whole, found = PCA(3, scale=True).fit(X), PCA(3, scale=True, missing=missing).fit(holes)
    assert np.abs(np.sum(whole.components_ * found.components_, axis=1)).min() > 0.98
    apart = found.transform(holes) - whole.transform(X)
    assert np.isfinite(apart).all() and np.sqrt(np.mean(apart**2)) < 0.3
    with pytest.raises(ValueError, match="missing is 'drop'"):
        PCA(missing="drop").fit(X)


def test_a_dask_array_has_the_components_of_its_numbers():
    import dask.array as da

    X = data.open("wine").matrix + 1e6
    lazy = da.from_array(X, chunks=(50, 5))
    for scale in (False, True):
        ours, expected = PCA(3, scale=scale, whiten=True).fit(lazy), PCA(3, scale=scale, whiten=True).fit(X)
        np.testing.assert_allclose(ours.components_, expected.components_, atol=1e-9)
        np.testing.assert_allclose(ours.explained_variance_ratio_, expected.explained_variance_ratio_, rtol=1e-9)
        scores = ours.transform(lazy)
        assert isinstance(scores, da.Array)
        np.testing.assert_allclose(scores.compute(), expected.transform(X), atol=1e-8)
    with pytest.raises(InputError, match="missing or infinite in column 'column 2'"):
        PCA().fit(da.from_array(np.array([[1.0, np.nan], [2.0, 3.0]])))


def test_a_file_in_blocks_has_the_components_of_its_numbers(tmp_path):
    X = data.open("digits").matrix
    np.save(tmp_path / "digits.npy", X)
    rows = data.open_rows(tmp_path / "digits.npy", max_memory="500 kB")
    ours, expected = PCA("auto").fit(rows), PCA("auto").fit(X)
    np.testing.assert_allclose(ours.components_, expected.components_, atol=1e-10)
    scores = ours.transform(rows)
    assert scores.blocks > 1 and scores.columns[0] == "component 1"
    np.testing.assert_allclose(np.vstack(list(scores)), expected.transform(X), atol=1e-10)


def test_a_model_saved_by_either_door_is_loaded(tmp_path):
    iris = data.open("iris")
    from_tool, from_estimator = tmp_path / "tool.npz", tmp_path / "estimator.npz"
    from_tool.write_bytes(pca(iris, scale=True).files["model.npz"])
    fitted = PCA(2, scale=True).fit(iris.matrix)
    fitted.save(from_estimator)
    for path in (from_tool, from_estimator):
        loaded = PCA.load(path)
        assert loaded.get_params() == fitted.get_params()
        np.testing.assert_array_equal(loaded.transform(iris.matrix[:7]), fitted.transform(iris.matrix[:7]))


def test_scores_of_another_width_are_refused():
    with pytest.raises(InputError, match=r"Scores of shape \(2, 3\) for 2 components"):
        PCA(2).fit(data.open("iris").matrix).inverse_transform(np.ones((2, 3)))


def test_nothing_is_changed():
    X = data.open("wine").matrix.copy()
    X.flags.writeable = False
    PCA(scale=True).fit_transform(X)
