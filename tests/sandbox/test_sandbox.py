"""Submissions and sessions: what is answered, what is kept apart, and that nothing is lost."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from hiddenmath.sandbox import Limits, Sandbox, SandboxError, ValueRefused

EXECUTE, ECHO, HANDLER = "sandbox_jobs:execute", "sandbox_jobs:echo", "sandbox_jobs:handler"
PATIENT = Limits(seconds=20.0)


def test_a_submission_answers_and_prints(sandbox: Sandbox) -> None:
    program = "import sys\nprint('to stdout'); print('to stderr', file=sys.stderr)\nanswer = np.eye(2) * 3"
    outcome = sandbox.run(EXECUTE, program, PATIENT)
    assert (outcome.status, outcome.stdout, outcome.stderr, outcome.error) == ("ok", "to stdout\n", "to stderr\n", "")
    np.testing.assert_array_equal(outcome.value, [[3.0, 0.0], [0.0, 3.0]], strict=True)
    assert outcome.seconds > 0


def test_an_error_says_what_and_where(sandbox: Sandbox) -> None:
    outcome = sandbox.run(EXECUTE, "def f(x):\n  return 1 / x\nprint('before')\nf(0)", PATIENT)
    assert (outcome.status, outcome.error, outcome.stdout) == (
        "error",
        "ZeroDivisionError: division by zero",
        "before\n",
    )
    assert 'File "<program>", line 2, in f' in outcome.traceback and "hiddenmath" not in outcome.traceback


def test_print_and_descriptor_and_c_arrive_in_order(sandbox: Sandbox) -> None:
    program = """
import ctypes, os, sys
print('print')
os.write(1, b'write\\n')
print('no newline', end='')
sys.stdout.flush()
ctypes.CDLL(None).puts(b' puts')
"""
    assert sandbox.run(EXECUTE, program, PATIENT).stdout == "print\nwrite\nno newline puts\n"


def test_large_values_travel_both_ways(sandbox: Sandbox) -> None:
    array = np.random.default_rng(0).normal(size=(1000, 1000))
    np.testing.assert_array_equal(sandbox.run(ECHO, {"a": array}, PATIENT).value["a"], array, strict=True)


def test_a_session_keeps_its_process(sandbox: Sandbox) -> None:
    with sandbox.session("sandbox_jobs:adder", np.array([1.0, 2.0]), PATIENT) as session:
        assert session.started.status == "ok" and session.started.value is None
        outcomes = [session.call(float(n)) for n in range(3)]
    assert [outcome.stdout for outcome in outcomes] == ["call 1\n", "call 2\n", "call 3\n"]
    np.testing.assert_array_equal([outcome.value for outcome in outcomes], [[1, 2], [2, 3], [3, 4]])


ERRING = """
def call(value):
    if value == "exit": import os; os._exit(1)
    if value == "memory": bytearray(10**11)
    return 1 / value
