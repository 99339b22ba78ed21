"""A lesson as a Jupyter notebook (nbformat 4.5), to read, run and solve there."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from hiddenmath.learn._course import Lesson
from hiddenmath.learn._exercise import AnyExercise, Choice, Predict
from hiddenmath.learn._outline import outline

Cell = dict[str, Any]


def notebook(lesson: Lesson) -> str:
    """The JSON of the notebook. Its cells `check(…)` grade on fresh numbers, and count as in the browser."""
    cells = list(_cells(lesson))
    for place, cell in enumerate(cells):
        cell["id"] = hashlib.sha256(f"{lesson.slug} {place}".encode()).hexdigest()[:12]
    whole = {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "cells": cells,
    }
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"


def _cells(lesson: Lesson) -> Iterator[Cell]:
    yield _markdown(f"# {lesson.title}\n\n*{lesson.question}*")
    yield _code("import numpy as np\nfrom hiddenmath.learn import check")
    for part in outline(lesson):
        if part.kind == "text":
            yield _markdown(part.text)
        elif part.kind == "code":
            yield _code(part.text, part.output)
        else:
            yield from _exercise(lesson.exercises[part.text])


def _exercise(exercise: AnyExercise) -> Iterator[Cell]:
    yield _markdown(f"### {exercise.title}\n\n{exercise.task}")
    if isinstance(exercise, Choice):
        yield _markdown("*Its answers are pictures: choose one in the browser. Its code, to run there:*")
        yield _markdown(f"```python\n{exercise.starter}\n```")
    elif isinstance(exercise, Predict):
        yield _markdown("*Say what it gives, in the browser, where its numbers are. Its code:*")
        yield _markdown(f"```python\n{exercise.starter}\n```")
    elif exercise.form == "lines" or exercise.parts:
        yield _code(f'check("{exercise.id}", """\n{exercise.starter}\n""")')
    else:
        source = exercise.starter.removeprefix("import numpy as np\n").strip("\n")
        yield _code(f'{source}\n\n\ncheck("{exercise.id}", {exercise.function})')


def _markdown(text: str) -> Cell:
    return {"cell_type": "markdown", "metadata": {}, "source": text.splitlines(keepends=True)}


def _code(source: str, printed: str = "") -> Cell:
    stream = {"output_type": "stream", "name": "stdout", "text": printed.splitlines(keepends=True)}
    return {
        "cell_type": "code",
        "metadata": {},
        "execution_count": None,
        "source": source.splitlines(keepends=True),
        "outputs": [stream] if printed else [],
    }
