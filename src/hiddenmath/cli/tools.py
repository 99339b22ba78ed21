"""One command for each tool, derived from it: arguments, flags and help; the answer as tables, JSON and files."""

import inspect
import sys
from collections.abc import Callable, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from hiddenmath import data
from hiddenmath.apply import FORMATS, Kind, Option, Result, Tool, draw, tools
from hiddenmath.cli._progress_bar import what_is_told

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from rich.console import Console
    from rich.table import Table as Drawn

# A longer table is shown by its first rows, a wider one by its first columns; files and JSON hold all of it.
SHOWN, HEAD, WIDE, LONG_WORD = 20, 5, 5, 16
HALF = 0.5e-4  # below it a number with four places after the point is 0.0000
PARQUET = ("parquet", "pq")
PIPED = "standard input"  # what is read from it is called so in messages
_FLAGS: dict[str, Any] = {
    "plot": Annotated[
        Path | None, typer.Option("--plot", metavar="FILE.png", help="Draw the picture into a PNG, SVG or PDF file.")
    ],
    "out": Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write the main table as CSV or Parquet, or the image.")
    ],
}
_AS_JSON: Any = Annotated[bool, typer.Option("--json", help="Print everything as one JSON object.")]


def add_tools(app: typer.Typer) -> None:
    """Registers one command for each tool."""
    for tool in tools().values():
        app.command(name=tool.name.replace("_", "-"), rich_help_panel="Apply")(command(tool))


def command(tool: Tool[...]) -> Callable[..., None]:
    """The tool as a function with a signature that Typer reads."""

    opened = [option.name for option in tool.options if option.kind == "file"]

    def run(**given: Any) -> None:
        flags = {name: given.pop(name) for name in _flags(tool)}
        sources = [given.pop(name) for name in tool.inputs]
        with what_is_told():
            inputs = [_input(tool.reads, source) for source in sources]
            files = _targets([*sources, *(given[name] for name in opened if given[name])], flags)
            if "out" in files and any(isinstance(given, data.Rows) for given in inputs):
                data.writable(files["out"])
            try:
                result = tool.run(*inputs, options=given)
            except data.InputError as problem:
                raise data.InputError(problem.message, _in_flags(problem.hint, tool)) from None
            written = list(_write(result, files, tool.saves))
        _print(result, flags["as_json"], written)

    parameters = [_parameter(name, _source(tool.reads)) for name in tool.inputs]
    parameters += [_parameter(option.name, _annotation(option), option.default) for option in tool.options]
    parameters += [_parameter(name, kind, False if name == "as_json" else None) for name, kind in _flags(tool).items()]
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    run.__name__ = tool.name
    run.__doc__ = f"{tool.title}.\n\n{tool.doc}"
    return run


def _flags(tool: Tool[...]) -> dict[str, Any]:
    """What every command has, and --save where there is something to use again."""
    flags = dict(_FLAGS)
    if tool.saves:
        what = Path(tool.saves)
        again = ", for --use another time" if any(option.name == "use" for option in tool.options) else ""
        save = typer.Option("--save", metavar=f"FILE{what.suffix}", help=f"Save the {what.stem}{again}.")
        flags["save"] = Annotated[Path | None, save]
    return {**flags, "as_json": _AS_JSON}


def _in_flags(hint: str, tool: Tool[...]) -> str:
    """A hint as it is said here: an option is set by its flag."""
    for option in tool.options:
        hint = hint.replace(f"set {option.name} to", f"set --{option.name.replace('_', '-')} to")
    return hint


def _parameter(name: str, kind: Any, default: Any = inspect.Parameter.empty) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=kind, default=default)


def _source(kind: Kind) -> Any:
    """The argument that says what the tool is given; the shell proposes the names of what comes along, beside files."""

    def complete(begun: str) -> list[str]:
        return [name for name in kind.names() if name.startswith(begun)]

    words = f"{kind.words[0].upper()}{kind.words[1:]} (- for standard input), or one of: {', '.join(kind.names())}."
    return Annotated[str, typer.Argument(help=words, autocompletion=complete)]


def _annotation(option: Option) -> Any:
    """The option as Typer wants it."""
    types: dict[str, Any] = {"int": int, "float": float, "bool": bool, "text": str, "file": Path}
    kind = Literal[option.choices] if option.kind == "choice" else types[option.kind]
    if option.default is None:
        kind = kind | None
    metavar = f"FILE{option.suffix}" if option.kind == "file" else None
    return Annotated[kind, typer.Option(help=option.help, min=option.min, max=option.max, metavar=metavar)]


def _input(kind: Kind, source: str) -> Any:
    """What comes along by its name, or else a file; `-` is standard input."""
    if source == "-":
        return kind.read(sys.stdin.buffer.read(), name=PIPED)
    if source in kind.names():
        return kind.open(source)
    if Path(source).exists() or Path(source).suffix:
        return kind.read(source)
    close = get_close_matches(source, kind.names(), n=1)
    what = "an image" if kind.name == "image" else "a data set"
    raise data.InputError(
        f"There is neither {what} nor a file named {source!r}.",
        (f"Did you mean {close[0]}? " if close else "") + f"There are: {', '.join(kind.names())}.",
    )


