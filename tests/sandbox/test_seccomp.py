"""The filter, decided by an interpreter of classic BPF written here: one table, both architectures."""

import errno
import struct

import pytest

seccomp = pytest.importorskip("hiddenmath.sandbox._seccomp", exc_type=ImportError)

X86, ARM, I386 = 0xC000003E, 0xC00000B7, 0x40000003
THREAD_FLAGS = 0x3D0F00  # what libc gives clone for pthread_create
ALLOW, KILL = "allow", "kill"


def decide(program: bytes, architecture: int, number: int, argument: int = 0) -> str:
    """What the kernel answers for a call with this first argument."""
    data = struct.pack("<IIQ6Q", number, architecture, 0, argument, *[0] * 5)
    code = [struct.unpack_from("<HBBI", program, at) for at in range(0, len(program), 8)]
    at = accumulator = 0
    while True:
        operation, if_true, if_false, k = code[at]
        at += 1
        match operation:
            case 0x20:
                accumulator = struct.unpack_from("<I", data, k)[0]
            case 0x15:
                at += if_true if accumulator == k else if_false
            case 0x35:
                at += if_true if accumulator >= k else if_false
            case 0x54:
                accumulator &= k
            case 0x06:
                return {0x7FFF0000: ALLOW, 0x80000000: KILL}.get(k) or errno.errorcode[k & 0xFFFF]


# what, x86-64 number, AArch64 number, first argument, decision (with threads where it differs)
CALLS = [
    ("read", 0, 63, 0, ALLOW),
    ("write", 1, 64, 1, ALLOW),
    ("mmap", 9, 222, 0, ALLOW),
    ("exit_group", 231, 94, 0, ALLOW),
    ("openat", 257, 56, 0, "EACCES"),
    ("socket", 41, 198, 1, "EACCES"),
    ("execve", 59, 221, 0, "EACCES"),
    ("kill", 62, 129, 1, "EACCES"),
    ("tgkill", 234, 131, 1, "EACCES"),
    ("a call of the future", 999, 999, 0, "EACCES"),
    ("ptrace", 101, 117, 0, KILL),
    ("io_uring_setup", 425, 425, 0, KILL),
    ("clone3", 435, 435, 0, "ENOSYS"),
    ("own limits", 302, 261, 0, ALLOW),
    ("another's limits", 302, 261, 1, "EACCES"),
    ("fork by clone", 56, 220, 17, "EACCES"),
    ("thread in a new namespace", 56, 220, THREAD_FLAGS | 0x40000000, "EACCES"),
]


@pytest.mark.parametrize(
    ("x86", "arm", "argument", "decision"), [call[1:] for call in CALLS], ids=[call[0] for call in CALLS]
)
@pytest.mark.parametrize("threads", [False, True])
def test_decisions(x86: int, arm: int, argument: int, decision: str, threads: bool) -> None:
    assert decide(seccomp.program("x86_64", threads), X86, x86, argument) == decision
    assert decide(seccomp.program("aarch64", threads), ARM, arm, argument) == decision


def test_threads_only_where_they_are_wanted() -> None:
    assert decide(seccomp.program("x86_64", True), X86, 56, THREAD_FLAGS) == ALLOW
    assert decide(seccomp.program("x86_64", False), X86, 56, THREAD_FLAGS) == "EACCES"


@pytest.mark.parametrize("number", [0, 1, 20, 59, 101, 400])
def test_other_tables_of_calls_end_the_process(number: int) -> None:
    program = seccomp.program("x86_64", True)
    assert decide(program, I386, number) == KILL
    assert decide(program, X86, 0x40000000 + number) == KILL
    assert decide(seccomp.program("aarch64", True), X86, number) == KILL
