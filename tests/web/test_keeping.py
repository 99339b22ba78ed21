"""Practice, progress and the certificate as pages, with the real grader and a data folder of their own."""

import json
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from hiddenmath.learn import Choice, Grader, Learner, course, read_credential

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
    after = text(own, "/practice")
    assert todays(after) == ids
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
    assert f"1 of {len(course().ids)} exercises passed, 0 mastered" in page
    exported = own.page.get("/progress/export.json")
    assert "attachment" in exported.headers["content-disposition"]
    assert json.loads(exported.text)["attempts"][0]["exercise"] == "pca/centre"
    with serving(tmp_path_factory.mktemp("other")) as other:
        sent = other.page.post("/progress/import", files={"file": ("mine.json", exported.content)})
        assert (sent.status_code, sent.headers["location"]) == (303, "/progress?added=1")
        again = text(other, "/progress?added=1")
        assert "1 attempt added." in again and f"1 of {len(course().ids)} exercises passed" in again


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"[]", b'{"format": "diary"}'])
def test_a_file_that_is_no_export_is_answered_with_a_page_that_says_so(own: Site, content: bytes) -> None:
    sent = own.page.post("/progress/import", files={"file": ("x.json", content)})
    assert sent.status_code == 422 and "<h1>" in sent.text and "This " in sent.text


def test_a_stranger_cannot_import(own: Site) -> None:
    sent = own.page.post("/progress/import", files={"file": ("x", b"{}")}, headers={"Origin": "http://example.org"})
    assert sent.status_code == 403


def solve_all(folder: Path) -> None:
    with Learner(folder) as learner, Grader() as grader:
        for id in course().ids:
            exercise = course().exercise(id)
            if isinstance(exercise, Choice):
                verdict, source = next((v, str(i)) for i in range(3) if (v := grader.answer(id, 7, i)).passed)
            else:
                verdict, source = grader.check(id, exercise.solution_source), exercise.solution_source
            learner.record(id, verdict, source)


def test_a_certificate_is_made_shown_and_taken_away(own: Site, tmp_path: Path) -> None:
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
