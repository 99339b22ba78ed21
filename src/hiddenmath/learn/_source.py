"""A learner's source from a file of theirs, as large as the page takes it and no larger."""

from pathlib import Path

from hiddenmath.data import InputError

LARGEST_SOURCE = 200_000  # characters


def read_source(file: Path) -> str:
    """
    Raises
    ------
    InputError
        For what is no file, a notebook, no text in UTF-8, or too long.
    """
    if not file.is_file():
        wrong = f"{file} is a folder." if file.is_dir() else f"There is no file {file}."
        raise InputError(wrong, "Give the Python file that holds your solution.")
    if file.suffix == ".ipynb":
        raise InputError(f"{file} is a notebook.", "Copy your function from it into a Python file (.py).")
    if (size := file.stat().st_size) > 4 * LARGEST_SOURCE:  # no character of UTF-8 has more bytes
        raise too_long(str(file), f"{size:,} bytes")
    try:
        source = file.read_text("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise InputError(f"{file} is not text in UTF-8 (byte {problem.start}).", "Save it as UTF-8.") from None
    if len(source) > LARGEST_SOURCE:
        raise too_long(str(file), f"{len(source):,} characters")
    return source


def too_long(name: str, size: str) -> InputError:
    return InputError(
        f"{name} has {size}; a solution may have {LARGEST_SOURCE:,} characters.",
        "Leave in it only what the exercise asks for: no data, no output.",
    )
