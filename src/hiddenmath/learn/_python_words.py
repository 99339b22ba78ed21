"""Python's and NumPy's error messages in plain words. One line a message; what is not listed is quoted as it is.

Each entry: (exception, pattern of its message, what to say). Groups of the pattern fill {0}, {1}; {near} is the name probably meant.
The wording of Python 3.11 to 3.14 and NumPy 2 is covered; an empty exception means any.
"""

import re

Words = tuple[str, str, str]

_RAISED: tuple[Words, ...] = (
    ("NameError", r"name '(true|false|none)'", "Python writes {0} with a capital letter."),
    ("NameError", r"name '(.+?)'", "Python does not know the name `{0}`.{near} A name must be set before it is used."),
    ("UnboundLocalError", r"variable '(.+?)'", "`{0}` is used before it has a value."),
    ("AttributeError", r"'NoneType' object has no attribute '(.+)'", "What stands before `.{0}` is None: a function gave nothing back."),
    ("AttributeError", r"'(?:numpy\.)?(\w+)' object has no attribute '(.+)'", "A value of type {0} has no `.{1}`.{near}"),
    ("AttributeError", r"module '(.+)' has no attribute '(.+?)'", "`{0}` has no `{1}`.{near}"),
    ("ValueError", r"could not be broadcast together with (?:remapped )?shapes (\(.*?\)) (\(.*?\))",
     "the shapes {0} and {1} do not fit together. Seen from the right, two lengths must be equal, or one of them 1 or missing."),
    ("ValueError", r"matmul: .*\(size (\d+) is different from (\d+)\)",
     "this product does not fit: the left matrix has {1} columns, the right one {0} rows; they must be equally many."),
    ("ValueError", r"shapes (\(.*?\)) and (\(.*?\)) not aligned",
     "this product of shapes {0} and {1} does not fit: the left needs as many columns as the right has rows."),
    ("ValueError", r"truth value of an array", "`if` needs one yes or no, and a comparison of arrays gives many: use `.all()` or `.any()`."),
    ("ValueError", r"cannot reshape array of size (\d+) into shape (.+)", "{0} numbers cannot be laid out in the shape {1}."),
    ("ValueError", r"(?:inhomogeneous shape|array element with a sequence)", "the rows have different lengths, so they make no matrix."),
    ("ValueError", r"not enough values to unpack \(expected (\d+), got (\d+)\)", "there are {0} names left of `=`, but only {1} values."),
    ("ValueError", r"too many values to unpack \(expected (\d+)", "there are more values than the {0} names left of `=`."),
    ("AxisError", r"axis (-?\d+) is out of bounds for array of dimension (\d+)",
     "there is no axis {0}: this array has {1}, and Python counts them from 0."),
    ("IndexError", r"tuple index out of range", "this shape or tuple has fewer entries than that; Python counts from 0."),
    ("IndexError", r"index (-?\d+) is out of bounds for axis (\d+) with size (\d+)",
     "there is no entry {0}: axis {1} has {2} entries, and Python counts them from 0."),
    ("IndexError", r"too many indices for array: array is (\d+)-dimensional, but (\d+) were indexed",
     "you gave {1} positions, but this array has {0} axes."),
    ("IndexError", r"list index out of range", "the list is shorter than that; Python counts from 0."),
    ("TypeError", r"'(?:numpy\.)?(ndarray|float\d*|int\d*)' object is not callable",
     "round brackets call a function, and this is a value ({0}). Multiply with `*`, pick entries with square brackets: X[0]."),
    ("TypeError", r"'(.+)' object is not callable", "round brackets call a function, and this is a {0}."),
    ("TypeError", r"'(builtin_function_or_method|function|method)' object is not subscriptable",
     "square brackets pick an entry, and this is a function: call it with round brackets."),
    ("TypeError", r"'(.+)' object is not subscriptable", "square brackets pick an entry, and this is a {0}."),
    ("TypeError", r"unsupported operand type\(s\) for (.+): .*(?:function|method).*",
     "{0} meets a function instead of its value. Are the round brackets missing after its name?"),
    ("TypeError", r"unsupported operand type\(s\) for (.+): .*NoneType.*", "{0} meets None: a function gave nothing back."),
    ("TypeError", r"unsupported operand type\(s\) for (.+): '(.+)' and '(.+)'", "{0} does not work between {1} and {2}."),
    ("", r"(?:ufunc '(\w+)' did not contain a loop|ufunc '(\w+)' not supported for the input types)",
     "there is something among the numbers that is not a number. Text has quotes, a number has none."),
    ("TypeError", r"only (?:integer|length-1|0-dim)", "one whole number is needed here, and this is an array or has decimals."),
    ("TypeError", r"'(.+)' object cannot be interpreted as an integer", "a whole number is needed here, and this is a {0}."),
    ("TypeError", r"list indices must be integers", "a list takes one whole number in its brackets. Make it an array first: np.array(…)."),
    ("TypeError", r"(\w+)\(\) missing \d+ required", "`{0}` is called with too few inputs."),
    ("TypeError", r"(\w+)\(\) takes .* positional arguments? but", "`{0}` is called with too many inputs."),
    ("TypeError", r"(\w+)\(\) got an unexpected keyword argument '(\w+)'", "`{0}` has no option called `{1}`."),
    ("TypeError", r"can't multiply sequence|can only concatenate|must be str", "this mixes text or a list with a number."),
    ("LinAlgError", r"Singular matrix", "this matrix has no inverse (it is singular)."),
    ("LinAlgError", r"must be square", "this needs a square matrix, with as many rows as columns."),
    ("LinAlgError", r"(\d+)-dimensional array given", "this needs a matrix (two axes), and the array has {0}."),
    ("ModuleNotFoundError", r"No module named '(.+)'", "`{0}` cannot be used here. NumPy is ready, as `np`."),
    ("ImportError", r"", "this cannot be imported here. NumPy is ready, as `np`."),
    ("ZeroDivisionError", r"", "this divides by zero."),
    ("RecursionError", r"", "the function calls itself again and again, and never ends."),
    ("EOFError", r"", "`input()` has nobody to ask here: the inputs are given."),
    ("SystemExit", r"", "the code ended the program itself (exit or quit), so no answer came back."),
    ("PermissionError", r"", "your code can open no files and no network here."),
    ("FileNotFoundError", r"", "your code can open no files and no network here."),
    ("KeyError", r"(.+)", "there is nothing under the key {0}."),
    ("AssertionError", r"", "an `assert` in your code does not hold."),
    ("MemoryError", r"", "this needs more memory than there is for your code. Is an array much larger than you meant?"),
    ("_ArrayMemoryError", r"", "this needs more memory than there is for your code. Is an array much larger than you meant?"),
)

