"""Saved models: what was fitted once is used again, from Python, and whatever else a file may be is refused by name."""

import contextlib
import io
import pickle

import numpy as np
import polars
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hiddenmath import data
from hiddenmath.apply import PCA, LinearRegression, LogisticRegression, clean, load, pca, regress, tools
from hiddenmath.apply._components import Components
from hiddenmath.apply._matched import matched
from hiddenmath.apply._regression import Regression
from hiddenmath.data import InputError, Table

IRIS = data.open("iris")
FLOWERS = Table(IRIS.columns, IRIS.matrix, IRIS.text, name="new.csv")
X, y = IRIS.matrix[:, :3], IRIS.matrix[:, 3]
SPECIES = np.array(IRIS.text["species"])


def npz(**arrays):
    out = io.BytesIO()
    np.savez(out, **arrays)
    return out.getvalue()


FITTED = [
    # estimator, its answer
    (PCA(2).fit(X), "transform"),
    (LinearRegression(0.5).fit(X, y), "predict"),
    (LogisticRegression().fit(X, SPECIES == "setosa"), "predict"),
    (LogisticRegression().fit(X[50:], SPECIES[50:]), "predict_proba"),
    (LogisticRegression().fit(X, np.where(SPECIES == "setosa", "a", "b").astype(object)), "predict"),
]


@pytest.mark.parametrize(("fitted", "answer"), FITTED)
def test_an_estimator_comes_back_from_its_file_to_the_last_digit(fitted, answer, tmp_path):
    fitted.save(tmp_path / "model.npz")
    for again in (load(tmp_path / "model.npz"), type(fitted).load(str(tmp_path / "model.npz"))):
        assert type(again) is type(fitted)
        np.testing.assert_array_equal(getattr(again, answer)(X), getattr(fitted, answer)(X))
    with np.load(tmp_path / "model.npz", allow_pickle=False) as saved:
        assert saved["kind"].item() in tools()


REGRESSIONS = [
    {}, {"model": "logistic", "positive": "versicolor", "target": "species"}, {"degree": 3, "ridge": 1.0},
]  # fmt: skip


@pytest.mark.parametrize("options", REGRESSIONS)
def test_what_regress_saved_predicts_the_same_from_each_door(options):
    first = regress(IRIS, **options)
    again = regress(IRIS, use=first.files["model.npz"])
    for before, after in zip(first.tables["predictions"].matrix.T, again.tables["predictions"].matrix.T, strict=True):
        np.testing.assert_array_equal(after, before)
    model = load(first.files["model.npz"])
    answer = model.predict_proba(IRIS)[:, 1] if "model" in options else model.predict(IRIS)
    np.testing.assert_allclose(answer, first.tables["predictions"].matrix[:, -2], rtol=1e-12)


def test_what_pca_saved_projects_the_same():
    result = pca(IRIS, scale=True)
    model = load(result.files["model.npz"])
    np.testing.assert_array_equal(model.transform(IRIS), result.tables["scores"].matrix)
    np.testing.assert_array_equal(model.transform(IRIS.matrix), result.tables["scores"].matrix)


@pytest.mark.parametrize("name", [name for name, tool in tools().items() if tool.saves])
def test_what_a_tool_saves_is_among_its_files(name):
    tool = tools()[name]
    small = {
        "table": IRIS,
        "image": data.Image(np.arange(64, dtype=np.uint8).reshape(8, 8)),
        "images": data.Images(np.arange(96, dtype=np.uint8).reshape(6, 4, 4), ("a", "b") * 3),
        "words": data.open_texts("gettysburg"),
        "text": data.open_texts("opinions"),
        "ratings": data.open_ratings("bookclub"),
    }
    assert tool.saves in tool(small[tool.reads.name]).files


# Columns by name


def shuffled():
    order = [3, 0, 2, 1]
    return Table(tuple(np.array(IRIS.columns)[order]), IRIS.matrix[:, order], IRIS.text, name="new.csv")


def test_columns_in_another_order_are_found_by_name_and_others_do_not_count():
    result = regress(IRIS, target="petal width")
    more = Table((*shuffled().columns, "more"), np.column_stack([shuffled().matrix, np.full(150, np.nan)]), IRIS.text)
    again = regress(more, use=result.files["model.npz"])
    np.testing.assert_array_equal(again.tables["predictions"].matrix, result.tables["predictions"].matrix)
    reduced = pca(IRIS)
    np.testing.assert_array_equal(load(reduced.files["model.npz"]).transform(more), reduced.tables["scores"].matrix)
    recipe = clean(IRIS, standardise=True)
    cleaned = clean(more, use=recipe.files["recipe.json"]).tables["cleaned"]
    np.testing.assert_array_equal(cleaned.matrix, recipe.tables["cleaned"].matrix)
    assert cleaned.columns == IRIS.columns


def test_a_data_frame_is_read_by_name_too():
    frame = polars.DataFrame(
        {**dict(zip(shuffled().columns, shuffled().matrix.T, strict=True)), "species": list(IRIS.text["species"])}
    )
    result = regress(IRIS, target="petal width")
    answer = load(result.files["model.npz"]).predict(frame)
    np.testing.assert_allclose(answer, result.tables["predictions"].matrix[:, -2], rtol=1e-12)


