"""`hiddenmath class`: a folder of hand-ins, graded again, as one table of marks."""

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hiddenmath.cli._options import Content

if TYPE_CHECKING:
    from hiddenmath.learn import Mark

MOST = 15  # mistakes that are printed


def class_(
    folder: Annotated[Path, typer.Argument(help="The folder with your students' hand-ins.")],
    out: Annotated[Path, typer.Option(help="The table of marks to write.")] = Path("marks.csv"),
    content: Content = None,
) -> None:
    """Grade a folder of hand-ins again, isolated and on fresh numbers: marks as CSV, mistakes counted by name.

    A damaged, altered or forged file gets a row that says so, and no marks.
    """
    from datetime import UTC, datetime

    from hiddenmath import learn
    from hiddenmath.cli._progress_bar import progress_bar
    from hiddenmath.data import write_file

    now, marks = datetime.now(UTC), []
    files = learn.files_of(folder)
    if out.is_file() or not out.exists():  # a pipe that is closed here has ended
        out.open("a").close()  # a table that is open in a spreadsheet is said now, not when all is graded
    with learn.Grader(learn.course_with(content)) as grader, progress_bar("Grading") as step:
        for place, file in enumerate(files, 1):
            marks.append(learn.mark(file, grader, now, folder))
            step(place, len(files))
        order = grader.course.every_id
    write_file(out, _csv(learn.marks_table(marks, order)).encode("utf-8-sig"))  # so that Excel reads names right
    _print(marks, out)


def _csv(rows: list[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()


def _print(marks: list["Mark"], out: Path) -> None:
    from hiddenmath import learn

    graded = [mark for mark in marks if mark.passed]
    typer.echo(f"Wrote {out}: {len(marks)} files, {len(graded)} graded.")
    for mark in marks:
        if mark.note:
            typer.echo(f"  {mark.file}: {mark.state}. {mark.note}")
    counted = learn.count_mistakes(marks)
    if counted:
        typer.echo("\nMistakes, and how many made them:")
    for count, exercise, mistake in counted[:MOST]:
        typer.echo(f"{count:>5}  {exercise}: {learn.readable(mistake)}")
    if len(counted) > MOST:
        typer.echo(f"       … and {len(counted) - MOST} more")
