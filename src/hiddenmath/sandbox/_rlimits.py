"""Resource limits: how much memory, CPU, files and processes the kernel gives a submission. On every Unix."""

import math
import resource
import sys

from ._limits import Limits

ROOM = 32 << 20
"""Bytes kept back: after a MemoryError the soft limit is lifted by this much, so that the error can be told."""


def mapped() -> int:
    """Bytes of address space that this process maps now; 0 where that cannot be read."""
    if sys.platform != "linux":
        return 0
    with open("/proc/self/statm", "rb") as file:
        return int(file.read().split()[0]) * resource.getpagesize()


class Rlimits:
    """Limits of one submission in a process that maps `base` bytes already; never above those in force."""

    def __init__(self, limits: Limits, base: int, threads: int) -> None:
        self._seconds = limits.seconds * threads
        self._memory = _below(resource.RLIMIT_AS, base + limits.memory)
        self._room = _below(resource.RLIMIT_AS, base + limits.memory + ROOM)
        self._threads = threads

    def enter(self) -> None:
        both = {
            resource.RLIMIT_CORE: 0,  # a crash leaves no file
            resource.RLIMIT_FSIZE: 0,  # no file can grow; pipes and sockets are not files
            resource.RLIMIT_NOFILE: 16,  # stdin, stdout, stderr and the channel are open
        }
        # Otherwise BLAS starts threads, which the kernel counts together with all the user's processes.
        if self._threads == 1:
            both[resource.RLIMIT_NPROC] = 0
        for which, value in both.items():
            value = _below(which, value)
            resource.setrlimit(which, (value, value))
        self.close_memory()

    def close_memory(self) -> None:
        resource.setrlimit(resource.RLIMIT_AS, (self._memory, self._room))

    def open_memory(self) -> None:
        """Lifts the soft limit to the hard one: the room in which a MemoryError is told."""
        resource.setrlimit(resource.RLIMIT_AS, (self._room, self._room))

    def restart_cpu(self) -> None:
        """The call that begins now may use its seconds; one or two more, and the kernel ends it (SIGXCPU)."""
        usage = resource.getrusage(resource.RUSAGE_SELF)
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        soft = math.ceil(usage.ru_utime + usage.ru_stime + self._seconds) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (_below(resource.RLIMIT_CPU, soft), hard))


def _below(which: int, value: int) -> int:
    hard = resource.getrlimit(which)[1]
    return value if hard == resource.RLIM_INFINITY else min(value, hard)
