"""Hostile programs: what each is answered, and that the next submission is fine.

A row is: what it tries, the program, the status, words of the error (or the answer, for what is allowed because it
harms nobody).
"""

import platform

import pytest

from hiddenmath.sandbox import Limits, Outcome, Sandbox

QUICK = Limits(seconds=0.1, memory=64 << 20, output=20_000, answer=1 << 20)
PATIENT = QUICK._replace(seconds=20.0)  # for programs that end by themselves, on a machine that may be busy

LIBC = "import ctypes; libc = ctypes.CDLL(None, use_errno=True)\n"

# Programs that run until something ends them.
ENDLESS = [
    ("loop", "while True: pass"),
    ("loop that catches everything", "while True:\n  try:\n    while True: pass\n  except BaseException: pass"),
    ("loop in C", "sum(range(10**12))"),
    ("long product in C", "3 ** (10**8)"),
    ("long singular value decomposition", "np.linalg.svd(np.ones((2000, 2000)))"),
    ("regular expression without end", "import re; re.match(r'(a+)+$', 'a' * 50 + 'b')"),
    ("sleep", "import time; time.sleep(60)"),
    (
        "ignored signals",
        "import signal\nfor s in signal.valid_signals() - {9, 19}:\n"
        "  try: signal.signal(s, signal.SIG_IGN)\n  except OSError: pass\nwhile True: pass",
    ),
    ("destructor", "class A:\n  def __del__(self):\n    while True: pass\nA()"),
    ("message of an exception", "class E(Exception):\n  def __str__(self):\n    while True: pass\nraise E"),
    ("flush of a stream", "import sys\nclass S:\n  def flush(self):\n    while True: pass\nsys.stdout = S()"),
    ("half an answer, then silence", "import os; os.write(3, b'\\x10' + bytes(7) + b'half')\nwhile True: pass"),
]

# status, words
CRASHES = [
    ("leaves with 0", "import os; os._exit(0)", "crash", "exit code 0"),
    ("leaves with 9", "import os; os._exit(9)", "crash", "exit code 9"),
    ("reads address 0", "import ctypes; ctypes.string_at(0)", "crash", "SIGSEGV"),
    ("aborts", "import os; os.abort()", "crash", "It crashed"),
    ("exits", "import sys; sys.exit(3)", "error", "SystemExit: 3"),
    ("interrupts", "raise KeyboardInterrupt", "error", "KeyboardInterrupt"),
    ("recurses", "def f(n): return f(n + 1)\nf(0)", "error", "RecursionError"),
    ("alarm", "import signal; signal.setitimer(signal.ITIMER_REAL, 0.01)\nwhile True: pass", "crash", "SIGALRM"),
    (
        "exception without words",
        "class E(Exception):\n  def __str__(self): 1 / 0\nraise E",
        "error",
        "could not be read",
    ),
    ("exception of a megabyte", "raise ValueError('x' * 10**6)", "error", "ValueError: xxx"),
    ("input", "input()", "error", "EOFError"),
]

MEMORY = [
    ("10 GB of bytes", "bytearray(10**10)", "memory", "more memory"),
    ("10 GB of numbers", "np.ones(10**10 // 8)", "memory", "more memory"),
    ("a list that grows", "x = []\nwhile True: x.append(bytes(1000))", "memory", "more memory"),
    ("text that doubles", "x = 'x'\nwhile True: x += x", "memory", "more memory"),
    ("small arrays", "x = []\nwhile True: x.append(np.ones(100))", "memory", "more memory"),
    ("catches and tries again", "x = []\nfor _ in range(3):\n  try:\n    while True: x.append(bytes(10**6))\n"
     "  except MemoryError: pass\nx.append(bytes(10**9))", "memory", "more memory"),
]  # fmt: skip

OUTPUT = [
    ("print", "while True: print('x' * 100)", "output", "20,000 bytes"),
    ("one print", "print('x' * 10**6)", "output", "20,000 bytes"),
    ("stderr", "import sys\nwhile True: sys.stderr.write('x' * 100)", "output", "20,000 bytes"),
    ("descriptor 1", "import os\nwhile True: os.write(1, b'x' * 1000)", "output", "20,000 bytes"),
    ("C", LIBC + "while True: libc.puts(b'x' * 100)", "output", "20,000 bytes"),
    ("warnings", "import warnings\nfor n in range(10**6): warnings.warn(f'{n}' * 100)", "output", "20,000 bytes"),
]

