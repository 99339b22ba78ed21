"""Prints what the API says of itself, for the front end's types: `python -m hiddenmath.web.openapi`."""

import json
import sys
from pathlib import Path

from hiddenmath.web.app import create_app


def schema() -> str:
    """The OpenAPI description as indented JSON; the same text each time."""
    app = create_app(Path(), token="", port=0)  # describes itself without being opened
    return json.dumps(app.openapi(), indent=2, sort_keys=True, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(schema())