"""


def test_a_session_goes_on_after_an_error_and_ends_after_a_crash(sandbox: Sandbox) -> None:
    with sandbox.session(HANDLER, ERRING, PATIENT) as session:
        calls = [(value, session.call(value).status) for value in (2.0, 0, "memory", 4.0, "exit", 2.0)]
    expected = [(2.0, "ok"), (0, "error"), ("memory", "memory"), (4.0, "ok"), ("exit", "crash"), (2.0, "crash")]
    assert calls == expected


def test_a_session_whose_job_fails_answers_that(sandbox: Sandbox) -> None:
    with sandbox.session(HANDLER, "print('begun')\nname_that_is_not_there", PATIENT) as session:
        assert session.call(1) == session.started
        assert session.started.error == "NameError: name 'name_that_is_not_there' is not defined"
        assert session.started.stdout == "begun\n"
    with sandbox.session("sandbox_jobs:not_a_handler", 1, PATIENT) as session:
        assert "must return a function for a session, not int" in session.started.error


def test_the_output_limit_is_one_for_the_session(full: Sandbox) -> None:
    with full.session(HANDLER, "def call(n): print('x' * n)", PATIENT._replace(output=1000)) as session:
        statuses = [session.call(400).status for _ in range(3)]
        assert statuses == ["ok", "ok", "output"]


@pytest.mark.parametrize("program", ["while True: pass", "def call(value):\n  while True: pass"], ids=["job", "call"])
def test_stop_ends_what_runs(sandbox: Sandbox, program: str) -> None:
    with sandbox.session(HANDLER, program, PATIENT._replace(seconds=100.0)) as session:
        threading.Timer(0.2, session.stop).start()
        assert session.call(1).status == "stopped"
        assert session.call(1).status == "stopped"


def test_stop_before_the_start(full: Sandbox) -> None:
    with full.session(HANDLER, "raise SystemExit", PATIENT) as session:
        session.stop()
        assert session.started.status == "stopped"


def test_closing_the_sandbox_stops_its_sessions(make: Callable[..., Sandbox]) -> None:
    with make() as sandbox, ThreadPoolExecutor() as pool:
        session = sandbox.session(HANDLER, "def call(value):\n  while True: pass", PATIENT._replace(seconds=100.0))
        assert session.started.status == "ok"
        running = pool.submit(session.call, 1)
        threading.Timer(0.2, sandbox.close).start()
        assert running.result().status == "stopped"
        session.close()
        with pytest.raises(SandboxError, match="closed"):
            sandbox.run(ECHO, 1)


def test_submissions_do_not_see_each_other(full: Sandbox) -> None:
    marker = "the input of another submission"
    looks = "import sys\nheld = MARKER + '!'\ndef call(marker): return sys.modules['sandbox_jobs'].knows(marker)"
    with full.session(HANDLER, looks.replace("MARKER", repr(marker)), PATIENT) as session:
        assert session.call(marker).value is True  # so the search finds what is there
    assert full.run(ECHO, marker + "!", PATIENT).value == marker + "!"
    assert full.run("sandbox_jobs:knows", marker, PATIENT).value is False


def test_each_submission_draws_its_own_random_numbers(full: Sandbox) -> None:
    program = "import random\nanswer = [random.random(), np.random.rand(), np.random.default_rng().random()]"
    draws = np.array([full.run(EXECUTE, program, PATIENT).value for _ in range(3)])
    assert all(len(set(column)) == 3 for column in draws.T)


def test_a_hundred_at_once_all_answered_right(full: Sandbox) -> None:
    def submit(n: int) -> object:
        if n % 10 == 3:
            return full.run(EXECUTE, "import os; os._exit(0)", PATIENT).status
        return full.run(EXECUTE, f"answer = int(np.arange({n + 1}).sum())", PATIENT).value

    with ThreadPoolExecutor(100) as pool:
        answers = list(pool.map(submit, range(100)))
    assert answers == ["crash" if n % 10 == 3 else n * (n + 1) // 2 for n in range(100)]


BUSY = """
import time
began = time.monotonic()
while time.monotonic() < began + 0.02: pass
answer = [began, time.monotonic()]
"""


def test_no_more_run_at_once_than_are_allowed(make: Callable[..., Sandbox]) -> None:
    """So their memory is bounded by as many limits. The clock is one for all processes."""
    with make(at_once=2) as sandbox, ThreadPoolExecutor(20) as pool:
        spans = [outcome.value for outcome in pool.map(lambda _: sandbox.run(EXECUTE, BUSY, PATIENT), range(20))]
    beside = [sum(began <= start < ended for began, ended in spans) for start, _ in spans]  # itself included
    assert len(spans) == 20 and max(beside) <= 2


def test_sessions_open_at_once_do_not_wait_for_each_other(make: Callable[..., Sandbox]) -> None:
    with (
        make(at_once=1) as sandbox,
        sandbox.session("sandbox_jobs:adder", 1) as one,
        sandbox.session("sandbox_jobs:adder", 2) as two,
    ):
        assert [one.call(1).value, two.call(1).value, one.call(2).value] == [2, 3, 3]


def test_a_zygote_that_dies_is_replaced(make: Callable[..., Sandbox]) -> None:
    with make() as sandbox, ThreadPoolExecutor() as pool:
        session = sandbox.session(HANDLER, "def call(value):\n  while True: pass", PATIENT._replace(seconds=100.0))
        assert session.started.status == "ok"
        running = pool.submit(session.call, 1)
        sandbox._source._zygote.process.kill()  # type: ignore[attr-defined]
        assert running.result().status == "crash"
        assert [sandbox.run(ECHO, n, PATIENT).value for n in range(3)] == [0, 1, 2]
        session.close()


MISUSE = [
    ("elsewhere:job", 1, ValueError, "not preloaded"),
    (ECHO, {1}, ValueRefused, "a set cannot"),
]


@pytest.mark.parametrize(("job", "argument", "error", "words"), MISUSE)
def test_misuse_is_said_at_once(full: Sandbox, job: str, argument: object, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        full.run(job, argument)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["auto", "process"])
def test_a_module_that_cannot_be_preloaded_is_named(make: Callable[..., Sandbox], kind: str) -> None:
    with (
        make(kind, ("no_such_module",)) as sandbox,
        pytest.raises(SandboxError, match="No module named 'no_such_module'"),
    ):
        sandbox.run("no_such_module:job", 1)


def test_blas_threads_where_they_are_asked_for(make: Callable[..., Sandbox]) -> None:
    program = "import threading\na = np.ones((400, 400))\nanswer = float((a @ a)[0, 0])\n"
    with make(threads=2) as sandbox:
        assert sandbox.run(EXECUTE, program, PATIENT).value == 400.0
        started = sandbox.run(
            EXECUTE, "import threading; t = threading.Thread(target=print); t.start(); t.join()", PATIENT
        )
        assert (started.status, started.stdout) == ("ok", "\n")
        assert "PermissionError" in sandbox.run(EXECUTE, "import os; os.fork()", PATIENT).error
