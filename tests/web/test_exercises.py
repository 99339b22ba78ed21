"""The lessons' exercises as a page asks for them, with the real grader: run, check, stop, drafts, progress."""

import re
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from hiddenmath.learn import Grader, Learner, course
from hiddenmath.web._security import FOREVER

from .conftest import Site, serving

CENTRE = "/api/exercises/pca/centre"
BRIGHTEN = "/api/exercises/photo/brighten"
TRANSPOSE = "/api/exercises/photo/transpose"
SHAPES = "/api/exercises/matmul/shapes"


def post(site: Site, path: str, source: str, job: str = "test", **more: Any) -> dict[str, Any]:
    response = site.page.post(path, json={"source": source, "job": job} | more)
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()
    return answer


def test_running_shows_the_value_and_what_was_printed(site: Site) -> None:
    ran = post(site, f"{BRIGHTEN}/run", "print('hello')\nphoto * 0 + 7")
    assert (ran["status"], ran["stdout"]) == ("ok", "hello\n")
    assert set(ran["value"]["array"]["values"]) == {7}


def test_a_photo_comes_from_an_address_of_its_own_and_is_kept_by_the_browser(site: Site) -> None:
    """Three exercises about one photo made a page of 240 kB; numbers that are few stay on the page."""
    page = site.page.get("/learn/photo").text
    assert len(page) < 60_000
    [address] = re.findall(r'<template class="example" data-at="(/api/exercises/photo/grey/example[^"]*)">', page)
    answer = site.page.get(address)
    [photo] = answer.json()
    assert photo["name"] == "photo" and photo["shown"]["array"]["shape"][2] == 3
    assert answer.headers["cache-control"] == FOREVER
    assert site.page.get(address.partition("?")[0]).headers["cache-control"] == "no-store"
    assert "data-at" not in site.page.get("/exercises/matmul/product").text


def test_running_on_a_photo_of_ones_own(site: Site) -> None:
    photo = {"shape": [1, 2, 3], "dtype": "uint8", "values": [1, 2, 3, 4, 5, 6]}
    ran = post(site, f"{BRIGHTEN}/run", "photo[:, ::-1]", inputs={"photo": photo})
    assert ran["value"]["array"]["shape"] == [1, 2, 3] and ran["value"]["array"]["values"] == [4, 5, 6, 1, 2, 3]


VERDICTS = [  # source, status, words of the message
    ("def centre(X):\n    return X - X.mean(axis=0)\n", "passed", ""),
    ("def centre(X):\n    return X - X.mean()\n", "wrong", ""),
    ("def centre(X):\n    return X - \n", "syntax", ""),
    ("def centre(X):\n    return X - mean\n", "error", "mean"),
    ("def centre(X):\n    while True: pass\n", "timeout", ""),
    ("def centre(X):\n    import os; os._exit(3)\n", "crash", ""),
    ("def centre(X):\n    return bytearray(10**10)\n", "memory", ""),
    ("def centre(X):\n    while True: print('x' * 1000)\n", "output", ""),
]


@pytest.mark.parametrize(("source", "status", "words"), VERDICTS, ids=[status for _, status, _ in VERDICTS])
def test_verdicts(site: Site, source: str, status: str, words: str) -> None:
    verdict = post(site, f"{CENTRE}/check", source)
    assert verdict["status"] == status and verdict["passed"] == (status == "passed")
    assert words in verdict["message"] and verdict["message"]


def test_a_failed_check_shows_the_input_what_came_back_and_what_was_expected(site: Site) -> None:
    case = post(site, f"{CENTRE}/check", "def centre(X):\n    return X - X.mean()\n")["case"]
    assert case["inputs"][0]["name"] == "X"
    assert (
        case["expected"]["array"]["shape"]
        == case["got"]["array"]["shape"]
        == case["inputs"][0]["shown"]["array"]["shape"]
    )
    assert case["expected"]["array"]["values"] != case["got"]["array"]["values"]


def test_a_run_can_be_stopped(site: Site) -> None:
    """The page's Stop button, pressed as soon as the program is known to run."""
    answers: list[dict[str, Any]] = []
    runner = threading.Thread(
        target=lambda: answers.append(post(site, f"{CENTRE}/check", "while True: pass", job="stop-me"))
    )
    runner.start()
    while runner.is_alive():
        assert site.page.post("/api/jobs/stop-me/stop").status_code == 204
        runner.join(0.05)
    assert answers[0]["status"] == "stopped"