CHANNEL = [
    ("garbage", "import os; os.write(3, b'garbage' * 100)", "crash", "connection"),
    ("an endless answer announced", "import os; os.write(3, b'\\xff' * 8)\nwhile True: pass", "crash", "connection"),
    ("a message that is no value", "import os; os.write(3, b'\\x03' + bytes(7) + b'abc')", "crash", "connection"),
    ("a value that is no answer", "import os; os.write(3, b'\\x01' + bytes(7) + b'N')", "crash", "connection"),
    ("closed", "import os; os.close(3)", "crash", ""),
    ("everything closed", "import os; os.closerange(0, 1000)", "crash", ""),
    ("closed, then a loop", "import os; os.closerange(0, 1000)\nwhile True: pass", "crash", "closed the connection"),
    ("read by the program", "import os; os.read(3, 100)", "timeout", ""),
]  # fmt: skip

ANSWERS = [
    ("a function", "answer = len", "error", "a builtin_function_or_method cannot be an answer"),
    ("a set", "answer = {1}", "error", "a set cannot be an answer"),
    ("an object of its own", "class Plan: pass\nanswer = Plan()", "error", "a Plan cannot be an answer"),
    ("a list in itself", "answer = []; answer.append(answer)", "error", "contain itself"),
    ("objects in an array", "answer = np.array([len])", "error", "dtype object"),
    ("2 MB", "answer = np.zeros(250_000)", "error", "at most 1,048,576 can be returned"),
    ("a class that lies", "class A:\n  __class__ = dict\nanswer = A()", "error", "could not be read"),
    ("a list that lies", "class A(list):\n  def __len__(self): return 10**9\nanswer = A([1])", "ok", [1]),
]

# What isolation is for: these rows are only for the full kind.
FILES = [
    ("reads a file", "open('/etc/passwd')", "error", "PermissionError"),
    ("reads beside the program", "open('data.csv')", "error", "PermissionError"),
    ("writes a file", "open('/tmp/hello', 'w')", "error", "PermissionError"),
    ("lists the root", "import os; os.listdir('/')", "error", "PermissionError"),
    ("looks whether a file exists", "import os; answer = os.path.exists('/etc/passwd')", "ok", False),
    ("looks at a file", "import os; os.stat('/etc/passwd')", "error", "PermissionError"),
    ("makes a link", "import os; os.symlink('/etc/passwd', '/tmp/link')", "error", "PermissionError"),
    ("makes a folder", "import os; os.mkdir('/tmp/folder')", "error", "PermissionError"),
    ("makes a pipe with a name", "import os; os.mkfifo('/tmp/pipe')", "error", "PermissionError"),
    ("removes", "import os; os.remove('/etc/passwd')", "error", "PermissionError"),
    ("goes elsewhere", "import os; os.chdir('/etc')", "error", "PermissionError"),
    ("a file in memory", "import os; os.memfd_create('x')", "error", "PermissionError"),
    ("temporary file", "import tempfile; tempfile.TemporaryFile()", "error", "FileNotFoundError"),
    ("its memory map", "open('/proc/self/maps')", "error", "PermissionError"),
    ("the parent's environment", "open('/proc/1/environ')", "error", "PermissionError"),
    ("its program", "import os; os.readlink('/proc/self/exe')", "error", "PermissionError"),
    ("through NumPy", "np.fromfile('/etc/passwd')", "error", "PermissionError"),
    ("through a handle", LIBC + "libc.syscall(304, -100, b'x', 0)", "crash", "never make"),
    ("environment", "import os; answer = dict(os.environ)", "ok", {}),
    ("environment of C", LIBC + "answer = libc.getenv(b'TOKEN_OF_THE_SERVER')", "ok", 0),
    ("arguments", "import sys; answer = 'open sesame' in repr(sys.argv + sys.orig_argv)", "ok", False),
    ("a module that is not there", "import pandas", "error", "No module named 'pandas' here"),
    ("a module of the sandbox", "import hiddenmath.web", "error", "No module named 'hiddenmath.web' here"),
    ("a module of its own", "import sys; sys.path.insert(0, '/tmp'); import evil", "error", "No module named 'evil'"),
]  # fmt: skip

