"""`hiddenmath certificate`: the whole course passed, signed, with the work in it."""

from pathlib import Path
from typing import Annotated

import typer

from hiddenmath.cli._options import DataDir, Name


def certificate(
    name: Name,
    out: Annotated[Path, typer.Option(help="Where to write it.")] = Path("certificate.jwt"),
    data_dir: DataDir = None,
) -> None:
    """Write your certificate when every exercise is passed: an Open Badge with your solutions in it.

    All of them are graded once more on fresh numbers. It is signed by a key of your own machine, and says so; whoever
    wants to know what it is worth grades the work again: `hiddenmath verify FILE --rerun`.
    """
    from datetime import UTC, datetime

    from hiddenmath import learn
    from hiddenmath.cli._progress_bar import progress_bar
    from hiddenmath.data import write_file

    with learn.Learner(data_dir) as learner, learn.Grader() as grader, progress_bar("Grading again") as step:
        token = learn.certificate(learner, grader, name, datetime.now(UTC), step)
    write_file(out, f"{token}\n".encode())
    typer.echo(f"Wrote {out}. Anyone can check it: hiddenmath verify {out} --rerun")
