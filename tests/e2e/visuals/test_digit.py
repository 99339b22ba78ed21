"""Digits are drawn as people draw them, with a mouse, a finger and the keys; the network reads them."""

import re

from playwright.sync_api import expect

DRAWN = {  # corners of strokes as shares of the board: off its middle, small and large
    0: [[(0.5, 0.1), (0.3, 0.2), (0.22, 0.5), (0.3, 0.8), (0.5, 0.9), (0.7, 0.8), (0.78, 0.5), (0.7, 0.2), (0.5, 0.1)]],
    1: [[(0.8, 0.3), (0.78, 0.95)]],
    3: [[(0.1, 0.1), (0.45, 0.1), (0.27, 0.3), (0.45, 0.42), (0.4, 0.58), (0.1, 0.58)]],
    7: [[(0.15, 0.2), (0.85, 0.17), (0.5, 0.9)]],
}


def draw(page, board, strokes):
    box = board.bounding_box()
    for stroke in strokes:
        for k, (x, y) in enumerate(stroke):
            page.mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"], steps=2)
            if k == 0:
                page.mouse.down()
        page.mouse.up()


def test_what_is_drawn_is_read_at_every_stroke(shared_server, visit):
    page = visit(shared_server, "/style/digit", color_scheme="dark")
    picture = page.locator("#drawn")
    expect(page.locator("hm-quote[of='drawn.read']")).to_have_text("3")  # what lies on the board
    board, canvas = picture.get_by_role("application"), picture.locator("canvas")
    for digit, strokes in DRAWN.items():
        picture.get_by_role("button", name="A handwritten 8").click()  # a stroke begins anew
        draw(page, board, strokes)
        expect(canvas).to_have_accessible_name(re.compile(f"^Read as {digit},"))
    for model in ("linear", "convolution"):
        picture.get_by_role("button", name=model, exact=True).click()
        expect(canvas).to_have_accessible_name(re.compile("^Read as 7,"))
    expect(page.locator("#drawn[reached]")).to_be_attached()

    picture.get_by_role("button", name="dense", exact=True).click()
    picture.get_by_label("Why").select_option("unit 5")
    expect(picture).to_contain_text("for unit 5; with what an empty board gives,")
    picture.locator("canvas").click(position={"x": 70, "y": picture.evaluate("p => p.groups[0].top + 50")})
    expect(picture).to_contain_text("for unit 1; with")

    picture.get_by_role("button", name="Clear").click()
    board.focus()
    for key in ["Space", *["Shift+ArrowDown"] * 3]:  # a stroke from above to below
        page.keyboard.press(key)
    expect(canvas).to_have_accessible_name(re.compile("^Read as 1,"))
    assert picture.evaluate("picture => picture.setup.strokes") == "50 20 50 40 50 60 50 80"
    page.keyboard.press("Delete")
    expect(canvas).to_have_accessible_name("The board is empty")


def test_pixels_pull_towards_one_digit_and_not_another(shared_server, visit):
    page = visit(shared_server, "/style/digit", has_touch=True, viewport={"width": 360, "height": 740})
    picture = page.locator("#one")
    expect(page.locator("hm-quote[of='one.against']")).to_have_text("8")
    picture.get_by_role("button", name="A handwritten 3").click()
    # Without a bend the pulls and what an empty board has are the score, here the difference of two.
    whole = picture.evaluate("picture => picture.state.score - picture.state.pull")
    picture.get_by_role("button", name="A handwritten 5").click()
    assert abs(picture.evaluate("picture => picture.state.score - picture.state.pull") - whole) < 1e-9
    picture.get_by_label("and not").select_option("9")
    assert picture.evaluate("picture => picture.setup.against") == "9"
    picture.locator("canvas").click(position={"x": picture.evaluate("p => p.room") - 60, "y": 40})  # a bar
    assert picture.evaluate("picture => picture.setup.digit") in ("0", "1")
    box = picture.get_by_role("application").bounding_box()
    page.touchscreen.tap(box["x"] + 30, box["y"] + 30)
    assert picture.evaluate("picture => picture.state.strokes") == 1

    asked = page.locator("#asked")
    assert asked.evaluate("picture => Object.keys(picture.quotable).includes('read')") is False
    asked.get_by_role("spinbutton").fill("1")
    asked.get_by_role("button", name="This is my guess").click()
    expect(asked).to_contain_text("You guessed 1. It is 7.")
    expect(page.locator("#wrong").get_by_role("alert")).to_contain_text("a stroke is points x y from 0 to 100")
    expect(page.locator("#none").get_by_role("alert")).to_contain_text("A network is missing")
