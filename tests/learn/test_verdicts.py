"""Right and wrong solutions as people write them, and the verdict each gets."""

import pytest

from hiddenmath.learn import course


def function(name, *lines):
    return f"import numpy as np\n\n\ndef {name}(X):\n" + "".join(f"    {line}\n" for line in lines)


def centre(*lines):
    return function("centre", *lines)


def component(*lines):
    return function("first_component", "c = X - X.mean(axis=0)", *lines)


RIGHT = {
    "photo/brighten": [
        "photo * 1.5",
        "2 * photo",
        "photo / 0.5",
        "photo + photo",
        "photo = photo * 2",
        "photo *= 2",
        "bright = photo * 3\nbright",
        "   photo * 1.5  # moved in by spaces",
        "[2 * row for row in photo]",
        "np.clip(photo * 2, 0, 255)",
        "np.minimum(photo * 1.5, 255).astype(np.uint8)",
    ],
    "photo/grey": [
        "photo.mean(axis=2)",
        "photo.mean(axis=-1)",
        "photo.sum(2) / 3",
        "np.average(photo, axis=2)",
        "(photo[:, :, 0] + photo[:, :, 1] + photo[:, :, 2]) / 3",
        "[[sum(pixel) / 3 for pixel in row] for row in photo]",
        "photo @ [1/3, 1/3, 1/3]",
    ],
    "pca/centre": [
        centre("return X - X.mean(axis=0)"),
        centre("return X - X.mean(axis=0, keepdims=True)"),
        centre("return (X.T - X.T.mean(axis=1, keepdims=True)).T"),
        centre("return [[x - m for x, m in zip(row, X.mean(axis=0))] for row in X]"),
        centre("out = X.copy()", "for j in range(X.shape[1]):", "    out[:, j] -= out[:, j].mean()", "return out"),
        "centre = lambda data: data - data.mean(axis=0)",
    ],
    "pca/first-component": [
        component("return np.linalg.svd(c)[2][0]"),
        component("return -np.linalg.svd(c)[2][0]"),
        component("return list(np.linalg.svd(c)[2][0])"),
        component("return np.linalg.svd(c.T)[0][:, 0]"),
        component("return np.linalg.eigh(c.T @ c)[1][:, -1]"),
        component("w, V = np.linalg.eig(np.cov(X.T))", "return V[:, w.argmax()]"),
        component(
            "v = np.arange(1.0, X.shape[1] + 1)",
            "for _ in range(60):",
            "    v = c.T @ (c @ v)",
            "    v = v / np.linalg.norm(v)",
            "return v",
        ),
    ],
}


@pytest.mark.parametrize(("exercise_id", "source"), [(name, source) for name in RIGHT for source in RIGHT[name]])
def test_right_however_it_is_written(grader, exercise_id, source):
    for seed in range(3):
        verdict = grader.check(exercise_id, source, seed=seed)
        assert verdict.passed, verdict
        assert verdict.status == "passed" and verdict.cases_passed == verdict.cases_total > 5


