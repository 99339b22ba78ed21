"""Pictures as files: the same visual that an element draws in pages, drawn by Matplotlib."""

import importlib
import io

from hiddenmath.apply._result import Picture
from hiddenmath.data import InputError

FORMATS = ("png", "svg", "pdf")


def draw(picture: Picture, kind: str = "png") -> bytes:
    """The picture as a PNG, SVG or PDF file; `pictures/_NAME.py` holds how the visual NAME is drawn."""
    if kind not in FORMATS:
        raise InputError(f"Pictures cannot be written as {kind!r}.", f"Choose one of: {', '.join(FORMATS)}.")
    module = importlib.import_module(f"hiddenmath.apply.pictures._{picture.name}")
    figure = module.figure(picture.attributes)
    out = io.BytesIO()
    # No date: the same input gives the same file.
    figure.savefig(
        out,
        format=kind,
        dpi=200,
        metadata={"CreationDate": None} if kind == "pdf" else {"Date": None} if kind == "svg" else None,
    )
    return out.getvalue()
