"""The option of every command that reads the course: a teacher's own lessons beside it."""

from pathlib import Path
from typing import Annotated

import typer

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