NAMED = {
    "photo/brighten": {
        "photo": "Times 1 changes nothing",
        "photo * 1.0": "Times 1 changes nothing",
        "photo * 0": "and that is black",
        "photo * 0.3": "The photo got darker",
        "photo / 2": "The photo got darker",
        "photo * -1": "less than no light",
        "photo + 100": "the same number everywhere",
        "photo - 10": "the same number everywhere",
        "photo ** 2": "by itself",
        "255 - photo": "as in a negative",
        "photo.astype(np.uint8) * 2": "after 255",
    },
    "photo/grey": {
        "photo.mean(axis=0)": "down the rows (axis 0)",
        "photo.mean(1)": "across the columns (axis 1)",
        "photo.mean()": "Without an axis",
        "photo.sum(axis=2)": "did not divide by 3",
        "photo[..., 1]": "one of the three colours alone",
        "photo.max(axis=2)": "the largest or the smallest",
        "np.median(photo, axis=2)": "the median",
        "photo.mean(axis=(0, 1))": "along two axes",
        "photo[:,:,0] + photo[:,:,1] + photo[:,:,2]/3": "Only the last colour was divided",
        "photo @ [0.299, 0.587, 0.114]": "as the eye does",
    },
    "pca/centre": {
        centre("return X - X.mean()"): "one mean of all numbers",
        centre("return X - X.mean(axis=1)"): "the mean of each row (axis 1)",
        centre("return X - X.mean(axis=1, keepdims=True)"): "the mean of each row (axis 1)",
        centre("return [row - row.mean() for row in X]"): "the mean of each row (axis 1)",
        centre("return (X - X.mean(0)) / X.std(0)"): "standardising",
        centre("return X.mean(axis=0)"): "the means alone",
        centre("return X - np.median(X, axis=0)"): "median",
        centre("return X"): "came back as it was",
    },
    "pca/first-component": {
        function("first_component", "return np.linalg.svd(X)[2][0]"): "did not centre",
        function("first_component", "return np.linalg.eigh(X.T @ X)[1][:, -1]"): "did not centre",
        function("first_component", "return np.linalg.svd(X - X.mean())[2][0]"): "one mean of all numbers",
        function("first_component", "return np.linalg.eigh(np.cov(X))[1][:, -1]"): "np.cov(X.T)",
        component("return np.linalg.svd(c)[2][-1]"): "not the first",
        component("return np.linalg.svd(c)[2][1]"): "not the first",
        component("return np.linalg.eigh(c.T @ c)[1][:, 0]"): "not the first",
        component("return np.linalg.svd(c)[2][:, 0]"): "Rows and columns are swapped",
        component("return np.linalg.eigh(c.T @ c)[1][-1]"): "Rows and columns are swapped",
        component("return np.linalg.eig(c.T @ c)[1][0]"): "Rows and columns are swapped",
        component("return np.linalg.svd(c)[0][:, 0]"): "This comes from `U`",
        component("U, s, Vt = np.linalg.svd(c)", "return s[0] * Vt[0]"): "its length is not 1",
        component("return np.linalg.svd(c)[2]"): "all directions",
        component("return np.linalg.svd(c)[1]"): "singular values",
        component("return c @ np.linalg.svd(c)[2][0]"): "the shadows",
        component("return abs(np.linalg.svd(c)[2][0])"): "absolute values",
        component("return np.linalg.svd(c / c.std(axis=0))[2][0]"): "divided the columns by their spread",
        component("return X.mean(axis=0)"): "the middle of the cloud",
    },
}


@pytest.mark.parametrize(
    ("exercise_id", "source", "words"), [(name, *pair) for name in NAMED for pair in NAMED[name].items()]
)
def test_the_mistake_is_named(grader, exercise_id, source, words):
    verdict = grader.check(exercise_id, source, seed=1)
    assert not verdict.passed and verdict.status == "wrong"
    assert words in verdict.message
    assert verdict.mistake == verdict.message
    assert verdict.case is not None and verdict.case.got is not None


