"""Random programs of matrix expressions print the same under X-ray, to the last bit, and end the same."""

import random
import subprocess
import sys

PROGRAMS = 150
HEAD = """import sys
import numpy as np
from numpy.linalg import inv, solve
rng = np.random.default_rng(int(sys.argv[1]))
A, B, C = rng.normal(size=(3, 40, 40)) + 9 * np.eye(40)
x, y = rng.normal(size=(2, 40))
column = rng.normal(size=(40, 1))
def show(value):
    print(np.asarray(value).shape, np.ascontiguousarray(value).tobytes().hex()[-64:])
"""


def expression(chance, depth):
    """A random 40×40 expression."""
    if depth == 0:
        return chance.choice("ABC")
    a, b = (expression(chance, depth - 1) for _ in range(2))
    return chance.choice(
        [
            *(f"({a} @ {b})", f"inv({a})", f"{a}.T", f"({a} + {b})", f"np.dot({a}, {b})", f"{a}.dot({b})"),
            *(f"np.diag(x) @ {a}", f"{a} @ inv(np.diag(y))", f"solve({a}, {b})", f"({a} @ {a}.T)"),
        ]
    )


def part(chance, depth):
    """What is left of a product when only a part of it is wanted, or of a decomposition."""
    e = f"{expression(chance, depth)} @ {expression(chance, 0)}"
    return chance.choice(
        [
            *(f"np.trace({e})", f"({e}).trace()", f"np.diag({e})", f"({e})[3, 4]", f"({e})[-1]", f"({e})[:, [1, 2]]"),
            *(f"np.linalg.svd({e})[1]", f"np.linalg.eigvals({e})", f"np.log(abs(np.linalg.det({e})))"),
            *(f"np.mean((x - {e} @ column) ** 2)", f"solve({e}, y)"),
        ]
    )


def program(chance):
    """A random program: loops, functions, comprehensions, augmented products, and now and then an error at the end."""
    lines = [HEAD]
    for i in range(chance.randint(2, 5)):
        e = expression(chance, chance.randint(1, 3))
        lines += chance.choice(
            [
                [f"show({e} @ x)"],
                [f"show({part(chance, 1)})"],
                [f"w, V = np.linalg.eigh({e})", "show(w)"],
                [f"U, s, Vt = np.linalg.svd(({e})[:, :9])", "show(U[:, :len(s)] * s @ Vt)"],
                [f"show([{e} @ row for row in B][-1])"],
                [f"D = np.diag({e}[0])", "show(x @ D @ B)"],
                [f"for _ in range({chance.randint(1, 4)}):", f"    x = {e} @ x / 100", "show(x)"],
                [f"def f{i}(v, *, scale=2): return scale * ({e} @ v)", f"show(f{i}(y))"],
                [f"show(sum(v @ {e} @ y for v in (x, y)))"],
                [f"A @= {e} / np.linalg.norm({e})", "show(A)"],
                [f"if (n := np.linalg.norm({e})) > 0: show(n)"],
                [f"show([row @ y for row in {e}][-1])"],
            ]
        )
    lines.append(chance.choice(["", "sys.exit(3)", "raise ValueError('the end')", "show(A @ np.ones(3))"]))
    return "\n".join(lines) + "\n"


def run(command, folder):
    done = subprocess.run([sys.executable, *command], cwd=folder, capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


def test_random_programs_print_the_same(tmp_path, proved):
    chance, findings = random.Random(1), 0
    for number in range(PROGRAMS):
        (tmp_path / "program.py").write_text(program(chance))
        plain = run(["program.py", str(number)], tmp_path)
        xrayed = run(["-m", "hiddenmath", "xray", "-o", "report.json", "program.py", str(number)], tmp_path)
        # The report comes after the program's own output.
        assert xrayed[0] == plain[0] and xrayed[1].startswith(plain[1]), (tmp_path / "program.py").read_text()
        assert xrayed[2].startswith(plain[2].rstrip("\n")), (plain[2], xrayed[2])
        findings += (tmp_path / "report.json").read_text().count('"speedup"')
    proved("random programs that print the same bits and end the same under X-ray", f"{PROGRAMS}, {findings} findings")
