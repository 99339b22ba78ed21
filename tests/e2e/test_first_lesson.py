"""Lesson 0.1 in a real browser, from the first page to the last exercise, as a beginner does it."""

import pytest
from desk import Desk, until
from playwright.sync_api import expect


def test_from_the_first_page_to_the_first_success(server, visit):
    page = visit(server)
    expect(page.get_by_role("heading", level=1)).to_have_text("To a computer, a photo is a grid of numbers.")
    page.get_by_role("link", name="Start: ten minutes, no formulas.").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your photo is a matrix")

    desk = Desk(page, "brighten")
    assert desk.code.strip() == "photo * ___"
    desk.write("photo * 2")
    desk.press("Run")
    desk.press("Check")  # while Run still runs
    assert "Saved" in desk.verdict("Right")
    expect(desk.block.locator(".came")).to_contain_text("your code gives")


def test_typing_into_a_cell_changes_the_pixel(shared_server, visit):
    page = visit(shared_server, "/learn/photo", reduced_motion="reduce")
    pixels = page.locator("hm-pixels#photo")
    pixels.scroll_into_view_if_needed()
    until(page, "document.querySelector('hm-pixels#photo').photo?.values.length > 0")
    values = "[...document.querySelector('hm-pixels#photo').photo.values]"
    before = page.evaluate(values)
    pixels.get_by_role("application").focus()
    page.keyboard.press("ArrowRight")  # onto a pixel
    page.keyboard.press("Enter")  # too small to read: comes closer
    page.keyboard.press("Enter")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("7")
    page.keyboard.press("Enter")
    changed = [new for old, new in zip(before, page.evaluate(values), strict=True) if old != new]
    assert changed == [7]
    expect(page.locator("hm-pixels#photo[reached]")).to_be_attached()


@pytest.mark.parametrize(
    ("exercise", "wrong", "names", "right"),
    [
        ("brighten", "photo * 0.5", "darker", "photo * 1.5"),
        ("brighten", "photo + 60", "added", "photo * 1.2"),
        ("grey", "photo.mean(axis=0)", "axis 0", "photo.mean(axis=2)"),
        ("grey", "photo.mean(axis=1)", "axis 1", "photo.mean(axis=-1)"),
    ],
)
def test_a_wrong_answer_is_named_and_a_right_one_passes(shared_server, visit, exercise, wrong, names, right):
    desk = Desk(visit(shared_server, "/learn/photo"), exercise)
    assert names in desk.check(wrong, says="Not yet.")
    assert desk.block.locator(".shown canvas, .shown hm-matrix").count() > 0, "the failing input is drawn"
    desk.check(right, says="Right")


TRANSPOSED = """block => {
  const { values, shape: [m, n] } = block.querySelector('.stage hm-matrix').value;
  const transposed = values.map((_, i) => values[(i % m) * n + Math.floor(i / m)]);
  const options = [...block.querySelectorAll('.options hm-matrix')];
  return options.findIndex(({ value }) => value.shape[0] === n && value.values.every((x, i) => x === transposed[i]));
}"""


def test_the_guess_of_the_transpose(server, visit):
    """Wrong, told also after a double click, then asked anew about another photo, then right."""
    page = visit(server, "/learn/photo")
    desk = Desk(page, "transpose")
    stage, radio = desk.block.locator(".stage"), desk.block.get_by_role("radio")
    expect(stage.locator("hm-matrix")).to_be_visible()
    wrong = (desk.block.evaluate(TRANSPOSED) + 1) % 3
    radio.nth(wrong).check()
    desk.block.get_by_role("button", name="Check").dblclick(delay=100)
    why = desk.verdict("Not yet.").partition("Not yet.")[2].strip()
    for other in {0, 1, 2} - {wrong}:
        expect(radio.nth(other)).to_be_disabled()
    desk.press("Again, with other numbers")
    expect(radio.nth(0)).to_be_focused()
    expect(stage.locator(".verdict")).to_have_count(0)
    desk.block.get_by_text("The numbers before").click()
    expect(desk.block.locator(".earlier")).to_contain_text(why)
    expect(desk.block.locator(".earlier hm-matrix")).to_have_count(2)  # the photo it was about, and the one chosen
    radio.nth(desk.block.evaluate(TRANSPOSED)).check()
    desk.press("Check")
    desk.verdict("ows became columns")
    desk.press("Run")
    expect(stage.locator(".came")).to_contain_text("your code gives")
    desk.verdict("ows became columns")


