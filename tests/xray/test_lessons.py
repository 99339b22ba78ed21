"""Which lessons a program uses, and that the table is about operations that X-ray knows."""

import tomllib
from fnmatch import fnmatchcase
from importlib.resources import files

from hiddenmath.xray._lessons import lesson_of, lessons
from hiddenmath.xray._operations import OPERATIONS, PRODUCT
from hiddenmath.xray.rules import RULES

from .test_report import FINDING, INVERSE, NORM, REPORT

TABLE = tomllib.loads(files("hiddenmath.xray").joinpath("lessons.toml").read_text("utf-8"))["lessons"]
KNOWN = [PRODUCT.name, "ndarray.dot", *(f"{module}.{name}" for module, names in OPERATIONS.items() for name in names)]


def test_every_pattern_is_the_first_for_some_operation() -> None:
    found = {operation: next((p for p in TABLE if fnmatchcase(operation, p)), None) for operation in KNOWN}
    assert set(TABLE) - set(found.values()) == set()


def test_the_lessons_of_rules_are_lessons_of_operations() -> None:
    """One name for one lesson: a rule must not ask for a lesson under another slug."""
    assert {rule.lesson for rule in RULES} <= set(TABLE.values())


def test_operations_and_findings_name_lessons_with_their_places() -> None:
    assert lessons(REPORT) == {
        "inverse": ["kalman.py:27 explicit-inverse", "kalman.py:27 numpy.linalg.inv"],
        "similarity": ["kalman.py:30 numpy.linalg.norm"],
    }
    assert FINDING.lesson == lesson_of(INVERSE.operation) == "inverse"
    assert lesson_of(NORM.operation) == "similarity"
    assert lesson_of("numpy.fft.fft") is None
