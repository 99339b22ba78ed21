"""Writes a file whole or not at all."""

import errno
import os
import secrets
import shutil
from pathlib import Path

STREAMS = ("/dev/", "/proc/")  # /dev/stdout may lead to a file that the shell has open: it must stay the same file


def write_file(path: str | Path, content: bytes) -> None:
    """Replaces the file at once: whoever reads it, also after a full disk or Ctrl-C, sees the old one or the new one.

    Its permissions stay, and a link to it stays a link. A pipe or a device is written to.

    Raises
    ------
    OSError
        Where it cannot be written, or is protected against it; what stood there is as it was.
    """
    target = os.path.realpath(path)
    if os.path.abspath(path).startswith(STREAMS) or (os.path.exists(path) and not os.path.isfile(path)):
        with open(path, "wb") as stream:
            stream.write(content)
        return
    if os.path.exists(target) and not os.access(target, os.W_OK):  # a folder's owner could replace it all the same
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    beside = os.path.join(os.path.dirname(target), f".hiddenmath-{secrets.token_hex(8)}")
    try:
        with open(beside, "xb") as file:  # with the permissions that any new file gets
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if os.path.exists(target):
            shutil.copymode(target, beside)
        os.replace(beside, target)
    except BaseException as problem:
        if os.path.exists(beside):
            os.unlink(beside)
        if isinstance(problem, OSError):
            problem.filename, problem.filename2 = str(path), None  # the name that the person knows
        raise
