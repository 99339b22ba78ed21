"""The composition root of the command line: one screen that shows every command."""

import sys
from io import TextIOWrapper
from typing import NoReturn

import typer

import hiddenmath
from hiddenmath.cli.certificate import certificate
from hiddenmath.cli.class_ import class_
from hiddenmath.cli.data import data
from hiddenmath.cli.doctor import doctor
from hiddenmath.cli.exercises import exercises
from hiddenmath.cli.export import export
from hiddenmath.cli.grade import grade
from hiddenmath.cli.hand_in import hand_in
from hiddenmath.cli.learn import learn
from hiddenmath.cli.practice import practice
from hiddenmath.cli.progress import progress
from hiddenmath.cli.serve import serve
from hiddenmath.cli.tools import add_tools
from hiddenmath.cli.verify import verify
from hiddenmath.cli.xray import CONTEXT_SETTINGS, xray

app = typer.Typer(
    name="hiddenmath",
    help="See, learn and use the linear algebra inside machine learning. "
    "Without a command: opens the course in your browser.",
    no_args_is_help=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
)


def _print_version(asked: bool) -> None:
    if asked:
        print(f"hiddenmath {hiddenmath.__version__}")  # noqa: T201 - this is the command's output
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _hiddenmath(
    context: typer.Context,
    _version: bool = typer.Option(
        False, "--version", callback=_print_version, is_eager=True, help="Print the version."
    ),
) -> None:
    if context.invoked_subcommand is None:
        serve()


LEARN, PROVE, XRAY, OTHER = "Learn", "Prove and teach", "X-ray", "Other"
app.command(rich_help_panel=LEARN)(serve)
app.add_typer(exercises, name="exercises", rich_help_panel=LEARN)
app.command(rich_help_panel=LEARN)(grade)
app.command(rich_help_panel=LEARN)(learn)
app.command(rich_help_panel=LEARN)(practice)
app.command(rich_help_panel=LEARN)(progress)
app.command(rich_help_panel=LEARN)(export)
app.command(rich_help_panel=PROVE)(certificate)
app.command(rich_help_panel=PROVE)(verify)
app.command(rich_help_panel=PROVE)(hand_in)
app.command("class", rich_help_panel=PROVE)(class_)
add_tools(app)
app.command(rich_help_panel=XRAY, context_settings=CONTEXT_SETTINGS)(xray)
app.add_typer(data, name="data", rich_help_panel=OTHER)
app.command(rich_help_panel=OTHER)(doctor)


def run() -> None:
    """Runs the command line; what a person can mend is one message on stderr and exit code 2, never a traceback."""
    from hiddenmath.data import InputError

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # it may be closed, hence None
            stream.reconfigure(errors="replace")  # a terminal without ü or σ is no reason to stop
    try:
        app()
    except InputError as problem:
        _stop(str(problem))
    except OSError as problem:
        place = f" ({problem.filename})" if problem.filename else ""
        _stop(f"{problem.strerror}{place}." if problem.strerror else str(problem))


def _stop(message: str) -> NoReturn:
    print(message, file=sys.stderr)  # noqa: T201 - this is the command's output
    sys.exit(2)
