"""Grading in a notebook cell, and a lesson as a notebook that Jupyter opens."""

import functools
import json
import os
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from jupyter_client.manager import start_new_kernel

from hiddenmath.data import InputError
from hiddenmath.learn import Learner, check, course, notebook, outline
from hiddenmath.learn._carried import literal
from hiddenmath.learn._notebook import source_of, source_of_text

FACTOR = 1


@pytest.fixture(autouse=True)
def own_data(tmp_path, monkeypatch):
    monkeypatch.setenv("HIDDENMATH_DATA_DIR", str(tmp_path))


def means(X):
    return np.mean(X, axis=0) * FACTOR


def centre(X):
    return X - means(X)


ENDLESS = float("inf")


def endless(X):
    return X * ENDLESS


class Centred:
    def fit(self, X):
        self.mean = np.mean(X, axis=0)


def test_a_function_is_graded_with_what_it_uses_and_the_attempt_counts(tmp_path):
    checked = check("pca/centre", centre)
    assert checked and repr(checked) == "passed pca/centre\nRight, on all 10 fresh inputs."
    with Learner(tmp_path) as learner:
        assert learner.passed() == {"pca/centre"}


def test_its_source_comes_with_its_imports_helpers_and_numbers():
    assert source_of(centre) == (
        "FACTOR = 1\n\nimport numpy as np\n\ndef means(X):\n    return np.mean(X, axis=0) * FACTOR\n\n"
        "def centre(X):\n    return X - means(X)\n"
    )


def test_the_text_of_a_cell_is_graded():
    assert check("photo/brighten", "photo * 2")
    assert not check("photo/brighten", "photo * 0")


def test_as_a_decorator_it_says_the_verdict_and_leaves_the_function_as_it_is(capsys):
    @check("pca/centre")
    def centre(X):
        return X - X.mean()

    assert capsys.readouterr().out.startswith("not yet pca/centre\nYou subtracted one mean of all numbers.")
    assert np.array_equal(centre(np.array([1.0, 3.0])), [-1, 1])


def test_a_wrong_answer_shows_the_smallest_failing_input():
    text = repr(check("pca/centre", "def centre(X):\n    print('hi')\n    return X - X.mean()"))
    assert re.search(r"Right on \d of 10 inputs\. The smallest that fails:\nX =\n\[\[", text)
    assert "\nexpected =\n[[" in text and "\nyours =\n[[" in text and text.endswith("Your code printed:\nhi")


def test_numbers_that_python_has_no_word_for_come_along():
    assert source_of(endless).startswith("ENDLESS = float('inf')\n\n")


def test_a_class_comes_with_what_it_uses():
    assert source_of(Centred).startswith("import numpy as np\n\nclass Centred:")


TABLE = {"rows": [1, 2], "mean": (np.float64(0.5),)}
SCALE = np.array([[1.0, np.nan], [0.1, np.inf]])
MODEL = object()
MANY = np.zeros(100_000)
half = lambda x: x / 2  # noqa: E731 - the test is about a lambda with a name
add = np.add


class Shift:
    by = SCALE

    def __call__(self, x):
        return add(half(x), self.by)


def uses_all(X):
    shift, names = Shift(), [TABLE + 1 for TABLE in range(3)]
    return shift(X) + sum(TABLE["rows"]) + len(names)


def uses_model(X):
    return MODEL


def uses_many(X):
    return MANY


def hides(MODEL, X=0):
    MANY = [half + 1 for half in (1, 2)]
    return MODEL, MANY


def test_values_classes_lambdas_and_names_of_numpy_come_along_in_the_order_they_are_needed():
    source = source_of(uses_all)
    space = {"np": np}
    exec(source, space)
    X = np.ones((2, 2))
    np.testing.assert_array_equal(space["uses_all"](X), uses_all(X))
    assert source.index("SCALE = ") < source.index("class Shift") < source.index("def uses_all")


