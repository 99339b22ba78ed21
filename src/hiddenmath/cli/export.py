"""`hiddenmath export`: a lesson as a Jupyter notebook."""

from pathlib import Path
from typing import Annotated

import typer

from hiddenmath.cli._options import Content


def export(
    lesson: Annotated[str, typer.Argument(help="Its name, such as pca.")],
    out: Annotated[Path, typer.Argument(help="The notebook to write: out.ipynb.")],
    content: Content = None,
) -> None:
    """Write a lesson as a Jupyter notebook; its exercises are graded in their cells."""
    from difflib import get_close_matches

    from hiddenmath import learn
    from hiddenmath.data import InputError, write_file

    course = learn.course_with(content)
    slugs = [each.slug for each in course.lessons]
    if lesson not in slugs:
        near = get_close_matches(lesson, slugs, 1) or slugs
        raise InputError(f"There is no lesson {lesson!r}.", f"There is {', '.join(near)}.")
    if out.exists():
        raise InputError(f"{out} is there already.", "It may hold your work: choose another name.")
    write_file(out, learn.notebook(course.lesson(lesson)).encode())
    typer.echo(f"Wrote {out}.")
