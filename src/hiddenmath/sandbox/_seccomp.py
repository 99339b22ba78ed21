"""seccomp: the system calls that submitted code may make; others answer "permission denied", a few end the process.

Computing needs memory, time and a conversation over descriptors that are already open: nothing here opens,
connects, starts or signals anything.

https://docs.kernel.org/userspace-api/seccomp_filter.html
"""

import ctypes
import errno
import os
import struct

from ._linux import syscall
from ._syscalls import MACHINES, number

# The kernel says with these which table a call's number belongs to (linux/audit.h).
_AUDIT = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}

ALLOWED = """
    read write readv writev close close_range lseek fstat
    mmap munmap mremap mprotect madvise brk
    futex sched_yield sched_getaffinity getcpu set_robust_list rseq
    rt_sigaction rt_sigprocmask rt_sigreturn sigaltstack setitimer getitimer alarm restart_syscall
    clock_gettime clock_getres gettimeofday time nanosleep clock_nanosleep getrusage times
    getpid gettid getppid getuid geteuid getgid getegid getcwd getrandom
    exit exit_group
""".split()  # noqa: SIM905 - by purpose, a line each:
# - the conversation; stdin, stdout, stderr and the channel are open, and nothing here opens another descriptor
# - memory, which RLIMIT_AS bounds
# - locks of the interpreter and of BLAS
# - handlers of signals, and timers that signal only this process; kill and its relatives are not here
# - time
# - who am I, where am I: libraries ask, and inside a namespace the answers say nothing

# No library that computes makes one of these by accident: whoever does is looking for a way out, and is ended.
DEADLY = """
    ptrace process_vm_readv process_vm_writev pidfd_getfd kcmp
    bpf perf_event_open userfaultfd io_uring_setup io_uring_enter io_uring_register
    mount umount2 pivot_root chroot fsopen move_mount open_tree mount_setattr setns unshare open_by_handle_at
    keyctl add_key request_key personality init_module finit_module kexec_load kexec_file_load reboot
""".split()  # noqa: SIM905

# Classic BPF: (code, jump if true, jump if false, constant)
_LOAD, _EQUAL, _AT_LEAST, _AND, _RETURN = 0x20, 0x15, 0x35, 0x54, 0x06
# In struct seccomp_data; the argument's low half comes first.
_AT_NUMBER, _AT_ARCHITECTURE, _AT_FIRST_ARGUMENT = 0, 4, 16
_ALLOW, _ERRNO, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_X32 = 0x40000000  # numbers from here on are x86-64's second table, for 32-bit pointers
_CLONE_THREAD = 0x00010000
_CLONE_NAMESPACES = 0x7E020080  # CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET, NEWTIME
_SET_MODE_FILTER, _GET_ACTION_AVAIL = 1, 2


def unavailable() -> str:
    """Why seccomp cannot be used here, or "" when it can."""
    if os.uname().machine not in MACHINES:
        return f"no table of system calls is written for {os.uname().machine}, only for {' and '.join(MACHINES)}"
    try:
        for action in (_ALLOW, _ERRNO, _KILL):
            syscall("seccomp", _GET_ACTION_AVAIL, 0, ctypes.byref(ctypes.c_uint32(action)))
    except OSError as error:
        return f"the kernel refuses it ({error.strerror}); Linux 4.14 or newer with CONFIG_SECCOMP_FILTER has it"
    return ""


def program(machine: str, threads: bool) -> bytes:
    """The filter, as an array of struct sock_filter."""
    denied = _ERRNO | errno.EACCES
    code = [
        (_LOAD, 0, 0, _AT_ARCHITECTURE),
        (_EQUAL, 1, 0, _AUDIT[machine]),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _AT_NUMBER),
    ]
    if machine == "x86_64":
        code += [(_AT_LEAST, 0, 1, _X32), (_RETURN, 0, 0, _KILL)]
    for names, action in (
        (ALLOWED, _ALLOW),
        (DEADLY, _KILL),
        (["clone3"], _ERRNO | errno.ENOSYS),  # its flags lie in memory, out of a filter's sight; libc then uses clone
    ):
        for name in names:
            if (value := number(name, machine)) is not None:
                code += [(_EQUAL, 0, 1, value), (_RETURN, 0, 0, action)]
    # One's own limits only: each call moves its CPU limit, and a MemoryError needs room to be told.
    code += _first_argument("prlimit64", machine, mask=0xFFFFFFFF, value=0)
    if threads:
        code += _first_argument("clone", machine, mask=_CLONE_THREAD | _CLONE_NAMESPACES, value=_CLONE_THREAD)
    code.append((_RETURN, 0, 0, denied))
    return b"".join(struct.pack("<HBBI", *instruction) for instruction in code)


def _first_argument(name: str, machine: str, mask: int, value: int) -> list[tuple[int, int, int, int]]:
    """Allows the call `name` where its first argument under `mask` is `value`, and denies it elsewhere."""
    which = number(name, machine)
    assert which is not None
    return [
        (_EQUAL, 0, 5, which),
        (_LOAD, 0, 0, _AT_FIRST_ARGUMENT),
        (_AND, 0, 0, mask),
        (_EQUAL, 0, 1, value),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _ERRNO | errno.EACCES),
    ]


class Filter:
    """The filter of this machine, made before forking; `enter` puts it in force for good."""

    def __init__(self, threads: bool) -> None:
        code = program(os.uname().machine, threads)
        self._code = ctypes.create_string_buffer(code, len(code))  # kept: the description holds only its address
        description = struct.pack("@HP", len(code) // 8, ctypes.addressof(self._code))
        self._description = ctypes.create_string_buffer(description, len(description))

    def enter(self) -> None:
        syscall("seccomp", _SET_MODE_FILTER, 0, self._description)
