"""The example programs: in a checkout the folder `examples/`, in an installed package a folder beside this file."""

import ast
from pathlib import Path
from typing import NamedTuple


class Example(NamedTuple):
    name: str  # "kalman"
    title: str  # the first sentence of its docstring
    source: str


def examples() -> list[Example]:
    """The programs to try X-ray on, in the order of their names."""
    packaged = Path(__file__).with_name("examples")
    folder = packaged if packaged.is_dir() else Path(__file__).parents[3] / "examples"
    return [_example(file) for file in sorted(folder.glob("*.py"))]


def _example(file: Path) -> Example:
    source = file.read_text(encoding="utf-8")
    title = (ast.get_docstring(ast.parse(source)) or file.stem).split(".")[0].replace("\n", " ")
    return Example(file.stem, title, source)
