"""Practice, progress and the certificate as pages, with the real grader and a data folder of their own."""

import json
import re
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from hiddenmath.learn import Attempt, Kept, Learner, course, read_credential

from .conftest import Site, serving

CENTRE = "def centre(X):\n    return X - X.mean(axis=0)\n"


def text(site: Site, path: str) -> str:
    response = site.page.get(path)
    assert response.status_code == 200, response.text
    return response.text


def check(site: Site, exercise: str, source: str, **more: Any) -> dict[str, Any]:
    body = {"source": source, "job": "test"} | more
    answer: dict[str, Any] = site.page.post(f"/api/exercises/{exercise}/check", json=body).json()
    return answer


def todays(page: str) -> list[str]:
    return re.findall(r'<li data-id="([^"]*)"', page)


def test_practice_shows_the_days_mix_and_ticks_off_what_is_passed(own: Site) -> None:
    page = text(own, "/practice")
    ids = todays(page)
    assert len(ids) == 10 and page.count("<hm-exercise ") == 10 and "data-done" not in page
    assert check(own, ids[0], course().exercise(ids[0]).solution_source)["passed"]  # type: ignore[union-attr]
    assert re.findall(r'<details id="today-([^"]*)" open', page) == [ids[0].replace("/", "-")]
    after = text(own, "/practice")
    assert todays(after) == ids and "1</span> of 10 done today" in after
    assert re.findall(r'<details id="today-([^"]*)" open', after) == [ids[1].replace("/", "-")]
    assert f'<li data-id="{ids[0]}" data-done>' in after and after.count("<hm-exercise ") == 9


def test_what_is_typed_in_practice_is_kept_for_the_day_and_apart_from_the_lesson(own: Site) -> None:
    drill = todays(text(own, "/practice"))[0]
    assert own.page.put(f"/api/drafts/{drill}?desk=practice", json={"source": "# <half>"}).status_code == 204
    assert "# &lt;half&gt;" in text(own, "/practice")
    own.page.put("/api/drafts/pca/centre?desk=practice", json={"source": "# practised"})
    assert "# practised" not in text(own, "/learn/pca")
    assert own.page.put("/api/drafts/pca/centre?desk=bed", json={"source": ""}).status_code == 422


def test_help_and_time_are_kept_with_the_attempt(own: Site, tmp_path: Path) -> None:
    for what in ("hint 1", "hint 2", "hint 1"):
        assert own.page.post("/api/exercises/pca/centre/help", json={"what": what}).status_code == 204
    check(own, "pca/centre", CENTRE, took=12.5)
    check(own, "photo/grey", "photo.mean(axis=2)")
    assert own.page.post("/api/exercises/pca/centre/help", json={"what": "<b>"}).status_code == 422
    forever = '{"source": "", "job": "test", "took": 1e999}'  # what was kept so could not be imported again
    assert own.page.post("/api/exercises/pca/centre/check", content=forever).status_code == 422
    with Learner(tmp_path) as learner:
        attempts = [kept.attempt for kept in learner.history()]
    assert [(attempt.helped, attempt.took) for attempt in attempts] == [(2, 12.5), (0, None)]


def test_progress_is_counted_and_goes_from_one_machine_to_another(own: Site, tmp_path_factory: Any) -> None:
    check(own, "pca/centre", CENTRE)
    page = text(own, "/progress")
    assert f"1 of {len(course().ids)} exercises of the course solved, 0 mastered" in page
    exported = own.page.get("/progress/export.json")
    assert "attachment" in exported.headers["content-disposition"]
    assert json.loads(exported.text)["attempts"][0]["exercise"] == "pca/centre"
    with serving(tmp_path_factory.mktemp("other")) as other:
        sent = other.page.post("/progress/import", files={"file": ("mine.json", exported.content)})
        assert (sent.status_code, sent.headers["location"]) == (303, "/progress?added=1")
        again = text(other, "/progress?added=1")
        assert "1 attempt added." in again and f"1 of {len(course().ids)} exercises of the course solved" in again


@pytest.mark.parametrize("added", ["-5", "1", "10000000000000", "many", "1.5", "", "<b>", "٣"])
def test_no_import_is_told_of_that_was_none(own: Site, added: str) -> None:
    """The number stands in the address, where anybody can write; it cannot be more than there are attempts."""
    assert "added." not in text(own, f"/progress?added={added}")


DAY = 24 * 3600.0


def practised(folder: Path, *passes: tuple[str, float]) -> None:
    """Right answers, each some days ago."""
    kept = [
        Kept(str(i), time.time() - days * DAY, Attempt(exercise, True, "passed", None, "0", 0.01))
        for i, (exercise, days) in enumerate(passes)
    ]
    with Learner(folder) as learner:
        learner.merge(kept, [])


def test_a_concept_says_how_it_stands_when_it_comes_back_and_what_trains_it(own: Site) -> None:
    practised(own.data, ("drills/relu", 40), ("drills/relu", 1), ("drills/positive-only", 30))
    check(own, "matmul/shapes", "?")
    page = text(own, "/progress")
    rows = dict(re.findall(r'<span class="name">([^<]*)</span>(.*?)</details>', page, re.DOTALL))
    trained = [id for id in course().every_id if "masks" in course().exercise(id).concepts]
    assert f"2 of {len(trained)} solved, 1 mastered" in rows["Masks"] and "practise <time" in rows["Masks"]
    assert ">today</time>" in rows["Masks"]  # the first of them to come back counts
    assert re.findall(r'href="/exercises/([^"]*)"', rows["Masks"]) == trained
    assert "3 exercises<" in rows["Vectors"] and "<time" not in rows["Vectors"] and "bar" not in rows["Vectors"]
    for id in trained:
        assert own.page.get(f"/exercises/{id}", follow_redirects=True).status_code == 200


