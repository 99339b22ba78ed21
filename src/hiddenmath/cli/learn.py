"""`hiddenmath learn`: the course in the terminal."""

from pathlib import Path
from typing import Annotated

import typer

from hiddenmath.cli._options import Content, DataDir


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
    from rich.markdown import Markdown
    from rich.text import Text

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
                console.rule(Text(f"{each.number} {each.title}"))
                console.print(floor.readable(each.question), style="italic", markup=False, soft_wrap=True)
                for part in floor.outline(each):
                    if part.kind == "text":
                        console.print(Markdown(floor.readable(part.text)))
                    elif part.kind == "code":
                        console.print(Markdown(f"```python\n{part.text}\n```\n\n```\n{part.output}```"))
                    elif part.text in open_ones:
                        desk.solve(each.exercises[part.text])
                    else:
                        console.print(f"\n[green]passed[/] {part.text}")
        except (Quit, KeyboardInterrupt):
            console.print("\nKept. Go on with: hiddenmath learn", markup=False)
            return
    console.print("\nThat was the last. Each day, ten minutes: hiddenmath practice", markup=False)
