"""`hiddenmath exercises`: all exercises of the course, and whether their content is sound."""

from pathlib import Path
from typing import Annotated

import typer

exercises = typer.Typer(help="List all exercises of the course; `check` verifies their content.")


@exercises.callback(invoke_without_command=True)
def _list(
    context: typer.Context,
    data_dir: Annotated[
        Path | None, typer.Option(help="Where progress is kept (default: your user data folder).")
    ] = None,
) -> None:
    """List all exercises of the course, with what you have passed."""
    if context.invoked_subcommand is not None:
        return
    from rich.console import Console
    from rich.table import Table

    from hiddenmath import learn

    course = learn.course()
    with learn.Learner(data_dir) as learner:
        passed = learner.passed()
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for heading in ("lesson", "exercise", "", "passed"):
        table.add_column(heading)
    for lesson in course.lessons:
        for exercise_id, exercise in lesson.exercises.items():
            table.add_row(lesson.number, exercise_id, exercise.title, "yes" if exercise_id in passed else "")
    console = Console()
    console.print(table)
    hint = "\nAnswer one in a file of yours: hiddenmath grade pca/centre my.py"
    console.print(hint, style="dim", highlight=False, soft_wrap=True)


@exercises.command()
def check() -> None:
    """Verify all content: starters fail, solutions pass, every mistake is told apart, hints give nothing away."""
    from rich.console import Console

    from hiddenmath import learn

    course, console = learn.course(), Console(highlight=False)
    with learn.Grader(course) as grader:
        problems = list(learn.check_content(course, grader))
    for problem in problems:
        console.print(f"{problem.where}: {problem.what}", markup=False, soft_wrap=True)
    if problems:
        raise typer.Exit(1)
    console.print(f"{len(course.ids)} exercises in {len(course.lessons)} lessons, all sound.")
