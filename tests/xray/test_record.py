"""A piece of a program, or a notebook's cell, is recorded; what it does stays the same."""

import ast
import linecache
import re
import subprocess
import sys
import threading
from pathlib import Path
from textwrap import dedent

import numpy as np
import pytest

import hiddenmath
from hiddenmath.xray import record
from hiddenmath.xray._recorder import REPLACED

HEAD = "import sys\nimport numpy as np\nimport hiddenmath\nA = np.eye(4)\n"
SHOW = """
calls = sorted(x.report.calls, key=lambda c: (c.file, c.line))
print('recorded', [f'{c.expression} {c.count}' for c in calls])
"""
MODULE = "def turn(A):\n    return [A.T @ A for _ in range(2)]\n"

# program -> what is recorded, in the order of the lines
RECORDED = {
    "the lines of a block": (
        """
        with hiddenmath.record(budget=0) as x:
            B = A @ A
            B @= A
            print(x is not None, B.trace())
        """,
        ["A @ A 1", "B @= A 1", "B.trace() 1"],
    ),
    "what they call: functions, methods, closures, modules imported in between": (
        """
        class Model:
            def __init__(self, A): self.A = A
            def step(self): return (lambda: self.A @ self.A)()
        def make(k):
            def inner(B): return k * (B @ B)
            return inner
        inner, model = make(3), Model(A)
        with hiddenmath.record(budget=0) as x:
            inner(A)
            model.step()
            import beside
            beside.turn(A)
        inner(A); model.step(); beside.turn(A)
        """,
        ["A.T @ A 2", "self.A @ self.A 1", "B @ B 1"],
    ),
    "a block in a loop, entered again": (
        """
        x = hiddenmath.record(budget=0)
        for i in range(3):
            with x:
                A @ A
                if i == 1:
                    for _ in A:
                        break
        """,
        ["A @ A 3"],
    ),
    "a decorated function": (
        """
        @hiddenmath.record(budget=0)
        def f(n):
            "what it does"
            return A @ A if n == 0 else f(n - 1)
        print(f.__doc__, f.__name__, f(2).shape, f(0).shape)
        x = f.xray
        A @ A
        """,
        ["A @ A 2"],
    ),
    "a decorated method": (
        """
        class Model:
            @hiddenmath.record(budget=0)
            def step(self, B): return self.square(B)
            def square(self, B): return B @ B
        Model().step(A)
        x = Model.step.xray
        """,
        ["B @ B 1"],
    ),
    "threads": (
        """
        import threading
        def work(): A @ A
        with hiddenmath.record(budget=0) as x:
            threads = [threading.Thread(target=work) for _ in range(3)]
            for t in threads: t.start()
            for t in threads: t.join()
        """,
        ["A @ A 3"],
    ),
    "an error in a block": (
        """
        import traceback
        try:
            with hiddenmath.record(budget=0) as x:
                A @ A
                A @ np.ones(3)
                print("never")
        except ValueError:
            traceback.print_exc()
        """,
        ["A @ A 1"],
    ),
    "a head of several lines, in a loop, with a tracer set within": (
        """
        def follow(frame, event, argument):
            if frame.f_code.co_name == "f":
                print(event, frame.f_lineno)
        def f(): return A @ A
        for _ in range(2):
            try:
                with hiddenmath.record(
                        budget=0) as x:
                    A @ A
                    sys.settrace(follow)
                f()
            finally:
                sys.settrace(None)
        """,
        ["A @ A 1"],
    ),
    "names of the block are the module's": (
        """
        from __future__ import annotations
        from hiddenmath import record
        with record(budget=0) as x:
            n: no_such_name = 3
            def g(B: no_such_name): return B @ B
            total = sum((y := (row @ row)) for row in A[:n])
        print(n, g.__annotations__, g(A).shape, y, __annotations__, total)
        """,
        ["row @ row 3"],
    ),
}  # fmt: skip


def script(folder: Path, source: str) -> Path:
    (folder / "beside.py").write_text(MODULE)
    file = folder / "script.py"
    first, _, rest = dedent(source).lstrip().partition("\n")
    future = first.startswith("from __future__")
    file.write_text(f"{first}\n{HEAD}{rest}" if future else f"{HEAD}{first}\n{rest}")
    return file


def run(file: Path) -> tuple[int, str, str]:
    done = subprocess.run([sys.executable, "-B", file], capture_output=True, text=True, timeout=60, check=False)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("program", RECORDED)
def test_a_piece_is_recorded_and_does_what_it_did(program: str, tmp_path: Path) -> None:
    source, expected = RECORDED[program]
    file = script(tmp_path, dedent(source) + SHOW)
    code, out, err = run(file)
    shown, _, recorded = out.partition("recorded ")
    assert code == 0 and ast.literal_eval(recorded) == expected
    plain = file.read_text().replace(SHOW, "")
    plain = re.sub(r"\b(hiddenmath\.)?record\(", "unrecorded(", plain)
    nothing = "import contextlib\nclass unrecorded(contextlib.ContextDecorator):\n"
    nothing += (
        "    def __init__(self, **_): pass\n    def __enter__(self): return self\n    def __exit__(self, *_): pass\n"
    )
    nothing += "    def __call__(self, f): f.xray = None; return f\n"
    (tmp_path / "nothing.py").write_text(nothing)
    plain = plain.replace("import hiddenmath\n", "from nothing import unrecorded\n")
    file.write_text(plain.replace("from hiddenmath import record\n", "\n"))
    assert run(file) == (0, shown, err)


