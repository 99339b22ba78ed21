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
    import warnings

    from matplotlib import rc_context

    module = importlib.import_module(f"hiddenmath.apply.pictures._{picture.name.replace('-', '_')}")
    out = io.BytesIO()
    # No date and no random names inside: the same input gives the same file.
    metadata = {"svg": {"Date": None}, "pdf": {"CreationDate": None}}.get(kind)
    with rc_context({"svg.hashsalt": "hiddenmath"}), warnings.catch_warnings():
        # A script the font does not have is drawn as boxes; that is no reason to stop.
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        module.figure(picture.attributes).savefig(out, format=kind, dpi=200, metadata=metadata)
    return out.getvalue()
