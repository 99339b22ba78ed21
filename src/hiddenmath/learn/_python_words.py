"""Python's and NumPy's error messages in plain words; what is not listed is quoted as it is.

Each entry has two lines: `exception | pattern of its message` (or `any`, or no pattern), and what to say. Groups
of the pattern fill {0}, {1}; {near} is the name probably meant. Covers Python 3.11 to 3.14 and NumPy 2.
"""

import re

_RAISED = r"""
NameError | name '(true|false|none)'
    Python writes {0} with a capital letter.
NameError | name '(axis|keepdims|full_matrices)\d*'
    `{0}` is an option of a function: give it a value with one `=`, as in axis=0.
NameError | name '(.+?)'
    Python does not know the name `{0}`.{near} A name must be set before it is used.
UnboundLocalError | variable '(.+?)'
    `{0}` is used before it has a value.
AttributeError | 'NoneType' object has no attribute '(.+)'
    what stands before `.{0}` is None: a function gave nothing back. Is its `return` missing?
AttributeError | '(?:numpy\.)?(\w+)' object has no attribute '(.+)'
    A value of type {0} has no `.{1}`.{near}
AttributeError | module '(.+)' has no attribute '(.+?)'
    `{0}` has no `{1}`.{near}
ValueError | could not be broadcast together with (?:remapped )?shapes (\(.*?\)) (\(.*?\))
    the shapes {0} and {1} do not fit together. Seen from the right, lengths must be equal, or 1, or missing.
ValueError | matmul: .*\(size (\d+) is different from (\d+)\)
    this product does not fit: the left matrix has {1} columns, the right one {0} rows; they must be equally many.
ValueError | matmul: Input operand \d does not have enough dimensions
    `@` multiplies matrices and vectors, and one of these is a single number: use `*`.
ValueError | shapes (\(.*?\)) and (\(.*?\)) not aligned
    this product of shapes {0} and {1} does not fit: the left needs as many columns as the right has rows.
ValueError | truth value of an array
    one yes or no is needed here (by `if`, `and`, `max`), and comparing arrays gives many: use `.all()` or `np.max`.
ValueError | cannot reshape array of size (\d+) into shape (.+)
    {0} numbers cannot be laid out in the shape {1}.
ValueError | inhomogeneous shape after [2-9]
    the places of one matrix hold things of different sizes: a number in one, say, and a vector in another.
ValueError | array element with a sequence\.$
    one place takes one number, and it is given several: a vector, a list or a matrix.
ValueError | all the input array dimensions .* index (\d+) has size (\d+) .* index (\d+) has size (\d+)
    the pieces do not fit together: piece {0} has length {1}, and piece {2} has length {3}.
ValueError | solve1?: Input operand 1 has a mismatch .*\(size (\d+) is different from (\d+)\)
    in this system the matrix has {1} rows and the right side has {0}; they must be equally many.
ValueError | inhomogeneous shape
    the rows have different lengths, so they make no matrix.
ValueError | not enough values to unpack \(expected (\d+), got (\d+)\)
    there are {0} names left of `=`, but only {1} values.
ValueError | too many values to unpack \(expected (\d+)
    there are more values than the {0} names left of `=`.
AxisError | axis (-?\d+) is out of bounds for array of dimension (\d+)
    there is no axis {0}: this array has {1}, and Python counts them from 0.
IndexError | tuple index out of range
    this shape or tuple has fewer entries than that; Python counts from 0.
IndexError | index (-?\d+) is out of bounds for axis (\d+) with size (\d+)
    there is no entry {0}: axis {1} has {2} entries, and Python counts them from 0.
IndexError | too many indices for array: array is (\d+)-dimensional, but (\d+) were indexed
    you gave {1} positions, but this array has {0} axes.
IndexError | only integers, slices|arrays used as indices
    between square brackets stand whole numbers, and this is something else.
IndexError | list index out of range
    the list is shorter than that; Python counts from 0.
TypeError | '(?:numpy\.)?(ndarray|float\d*|int\d*)' object is not callable
    round brackets call a function, and this is a value ({0}). Multiply with `*`; entries need square brackets, X[0].
TypeError | '(.+)' object is not callable
    round brackets call a function, and this is a {0}.
TypeError | '(builtin_function_or_method|function|method)' object is not subscriptable
    square brackets pick an entry, and this is a function: call it with round brackets.
TypeError | '(.+)' object is not subscriptable
    square brackets pick an entry, and this is a {0}.
TypeError | unsupported operand type\(s\) for (.+): .*(?:function|method|ufunc|_ArrayFunctionDispatcher).*
    `{0}` meets a function instead of its value. Are the round brackets missing after its name?
TypeError | unsupported operand type\(s\) for (.+): .*NoneType.*
    `{0}` meets None: a function gave nothing back.
TypeError | unsupported operand type\(s\) for (.+): '(.+)' and '(.+)'
    `{0}` does not work between {1} and {2}.
any | (?:ufunc '(\w+)' did not contain a loop|ufunc '(\w+)' not supported for the input types)
    there is something among the numbers that is not a number. Text has quotes, a number has none.
TypeError | cannot unpack non-iterable NoneType
    a function that should give several values gave nothing back. Is its `return` missing?
TypeError | cannot unpack non-iterable .*(?:function|method|ufunc|_ArrayFunctionDispatcher)
    right of `=` stands a function instead of its values. Are the round brackets missing after its name?
TypeError | loop of ufunc does not support argument \d of type .*(?:function|method|ufunc|_ArrayFunctionDispatcher)
    among the numbers is a function. Are the round brackets missing after its name?
TypeError | cannot unpack non-iterable (\S+)
    there are several names left of `=`, but only one value, a {0}.
TypeError | only (?:integer|length-1|0-dim)
    one whole number is needed here, and this is an array or has decimals.
TypeError | '(.+)' object cannot be interpreted as an integer
    a whole number is needed here, and this is a {0}.
TypeError | list indices must be integers
    a list takes one whole number in its brackets, or a piece such as 0:3. An array has rows and columns: np.array(…).
TypeError | (\S+)\(\) missing \d+ required
    `{0}` is called with too few inputs.
TypeError | (\S+)\(\) takes .* positional arguments? but
    `{0}` is called with too many inputs.
TypeError | (\w+)\(\) got an unexpected keyword argument '(\w+)'
    `{0}` has no option called `{1}`.
TypeError | doesn't define __round__
    `round` rounds one number; for an array there is `np.round`.
TypeError | must be str, not (\w+)
    text is asked here, and this is a {0}.
TypeError | can't multiply sequence|can only concatenate
    this mixes text or a list with a number.
LinAlgError | Singular matrix
    this matrix has no inverse (it is singular).
LinAlgError | must be square
    this needs a square matrix, with as many rows as columns.
LinAlgError | Incompatible dimensions
    the matrix and the right side must have equally many rows, and here they have not.
LinAlgError | (\d+)-dimensional array given
    this needs a matrix (two axes), and the array has {0}.
ModuleNotFoundError | No module named '(.+)'
    `{0}` cannot be used here. NumPy is ready, as `np`.
ImportError
    this cannot be imported here. NumPy is ready, as `np`.
ZeroDivisionError
    this divides by zero.
RecursionError
    the function calls itself again and again, and never ends.
EOFError
    `input()` has nobody to ask here: the inputs are given.
SystemExit
    the code ended the program itself (exit or quit), so no answer came back.
PermissionError
    your code can open no files and no network here.
FileNotFoundError
    your code can open no files and no network here.
KeyError | (.+)
    there is nothing under the key {0}.
AssertionError
    an `assert` in your code does not hold.
MemoryError
    this needs more memory than there is for your code. Is an array much larger than you meant?
_ArrayMemoryError
    this needs more memory than there is for your code. Is an array much larger than you meant?
"""

