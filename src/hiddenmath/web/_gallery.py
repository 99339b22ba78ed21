"""Small pictures of what a tool answered and of what a lesson shows, as their pages draw it.

`tests/e2e/gallery.py` takes them from the running product, in light and in dark.
"""

from hashlib import shake_128

from hiddenmath.web import _assets

SIZE = (544, 340)  # pixels: twice as many as a picture takes at most
_CELLS = 160


def pictured(kind: str, name: str) -> bool:
    """Whether there is a picture of this tool (`kind` "tools") or lesson ("lessons")."""
    return (_assets.STATIC / kind / f"{name}-light.webp").is_file()


def cells(name: str) -> list[float]:
    """Numbers between −1 and 1 to stand for what has no picture yet: always the same for the same name."""
    return [round((byte - 127.5) / 127.5, 2) for byte in shake_128(name.encode()).digest(_CELLS)]