BLOCK = "with hiddenmath.record(budget=0) as x:\n    A @ A"
LEFT_OUT = {
    "it is in a function": "def f():\n    with hiddenmath.record(budget=0) as x:\n        A @ A\n    return x\nx = f()",
    "it is left from within": f"for _ in A:\n    {BLOCK}\n        break".replace("\n    A", "\n        A"),
    "or is on one line": "with hiddenmath.record(budget=0) as x: A @ A",
    "it does more than one thing at once": f"import io\n{BLOCK}".replace("as x", "as x, io.StringIO()"),
    "a debugger or a coverage tool follows": f"sys.settrace(lambda *_: None)\n{BLOCK}\nsys.settrace(None)",
    "its source has changed since": (
        "text = open(__file__).read(); open(__file__, 'w').write(text.replace('@ A', '@ B'))\n" + BLOCK
    ),
    "its source is not there": f"exec(compile({BLOCK!r}, 'nowhere', 'exec'))",
}


@pytest.mark.parametrize("why", LEFT_OUT)
def test_lines_that_cannot_be_recorded_run_and_are_said(why: str, tmp_path: Path) -> None:
    code, out, err = run(
        script(tmp_path, LEFT_OUT[why] + "\nprint(x.report.calls, [s.reason for s in x.report.skipped])")
    )
    assert (code, err) == (0, "") and out.startswith("[] ")
    assert "the lines of this with-block are not recorded, only what they call, because" in out and why in out


def cell(source: str, number: int, names: dict[str, object]) -> None:
    """Run a notebook's cell as IPython does: each statement compiled alone, the source in `linecache` only."""
    file = f"<cell {number}>"
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    for statement in ast.parse(source).body:
        exec(compile(ast.Module([statement], []), file, "exec"), names)


def test_in_a_notebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {"__name__": "__main__", "A": np.eye(3), "hiddenmath": hiddenmath}
    cell("def f(B):\n    return B @ B\n\ndef unused(): pass\n", 1, names)
    cell("y = 1\nwith hiddenmath.record(budget=0) as x:\n    C = f(A) @ A\nprint(C.shape)\n", 2, names)
    report = names["x"].report  # type: ignore[attr-defined]
    assert sorted((c.file, c.line, c.expression) for c in report.calls) == [
        ("<cell 1>", 2, "B @ B"),
        ("<cell 2>", 3, "f(A) @ A"),
    ]
    assert report.skipped == []


def helper(A: np.ndarray) -> np.ndarray:
    return A @ A


def test_functions_get_their_code_back() -> None:
    before, defaults = helper.__code__, helper.__defaults__
    with record(budget=0):
        assert helper.__code__ != before
    assert helper.__code__ == before and helper.__code__.co_consts == before.co_consts
    assert helper.__defaults__ is defaults


def test_a_package_can_be_included(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "elsewhere.py").write_text("def f(A):\n    return A @ A\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    import elsewhere  # type: ignore[import-not-found]

    counts = []
    for include in ([], ["elsewhere"]):
        with record(include=include, budget=0) as x:
            elsewhere.f(np.eye(2))
        counts.append(len(x.report.calls))
    assert counts == [0, 1]


def test_a_recording_within_another_takes_its_place(tmp_path: Path) -> None:
    """Also under the command, of which the report says so."""
    source = """
    @hiddenmath.record(budget=0)
    def inner(): return A @ A
    @hiddenmath.record(budget=0)
    def outer(): return inner() @ np.ones(4) + A @ np.ones(4)
    outer(), inner()
    for f in inner, outer: print(sorted((c.expression, c.count) for c in f.xray.report.calls), f.xray.report.skipped)
    """
    file = script(tmp_path, source)
    for command in ([], ["-m", "hiddenmath", "xray", "--budget", "0"]):
        done = subprocess.run([sys.executable, "-B", *command, file], capture_output=True, text=True, check=True)
        first, second, rest = done.stdout.split("\n", 2)
        assert first == "[('A @ A', 2)] []"
        assert second.startswith("[('A @ np.ones(4)', 1), ('inner() @ np.ones(4)', 1)]") and REPLACED in second
        assert ("X-ray of" in rest and REPLACED in " ".join(rest.split())) is bool(command)


def test_another_thread_is_not_kept_from_running_and_is_said() -> None:
    other = record(helper)
    with record(budget=0) as x:
        thread = threading.Thread(target=other, args=(np.eye(2),))
        thread.start()
        thread.join()
        with pytest.raises(RuntimeError, match="The recording goes on"):
            x.report  # noqa: B018
    assert [call.expression for call in x.report.calls] == ["A @ A"]
    assert [s.reason for s in other.xray.report.skipped][-1].startswith("another thread was recording")


def test_what_cannot_be_decorated() -> None:
    def generates():
        yield

    async def waits() -> None: ...

    for function in (generates, waits):
        with pytest.raises(TypeError, match="runs only after it has been called"):
            record(function)
    with pytest.raises(TypeError, match="is no function written in Python"):
        record(len)
