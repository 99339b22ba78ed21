"""The long proof. `make verify` runs it and keeps what was shown in docs/verified.md, which is committed."""

import platform
from pathlib import Path

import numpy
import pytest

PAGE = Path(__file__).parent.parent.parent / "docs" / "verified.md"
HEAD = """# Verified

What was tried at length, and held each time. `make verify` writes this page, and only when nothing failed; last on
CPython {python} with NumPy {numpy} on {system}.

| what | how much |
|---|---|
"""
shown: dict[str, str] = {}


@pytest.fixture
def proved():
    """`proved(what, how_much)`: a line of the page, said at the end of a test that held."""
    return shown.__setitem__


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("verify")


def pytest_sessionfinish(session, exitstatus):
    if exitstatus == 0 and shown and session.config.option.markexpr == "verify":
        head = HEAD.format(python=platform.python_version(), numpy=numpy.__version__, system=platform.system())
        PAGE.write_text(head + "".join(f"| {what} | {how_much} |\n" for what, how_much in sorted(shown.items())))
