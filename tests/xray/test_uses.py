"""What the source shows to be read of a result that has parts."""

import ast

import pytest

from hiddenmath.xray._uses import reads

# program -> of each part: how many columns or rows are read at most, None for all
READ = {
    "U, s, Vt = svd(A)\nprint(U, s, Vt)": (None, None, None),
    "U, s, Vt = svd(A)\nprint(s)": (0, None, 0),
    "_, s, _ = svd(A)\nprint(s)": (0, None, 0),
    "_, s, _ = svd(A)\nprint(s, _)": (None, None, None),
    "U, s, Vt = svd(A)\nprint(U[:, :3], U[:, 5], Vt[:2], Vt[0])": (6, 0, 2),
    "U, s, Vt = svd(A)\nprint(U[:, :len(s)], U[:, :s.size], Vt[:s.shape[0], :])": (0, None, 0),
    "U, s, Vt = svd(A)\nprint(U[:, :k], U[:3], Vt[-1])": (None, 0, None),
    "U, s, Vt = svd(A)\nprint(U[:, 1:], Vt[::2], s)": (None, None, None),
    "U, s, Vt = svd(A)\nU = U[:, :3]": (None, 0, 0),
    "U, s, Vt = svd(A)\ndef f(): return U": (None, 0, 0),
    "U, s, Vt = svd(A)\nprint(globals(), s)": (None, None, None),
    "U, s, Vt = svd(A)\n__all__ = ['U']": (None, 0, 0),
    "U, s, Vt = svd(A)\ndel U": (None, 0, 0),
    "def f(A):\n    w, V = eigh(A)\n    return w\nV = 1\nprint(V)": (None, 0),
    "def f(A):\n    global V\n    w, V = eigh(A)\n    return w": (None, None),
    "w = eigh(A)[0]": (None, 0, 0),
    "w = eigh(A).eigenvalues": (None, 0, 0),
}


@pytest.mark.parametrize("program", READ)
def test_reads(program: str) -> None:
    found = read(program, is_main=True)
    assert found is not None
    lengths = tuple(p.at_most for p in found.parts)
    assert lengths == READ[program]


def test_another_file_may_read_what_a_module_defines() -> None:
    found = read("w, V = eigh(A)\nprint(w)", is_main=False)
    assert found is not None and [p.at_most for p in found.parts] == [None, None]


@pytest.mark.parametrize("program", ["x = eigh(A)", "x.w, V = eigh(A)", "class C:\n    w, V = eigh(A)", "f(eigh(A))"])
def test_what_cannot_be_seen(program: str) -> None:
    assert read(program, is_main=True) is None


def read(program: str, is_main: bool):
    tree = ast.parse(program)
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    [call] = [n for n in ast.walk(tree) if isinstance(n, ast.Call) and ast.unparse(n.func) in ("svd", "eigh")]
    return reads(call, parents, is_main)
