"""`import hiddenmath` is nearly free, and the names it promises are there."""

import subprocess
import sys

import pytest

import hiddenmath


def seconds(statement: str) -> float:
    """Seconds of a fresh interpreter that runs `statement`, as that interpreter measures them itself."""
    program = f"import time; start = time.perf_counter(); {statement}; print(time.perf_counter() - start)"
    return float(subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout)


def test_importing_costs_less_than_150_ms():
    # The fastest of five: what the machine does besides can only add.
    assert min(seconds("import hiddenmath") for _ in range(5)) < 0.15


def test_importing_loads_no_numerical_library():
    heavy = {"numpy", "scipy", "sklearn", "matplotlib", "polars"}
    program = f"import hiddenmath, sys; print(sorted({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout == "[]\n"


@pytest.mark.parametrize("name", hiddenmath.__all__)
def test_public_names_load(name):
    assert getattr(hiddenmath, name) is not None


def test_an_unknown_name_says_what_there_is():
    with pytest.raises(AttributeError, match=r"'SVD'; it offers .*svd"):
        hiddenmath.SVD  # noqa: B018 - the look-up is what is tested


def test_the_stub_promises_what_the_package_has():
    from pathlib import Path

    stub = Path(hiddenmath.__file__).with_name("__init__.pyi").read_text()
    assert all(f" as {name}\n" in stub or f"{name}: str" in stub for name in hiddenmath.__all__)
