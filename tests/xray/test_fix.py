"""Programs rewritten: what is proposed takes the place of what there was, and nothing else changes, to the byte."""

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from hiddenmath.xray import _hooks
from hiddenmath.xray._findings import _with_edits, proposals
from hiddenmath.xray._fix import Fixed, diff, fixes, write
from hiddenmath.xray._program import Sources, run_source
from hiddenmath.xray._recorder import Recorder
from hiddenmath.xray._report import Finding, Report
from hiddenmath.xray._text import digest
from hiddenmath.xray.rules import RULES

DATA = "rng = {}default_rng(0)\nA, B = rng.normal(size=(2, 90, 90))\nb, c = rng.normal(size=(2, 90))\n"
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.py"))
START = "import numpy as np\nfrom numpy.linalg import inv\n" + DATA.format("np.random.")
WITHOUT_NUMPY = "from numpy.random import default_rng\n" + DATA.format("")
NUMBERS = {"count": 1, "speedup": 2.0, "seconds_saved": 1.0, "error_before": 0.0, "error_after": 0.0, "error_data": 0.0}


def found(source: bytes) -> list[Finding]:
    """What X-ray would find if every proposal were measured to be better, the most promising first."""
    sources, main = Sources(Recorder()), sys.modules["__main__"]
    try:
        run_source(source, "program.py", sources)
    finally:
        _hooks.recorder = None
        sys.modules["__main__"] = main
    settled, findings = set(), []
    for p in sorted(proposals(sources.recorder, RULES), key=lambda p: -p.promise):
        if p.groups & settled:
            continue
        settled |= p.groups
        about = {"rule": p.rule.name, "file": "program.py", "line": p.site.line, "lesson": "", "why": ""}
        finding = Finding(**about, before=p.before, after=p.after, shapes=[], **NUMBERS)
        findings.append(_with_edits(finding, p, sources.recorder))
    return findings


def fixed(source: bytes, folder: Path) -> tuple[bytes, list[str]]:
    """The file after the fix, and what was refused."""
    file = folder / "program.py"
    file.write_bytes(source)
    findings = [replace(finding, file=str(file)) for finding in found(source)]
    files, refused = fixes(Report("program.py", 1.0, findings=findings, sources={str(file): digest(source)}))
    for each in files:
        write(each)
    return file.read_bytes(), [note.text for note in refused]


def values(source: bytes) -> dict[str, object]:
    """The arrays, numbers and texts that a program leaves behind."""
    names: dict[str, object] = {"__name__": "program"}
    exec(compile(source, "program.py", "exec"), names)
    return {name: v for name, v in names.items() if isinstance(v, (np.ndarray, float, str)) and name != "__name__"}


