"""`hiddenmath learn`: the course in the terminal."""

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hiddenmath.cli._options import Content, DataDir

if TYPE_CHECKING:
    from rich.console import Console

    from hiddenmath.cli._work import Desk
    from hiddenmath.learn import Lesson


def learn(
    lesson: Annotated[str | None, typer.Argument(help="A lesson, such as pca; without one, your next.")] = None,
    folder: Annotated[Path, typer.Option(help="Where your files are written.")] = Path("hiddenmath-work"),
    data_dir: DataDir = None,
    content: Content = None,
) -> None:
    """Work through the course in your terminal and your own editor: a file for each exercise, checked when saved.

    Your files are never overwritten. What you pass counts as in the browser.
    """
    from rich.console import Console

    from hiddenmath import learn as floor
    from hiddenmath.cli._work import Desk, Quit
    from hiddenmath.data import InputError

    course, console = floor.course_with(content), Console(highlight=False)
    slugs = [each.slug for each in course.lessons]
    if lesson is not None and lesson not in slugs:
        raise InputError(f"There is no lesson {lesson!r}.", f"There is {', '.join(slugs)}.")
    with floor.Learner(data_dir) as learner, floor.Grader(course) as grader:
        desk, passed = Desk(grader, learner, folder, console), learner.passed()
        try:
            for each in course.lessons:
                open_ones = [id for id in each.exercises if id not in passed]
                if each.slug != lesson if lesson else not open_ones:
                    continue
                _go_through(each, open_ones, desk, console)
        except (Quit, KeyboardInterrupt):
            console.print("\nKept. Go on with: hiddenmath learn", markup=False)
            return
    console.print("\nThat was the last. Each day, ten minutes: hiddenmath practice", markup=False)


def _go_through(lesson: "Lesson", open_ones: Collection[str], desk: "Desk", console: "Console") -> None:
    """Show a lesson part by part, and stop at each exercise that is still open."""
    from rich.markdown import Markdown
    from rich.text import Text

    from hiddenmath.learn import outline, readable

    console.rule(Text(f"{lesson.number} {lesson.title}"))
    console.print(readable(lesson.question), style="italic", markup=False, soft_wrap=True)
    for part in outline(lesson):
        if part.kind == "text":
            console.print(Markdown(readable(part.text)))
        elif part.kind == "code":
            console.print(Markdown(f"```python\n{part.text}\n```\n\n```\n{part.output}```"))
        elif part.text in open_ones:
            desk.solve(lesson.exercises[part.text])
        else:
            console.print(f"\n[green]passed[/] {part.text}")
