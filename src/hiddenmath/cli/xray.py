"""`hiddenmath xray script.py`: see the linear algebra in a program, and what would be faster."""

import json
from pathlib import Path
from typing import Annotated

import typer

CONTEXT_SETTINGS = {"allow_interspersed_args": False}
"""Everything after the script is the script's, options too."""

Script = Annotated[str, typer.Argument(help="The Python program to run.", show_default=False)]
Arguments = Annotated[list[str] | None, typer.Argument(metavar="[ARGS]...", help="Its own arguments, options too.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the report as JSON after the program's output.")]
Output = Annotated[Path | None, typer.Option("-o", "--output", help="Write the report as JSON to this file.")]

Module = Annotated[bool, typer.Option("-m", help="SCRIPT is a module's name: run it as `python -m` does.")]
Interpreter = Annotated[
    Path | None, typer.Option("--python", metavar="PATH", help="The Python that runs it: that of its environment.")
]
Include = Annotated[
    list[str] | None,
    typer.Option("--include", metavar="PACKAGE", help="Record in this installed package, too. May be repeated."),
]
Exclude = Annotated[
    list[str] | None, typer.Option("--exclude", metavar="PACKAGE", help="Do not record in this one. May be repeated.")
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
    budget: Budget = None,
    _explained: Explain = None,
) -> None:
    """Run a NumPy program as it is, then show the linear algebra in it and what would be faster.

    The program runs exactly as `python SCRIPT ARGS` runs it, and its exit code is this command's. Every improvement in
    the report was measured on the program's own matrices.
    """
    from rich.console import Console

    from hiddenmath.xray import Recording, run_script
    from hiddenmath.xray._render import render

    if output is not None:
        _check_writable(output)
    recording = Recording(include or (), exclude or (), seconds, calls, memory << 20)
    try:
        report = run_script(script, arguments or [], module=module, python=python, recording=recording, budget=budget)
    except ValueError as problem:  # an unsuitable Python
        raise typer.BadParameter(str(problem), param_hint="--python") from problem
    document = json.dumps(report.to_json(), indent=2, ensure_ascii=False)
    if output is not None:
        output.write_text(document + "\n", encoding="utf-8")
    if as_json:
        typer.echo("\n" + document)
    else:
        render(report, Console(highlight=False))
    raise typer.Exit(report.exit_code)
