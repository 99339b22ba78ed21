"""Landlock: no access to any file, no TCP, and no signal or abstract socket to anyone outside.

The ruleset names every right that this kernel knows and grants none. It is made once, before forking; each child
enters it with one call.

https://docs.kernel.org/userspace-api/landlock.html
"""

import ctypes

from ._linux import syscall

_CREATE_RULESET_VERSION = 1

# How many file system rights each ABI knows, as the bits 0 … n-1 (execute, write, read, list, remove, make …;
# refer, truncate, ioctl on devices).
_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
_LAST_KNOWN = 5
_NET = 0b11  # bind and connect TCP, from ABI 4
_SCOPES = 0b11  # abstract Unix sockets and signals, from ABI 6


def unavailable() -> str:
    """Why this kernel has no Landlock, or "" when it has."""
    try:
        _abi()
    except OSError as error:
        return f"the kernel refuses it ({error.strerror}); Linux 5.13 or newer with CONFIG_SECURITY_LANDLOCK has it"
    return ""


def _abi() -> int:
    return syscall("landlock_create_ruleset", 0, 0, _CREATE_RULESET_VERSION)


def make_ruleset() -> int:
    """A file descriptor of the ruleset that grants nothing."""
    abi = _abi()
    files = (1 << _FILE_RIGHTS[min(abi, _LAST_KNOWN)]) - 1
    attributes = (ctypes.c_uint64 * 3)(files, _NET if abi >= 4 else 0, _SCOPES if abi >= 6 else 0)
    size = 24 if abi >= 6 else 16 if abi >= 4 else 8  # an older kernel refuses fields that it does not know
    return syscall("landlock_create_ruleset", attributes, size, 0)


def enter(ruleset: int) -> None:
    """From here on this process has the rights of `ruleset`: none."""
    syscall("landlock_restrict_self", ruleset, 0)
