"""The work of a right solution beside the reference's. Times are told by clocks that the tests set; no machine's."""

import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from hiddenmath.learn import BadInputs, _grade, course
from hiddenmath.learn._effort import SIZES, exponent, measure, say_effort, say_rates
from hiddenmath.learn._xray import JOB, LIMITS, open_xray, seen_in
from hiddenmath.sandbox import Outcome

PRODUCT = course().exercise("matmul/product")
LOOP = """import numpy as np


def product(A, B):
    C = np.zeros((len(A), B.shape[1]))
    for i in range(len(A)):
        for j in range(B.shape[1]):
            for k in range(len(B)):
                C[i, j] += A[i, k] * B[k, j]
    return C
"""


def clock(power, unit):
    return lambda inputs: unit * len(inputs["A"]) ** power


def test_times_at_growing_sizes_give_the_exponent():
    effort = measure(PRODUCT, clock(3, 1e-6), clock(2, 1e-6))
    assert effort.sizes == [8, 16, 32, 64, 128]  # 128³ µs is 2 s, long enough
    assert effort.yours[-1] == pytest.approx(128**3 * 1e-6) and effort.reference[0] == pytest.approx(64e-6)
    assert (effort.exponent, effort.reference_exponent) == (pytest.approx(3), pytest.approx(2))
    assert "130 times as long. When n doubles, your time grows about 8-fold, and that of the reference 4-fold." in (
        effort.message
    )


def test_where_time_runs_out_the_sizes_before_are_told():
    effort = measure(PRODUCT, lambda inputs: 0.01 if len(inputs["A"]) < 32 else None, clock(2, 1e-6))
    assert effort.sizes == [8, 16] and effort.exponent is None
    assert measure(PRODUCT, lambda inputs: None, clock(2, 1e-6)).message.startswith("Your code could not be timed")


def test_inputs_are_the_same_for_both_and_grow():
    seen = {"yours": [], "reference": []}

    def watch(name):
        return lambda inputs: seen[name].append(inputs["A"]) or 1e-3

    measure(PRODUCT, watch("yours"), watch("reference"))
    assert [len(A) for A in seen["yours"]] == list(SIZES)
    assert all(one is other for one, other in zip(*seen.values(), strict=True))


def test_times_that_are_all_call_and_no_work_give_no_exponent():
    assert exponent([8, 16, 32, 64], [1e-6, 2e-6, 3e-6, 1e-3]) is None


SAID = [
    ([64], [0.002], [0.0019], "For n = 64 your code takes 2 ms, the reference 1.9 ms: about as long."),
    ([64], [2.5], [5e-5], "takes 2.5 s, the reference 50 µs: 50,000 times as long."),
    ([64], [0.001], [0.004], "0.25 times as long."),
]


@pytest.mark.parametrize(("sizes", "yours", "reference", "words"), SAID)
def test_words(sizes, yours, reference, words):
    assert say_effort(sizes, yours, reference, None, None).endswith(words)


def test_rates():
    said = "It is 2 billion operations: yours does them at 0.02 GFLOP/s, the reference at 40."
    assert say_rates(2e9, 100, 0.05) == said


def test_a_loop_is_measured_beside_one_product(grader):
    assert grader.check("matmul/product", LOOP).passed
    effort = grader.effort("matmul/product", LOOP)
    assert effort.sizes[:3] == [8, 16, 32] and len(effort.yours) == len(effort.reference) == len(effort.sizes)
    flops = 2 * effort.sizes[-1] ** 3
    assert say_rates(flops, effort.yours[-1], effort.reference[-1]) in effort.message


def test_what_xray_would_change_is_told_with_the_learners_line(grader):
    source = "import numpy as np\n\n\ndef least_squares(A, b):\n    return np.linalg.inv(A.T @ A) @ (A.T @ b)\n"
    with open_xray() as sandbox:

        def seen_of(source, call, inputs):
            with sandbox.session(JOB, None, LIMITS) as session:
                return seen_in(session, source, call, inputs)

        rng = np.random.default_rng(0)
        inputs = {"A": rng.normal(size=(400, 200)), "b": rng.normal(size=400)}
        seen = seen_of(source, "least_squares(A, b)", inputs)
        assert seen.flops > 2 * 400 * 200**2
        # Whether it is faster here is measured, so there may be no hint on a busy machine; but never another.
        assert all((hint.line, "inv" in hint.before, "solve" in hint.after) == (5, True, True) for hint in seen.hints)
        assert seen_of("def f(): 1 / 0", "f()", {}) is None
        assert seen_of("import os\nos._exit(0)", "f()", {}) is None


def test_effort_is_asked_only_where_inputs_grow(grader):
    for exercise in ("maps/rotation", "matmul/shapes"):
        with pytest.raises(BadInputs, match="inputs stay small"):
            grader.effort(exercise, "")


def test_effort_can_be_stopped_and_the_next_submission_is_fine(grader):
    forever = LOOP.replace("    C =", "    while True: pass\n    C =")
    with ThreadPoolExecutor(1) as pool:
        endless = pool.submit(grader.effort, "matmul/product", forever, "mine")
        while not grader.stop("mine"):
            threading.Event().wait(0.01)
        assert endless.result().sizes == []
    assert grader.check("matmul/product", LOOP).passed


def test_the_xray_half_can_be_stopped_too(grader, monkeypatch):
    """The solution is quick for the stopwatch, and endless where X-ray runs it as a program."""
    slow = LOOP.replace("    C =", "    while __name__ == '__main__': pass\n    C =")
    began = threading.Event()
    monkeypatch.setattr(_grade, "seen_in", lambda *given: began.set() or seen_in(*given))
    with ThreadPoolExecutor(1) as pool:
        endless = pool.submit(grader.effort, "matmul/product", slow, "mine")
        began.wait(60)
        while not endless.done():
            grader.stop("mine")
            threading.Event().wait(0.05)
    assert endless.result().hints == [] and "GFLOP" not in endless.result().message
    assert grader.check("matmul/product", LOOP).passed


@pytest.mark.parametrize("flops", [10**400, "many", None, {}])
def test_a_forged_report_is_no_report(flops):
    class Forged:
        def call(self, _):
            calls = [{"flops": flops, "count": 1 if flops else "two"}]
            return Outcome("ok", {"status": "ok", "calls": calls, "findings": []})

    assert seen_in(Forged(), "", "", {}) is None
