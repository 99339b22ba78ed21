"""`hiddenmath xray script.py`: see the linear algebra in a program, and what would be better."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hiddenmath._counted import counted

if TYPE_CHECKING:
    from hiddenmath.xray import Finding, Report, Reporting

CONTEXT_SETTINGS = {"allow_interspersed_args": False}
"""Everything after the script is the script's, options too."""

FAILED = 3
"""The exit code where --fail-on says so, and the program itself ended well."""

Script = Annotated[str, typer.Argument(help="The Python program to run.", show_default=False)]
Arguments = Annotated[list[str] | None, typer.Argument(metavar="[ARGS]...", help="Its own arguments, options too.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the report as JSON after the program's output.")]
Output = Annotated[Path | None, typer.Option("-o", "--output", help="Write the report as JSON to this file.")]
Html = Annotated[Path | None, typer.Option("--html", help="Write the report as a page to this file.")]
Matrices = Annotated[bool, typer.Option("--matrices", help="Rank, condition and structure of the operands, too.")]
Lessons = Annotated[bool, typer.Option("--lessons", help="List the lessons of the course that this program uses.")]
Diff = Annotated[bool, typer.Option("--diff", help="Show what --fix would change.")]
Fix = Annotated[bool, typer.Option("--fix", help="Put the measured replacements into the files.")]
Only = Annotated[list[str] | None, typer.Option("--rule", metavar="RULE", help="Try this rule alone. Repeatable.")]
Ignore = Annotated[list[str] | None, typer.Option(metavar="RULE", help="Do not try this rule. Repeatable.")]
FailOn = Annotated[
    list[str] | None,
    typer.Option(metavar="RULE", help=f"Exit with {FAILED} if this rule, `hazard` or `any` is found. Repeatable."),
]

Module = Annotated[bool, typer.Option("-m", help="SCRIPT is a module's name: run it as `python -m` does.")]
Interpreter = Annotated[
    Path | None, typer.Option("--python", metavar="PATH", help="The Python that runs it: that of its environment.")
]
Include = Annotated[
    list[str] | None,
    typer.Option("--include", metavar="PACKAGE", help="Record in this installed package, too. Repeatable."),
]
Exclude = Annotated[
    list[str] | None, typer.Option("--exclude", metavar="PACKAGE", help="Do not record in this one. Repeatable.")
]
Seconds = Annotated[float | None, typer.Option(min=0, help="Record for so long; the program goes on.")]
Calls = Annotated[int | None, typer.Option(min=1, help="Record so many operations; the program goes on.")]
Memory = Annotated[int, typer.Option(metavar="MB", min=0, help="For copies of matrices, to measure on.")]
Budget = Annotated[
    float | None,
    typer.Option(metavar="SECONDS", min=0, help="Time for measuring: by default that of the program, at least 10."),
]


def _explain(name: str | None) -> None:
    """Print a rule's page, and end."""
    if name is None:
        return
    from rich.console import Console
    from rich.markdown import Markdown

    from hiddenmath.xray._pages import page
    from hiddenmath.xray.rules import RULES

    rules = {rule.name: rule for rule in RULES}
    if name not in rules:
        raise typer.BadParameter(f"There is no rule {name!r}; there are {', '.join(sorted(rules))}.")
    Console().print(Markdown(page(rules[name])))
    raise typer.Exit


def _check_writable(output: Path) -> None:
    """Before the program runs, which may take long."""
    folder = output.absolute().parent
    if not folder.is_dir():
        raise FileNotFoundError(f"Cannot write the report to {str(output)!r}: there is no folder {str(folder)!r}.")
    if output.is_dir():
        raise IsADirectoryError(f"Cannot write the report to {str(output)!r}: it is a folder; name a file in it.")


def _rule_names() -> list[str]:
    from hiddenmath.xray.rules import RULES

    return [rule.name for rule in RULES]


def _check_names(names: list[str], known: list[str], option: str) -> None:
    for name in names:
        if name not in known:
            raise typer.BadParameter(f"There is no rule {name!r}; there are {', '.join(known)}.", param_hint=option)


def _reporting(folder: Path, only: list[str], ignore: list[str], matrices: bool) -> "Reporting":
    """What is reported of a program in this folder: what its configuration and the options leave."""
    from hiddenmath.xray import Reporting
    from hiddenmath.xray._config import read_config

    rules = _rule_names()
    _check_names(only, rules, "--rule")
    _check_names(ignore, rules, "--ignore")
    config = read_config(folder, rules)
    return Reporting(sorted({*config.ignore, *ignore, *(set(rules) - set(only or rules))}), config.exclude, matrices)


def _document(report: "Report") -> str:
    return json.dumps(report.to_json(), indent=2, ensure_ascii=False)