def twice(function):
    @functools.wraps(function)
    def doubled(*given):
        return 2 * function(*given)

    return doubled


@twice
@functools.cache
def axis():
    return 0


@twice
def half_of_them(X):
    return X.mean(axis=axis()) / 2


def max(X):
    return half_of_them(X)


def test_decorators_come_along_and_a_name_of_pythons_that_means_something_of_ones_own(capsys):
    """Once `@cache` ended in an import that nobody can follow, and what `twice` does was left out."""

    @check("pca/centre")
    @twice
    def centre(X):
        return (X - max(X)) / 2

    assert capsys.readouterr().out.startswith("passed pca/centre")
    source = source_of(centre)
    assert "@check" not in source and "@twice\n@functools.cache\ndef axis():" in source


solved_twice = twice(half_of_them)
LOOP = []
LOOP.append(LOOP)


def uses_twice(X):
    return solved_twice(X)


def uses_loop(X):
    return LOOP


def made_with(factor):
    def centre(X):
        return X * factor

    return centre


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (uses_twice, "'half_of_them' is more than its source says"),
        (made_with(2), "'centre' uses `factor` of the function around it"),
        (uses_loop, "`LOOP` is a variable of your notebook (of the type list), and it cannot go along"),
    ],
)
def test_what_its_source_does_not_say_is_never_graded_without_it(function, words):
    with pytest.raises(InputError) as problem:
        source_of(function)
    assert words in str(problem.value)


def test_a_variable_of_the_function_is_none_of_the_notebook():
    assert source_of(hides).startswith("def hides(MODEL, X=0):")


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (uses_model, "`MODEL` is a variable of your notebook (of the type object)"),
        (uses_many, "is too large to go along"),
    ],
)
def test_what_cannot_go_along_is_said_with_its_name_and_what_to_do(function, words):
    with pytest.raises(InputError) as problem:
        source_of(function)
    assert words in str(problem.value) and "what the function is given" in str(problem.value)


def test_a_text_uses_the_notebooks_variables_and_the_exercises_own():
    space = {"__name__": "__main__", "factor": 2, "photo": MODEL}
    assert source_of_text("photo * factor", space, ("photo",)) == "factor = 2\n\nphoto * factor"
    assert source_of_text("photo * (", space, ("photo",)) == "photo * ("
    assert source_of_text("factor = 3\nphoto * factor", space, ("photo",)) == "factor = 3\nphoto * factor"


VALUES = st.recursive(
    st.one_of(
        *(st.none(), st.booleans(), st.integers(), st.text(), st.complex_numbers(), st.floats()),
        arrays(st.sampled_from(["<f8", "<f4", "<i8", "|u1", "<c16", "|b1"]), array_shapes(min_dims=0, min_side=0)),
    ),
    lambda inner: st.one_of(
        st.lists(inner), st.tuples(inner, inner), st.tuples(inner), st.dictionaries(st.text(), inner)
    ),
    max_leaves=5,
)


@given(VALUES)
def test_a_value_that_goes_along_is_the_same_there(value):
    back = eval(literal(value), {"np": np})  # noqa: S307 - what it makes is ours
    assert type(back) is type(value)
    np.testing.assert_equal(back, value)
    if isinstance(value, np.ndarray):
        assert (back.dtype, back.shape) == (value.dtype, value.shape)


CELLS = """
import numpy as np
from hiddenmath.learn import check
===
FACTOR, eps, table = 1, np.float64(0.0), {"one": [1]}
===
def means(X):
    return [FACTOR * np.mean(column) for column in X.T]
===
class Shift:
    def of(self, X):
        return means(X) + eps
===
def centre(X):
    return (X - Shift().of(X)) * table["one"][0]
print(check("pca/centre", centre))
===
bright = 2
print(check("photo/brighten", "photo * bright"))
===
model = object()
def centre(X):
    return model
check("pca/centre", centre)
"""


