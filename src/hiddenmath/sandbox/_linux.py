"""System calls that Python has no name for, through libc. Loaded only on Linux, and before any fork."""

import ctypes
import errno
import os
from contextlib import suppress
from pathlib import Path

from ._syscalls import number

libc = ctypes.CDLL(None, use_errno=True)
libc.syscall.restype = ctypes.c_long

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS = 1, 4, 38
_SIGKILL = 9
_CAPABILITY_VERSION_3 = 0x20080522


def check(result: int, what: str) -> int:
    """`result`, or `OSError` saying what failed when it is -1."""
    if result < 0:
        reason = ctypes.get_errno()
        raise OSError(reason, f"{what}: {os.strerror(reason)}")
    return int(result)


def syscall(name: str, *arguments: object) -> int:
    """One system call with integers and pointers; raises `OSError` where it fails."""
    which = number(name)
    if which is None:
        raise OSError(errno.ENOSYS, f"{name}: its number on {os.uname().machine} is not known")
    words = [ctypes.c_long(a) if isinstance(a, int) else a for a in arguments]  # a full register, whatever the value
    return check(libc.syscall(ctypes.c_long(which), *words), name)


def _prctl(option: int, value: int, what: str) -> None:
    zero = ctypes.c_ulong(0)
    check(libc.prctl(option, ctypes.c_ulong(value), zero, zero, zero), what)


def die_with_parent() -> None:
    """The kernel kills this process when the thread that forked it ends, whatever ended that."""
    _prctl(_PR_SET_PDEATHSIG, _SIGKILL, "PR_SET_PDEATHSIG")


def forbid_new_privileges() -> None:
    """Nothing can raise this process or what it forks again; Landlock and seccomp ask for that."""
    _prctl(_PR_SET_NO_NEW_PRIVS, 1, "PR_SET_NO_NEW_PRIVS")


def forbid_inspection() -> None:
    """Other processes of the same user cannot ptrace this one or read its /proc files."""
    _prctl(_PR_SET_DUMPABLE, 0, "PR_SET_DUMPABLE")


def be_ended_first() -> None:
    """Where the machine runs out of memory, the kernel ends this process, or what it forks, before any other."""
    with suppress(OSError):  # not every container lets it be written; nothing else rests on it
        Path("/proc/self/oom_score_adj").write_text("1000")


def drop_capabilities() -> None:
    """Effective, permitted and inheritable capabilities become empty."""
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    syscall("capset", header, (ctypes.c_uint32 * 6)())
