"""`hiddenmath progress`: how far you have come; and all of it as one file, to keep or to take along."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hiddenmath._counted import counted
from hiddenmath.cli._options import Content, DataDir

if TYPE_CHECKING:
    from rich.table import Table

    from hiddenmath.learn import Course, Progress, Tally


def progress(
    export: Annotated[Path | None, typer.Option("--export", metavar="FILE", help="Write all progress as JSON.")] = None,
    import_: Annotated[
        Path | None, typer.Option("--import", metavar="FILE", help="Add what such a file holds; nothing is taken away.")
    ] = None,
    data_dir: DataDir = None,
    content: Content = None,
) -> None:
    """Show what you have passed and mastered, by lesson and by concept.

    Mastered means: passed again on a later day, on fresh numbers and without help.
    """
    from hiddenmath import learn
    from hiddenmath.data import write_file

    with learn.Learner(data_dir) as learner:
        if import_ is not None:
            new = learn.import_progress(learner, _read(import_))
            typer.echo(f"Added {counted(new, 'attempt')} from {import_}.")
        if export is not None:
            write_file(export, learn.export_progress(learner).encode())
            typer.echo(f"Wrote {export}.")
        if import_ is None and export is None:
            course = learn.course_with(content)
            _print(course, learn.progress(course, learner.standings()))


def _read(file: Path) -> str:
    from hiddenmath.data import InputError

    try:
        return file.read_text("utf-8")
    except UnicodeDecodeError:
        raise InputError(f"{file} is no text.", "Choose a file that `hiddenmath progress --export` wrote.") from None


def _print(course: "Course", counted: "Progress") -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("")
    for heading in ("exercises", "passed", "mastered"):
        table.add_column(heading, justify="right")
    for lesson in course.lessons:
        _row(table, f"{lesson.number} {lesson.title}", counted.lessons[lesson.slug])
    table.add_section()
    for name, tally in counted.concepts.items():
        _row(table, name, tally)
    table.add_section()
    _row(table, "the course", counted.course)
    Console().print(table)


def _row(table: "Table", name: str, tally: "Tally") -> None:
    table.add_row(name, str(tally.total), str(tally.passed), str(tally.mastered))