NETWORK = [
    ("socket", "import socket; socket.socket()", "error", "PermissionError"),
    ("local socket", "import socket; socket.socket(socket.AF_UNIX)", "error", "PermissionError"),
    ("pair", "import socket; socket.socketpair()", "error", "PermissionError"),
    ("the channel as a socket", "import socket; socket.socket(fileno=3).getpeername()", "error", "PermissionError"),
    ("a name", "import socket; socket.getaddrinfo('example.org', 80)", "error", "gaierror"),
    ("a page", "import urllib.request", "error", "No module named 'urllib"),
]

PROCESSES = [
    ("fork", "import os; os.fork()", "error", "PermissionError"),
    ("fork bomb", "import os\nwhile True:\n  try: os.fork()\n  except OSError: pass", "timeout", ""),
    ("fork through C", LIBC + "answer = libc.fork()", "ok", -1),
    ("vfork through C", LIBC + "answer = libc.syscall(58)", "ok", -1),
    ("exec", "import os; os.execv('/bin/sh', ['sh'])", "error", "PermissionError"),
    ("subprocess", "import subprocess; subprocess.run(['true'])", "error", "Error"),
    ("spawn", "import os; os.posix_spawn('/bin/true', ['true'], {})", "error", "PermissionError"),
    ("thread", "import threading; threading.Thread(target=print).start()", "error", "can't start new thread"),
    ("kills its parent", "import os; os.kill(os.getppid(), 9)", "error", "PermissionError"),
    ("kills everyone", "import os; os.kill(-1, 9)", "error", "PermissionError"),
    ("kills its group", "import os; os.killpg(0, 9)", "error", "PermissionError"),
    ("kills itself", "import signal; signal.raise_signal(signal.SIGKILL)", "error", "PermissionError"),
    ("holds a process", "import os; os.pidfd_open(os.getppid())", "error", "PermissionError"),
    ("becomes root", "import os; os.setuid(0)", "error", "PermissionError"),
    ("lifts its limits", "import resource as r; r.setrlimit(r.RLIMIT_NOFILE, (999, 999))", "error", "ValueError"),
    (
        "another's limits",
        "import os, resource as r; r.prlimit(os.getppid(), r.RLIMIT_NOFILE)",
        "error",
        "PermissionError",
    ),
    ("another session", "import os; os.setsid()", "error", "PermissionError"),
    ("a nicer place", "import os; os.nice(-10)", "error", "PermissionError"),
]

# System calls made by number (x86-64); each ends the process.
DEADLY = [
    ("ptrace", LIBC + "libc.ptrace(16, 1, 0, 0)", "crash", "never make"),
    ("another's memory", LIBC + "libc.process_vm_readv(1, 0, 0, 0, 0, 0)", "crash", "never make"),
    ("mount", LIBC + "libc.mount(b'none', b'/tmp', b'tmpfs', 0, 0)", "crash", "never make"),
    ("new namespaces", LIBC + "libc.unshare(0x10000000)", "crash", "never make"),
    ("io_uring", LIBC + "libc.syscall(425, 8, 0)", "crash", "never make"),
    ("bpf", LIBC + "libc.syscall(321, 0, 0, 0)", "crash", "never make"),
    ("keyring", LIBC + "libc.syscall(250, 0, 0)", "crash", "never make"),
    ("the kernel's second table", LIBC + "libc.syscall(0x40000000 + 39)", "crash", "never make"),
    ("the kernel's third table", LIBC
     + "libc.mmap.restype = ctypes.c_void_p\np = libc.mmap(None, 4096, 7, 0x22, -1, 0)\n"
     "ctypes.memmove(p, b'\\xb8\\x14\\x00\\x00\\x00\\xcd\\x80\\xc3', 8)  # mov eax, 20; int 0x80; ret\n"
     "ctypes.CFUNCTYPE(ctypes.c_int)(p)()", "crash", ""),
]  # fmt: skip

