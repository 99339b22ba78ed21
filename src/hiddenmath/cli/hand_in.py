"""`hiddenmath hand-in`: your work on a part of the course, signed, for your teacher."""

from pathlib import Path
from typing import Annotated

import typer

from hiddenmath.cli._options import Content, DataDir, Name


def hand_in(
    name: Name,
    part: Annotated[
        str, typer.Argument(help="A module (svd), a lesson (pca), an exercise (pca/centre), or course for all.")
    ] = "course",
    out: Annotated[Path, typer.Option(help="Where to write it.")] = Path("hand-in.jwt"),
    data_dir: DataDir = None,
    content: Content = None,
) -> None:
    """Write your work on a part of the course into one signed file, to be graded again by your teacher.

    It holds your solutions, your last try where there is none yet, and tries with a mistake that has a name.
    """
    from datetime import UTC, datetime

    from hiddenmath import learn
    from hiddenmath.data import write_file

    with learn.Learner(data_dir) as learner:
        token = learn.hand_in(learner, learn.course_with(content), part, name, datetime.now(UTC))
    write_file(out, f"{token}\n".encode())
    works = learn.read_credential(token).works
    solved = len({work.exercise for work in works if work.genre in ("solution", "answer")})
    unsolved = len({work.exercise for work in works if work.genre == "unsolved"})
    typer.echo(f"Wrote {out}: {solved} solved" + (f", {unsolved} not yet." if unsolved else "."))