_SYNTAX = r"""
SyntaxError | '(.)' was never closed
    the bracket `{0}` is opened and never closed.
SyntaxError | unmatched '(.)'
    there is a bracket `{0}` too many.
SyntaxError | closing parenthesis '(.)' does not match opening parenthesis '(.)'
    `{1}` is opened, but `{0}` closes it.
SyntaxError | unterminated .*string|EOL while scanning
    a text begins with a quote and never ends.
SyntaxError | expected ':'
    the colon `:` at the end of the line is missing.
SyntaxError | expected an indented block after (.*)
    the lines below the {0} belong inside it: begin them with four spaces.
SyntaxError | unexpected indent
    the line begins with spaces that do not belong there.
SyntaxError | unindent does not match
    the line begins with another number of spaces than the lines it belongs to.
SyntaxError | tabs and spaces
    tabs and spaces are mixed at the beginning of lines: use four spaces.
SyntaxError | invalid (?:decimal|hexadecimal|octal|binary|imaginary) literal
    a number runs into letters. Times is written `*`: 2 * x.
SyntaxError | leading zeros
    a number cannot begin with 0; write 5 instead of 05.
SyntaxError | invalid (?:non-printable )?character (.*)
    the character {0} is not Python. Was it copied from a text? Type it anew.
SyntaxError | cannot assign to (.*?)(?: here.*)?$
    left of `=` stands {0}; there must be a name.
SyntaxError | Maybe you meant '=='
    `=` gives a value to a name; to compare, write `==`.
SyntaxError | 'return' outside function
    `return` belongs inside a function. Here the last line is the answer: leave `return` out.
SyntaxError | Perhaps you forgot a comma
    something is missing between two things: a comma, or a sign such as `*`.
SyntaxError | positional argument follows keyword
    inputs with a name (axis=0) come after those without.
SyntaxError | keyword argument repeated
    the same option is given twice.
SyntaxError | null bytes
    it holds characters that no program can hold. Was it saved as plain text?
SyntaxError | nested|recursion|stack overflow
    the brackets are nested too deeply.
"""


