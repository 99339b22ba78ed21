"""A pasted program, X-rayed for real: run in its sandbox, its products found, a better way measured."""

import tomllib
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path
from typing import Any

import pytest

from hiddenmath import web

from .conftest import Site

PROGRAMS = {
    program["name"]: program["source"]
    for program in tomllib.loads(Path(web.__file__).with_name("programs.toml").read_text("utf-8"))["program"]
}


def xray(site: Site, source: str, job: str = "test") -> dict[str, Any]:
    response = site.page.post("/api/xray", json={"source": source, "job": job})
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()
    return answer


@pytest.mark.parametrize(
    ("name", "operation", "rules"),
    [("inverse", "inv", {"explicit-inverse"}), ("order", "@", {"chain-order"}), ("pca", "svd", set())],
)
def test_the_examples_of_the_page(site: Site, name: str, operation: str, rules: set[str]) -> None:
    answer = xray(site, PROGRAMS[name])
    assert (answer["status"], answer["message"]) == ("ok", "") and answer["stdout"]
    assert any(operation in call["operation"] or operation in call["expression"] for call in answer["calls"])
    unmeasured = {note["reason"].partition(":")[0] for note in answer["skipped"]}  # on a busy machine time may run out
    assert {finding["rule"] for finding in answer["findings"]} | unmeasured == rules
    lessons = site.page.get("/api/progress").json()["lessons"]
    assert all(finding["lesson"] in {"", *lessons} for finding in answer["findings"])  # a link leads somewhere
    assert all(finding["speedup"] > 1 and finding["before"] in PROGRAMS[name] for finding in answer["findings"])


ENDS = [  # program, status, line, words of the message
    ("print('hello')", "ok", None, ""),
    ("x = 1\nx +", "syntax", 2, "SyntaxError"),
    ("x = 1\n1 / 0", "error", 2, "ZeroDivisionError: division by zero"),
    ("import no_such_module", "error", 1, "no_such_module"),
    ("import os\nos._exit(1)", "crash", None, "ended its own process"),
    ("while True: print('x' * 1000)", "output", None, "printed too much"),
    ("x = 1\ny = bytearray(10**10)", "error", 2, "MemoryError"),
    ("open('/etc/passwd')", "error", 1, "PermissionError"),
]


@pytest.mark.parametrize(("program", "status", "line", "words"), ENDS)
def test_how_a_program_may_end(site: Site, program: str, status: str, line: int | None, words: str) -> None:
    answer = xray(site, program)
    assert (answer["status"], answer["line"]) == (status, line) and words in answer["message"]


def test_the_page_works_by_a_form_alone(site: Site) -> None:
    """As a browser without JavaScript sends it: lines end in \\r\\n, and a file field comes along empty."""
    source = PROGRAMS["order"].replace("\n", "\r\n")
    page = site.page.post("/xray", data={"source": source}, files={"file": ("", b"")}).text
    assert "x = A @ B @ x\n" in page and "A @ (B @ x)</code>" in page and "faster, measured" in page
    assert '<a href="/xray/rules/chain-order">A product in a costly order</a>' in page
    assert page.count('<svg class="expression"') == 2 and page.count('<svg class="flow"') == 1
    assert " style=" not in page


def test_a_file_goes_before_what_stands_in_the_editor(site: Site) -> None:
    name = "../<b>mine</b>.py"
    page = site.page.post("/xray", data={"source": "1 / 0"}, files={"file": (name, b"print('<i>from a file</i>')")})
    assert page.status_code == 200 and "&lt;i&gt;from a file&lt;/i&gt;\n</pre>" in page.text
    assert "No linear algebra was seen in it" in page.text and "1 / 0" not in page.text


@pytest.mark.parametrize(("content", "status"), [(b"\xff\xfe\x00", 422), (b"x = 1\n" * 40_000, 413)])
def test_a_file_that_is_no_program_is_refused_in_words(site: Site, content: bytes, status: int) -> None:
    page = site.page.post("/xray", files={"file": ("mine.py", content)})
    assert page.status_code == status and '<p class="lead">This ' in page.text


def test_an_example_can_be_opened_by_its_address(site: Site) -> None:
    page = site.page.get("/xray?example=pca").text
    assert "np.linalg.svd(centred" in page.partition("</textarea>")[0]
    assert site.page.get("/xray?example=<b>").status_code == 200


def test_an_endless_loop_is_stopped_and_the_next_program_runs(site: Site) -> None:
    """The page's Stop button, pressed until the program has ended; a name given twice stops both."""
    with ThreadPoolExecutor() as pool:
        loops = [pool.submit(xray, site, "print('on and on')\nwhile True: pass", job="loop") for _ in range(2)]
        while wait(loops, timeout=0.05).not_done:
            assert site.page.post("/api/jobs/loop/stop").status_code == 204
    assert [(loop.result()["status"], loop.result()["findings"]) for loop in loops] == [("stopped", [])] * 2
    assert xray(site, "print('next')")["stdout"] == "next\n"


def test_a_program_that_takes_too_long(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    from hiddenmath.web import _analyser

    monkeypatch.setattr(_analyser, "LIMITS", _analyser.LIMITS._replace(seconds=0.2))
    answer = xray(site, "print('begun', flush=True)\nwhile True: pass")
    assert answer["status"] == "timeout" and "smaller matrices" in answer["message"]
    assert answer["stdout"] == "begun\n"


def test_a_program_cannot_forge_what_its_page_shows(site: Site) -> None:
    """The report comes from the process that ran the program; what does not fit is not passed on."""
    forged = (
        "import hiddenmath.xray.sandboxed as job\n"
        "job.report_on = lambda *_: type('Report', (), {'to_json': lambda _: {'calls': 3}})()"
    )
    answer = xray(site, forged)
    assert answer["status"] in ("crash", "error") and answer["calls"] == []


@pytest.mark.parametrize(
    "body", [{}, {"source": "x"}, {"source": "x", "job": "a b"}, {"source": "x" * 200_001, "job": "a"}]
)
def test_bad_requests_say_what_is_wrong(site: Site, body: dict[str, str]) -> None:
    response = site.page.post("/api/xray", json=body)
    assert response.status_code == 422 and response.json()["error"]["message"]