BAD = [  # path, body, words of the message
    (f"{CENTRE}/run", {}, "source: Field required"),
    (f"{CENTRE}/run", {"source": 1, "job": "a"}, "source: Input should be a valid string"),
    (f"{CENTRE}/run", {"source": "x" * 200_001, "job": "a"}, "source: String should have at most 200000 characters"),
    (f"{CENTRE}/run", {"source": "x", "job": "<b>"}, "job: String should match"),
    (f"{CENTRE}/run", {"source": "x", "job": "a", "inputs": {"X": 3}}, "inputs.X"),
    *[
        (
            f"{CENTRE}/run",
            {"source": "x", "job": "a", "inputs": {"X": {"shape": shape, "dtype": dtype, "values": values}}},
            words,
        )
        for shape, dtype, values, words in [
            ([2, 2], "float64", [1.0], "inputs.X is not an array: 1 values of type float64 for the shape [2, 2]"),
            ([-1, -1], "float64", [1.0], "inputs.X is not an array"),
            ([1], "object", [1.0], "inputs.X is not an array: 1 values of type object for the shape [1]"),
            ([1], "no-such", [1.0], "inputs.X is not an array: data type 'no-such' not understood"),
            ([1], "float16", [1e300], "inputs.X is not an array: overflow encountered in cast"),
            ([1], "float64", ["one"], "inputs.X is not an array: could not convert string to float"),
            ([10**10, 0], "float64", [], ""),
        ]
    ],
    (
        f"{BRIGHTEN}/run",
        {"source": "x", "job": "a", "inputs": {"other": {"shape": [1], "dtype": "f8", "values": [1]}}},
        "",
    ),
    (f"{TRANSPOSE}/check", {"source": "x", "job": "a"}, "question"),
    (f"{TRANSPOSE}/answer", {"seed": 1, "answer": 9}, "no option 9"),
    ("/api/jobs/a%20b/stop", {}, "job: String should match"),
    (f"{TRANSPOSE}/answer", {"seed": -1, "answer": 0}, "seed: Input should be greater than or equal to 0"),
]


@pytest.mark.parametrize(("path", "body", "words"), BAD)
def test_bad_requests_say_what_is_wrong(site: Site, path: str, body: dict[str, Any], words: str) -> None:
    response = site.page.post(path, json=body)
    assert response.status_code == 422
    assert words in response.json()["error"]["message"] and response.json()["error"]["hint"]


def test_a_body_that_is_no_json(site: Site) -> None:
    response = site.page.post(f"{CENTRE}/run", content=b"{", headers={"Content-Type": "application/json"})
    assert response.status_code == 422 and "JSON" in response.json()["error"]["message"]


@pytest.mark.parametrize("path", ["/api/exercises/pca/nosuch/run", "/api/exercises/nosuch/centre/check"])
def test_exercises_that_do_not_exist(site: Site, path: str) -> None:
    response = site.page.post(path, json={"source": "x", "job": "a"})
    assert response.status_code == 404 and "no exercise" in response.json()["error"]["message"]


def test_a_question_is_the_same_for_the_same_seed_and_one_option_is_right(site: Site, grader: Grader) -> None:
    question = site.page.get(f"{TRANSPOSE}/question?seed=7").json()
    assert question == site.page.get(f"{TRANSPOSE}/question?seed=7").json()
    verdicts = [grader.answer("photo/transpose", 7, i) for i in range(len(question["options"]))]
    right = [verdict.passed for verdict in verdicts].index(True)
    answered = site.page.post(f"{TRANSPOSE}/answer", json={"seed": 7, "answer": right}).json()
    assert answered["passed"] and answered["message"] == verdicts[right].message


ANSWERED = [  # a question, an answer that is wrong or right with seed 70, whether it is right
    (TRANSPOSE, 0, False),
    (SHAPES, "9×9", False),
    (SHAPES, "(3, 2)", True),
]


@pytest.mark.parametrize(("path", "answer", "right"), ANSWERED)
def test_an_answer_that_was_told_is_not_taken(own: Site, path: str, answer: int | str, right: bool) -> None:
    """Once judged, right or wrong, the answer for these numbers is known; what cannot be read is not judged."""
    if isinstance(answer, str):
        assert own.page.post(f"{path}/answer", json={"seed": 70, "answer": "many"}).status_code == 422
    first = own.page.post(f"{path}/answer", json={"seed": 70, "answer": answer}).json()
    assert first["passed"] is right
    again = own.page.post(f"{path}/answer", json={"seed": 70, "answer": answer})
    assert again.status_code == 409 and "told already" in again.json()["error"]["message"]
    assert own.page.post(f"{path}/answer", json={"seed": 71, "answer": answer}).status_code == 200
    with Learner(own.data) as learner:
        kept = [kept.attempt.passed for kept in learner.history()]
    assert len(kept) == 2 and kept[0] is right


def test_two_windows_cannot_answer_the_same_numbers(own: Site) -> None:
    def answer(_: int) -> int:
        return own.page.post(f"{SHAPES}/answer", json={"seed": 8, "answer": "2×2"}).status_code

    with ThreadPoolExecutor(8) as windows:
        assert sorted(windows.map(answer, range(8))) == [200, *[409] * 7]


