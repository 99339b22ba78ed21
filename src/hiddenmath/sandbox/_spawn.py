"""How a warm Python process is started, and what the parent then holds of one submission's process."""

import json
import os
import socket
import subprocess
import sys
from typing import NamedTuple, Protocol

from ._limits import Isolation

# What a Python may need to start at all (shared libraries beside it, Windows' own), and where a person keeps data that
# are read before anything is submitted; nothing else of the server's environment goes in.
_KEPT = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "TZ", "XDG_CACHE_HOME", "HIDDENMATH_DATA_DIR")
_POOLS = (
    "OPENBLAS_NUM_THREADS",
    "OMP_NUM_THREADS",
    "MKL_NUM_THREADS",
    "BLIS_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
    "NUMEXPR_NUM_THREADS",
)
_BOOT = (
    "import sys, json, importlib\n"
    "settings = json.loads(sys.argv[1])\n"
    "sys.path[:] = settings.pop('path')\n"
    "importlib.import_module(settings.pop('entry')).main(**settings)\n"
)


class Process(Protocol):
    """The handle of one submission's process."""

    def kill(self) -> None:
        """Ends it; from any thread, any number of times."""

    def exit_code(self, seconds: float) -> int | None:
        """As of `subprocess`: negative for a signal; None when it has not ended in `seconds`, or nobody can know."""

    def close(self) -> None: ...


class Connection(NamedTuple):
    """A process that waits for its limits, and the parent's ends of what leads to it."""

    process: Process
    channel: socket.socket
    stdout: socket.socket
    stderr: socket.socket

    def close(self) -> None:
        for end in (self.channel, self.stdout, self.stderr):
            end.close()
        self.process.close()


class Source(Protocol):
    """Gives processes for submissions."""

    def isolation(self) -> Isolation: ...
    def connect(self) -> Connection: ...
    def close(self) -> None: ...


class Settings(NamedTuple):
    """How the warm process is made."""

    preload: tuple[str, ...]
    threads: int
    path: tuple[str, ...]

    def start(
        self, entry: str, inherited: socket.socket, stdin: int, stdout: int, stderr: int | None
    ) -> subprocess.Popen[bytes]:
        """A Python process that runs `main` of the module `entry`, which is told the number of `inherited`."""
        number = inherited.fileno()
        settings = self._asdict() | {"entry": f"{__package__}.{entry}", "inherited": number}
        kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
        return subprocess.Popen(
            [sys.executable, "-I", "-X", "utf8", "-c", _BOOT, json.dumps(settings)],
            stdin=stdin,
            stdout=stdout,
            stderr=stderr,
            pass_fds=() if sys.platform == "win32" else (number,),
            start_new_session=True,  # Ctrl-C in the terminal is for the server
            env=kept | dict.fromkeys(_POOLS, str(self.threads)),
        )
