"""What a person sees in the terminal."""

from io import StringIO

import numpy as np
from rich.console import Console

from hiddenmath.linalg.steps import Step, eliminate, power, show


def shown(steps, *, terminal=False, width=80):
    console = Console(
        file=StringIO(), force_terminal=terminal, width=width, color_system="standard" if terminal else None
    )
    answer = show(steps, console=console)
    return console.file.getvalue(), answer


def one(**state):
    yield Step.of("this", "because", **state)
    return "answer"


def test_plain_where_it_is_piped():
    text, (R, pivots) = shown(eliminate([[1, 2], [3, 4]]))
    assert text.splitlines()[4:8] == [
        "2. row 2 ← row 2 − 3·row 1",
        "   makes the entry below the pivot 1 zero",
        "   R = ⎡ 1  2 ⎤",
        "       ⎣ 0 −2 ⎦",
    ]
    assert pivots == (0, 1) and np.array_equal(R, np.identity(2))


def test_changed_entries_are_set_off_in_a_terminal():
    text, _ = shown(eliminate([[1, 2], [3, 4]]), terminal=True)
    start, second = text.splitlines()[2:4], text.splitlines()[6:8]
    assert not any("\x1b" in line for line in start)
    assert "\x1b" not in second[0]
    assert second[1].count("\x1b[1;") == 2  # 0 and −2


def test_points_stand_in_line_and_a_vector_is_a_column():
    text, answer = shown(one(A=[[1, -0.25], [10.5, 3]], x=[1.5, 2], λ=3.0))
    assert text.splitlines()[2:] == [
        "   A = ⎡  1   −0.25 ⎤   x = ⎡ 1.5 ⎤   λ = 3",
        "       ⎣ 10.5  3    ⎦       ⎣ 2   ⎦",
    ]
    assert answer == "answer"


def test_one_row_has_straight_brackets():
    assert shown(one(A=[[1, 2]]))[0].splitlines()[2] == "   A = [ 1 2 ]"


def test_what_does_not_fit_beside_stands_below():
    text, _ = shown(one(A=np.identity(3), B=np.identity(3)), width=20)
    assert [line.strip()[:3] for line in text.splitlines()[2:]] == ["A =", "⎢ 0", "⎣ 0", "B =", "⎢ 0", "⎣ 0"]


def test_a_large_matrix_is_cut_to_the_width():
    text, _ = shown(one(A=np.arange(400.0).reshape(20, 20)), width=40)
    lines = text.splitlines()[2:]
    assert len(lines) == 12 and max(len(line) for line in lines) <= 40
    assert lines[0].endswith("…  19 ⎤") and lines[-1].endswith("… 399 ⎦")
    assert set(lines[-2].split()) == {"⎢", "…", "⎥"}


def test_an_empty_matrix_is_no_obstacle():
    text, _ = shown(one(Q=np.zeros((3, 0)), R=np.zeros((0, 2))))
    assert text.splitlines()[2] == "   Q = empty, 3×0   R = empty, 0×2"


def test_pause_is_called_after_every_step():
    pauses = []
    show(power([[2, 0], [0, 1]], tol=0.1), pause=lambda: pauses.append(1), console=Console(file=StringIO()))
    assert len(pauses) == len(list(power([[2, 0], [0, 1]], tol=0.1)))


def test_a_long_sentence_is_not_cut():
    words = " ".join(["word"] * 40)
    text, _ = shown(iter_one(words), width=30)
    assert f"1. {words}\n" in text


def iter_one(did):
    yield Step.of(did, "because", x=1.0)
