"""NumPy and the standard library work inside as outside, though much of both is loaded from files only when first
used."""

import numpy as np
import pytest

from hiddenmath.sandbox import Limits, Sandbox
from hiddenmath.sandbox._preload import STANDARD

PATIENT = Limits(seconds=20.0)

EXPRESSIONS = [
    "np.linalg.svd(np.arange(12.0).reshape(3, 4))",
    "np.linalg.eigh(np.eye(3) + 1)",
    "np.linalg.lstsq(np.arange(12.0).reshape(4, 3), np.ones(4))",
    "np.linalg.norm(np.arange(5.0), ord=np.inf)",
    "np.einsum('ij,jk->ik', np.ones((2, 3)), np.ones((3, 2)), optimize=True)",
    "np.tensordot(np.ones((2, 3)), np.ones((3, 2)), 1)",
    "np.fft.rfft(np.arange(8.0))",
    "np.random.default_rng(5).normal(size=3)",
    "np.random.RandomState(5).permutation(9)",
    "np.polynomial.Polynomial([1, 2, 3])(2.0)",
    "np.polyfit(np.arange(5.0), np.arange(5.0) ** 2, 2)",
    "np.ma.array([1, 2, 3], mask=[0, 1, 0]).sum()",
    "np.ma.masked_array([1.0, 2.0]).filled()",
    "np.char.upper(np.array(['a', 'b']))",
    "np.strings.find(np.array(['ab']), 'b')",
    "np.unique(np.array([3, 1, 3]), return_counts=True)",
    "np.quantile(np.arange(10.0), [0.1, 0.9])",
    "np.histogram(np.arange(10.0), bins='auto')",
    "np.lib.stride_tricks.sliding_window_view(np.arange(5), 3)",
    "np.pad(np.eye(2), 1, mode='reflect')",
    "np.vectorize(lambda x: x + 1)(np.arange(3))",
    "np.apply_along_axis(sum, 0, np.eye(3))",
    "np.isclose(np.nan, np.nan, equal_nan=True)",
    "np.testing.assert_allclose(1.0, 1.0)",
    "np.array2string(np.array([1.5, np.nan]), precision=2)",
    "repr(np.array(['2020-01-01'], dtype='M8[D]'))",
    "repr(np.zeros(2, dtype=[('a', 'f8'), ('b', 'U3')]))",
    "str(np.float16(1) / 3), repr(np.longdouble(1)), str(np.complex64(1j))",
    "repr(np.arange(10_000).reshape(100, 100))",
    "np.loadtxt(['1 2', '3 4'])",
    "np.genfromtxt(['1,2', '3,'], delimiter=',')",
    "np.datetime_as_string(np.datetime64('2020-02-29'))",
    "np.frombuffer(b'abcd', np.uint8)",
    "np.block([[np.eye(2), np.ones((2, 1))]])",
    "np.emath.sqrt(-1)",
    "np.lib.scimath.log(-1)",
    "np.finfo(np.float64).eps, np.iinfo(np.int16).max",
    "np.rec.fromarrays([[1, 2], [3.0, 4.0]], names='a,b').a",
    "float(np.trapezoid([1.0, 2.0])), np.gradient(np.arange(4.0))",
    "__import__('statistics').linear_regression([1, 2, 3], [2, 4, 6])[0]",
    "__import__('json').dumps({'a': [1, 2.5, None]})",
    "__import__('datetime').datetime.strptime('2020-02-29', '%Y-%m-%d').isoformat()",
    "__import__('decimal').Decimal(2).sqrt().__str__()",
    "'ä'.encode('latin-1').decode('cp1252'), 'x'.encode('utf-16').decode('utf-16')",
    "__import__('textwrap').dedent('  a')",
    "__import__('re').sub('a+', 'b', 'caat')",
    "sorted(__import__('collections').Counter('abca').items())",
]


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_the_answer_is_the_same_inside(full: Sandbox, expression: str) -> None:
    expected = eval(expression, {"np": np})  # noqa: S307 - the table above
    outcome = full.run("sandbox_jobs:execute", f"answer = {expression}", PATIENT)
    assert outcome.status == "ok", outcome.error
    np.testing.assert_equal(outcome.value, tuple(expected) if isinstance(expected, tuple) else expected)


ERRORS = [
    ("np.ones(3) @ np.ones(4)", "ValueError: matmul: Input operand 1 has a mismatch"),
    ("np.linalg.inv(np.zeros((2, 2)))", "LinAlgError: Singular matrix"),
    ("np.ones(3)[5]", "IndexError: index 5 is out of bounds"),
    ("np.ones(3).reshape(2, 2)", "ValueError: cannot reshape array of size 3"),
    ("np.concatenate([np.ones(2), np.ones((2, 2))])", "ValueError: all the input arrays must have same number"),
    ("np.add('a', 1)", "UFuncTypeError: ufunc 'add' did not contain a loop"),
    ("np.nothing", "AttributeError: module 'numpy' has no attribute 'nothing'"),
    ("np.testing.assert_allclose(1.0, 2.0)", "AssertionError: \nNot equal to tolerance"),
]


@pytest.mark.parametrize(("expression", "words"), ERRORS)
def test_numpy_s_errors_are_told_in_its_own_words(full: Sandbox, expression: str, words: str) -> None:
    outcome = full.run("sandbox_jobs:execute", expression, PATIENT)
    assert outcome.status == "error" and outcome.error.startswith(words)


def test_every_module_of_the_list_can_be_imported(full: Sandbox) -> None:
    program = "\n".join(f"import {name}" for name in STANDARD if name != "__future__")
    assert full.run("sandbox_jobs:execute", program, PATIENT).status == "ok"


def test_all_of_numpy_can_be_imported_by_a_star(full: Sandbox) -> None:
    """Once it ended at numpy.f2py, which is loaded only then."""
    outcome = full.run("sandbox_jobs:execute", "from numpy import *\nanswer = mean(eye(2))", PATIENT)
    assert outcome.status == "ok", outcome.error


def test_warnings_reach_stderr(full: Sandbox) -> None:
    outcome = full.run("sandbox_jobs:execute", "answer = np.array([1.0]) / 0", PATIENT)
    assert outcome.status == "ok" and "RuntimeWarning: divide by zero" in outcome.stderr
