"""A small network: the plane folded by hand, a training watched, one example forwards and back."""

import pytest
from playwright.sync_api import expect

STATE = "picture => picture.state"


def opened(server, visit, **context):
    page = visit(server, "/style/net", **context)
    page.locator("hm-net#end svg.picture").wait_for()
    return page


def test_a_plane_is_folded_by_keys_numbers_and_the_mouse(shared_server, visit):
    page = opened(shared_server, visit, reduced_motion="reduce", color_scheme="dark")
    fold = page.locator("#fold")
    assert fold.evaluate(STATE)["wrong"] > 10
    fold.get_by_role("slider", name="First row of W").focus()
    for _ in range(2):
        page.keyboard.press("Shift+ArrowDown")
    fold.get_by_role("slider", name="Second row of W").focus()
    for _ in range(2):
        page.keyboard.press("Shift+ArrowLeft")
    assert fold.evaluate("picture => picture.setup.weights") == "1 -1; -1 1 | 1; 1"
    fold.get_by_label("c, number 1").fill("-1.2")
    expect(page.locator("#fold[reached]")).to_be_attached()
    expect(page.locator("hm-quote[of='fold.wrong']").first).to_have_text("0")
    fold.get_by_role("button", name="Play the moves").click()  # a move at a time, with reduced motion
    assert fold.evaluate(STATE)["t"] == 2
    shift = fold.get_by_role("slider", name="The shift b")
    shift.scroll_into_view_if_needed()
    box = shift.locator(".grip").bounding_box()
    page.mouse.move(box["x"] + 9, box["y"] + 9)
    page.mouse.down()
    page.mouse.move(box["x"] + 49, box["y"] + 9)
    page.mouse.up()
    assert not fold.evaluate("picture => picture.setup.biases").startswith("0 ")
    fold.get_by_role("button", name="Back to the start").click()
    assert fold.evaluate("picture => picture.setup.weights") == "1 0; 0 1 | 1; 1"
    assert "<path" in fold.evaluate("async picture => await (await picture.exportImage('svg')).text()")

    folded = page.locator("#folded")
    assert folded.evaluate(STATE)["wrong"] == 0
    folded.get_by_role("slider", name="A place of the line").press("Shift+ArrowUp")
    assert folded.evaluate("picture => picture.setup.biases") != "0 0 | -3"
    assert "wrong" not in page.locator("#asked").evaluate("picture => picture.quotable")
    expect(page.locator("#asked .boundary")).to_have_count(0)
    expect(page.locator("#wide").get_by_role("alert")).to_contain_text("layers of two units")
    expect(page.locator("#labels").get_by_role("alert")).to_contain_text("label 2")

    back = page.locator("#back")
    for _ in range(6):
        back.get_by_role("button", name="Next").click()
    expect(back.locator(".rule")).to_contain_text("dW = hᵀ dz")
    before = back.evaluate(STATE)["loss"]
    back.get_by_role("button", name="Take a step").click()
    assert back.evaluate(STATE)["fell"] == pytest.approx(before - back.evaluate(STATE)["loss"])
    expect(page.locator("#back[reached]")).to_be_attached()
    page.set_viewport_size({"width": 360, "height": 740})
    expect(page.locator("html")).to_have_js_property("scrollWidth", 360)


def test_a_network_learns_step_by_step_and_says_why_it_fails(shared_server, visit):
    page = opened(shared_server, visit)
    train, own = page.locator("#train"), page.locator("#own")
    start = train.evaluate(STATE)
    assert start["steps"] == 60
    train.get_by_role("button", name="Step", exact=True).click()
    assert train.evaluate(STATE)["steps"] == 61
    train.get_by_role("button", name="Play").click()
    expect(page.locator("#train[reached]")).to_be_attached(timeout=20_000)  # loss<0.1
    page.locator("#labels").scroll_into_view_if_needed()  # out of sight it stops
    expect(train.get_by_role("button", name="Play")).to_be_attached()
    train.get_by_label("Points", exact=True).select_option("circles")
    train.get_by_role("button", name="One layer more").click()
    assert train.evaluate("({ setup }) => [setup.data, setup.layers, setup.steps]") == ["circles", "6 6", "0"]

    own.locator("svg.picture").focus()
    for key in ("ArrowRight", "Enter"):
        page.keyboard.press(key)
    own.get_by_role("button", name="orange").click()
    own.locator("svg.picture").click(position={"x": 200, "y": 60})
    points = own.evaluate("picture => picture.setup.points").split("; ")
    assert points[4] == "0.1 0 0"
    assert (len(points), points[5][-1]) == (6, "1")
    own.locator("svg.picture").press("Backspace")
    assert own.evaluate(STATE)["points"] == 5

    expect(page.locator("#long .warning")).to_contain_text("the step is too long")
    expect(page.locator("#dead .warning")).to_contain_text("2 of 3 units of layer 1 never fire")
