"""The tool `cluster`: how many groups, what sets them apart, and what it says about unsuitable tables."""

import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score, silhouette_score

from hiddenmath import data
from hiddenmath.apply import cluster, draw, load
from hiddenmath.apply._agreement import adjusted_rand, counted
from hiddenmath.apply._silhouette import silhouette
from hiddenmath.data import InputError, Table, read_table


def table(matrix, text=None):
    matrix = np.array(matrix, dtype=float)
    return Table(tuple("abcdefgh"[: matrix.shape[1]]), matrix, text or {}, name="my.csv")


THREE = table(
    [[0, 5], [1, 5], [0, 6], [50, 5], [51, 5], [50, 6], [51, 6], [0, 90], [1, 91]],
    {"kind": ("x", "x", "x", "y", "y", "y", "y", "z", "z")},
)


def test_as_many_as_there_are_and_what_sets_them_apart():
    result = cluster(THREE)
    assert result.numbers["clusters"] == 3 and result.numbers["adjusted_rand"] == 1
    assert result.tables["assignments"].matrix[:, 0].tolist() == [2, 2, 2, 1, 1, 1, 1, 3, 3]  # the largest is the first
    assert result.tables["compared"].matrix.tolist() == [[0, 3, 0], [4, 0, 0], [0, 0, 2]]
    assert result.notes[0].startswith("3 clusters are proposed: of 2 to 8, they have the largest silhouette (0.98")
    assert result.notes[1] == "The clusters lie far apart."
    assert "9 of 9 rows would be called rightly" in result.notes[2]
    words = result.tables["clusters"].text["what sets it apart"]
    assert words[0] == "a high: 50.5, where 22.7 is usual; b low: 5.5, where 24.3 is usual"
    assert list(result.key) == ["clusters", "silhouette", "adjusted_rand"]


@pytest.mark.parametrize("method", ["k-means", "spectral"])
@pytest.mark.parametrize("scale", [False, True])
def test_wine_has_three_kinds(method, scale):
    result = cluster(data.open("wine"), method=method, scale=scale, clusters=3)
    assert result.numbers["adjusted_rand"] > (0.85 if scale else 0.3)
    assert ("'proline' alone holds 99.8%" in " ".join(result.notes)) is not scale


def test_the_label_has_no_part_in_it():
    iris = data.open("iris")
    without, shuffled = (
        cluster(Table(iris.columns, iris.matrix, text), clusters=3)
        for text in ({}, {"species": tuple(reversed(iris.text["species"]))})
    )
    assert "adjusted_rand" not in without.numbers and list(without.key) == ["clusters", "silhouette", "rows"]
    np.testing.assert_array_equal(without.tables["assignments"].matrix, shuffled.tables["assignments"].matrix)


def test_one_seed_gives_one_answer():
    one, again = (cluster(data.open("wine"), seed=5).json() for _ in range(2))
    assert one == again


@pytest.mark.parametrize("seed", range(5))
def test_measures_are_scikit_learns(seed):
    rng = np.random.default_rng(seed)
    X, one, other = rng.normal(size=(40, 3)), rng.integers(0, 4, 40), rng.integers(0, 5, 40)
    assert silhouette(X, one) == pytest.approx(silhouette_score(X, one), abs=1e-12)
    assert adjusted_rand(counted(one, other)) == pytest.approx(adjusted_rand_score(one, other), abs=1e-12)


@pytest.mark.parametrize("method", ["k-means", "spectral"])
def test_a_saved_model_knows_the_clusters_of_new_rows(method):
    iris = data.open("iris")
    result = cluster(iris, method=method, clusters=3, scale=True)
    cluster_of = result.tables["assignments"].matrix[:, 0]
    model = load(result.files["model.npz"])
    np.testing.assert_array_equal(model.predict(iris) + 1, cluster_of)
    moved = Table(iris.columns[::-1], iris.matrix[::3, ::-1], {"species": iris.text["species"][::3]})
    again = cluster(moved, use=result.files["model.npz"], label="species")
    np.testing.assert_array_equal(again.tables["assignments"].matrix[:, 0], cluster_of[::3])
    assert again.numbers["clusters_used"] == 3 and again.numbers["adjusted_rand"] > 0.5
    assert "no cluster was moved" in again.notes[0]


