"""A program under X-ray prints, raises and exits as it does under `python script.py`."""

import json
import re
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

from hiddenmath.xray import _run

BESIDE = {
    "queue.py": "mine = 'not the standard library\\'s'\n",
    "geometry.py": "def area(a, b):\n    return (a @ b)\n\n\ndef fails():\n    raise LookupError('from a module')\n",
    "broken.py": "x = = 1\n",
    "kit/__init__.py": "from kit.turn import turn\n",
    "kit/turn.py": "def turn(A):\n    return A.T @ A\n",
}

PLAIN = {
    "what the program sees of itself": """
        import sys
        print(sorted(globals()), __name__, __file__, __spec__, __doc__, __package__, type(__loader__).__name__)
        print(sys.argv, sys.path, sys.modules["__main__"].__dict__ is globals(), sys.flags.optimize)
        """,
    "exit code": "import sys\nprint('before')\nsys.exit(3)",
    "exit message": "import sys\nsys.exit('a reason')",
    "exit in a function, through finally": """
        def f():
            try:
                raise SystemExit(7)
            finally:
                print("end")
        f()
        """,
    "uncaught": "def f(x):\n    return (x\n        @ 2)\nprint('before')\nf('text')",
    "raised from another": """
        try:
            [] @ []
        except TypeError as error:
            raise RuntimeError("why") from error
        """,
    "raised while another was handled": "try:\n    {}['a']\nexcept KeyError:\n    1 @ 1",
    "raised in a module": "import geometry\ngeometry.fails()",
    "syntax error": "print('never')\nx = = 1",
    "syntax error in a module": "print('before')\nimport broken",
    "not UTF-8": b"# -*- coding: latin-1 -*-\nprint('\xe9')\n",
    "compiler warnings, once": "x = 1\nif x is 1:\n    print('same')\nassert (x, 'always')\n",
    "own hooks": """
        import sys
        sys.excepthook = lambda kind, value, tb: print("hook", kind, value, tb.tb_frame.f_code.co_name, tb.tb_next)
        1 @ 2
        """,
    "threads and exit handlers end before the report": """
        import atexit, threading, time
        atexit.register(print, "at exit")
        threading.Thread(target=lambda: (time.sleep(0.05), print("thread"))).start()
        print("main")
        """,
    "pickle, getsource, doctest, modules of its own": """
        import doctest, inspect, pickle, sys, queue
        class Point:
            '''
            >>> Point(1).x
            1
            '''
            def __init__(self, x): self.x = x
            def __matmul__(self, other): return Point(self.x * other.x)
            def __imatmul__(self, other): self.x += other.x; return self
            def __rmatmul__(self, other): return ("right", other)
        print(pickle.loads(pickle.dumps(Point(4))).x, inspect.getsource(Point.__matmul__), doctest.testmod())
        print(queue.mine)
        p = q = Point(3)
        p @= Point(4)
        print((p @ q).x, p is q, 5 @ q)
        class Box: pass
        box, cells = Box(), [Point(1), Point(2)]
        box.p = p; box.p @= p; cells[-1] @= p; cells[len(cells) - 2] @= p
        print(box.p.x, [c.x for c in cells])
        """,
    "forms of call": """
        from __future__ import annotations
        import asyncio, functools
        def solve(*a, inv=1, **k): return (a, inv, k)
        table = {"f": solve}
        print(table["f"](*range(2), 3, **{"z": 1}), (lambda f: f(1, inv=2))(solve), functools.partial(solve, 1)(2))
        def generate(f):
            got = yield f(1)
            yield f(got, (w := 5), w)
        g = generate(solve)
        print(next(g), g.send("sent"))
        async def main(f):
            async def later(x): return x
            return f(await later(1), [f(x) async for x in numbers()])
        async def numbers():
            for i in range(2): yield i
        print(asyncio.run(main(solve)))
        class A:
            total = [f(i) for f in [solve] for i in range(2)]
            def dot(self, x: solve(1) = solve(2)) -> "A": return super().__init__() or (self.__class__.__name__, x)
        print(A.total, A().dot(), A().dot.__annotations__, A.dot.__defaults__)
        def stops(n): return n()
        it = iter([])
        try: stops(it.__next__)
        except StopIteration: print("stopped")
        try: table["f"](**{"inv": 1}, inv=2)
        except TypeError as error: print(error)
        print(f"{solve(1)[0]!r:>8} {(lambda dot: dot(2))(solve)}")
        """,
    "frames and recursion": """
        import sys, traceback, warnings
        def who(): return sys._getframe(1).f_code.co_name, sys._getframe(1).f_lineno
        def asks(f): return f()
        print(asks(who))
        def deep(f, n): return n if n == 0 else f(f, n - 1)
        print(deep(deep, 500))
        def old(): warnings.warn("old", DeprecationWarning, stacklevel=2)
        def calls(f): f()
        calls(old)
        try: calls(int.nothing)
        except AttributeError: traceback.print_exc()
        try:
            (lambda f: f
                .dot(
                    1))(3)
        except AttributeError: traceback.print_exc()
        """,
    "decorators, dataclasses, closures, caches, match, exec": """
        import contextlib, dataclasses, functools, inspect, operator
        def twice(f, times=2):
            @functools.wraps(f)
            def again(*args, **keywords):
                return [f(*args, **keywords) for _ in range(times)]
            return again
        @twice
        @functools.lru_cache(maxsize=None)
        def dot(a, /, b=1, *, inv: int = 2) -> int:
            free = lambda x: x * b + inv
            return free(a)
        print(dot(3), inspect.signature(dot), dot.__wrapped__.cache_info(), inspect.getsourcelines(dot)[1])
        @dataclasses.dataclass(order=True)
        class P:
            x: float
            def __matmul__(self, other): return P(self.x * other.x)
        print(functools.reduce(operator.matmul, [P(1), P(2)]), P(2) @ P(3), sorted([P(2), P(1)]))
        class Meta(type):
            def __matmul__(cls, other): return cls.__name__, other
        class A(metaclass=Meta):
            @property
            def T(self): return self
            @staticmethod
            def solve(f): return f(1)
            @classmethod
            def make(cls, f, *rest): return f(cls.__name__, *rest)
        print(A @ 3, A().T.solve(str), A.make(lambda *a: a, 1, *[2], **{}))
        def counter():
            n = 0
            def step(f):
                nonlocal n
                n = f(n)
                return n
            return step
        step = counter()
        print(step(lambda n: n + 5), step(lambda n: n @ P(2) if n == 9 else n * 2))
        match {"f": max, "a": [1, 2]}:
            case {"f": f, "a": [*rest]} if f(rest) == 2: print(f(*rest, key=lambda v: -v))
        exec("print((lambda f: f(1, 2))(min))"); print(eval("step(abs)"))
        @contextlib.contextmanager
        def manager(f):
            print(f("in"))
            try: yield f
            finally: print(f("out"))
        with manager(str.upper) as f, manager(str.title): f("x")
        def unpack(f, *args, **keywords): return f(*args, **{**keywords, "key": abs})
        print(unpack(max, -3, 2), unpack(sorted, [3, -1]), *map(lambda f: f([1, 2]), [max, min]))
        try: unpack(len, 1)
        except TypeError as error: print(error)
        """,
    "async generators, tasks, exceptions in groups": """
        import asyncio
        class V:
            def __init__(self, x): self.x = x
            def __matmul__(self, o): return V(self.x * o.x)
            def __await__(self):
                yield from asyncio.sleep(0).__await__()
                return self.x
        async def numbers(f):
            for i in range(3):
                yield f(await V(i) , 1) if i else await (V(2) @ V(4))
        async def work(f):
            return [x async for x in numbers(f)], {await (V(i) @ V(3)) for i in range(2)}
        async def main():
            print(await asyncio.gather(work(max), work(min)))
            try:
                async with asyncio.TaskGroup() as group:
                    group.create_task(work(None))
            except* TypeError as errors:
                print([str(error) for error in errors.exceptions])
        asyncio.run(main())
        """,
    "what follows the lines, as coverage does": """
        import collections, sys, threading
        seen = collections.Counter()
        def follow(frame, event, _):
            if frame.f_code.co_filename != __file__:
                return None
            seen[event, frame.f_code.co_name, frame.f_lineno] += 1
            return follow
        class V:
            def __matmul__(self, other): return self
            def dot(self, *others): return self
        def f(v, solve):
            w = v @ v @ (
                v
                @ v
            )
            w @= v
            for _ in range(2):
                if solve(v): w = w.dot(v).dot(
                    v, *[x @ v for x in [v]])
            try:
                v @ 1 @ solve(None).missing
            except AttributeError:
                pass
            return w
        def later(v):
            yield v @ v
            return (v
                .dot(v))
        sys.settrace(follow); threading.settrace(follow)
        f(V(), lambda x: x)
        list(later(V()))
        thread = threading.Thread(target=f, args=(V(), id)); thread.start(); thread.join()
        sys.settrace(None); threading.settrace(None)
        for key in sorted({key for key in seen if key[0] != "line"}): print(*key, seen[key])
        print(sorted({key[1:] for key in seen if key[0] == "line"}))
        """,
    "names that are looked up where they stand": """
        import sys
        def f():
            a, b = 3, type("M", (), {"__matmul__": lambda self, o: sorted(sys._getframe(1).f_locals)})()
            print(b @ a, sorted(locals()), f.__code__.co_varnames, f.__code__.co_names)
            return [b @ i for i in range(1)]
        print(f())
        print(sorted(k for k in globals() if "xray" in k.lower()), [m for m in sys.modules if m == "numpy"])
        """,
    "fork": """
        import os, sys
        sys.stdout.flush()
        if os.fork() == 0:
            print("child", flush=True)
            sys.exit(0)
        os.wait()
        print("parent")
        """,
}  # fmt: skip

