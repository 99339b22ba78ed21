"""`hiddenmath doctor`: what works on this machine, and where everything is kept."""

import importlib.metadata
import os
import platform
import sys
import webbrowser
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

import hiddenmath
from hiddenmath._counted import counted

OPTIONAL = {"torch": "PyTorch", "jax": "JAX", "dask": "Dask"}


def doctor(
    data_dir: Annotated[
        Path | None, typer.Option(help="Where progress is kept (default: your user data folder).")
    ] = None,
) -> None:
    """Say what works here: libraries, threads, isolation, browser, data, and how to remove everything."""
    from rich.console import Console
    from rich.table import Table

    from hiddenmath import learn

    folder = data_dir or learn.data_dir()
    table = Table(
        box=None,
        show_header=False,
        padding=(0, 2, 0, 0),
        title=f"hiddenmath {hiddenmath.__version__}",
        title_justify="left",
    )
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    rows = [_python, _arrays, _blas, _isolation, _pages, _browser, _data]
    for row in rows:
        table.add_row(*row())
    table.add_row("Progress", _progress(folder))
    table.add_row("Remove all", "\n".join(_removal(folder)))
    Console().print(table)


def _python() -> tuple[str, str]:
    return "Python", f"{platform.python_version()} ({platform.system()} {platform.machine()}), {sys.executable}"


def _version(package: str) -> str | None:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None


def _arrays() -> tuple[str, str]:
    found = [
        f"{name} {_version(package)}"
        for package, name in {"numpy": "NumPy", "scipy": "SciPy", **OPTIONAL}.items()
        if _version(package)
    ]
    absent = [name for package, name in OPTIONAL.items() if not _version(package)]
    return "Arrays", ", ".join(found) + (f"\nnot installed (optional): {', '.join(absent)}" if absent else "")


def _blas() -> tuple[str, str]:
    import numpy  # noqa: F401 - its BLAS is what is asked about
    import scipy.linalg  # noqa: F401 - and SciPy's, a separate one with threads of its own
    from threadpoolctl import threadpool_info

    pools = [pool for pool in threadpool_info() if pool["user_api"] == "blas"]
    return "BLAS", "\n".join(
        f"{pool['internal_api']} {pool['version'] or ''}, {pool['num_threads']} threads, of {_owner(pool['filepath'])}"
        for pool in pools
    )


def _owner(library: str) -> str:
    """Which package brought a shared library: wheels keep theirs in `numpy.libs`, `scipy.libs`."""
    return next((part.removesuffix(".libs") for part in Path(library).parts if part.endswith(".libs")), library)


def _isolation() -> tuple[str, str]:
    from hiddenmath.sandbox import isolation_report

    report = isolation_report()
    layers = ", ".join(report.layers) or "time and output limits only (isolates crashes, no more)"
    lines = [f"submitted code runs in its own process with: {layers}"]
    return "Isolation", "\n".join(lines + [f"missing: {layer} ({why})" for layer, why in report.missing])


def _pages() -> tuple[str, str]:
    built = files("hiddenmath.web").joinpath("static", "manifest.json").is_file()
    return "Pages", "built" if built else "not built: install hiddenmath again (python -m pip install .)"


def _browser() -> tuple[str, str]:
    display = sys.platform in ("darwin", "win32") or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )
    try:
        name = webbrowser.get().name
    except webbrowser.Error:
        return "Browser", "none found: open the printed address yourself"
    return "Browser", name if display else f"{name}, but there is no display: open the printed address yourself"


def _data() -> tuple[str, str]:
    from hiddenmath import data

    return "Data", ", ".join(data.names())


def _progress(folder: Path) -> str:
    from hiddenmath import learn

    database = learn.database(folder)
    if not database.exists():
        return f"{folder} (nothing kept yet)"
    with learn.Learner(folder) as learner:
        passed = len(learner.passed())
    return f"{folder} ({counted(passed, 'exercise')} passed)"


def _removal(folder: Path) -> Iterator[str]:
    yield f"progress: delete the folder {folder}"
    yield f"program:  {sys.executable} -m pip uninstall hiddenmath"
