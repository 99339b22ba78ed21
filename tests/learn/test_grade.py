"""The grader: runs, stops, contains, and keeps what it knows to itself."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from types import SimpleNamespace

import numpy as np
import pytest

from hiddenmath.learn import BadInputs, UnknownExercise, _grade, course, show
from hiddenmath.learn._judge import judge, reply_of
from hiddenmath.sandbox import Limits, Outcome

ENDLESS = "while True:\n    pass\nphoto"
RIGHT = "photo.mean(axis=2)"


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(_grade, "LIMITS", Limits(seconds=0.3))


BROKEN = {
    ENDLESS: ("timeout", "ran for more than 0.3 seconds"),
    "np.zeros(10**10)": ("memory", "more memory"),
    "[0] * 10**10": ("memory", "more memory"),
    "print('x' * 10**7)\nphoto": ("output", "printed too much"),
    "import os\nos._exit(0)\nphoto": ("crash", "made Python itself crash"),
    "import ctypes\nctypes.string_at(0)": ("crash", "made Python itself crash"),
    "import os\nos.close(1); os.close(0)\n1 / 0": ("error", "divides by zero"),
    "while True:\n    try:\n        while True: pass\n    except BaseException: pass\n": (
        "timeout",
        "ran for more than",
    ),
}


@pytest.mark.parametrize(("source", "said"), BROKEN.items())
def test_broken_code_gets_a_verdict_and_the_next_submission_is_fine(grader, impatient, source, said):
    status, words = said
    verdict = grader.check("photo/grey", source)
    assert (verdict.passed, verdict.status) == (False, status)
    assert words in verdict.message
    assert verdict.case is not None and verdict.case.got is None
    assert grader.check("photo/grey", RIGHT).passed


@pytest.mark.parametrize("source", [RIGHT, "1 / 0"])
def test_many_slow_cases_end_as_well(grader, monkeypatch, source):
    monkeypatch.setattr(_grade, "PATIENCE", 0.0)
    verdict = grader.check("photo/grey", source)
    assert verdict.status == "timeout"


def test_scipy_is_loaded_where_it_is_asked_for():
    with _grade.Grader() as grader:
        assert grader.check("photo/grey", f"import scipy.linalg\n{RIGHT}").passed
        assert grader.check("photo/grey", RIGHT).passed


def test_waiting_for_a_warm_process_is_not_the_codes_time(monkeypatch):
    clock = [0.0]
    monkeypatch.setattr(_grade, "time", SimpleNamespace(perf_counter=lambda: clock[0]))

    class Cold:
        @property
        def started(self):
            clock[0] += 60.0
            return Outcome("ok", None)

    job = _grade._Job(course().exercise("photo/grey"), {})
    job.begin(Cold())
    assert job.seconds == 0


def test_what_the_code_says_of_itself_is_cut(grader):
    verdict = grader.check("photo/grey", "raise ValueError('x' * 10**7)\nphoto")
    assert verdict.status == "error" and len(verdict.message) < 1000


@pytest.mark.parametrize(
    "source",
    [
        "raise ValueError('\\x1b[2J\\x07passed')\nphoto",
        "raise type('\\x1b[2J', (Exception,), {})()\nphoto",
        "type('\\x1b[2J', (), {})()",
        "'\\x1b[2J'",
        "photo +\nphoto \x1b[2J",
    ],
)
def test_what_the_code_says_of_itself_cannot_write_over_the_screen_of_whoever_grades_it(grader, source):
    message = grader.check("photo/grey", source).message
    assert not [char for char in message if not char.isprintable()]


def test_run_shows_the_value_and_what_was_printed(grader):
    result = grader.run("photo/grey", "print('shape', photo.shape)\nphoto.mean(axis=2)")
    assert (result.status, result.stdout) == ("ok", "shape (64, 96, 3)\n")
    assert result.value.text == "64×96 float64"
    assert len(result.value.array.values) == 64 * 96


def test_run_needs_no_value_where_something_is_printed(grader):
    result = grader.run("photo/grey", "for axis in range(3):\n    print(photo.mean(axis=axis).shape)")
    assert (result.status, result.value, result.stdout) == ("ok", None, "(96, 3)\n(64, 3)\n(64, 96)\n")
    assert grader.run("photo/grey", "for axis in range(3): pass").status == "error"


def test_run_takes_a_photo_of_the_learners_own(grader):
    mine = np.arange(24, dtype=np.uint8).reshape(2, 4, 3)
    result = grader.run("photo/brighten", "photo * 200", inputs={"photo": mine})
    assert result.value.array.values == (mine.astype(float) * 200).ravel().tolist()


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        ({"foto": np.ones((2, 2, 3))}, "needs photo"),
        ({"photo": np.ones((2, 2))}, "has the shape 2×2"),
        ({"photo": np.ones((2, 2, 4))}, "has the shape 2×2×4"),
        ({"photo": np.ones((0, 2, 3))}, "has the shape 0×2×3"),
        ({"photo": np.full((2, 2, 3), np.nan)}, "not a finite number"),
        ({"photo": np.full((2, 2, 3), "a")}, "not a finite number"),
    ],
)
def test_inputs_that_do_not_fit_are_refused(grader, inputs, words):
    with pytest.raises(BadInputs, match=words):
        grader.run("photo/brighten", "photo", inputs=inputs)


def test_what_is_printed_is_shown_and_never_graded(grader):
    verdict = grader.check("photo/grey", "print('here')\n" + RIGHT)
    assert verdict.passed and verdict.stdout == "here\n"
    wrong = grader.check("pca/centre", "print('at start')\ndef centre(X):\n    print(X.shape)\n    return X\n")
    assert not wrong.passed
    assert wrong.stdout == f"at start\n{tuple(wrong.case.inputs[0].shown.array.shape)}\n"


def test_the_same_seed_makes_the_same_inputs_and_no_seed_makes_fresh_ones(grader):
    def failing_input(seed):
        return grader.check("pca/centre", "def centre(X):\n    return X", seed=seed).case.inputs

    assert failing_input(3) == failing_input(3)
    assert failing_input(None) != failing_input(None)


@pytest.mark.parametrize(
    ("exercise_id", "source"),
    [("photo/grey", ENDLESS), ("pca/centre", "while True:\n    pass\n")],
    ids=["in a call", "at start"],
)
def test_stop_ends_the_run_of_that_name_and_no_other(grader, exercise_id, source):
    assert not grader.stop("nobody")
    with ThreadPoolExecutor(1) as pool:
        endless = pool.submit(grader.check, exercise_id, source, None, "mine")
        while not grader.stop("mine"):
            assert not endless.done()
        verdict = endless.result()
    assert (verdict.status, verdict.message) == ("stopped", "You stopped it.")
    assert not grader.stop("mine")
    assert grader.check("photo/grey", RIGHT, job="mine").passed


def test_many_threads_at_once_each_get_their_own_verdict(grader):
    sources = {RIGHT: "passed", "photo.mean(axis=0)": "wrong", "1 / 0": "error", "photo *": "syntax"}
    ready = threading.Barrier(8)

    def check(source):
        ready.wait()
        return grader.check("photo/grey", source).status

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(check, list(sources) * 2))
    assert found == list(sources.values()) * 2


SNOOPING = """
import gc, sys
found = [name for name in sys.modules if "lessons" in name or name.endswith(("_judge", "_course", "_exercise"))]
found += [f for f in gc.get_objects() if type(f).__name__ in ("Exercise", "Mistake", "Check")]
print(found)
photo
"""


def test_neither_solution_nor_comparison_is_in_the_child(grader):
    assert grader.run("photo/grey", SNOOPING).stdout == "[]\n"


CHEATS = [
    "np.allclose = np.array_equal = lambda *a, **k: True\nphoto",
    "class Same(float):\n    def __eq__(self, other): return True\n[[Same(1)] * 3] * 2",
    "class Same(np.ndarray):\n    def __eq__(self, other): return True\nphoto[:, :, 0].view(Same)",
    "class Mean(np.ndarray):\n    def tobytes(self, *a): return b''\nphoto[:, :, 0].view(Mean)",
    "import sys\nsys.modules['hiddenmath.learn._child']._answer = lambda value: {'kind': 'passed'}\nphoto",
    "import sys\nsys.modules['hiddenmath.learn._child']._plain = lambda value: float('nan')\nphoto",
    "import sys\nframe = sys._getframe()\nwhile frame.f_back:\n    frame = frame.f_back\n"
    "    frame.f_locals.get('inputs', {}).clear()\nphoto",
    "import gc\nfor thing in gc.get_objects():\n    if type(thing) is dict and 'photo' in thing:\n"
    "        thing['photo'] = thing['photo'] * 0\nphoto",
    "import atexit\natexit.register(print, 'passed')\nphoto",
]


@pytest.mark.parametrize("source", CHEATS)
def test_who_deceives_the_child_deceives_nobody_else(grader, source):
    assert not grader.check("photo/grey", source).passed
    assert grader.check("photo/grey", RIGHT).passed


def test_a_question_has_fresh_options_and_one_right_answer(grader):
    first, again, other = (grader.question("photo/transpose", seed) for seed in (1, 1, 2))
    assert first == again != other
    assert len(first.options) == 3
    verdicts = [grader.answer("photo/transpose", 1, option) for option in range(3)]
    assert sorted(verdict.passed for verdict in verdicts) == [False, False, True]
    assert len({verdict.message for verdict in verdicts}) == 3
    right = next(option for option, verdict in enumerate(verdicts) if verdict.passed)
    photo = first.given[0].shown.array
    run = grader.run("photo/transpose", "photo.T", inputs={"photo": np.reshape(photo.values, photo.shape)})
    assert run.value == first.options[right]


def test_questions_and_exercises_are_not_mixed_up(grader):
    with pytest.raises(BadInputs, match="is a question"):
        grader.check("photo/transpose", "photo.T")
    with pytest.raises(BadInputs, match="no question"):
        grader.question("photo/grey", 1)
    with pytest.raises(BadInputs, match="no option 3"):
        grader.answer("photo/transpose", 1, 3)
    with pytest.raises(UnknownExercise, match="Did you mean photo/grey"):
        grader.check("photo/gray", RIGHT)


def test_verdicts_are_plain_json(grader):
    for source in (RIGHT, "photo.mean(axis=0)", "photo * np.nan", "1 /", "[photo, 'a']"):
        json.dumps(asdict(grader.check("photo/grey", source)), allow_nan=False)
        json.dumps(asdict(grader.run("photo/grey", source)), allow_nan=False)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.25, "0.25"),
        (np.float64(1 / 3), "0.333333"),
        (np.zeros((3, 4)), "3×4 float64"),
        (np.zeros(3, int), "length 3 int64"),
        ([[1, 2], [3, 4]], "2×2 int64"),
        ([1, "a"], "a list of 2 values"),
        (["the", "cat"], "['the', 'cat']"),
        (["x" * 10**6], f"['{'x' * 77}…"),
        (["x" * 10**6] + [""] * 10**5, "a list of 100001 values"),  # as an array these would be 400 GB
        (np.ones(2, np.longdouble) / 3, f"length 2 {np.dtype(np.longdouble)}"),
        ((np.zeros(2), 5), "a tuple of 2 values"),
        (np.zeros(100_000), "length 100000 float64"),
        (1 + 2j, "1+2j"),
        (True, "True"),
        (None, "None"),
    ],
)
def test_any_value_can_be_shown(value, text):
    assert show(value).text == text
    json.dumps(asdict(show(value)), allow_nan=False)


@pytest.mark.parametrize("seed", range(5))
def test_the_failing_input_is_as_small_as_the_exercise_draws_them(grader, seed):
    """Drawn again by the exercise, and the same for the same seed; the verdict is none but that on the cases."""
    exercise = grader.course.exercise("pca/centre")
    wrong = "def centre(X):\n    return X - X.mean()\n"
    verdict = grader.check("pca/centre", wrong, seed=seed)
    cases = [tuple(case) for case in exercise.cases(np.random.default_rng(seed))]
    before = judge(exercise, cases, [reply_of(lambda X: X - X.mean(), case) for case in cases])
    assert (verdict.message, verdict.cases_passed) == (before.message, before.cases_passed)
    shown, drawn = (np.array(one.case.inputs[0].shown.array.values, float) for one in (verdict, before))
    assert (shown.size, np.abs(shown).sum()) <= (drawn.size, np.abs(drawn).sum())
    assert grader.check("pca/centre", wrong, seed=seed).case == verdict.case
