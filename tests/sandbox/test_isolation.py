"""Which layers hold, and that nothing outlives the server."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from hiddenmath.sandbox import Sandbox, SandboxError, isolation_report

LAYERS = {"rlimits", "landlock", "seccomp", "user", "namespaces"}

linux = pytest.mark.skipif(sys.platform != "linux", reason="there is a zygote on Linux only")


def test_each_layer_is_in_force_or_missing_with_a_reason(sandbox: Sandbox) -> None:
    isolation = sandbox.isolation
    assert set(isolation.layers) | {layer for layer, _ in isolation.missing} == LAYERS
    assert not set(isolation.layers) & {layer for layer, _ in isolation.missing}
    assert all(why for _, why in isolation.missing)


def test_the_report_is_of_the_sandbox_that_would_be_made(make: Callable[..., Sandbox]) -> None:
    with make() as sandbox:
        assert isolation_report() == sandbox.isolation


@linux
def test_full_is_full_or_refused(make: Callable[..., Sandbox]) -> None:
    with make("full") as sandbox:
        if {"landlock", "seccomp"} <= set(isolation_report().layers):
            assert sandbox.run("sandbox_jobs:echo", 1).value == 1
        else:
            with pytest.raises(SandboxError, match=r"landlock|seccomp"):
                sandbox.run("sandbox_jobs:echo", 1)


@linux
def test_a_layer_that_cannot_be_entered_is_fatal_for_the_submission(make: Callable[..., Sandbox]) -> None:
    """The zygote's preloaded module breaks the filter before the first child enters it."""
    with make(preload=("sandbox_jobs", "sandbox_broken_layer")) as sandbox:
        outcome = sandbox.run("sandbox_jobs:echo", 1)
    assert outcome.status == "crash" and "isolation failed" in outcome.error


@linux
def test_a_layer_that_is_missing_is_said_and_the_others_hold(make: Callable[..., Sandbox]) -> None:
    preload = ("sandbox_jobs", "sandbox_missing_layer")
    with make(preload=preload) as sandbox:
        assert ("seccomp", "it was left out") in sandbox.isolation.missing
        if "landlock" in sandbox.isolation.layers:
            assert sandbox.run("sandbox_jobs:execute", "import os; os.listdir('/')").status == "error"
    with make("full", preload) as sandbox, pytest.raises(SandboxError, match="seccomp: it was left out"):
        sandbox.run("sandbox_jobs:echo", 1)


# What a submission sees of each layer; every answer must be True.
SEEN = [
    ("user", "os.getuid() != 0 and os.getgid() != 0"),
    ("namespaces", "os.getppid() == 1"),
    ("namespaces", "os.getcwd() == '/'"),
    ("rlimits", "resource.getrlimit(resource.RLIMIT_FSIZE) == (0, 0)"),
    ("rlimits", "resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)"),
    ("rlimits", "resource.getrlimit(resource.RLIMIT_NPROC) == (0, 0)"),
]


@pytest.mark.parametrize(("layer", "expression"), SEEN)
def test_layers_show_inside(full: Sandbox, layer: str, expression: str) -> None:
    if layer not in full.isolation.layers:
        pytest.skip(f"{layer} is not in force here")
    assert full.run("sandbox_jobs:execute", f"import os, resource\nanswer = {expression}").value is True


# seccomp stands in front of the other layers, so these are tried one at a time, in a process of its own: what it
# prints must be this.
ALONE = [
    ("landlock", "enter_landlock()", "open('/etc/passwd')", "Permission denied"),
    ("landlock", "enter_landlock()", "os.listdir('/')", "Permission denied"),
    ("landlock", "enter_landlock()", "open('/tmp/written by a test', 'w')", "Permission denied"),
    ("landlock", "enter_landlock()", "socket.socket().connect(('127.0.0.1', 9))", "Permission denied"),
    ("landlock", "enter_landlock()", "os.kill(os.getppid(), 0)", "Operation not permitted"),
    ("namespaces", "enter_namespaces()", "print(os.listdir('/'))", "[]"),
    ("namespaces", "enter_namespaces()", "open('/file', 'w')", "Read-only file system"),
    ("namespaces", "enter_namespaces()", "print([name for _, name in socket.if_nameindex()])", "['lo']"),
    ("namespaces", "enter_namespaces()", "socket.socket().connect(('127.0.0.1', 9))", "Network is unreachable"),
    ("namespaces", "enter_namespaces()", "print(os.getpid())", "1"),
    ("seccomp", "_seccomp.Filter(threads=False).enter()", "open('/etc/passwd')", "Permission denied"),
]
PRELUDE = """
import os, socket, sys
from hiddenmath.sandbox import _landlock, _linux, _namespaces, _seccomp
def enter_landlock(): _landlock.enter(_landlock.make_ruleset())
def enter_namespaces():
    _namespaces.enter()
    if child := os.fork():
        os._exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
    _namespaces.empty_root()
_linux.forbid_new_privileges()
LAYER
try:
    ACTION
except OSError as error:
    print(error.strerror)
"""


@linux
@pytest.mark.parametrize(("layer", "enter", "action", "printed"), ALONE)
def test_each_layer_holds_alone(full: Sandbox, layer: str, enter: str, action: str, printed: str) -> None:
    if layer not in full.isolation.layers:
        pytest.skip(f"{layer} is not in force here")
    program = PRELUDE.replace("LAYER", enter).replace("ACTION", action)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == (printed, "")


@linux
def test_where_memory_is_short_a_submission_is_ended_before_the_server(full: Sandbox) -> None:
    zygote = full._source._zygote.process.pid  # type: ignore[attr-defined]
    assert full.isolation.layers  # asked for after all of it is up; what it forks inherits the score
    assert Path(f"/proc/{zygote}/oom_score_adj").read_text() == "1000\n"


SERVER = """
import os, sys, threading
from hiddenmath.sandbox import Limits, Sandbox
sys.path += [{folder!r}, {marker!r}]
sandbox = Sandbox(("numpy", "sandbox_jobs"), {isolation!r})
session = sandbox.session("sandbox_jobs:handler", "def call(value): {loop}", Limits(seconds=100))
assert session.started.status == "ok"
threading.Timer(0.2, os.kill, (os.getpid(), 9)).start()
session.call(1)
"""


@linux
@pytest.mark.parametrize("isolation", ["auto", "process"])
@pytest.mark.parametrize("loop", ["exec('while True: pass')", "sum(range(10**13))"], ids=["in Python", "in C"])
def test_nothing_outlives_a_killed_server(tmp_path: Path, isolation: str, loop: str) -> None:
    marker = str(tmp_path / "marker")  # on the command line of all that the server starts
    program = SERVER.format(folder=str(Path(__file__).parent), marker=marker, isolation=isolation, loop=loop)
    server = subprocess.run([sys.executable, "-c", program], stderr=subprocess.PIPE, check=False)
    assert server.returncode == -9, server.stderr
    # `run` returned, so everyone who held the server's stderr is gone; the kernel may need a moment for those
    # without it.
    for _ in range(1000):
        if not (left := running_with(marker)):
            return
    pytest.fail(f"still running: {left}")


def running_with(marker: str) -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            try:
                if marker.encode() in (entry / "cmdline").read_bytes():
                    found.append(int(entry.name))
            except OSError:  # it ended just now
                continue
    return found