def test_in_a_real_kernel(tmp_path, monkeypatch):
    """Once a variable of another cell was called an unknown name."""
    manager, client = start_new_kernel(kernel_name="python3", env={**os.environ, "IPYTHONDIR": str(tmp_path)})
    try:
        said = [_run(client, cell) for cell in CELLS.split("===\n")]
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    assert said[:-3] == ["", "", "", ""]
    assert said[-3] == "passed pca/centre\nRight, on all 10 fresh inputs.\n"
    assert said[-2].startswith("passed photo/brighten")
    assert "`model` is a variable of your notebook (of the type object), and it cannot go along" in said[-1]


def _run(client, cell):
    """What it prints, or the error that it ends in."""
    said = []

    def hear(message):
        content = message["content"]
        said.append(content.get("text", "") or "\n".join(content.get("traceback", [])))

    client.execute_interactive(cell, timeout=60, output_hook=hear)
    return "".join(said)


def test_a_method_whose_text_is_not_indented_cannot_be_read_alone():
    def centre(X):
        return """It begins at
the margin."""

    with pytest.raises(InputError, match="cannot be read without what stands around it"):
        source_of(centre)


@pytest.mark.parametrize("function", [lambda X: X, len, np.mean, 3, print])
def test_what_has_no_source_to_send_is_said(function):
    with pytest.raises(InputError, match="Only functions made with `def`"):
        check("pca/centre", function)


def test_a_function_made_by_exec_has_no_source():
    space = {}
    exec("def centre(X): return X", space)
    with pytest.raises(InputError, match="The source of 'centre' cannot be found"):
        check("pca/centre", space["centre"])


@pytest.mark.parametrize("lesson", course().lessons, ids=lambda lesson: lesson.slug)
def test_a_lesson_is_a_valid_notebook(lesson):
    """The fields that nbformat 4.5 requires, and no others."""
    whole = json.loads(notebook(lesson))
    assert (whole["nbformat"], whole["nbformat_minor"]) == (4, 5)
    assert set(whole) == {"nbformat", "nbformat_minor", "metadata", "cells"}
    ids = [cell["id"] for cell in whole["cells"]]
    assert len(set(ids)) == len(ids) and all(re.fullmatch(r"[a-zA-Z0-9_-]{1,64}", id) for id in ids)
    for cell in whole["cells"]:
        needed = {"id", "cell_type", "metadata", "source"}
        if cell["cell_type"] == "code":
            needed |= {"execution_count", "outputs"}
        assert set(cell) == needed and all(isinstance(line, str) for line in cell["source"])
        for output in cell.get("outputs", []):
            assert set(output) == {"output_type", "name", "text"}
    text = "".join(line for cell in whole["cells"] for line in cell["source"])
    assert "<hm-" not in text and "[!" not in text and ":::" not in text


def test_a_notebooks_cells_run_and_its_exercises_are_there_to_solve(capsys):
    """Every code cell of the lesson, as Jupyter would run them; an exercise's cell with its solution in place."""
    lesson, space = course().lesson("pca"), {}
    cells = [cell for cell in json.loads(notebook(lesson))["cells"] if cell["cell_type"] == "code"]
    exercises = 0
    for cell in cells:
        source = "".join(cell["source"])
        if "check(" not in source:
            exec(source, space)
            assert capsys.readouterr().out == "".join(line for out in cell["outputs"] for line in out["text"])
        else:
            exercises += 1
            assert "___" in source
    assert exercises == len(lesson.exercises)


def test_the_outline_has_everything_in_order():
    parts = list(outline(course().lesson("photo")))
    assert [part.text for part in parts if part.kind == "exercise"] == list(course().lesson("photo").exercises)
    assert parts[0].text.startswith("Your phone draws a box")
    assert any("```\n1 2 3\n4 5 6\n```" in part.text for part in parts)
    assert any("> **To remember.** A photo is a matrix" in part.text for part in parts)
