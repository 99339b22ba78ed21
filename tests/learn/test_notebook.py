"""Grading in a notebook cell, and a lesson as a notebook that Jupyter opens."""

import json
import re

import numpy as np
import pytest

from hiddenmath.data import InputError
from hiddenmath.learn import Learner, check, course, notebook, outline
from hiddenmath.learn._notebook import source_of

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