NUMERIC = {
    "every kind of product": """
        import hashlib, sys, warnings
        import numpy as np
        import scipy.linalg as sl, scipy.sparse as sp
        from numpy.linalg import inv as inverse, norm
        from geometry import area
        from kit import turn
        rng = np.random.default_rng(0)
        A, B = rng.normal(size=(2, 30, 30)); x = rng.normal(size=30)
        S = sp.random_array((30, 30), density=0.1, rng=rng).tocsr()
        C = A.copy(); C @= B
        out = np.empty((30, 30)); np.dot(A, B, out=out)
        chosen = {"inv": np.linalg.inv}["inv"](A)
        results = [A @ B @ x, A.dot(B).dot(x), np.dot(A, x), np.einsum("ij,jk->ik", A, B), inverse(A) @ x,
            x @ inverse(A), A.astype("f4") @ x.astype("f4"), (A * 1j) @ B, norm(A), np.ma.array(A) @ B, C, out,
            sl.solve(A, x), S @ x, S.dot(B).sum(), (S @ S).toarray(), np.matrix(A) @ np.matrix(B),
            (A.astype(object) @ B.astype(object)).astype(float), np.linalg.multi_dot([A, B, x]),
            np.linalg.svd(A)[1], np.linalg.eigh(A + A.T)[0], sl.expm(A), np.fft.fft(x), area(A, B), turn(A), chosen,
            np.array([a @ b for a in A[:3] for b in B[:3]]), np.linalg.matrix_power(A, 3),
            np.linalg.lstsq(A, x, rcond=None)[0], (lambda f, *a: f(*a))(np.linalg.solve, A, x), np.kron(A, x)]
        for r in results:
            print(type(r).__name__, r.shape, hashlib.sha256(np.ascontiguousarray(r).tobytes()).hexdigest()[:12])
        """,
    "warnings and errors keep their lines": """
        import traceback
        import numpy as np, scipy.linalg
        big = np.full((2, 2), 1e200)
        big @ big
        scipy.linalg.solve(np.array([[1.0, 1.0], [1.0, 1.0 + 1e-16 * 3]]), np.ones(2))
        def f():
            return np.linalg.inv(
                np.zeros((3, 3))
            ) @ np.ones(3)
        try:
            f()
        except np.linalg.LinAlgError:
            traceback.print_exc()
        try:
            (np.eye(3)
                .dot(np.eye(3))
                .dot(np.eye(2)))
        except ValueError:
            traceback.print_exc()
        big @ np.ones(3)
        """,
    "threads set before NumPy is loaded": """
        import os, sys
        print("numpy" in sys.modules)
        os.environ["OPENBLAS_NUM_THREADS"] = "1"
        import numpy as np
        A = np.random.default_rng(0).normal(size=(300, 300))
        print(float((A @ A).sum()).hex(), np.linalg.inv(A)[0, 0].hex())
        """,
}  # fmt: skip