def _targets(sources: Sequence[str | Path], flags: dict[str, Any]) -> dict[str, Path]:
    """The files to write by flag, checked before any work: none is an input, none is written twice."""
    files = {name: flags[name] for name in ("plot", "out", "save") if flags.get(name) is not None}
    for flag, path in files.items():
        if any(_same(path, Path(source)) for source in sources):
            raise data.InputError(
                f"--{flag} {path} would overwrite the data it is made from.", "Choose another file name."
            )
        if any(_same(path, other) for name, other in files.items() if name != flag):
            raise data.InputError(f"Two flags write to {path}.", "Choose a different file name for each.")
        if not path.parent.is_dir():
            raise data.InputError(
                f"--{flag} {path}: there is no folder {path.parent}.", "Make it first, or choose another."
            )
    if "plot" in files and _kind(files["plot"]) not in FORMATS:
        raise data.InputError(
            f"--plot {files['plot']}: pictures cannot be written as {files['plot'].suffix or 'a file without suffix'}.",
            f"Choose one of: {', '.join('.' + kind for kind in FORMATS)}.",
        )
    return files


def _same(path: Path, other: Path) -> bool:
    return path.resolve() == other.resolve() or (path.exists() and other.exists() and path.samefile(other))


def _kind(path: Path) -> str:
    return path.suffix.lower().lstrip(".")


def _write(result: Result, files: dict[str, Path], saves: str) -> Iterator[Path]:
    """Writes what was asked for, and answers where."""
    for flag, path in files.items():
        if flag == "out" and result.main in result.images:
            content = data.encoded(result.images[result.main], path)
        elif flag == "out" and result.main in result.large:
            data.write_rows(path, result.large[result.main])
            yield path
            continue
        elif flag == "out":
            table = result.tables[result.main]
            content = table.to_parquet() if _kind(path) in PARQUET else table.to_csv().encode()
        elif flag == "plot" and result.picture:
            content = draw(result.picture, _kind(path))
        elif flag == "save":
            content = _of_ending(result, path) or result.files[saves]
        else:
            raise data.InputError(f"This tool has nothing for --{flag}.", "Leave the flag out.")
        data.write_file(path, content)
        yield path


def _of_ending(result: Result, path: Path) -> bytes | None:
    """The file of the result whose name ends like this."""
    return next((content for name, content in result.files.items() if Path(name).suffix == path.suffix), None)


def _print(result: Result, as_json: bool, written: list[Path]) -> None:
    if as_json:
        sys.stdout.write(result.json() + "\n")
        return
    from rich.console import Console

    console = Console(highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        console.width = 10_000  # piped: no line is folded
    for name, table in result.tables.items():
        _print_table(console, name, table, all_of_it="--out FILE.csv" if name == result.main else "--json")
    for name, rows in result.large.items():
        asked = "" if name == result.main and written else ": --out FILE.parquet, .csv or .npy writes them"
        console.print(f"{_heading(name)}: {rows.shape[0]:,} rows × {rows.shape[1]} columns{asked}.")
    if result.written:
        console.print(f"{result.written}\n")
    if result.key:
        console.print(" · ".join(f"{name} {value}" for name, value in result.headline()), style="bold")
    for note in result.notes:
        console.print(note.replace(f"'{PIPED}'", "-"))  # in a command to go on with
    for path in written:
        console.print(f"Wrote {path}.")


def _print_table(console: "Console", name: str, table: data.Table, all_of_it: str) -> None:
    """The first rows and columns of a table; what is left out is counted, with the flag that shows all of it."""
    rows = table.rows if table.rows <= SHOWN else HEAD
    columns = min(WIDE, len(table.columns))
    drawn = _drawn(table, rows, columns, console.is_terminal)
    while columns > 1 and console.measure(drawn).minimum > console.width:
        columns -= 1
        drawn = _drawn(table, rows, columns, console.is_terminal)
    console.print(_heading(name), style="bold")
    console.print(drawn)
    left_out = [f"{table.rows - rows:,} more rows"] if rows < table.rows else []
    left_out += [f"{len(table.columns) - columns:,} more columns"] if len(table.columns) > columns else []
    if left_out:
        console.print(f"  … {' and '.join(left_out)}: {all_of_it}")
    console.print()


def _heading(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _drawn(table: data.Table, rows: int, columns: int, lines: bool) -> "Drawn":
    """So many rows and columns of a table; texts are folded where the terminal is narrow, numbers are never cut."""
    from rich import box
    from rich.table import Table as Drawn

    drawn = Drawn(box=box.SIMPLE_HEAD if lines else None)
    for column, texts in table.text.items():
        longest = max(map(len, " ".join([column, *texts[:rows]]).split()), default=0)
        drawn.add_column(column, overflow="fold", min_width=min(longest, LONG_WORD))
    numbers = [_written(values[:rows]) for values in table.matrix.T[:columns]]
    for column, cells in zip(table.columns, numbers, strict=False):
        drawn.add_column(column, justify="right", min_width=max(map(len, [*cells, *column.split()]), default=0))
    for row in zip(*(cells[:rows] for cells in table.text.values()), *numbers, strict=True):
        drawn.add_row(*row)
    return drawn


def _written(values: "NDArray[np.float64]") -> list[str]:
    """The numbers of a column, all with the same places after the point but for those that would be 0 there; nothing
    where one is missing."""
    known = [value for value in values.tolist() if value == value]
    size = max(map(abs, known), default=0.0)
    form = ".4g"
    if all(value.is_integer() for value in known) and size < 1e9:
        form = ".0f"
    elif 1e-2 <= size < 1e6:
        form = ".4f"
    elif 1e6 <= size < 1e9:
        form = ".1f"

    def written(value: float) -> str:
        return f"{value:{'.1e' if form == '.4f' and 0 < abs(value) < HALF else form}}" if value == value else ""

    return [written(value) for value in values.tolist()]
