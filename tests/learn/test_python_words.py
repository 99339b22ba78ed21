"""What Python raises, in plain words. Each program is run by this very Python."""

import numpy as np
import pytest

from hiddenmath.learn import course
from hiddenmath.learn._child import start
from hiddenmath.learn._say import Trouble, read

PLAIN = {
    "phto * 2": "Did you mean `photo`?",
    "photo * true": "with a capital letter",
    "mean(photo)": "Did you mean `np.mean`?",
    "photo.mean(axis)": "an option of a function",
    "photo.averge(axis=2)": "has no `.averge`",
    "photo.transposed()": "Did you mean `transpose`?",
    "np.averge(photo)": "Did you mean `average`?",
    "photo + np.ones((5, 7))": "do not fit together",
    "np.ones((2, 3)) @ np.ones((2, 3))": "left matrix has 3 columns, the right one 2 rows",
    "photo @ 2": "one of these is a single number: use `*`",
    "np.dot(np.ones((2, 3)), np.ones((2, 3)))": "left needs as many columns",
    "photo if photo > 1 else 0": "one yes or no is needed here (by `if`",
    "photo.reshape(5, 5)": "cannot be laid out in the shape (5,5)",
    "np.array([[1, 2], [3]])": "different lengths",
    "np.array([[1, [2, 3]], [4, 5]])": "a number in one, say, and a vector in another",
    "C = np.zeros((2, 2))\nC[0, 0] = np.ones(3)\nC": "one place takes one number",
    "np.column_stack([np.ones(1), np.ones(3)])": "piece 0 has length 1, and piece 1 has length 3",
    "np.linalg.solve(np.eye(2), np.ones(3))": "the matrix has 2 rows and the right side has 3",
    "np.linalg.lstsq(np.ones((2, 3)), np.ones(3))": "must have equally many rows",
    "photo - np.mean": "Are the round brackets missing",
    "a, b = np.linalg.qr\na": "Are the round brackets missing",
    "np.cos(np.deg2rad)": "Are the round brackets missing",
    "'a cat'.count(['cat'])": "text is asked here, and this is a list",
    "a, b = [1]\na": "but only 1 values",
    "a, b = [1, 2, 3]\na": "more values than the 2 names",
    "photo.mean(axis=3)": "there is no axis 3: this array has 3, and Python counts them from 0",
    "photo[99]": "there is no entry 99: axis 0 has 2 entries",
    "photo[0, 0, 0, 0]": "you gave 4 positions, but this array has 3 axes",
    "[1, 2][5]": "the list is shorter than that",
    "photo.shape[7]": "fewer entries than that",
    "photo(2)": "Multiply with `*`",
    "(1, 2)(3)": "this is a tuple",
    "photo.mean[0]": "call it with round brackets",
    "5[0]": "this is a int",
    "photo - photo.mean": "Are the round brackets missing",
    "photo * None": "a function gave nothing back",
    "a, b = None\na": "Is its `return` missing?",
    "a, b = 3\na": "only one value, a int",
    "{} * photo": "does not work between",
    "photo * 'two'": "Text has quotes, a number has none",
    "'a' + 1": "mixes text or a list with a number",
    "range(2.5)": "a whole number is needed here",
    "photo[1.5]": "stand whole numbers",
    "np.ones(3)[[0.5]]": "stand whole numbers",
    "a = [1, 2]\na['a']": "a list takes one whole number",
    "(lambda a: a)()": "called with too few inputs",
    "(lambda a: a)(1, 2)": "called with too many inputs",
    "photo.mean(axes=0)": "no option called `axes`",
    "round(photo)": "there is `np.round`",
    "np.linalg.inv(np.zeros((2, 2)))": "no inverse",
    "np.linalg.inv(np.ones((2, 3)))": "square matrix",
    "np.linalg.inv(np.ones(3))": "this needs a matrix (two axes)",
    "import nothing_of_this_name\n1": "`nothing_of_this_name` cannot be used here",
    "1 / 0": "divides by zero",
    "f = lambda: f()\nf()": "calls itself again and again",
    "raise SystemExit\n1": "ended the program itself",
    "{}['a']": "nothing under the key 'a'",
    "assert 1 == 2\n1": "`assert` in your code does not hold",
    "def f():\n    print(k)\n    k = 1\nf()": "`k` is used before it has a value",
    "raise RuntimeError('so it is')\n1": "Python stopped with RuntimeError: so it is",
    # what cannot be read
    "(1 + 2": "`(` is opened and never closed",
    "1 + 2)": "a bracket `)` too many",
    "(1 + 2]": "`(` is opened, but `]` closes it",
    "'abc": "a text begins with a quote and never ends",
    "if photo\n    1": "the colon `:` at the end of the line is missing",
    "for p in photo:\np": "begin them with four spaces",
    "a = 1\n  b = 2": "spaces that do not belong there",
    "if 1:\n        a = 1\n    b = 2": "another number of spaces",
    "2x": "a number runs into letters",
    "photo * 05": "write 5 instead of 05",
    "photo × 2": "Type it anew",
    "photo x 2": "times is written `*`",
    "photo *": "after `*` something is missing",
    "photo * 150%": "after `%` something is missing",
    "photo.mean[axis=2]": "a function is called with round brackets",
    "if a = 1:\n    a": "to compare, write `==`",
    "1 = a": "left of `=` stands literal",
    "return 5": "leave `return` out",
    "[1 2]": "a comma, or a sign such as `*`",
    "f(axis=0, 2)": "come after those without",
    "f(a=1, a=2)": "the same option is given twice",
    "1\0": "no program can hold",
}


@pytest.mark.parametrize(("source", "words"), PLAIN.items())
def test_plain_words(source, words):
    grey = course().exercise("photo/grey")
    report = start({"source": source, "form": "lines"})({"photo": np.ones((2, 4, 3))})
    reply = read(report, grey, source)
    assert isinstance(reply, Trouble)
    assert words.lower() in reply.message.lower()
    if "so it is" not in source:
        assert "Python stopped with" not in reply.message


def test_the_learners_own_line_is_quoted():
    source = "a = photo\nb = a * frist\nb"
    report = start({"source": source, "form": "lines"})({"photo": np.ones(3)})
    reply = read(report, course().exercise("photo/grey"), source)
    assert reply.line == 2
    assert reply.message.startswith("Line 2, `b = a * frist`: Python does not know the name `frist`.")


@pytest.mark.parametrize(
    "report",
    [
        None,
        5,
        [],
        {},
        {"kind": 7},
        {"kind": np.ones(2)},
        {"kind": "raised"},
        {"kind": "answer"},
        {"kind": "syntax", "message": 1, "line": "x"},
    ],
)
def test_a_forged_report_is_no_answer(report):
    reply = read(report, course().exercise("photo/grey"), "1")
    assert reply.status == "crash" and "cannot be read" in reply.message