MODULES = {
    "a package": ["kit"],
    "a module of a package, with arguments": ["kit.turn", "a", "--json", "-m"],
    "doctest": ["doctest", "-v", "documented.py"],
    "unittest": ["unittest", "-v", "cases"],
    "an exception": ["kit.raises"],
    "an exit code": ["kit.ends"],
    "no such module": ["nowhere"],
    "a package that cannot be run": ["geometry.x"],
}
BESIDE_MODULES = {
    "kit/__main__.py": "from .turn import turn\nprint(__name__, __package__, __spec__.name, turn.__name__)",
    "kit/raises.py": "from . import turn\ndef f(): return [] @ {}\nf()\n",
    "kit/ends.py": "import sys\nprint(sys.argv, sys.path[0], __file__)\nsys.exit(9)\n",
    "documented.py": '"""\n>>> f(2)\n5\n"""\nf = lambda a: a * 2',
    "cases.py": (
        "import unittest\nclass T(unittest.TestCase):\n    def test_right(self): self.assertEqual(max(1, 2), 2)\n"
        "    def test_wrong(self): self.assertEqual([1] @ self.x, 1)\n"
    ),
}


@pytest.mark.parametrize("module", MODULES)
def test_same_module(module: str, tmp_path: Path) -> None:
    for name, text in {**BESIDE, **BESIDE_MODULES}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    plain = _run_in(tmp_path, [sys.executable, "-B", "-m", *MODULES[module]])
    settings = json.dumps({"report": str(tmp_path / "report.json"), "budget": 0.0, "module": True})
    xrayed = _run_in(tmp_path, [sys.executable, str(_run._CHILD), settings, *MODULES[module]])
    assert [_without_times(x) for x in xrayed] == [_without_times(x) for x in plain]
    assert not any(tmp_path.rglob("__pycache__")), "X-ray wrote byte code"
    assert (tmp_path / "report.json").exists()


