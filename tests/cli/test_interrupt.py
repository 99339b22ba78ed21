"""Ctrl-C ends a command without a traceback, also while its modules load."""

import os
import signal
import subprocess
import sys

import pytest

INTERRUPTED = """
import sys

class Interrupt:
    def find_spec(self, name, path=None, target=None):
        if name == {module!r}:
            raise KeyboardInterrupt

sys.meta_path.insert(0, Interrupt())
sys.argv = ["hiddenmath", "pca", "iris"]
from hiddenmath.cli import main

main()
"""


def test_an_interrupt_while_modules_load_is_quiet():
    done = subprocess.run([sys.executable, "-c", INTERRUPTED.format(module="typer")], capture_output=True, text=True)
    assert done.returncode == 130 and done.stderr == ""


def test_an_interrupt_while_a_command_works_is_quiet():
    program = INTERRUPTED.format(module="rich.console")
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.returncode == 130 and "Traceback" not in done.stderr


def test_a_terminal_sees_how_far_a_tool_has_come_and_ctrl_c_stops_it(tmp_path):
    pty = pytest.importorskip("pty", reason="a terminal of Unix")
    table = tmp_path / "large.csv"
    table.write_text("a,b,c\n" + "1.5,2.25,3\n2.5,1.75,0\n" * 300_000)
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "hiddenmath", "pca", str(table)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=theirs, env={**os.environ, "TERM": "xterm"})
    os.close(theirs)
    seen = b""
    while b"Reading large.csv" not in seen:
        seen += os.read(ours, 1000)
    process.send_signal(signal.SIGINT)
    assert process.wait(10) == 130
    os.close(ours)
