"""The warm process of Linux: loads everything once, gives up rights for all, then forks a child a submission.

Its control socket brings one message per submission with four descriptors: the channel, stdout and stderr of the
child, and a *leash* that stays here. The parent closing its end of the leash, or dying, kills the child; how the
child ended is written on it.
"""

import gc
import os
import select
import signal
import socket
import sys
import time
from contextlib import suppress
from functools import partial
from typing import NoReturn

import numpy as np

from . import _landlock, _linux, _namespaces, _seccomp
from ._child import run
from ._frames import Channel
from ._limits import Limits
from ._preload import close_imports, preload
from ._rlimits import Rlimits, mapped
from ._zygote import CONTROL

_STDOUT, _STDERR = 1, 2
_NOBODY = 65534
_DESCRIPTORS = 4  # of one request


class ForkServer:
    """`missing` is told which layers this machine does not have, and why; no child runs without the others."""

    def __init__(self, parent: socket.socket, modules: list[str], threads: int, missing: dict[str, str]) -> None:
        self._parent, self._threads = parent, threads
        preload(modules)
        close_imports(modules)
        time.tzset()  # reads the time zone while there is one
        self._base = mapped()
        if "namespaces" not in missing:
            _namespaces.empty_root()
        if why := _switch_user():
            missing["user"] = why
        _linux.forbid_new_privileges()
        _linux.drop_capabilities()
        _linux.forbid_inspection()
        if "namespaces" not in missing:
            _linux.die_with_parent()  # without namespaces that would be a thread of the server, which may end
        if why := _landlock.unavailable():
            missing["landlock"] = why
        if why := _seccomp.unavailable():
            missing["seccomp"] = why
        self._ruleset = None if "landlock" in missing else _landlock.make_ruleset()
        self._filter = None if "seccomp" in missing else _seccomp.Filter(threads=threads > 1)
        os.environ.clear()
        sys.stdout.reconfigure(line_buffering=True, errors="backslashreplace")  # type: ignore[union-attr]
        self._leashes: dict[int, socket.socket] = {}  # by process number of the child
        self._poll = select.poll()

    def serve(self) -> None:
        """Forks, kills and reaps until the parent is gone; the children then go with this process."""
        waking, wake = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        signal.signal(signal.SIGCHLD, lambda *_: None)  # a handler, so that the signal is written to `wake`
        signal.set_wakeup_fd(wake)
        for descriptor in (CONTROL, waking):
            self._poll.register(descriptor, select.POLLIN)
        gc.collect()
        gc.freeze()  # a collection in a child would touch, and so copy, the pages of everything loaded here
        while True:
            ready = {descriptor for descriptor, _ in self._poll.poll()}
            # Leashes first: reaping frees descriptors that a fork takes again, and then a number means another child.
            for descriptor in ready - {waking, CONTROL}:
                self._kill(descriptor)
            if waking in ready:
                os.read(waking, 4096)
                self._reap()
            if CONTROL in ready and not self._fork():
                return

    def _kill(self, descriptor: int) -> None:
        """The parent has let go of this leash; it stays open, and keeps its number, until its child is reaped."""
        self._poll.unregister(descriptor)
        for pid, leash in self._leashes.items():
            if leash.fileno() == descriptor:
                os.kill(pid, signal.SIGKILL)

    def _reap(self) -> None:
        while self._leashes:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                return
            leash = self._leashes.pop(pid)
            with suppress(KeyError):  # unregistered when it was killed
                self._poll.unregister(leash)
            with leash, suppress(BrokenPipeError):
                leash.send(str(os.waitstatus_to_exitcode(status)).encode())

    def _fork(self) -> bool:
        """Starts the child of one request; False when the parent is gone."""
        message, descriptors, _, _ = socket.recv_fds(self._parent, 1, _DESCRIPTORS)
        if not message:
            return False
        zygote = os.getpid()
        try:
            channel, out, err, leash = descriptors  # fewer came if this process has no room for more
            pid = os.fork()
        except (OSError, ValueError) as error:  # the parent sees all ends closed, and tries again
            os.write(_STDERR, f"hiddenmath: a submission's process could not be started: {error}\n".encode())
        else:
            if pid == 0:
                self._become_child(zygote, channel, out, err)
            self._leashes[pid] = socket.socket(fileno=os.dup(leash))
            self._poll.register(self._leashes[pid], select.POLLIN)
        for descriptor in descriptors:
            os.close(descriptor)
        return True

    def _become_child(self, zygote: int, channel: int, out: int, err: int) -> NoReturn:
        try:
            _linux.die_with_parent()
            if os.getppid() == zygote:  # else it ended before the line above
                os.setsid()
                signal.set_wakeup_fd(-1)
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                for source, target in ((out, _STDOUT), (err, _STDERR), (channel, CONTROL)):
                    os.dup2(source, target, inheritable=False)
                self._close_others()
                np.random.seed()  # else every child would draw the same "random" numbers from NumPy's global state
                run(Channel(partial(os.read, CONTROL), partial(os.write, CONTROL)), self._confine)
        finally:
            os._exit(1)

    def _close_others(self) -> None:
        """Leashes of other children, the wake-up pipe: everything but the four and the ruleset."""
        ruleset = CONTROL if self._ruleset is None else self._ruleset
        os.closerange(CONTROL + 1, ruleset)
        os.closerange(max(CONTROL, ruleset) + 1, os.sysconf("SC_OPEN_MAX"))

    def _confine(self, limits: Limits) -> Rlimits:
        held = Rlimits(limits, self._base, self._threads)
        held.enter()
        if self._ruleset is not None:
            _landlock.enter(self._ruleset)
            os.close(self._ruleset)
        if self._filter is not None:
            self._filter.enter()
        return held


def _switch_user() -> str:
    """Makes root nobody. Why that was not done, or ""."""
    if os.getuid() != 0:
        return "the server runs as an ordinary user, who cannot become another"
    try:
        os.setgroups([])
        os.setresgid(_NOBODY, _NOBODY, _NOBODY)
        os.setresuid(_NOBODY, _NOBODY, _NOBODY)
    except OSError as error:
        return f"root may not become another user here ({error.strerror})"
    return ""