# Damage to what the next submission will use, if anything were shared.
SABOTAGE = [
    ("NumPy", "np.add = np.arange = np.linalg.svd = None; np.ndarray.__array_priority__"),
    ("a ufunc's error handling", "np.seterr(all='raise'); np.seterrcall(print)"),
    ("constants", "np.pi = 3; np.zeros(3).setflags(write=False)"),
    ("built-in functions", "import builtins; builtins.len = builtins.isinstance = builtins.print = lambda *a: 0"),
    ("modules", "import sys; sys.modules.clear()"),
    ("imports", "import builtins, sys; sys.meta_path.clear(); builtins.__import__ = None"),
    ("streams", "import sys; sys.stdout = sys.stderr = sys.__stdout__ = None"),
    ("descriptors 1 and 2", "import os; os.close(1); os.close(2)"),
    ("recursion limit", "import sys; sys.setrecursionlimit(50)"),
    ("trace function", "import sys; sys.settrace(lambda *a: 1 / 0); sys.setprofile(lambda *a: 1 / 0)"),
    ("handlers at exit", "import atexit\n@atexit.register\ndef forever():\n  while True: pass"),
    ("exception hook", "import sys; sys.excepthook = lambda *a: print('hooked')\n1 / 0"),
    ("the sandbox's own modules", "import sys\nfor n, m in list(sys.modules.items()):\n"
     "  if 'sandbox' in n: m.__dict__.clear()"),
    ("the garbage collector", "import gc; gc.callbacks.append(lambda *a: 1 / 0); gc.unfreeze(); gc.collect()"),
    ("seeds", "import random; random.seed(1); np.random.seed(1)"),
    ("an import hook", "import sys\nclass Hook:\n  def find_spec(self, *a): raise SystemExit\n"
     "sys.meta_path.insert(0, Hook())\nimport evil"),
    ("everything that gc finds", "import gc\nfor thing in gc.get_objects():\n"
     "  if type(thing) in (dict, list): thing.clear()"),
    ("a destructor at the end", "import os\nclass A:\n  def __del__(self): os.write(3, b'forged')\nkept = A()"),
    ("comparisons that always hold", "class Same(float):\n  def __eq__(self, other): return True\nnp.float64 = Same"),
    ("the frames below", "import sys\nf = sys._getframe()\nwhile f:\n  g, f = f.f_globals, f.f_back\ng.clear()"),
]  # fmt: skip

FINE = "import math, json\nprint('still here')\nanswer = [int(np.arange(5).sum()), math.pi, json.dumps([1])]"


def fine(outcome: Outcome) -> bool:
    return (outcome.status, outcome.value, outcome.stdout) == ("ok", [10, 3.141592653589793, "[1]"], "still here\n")


def rows(*tables: list[tuple[object, ...]]) -> dict[str, object]:
    found = [row for table in tables for row in table]
    return {"argvalues": [row[1:] for row in found], "ids": [str(row[0]) for row in found]}


def check(sandbox: Sandbox, program: str, status: str, words: object, limits: Limits) -> None:
    outcome = sandbox.run("sandbox_jobs:execute", program, limits)
    assert outcome.status == status, outcome
    if status == "ok":
        assert outcome.value == words
    else:
        assert isinstance(words, str) and words in outcome.error and len(outcome.error) <= 10_000
    assert len(outcome.stdout) + len(outcome.stderr) <= QUICK.output
    assert fine(sandbox.run("sandbox_jobs:execute", FINE, PATIENT))


@pytest.mark.parametrize(("program",), **rows(ENDLESS))
def test_endless_programs_run_out_of_time(full: Sandbox, program: str) -> None:
    check(full, program, "timeout", "longer than the 0.1 seconds", QUICK._replace(memory=1 << 30))


@pytest.mark.parametrize(("program", "status", "words"), **rows(CRASHES, MEMORY, OUTPUT, ANSWERS))
def test_excess_is_ended_and_named(full: Sandbox, program: str, status: str, words: object) -> None:
    check(full, program, status, words, PATIENT)


