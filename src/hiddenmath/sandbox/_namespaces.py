"""Linux namespaces: no network, no other process, an empty file system, no shared System V objects, no host name.

Entered once, by the zygote: each child is born inside, at no cost.
"""

import ctypes
import os

from ._linux import check, libc, syscall

_NEWNS, _NEWUTS, _NEWIPC, _NEWUSER, _NEWPID, _NEWNET = 1 << 17, 1 << 26, 1 << 27, 1 << 28, 1 << 29, 1 << 30
_OTHERS = _NEWNS | _NEWUTS | _NEWIPC | _NEWPID | _NEWNET
_MS_RDONLY, _MS_NOSUID, _MS_NODEV, _MS_NOEXEC, _MS_REC, _MS_PRIVATE = 1, 2, 4, 8, 0x4000, 0x40000
_MNT_DETACH = 2


def unavailable() -> str:
    """Why the namespaces cannot be entered here, or "" when they can: all of it is tried in a throwaway child.

    Trying, because nothing else tells: a container's seccomp policy, AppArmor or a sysctl may each refuse at any of
    the steps, and a process that has taken half of them cannot go back.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        why = ""
        try:
            enter()
            empty_root()
        except OSError as error:
            why = str(error.strerror)
        os.write(writing, why.encode())
        os._exit(0)
    os.close(writing)
    with open(reading, "rb") as pipe:
        why = pipe.read().decode()
    os.waitpid(child, 0)
    return why


def enter() -> None:
    """Leaves the shared namespaces. The next fork is process 1 of the new ones: when it ends, so do all in them."""
    user, group = os.getuid(), os.getgid()
    if libc.unshare(_OTHERS) == 0:  # root has the right to
        return
    check(libc.unshare(_NEWUSER | _OTHERS), "unshare")  # anyone else first becomes root of a user namespace of its own
    for path, text in (
        ("/proc/self/setgroups", "deny"),
        ("/proc/self/uid_map", f"{user} {user} 1"),
        ("/proc/self/gid_map", f"{group} {group} 1"),
    ):
        with open(path, "w") as file:
            file.write(text)


def empty_root() -> None:
    """Replaces the file system by an empty one that cannot be written. What is open stays open."""
    _mount(None, b"/", None, _MS_REC | _MS_PRIVATE)  # else the changes below would show outside
    _mount(b"none", b"/proc", b"tmpfs", _MS_NOSUID | _MS_NODEV | _MS_NOEXEC | _MS_RDONLY)
    os.chdir("/proc")
    syscall("pivot_root", b".", b".")  # the old root lies now on top of the new one
    check(libc.umount2(b".", _MNT_DETACH), "umount2")
    os.chdir("/")


def _mount(source: bytes | None, target: bytes, kind: bytes | None, flags: int) -> None:
    check(libc.mount(source, target, kind, ctypes.c_ulong(flags), None), f"mount {target.decode()}")
