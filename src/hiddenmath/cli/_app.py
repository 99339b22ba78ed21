"""The composition root of the command line: one screen that shows every command."""

import sys

import typer

import hiddenmath
from hiddenmath.cli.doctor import doctor
from hiddenmath.cli.exercises import exercises
from hiddenmath.cli.grade import grade
from hiddenmath.cli.serve import serve
from hiddenmath.cli.tools import add_tools
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


LEARN, APPLY, XRAY = "Learn", "Apply", "X-ray"
app.command(rich_help_panel=LEARN)(serve)
app.add_typer(exercises, name="exercises", rich_help_panel=LEARN)
app.command(rich_help_panel=LEARN)(grade)
add_tools(app)
app.command(rich_help_panel=XRAY, context_settings=CONTEXT_SETTINGS)(xray)
app.command()(doctor)


def run() -> None:
    """Runs the command line; what a person can mend is one message on stderr and exit code 2, never a traceback."""
    from hiddenmath.data import InputError

    try:
        app()
    except (InputError, OSError) as problem:
        print(problem, file=sys.stderr)  # noqa: T201 - this is the command's output
        sys.exit(2)