def _without_times(said: object) -> object:
    return re.sub(r"in [\d.]+s", "in a while", said) if isinstance(said, str) else said


@pytest.mark.parametrize("program", [*PLAIN, *NUMERIC])
def test_same(program: str, tmp_path: Path) -> None:
    source = {**PLAIN, **NUMERIC}[program]
    script = tmp_path / "script.py"
    script.write_bytes(source if isinstance(source, bytes) else dedent(source).encode())
    for name, text in BESIDE.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    report = tmp_path / "report.json"
    arguments = ["script.py", "a", "--json", "-o", "x y"]
    plain = _run_in(tmp_path, [sys.executable, "-B", *arguments])
    settings = json.dumps({"report": str(report), "budget": 0.0})
    xrayed = _run_in(tmp_path, [sys.executable, str(_run._CHILD), settings, *arguments])
    assert xrayed == plain
    assert not any(tmp_path.rglob("__pycache__")), "X-ray wrote byte code"
    said = json.loads(report.read_text())
    assert not [s for s in said["skipped"] if "could not be rewritten" in s["reason"] or "stopped early" in s["reason"]]
    if program in NUMERIC:
        assert said["calls"]


def _run_in(folder: Path, command: list[str]) -> tuple[int, str, str]:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False)
    return done.returncode, done.stdout, done.stderr