MODEL = regress(IRIS, target="petal width").files["model.npz"]
HEADER = b"sepal length,sepal width,petal length,species\n"
UNFIT = [
    # what, table, words
    ("missing columns", FLOWERS.without(["petal length", "species"]), ["no columns 'petal length', 'species'"]),
    ("another name", Table(("sepal lenght", *IRIS.columns[1:]), IRIS.matrix, IRIS.text), ["mean 'sepal lenght'?"]),
    ("text for numbers", data.read_table(HEADER + b"a,1,2,x\nb,2,3,y\n", name="t.csv"),
     ["t.csv: column 'sepal length' holds text, such as 'a'"]),
    ("a gap", data.read_table(HEADER + b"1,1,2,x\n,2,3,y\n4,5,6,x\n", name="t.csv"),
     ["'sepal length' (line 3)", "set missing to drop"]),
]  # fmt: skip


@pytest.mark.parametrize(("table", "words"), [case[1:] for case in UNFIT], ids=[case[0] for case in UNFIT])
def test_rows_that_do_not_fit_the_model_are_refused_with_the_remedy(table, words):
    with pytest.raises(InputError) as caught:
        regress(table, use=MODEL)
    assert all(word in str(caught.value) for word in words), str(caught.value)


def test_gaps_in_new_rows_are_filled_with_what_the_old_ones_taught():
    first = regress(data.read_table(b"a,y\n1,1\n2,3\n3,4\n6,9\n"))
    new = data.read_table(b"a,y\n3,3\n,4\n4,\n", name="new.csv")
    answer = regress(new, use=first.files["model.npz"], missing="mean")
    assert answer.tables["predictions"].matrix[0, -2] == answer.tables["predictions"].matrix[1, -2]  # the mean is 3
    assert "1 missing value: filled in with the mean that the saved model holds." in answer.notes
    dropped = regress(new, use=first.files["model.npz"], missing="drop")
    assert dropped.tables["predictions"].matrix[:, 0].tolist() == [2, 4]  # lines of the file


@pytest.mark.parametrize(
    ("tool", "options", "words"),
    [
        (regress, {"degree": 2}, "degree is 2, but with use nothing is fitted"),
        (regress, {"ridge": 1.0, "missing": "drop"}, "Leave ridge out, or leave use out to fit anew"),
        (pca, {"components": 3}, "components is 3"),
    ],
)
def test_what_a_saved_model_has_decided_is_not_asked_again(tool, options, words):
    saved = tool(FLOWERS).files["model.npz"]
    with pytest.raises(InputError, match=words):
        tool(FLOWERS, use=saved, **options)


# Whatever else a file may be


SAVED = pca(IRIS).files["model.npz"]
LARGER = (b"(3,), }" + b" " * 14, b"(300000000000000,), }")
REFUSED = [
    # what, content, words
    ("nothing", b"", ["is empty", "--save model.npz"]),
    ("a table", b"a,b\n1,2\n", ["no saved model", "a text that begins with 'a,b"]),
    ("a pickle", pickle.dumps(PCA(2).fit(X)), ["is a pickle", "left alone"]),
    ("a lone array", b"\x93NUMPY" + bytes(100), ["no saved model: no .npz archive"]),
    ("an image", data.encoded(np.zeros((2, 2), np.uint8), "a.png"), ["no saved model: no .npz archive"]),
    ("other arrays", npz(U=X, s=y), ["an archive with U, s, but no kind of model"]),
    ("an unknown kind", npz(kind="oracle"), ["of kind 'oracle', which is not known here"]),
    ("an array larger than any memory", npz(kind="pca", mean=np.zeros(3)).replace(*LARGER), ["is a broken archive"]),
    ("a model cut off", SAVED[:-100], ["is a broken archive"]),
    ("a model without its mean", npz(**{k: v for k, v in np.load(io.BytesIO(SAVED)).items() if k != "mean"}),
     ["a damaged model of pca: 'mean' is missing"]),
    ("one of other shapes", npz(**{**np.load(io.BytesIO(SAVED)), "mean": np.ones(7)}),
     ["a damaged model of pca: mean is no array of 4 finite numbers"]),
    ("one with NaN", npz(**{**np.load(io.BytesIO(SAVED)), "scale": np.full(4, np.nan)}), ["scale is no array"]),
]  # fmt: skip


@pytest.mark.parametrize(("content", "words"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_what_is_no_model_is_refused_and_told_apart(content, words, tmp_path):
    path = tmp_path / "mine.npz"
    path.write_bytes(content)
    for call in (lambda: load(path), lambda: Components.load(path)):
        with pytest.raises(InputError) as caught:
            call()
        assert all(word in str(caught.value) for word in ["mine.npz", *words]), str(caught.value)


def test_a_model_of_another_tool_is_named():
    with pytest.raises(InputError, match=r"is a model of pca, not of regress(.|\n)*hiddenmath regress DATA --save"):
        regress(IRIS, use=SAVED)
    with pytest.raises(InputError, match="a saved PCA, not a LinearRegression"):
        LinearRegression.load(SAVED)
    with pytest.raises(InputError, match="There is no file"):
        load("none.npz")


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_a_damaged_file_is_a_model_or_an_error_that_can_be_mended(draws):
    """Bytes changed anywhere: nothing but an InputError comes out of `load`."""
    damaged = bytearray(draws.draw(st.sampled_from([SAVED, MODEL])))
    for _ in range(draws.draw(st.integers(1, 4))):
        damaged[draws.draw(st.integers(0, len(damaged) - 1))] = draws.draw(st.integers(0, 255))
    with contextlib.suppress(InputError):
        load(bytes(damaged))


def test_matched_takes_no_column_twice_by_place():
    assert matched(FLOWERS, ["petal width", "sepal length"]).tolist() == IRIS.matrix[:, [3, 0]].tolist()
    assert isinstance(Regression.load(MODEL), Regression)
