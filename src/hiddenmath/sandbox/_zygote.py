"""Entry of the warm process on Linux: takes its namespaces while it has one thread, then loads NumPy and serves forks.

With namespaces there are two processes: one that only waits, and process 1 of the new namespaces, which does
everything.
"""

import json
import os
import socket
from contextlib import suppress

from . import _linux, _namespaces

CONTROL = 3
"""Descriptor of the control socket; in a child its channel takes this place."""


def main(inherited: int, preload: list[str], threads: int) -> None:
    """Serves until the parent closes the control socket or dies."""
    os.dup2(inherited, CONTROL)
    os.closerange(CONTROL + 1, os.sysconf("SC_OPEN_MAX"))
    _linux.be_ended_first()  # not the server, nor the person's other programs
    missing: dict[str, str] = {}
    if why := _namespaces.unavailable():
        missing["namespaces"] = why
    else:
        _namespaces.enter()
        _become_first_process()
    with socket.socket(fileno=CONTROL) as parent, suppress(ConnectionError):  # the parent may end at any time
        try:
            from ._forkserver import ForkServer  # with NumPy, whose threads would forbid a user namespace

            server = ForkServer(parent, preload, threads, missing)
        except Exception as error:  # noqa: BLE001 - whatever a preloaded module raises is told to the parent; this process ends
            parent.send(json.dumps({"error": f"{type(error).__name__}: {error}"}).encode())
            return
        parent.send(json.dumps({"missing": missing}).encode())
        server.serve()


def _become_first_process() -> None:
    child = os.fork()
    if child:
        os.close(CONTROL)
        os.waitpid(child, 0)
        os._exit(0)
