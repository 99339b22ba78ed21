"""The tool `pca`: known numbers, plain words, and what it says about unsuitable tables."""

import io
import json

import numpy as np
import pytest

from hiddenmath import data
from hiddenmath.apply import pca
from hiddenmath.apply._components import Components
from hiddenmath.data import InputError, Table, read_table


def table(matrix, text=None, columns=None):
    matrix = np.array(matrix, dtype=float)
    return Table(columns or tuple("abcdefgh"[: matrix.shape[1]]), matrix, text or {}, name="my.csv")


@pytest.fixture(scope="module")
def iris():
    return pca(data.open("iris"), components=4)


def test_iris_has_the_variances_that_r_prints(iris):
    """prcomp(iris[1:4]): standard deviations 2.0563, 0.49262, 0.2797, 0.15439; proportions 0.9246, 0.05307, …"""
    variance = iris.tables["variance"].matrix
    np.testing.assert_allclose(np.sqrt(variance[:, 1]), [2.0563, 0.49262, 0.2797, 0.15439], atol=5e-5)
    np.testing.assert_allclose(variance[:, 2], [0.92462, 0.05307, 0.01710, 0.00521], atol=5e-6)
    assert variance[-1, 3] == pytest.approx(1)


def test_iris_has_the_loadings_that_r_prints_up_to_sign(iris):
    expected = [[0.36139, 0.65659, 0.58203, 0.31549], [-0.08452, 0.73016, -0.59791, -0.31972],
                [0.85667, -0.17337, -0.07624, -0.47984], [0.35829, -0.07548, -0.54583, 0.75366]]  # fmt: skip
    loadings = iris.tables["loadings"]
    np.testing.assert_allclose(np.abs(loadings.matrix), np.abs(expected), atol=5e-6)
    assert loadings.text["column"] == data.open("iris").columns


def test_numbers_and_notes_in_plain_words():
    result = pca(data.open("iris"))
    assert result.numbers["rows"] == 150 and result.numbers["columns"] == 4 and result.numbers["components"] == 2
    assert result.numbers["variance_kept"] == pytest.approx(0.9777, abs=1e-4)
    assert result.numbers["error_bound"] < 1e-11
    assert result.numbers["worth_keeping"] == 1
    assert result.notes == (
        "The first two of 4 directions keep 97.8% of the variance.",
        "One direction is worth keeping: it holds more of the variance than in any of 19 copies of the table with each "
        "column shuffled, where columns have nothing in common. The next holds 5.3%, and up to 16.7% there.",
        "Component 1 grows with 'petal length'; component 2 grows with 'sepal width' and 'sepal length'.",
        "Column 'sepal width' loses most: 84.0% of its variance is kept.",
    )


def test_scores_carry_the_labels_and_are_the_projection():
    iris = data.open("iris")
    result = pca(iris)
    scores = result.tables[result.main]
    assert scores.text["species"] == iris.text["species"]
    centred = iris.matrix - iris.matrix.mean(axis=0)
    np.testing.assert_allclose(scores.matrix, centred @ result.tables["loadings"].matrix, atol=1e-12)


NOTES = [
    # what, table, options, words
    ("all directions", table([[1, 2], [3, 5], [2, 2]]), {}, "Both directions are kept"),
    ("one direction", table([[1, 2], [3, 5], [2, 2]]), {"components": 1}, "The first of 2 directions keeps"),
    ("nearly all", table([[1000, 0], [-1000, 0.1], [0, 0.2]]), {"components": 1}, "more than 99.9%"),
    ("one large column", data.open("wine"), {}, "Column 'proline' alone holds 99.8%"),
    ("a counting column", table([[1, 5, 2], [2, 3, 9], [3, 7, 1]]), {}, "Column 'a' only counts the rows"),
    ("text", read_table(b"a,b,t,p\n1,2,x,1 EUR\n3,5,y,2 EUR\n"), {}, "Text does not count: 'p' (such as '1 EUR')"),
    ("a column against the others", table([[1, -0.8], [2, -1.6], [4, -3.3]]), {}, "grows with 'a', and against 'b'"),
    ("nothing but noise", table(np.random.default_rng(5).normal(size=(200, 6))), {}, "No direction stands out from"),
    ("a row far off", table([*np.outer(range(60), [1, 2, 3]) + np.eye(60, 3), [30, 60, 97]]), {"components": 1},
     "Row 61 is farthest from what the directions tell"),
    ("rows left out", read_table(b"a,b\n1,2\n3,\n4,9\n5,7\n"), {"missing": "drop"}, "1 of 4 rows was left out"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "options", "words"), [case[1:] for case in NOTES], ids=[case[0] for case in NOTES])
