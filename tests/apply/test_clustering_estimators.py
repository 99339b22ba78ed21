"""The estimators KMeans and SpectralClustering: scikit-learn's conventions, and its own answers."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn import cluster as theirs
from sklearn.base import clone
from sklearn.metrics import adjusted_rand_score
from sklearn.pipeline import make_pipeline
from sklearn.utils.estimator_checks import parametrize_with_checks

from hiddenmath import data
from hiddenmath.apply import PCA, KMeans, SpectralClustering
from hiddenmath.data import InputError


@parametrize_with_checks(
    [KMeans(3, n_init=2), SpectralClustering(2), SpectralClustering(2, affinity="gaussian", width=3.0)]
)
def test_scikit_learns_own_checks(estimator, check):
    check(estimator)


@pytest.mark.parametrize(("name", "k"), [("iris", 3), ("wine", 5), ("digits", 10)])
def test_the_same_start_gives_scikit_learns_inertia(name, k):
    X = data.open(name).matrix
    start = X[np.random.default_rng(k).choice(len(X), k, replace=False)]
    ours = KMeans(k, init=start).fit(X)
    peer = theirs.KMeans(k, init=start, n_init=1, tol=0, algorithm="lloyd").fit(X)
    assert ours.inertia_ == pytest.approx(peer.inertia_, rel=1e-10)
    np.testing.assert_array_equal(ours.labels_, peer.labels_)
    np.testing.assert_allclose(ours.cluster_centers_, peer.cluster_centers_, rtol=1e-10, atol=1e-10)
    np.testing.assert_array_equal(ours.predict(X), ours.labels_)


@pytest.mark.parametrize("size", [1, 1e30, 1e-30])  # whose squares leave float32
def test_float32_rows_are_clustered_as_float64_ones(size):
    X = data.open("digits").matrix
    start = X[np.random.default_rng(0).choice(len(X), 10, replace=False)] * size
    wide, narrow = (KMeans(10, init=start).fit(X.astype(dtype) * dtype(size)) for dtype in (np.float64, np.float32))
    np.testing.assert_array_equal(narrow.labels_, wide.labels_)
    assert narrow.inertia_ == pytest.approx(wide.inertia_, rel=1e-5)
    np.testing.assert_allclose(narrow.cluster_centers_, wide.cluster_centers_, atol=1e-5 * size)


def test_float32_rows_too_near_for_squares_in_float32_are_told_apart():
    X = np.array([[1.0], [1.0001], [1.0002], [-1.0], [-1.0001]], np.float32)
    for init in (None, X):
        assert sorted(KMeans(5, init=init).fit(X).labels_.tolist()) == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("init", [None, [[1.0], [1.0 + 1e-9], [-1.0]]])
def test_no_cluster_is_left_empty_where_rounding_makes_rows_equal(init):
    with pytest.raises(InputError, match="some of the 3 rows are nearer to each other than rounding"):
        KMeans(3, init=init).fit([[1.0], [1.0 + 1e-9], [-1.0]])


@pytest.mark.parametrize(("name", "k"), [("iris", 3), ("wine", 5)])
def test_drawn_starts_are_as_good_as_scikit_learns(name, k):
    X = data.open(name).matrix
    assert KMeans(k).fit(X).inertia_ <= 1.005 * theirs.KMeans(k, n_init=10, random_state=0).fit(X).inertia_


@given(st.integers(0, 10_000), st.integers(1, 30), st.integers(1, 4), st.integers(1, 8))
@settings(max_examples=40, deadline=None)
def test_each_row_is_with_the_nearest_centre_which_is_the_mean_of_its_rows(seed, m, n, k):
    X = np.random.default_rng(seed).integers(0, 4, (m, n)).astype(float)  # many rows are equal
    if k > len(np.unique(X, axis=0)):
        with pytest.raises(InputError, match=r"clusters"):
            KMeans(k).fit(X)
        return
    found = KMeans(k, n_init=2, seed=seed).fit(X)
    means = np.array([X[found.labels_ == j].mean(axis=0) for j in range(k)])  # no cluster is empty
    np.testing.assert_allclose(found.cluster_centers_, means, atol=1e-12)
    distance = np.linalg.norm(X[:, None] - means, axis=2)
    np.testing.assert_allclose(distance[np.arange(m), found.labels_], distance.min(axis=1), atol=1e-7)


def test_a_new_row_beyond_all_squares_has_a_nearest_centre():
    found = KMeans(2).fit([[-1.0, 0.0], [1.0, 0.0]])
    assert found.predict([[1e200, 0.0], [-1e200, 0.0]]).tolist() == found.labels_[::-1].tolist()


def test_a_centre_without_rows_moves_to_the_farthest_row():
    X = np.array([[0.0], [1.0], [2.0], [50.0], [51.0]])
    found = KMeans(3, init=[[0.0], [1.0], [1e6]]).fit(X)
    assert found.cluster_centers_.ravel().tolist() == [0.5, 2.0, 50.5] and found.inertia_ == 1.0


def test_a_spread_of_1e_minus_6_beside_a_mean_of_1e6_is_seen():
    X = np.array([[1e6], [1e6 + 1e-6], [1e6 + 1e-3], [1e6 + 1.001e-3]])
    labels = KMeans(2).fit_predict(X)
    assert labels[0] == labels[1] != labels[2] == labels[3]


def two_rings():
    rng = np.random.default_rng(0)
    angle, radius = rng.uniform(0, 2 * np.pi, 300), np.repeat([1.0, 3.0], 150)
    return (radius + rng.normal(0, 0.1, 300)) * np.array([np.cos(angle), np.sin(angle)]), radius


@pytest.mark.parametrize("affinity", ["neighbours", "gaussian"])
def test_a_ring_around_a_ring_is_told_apart(affinity):
    points, ring = two_rings()
    found = SpectralClustering(2, affinity=affinity).fit(points.T)
    assert adjusted_rand_score(ring, found.labels_) == 1
    assert adjusted_rand_score(ring, KMeans(2).fit_predict(points.T)) < 0.1  # which k-means cannot
    np.testing.assert_array_equal(found.predict(points.T), found.labels_)


def test_digits_are_found_at_least_as_well_as_by_scikit_learn():
    digits = data.open("digits").take(np.arange(1797) < 400)
    said = digits.text["digit"]
    ours = SpectralClustering(10).fit_predict(digits.matrix)
    peer = theirs.SpectralClustering(10, affinity="nearest_neighbors", n_neighbors=11, random_state=0)
    assert adjusted_rand_score(said, ours) > adjusted_rand_score(said, peer.fit_predict(digits.matrix)) - 0.03


REFUSED = [
    (KMeans(0), "n_clusters is 0"), (KMeans(True), "n_clusters is True"), (KMeans(2.0), "n_clusters is 2.0"),
    (KMeans(6), "6 clusters of 5 rows"), (KMeans(5), "5 clusters, but only 4 of the 5 rows are different"),
    (KMeans(2, init=[[0.0]]), r"init has shape \(1, 1\) for 2 clusters"), (KMeans(2, n_init=0), "n_init is 0"),
    (SpectralClustering(6), "n_clusters is 6 for 5 rows"), (SpectralClustering(2, affinity="rbf"), "affinity is 'rbf'"),
    (SpectralClustering(2, affinity="gaussian", width=0), "width is 0"),
    (SpectralClustering(2, affinity="gaussian", width=0.01), "Row 4 is so far from all others"),
]  # fmt: skip


@pytest.mark.parametrize(("estimator", "words"), REFUSED)
def test_what_cannot_be_is_refused(estimator, words):
    with pytest.raises(InputError, match=words):
        estimator.fit(np.array([[0.0], [0.0], [0.01], [5.0], [9.0]]))


def test_they_clone_and_stand_in_a_pipeline():
    X = data.open("iris").matrix
    assert len(set(make_pipeline(PCA(2), KMeans(3)).fit_predict(X))) == 3
    assert clone(KMeans(4, seed=7)).get_params() == {"init": None, "n_clusters": 4, "n_init": 10, "seed": 7}
