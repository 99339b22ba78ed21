"""The front end's types are those of the server as it is now."""

import subprocess
import sys
from pathlib import Path

from hiddenmath.web.openapi import schema

FRONTEND = Path(__file__).parent.parent / "frontend"


def test_the_front_ends_types_are_not_stale(tmp_path):
    (tmp_path / "openapi.json").write_text(schema())
    target = tmp_path / "api.ts"
    generate = ["exec", "--", "openapi-typescript", str(tmp_path / "openapi.json"), "--output", str(target)]
    done = subprocess.run([sys.executable, FRONTEND / "npm.py", *generate], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (FRONTEND / "src" / "api.ts").read_text() == target.read_text(), "npm run api, in frontend/, renews them"
