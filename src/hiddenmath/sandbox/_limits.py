"""What a submission may use, what comes back, and which layers hold it: the words that both sides of the wall share."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from ._codec import Value

Status = Literal["ok", "error", "timeout", "memory", "crash", "output", "stopped"]


class Limits(NamedTuple):
    """What one submission may use.

    >>> Limits(seconds=0.5).memory == 2**30
    True
    """

    seconds: float = 2.0
    """Wall clock of each call, measured from outside; the CPU limit is a little above it."""
    memory: int = 1 << 30
    """Bytes of address space on top of what the warm process maps."""
    output: int = 100_000
    """Bytes of stdout and stderr together in one session; more ends it."""
    answer: int = 8 << 20
    """Bytes of one encoded answer: a 1000×1000 matrix. The server pays for reading, comparing and showing it."""


@dataclass(frozen=True)
class Outcome:
    """How one call ended.

    status     meaning                                                              the session goes on
    ok         `value` is the answer                                                yes
    error      the code raised, or answered something that cannot leave             yes
    memory     it asked for more than `Limits.memory`                               yes, unless it could not recover
    timeout    it ran longer than `Limits.seconds`                                  no
    output     it printed more than `Limits.output` bytes                           no
    crash      its process ended, or broke the conversation                         no
    stopped    `Session.stop` or `Sandbox.close` ended it                           no
    """

    status: Status
    value: "Value" = None
    error: str = ""
    """For "error": `ZeroDivisionError: division by zero`. For the others: one plain sentence. Empty when ok."""
    traceback: str = ""
    """Of the submitted code only; the sandbox's own frames are left out."""
    stdout: str = ""
    stderr: str = ""
    seconds: float = 0.0
    """How long the call took: the child's word where it answered, but never more than the wall clock."""


class Isolation(NamedTuple):
    """The layers that hold a submission, and the ones that are missing here, each with the reason.

    "rlimits": memory, CPU, files, processes. "landlock": no file, no TCP. "seccomp": an allowlist of system calls.
    "user": another user than the server's. "namespaces": no network, no other process, an empty file system.
    """

    layers: tuple[str, ...]
    missing: tuple[tuple[str, str], ...]


class SandboxError(RuntimeError):
    """The sandbox itself cannot work: a module to preload is missing, a layer that was demanded is not there."""