def _write(report: "Report", output: Path | None, html: Path | None) -> None:
    from hiddenmath.data import write_file

    if output is not None:
        write_file(output, f"{_document(report)}\n".encode())
    if html is not None:
        from hiddenmath.xray._page import html as page

        write_file(html, page(report, _links()).encode())


def _print(report: "Report", as_json: bool) -> None:
    from rich.console import Console

    from hiddenmath.xray._render import render

    if as_json:
        typer.echo("\n" + _document(report))
    else:
        render(report, Console(highlight=False))


def _print_fixes(report: "Report", show: bool, write: bool) -> "list[Finding]":
    """Show the changes, and make them; the answer is the findings that are still to be fixed."""
    from hiddenmath.xray import _fix

    files, refused = _fix.fixes(report)
    typer.echo()
    for fixed in files:
        if show:
            typer.echo(_fix.diff(fixed), nl=False)
        if write:
            _fix.write(fixed)
            places = sum(len(finding.edits) for finding in fixed.findings)
            typer.echo(f"Fixed {fixed.file}: {counted(len(fixed.findings), 'finding')}, {counted(places, 'place')}.")
    for note in refused:
        place = f"{note.file}:{note.line}" if note.line else note.file
        typer.echo(f"Not fixed: {place}: {note.text}")
    if not (files or refused):
        typer.echo("There is nothing to fix.")
    made = [finding for fixed in files for finding in fixed.findings] if write else []
    return [finding for finding in report.findings if finding not in made]


def _links() -> dict[str, str]:
    """The address of each lesson that there is, while `hiddenmath serve` is running."""
    from hiddenmath.learn import course

    return {lesson.slug: f"http://127.0.0.1:8000/learn/{lesson.slug}" for lesson in course().lessons}


def _print_lessons(report: "Report") -> None:
    """The lessons that the program uses, and the course map with them lit."""
    from hiddenmath.learn import course
    from hiddenmath.xray._lessons import lessons

    used, there = lessons(report), {lesson.slug: lesson for lesson in course().lessons}
    typer.echo("\nLessons in this program" if used else "\nThe course has no lesson on what this program computes.")
    for slug, places in used.items():
        title = f"{there[slug].number} {there[slug].title}" if slug in there else "being written"
        more = f" and {len(places) - 1} more" if len(places) > 1 else ""
        typer.echo(f"  {slug:<14} {title:<40} {places[0]}{more}")
    if lit := [slug for slug in used if slug in there]:
        typer.echo(f"On the course map, where `hiddenmath serve` is running: /?lit={','.join(lit)}")


def _fails(findings: "list[Finding]", fail_on: list[str]) -> bool:
    """Is there something among the findings that was not to be there?"""
    return any({"any", finding.rule, finding.gain} & set(fail_on) for finding in findings)


Explain = Annotated[
    str | None,
    typer.Option("--explain", metavar="RULE", callback=_explain, is_eager=True, help="Explain a rule, and end."),
]


def xray(
    script: Script,
    arguments: Arguments = None,
    module: Module = False,
    python: Interpreter = None,
    include: Include = None,
    exclude: Exclude = None,
    seconds: Seconds = None,
    calls: Calls = None,
    memory: Memory = 256,
    as_json: AsJson = False,
    output: Output = None,
    html: Html = None,
    matrices: Matrices = False,
    lessons: Lessons = False,
    diff: Diff = False,
    fix: Fix = False,
    only: Only = None,
    ignore: Ignore = None,
    fail_on: FailOn = None,
    budget: Budget = None,
    _explained: Explain = None,
) -> None:
    """Run a NumPy program as it is, then show the linear algebra in it and what would be better.

    The program runs exactly as `python SCRIPT ARGS` runs it, and its exit code is this command's. Every improvement in
    the report was measured on the program's own matrices.
    """
    from hiddenmath.data import InputError
    from hiddenmath.xray import Recording, run_script

    if as_json and (diff or fix or lessons):
        hint = "Write the report to a file: -o report.json."
        raise InputError("--json prints one object: --diff, --fix and --lessons do not fit.", hint)
    for file in (output, html):
        if file is not None:
            _check_writable(file)
    _check_names(fail_on or [], [*_rule_names(), "hazard", "any"], "--fail-on")
    recording = Recording(include or (), exclude or (), seconds, calls, memory << 20)
    reporting = _reporting(Path.cwd() if module else Path(script).parent, only or [], ignore or [], matrices)
    try:
        report = run_script(
            script, arguments or [],
            module=module, python=python, recording=recording, reporting=reporting, budget=budget,
        )  # fmt: skip
    except ValueError as problem:  # an unsuitable Python
        raise typer.BadParameter(str(problem), param_hint="--python") from problem
    _write(report, output, html)
    _print(report, as_json)
    if lessons:
        _print_lessons(report)
    left = _print_fixes(report, show=diff, write=fix) if fix or diff else report.findings
    raise typer.Exit(report.exit_code or (FAILED if _fails(left, fail_on or []) else 0))
