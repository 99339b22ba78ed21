"""Practice, progress and the certificate, as a person uses them: with a mouse, a keyboard, and on paper."""

import sqlite3
from pathlib import Path

from desk import Desk, until
from playwright.sync_api import expect
from test_every_page import AXE

from hiddenmath.learn import Choice, Grader, Learner, course


def test_a_drill_is_passed_with_a_hint_and_ticked_off(server, visit):
    page = visit(server, "/practice")
    first = page.locator(".today li").first
    id = first.get_attribute("data-id")
    first.get_by_role("link").click()
    desk = Desk(page, id.replace("/", "-"))
    desk.block.locator("summary").first.click()
    desk.check(course().exercise(id).solution_source, says="Right")
    expect(first).to_have_attribute("data-done", "")
    page.wait_for_timeout(1000)  # a draft that was typed is saved a moment later, and is not of tomorrow's practice
    page.goto(server.origin + "/practice")
    expect(page.locator(f'[data-id="{id}"]')).to_have_attribute("data-done", "")
    with sqlite3.connect(server.data / "progress.sqlite3") as connection:
        (helped, took) = connection.execute("SELECT helped, took FROM attempts").fetchone()
    connection.close()
    assert helped == 1 and 0 < took < 60


def test_practice_and_the_lesson_have_drafts_of_their_own(server, visit):
    page = visit(server, "/practice")
    id = page.locator(".today li").first.get_attribute("data-id")
    desk = Desk(page, id.replace("/", "-"))
    desk.write("# half done")
    page.goto(server.origin + "/learn")
    page.goto(server.origin + "/practice")
    assert Desk(page, id.replace("/", "-")).code == "# half done"


def test_all_is_ticked_off_without_the_mouse(server, visit):
    """The list's links lead to the exercises by keyboard, and Shift+Enter checks."""
    page = visit(server, "/practice")
    link = page.locator(".today a").first
    id = page.locator(".today li").first.get_attribute("data-id")
    link.focus()
    page.keyboard.press("Enter")
    desk = Desk(page, id.replace("/", "-"))
    desk.editor.focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(course().exercise(id).solution_source)
    page.keyboard.press("Shift+Enter")
    desk.verdict("Right")


def solve_all(folder: Path) -> None:
    with Learner(folder) as learner, Grader() as grader:
        for id in course().ids:
            exercise = course().exercise(id)
            if isinstance(exercise, Choice):
                verdict, source = next((v, str(i)) for i in range(3) if (v := grader.answer(id, 7, i)).passed)
            else:
                verdict, source = grader.check(id, exercise.solution_source), exercise.solution_source
            learner.record(id, verdict, source)


def test_a_certificate_is_made_and_fits_on_one_sheet(server, visit):
    solve_all(server.data)
    page = visit(server, "/progress")
    page.get_by_label("Your name").fill("Ada Lovelace")
    page.get_by_role("button", name="Make the certificate").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ada Lovelace")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    assert page.evaluate("axe.run(document)")["violations"] == []
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the signed file").click()
    assert download.value.suggested_filename == "certificate.jwt"
    pdf = page.pdf(format="A4")
    assert pdf.count(b"/Type /Page\n") == 1 or pdf.count(b"/Type /Page ") == 1
    page.set_viewport_size({"width": 360, "height": 740})
    until(page, "document.documentElement.scrollWidth <= 360")


def test_progress_goes_out_and_in_without_javascript(server, visit, tmp_path):
    solve_all(server.data)
    page = visit(server, "/progress", java_script_enabled=False)
    with page.expect_download() as download:
        page.get_by_role("link", name="Export").click()
    download.value.save_as(tmp_path / "mine.json")
    page.get_by_label("An export of yours").set_input_files(tmp_path / "mine.json")
    page.get_by_role("button", name="Import").click()
    expect(page.get_by_role("status")).to_contain_text("0 attempts added.")
