"""The flow of a program: walked with the keyboard, chosen with the mouse and a finger, under its roofs."""

from desk import until
from playwright.sync_api import expect


def test_operations_are_walked_chosen_and_quoted(shared_server, visit):
    page = visit(shared_server, "/style/trace")
    flow = page.locator("#flow")
    chosen = flow.locator("[aria-pressed=true][data-operation]")
    expect(chosen).to_have_attribute("data-operation", "2")
    prose = page.locator("hm-quote[of='flow.expression']")
    expect(prose).to_have_text("X.T @ y")

    chosen.focus()
    page.keyboard.press("ArrowDown")
    expect(prose).to_have_text("np.linalg.inv(C)")
    expect(flow).to_have_attribute("reached", "")
    expect(flow.locator(".panel")).to_contain_text("Better: np.linalg.solve(C, b)")
    expect(chosen).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.press("ArrowDown")
    expect(chosen).to_have_attribute("data-operation", "8")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowUp")
    expect(chosen).to_have_attribute("data-operation", "0")

    flow.locator("[data-operation='5']").click()
    expect(prose).to_contain_text("svd")
    assert flow.evaluate("trace => trace.setup") == {"view": "flow", "operation": "6"}
    assert "svd" in flow.evaluate("async trace => (await trace.exportImage('svg')).text()")

    flow.get_by_role("button", name="Roofline").click()
    spot = flow.locator("[aria-pressed=true][data-operation]")
    expect(spot).to_have_attribute("data-operation", "5")
    spot.focus()
    page.keyboard.press("ArrowLeft")
    expect(spot).to_have_attribute("data-operation", "4")
    flow.locator("[data-operation='1']").hover()
    expect(prose).to_have_text("X.T @ X")


def test_a_program_in_words_asks_first_and_says_what_is_wrong(shared_server, visit):
    page = visit(shared_server, "/style/trace#words:operation=2", has_touch=True)
    words = page.locator("#words")
    until(page, "document.querySelector('#words').state?.operation === 2")
    words.locator("[data-operation='0']").tap()
    expect(words.locator(".panel")).not_to_contain_text("FLOPs")
    expect(page.locator("hm-quote[of='words.share']")).to_have_text("…")
    words.get_by_role("spinbutton").fill("0.5")
    words.get_by_role("button", name="guess").click()
    expect(words).to_contain_text("You guessed 0.5. It is 99.3%.")
    expect(words.locator(".panel")).to_contain_text("128 million")
    expect(page.locator("#wrong")).to_contain_text("3×4 @ 3×4 does not fit")
    expect(words.get_by_role("button", name="Roofline")).to_have_count(0)
