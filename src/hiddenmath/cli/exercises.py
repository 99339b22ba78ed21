"""`hiddenmath exercises`: all exercises of the course, and whether their content is sound."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import typer

from hiddenmath.cli._options import Content, DataDir

if TYPE_CHECKING:
    from rich.table import Table

    from hiddenmath.learn import Course

exercises = typer.Typer(help="List all exercises of the course; `check` verifies their content.")


@exercises.callback(invoke_without_command=True)
def _list(context: typer.Context, data_dir: DataDir = None, content: Content = None) -> None:
    """List all exercises of the course, with what you have passed."""
    if context.invoked_subcommand is not None:
        return
    from rich.console import Console

    from hiddenmath import learn

    course, console = learn.course_with(content), Console()
    with learn.Learner(data_dir) as learner:
        passed = learner.passed()
    table = _table("lesson", "exercise", "", "passed")
    for number, exercise_id in _numbered(course):
        done = "yes" if exercise_id in passed else ""
        table.add_row(number, exercise_id, course.exercise(exercise_id).title, done)
    console.print(table)
    hints = [
        "",
        "A module's number alone: the lesson is still to be written, the exercise can be done.",
        "Answer one in a file of yours: hiddenmath grade pca/centre my.py",
        f"{len(course.drill_ids)} drills of a minute come with: hiddenmath practice",
    ]
    console.print("\n".join(hints), style="dim", highlight=False, soft_wrap=True)


def _numbered(course: "Course") -> Iterator[tuple[str, str]]:
    """Module by module: the exercises of its lessons, then those whose lesson is still to be written."""
    for module in course.modules:
        for lesson in module.lessons:
            yield from ((lesson.number, exercise_id) for exercise_id in lesson.exercises)
        yield from ((f"{module.number}", exercise_id) for exercise_id in module.ahead_ids)


def _table(*headings: str) -> "Table":
    from rich.table import Table

    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for heading in headings:
        table.add_column(heading, justify="right" if heading in ("mistakes", "µs", "kB") else "left")
    return table


@exercises.command()
def check(content: Content = None) -> None:
    """Verify all content: starters fail, solutions pass, every mistake is told apart, hints give nothing away."""
    from rich.console import Console

    from hiddenmath import learn
    from hiddenmath.web import unknown_pictures

    course, console = learn.course_with(content), Console(highlight=False)
    problems = [learn.Problem(one.slug, what) for one in course.lessons for what in unknown_pictures(one.body)]
    with learn.Grader(course) as grader:
        problems += learn.check_content(course, grader)
    for problem in problems:
        console.print(f"{problem.where}: {problem.what}", markup=False, soft_wrap=True)
    if problems:
        raise typer.Exit(1)
    table = _table("exercise", "mistakes", "µs", "kB")
    for exercise_id in course.every_id:
        exercise = course.exercise(exercise_id)
        if isinstance(exercise, learn.Exercise):
            cost = learn.solution_cost(exercise)
            numbers = f"{len(exercise.mistakes)}", f"{1e6 * cost.seconds:.0f}", f"{cost.bytes / 1e3:.1f}"
            table.add_row(exercise_id, *numbers)
    console.print(table)
    console.print("\nµs and kB: what the solution needs for one input.", style="dim")
    console.print(f"{len(course.every_id)} exercises, {len(course.lessons)} lessons, all sound.")