_SYNTAX: tuple[tuple[str, str], ...] = (
    (r"'(.)' was never closed", "the bracket `{0}` is opened and never closed."),
    (r"unmatched '(.)'", "there is a bracket `{0}` too many."),
    (r"closing parenthesis '(.)' does not match opening parenthesis '(.)'", "`{1}` is opened, but `{0}` closes it."),
    (r"unterminated .*string|EOL while scanning", "a text begins with a quote and never ends."),
    (r"expected ':'", "the colon `:` at the end of the line is missing."),
    (r"expected an indented block after (.*)", "the lines below {0} belong inside it: begin them with four spaces."),
    (r"unexpected indent", "the line begins with spaces that do not belong there."),
    (r"unindent does not match", "the line begins with another number of spaces than the lines it belongs to."),
    (r"tabs and spaces", "tabs and spaces are mixed at the beginning of lines: use four spaces."),
    (r"invalid (?:decimal|hexadecimal|octal|binary|imaginary) literal", "a number runs into letters. Times is written `*`: 2 * x."),
    (r"leading zeros", "a number cannot begin with 0; write 5 instead of 05."),
    (r"invalid (?:non-printable )?character (.*)", "Python cannot read the character {0}. Was it copied from a text? Type it anew."),
    (r"Maybe you meant '=='", "`=` gives a value to a name; to compare, write `==`."),
    (r"cannot assign to (.*?)(?: here.*)?$", "left of `=` stands {0}; there must be a name."),
    (r"'return' outside function", "`return` belongs inside a function. Here the last line is the answer by itself: leave `return` out."),
    (r"Perhaps you forgot a comma", "something is missing between two things: a comma, or a sign such as `*`."),
    (r"positional argument follows keyword", "inputs with a name (axis=0) come after those without."),
    (r"keyword argument repeated", "the same option is given twice."),
    (r"null bytes", "it holds characters that no program can hold. Was it saved as plain text?"),
    (r"nested|recursion|stack overflow", "the brackets are nested too deeply."),
)  # fmt: skip


def say_exception(name: str, message: str, near: str | None = None) -> str:
    """
    >>> say_exception("NameError", "name 'phto' is not defined", near="photo")
    'Python does not know the name `phto`. Did you mean `photo`? A name must be set before it is used.'
    >>> say_exception("Strange", "all is lost")
    'Python stopped with Strange: all is lost'
    """
    for wanted, pattern, words in _RAISED:
        if wanted in ("", name) and (match := re.search(pattern, message, re.DOTALL)):
            return words.format(*match.groups(), near=f" Did you mean `{near}`?" if near else "")
    return f"Python stopped with {name}: {message}" if message else f"Python stopped with {name}."


def say_syntax(message: str, line: str) -> str:
    """
    >>> say_syntax("'(' was never closed", "(1 + 2")
    'Python cannot read this: the bracket `(` is opened and never closed.'
    >>> say_syntax("invalid syntax", "photo * 150 %")
    'Python cannot read this: after `%` something is missing.'
    """
    lead = "Python cannot read this: "
    for pattern, words in _SYNTAX:
        if match := re.search(pattern, message):
            return lead + words.format(*match.groups())
    if message == "invalid syntax" and (match := re.search(r"[-+*/@%=,(.]$", line.partition("#")[0].rstrip())):
        return f"{lead}after `{match[0]}` something is missing."
    if message == "invalid syntax":
        return f"{lead}is a sign such as `*`, a bracket or a comma missing?"
    return f"{lead}{message}."