def say_exception(name: str, message: str, near: str | None = None) -> str:
    """
    >>> say_exception("NameError", "name 'phto' is not defined", near="photo")
    'Python does not know the name `phto`. Did you mean `photo`? A name must be set before it is used.'
    >>> say_exception("Strange", "all is lost")
    'Python stopped with Strange: all is lost'
    """
    if words := _found(_RAISED, name, message, near=f" Did you mean `{near}`?" if near else ""):
        return words
    return f"Python stopped with {name}: {message}" if message else f"Python stopped with {name}."


def say_syntax(message: str, line: str) -> str:
    """
    >>> say_syntax("'(' was never closed", "(1 + 2")
    'Python cannot read this: the bracket `(` is opened and never closed.'
    >>> say_syntax("invalid syntax", "photo * 150 %")
    'Python cannot read this: after `%` something is missing.'
    """
    lead = "Python cannot read this: "
    if re.search(r"\w\[\s*\w+\s*=[^=]", line):
        return f"{lead}a function is called with round brackets; square ones pick entries."
    if words := _found(_SYNTAX, "SyntaxError", message):
        return lead + words
    if message == "invalid syntax" and (match := re.search(r"[-+*/@%=,(.]$", line.partition("#")[0].rstrip())):
        return f"{lead}after `{match[0]}` something is missing."
    if message == "invalid syntax" and re.search(r"\w\s+[x×]\s+\w", line):
        return f"{lead}times is written `*`."
    if message == "invalid syntax":
        return f"{lead}is a sign such as `*`, a bracket or a comma missing?"
    return f"{lead}{message}."


def _found(table: str, name: str, message: str, near: str = "") -> str | None:
    """What the first entry that fits has to say."""
    for entry, words in re.findall(r"^(\S.*)\n    (.*)$", table, re.MULTILINE):
        wanted, _, pattern = entry.partition(" | ")
        if wanted in ("any", name) and (match := re.search(pattern, message, re.DOTALL)):
            return str(words.format(*match.groups(), near=near))
    return None
