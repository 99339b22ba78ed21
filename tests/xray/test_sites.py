"""What is recorded, and what an inverse that has a name may be read through."""

import ast
import sysconfig
from pathlib import Path
from textwrap import dedent
from types import CodeType

import cloudpickle
import numpy as np
import pytest

from hiddenmath.xray import _rewrite
from hiddenmath.xray._compilers import NUMBA
from hiddenmath.xray._sites import find_sites

# program -> the expressions that pass a hook
SITES = {
    "x = A @ B": ["A @ B"],
    "x = A * B + C": [],
    "A @= B": ["A @= B"],
    "self.P @= B\nx[0, 1:] @= B": ["self.P @= B", "x[0, 1:] @= B"],
    "f(x)[0] @= B": ["f(x)"],
    "import numpy as np\nnp.linalg.inv(A)\nnp.zeros(3)\nnp.sin(x)": ["np.linalg.inv(A)"],
    "from numpy.linalg import inv as turn_round\nturn_round(A)": ["turn_round(A)"],
    "from math import sqrt\nprint(len(sqrt(2)))": [],
    "def f(A): return A\nf(1)\nclass C: pass\nC()": [],
    "def f(solver): return solver(A)": ["solver(A)"],
    "table['inv'](A)\ntable['inv'](*A)": ["table['inv'](A)"],
    "self.go = np.linalg.inv\nself.go(A)\nself.stop(A)": ["self.go(A)"],
    "model.predict(A).dot(B)": ["model.predict(A).dot(B)"],
    "def f(x: Annotated[int, solve(1)]) -> inv(2): y: inv(3) = inv(4)": ["inv(4)"],
}


@pytest.mark.parametrize("program", SITES)
def test_sites(program: str) -> None:
    found = find_sites(ast.parse(program), "program.py", 0)
    assert [ast.unparse(site.node) for site in found.sites] == SITES[program]


def test_what_numba_compiles_is_left_as_it_is_and_said() -> None:
    program = """
    import numba, numpy as np
    from numba import njit as fast
    kernel = numba.jit(nopython=True)
    @fast
    def f(A): return A @ A
    @kernel
    def g(A): return A @ A
    def h(A): return np.dot(A, A)
    h = fast(parallel=True)(h)
    def own(A): return A @ A
    """
    found = find_sites(ast.parse(dedent(program)), "program.py", 0)
    assert [ast.unparse(site.node) for site in found.sites if site.line > 10] == ["A @ A"]
    assert sorted(reason for _, reason in found.skipped) == [f"{name}: {NUMBA}" for name in "fgh"]


def test_what_cannot_be_rewritten_is_said() -> None:
    found = find_sites(ast.parse("f(x)[0] @= B"), "program.py", 0)
    assert found.skipped == [(1, "f(x)[0] @= B: the place it assigns to is itself computed")]


# program -> is the inverse's name only another way to write the inverse?
NAMED = {
    "N = inv(A)\nx = N @ b": True,
    "N = inv(A)\nx = b @ N.T @ c\ny = N.dot(c) + np.dot(b, N)": True,
    "for A in many:\n    N = inv(A)\n    x = N @ b": True,
    "def f(A):\n    N = inv(A)\n    return [N @ b for b in many]": True,
    "N = inv(A)\nx = N @ b\nprint(N)": False,
    "def f(A):\n    N = inv(A)\n    x = N @ b\n    return N": False,
    "N = inv(A)\nx = N @ b\nN = 0": False,
    "N = inv(A)\nA = 2 * A\nx = N @ b": False,
    "N = inv(A)\nA[0] = 1\nx = N @ b": False,
    "N = inv(A)\nA += 1\nx = N @ b": False,
    "N = inv(A)\nx = N @ b\nA += 1": True,
    "if easy:\n    N = inv(A)\nx = N @ b": False,
    "N = inv(A)\ndef f(b): return N @ b": False,
    "N = inv(A)\nf = lambda b: N @ b": False,
    "N = inv(A)\nx = N @ b\n__all__ = ['N']": False,
    "def f(A):\n    global N\n    N = inv(A)\n    x = N @ b": False,
    "N = inv(A)\nx = N * b": False,
    "N = inv(A)\nx = N[0] @ b": False,
    "N = M = inv(A)\nx = N @ b": False,
    # what a call may have changed
    "N = inv(A)\ntouch(A)\nx = N @ b": False,
    "N = inv(A)\nA.fill(0)\nx = N @ b": False,
    "N = inv(A)\nnp.add(A, 1, out=A)\nx = N @ b": False,
    "N = inv(A)\nnp.fill_diagonal(A, 1)\nx = N @ b": False,
    "N = inv(A)\nlogged(b)\nprint(A.sum(), len(A))\nx = N @ b": True,
    "N = inv(A)\nchange()\nx = N @ b\ndef change():\n    global A\n    A = 0": False,
}


