"""`hiddenmath grade`: the page's verdict on a file, in the terminal."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hiddenmath.cli._options import Content, DataDir

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from hiddenmath.learn import Effort, Exercise, FailedCase, Shown, Verdict

MOST_ROWS, MOST_COLUMNS = 8, 6


def _complete(begun: str) -> list[str]:
    """The exercises that the shell proposes."""
    from hiddenmath import learn

    return [name for name in learn.course().every_id if name.startswith(begun)]


def grade(
    exercise: Annotated[
        str,
        typer.Argument(
            help="Its name, such as pca/centre; `hiddenmath exercises` lists all.", autocompletion=_complete
        ),
    ],
    file: Annotated[Path, typer.Argument(help="Your Python file.")],
    data_dir: DataDir = None,
    content: Content = None,
    solution: Annotated[
        bool, typer.Option("--solution", help="Then show one way to write it beside yours, and why it is right.")
    ] = False,
    effort: Annotated[
        bool, typer.Option("--effort", help="If it passed, compare its time with the reference, and X-ray it.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the verdict as one JSON object.")] = False,
) -> None:
    """Check your solution of an exercise on fresh inputs; exit code 0 when it passed, 1 when not."""
    from rich.console import Console

    from hiddenmath import learn

    course = learn.course_with(content)
    found = course.exercise(exercise)  # an unknown name is said before anything is started
    source, console = learn.read_source(file), Console(highlight=False, soft_wrap=True)
    with learn.Learner(data_dir) as learner, learn.Grader(course) as grader:
        verdict = grader.check(exercise, source)
        learner.record(exercise, verdict, source)
        if json:
            _print_json(verdict)
        else:
            print_verdict(exercise, verdict, console)
        if solution and isinstance(found, learn.Exercise):
            learner.take_help(exercise, "solution")
            _print_solution(console, source, found)
        if effort and verdict.passed and isinstance(found, learn.Exercise):
            if found.grows is None:
                console.print("Its inputs stay small, so that its time says nothing.", style="dim")
            else:
                _print_effort(console, grader.effort(exercise, source))
    raise typer.Exit(0 if verdict.passed else 1)


def _print_solution(console: "Console", source: str, exercise: "Exercise") -> None:
    """Side by side where both fit, else below each other."""
    from rich.columns import Columns
    from rich.markdown import Markdown
    from rich.text import Text

    from hiddenmath.learn import readable

    both = [("yours", source), ("one way to write it", exercise.solution_source)]
    columns = [Text.assemble((name, "dim"), "\n\n", text.strip()) for name, text in both]
    console.print()
    console.print(Columns(columns, padding=(0, 6)))
    console.print()
    console.print(Markdown(readable(exercise.explanation)))


def _print_effort(console: "Console", effort: "Effort") -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, padding=(0, 3, 0, 0), header_style="dim")
    for heading in ("n", "yours, ms", "reference, ms"):
        table.add_column(heading, justify="right")
    for n, yours, reference in zip(effort.sizes, effort.yours, effort.reference, strict=True):
        table.add_row(f"{n}", f"{1e3 * yours:.3g}", f"{1e3 * reference:.3g}")
    console.print()
    console.print(table)
    console.print(Text(f"\n{effort.message}"))
    for hint in effort.hints:
        console.print(Text(f"Line {hint.line}: {hint.speedup:.1f} times faster: {hint.after}. {hint.why}"))


def _print_json(verdict: "Verdict") -> None:
    import json
    from dataclasses import asdict

    typer.echo(json.dumps(asdict(verdict), indent=2, ensure_ascii=False))


def print_verdict(exercise: str, verdict: "Verdict", console: "Console | None" = None) -> None:
    from rich.console import Console
    from rich.text import Text

    from hiddenmath.learn import readable, visible

    console = console or Console(highlight=False, soft_wrap=True)
    style = "bold green" if verdict.passed else "bold red"
    console.print(Text("passed" if verdict.passed else "not yet", style), Text(exercise))
    console.print(Text(readable(verdict.message)))
    if verdict.case is not None:
        console.print(
            Text(f"Right on {verdict.cases_passed} of {verdict.cases_total} inputs. The smallest that fails:\n", "dim")
        )
        _print_case(console, verdict.case)
    if verdict.stdout:
        console.print(Text("\nYour code printed:", "dim"))
        console.print(Text(visible(verdict.stdout.rstrip("\n"))))


def _print_case(console: "Console", case: "FailedCase") -> None:
    """Input, expected and got side by side, or below each other where the terminal is too narrow."""
    from rich.table import Table

    blocks = [block(named.name, named.shown) for named in case.inputs]
    blocks.append(block("expected", case.expected, "bold"))
    if case.got is not None:
        blocks.append(block("yours", case.got, "red"))
    if sum(max(map(len, each.plain.split("\n"))) + 4 for each in blocks) > console.width:
        for each in blocks:
            console.print(each, end="\n\n")
        return
    table = Table(box=None, show_header=False, padding=(0, 4, 0, 0))
    table.add_row(*blocks)
    console.print(table)


def block(name: str, shown: "Shown", style: str = "") -> "Text":
    from rich.text import Text

    return Text.assemble((f"{name}  {shown.text}", "dim"), "\n", (_matrix(shown), style))


def _matrix(shown: "Shown") -> str:
    """The numbers of a matrix or vector in aligned columns, cut to what fits; empty for anything else."""
    array = shown.array
    if array is None or not 1 <= len(array.shape) <= 2:
        return ""
    width = array.shape[-1]
    rows = [array.values[start : start + width] for start in range(0, len(array.values), width)] if width else []
    texts = [
        [f"{value:.4g}" if isinstance(value, float) else str(value) for value in row[:MOST_COLUMNS]]
        for row in rows[:MOST_ROWS]
    ]
    column = max((len(text) for row in texts for text in row), default=0)
    lines = ["  ".join(text.rjust(column) for text in row) + ("  …" if width > MOST_COLUMNS else "") for row in texts]
    return "\n".join([*lines, "…"] if len(rows) > MOST_ROWS else lines)
