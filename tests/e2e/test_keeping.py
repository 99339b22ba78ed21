"""Practice, progress and the certificate, as a person uses them: with a mouse, a keyboard, and on paper."""

import sqlite3

from axe import violations
from desk import Desk, until
from playwright.sync_api import expect

from hiddenmath.learn import course


def today(page):
    """The rows of the day's list, the first of which is open, and the id of its exercise."""
    rows = page.locator(".today > li")
    return rows, rows.first.get_attribute("data-id")


def test_a_drill_is_passed_with_a_hint_and_ticked_off(server, visit):
    page = visit(server, "/practice")
    rows, id = today(page)
    desk = Desk(page, id.replace("/", "-"))
    expect(page.locator(".today details[open] > .row")).to_have_count(1)
    desk.block.locator("summary").first.click()
    desk.check(course().exercise(id).solution_source, says="Right")
    expect(rows.first).to_have_attribute("data-done", "")
    expect(page.locator("#count")).to_have_text("1")
    page.wait_for_timeout(1000)  # a draft that was typed is saved a moment later, and is not of tomorrow's practice
    page.goto(server.origin + "/practice")
    expect(page.locator(f'[data-id="{id}"]')).to_have_attribute("data-done", "")
    with sqlite3.connect(server.data / "progress.sqlite3") as connection:
        (helped, took) = connection.execute("SELECT helped, took FROM attempts").fetchone()
    connection.close()
    assert helped == 1 and 0 < took < 60


def test_practice_and_the_lesson_have_drafts_of_their_own(server, visit):
    page = visit(server, "/practice")
    _, id = today(page)
    desk = Desk(page, id.replace("/", "-"))
    desk.write("# half done")
    page.goto(server.origin + "/learn")
    page.goto(server.origin + "/practice")
    assert Desk(page, id.replace("/", "-")).code == "# half done"


def test_one_leads_to_the_next_without_the_mouse(server, visit):
    """Shift+Enter checks; what was passed stays to be read until one goes on, and then makes room."""
    page = visit(server, "/practice", reduced_motion="reduce")
    rows, id = today(page)
    desk = Desk(page, id.replace("/", "-"))
    desk.editor.focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(course().exercise(id).solution_source)
    page.keyboard.press("Shift+Enter")
    desk.verdict("Right")
    opened = page.locator(".today > li > details[open]")
    expect(opened).to_have_count(2)
    assert violations(page) == []
    page.get_by_role("link", name="Next:").press("Enter")
    expect(opened).to_have_count(1)
    expect(opened.locator("> .row")).to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(rows.nth(1).locator("summary.row")).to_be_focused()
    page.keyboard.press("Enter")
    expect(opened).to_have_count(0)


def test_the_days_list_opens_and_closes_without_javascript(server, visit):
    page = visit(server, "/practice", java_script_enabled=False)
    opened = page.locator(".today > li > details[open]")
    expect(opened).to_have_count(1)
    page.locator(".today summary.row").last.click()
    expect(opened).to_have_count(2)
    expect(opened.last.locator("textarea")).to_be_visible()


def test_a_certificate_is_made_and_fits_on_one_sheet(server, visit, solve_all):
    solve_all(server.data)
    page = visit(server, "/progress")
    page.get_by_label("Your name").fill("Ada Lovelace")
    page.get_by_role("button", name="Make the certificate").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ada Lovelace")
    assert violations(page) == []
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the signed file").click()
    assert download.value.suggested_filename == "certificate.jwt"
    pdf = page.pdf(format="A4")
    assert pdf.count(b"/Type /Page\n") == 1 or pdf.count(b"/Type /Page ") == 1
    sheet, enclosed = (page.locator(part).bounding_box() for part in (".certificate", ".enclosed"))
    assert (sheet["x"], sheet["width"]) == (enclosed["x"], enclosed["width"])
    page.set_viewport_size({"width": 360, "height": 740})
    until(page, "document.documentElement.scrollWidth <= 360")


def test_progress_goes_out_and_in_without_javascript(server, visit, tmp_path, solve_all):
    solve_all(server.data)
    page = visit(server, "/progress", java_script_enabled=False)
    with page.expect_download() as download:
        page.get_by_role("link", name="Export").click()
    download.value.save_as(tmp_path / "mine.json")
    page.get_by_label("An export of yours").set_input_files(tmp_path / "mine.json")
    page.get_by_role("button", name="Import").click()
    expect(page.get_by_role("status")).to_contain_text("0 attempts added.")
