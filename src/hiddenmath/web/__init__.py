"""The pages and their server: `create_app` puts it together, `serve` starts it; `unknown_pictures` reads a lesson.

The names load on first use: a process that runs submitted code imports a job from here and must not load the server.
"""

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hiddenmath.web._serve import serve
    from hiddenmath.web._unknown import unknown_pictures
    from hiddenmath.web.app import create_app

__all__ = ["create_app", "serve", "unknown_pictures"]

_HOME = {"create_app": "app", "serve": "_serve", "unknown_pictures": "_unknown"}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'hiddenmath.web' has no attribute {name!r}; it offers {', '.join(__all__)}")
    value = getattr(importlib.import_module(f"hiddenmath.web.{_HOME[name]}"), name)
    globals()[name] = value
    return value