@pytest.mark.parametrize(("program", "status", "words"), **rows(CHANNEL))
def test_the_channel_is_believed_nothing(full: Sandbox, program: str, status: str, words: object) -> None:
    check(full, program, status, words, QUICK if status == "timeout" else PATIENT)


@pytest.mark.parametrize(("program", "status", "words"), **rows(FILES, NETWORK, PROCESSES))
def test_nothing_outside_can_be_reached(full: Sandbox, program: str, status: str, words: object) -> None:
    check(full, program, status, words, QUICK if status == "timeout" else PATIENT)


@pytest.mark.skipif(platform.machine() != "x86_64", reason="calls by number of x86-64")
@pytest.mark.parametrize(("program", "status", "words"), **rows(DEADLY))
def test_system_calls_that_end_the_process(full: Sandbox, program: str, status: str, words: object) -> None:
    check(full, program, status, words, PATIENT)


@pytest.mark.parametrize(("program",), **rows(SABOTAGE))
def test_nothing_is_left_for_the_next_submission(full: Sandbox, program: str) -> None:
    outcome = full.run("sandbox_jobs:execute", program, PATIENT)
    assert outcome.status in ("ok", "error", "crash")
    assert fine(full.run("sandbox_jobs:execute", FINE, PATIENT))


FORGE = """
import os, sys
encode = sys.modules['hiddenmath.sandbox._codec'].encode
message = encode(REPORT)
os.write(3, len(message).to_bytes(8, 'little') + message)
while True: pass
"""


def forged(sandbox: Sandbox, report: str) -> Outcome:
    return sandbox.run("sandbox_jobs:execute", FORGE.replace("REPORT", report), PATIENT)


def test_a_forged_answer_is_an_answer(full: Sandbox) -> None:
    check(full, FORGE.replace("REPORT", "['ok', 'forged', '', '', 0.0]"), "ok", "forged", PATIENT)


@pytest.mark.parametrize("seconds", ["float('nan')", "float('inf')", "-1.0"])
def test_a_forged_time_is_between_nothing_and_the_wall_clock(full: Sandbox, seconds: str) -> None:
    assert 0 <= forged(full, f"['ok', None, '', '', {seconds}]").seconds <= PATIENT.seconds


def test_a_forged_error_is_as_short_as_a_true_one(full: Sandbox) -> None:
    outcome = forged(full, "['error', None, 'x' * 10**5, 'y' * 10**5, 0.0]")
    assert (len(outcome.error), len(outcome.traceback)) == (10_000, 10_000)


# A process of its own contains the same accidents, if not the same attacks.
ACCIDENTS = [
    ENDLESS[0], ENDLESS[2], ENDLESS[6],
    *CRASHES[:3], CRASHES[4], CRASHES[6], MEMORY[0], MEMORY[1], OUTPUT[0], OUTPUT[3], ANSWERS[1], ANSWERS[5],
    ("garbage to all descriptors", "import os\nfor fd in range(3, 1000):\n  try: os.write(fd, b'garbage' * 9)\n"
     "  except OSError: pass", "crash", "connection"),
    ("everything closed", "import os; os.closerange(0, 1000)", "crash", ""),
    ("environment", "import os; answer = dict(os.environ)", "ok", {}),
    ("a module that is not there", "import pandas", "error", "No module named 'pandas' here"),
]  # fmt: skip


@pytest.mark.parametrize("row", ACCIDENTS, ids=[row[0] for row in ACCIDENTS])
def test_accidents_are_contained_without_isolation(process: Sandbox, row: tuple[str, ...]) -> None:
    _, program, status, words = row if len(row) == 4 else (*row, "timeout", "longer than the 0.1 seconds")
    outcome = process.run("sandbox_jobs:execute", program, QUICK if status == "timeout" else PATIENT)
    assert outcome.status == status and (words in outcome.error if status != "ok" else outcome.value == words)


def test_after_all_accidents_the_next_submission_is_fine(process: Sandbox) -> None:
    assert fine(process.run("sandbox_jobs:execute", FINE, PATIENT))
