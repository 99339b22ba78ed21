"""`hiddenmath practice`: ten minutes a day, in the terminal."""

from pathlib import Path
from typing import Annotated

import typer

from hiddenmath.cli._options import Content, DataDir


def practice(
    folder: Annotated[Path, typer.Option(help="Where your files are written, in one folder a day.")] = Path(
        "hiddenmath-practice"
    ),
    data_dir: DataDir = None,
    content: Content = None,
) -> None:
    """Practise for ten minutes: what you are about to forget, and drills that are new, with fresh numbers."""
    from datetime import datetime

    from rich.console import Console

    from hiddenmath import learn
    from hiddenmath.cli._work import Desk, Quit

    now, course, console = datetime.now().astimezone(), learn.course_with(content), Console(highlight=False)
    with learn.Learner(data_dir) as learner, learn.Grader(course) as grader:
        items = learn.todays_practice(course, learner.history(), now)
        waiting = [item for item in items if not item.done]
        again = sum(item.again for item in waiting)
        console.print(f"Today: {len(items)} exercises, {len(items) - len(waiting)} done; {again} come back to you.")
        desk = Desk(grader, learner, folder / f"{now:%Y-%m-%d}", console)
        try:
            for item in waiting:
                desk.solve(course.exercise(item.exercise))
        except (Quit, KeyboardInterrupt):
            console.print("\nKept. Go on with: hiddenmath practice", markup=False)
            return
    console.print("\nDone for today.", markup=False)