def test_new_rows_with_gaps_and_rows_that_reach_only_one_cluster():
    saved = cluster(THREE).files["model.npz"]
    own = read_table(b"b,a\n5,0\n6,\n", name="new.csv")
    filled = cluster(own, use=saved, missing="mean")
    assert filled.notes[0] == "1 missing value: filled in with the mean that the saved model holds."
    one = cluster(own, use=saved, missing="drop")
    assert one.tables["clusters"].matrix.ravel().tolist() == [0, 1, 0] and one.picture is None
    with pytest.raises(InputError, match="line 3"):
        cluster(own, use=saved)
    with pytest.raises(InputError, match="no column 'b'"):
        cluster(table([[1], [2], [3]]), use=saved)


def test_what_is_missing_is_told_by_the_other_columns():
    iris = data.open("iris")
    holed = iris.matrix.copy()
    holed[::7, 2] = np.nan  # petal length, which the petal's width tells
    made = Table(iris.columns, holed, iris.text, name="holed")
    found = cluster(made, clusters=3, missing="low-rank")
    assert found.numbers["rows"] == 150 and found.numbers["adjusted_rand"] > 0.7
    assert found.numbers["adjusted_rand"] > cluster(made, clusters=3, missing="mean").numbers["adjusted_rand"]
    assert any("22 values" in note and "filled in" in note for note in found.notes), found.notes
    with pytest.raises(InputError, match="know no patterns"):
        cluster(made, use=found.files["model.npz"], missing="low-rank")


def test_the_picture_shows_the_clusters():
    found = cluster(THREE)
    assert found.downloads()["cloud.png"]().startswith(b"\x89PNG")
    attributes = found.picture.attributes
    assert attributes["data"]["label_names"] == ["cluster 1", "cluster 2", "cluster 3"]
    assert attributes["data"]["labels"] == [0, 0, 0, 0, 1, 1, 1, 2, 2]
    assert draw(cluster(THREE).picture).startswith(b"\x89PNG")
    many = cluster(table(np.random.default_rng(0).normal(size=(40, 2))), clusters=12).picture.attributes["data"]
    assert max(many["labels"]) == 9 and many["label_names"][9] == "smaller clusters"
    assert cluster(table([[1], [2], [9], [10]])).picture is None  # one column is no cloud


def test_centres_of_images_are_images():
    digits = data.open("digits").take(np.arange(1797) < 100)
    assert cluster(digits, clusters=4).images["centres"].ndim == 3
    assert (
        "what sets it apart" not in cluster(digits, clusters=4).tables["clusters"].text
    )  # a pixel's name says nothing


def test_rows_left_out_leave_their_lines_behind():
    own = read_table(b"a,b\n1,2\n1,\n9,8\n9,9\n1,3\n", name="own.csv")
    assigned = cluster(own, missing="drop", clusters=2).tables["assignments"]
    assert assigned.columns[0] == "line" and assigned.matrix[:, 0].tolist() == [2, 4, 5, 6]


REFUSED = [
    # what, table, options, words
    ("two rows", table([[1, 2], [3, 4]]), {}, ["only 2 rows", "at least three"]),
    ("text only", read_table(b"a,b\nx,y\nz,w\n"), {}, ["no column of numbers"]),
    ("equal rows", table([[1, 2]] * 4), {}, ["All 4 rows are equal"]),
    ("equal rows, k", table([[1, 2]] * 4), {"clusters": 2}, ["only 1 of the 4 rows are different"]),
    ("too many", table([[1], [2], [3]]), {"clusters": 4}, ["4 clusters of 3 rows", "1 to 3"]),
    ("too many, spectral", table([[1], [2], [3]]), {"clusters": 4, "method": "spectral"}, ["4 clusters of 3 rows"]),
    ("too many neighbours", THREE, {"method": "spectral"}, ["neighbours is 10 for 9 rows", "1 to 8"]),
    ("no reach", THREE, {"method": "spectral", "affinity": "gaussian", "width": 0.001}, ["so far from all others"]),
    ("one cluster", THREE, {"clusters": 1}, ["clusters is 1, out of range", "at least 2"]),
    ("missing", table([[1, np.nan], [2, 3], [4, 5]]), {}, ["1 value is missing, in column 'b' (row 1)"]),
    ("no such label", THREE, {"label": "knd"}, ["no column 'knd'", "Did you mean 'kind'?"]),
    ("too large", table([[1e308], [-1e308], [3]]), {}, ["squares of their distances are beyond"]),
    ("too small", table([[1e-200], [0], [3e-200]]), {}, ["about 1.7e-200 apart"]),
]


@pytest.mark.parametrize(("given", "options", "words"), [case[1:] for case in REFUSED], ids=[c[0] for c in REFUSED])
def test_unsuitable_tables_are_refused_with_the_reason(given, options, words):
    with pytest.raises(InputError) as caught:
        cluster(given, **options)
    assert all(word in str(caught.value) for word in words), str(caught.value)
