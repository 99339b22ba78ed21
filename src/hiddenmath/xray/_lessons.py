"""Which lessons of the course a program uses: those of its operations, and those of what was found in it."""

import tomllib
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files

from hiddenmath.xray._report import Report


def lessons(report: Report) -> dict[str, list[str]]:
    """Slug -> the lines that use it, as "kalman.py:27 numpy.linalg.inv", those that took longest first."""
    found: dict[str, list[str]] = {}
    for finding in report.findings:
        found.setdefault(finding.lesson, []).append(f"{finding.file}:{finding.line} {finding.rule}")
    for call in report.calls:
        slug = lesson_of(call.operation)
        if slug is not None:
            found.setdefault(slug, []).append(f"{call.file}:{call.line} {call.operation}")
    return {slug: list(dict.fromkeys(places)) for slug, places in found.items()}


def lesson_of(operation: str) -> str | None:
    """
    >>> lesson_of("numpy.linalg.inv"), lesson_of("matmul"), lesson_of("scipy.fft.dct")
    ('inverse', 'matmul', None)
    """
    return next((slug for pattern, slug in _table().items() if fnmatchcase(operation, pattern)), None)


@cache
def _table() -> dict[str, str]:
    text = files("hiddenmath.xray").joinpath("lessons.toml").read_text("utf-8")
    table: dict[str, str] = tomllib.loads(text)["lessons"]
    return table
