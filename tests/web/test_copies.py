"""A page that is kept shows what was written last, whoever wrote it; it is made once, and compressed for browsers."""

import asyncio
import gzip
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fastapi import Request

from hiddenmath.learn import Learner, Verdict
from hiddenmath.web import _assets
from hiddenmath.web._copies import Copies
from hiddenmath.web._settings import WORD

from .conftest import Site

DRAFT = "/api/drafts/pca/centre"
PASSED = Verdict(True, "passed", "Right.")


def elsewhere(site: Site, write: Callable[[Learner], object]) -> None:
    """As another program does it: the same file, another connection."""
    with Learner(site.data) as learner:
        write(learner)


WRITES: dict[str, tuple[Callable[[Site], object], str]] = {  # a write, and what the lesson shows after it
    "a draft": (lambda site: site.page.put(DRAFT, json={"source": "# mine"}), "# mine"),
    "a draft, again": (lambda site: site.page.put(DRAFT, json={"source": "# yours"}), "# yours"),
    "a note": (lambda site: site.page.put("/api/notes/pca", json={"text": "Seen."}), "Seen."),
    "a note by its form": (lambda site: site.page.post("/learn/pca/notes", data={"text": "Sent."}), "Sent."),
    "a draft of another program": (
        lambda site: elsewhere(site, lambda learner: learner.save_draft("pca/centre", "# typed in a terminal")),
        "# typed in a terminal",
    ),
    "a pass of another program": (
        lambda site: elsewhere(site, lambda learner: learner.record("pca/centre", PASSED, "X")),
        'aria-label="1 of 2 exercises solved"',
    ),
}


def test_a_lesson_is_never_older_than_the_last_write(own: Site) -> None:
    for write, shown in WRITES.values():
        before = own.page.get("/learn/pca").text
        assert own.page.get("/learn/pca").text == before
        write(own)
        assert shown in own.page.get("/learn/pca").text


def test_what_is_forgotten_is_forgotten_by_the_page(own: Site) -> None:
    fresh = own.page.get("/learn/pca").text
    for forget in (
        lambda: own.page.delete(DRAFT),
        lambda: own.page.post("/settings/delete", data={"word": WORD}),
        lambda: elsewhere(own, Learner.forget_everything),
    ):
        own.page.put(DRAFT, json={"source": "# mine"})
        assert "# mine" in own.page.get("/learn/pca").text
        forget()
        assert own.page.get("/learn/pca").text == fresh


@pytest.mark.parametrize("path", ["/learn/pca", "/xray", "/static/manifest.json"])
def test_who_reads_compressed_pages_gets_the_same_page(site: Site, path: str) -> None:
    plain = site.page.get(path, headers={"Accept-Encoding": "identity"})
    packed = site.page.get(path, headers={"Accept-Encoding": "gzip"})
    assert "content-encoding" not in plain.headers and packed.headers["content-encoding"] == "gzip"
    assert packed.content == plain.content  # httpx has unpacked it
    assert packed.num_bytes_downloaded < 0.5 * len(plain.content)
    assert plain.headers["vary"] == packed.headers["vary"] == "Accept-Encoding"


def test_a_lesson_names_the_files_of_the_last_build(own: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "/static/assets/lesson-" in own.page.get("/learn/pca").text
    monkeypatch.setattr(_assets, "STATIC", tmp_path / "not built")
    assert "/static/assets/lesson-" not in own.page.get("/learn/pca").text


def asking(path: str = "/page", accepts: str = "") -> Request:
    return Request({"type": "http", "path": path, "headers": [(b"accept-encoding", accepts.encode())]})


def test_a_page_is_made_once_for_all_who_ask_and_again_after_a_write() -> None:
    made: list[int] = []
    written = 0

    def make() -> str:
        made.append(written)
        time.sleep(0.02)
        return f"page {written}"

    async def scenario() -> None:
        nonlocal written
        copies = Copies(lambda: written)
        answers = await asyncio.gather(*(copies.page(asking(), make) for _ in range(10)))
        assert {bytes(answer.body) for answer in answers} == {b"page 0"} and made == [0]
        written = 1
        assert (await copies.page(asking(), make)).body == b"page 1"
        assert gzip.decompress((await copies.page(asking(accepts="gzip, br"), make)).body) == b"page 1"
        assert made == [0, 1, 1]

    asyncio.run(scenario())


def test_a_page_that_failed_is_tried_again() -> None:
    async def scenario() -> None:
        copies = Copies(lambda: 0)

        def fails() -> str:
            raise OSError("the disk was full")

        with pytest.raises(OSError, match="the disk was full"):
            await copies.page(asking(), fails)
        assert (await copies.page(asking(), lambda: "a page")).body == b"a page"

    asyncio.run(scenario())


def test_who_leaves_takes_the_page_from_nobody() -> None:
    async def scenario() -> Any:
        copies = Copies(lambda: 0)

        def make() -> str:
            time.sleep(0.05)
            return "a page"

        first = asyncio.create_task(copies.page(asking(), make))
        second = asyncio.create_task(copies.page(asking(), make))
        await asyncio.sleep(0.01)
        first.cancel()
        return (await second).body

    assert asyncio.run(scenario()) == b"a page"