# name -> program (after START), what becomes of it
REWRITTEN = {
    "the rest of the line": (
        "x = 2*(inv( A )@b)+1 ;y=c   # as it was\n",
        "x = 2*np.linalg.solve(A, b)+1 ;y=c   # as it was\n",
    ),
    "operands keep their form": (
        "x = inv(A + 0x10*np.eye( 90 )) @ (b*1_0)\n",
        "x = np.linalg.solve(A + 0x10*np.eye( 90 ), b*1_0)\n",
    ),
    "comments within": (
        "x = (\n    # to begin with\n    inv(A)  # expensive\n    @ b\n)  # done\n",
        "# to begin with\n# expensive\nx = np.linalg.solve(A, b)  # done\n",
    ),
    "an operand over several lines": (
        "x = inv(A\n        + B  # both\n        ) @ b\n",
        "# both\nx = np.linalg.solve(A\n        + B, b)\n",
    ),
    "a condition over several lines": (
        "if False: pass\nelif (A @ B\n      # why\n      @ b)[0]: pass\n",
        "if False: pass\n# why\nelif (A @ (B @ b))[0]: pass\n",
    ),
    "a line continued": ("x = 1 + inv(A) \\\n    @ b\n", "x = 1 + np.linalg.solve(A, b)\n"),
    "precedence": (
        "x = (inv(A) @ b).sum()\nw = 2 * np.dot(np.dot(A, B), b)\nv = c - A @ B @ b\nu = (A @ B @ b)[0]\n",
        "x = np.linalg.solve(A, b).sum()\nw = 2 * (A @ (B @ b))\nv = c - A @ (B @ b)\nu = (A @ (B @ b))[0]\n",
    ),
    "a transposed operand": (
        "x = np.ones((3, 90)) @ inv(A\n    + B)\n",
        "x = np.linalg.solve((A\n    + B).T, np.ones((3, 90)).T).T\n",
    ),
    "two on a line": (
        "x, y = inv(A) @ b, inv(B) @ c\n",
        "x, y = np.linalg.solve(A, b), np.linalg.solve(B, c)\n",
    ),
    "the same text twice": (
        "x = inv(A) @ b + inv(A) @ b\n",
        "x = np.linalg.solve(A, b) + np.linalg.solve(A, b)\n",
    ),
    "one within the other": (
        "x = inv(np.eye(90) + (A  @ B @ b)) @ c\n",
        "x = np.linalg.solve(np.eye(90) + A @ (B @ b), c)\n",
    ),
    "in an f-string": (
        "t = f'{np.sum(inv(A) @ b):.6f} {A @ B @ b @ c:.3f}'\n",
        "t = f'{np.sum(np.linalg.solve(A, b)):.6f} {A @ (B @ b) @ c:.3f}'\n",
    ),
    "in a lambda and a comprehension": (
        "f = lambda v: inv(A) @ v\nx = f(b)\ny = np.array([inv(M) @ b for M in (A, B)])\n",
        "f = lambda v: np.linalg.solve(A, v)\nx = f(b)\ny = np.array([np.linalg.solve(M, b) for M in (A, B)])\n",
    ),
    "under a decorator": (
        "def it(f): return f\n@it\ndef f(M, v):\n    # go\n    return inv(M) @ v  # here\nx = f(A, b)\n",
        "def it(f): return f\n@it\ndef f(M, v):\n    # go\n    return np.linalg.solve(M, v)  # here\nx = f(A, b)\n",
    ),
    "a walrus": ("if (x := inv(A) @ b) is not None: y = x\n", "if (x := np.linalg.solve(A, b)) is not None: y = x\n"),
    "tabs": (
        "if True:\n\tif len(b):\n\t\tx = inv(A)\t@ b\n",
        "if True:\n\tif len(b):\n\t\tx = np.linalg.solve(A, b)\n",
    ),
    "letters of more than a byte": (
        "å = 'ö'; x = inv(A) @ b; y = 'ü'\n",
        "å = 'ö'; x = np.linalg.solve(A, b); y = 'ü'\n",
    ),
    "no end of line": ("x = inv(A) @ b", "x = np.linalg.solve(A, b)"),
    "an inverse with a name": (
        "def f(S, v, w):\n    '''Two.'''\n\n    # once\n    S_inv = inv(S)  # costly\n"
        "    x = S_inv @ v\n    return x + w @ S_inv.T\nx = f(A, b, c)\n",
        "def f(S, v, w):\n    '''Two.'''\n\n    # once\n    # costly\n"
        "    x = np.linalg.solve(S, v)\n    return x + np.linalg.solve(S, w)\nx = f(A, b, c)\n",
    ),
    "names on a line with others": (
        "N = inv(A); x = N @ b\ny = 3.0; M = inv(B)\nz = M @ b\n",
        "x = np.linalg.solve(A, b)\ny = 3.0\nz = np.linalg.solve(B, b)\n",
    ),
    "only one part is read": (
        "S = A + A.T\nx, V = np.linalg.eigh( S ) ; y = x[0]  # sorted\n",
        "S = A + A.T\nx = np.linalg.eigvalsh(S) ; y = x[0]  # sorted\n",
    ),
    "a diagonal factor": (
        "x = np.diag(b) @ A\ny = c @ (A @ np.diag( b[0:9_0] ))\n",
        "x = b[:, None] * A\ny = c @ A * b[0:9_0]\n",
    ),
    "a name in a suite": ("if True: N = inv(A); x = N @ b\n", "if True: x = np.linalg.solve(A, b)\n"),
}  # fmt: skip