@pytest.mark.parametrize("program", NAMED)
def test_names(program: str) -> None:
    sites = find_sites(ast.parse(program), "program.py", 0).sites
    [inverse] = [site for site in sites if ast.unparse(site.node) == "inv(A)"]
    assert (inverse.name == "N") is NAMED[program]


# what is inverted -> may other statements, which call `other()` or nothing unknown, stand before the inverse is used?
MOVABLE = {"A + A": (True, True), "self.A": (False, True), "many[0]": (False, True), "draw()": (False, True)}


@pytest.mark.parametrize("operand", MOVABLE)
def test_what_is_inverted_must_be_the_same_when_it_is_used(operand: str) -> None:
    for call, may in zip(("other()", "y = np.exp(b).sum() + len(b)"), MOVABLE[operand], strict=True):
        program = f"import numpy as np\ndef f(self, A, b, many):\n    N = inv({operand})\n    {call}\n    return N @ b"
        sites = find_sites(ast.parse(program), "program.py", 0).sites
        [inverse] = [site for site in sites if ast.unparse(site.node) == f"inv({operand})"]
        assert (inverse.name == "N") is may, call


def test_links_follow_transposes_and_methods() -> None:
    found = find_sites(ast.parse("((A @ B).T @ inv(C)).dot(x)"), "program.py", 10)
    by_text = {ast.unparse(site.node): site for site in found.sites}
    whole, product, inner = (by_text[t] for t in ("((A @ B).T @ inv(C)).dot(x)", "(A @ B).T @ inv(C)", "A @ B"))
    assert whole.method_links[0][:2] == (0, product.number) and not whole.inner
    assert [link.child for link in product.links] == [inner.number, by_text["inv(C)"].number]


STDLIB = Path(sysconfig.get_path("stdlib"))
OF_ALL_SORTS = [
    *("dataclasses.py", "typing.py", "statistics.py", "fractions.py", "asyncio/tasks.py", "contextlib.py", "ast.py"),
    *("enum.py", "inspect.py", "argparse.py", "json/decoder.py", "collections/__init__.py"),
]


@pytest.mark.parametrize("name", OF_ALL_SORTS)
def test_code_is_the_same_but_for_the_hooks(name: str) -> None:
    """Names, variables, flags, lines and nested functions of the rewritten code are those of the plain code."""
    source = (STDLIB / name).read_bytes()
    plain = compile(source, name, "exec", dont_inherit=True)
    rewritten = _rewrite.rewrite(source, name)
    assert _outline(rewritten.code) == _outline(plain)
    assert rewritten.sites and not rewritten.skipped


def _outline(code: CodeType) -> tuple[object, ...]:
    inner = [_outline(c) for c in code.co_consts if isinstance(c, CodeType)]
    names = (sorted(code.co_names), code.co_varnames, code.co_freevars, code.co_cellvars)
    return (code.co_name, code.co_qualname, code.co_firstlineno, code.co_flags, code.co_argcount, *names, inner)


def test_a_function_pickled_by_value_works_where_there_is_no_x_ray() -> None:
    source = dedent("""
        def gram(A, f):
            A @= A
            return (A.T @ A)[0] + f(A)
        """)
    space: dict[str, object] = {"__name__": "__main__"}
    exec(_rewrite.rewrite(source, "program.py").code, space)
    pickled = cloudpickle.dumps(space["gram"])
    assert b"hiddenmath" not in pickled
    assert np.array_equal(cloudpickle.loads(pickled)(2 * np.eye(2), np.linalg.inv), [[16.25, 0], [16, 0.25]])