def test_concepts_and_lessons_stand_in_the_courses_order(own: Site) -> None:
    practised(own.data, ("drills/relu", 2))
    page = text(own, "/progress")
    lessons = re.findall(r'class="name" href="/learn/([^"]*)"', page)
    assert lessons == [lesson.slug for lesson in course().lessons]
    begun, ahead = (re.findall(r'<span class="name">([^<]*)</span>', part) for part in page.split("Still to come"))
    assert begun == ["Masks"]
    assert [name.lower() for name in ahead] == [name for name in course().concepts if name != "masks"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "This file is empty"),
        (b" \n", "This file is empty"),
        (b"\xff\xfe", "This file is no text."),
        (b"[]", "This is no export of progress."),
        (b'{"format": "diary"}', "This is no export of progress."),
    ],
)
def test_a_file_that_is_no_export_is_answered_with_a_page_that_says_so(own: Site, content: bytes, words: str) -> None:
    sent = own.page.post("/progress/import", files={"file": ("x.json", content)})
    assert sent.status_code == 422 and "<h1>" in sent.text and words in sent.text


def test_an_import_without_a_file_says_so(own: Site) -> None:
    boundary = {"Content-Type": "multipart/form-data; boundary=x"}
    disposition = b'Content-Disposition: form-data; name="file"; filename=""'
    empty = b"--x\r\n" + disposition + b"\r\n\r\n\r\n--x--\r\n"
    for sent in (
        own.page.post("/progress/import", content=empty, headers=boundary),  # as a browser does it
        own.page.post("/progress/import", data={"file": "text"}),
        own.page.post("/progress/import"),
    ):
        assert sent.status_code == 422 and "No file was chosen." in sent.text


def test_a_stranger_cannot_import(own: Site) -> None:
    sent = own.page.post("/progress/import", files={"file": ("x", b"{}")}, headers={"Origin": "http://example.org"})
    assert sent.status_code == 403


def test_a_certificate_is_made_shown_and_taken_away(own: Site, tmp_path: Path, solve_all: Any) -> None:
    assert 'action="/certificate"' not in text(own, "/progress")
    early = own.page.post("/certificate", data={"name": "Ada"})
    assert early.status_code == 422 and "are not passed yet" in early.text

    solve_all(tmp_path)
    assert 'action="/certificate"' in text(own, "/progress")
    made = own.page.post("/certificate", data={"name": "<b>Ada</b>"})
    assert made.status_code == 303
    address = made.headers["location"]
    page = text(own, address)
    assert "<h1>&lt;b&gt;Ada&lt;/b&gt;</h1>" in page and "return X - X.mean(axis=0)" in page
    assert page.count("<rect ") == 64 and "Your photo is a matrix" in page
    file = own.page.get(f"{address}.jwt")
    assert "attachment" in file.headers["content-disposition"]
    assert read_credential(file.text).signature == "valid"
    assert f'href="{address}"' in text(own, "/progress")
    assert own.page.post("/certificate", data={"name": " "}).status_code == 422


def test_a_damaged_certificate_is_said_on_its_own_page_and_disturbs_no_other(own: Site, tmp_path: Path) -> None:
    folder = tmp_path / "certificates"
    folder.mkdir()
    (folder / f"{'0' * 32}.jwt").write_bytes(b"\xff half a certif")
    damaged = own.page.get(f"/certificate/{'0' * 32}")
    assert damaged.status_code == 422 and "no signed credential" in damaged.text
    token = Path("examples/class/ada.jwt").read_text(encoding="utf-8").strip()
    (folder / f"{'1' * 32}.jwt").write_text(token[:-20] + "A" * 20)
    changed = own.page.get(f"/certificate/{'1' * 32}")
    assert changed.status_code == 422 and "was changed after it was signed" in changed.text
    assert "Your progress" in text(own, "/progress")


def test_two_windows_at_once_lose_nothing(own: Site, tmp_path: Path) -> None:
    drill = todays(text(own, "/practice"))[0]
    solution = course().exercise(drill).solution_source  # type: ignore[union-attr]

    def window(number: int) -> bool:
        own.page.put(f"/api/drafts/{drill}?desk=practice", json={"source": f"# {number}"}).raise_for_status()
        return check(own, drill, f"{solution}# {number}\n")["passed"]

    with ThreadPoolExecutor(2) as windows:
        assert all(windows.map(window, range(10)))
    with Learner(tmp_path) as learner:
        assert {kept.attempt.source[-2] for kept in learner.history()} == set("0123456789")
        assert learner.draft(drill, "practice") in {f"# {number}" for number in range(10)}
    assert f'<li data-id="{drill}" data-done>' in text(own, "/practice")


@pytest.mark.parametrize("name", ["0" * 32, "x", "..%2f..%2fprogress", "%00"])
def test_a_certificate_that_is_not_there(own: Site, name: str) -> None:
    for path in (f"/certificate/{name}", f"/certificate/{name}.jwt"):
        assert own.page.get(path).status_code == 404
