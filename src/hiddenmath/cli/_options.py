"""Options that several commands have."""

from pathlib import Path
from typing import Annotated

import typer

DataDir = Annotated[Path | None, typer.Option(help="Where progress is kept (default: your user data folder).")]
Name = Annotated[str, typer.Option(help="For whom it is: your name, as it shall be read.", show_default=False)]
Content = Annotated[
    Path | None,
    typer.Option(
        "--content",
        metavar="DIR",
        help="A folder with lessons of your own, put after the course's. Its exercises are programs: use only what "
        "you trust.",
        show_default=False,
    ),
]