@pytest.mark.parametrize("name", REWRITTEN)
def test_rewritten(name: str, tmp_path: Path) -> None:
    program, expected = REWRITTEN[name]
    source = (START + program).encode()
    after, refused = fixed(source, tmp_path)
    assert after.decode() == START + expected and refused == []
    assert found(after) == []
    _same_values(source, after)


def _same_values(source: bytes, after: bytes) -> None:
    old, new = values(source), values(after)
    assert new and new.keys() <= old.keys()
    for name, value in new.items():
        if isinstance(value, str):
            assert value == old[name]
        else:
            np.testing.assert_allclose(value, old[name], rtol=1e-8)  # type: ignore[arg-type]


# name -> whole program, the lines that are new in it
IMPORTED = {
    "numpy has another name here": (
        START + "def f(np): return inv(np) @ b\nx = f(A)\n",
        ["from numpy.linalg import inv, solve", "def f(np): return solve(np, b)"],
    ),
    "numpy's name is something else later": (
        START + "np = None\nx = inv(A) @ b\n",
        ["from numpy.linalg import inv, solve", "x = solve(A, b)"],
    ),
    "only the inverse is imported": (
        '"""Doc."""\n\nfrom __future__ import annotations\n\n'
        "from numpy.linalg import (\n    inv,  # the\n    norm,  # and\n)\n" + WITHOUT_NUMPY + "x = inv(A) @ b\n",
        ["    solve,", "x = solve(A, b)"],
    ),
    "the function's name is taken": (
        "from numpy.linalg import inv\n" + WITHOUT_NUMPY + "def solve(x): return x\nx = solve(inv(A) @ b)\n",
        ["from numpy.linalg import inv, solve as numpy_solve", "x = solve(numpy_solve(A, b))"],
    ),
    "no import to be seen": (
        '"""Doc."""\nimport os\nos.environ["X"] = "1"\n' + WITHOUT_NUMPY
        + "x = (A @ B).trace()\n",
        ["from numpy import einsum", "x = einsum('ij,ji->', A, B)"],
    ),
    "everything is imported": (
        "from numpy.linalg import *\n" + WITHOUT_NUMPY + "x = inv(A) @ b\n", ["x = solve(A, b)"],
    ),
    "everything of two libraries": (
        "from numpy.linalg import *\nfrom scipy.linalg import *\n" + WITHOUT_NUMPY + "x = inv(A) @ b\n",
        ["from scipy.linalg import solve as scipy_solve", "x = scipy_solve(A, b)"],
    ),
    "a library with another name": (
        "import scipy.linalg as la\n" + WITHOUT_NUMPY + "x = la.inv(A) @ b\n", ["x = la.solve(A, b)"],
    ),
    "a function with another name": (
        START.replace("import inv", "import inv as invert") + "x = invert(A) @ b\n",
        ["x = np.linalg.solve(A, b)"],
    ),
    "imported where it is used": (
        WITHOUT_NUMPY + "def f():\n    import numpy as np\n    return np.linalg.inv(A) @ b\nx = f()\n",
        ["    return np.linalg.solve(A, b)"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", IMPORTED)
def test_functions_are_called_by_names_that_mean_them(name: str, tmp_path: Path) -> None:
    program, new = IMPORTED[name]
    after, refused = fixed(program.encode(), tmp_path)
    assert refused == []
    assert [line for line in after.decode().splitlines() if line not in program.splitlines()] == new
    assert found(after) == []
    _same_values(program.encode(), after)


def test_an_import_goes_after_what_has_to_come_first(tmp_path: Path) -> None:
    program, _ = IMPORTED["only the inverse is imported"]
    assert (
        "import (\n    inv,  # the\n    norm,  # and\n    solve,\n)\n" in fixed(program.encode(), tmp_path)[0].decode()
    )
    program, _ = IMPORTED["no import to be seen"]
    after, _ = fixed(program.encode(), tmp_path)
    assert "from numpy.random import default_rng\nfrom numpy import einsum\n" in after.decode()


BYTES = {
    "Windows": START.replace("\n", "\r\n").encode() + b"x = (inv(A)  # costly\r\n    @ b)\r\n",
    "Latin": b"# coding: latin-1\n" + START.encode() + "å = 'ö'; x = inv(A) @ b; y = 'ü'\n".encode("latin-1"),
    "marked": b"\xef\xbb\xbf" + START.encode() + b"x = inv(A) @ b\n",
}


@pytest.mark.parametrize("name", BYTES)
def test_encoding_and_line_ends_stay(name: str, tmp_path: Path) -> None:
    source = BYTES[name]
    after, _ = fixed(source, tmp_path)
    expected = source.replace(b"(inv(A)  # costly\r\n    @ b)", b"np.linalg.solve(A, b)").replace(
        b"inv(A) @ b", b"np.linalg.solve(A, b)"
    )
    if name == "Windows":
        expected = expected.replace(b"x = ", b"# costly\r\nx = ")
    assert after == expected
    _same_values(source, after)


# name -> program (after START), why it is left to a person
BY_HAND = {
    "a use that did not run": (
        "N = inv(A)\nif len(b) > 1:\n    x = N @ b\nelse:\n    x = N @ c\n",
        "explicit-inverse: not every use of `N` was executed",
    ),
    "stacks of matrices too": (  # .T of three dimensions is something else
        "def f(M, v): return v @ inv(M)\nx = f(A, b)\ny = f(A, np.ones((2, 4, 90)))\n",
        "explicit-inverse: it was also computed on arrays of other dimensions",
    ),
    "quotes in an f-string that has the same": (
        "t = f'{np.trace(A @ B):.3f}'\n",
        "part-of-product: it is in an f-string, whose quotes it would need itself",
    ),
    "other shapes, another order": (
        "def f(X, Y, Z, W): return X @ Y @ Z @ W\nx = f(np.ones((2, 90)), A, B, A)\n"
        "y = f(A, B, A, np.ones((90, 2)))\nz = f(A, np.ones((90, 2)), np.ones((2, 90)), B)\n",
        "chain-order: for other shapes another replacement is better",
    ),
}


@pytest.mark.parametrize("name", BY_HAND)
def test_left_to_a_person(name: str, tmp_path: Path) -> None:
    program, reason = BY_HAND[name]
    source = (START + program).encode()
    after, refused = fixed(source, tmp_path)
    assert after == source and set(refused) == {reason}


def test_a_name_that_another_file_may_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = (START + "N = inv(A)\nx = N @ b\n").encode()
    assert [finding.by_hand for finding in found(source)] == [""]
    monkeypatch.setattr(Recorder, "main", property(lambda _: "another.py", lambda *_: None), raising=False)
    assert [finding.by_hand for finding in found(source)] == ["another file may read `N`"]


def test_a_file_that_changed_is_left_alone(tmp_path: Path) -> None:
    file, source = tmp_path / "program.py", (START + "x = inv(A) @ b\n").encode()
    findings = [replace(finding, file=str(file)) for finding in found(source)]
    report = Report("program.py", 1.0, findings=findings, sources={str(file): digest(source)})
    file.write_bytes(source + b"# one word more\n")
    assert [note.text for note in fixes(report).refused] == [
        "it is not what was run: it changed meanwhile; run X-ray again"
    ]
    file.unlink()
    assert fixes(report).refused[0].text == "it cannot be read: No such file or directory"


def test_hazards_and_assumptions_are_for_a_person(tmp_path: Path) -> None:
    source = (START + "x = np.linalg.solve(np.tril(A) + 30 * np.eye(90), b)\ny = np.linalg.det(1e-9 * A)\n").encode()
    after, refused = fixed(source, tmp_path)
    assert after == source and sorted(refused) == [
        "log-determinant: a hazard: only the author of the program knows what was meant",
        "structured-solve: it assumes that the matrix is always lower triangular, as it was when it was looked at",
    ]


def test_permissions_and_links_stay(tmp_path: Path) -> None:
    target = tmp_path / "real.py"
    target.write_text("old")
    target.chmod(0o750)
    (tmp_path / "link.py").symlink_to(target)
    write(Fixed(str(tmp_path / "link.py"), b"old", b"new", []))
    assert target.read_text() == "new" and target.stat().st_mode & 0o777 == 0o750
    assert (tmp_path / "link.py").is_symlink() and len(list(tmp_path.iterdir())) == 2


def test_a_diff_that_patch_understands() -> None:
    text = diff(Fixed("a.py", b"x = 1\ny = 2", b"x = 1\ny = 3\n", []))
    assert text == ("--- a/a.py\n+++ b/a.py\n@@ -1,2 +1,2 @@\n x = 1\n-y = 2\n\\ No newline at end of file\n+y = 3\n")


SPACE = st.sampled_from([" ", "  ", "\n    ", "  # why\n    "])
MATRIX = st.recursive(
    st.sampled_from(["A", "B", "A.T", "(A + B)", "np.diag(b)"]),
    lambda inner: st.one_of(
        st.tuples(inner, SPACE).map(lambda parts: "inv({}{})".format(*parts)),
        st.tuples(inner, SPACE, inner).map(lambda parts: "({}{}@ {})".format(*parts)),
        st.tuples(inner, inner).map(lambda parts: "np.dot({}, {})".format(*parts)),
        inner.map("({}).T".format),
        inner.map("first({}, 2)".format),
    ),
    max_leaves=4,
)
VECTOR = st.tuples(MATRIX, SPACE, MATRIX, st.sampled_from(["b", "c", "(b * 2 - c)", "b[0:90]"])).map(
    lambda parts: "({}{}@ {} @ {})".format(*parts)
)
PLACES = st.sampled_from(
    [
        *(
            "x = {}",
            "x, y = {}, 3.0",
            "x = first({}, k=1)",
            "x = -{} ** 2",
            "x = (lambda: {})()",
            "N = inv(A); x = N @ {}",
        ),
        *("if len({}):\n    # kept\n    x = {}  # too", "def f(w):\n    return w + {}\nx = f(b)", "x = [0 * b, {}][1]"),
    ]
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(matrix=MATRIX, vector=VECTOR, place=PLACES)
def test_a_random_program_computes_the_same_and_keeps_its_comments(
    matrix: str, vector: str, place: str, tmp_path: Path
) -> None:
    define = "def first(x, *others, **more): return x\n"
    source = (START + define + place.replace("{}", vector) + f"\nz = {matrix} @ b\n").encode()
    try:
        old = values(source)
    except np.linalg.LinAlgError:
        assume(False)
    after, _ = fixed(source, tmp_path)
    new = values(after)
    for name, value in new.items():
        size = float(np.abs(old[name]).max())  # type: ignore[arg-type]
        np.testing.assert_allclose(value, old[name], rtol=1e-4, atol=1e-6 * size)  # type: ignore[arg-type]
    assert after.count(b"#") == source.count(b"#")


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.stem)
def test_examples_are_fixed_once_and_print_the_same(example: Path, tmp_path: Path) -> None:
    shutil.copy(example, tmp_path)
    command = [sys.executable, "-m", "hiddenmath", "xray", "--fix", "-o", "report.json", example.name]
    printed, fixable = [], []
    for _ in range(2):
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=300, check=True)
        findings = json.loads((tmp_path / "report.json").read_text("utf-8"))["findings"]
        printed.append(done.stdout.partition("X-ray of")[0])
        fixable.append({(finding["rule"], finding["before"]) for finding in findings if finding["edits"]})
    assert printed[0] == printed[1]
    assert fixable[0].isdisjoint(fixable[1])
    assert (tmp_path / example.name).read_bytes() == example.read_bytes() or fixable[0]
