"""A tool runs in a process of its own: it says how far it has come, can be stopped, and harms nobody when it ends."""

import json
import sys
import threading
import time
from typing import Any

import numpy as np
import pytest

from hiddenmath.data import InputError
from hiddenmath.web._errors import Refusal
from hiddenmath.web._workshop import Workshop

from .conftest import Site

HEADER = ",".join(f"c{i}" for i in range(20))
ROWS = [",".join(map(str, row)) for row in np.random.default_rng(0).normal(size=(20_000, 20)).round(2)]
TABLE = "\n".join([HEADER, *ROWS]).encode()
HUGE = "\n".join([HEADER, *(10 * ROWS)]).encode()  # seconds of reading
STREAM = {"Accept": "text/event-stream"}


def problem(workshop: Workshop, content: bytes = TABLE) -> tuple[int, str]:
    with pytest.raises(Refusal) as refused:
        workshop.begin("pca", content, "large.csv", {}).answer()
    return refused.value.problem.status, refused.value.problem.message


def test_it_tells_how_far_it_has_come() -> None:
    told: list[tuple[str, int, int]] = []
    done = Workshop().begin("pca", TABLE, "large.csv", {}).answer(lambda *news: told.append(news))
    assert done.name == "large.csv" and done.result.numbers["rows"] == 20_000
    assert ("Reading large.csv", 1000, 20_000) in told and any(what.startswith("PCA") for what, *_ in told)
    assert all(0 <= done <= total or total == 0 for _, done, total in told)


def test_a_stopped_run_ends_at_once_and_the_next_one_works() -> None:
    workshop = Workshop()
    run = workshop.begin("pca", HUGE, "huge.csv", {})
    begun = threading.Event()
    threading.Thread(target=lambda: (begun.wait(), run.stop())).start()
    with pytest.raises(Refusal, match="Stopped"):
        run.answer(lambda *_: begun.set())
    assert workshop.begin("pca", "iris", "iris", {}).answer().name == "iris"


def test_one_that_was_stopped_before_it_began_does_not_begin() -> None:
    run = Workshop().begin("pca", "iris", "iris", {})
    run.stop()
    with pytest.raises(Refusal, match="Stopped"):
        run.answer()


def test_what_the_tool_refuses_is_said_in_its_words() -> None:
    with pytest.raises(InputError, match="components is 9, but iris"):
        Workshop().begin("pca", "iris", "iris", {"components": "9"}).answer()


def test_too_long_is_said_with_the_way_out() -> None:
    assert problem(Workshop(seconds=0.05)) == (422, "The tool was stopped after 0.05 seconds.")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits a process's memory")
def test_too_much_memory_ends_the_run_alone() -> None:
    assert problem(Workshop(memory=100 << 20)) == (413, "The tool asked for more memory than it may use here.")


def events(site: Site, **fields: Any) -> list[tuple[str, dict[str, Any]]]:
    response = site.page.post("/apply/pca", headers=STREAM, **fields)
    assert response.status_code == 200 and response.headers["content-type"].startswith("text/event-stream")
    parts = [part.split("\n") for part in response.text.strip().split("\n\n")]
    return [(name.removeprefix("event: "), json.loads(data.removeprefix("data: "))) for name, data in parts]


def test_a_page_hears_it_as_server_sent_events(site: Site) -> None:
    *told, (last, answer) = events(site, files={"file": ("large.csv", TABLE)})
    assert {name for name, _ in told} == {"told"} and told[0][1] == {
        "what": "Reading large.csv",
        "done": 1000,
        "total": 20_000,
    }
    assert last == "done" and "20,000" in answer["html"]


def test_a_refusal_is_the_last_event(site: Site) -> None:
    name, answer = events(site, files={"file": ("mine.csv", b"a,b\n1,2\n3\n")})[-1]
    assert name == "error" and "line 3" in answer["error"]["message"] and answer["error"]["hint"]


def test_the_stream_is_guarded_like_everything_else(site: Site) -> None:
    assert site.stranger.post("/apply/pca", headers=STREAM, data={"dataset": "iris"}).status_code == 403
    foreign = STREAM | {"Origin": "http://evil.example"}
    assert site.page.post("/apply/pca", headers=foreign, data={"dataset": "iris"}).status_code == 403


def test_who_goes_away_stops_the_run(site: Site) -> None:
    import multiprocessing

    with site.page.stream("POST", "/apply/pca", headers=STREAM, files={"file": ("huge.csv", HUGE)}) as response:
        next(response.iter_lines())
        assert multiprocessing.active_children()
    until = time.monotonic() + 2
    while multiprocessing.active_children():
        assert time.monotonic() < until
        time.sleep(0.02)