def test_what_is_worth_knowing_is_noted(given, options, words):
    assert words in " ".join(pca(given, **options).notes)


REFUSED = [
    # what, table, options, words
    ("one row", table([[1, 2]]), {}, ["my.csv has only one row", "at least two"]),
    ("one column", table([[1], [2]]), {}, ["only one column of numbers, 'a'", "at least two"]),
    ("text only", read_table(b"a,b\nx,y\nz,w\n"), {}, ["no column of numbers; 'a' holds text, such as 'x'"]),
    ("too many components", table([[1, 2], [3, 4], [5, 7]]), {"components": 3}, ["3 rows × 2 columns", "1 to 2"]),
    ("no components", table([[1, 2], [3, 4]]), {"components": 0}, ["components is 0", "at least 1"]),
    ("equal rows", table([[1, 2], [1, 2], [1, 2]]), {}, ["All 3 rows are equal"]),
    ("a constant column", table([[1, 7], [2, 7]]), {"scale": True}, ["row of column 'b'", "do not scale"]),
    ("a share of everything", table([[1, 2], [3, 5], [2, 2]]), {"share": 1.0}, ["share is 1", "such as 0.9"]),
    ("two answers", table([[1, 2], [3, 5], [2, 2]]), {"share": 0.9, "auto": True}, ["share and auto", "one of them"]),
    ("no such label", table([[1, 2], [3, 4]]), {"label": "kind"}, ["no column 'kind'"]),
    ("no such column", table([[1, 2], [3, 4]]), {"without": "a, z"}, ["no column 'z'"]),
    ("missing values", read_table(b"a,b\n1,2\n3,\n4,9\n", name="my.csv"), {}, ["'b' (line 3)", "missing to drop"]),
    ("numbers at the end of float64", table([[1.7e308, 0], [-1.7e308, 1]]), {}, ["overflows float64"]),
    ("squares too large", table([[1e200, 0], [-1e200, 1]]), {}, ["too large", "power of ten"]),
    ("squares too small", table([[1e-200, 0], [-1e-200, 1e-201]]), {}, ["too small", "power of ten"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "options", "words"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED]
)
def test_an_unsuitable_table_is_refused_with_the_remedy(given, options, words):
    with pytest.raises(InputError) as caught:
        pca(given, **options)
    assert all(word in str(caught.value) for word in words), str(caught.value)


def test_scaling_divides_by_the_standard_deviation():
    """prcomp(iris[1:4], scale. = TRUE): proportions 0.7296, 0.2285, 0.03669, 0.00518."""
    result = pca(data.open("iris"), components=4, scale=True)
    np.testing.assert_allclose(result.tables["variance"].matrix[:, 2], [0.7296, 0.2285, 0.03669, 0.00518], atol=5e-5)


def test_scaling_does_not_mind_any_unit():
    matrix = np.random.default_rng(1).normal(size=(50, 3))
    expected = pca(table(matrix), scale=True).tables["scores"].matrix
    for unit in (1e-200, 1e200):
        np.testing.assert_allclose(pca(table(matrix * unit), scale=True).tables["scores"].matrix, expected, rtol=1e-9)


def test_a_column_of_numbers_can_be_the_label():
    given = read_table(b"a,b,class\n1,2,0\n3,5,1\n2,2,0\n", name="my.csv")
    result = pca(given, label="class")
    assert result.numbers["columns"] == 2
    assert result.tables["scores"].text == {"class": ("0", "1", "0")}
    assert result.picture.attributes["data"]["label_names"] == ["0", "1"]


def test_many_different_labels_are_kept_but_not_coloured():
    given = table(np.random.default_rng(2).normal(size=(40, 3)), {"name": tuple(f"n{i}" for i in range(40))})
    assert "name" not in pca(given).tables["scores"].text
    named = pca(given, label="name")
    assert named.tables["scores"].text["name"][7] == "n7"
    assert named.picture.attributes["data"]["labels"] == []


def test_scores_say_their_line_where_rows_were_left_out():
    result = pca(read_table(b"a,b\n1,2\n3,\n4,9\n5,7\n"), missing="drop")
    assert result.tables["scores"].columns[0] == "line"
    assert result.tables["scores"].matrix[:, 0].tolist() == [2, 4, 5]


def test_a_large_table_gives_a_picture_that_a_page_can_hold():
    result = pca(table(np.random.default_rng(3).normal(size=(30_000, 5))))
    assert len(json.dumps(result.picture.attributes)) < 1_000_000
    drawn = result.picture.attributes
    assert len(drawn["data"]["rows"]) == len(drawn["computed"]["scores"]) <= 4000
    assert result.tables["scores"].rows == 30_000


def test_a_very_wide_table_is_pictured_by_its_scores():
    wide = Table(tuple(f"c{i}" for i in range(3000)), np.random.default_rng(4).normal(size=(20, 3000)))
    result = pca(wide, components=3)
    drawn = result.picture.attributes
    assert drawn["data"]["columns"] == ["component 1", "component 2", "component 3"]
    np.testing.assert_array_equal(drawn["data"]["rows"], result.tables["scores"].matrix)
    assert len(drawn["computed"]["loadings"]["columns"]) == 16 and drawn["computed"]["loadings"]["of"] == 3000


def test_the_saved_model_projects_new_rows():
    iris = data.open("iris")
    result = pca(iris, scale=True)
    saved = result.files["model.npz"]
    with np.load(io.BytesIO(saved), allow_pickle=False) as arrays:
        assert arrays["columns"].tolist() == list(iris.columns)
    model = Components.load(saved)
    np.testing.assert_array_equal(model.project(iris.matrix), result.tables["scores"].matrix)


KEPT = [
    # options, kept of the 13 directions of wine, scaled (shares 0.362, 0.192, 0.111, 0.071, 0.066, …)
    ({"components": 5}, 5), ({"share": 0.5}, 2), ({"share": 0.665}, 3), ({"share": 0.95}, 10), ({"auto": True}, 3),
]  # fmt: skip


@pytest.mark.parametrize(("options", "kept"), KEPT)
def test_how_many_directions_are_kept(options, kept):
    result = pca(data.open("wine"), scale=True, **options)
    assert result.numbers["components"] == kept == result.tables["scores"].matrix.shape[1]
    assert result.numbers["worth_keeping"] == 3


def test_each_rule_says_how_many_it_would_keep():
    rules = pca(data.open("wine"), scale=True).tables["how_many"]
    assert dict(zip((rule.partition(" ")[0] for rule in rules.text["rule"]), rules.matrix[:, 0], strict=True)) == {
        "more": 3, "above": 3, "90%": 8, "95%": 10, "99%": 12,
    }  # fmt: skip


def test_directions_that_were_put_there_are_the_ones_beyond_chance():
    rng = np.random.default_rng(6)
    X = rng.normal(size=(300, 4)) @ rng.normal(size=(4, 20)) + rng.normal(size=(300, 20))
    assert [pca(table_of(X), scale=True, seed=seed).numbers["worth_keeping"] for seed in (0, 1)] == [4, 4]


def table_of(matrix):
    return Table(tuple(f"c{j}" for j in range(matrix.shape[1])), matrix, name="my.csv")


def test_white_scores_have_the_variance_one_and_lead_back_as_well():
    white, plain = (pca(data.open("wine"), whiten=on, reconstruct=True).tables for on in (True, False))
    np.testing.assert_allclose(np.cov(white["scores"].matrix.T), np.eye(2), atol=1e-10)
    np.testing.assert_allclose(white["reconstruction"].matrix, plain["reconstruction"].matrix, rtol=1e-9)


def test_what_is_left_over_is_the_difference_to_the_reconstruction():
    iris = data.open("iris")
    result = pca(iris, reconstruct=True)
    told = result.tables["reconstruction"]
    assert result.main == "reconstruction" and told.columns == (*iris.columns, "left over")
    left = iris.matrix - told.matrix[:, :-1]
    np.testing.assert_allclose(told.matrix[:, -1], np.linalg.norm(left, axis=1), atol=1e-12)
    columns, rows = result.tables["left_over_by_column"], result.tables["left_over_by_row"]
    np.testing.assert_allclose(columns.matrix[:, 1], left.std(axis=0, ddof=1), atol=1e-12)
    np.testing.assert_allclose(columns.matrix[:, 2], 1 - left.var(axis=0) / iris.matrix.var(axis=0), atol=1e-12)
    np.testing.assert_allclose(rows.matrix[:, 1], np.sort(told.matrix[:, -1])[::-1])
    assert rows.columns[0] == "row" and rows.text["species"][0] == iris.text["species"][int(rows.matrix[0, 0]) - 1]


def test_missing_values_are_what_the_directions_tell():
    """Of numbers that lie exactly in a plane, what is missing is found again."""
    rng = np.random.default_rng(7)
    X = rng.normal(size=(60, 2)) @ rng.normal(size=(2, 6)) + 5
    holes = np.where(rng.random(X.shape) < 0.08, rng.choice([np.nan, np.inf], X.shape), X)  # ∞ is no value, either
    result = pca(table_of(holes), missing="low-rank", reconstruct=True)
    np.testing.assert_allclose(result.tables["reconstruction"].matrix[:, :-1], X, atol=1e-5)
    assert "filled in with what the first two directions tell" in " ".join(result.notes)


def test_directions_cannot_tell_a_column_without_any_value():
    with pytest.raises(InputError, match="has no value at all"):
        pca(table([[1, np.nan, 3], [2, np.nan, 1], [4, np.nan, 2]]), missing="low-rank")


def test_a_picture_in_space_has_three_directions():
    flat, space = (pca(data.open("iris"), space=on).picture.attributes for on in (False, True))
    assert flat["view"] == "components" and space["view"] == "space" and space["along"] == "components"
    assert (
        np.shape(space["computed"]["scores"]) == (150, 3) and np.shape(space["computed"]["loadings"]["values"])[1] == 3
    )
    assert pca(table([[1, 2], [3, 5], [2, 2]]), space=True).picture.attributes["view"] == "components"


def test_new_rows_lie_along_the_directions_of_a_saved_model():
    iris = data.open("iris")
    first, last = np.arange(150) < 100, np.arange(150) >= 100
    fitted = pca(iris.take(first), whiten=True)
    turned = Table(iris.columns[::-1], iris.matrix[last, ::-1], name="new.csv")  # columns are found by name
    result = pca(turned, use=fitted.files["model.npz"])
    expected = Components.load(fitted.files["model.npz"]).project(iris.matrix[last])
    np.testing.assert_allclose(result.tables["scores"].matrix, expected)
    assert result.numbers["rows"] == 50 and result.numbers["components"] == 2
    assert result.files == fitted.files and "nothing was learned" in result.notes[0]


@pytest.mark.parametrize(("missing", "filled"), [("mean", 5), ("low-rank", 3)])
def test_what_is_missing_in_new_rows_is_filled_from_the_model(missing, filled):
    model = pca(table([[1, 10], [2, 20], [9, 90], [8, 80]]), components=1).files["model.npz"]
    result = pca(table([[np.nan, 30]]), use=model, missing=missing)
    np.testing.assert_allclose(result.tables["scores"].matrix, Components.load(model).project(np.array([[filled, 30]])))


def test_new_rows_without_a_column_are_refused():
    fitted = pca(data.open("iris"))
    with pytest.raises(InputError, match=r"no columns 'sepal length'.*works with"):
        pca(data.open("wine"), use=fitted.files["model.npz"])


def test_the_given_table_stays_as_it_was():
    iris = data.open("iris")
    before = iris.matrix.copy()
    pca(iris, scale=True)
    assert (iris.matrix == before).all()
