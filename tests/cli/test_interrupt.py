"""Ctrl-C ends a command without a traceback, also while its modules load."""

import subprocess
import sys

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