SAID = {
    "photo/brighten": {
        "photo * ___": ("blank", "There is still a blank"),
        "": ("blank", "no code yet"),
        "# photo * 2": ("blank", "no code yet"),
        "photo * 1,5": ("wrong", "1.5, not 1,5"),
        "photo * 150%": ("syntax", "after `%` something is missing"),
        "photo * '2'": ("error", "Text has quotes"),
        "Photo * 2": ("error", "Did you mean `photo`?"),
        "print(photo * 2)": ("error", "`print` only shows one"),
        "return photo * 2": ("syntax", "leave `return` out"),
        "for row in photo:\n    row * 2": ("error", "The last line is not a value"),
        "lambda photo: photo * 2": ("error", "You answered a function"),
        "{'a': 1}": ("error", "You answered a dict"),
        "photo * [2, 1, 1]": ("wrong", "not the photo times one number"),
        "photo * np.inf": ("wrong", "Your answer holds inf"),
        "photo * np.nan": ("wrong", "Your answer holds nan"),
        "photo * 1j": ("wrong", "complex numbers"),
        "photo > 100": ("wrong", "You answered True and False"),
        "photo.max() * 2": ("wrong", "a single number; asked was (20, 30, 3), the shape of `photo`"),
    },
    "photo/grey": {
        "photo.mean": ("error", "You answered a function"),
        "photo.mean(axis=3)": ("error", "there is no axis 3"),
        "photo.mean(axis=2, keepdims=True)": ("wrong", "The numbers are right, the shape is not"),
        "photo.mean(axis=2).T": ("wrong", "Rows and columns are swapped"),
        "photo.mean(axis=2).astype(int)": ("wrong", "lost decimals"),
        "photo.mean(axis=2) / 255": ("wrong", "255 times too small"),
        "photo.mean(axis=2)[::-1]": ("wrong", "in the wrong order"),
    },
    "pca/centre": {
        centre("X -= X.mean(axis=0)", "return X"): ("changed-input", "writes into its input `X`"),
        centre("X = X - X.mean(axis=0)"): ("error", "Is `return` missing?"),
        centre("return X.mean(axis=0) - X"): ("wrong", "Every sign is the opposite"),
        centre("return (X - X.mean(axis=0)).T"): ("wrong", "Rows and columns are swapped"),
        centre("return X - X.mean"): ("error", "Are the round brackets missing"),
        centre("return centre(X)"): ("error", "calls itself again and again"),
        centre("import pandas", "return X"): ("error", "`pandas` cannot be used here"),
        centre("from scipy import stats", "return X"): ("error", "cannot be used here"),
        centre("return X - X.mean(axis=0), 1.0, X"): ("wrong", "3 values side by side"),
        centre("raise SystemExit"): ("error", "ended the program itself"),
        function("center", "return X - X.mean(axis=0)"): ("error", "is called `center`; asked was `centre`"),
        "def centre():\n    return 1": ("error", "must take one input: `def centre(X):`"),
        "X - X.mean(axis=0)": ("error", "There is no function `centre`"),
        "centre = 5": ("error", "There is no function `centre`"),
        "def centre(X)\n    return X": ("syntax", "the colon `:` at the end of the line is missing"),
    },
    "pca/first-component": {
        component("return np.linalg.svd(c)[2][:1]"): ("wrong", "The numbers are right, the shape is not"),
        component("return np.linalg.svd(c)[2][0].reshape(-1, 1)"): ("wrong", "(2, 1), a column of length 2"),
        component("return np.linalg.svd(c)"): ("wrong", "3 values side by side"),
        component("return np.linalg.svd(c)[2][0].round(2)"): ("wrong", "lost decimals"),
        component("return np.linalg.eigh(c)[1]"): ("error", "square matrix"),
    },
}


@pytest.mark.parametrize(
    ("exercise_id", "source", "status", "words"),
    [(name, source, *said) for name in SAID for source, said in SAID[name].items()],
)
def test_what_happened_is_said(grader, exercise_id, source, status, words):
    verdict = grader.check(exercise_id, source, seed=1)
    assert not verdict.passed
    assert verdict.status == status
    assert words.lower() in verdict.message.lower()
    assert "Python stopped with" not in verdict.message
    assert verdict.mistake is None


def test_the_smallest_failing_input_is_shown(grader):
    verdict = grader.check("pca/centre", centre("return X if X.size > 50 else X - X.mean(axis=0)"))
    assert 0 < verdict.cases_passed < verdict.cases_total
    (named,) = verdict.case.inputs
    assert named.name == "X" and named.shown.array.shape == [20, 4]


def test_a_mistake_is_not_named_where_it_explains_only_some_of_the_failing_cases(grader):
    source = centre("return X - X.mean() if len(X) > 4 else X * 7")
    assert grader.check("pca/centre", source).mistake is None


def test_expected_is_shown_with_the_sign_that_is_nearer_to_the_answer(grader):
    for sign in ("", "-"):
        verdict = grader.check("pca/first-component", component(f"return {sign}2 * np.linalg.svd(c)[2][0]"), seed=1)
        expected, got = verdict.case.expected.array.values, verdict.case.got.array.values
        assert got == pytest.approx([2 * value for value in expected])


def test_every_exercise_begins_with_a_starter_that_does_not_pass(grader):
    for exercise_id, words in {"photo/brighten": "blank", "photo/grey": "axis 0", "pca/centre": "blank"}.items():
        verdict = grader.check(exercise_id, course().exercise(exercise_id).starter)
        assert not verdict.passed and words in verdict.message
