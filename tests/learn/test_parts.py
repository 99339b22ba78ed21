"""Exercises of several functions or a class: what is written, how it is used, what is said where a part is missing."""

import pytest

from hiddenmath.learn import course

LINE = course().exercise("least-squares/line")
LAYER = course().exercise("layer/pullback")


def test_the_starter_holds_every_part_and_how_they_are_used_is_shown():
    assert "class Line:" in LINE.starter and "___" in LINE.starter
    assert LAYER.starter.index("def forward(W, x):") < LAYER.starter.index("def pullback(W, x, g):")
    assert LINE.shown_use == "return Line().fit(x, y).predict(new)"
    assert LAYER.shown_use.splitlines()[-2:] == ["dW, dx = pullback(W, x, g)", "return output, dW, dx"]
    assert course().exercise("pca/centre").shown_use == ""


FORWARD = "import numpy as np\ndef forward(W, x):\n    return np.maximum(W @ x, 0)\n"
PULLBACK = "def pullback(W, x, g):\n    g = g * (W @ x > 0)\n    return np.outer(g, x), W.T @ g\n"
SAID = [
    ("layer/pullback", FORWARD, "There is no function `pullback` in your code. It begins with `def pullback(W"),
    ("layer/pullback", FORWARD + PULLBACK.replace("pullback", "backward"), "called `backward`; asked was `pullback`"),
    ("layer/pullback", FORWARD + PULLBACK.replace("(W, x, g)", "(W, x)"), "`pullback` is called with too many inputs"),
    ("layer/pullback", FORWARD + PULLBACK.replace("return ", ""), "Is its `return` missing?"),
    ("layer/pullback", FORWARD + PULLBACK.replace(", W.T @ g", ""), "more values than the 2 names"),
    ("least-squares/line", "class line:\n    pass\n", "Your class is called `line`; asked was `Line`: `class Line:`"),
    ("least-squares/line", "class Line:\n    pass\n", "A value of type Line has no `.fit`"),
    ("least-squares/line", "x = 1\n", "There is no class `Line` in your code"),
    (
        "least-squares/line",
        "class Line:\n    def fit(self, x, y):\n        return self\n    def predict(self, x):\n        x + 1\n",
        "Your code gives nothing back. Is `return` missing?",
    ),
]


@pytest.mark.parametrize(("exercise", "source", "words"), SAID)
def test_what_is_missing_is_said(grader, exercise, source, words):
    verdict = grader.check(exercise, source, seed=0)
    assert not verdict.passed and words in verdict.message


def test_both_parts_together_pass_and_one_wrong_part_is_named(grader):
    assert grader.check("layer/pullback", FORWARD + PULLBACK).passed
    other = FORWARD.replace("np.maximum(W @ x, 0)", "np.maximum(W @ x, 0) + 0.25")
    verdict = grader.check("layer/pullback", other + PULLBACK, seed=0)
    assert verdict.message.startswith("`output`: Every number of yours is 0.25 too large.")
    assert verdict.case.got.array.shape == verdict.case.expected.array.shape == [3]


def test_an_answer_of_several_parts_runs_and_shows(grader):
    result = grader.run("layer/pullback", FORWARD + PULLBACK)
    assert result.status == "ok" and result.value.text == "a tuple of 3 values"