def test_progress_and_drafts_survive_a_restart(server, visit, browser):
    page = visit(server, "/learn/photo")
    Desk(page, "brighten").check("photo * 3", says="Right")
    grey = Desk(page, "grey")
    grey.write("photo.mean(axis=7)  # still thinking")
    expect(grey.block.locator(".kept")).to_have_text("Draft saved")

    server.stop()
    server.start()
    again = visit(server, "/learn/photo")
    assert Desk(again, "brighten").code.strip() == "photo * 3"
    expect(again.locator("#exercise-brighten .solved")).to_be_visible()
    assert "still thinking" in Desk(again, "grey").code
    again.goto(server.origin + "/learn")
    expect(again.get_by_text("next for you", exact=False).first).to_be_visible()


def test_what_is_typed_while_the_server_is_gone_is_kept(server, visit):
    page = visit(server, "/learn/photo", expected_errors=True)
    desk = Desk(page, "grey")
    server.stop()
    desk.check("photo.mean(axis=5)", says="kept in this browser")

    server.start()
    page.goto(server.link)
    page.goto(server.origin + "/learn/photo")
    grey = Desk(page, "grey")
    assert grey.code.strip() == "photo.mean(axis=5)"
    expect(grey.block.locator(".kept")).to_have_text("Draft saved")


def test_two_tabs_on_one_exercise_show_the_same_text(server, visit):
    one = visit(server, "/learn/photo")
    other = one.context.new_page()
    other.goto(server.origin + "/learn/photo")
    for tab, mirror, code in [(one, other, "photo.sum()"), (other, one, "photo.max()  # later")]:
        Desk(tab, "grey").write(code)
        until(mirror, f"document.querySelector('#exercise-grey hm-editor').value.trim() === {code!r}")
        expect(Desk(tab, "grey").block.locator(".kept")).to_have_text("Draft saved")
    one.reload()
    assert Desk(one, "grey").code.strip() == "photo.max()  # later"


@pytest.mark.parametrize(
    ("trouble", "says"),
    [
        ("while True: pass", "Too slow"),
        ("import os; os._exit(1)", "crashed"),
        ("np.zeros(10**11).sum()", "memory"),
        ("while True: print('x' * 1000)", "Too much was printed"),
        ("photo *", "Python cannot read this"),
        ("open('/etc/passwd').read()", "Python stopped"),
    ],
)
def test_trouble_gets_a_clear_verdict_and_the_next_answer_works(shared_server, visit, trouble, says):
    desk = Desk(visit(shared_server, "/learn/photo"), "grey")
    desk.check(trouble, says=says)
    desk.check("photo.mean(axis=2)", says="Right")


def test_an_endless_loop_can_be_stopped(shared_server, visit):
    desk = Desk(visit(shared_server, "/learn/photo"), "grey")
    desk.write("while True: pass")
    desk.press("Run")
    desk.press("Stop")
    desk.verdict("You stopped it.")


def test_reset_brings_the_start_back_and_undo_the_work(shared_server, visit):
    desk = Desk(visit(shared_server, "/learn/photo"), "grey")
    desk.write("photo.mean(axis=2)")
    desk.press("Reset")
    assert desk.code.strip() == "photo.mean(axis=0)"
    desk.press("Undo")
    assert desk.code.strip() == "photo.mean(axis=2)"