def test_running_the_code_that_is_asked_about_tells_the_answer(own: Site) -> None:
    post(own, f"{SHAPES}/run", "(A @ B).shape", seed=9)
    assert own.page.post(f"{SHAPES}/answer", json={"seed": 9, "answer": "2×2"}).status_code == 409


def test_a_hundred_at_once_are_all_answered_right(site: Site) -> None:
    """A few run at a time (`Desk`), the rest wait: none is lost, and none gets another's answer."""

    def send(n: int) -> tuple[str, str]:
        answer = post(site, f"{BRIGHTEN}/run", f"print({n})\nphoto[0, 0, 0] * 0 + {n}")
        return answer["value"]["text"], answer["stdout"]

    with ThreadPoolExecutor(100) as pool:
        answers = list(pool.map(send, range(100)))
    assert answers == [(f"{n}", f"{n}\n") for n in range(100)]


PASSED = {"passed": ["pca/centre"], "mastered": [], "total": 2}


def test_drafts_and_progress_survive_a_restart(tmp_path: Path) -> None:
    solution = "def centre(X):\n    return X - X.mean(axis=0)  # <mine>\n"
    with serving(tmp_path) as site:
        assert site.page.get("/api/progress").json()["lessons"]["pca"] == {"passed": [], "mastered": [], "total": 2}
        assert site.page.put("/api/drafts/pca/centre", json={"source": solution}).status_code == 204
        assert post(site, f"{CENTRE}/check", solution)["passed"]
    with serving(tmp_path) as site:
        assert site.page.get("/api/progress").json()["lessons"]["pca"] == PASSED
        assert "# &lt;mine&gt;" in site.page.get("/learn/pca").text
        assert site.page.delete("/api/drafts/pca/centre").status_code == 204
        assert "&lt;mine&gt;" not in site.page.get("/learn/pca").text
        assert site.page.get("/api/progress").json()["lessons"]["pca"]["passed"] == ["pca/centre"]


def test_a_value_is_foretold_by_typing_it(site: Site) -> None:
    question = site.page.get(f"{SHAPES}/question?seed=7").json()
    assert (question["options"], question["code"]) == ([], "(A @ B).shape")
    rows, columns = (given["shown"]["array"]["shape"] for given in question["given"])
    right = site.page.post(f"{SHAPES}/answer", json={"seed": 7, "answer": f"{rows[0]}×{columns[1]}"}).json()
    assert right["passed"] and "disappear" in right["message"]
    ran = post(site, f"{SHAPES}/run", question["code"], seed=7)
    assert ran["value"]["array"]["values"] == [rows[0], columns[1]]
    refused = site.page.post(f"{SHAPES}/answer", json={"seed": 8, "answer": "many"})
    assert refused.status_code == 422 and "'many' is no value" in refused.json()["error"]["message"]


def test_a_solution_can_be_read_with_its_reason(site: Site) -> None:
    solution = site.page.get(f"{CENTRE}/solution").json()
    assert "return X - X.mean(axis=0)" in solution["source"] and "<code>" in solution["explanation_html"]
    refused = site.page.get(f"{TRANSPOSE}/solution")
    assert refused.status_code == 404 and "question" in refused.json()["error"]["message"]


def test_the_work_of_a_solution_is_compared(site: Site) -> None:
    source = "def product(A, B):\n    return A @ B\n"
    effort = post(site, "/api/exercises/matmul/product/effort", source)
    assert effort["sizes"][:2] == [8, 16] and "the reference" in effort["message"]
    refused = site.page.post(f"{BRIGHTEN}/effort", json={"source": "x", "job": "a"})
    assert refused.status_code == 422 and "inputs stay small" in refused.json()["error"]["message"]


def test_exercises_ahead_of_their_lessons_have_pages(site: Site) -> None:
    listed = site.page.get("/exercises").text
    assert '<a href="/exercises/least-squares/line">Fit a line</a>' in listed
    for id in (id for module in course().modules for id in module.ahead_ids):
        assert f'<a href="/exercises/{id}">' in listed
        page = site.page.get(f"/exercises/{id}").text
        assert "is still to be written" in page and f'data-exercise="{id}"' in page
    assert site.page.get("/exercises/least-squares/nosuch").status_code == 404
    assert site.page.get("/exercises/pca/centre").headers["location"] == "/learn/pca#exercise-centre"


def test_drills_have_pages_and_share_the_draft_of_the_days_practice(site: Site) -> None:
    assert '<a href="/exercises/drills/trace">' in site.page.get("/exercises").text
    site.page.put("/api/drafts/drills/trace?desk=practice", json={"source": "# <mine>"}).raise_for_status()
    page = site.page.get("/exercises/drills/trace").text
    assert "# &lt;mine&gt;" in page and "A drill of one minute." in page


def test_drafts_of_no_exercise(site: Site) -> None:
    assert site.page.put("/api/drafts/pca/nosuch", json={"source": "x"}).status_code == 404
