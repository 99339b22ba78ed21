"""Gradient descent, moved: the way down, what happens when steps are too long, the slope by nudging."""

import pytest
from playwright.sync_api import expect

STATE = "picture => picture.state"


def opened(server, visit):
    page = visit(server, "/style/descent", reduced_motion="reduce")
    page.locator("hm-descent#nudge svg.picture").wait_for()
    return page


def handle(picture, name):
    return picture.get_by_role("slider", name=name)


def test_rates_momentum_and_condition_change_the_way_at_once(shared_server, visit):
    page = opened(shared_server, visit)
    zigzag = page.locator("hm-descent#zigzag")
    expect(zigzag.locator(".course")).to_contain_text("zig-zags")
    handle(zigzag, "steps").focus()
    for _ in range(18):
        page.keyboard.press("ArrowRight")
    assert zigzag.evaluate(STATE)["steps"] == 30
    assert zigzag.evaluate("picture => picture.reached")
    rate = handle(zigzag, "rate")
    rate.focus()
    while zigzag.evaluate(STATE)["rate"] <= zigzag.evaluate(STATE)["largest_rate"]:
        page.keyboard.press("ArrowRight")
    assert zigzag.evaluate(STATE)["diverged"] == 1
    expect(zigzag.locator(".course")).to_contain_text("It diverges")
    expect(page.locator("hm-quote[of='zigzag.gap']")).not_to_have_text("…")

    momentum = page.locator("hm-descent#momentum")
    needed, plain = momentum.evaluate("({ state }) => [state.needed, state.plain]")
    handle(momentum, "momentum").press("Home")
    assert momentum.evaluate(STATE)["needed"] == plain > needed
    expect(momentum.get_by_role("slider")).to_have_count(3)  # the start, the steps, and one idea at a time

    # A rounder bowl, at the same share of the largest rate.
    share = momentum.evaluate("({ state }) => state.rate / state.largest_rate")
    momentum.get_by_role("button", name="Bowl shape").click()
    handle(momentum, "condition").press("Home")
    after = momentum.evaluate(STATE)
    assert after["condition"] == pytest.approx(1)
    assert after["rate"] / after["largest_rate"] == pytest.approx(share)
    assert momentum.evaluate("picture => picture.setup.idea") == "valley"
    expect(page.locator("hm-descent#round .course")).to_contain_text("Exact in one step")


def test_one_steps_plays_goes_back_and_drags_the_start(shared_server, visit):
    page = opened(shared_server, visit)
    matrix = page.locator("hm-descent#matrix")
    matrix.get_by_role("button", name="Step", exact=True).click()
    after = matrix.evaluate(STATE)
    assert (after["steps"], round(after["x"], 12), round(after["y"], 12)) == (1, -0.9, 1.1)  # x − 0.2 (A x − b)
    matrix.get_by_role("button", name="Play").click()  # with reduced motion at once
    end = matrix.evaluate(STATE)
    assert end["gap"] < 1e-12
    assert (round(end["min_x"], 12), round(end["min_y"], 12)) == (0.6, -0.8)
    matrix.get_by_role("button", name="Back to the start").click()
    assert matrix.evaluate(STATE)["gap"] == 1
    handle(matrix, "The start").press("Shift+ArrowRight")
    assert matrix.evaluate(STATE)["x"] > -2

    line = page.locator("hm-descent#line")
    line.scroll_into_view_if_needed()
    grip = handle(line, "The start").locator(".grip")
    box = grip.bounding_box()
    way = line.locator("path.way").first.get_attribute("d")
    page.mouse.move(box["x"] + 9, box["y"] + 9)
    page.mouse.down()
    page.mouse.move(box["x"] + 80, box["y"] + 90)
    page.mouse.up()
    assert line.locator("path.way").first.get_attribute("d") != way
    assert line.evaluate(STATE)["min_x"] == pytest.approx(1.5)
    assert line.evaluate("picture => picture.setup.start") != "-1 2"

    asked = page.locator("hm-descent#asked")
    expect(asked.locator("path.aim")).to_have_count(0)
    assert asked.evaluate(STATE)["steps"] == 0
    assert "needed" not in asked.evaluate("picture => picture.quotable")
    asked.get_by_role("spinbutton").fill("10")
    asked.get_by_role("button", name="This is my guess").click()
    expect(asked).to_contain_text(f"You guessed 10. It is {asked.evaluate(STATE)['needed']}.")
    expect(asked.locator("path.aim")).to_have_count(1)

    nudge = page.locator("hm-descent#nudge")
    assert nudge.evaluate(STATE)["off"] == pytest.approx(0.75)  # h A₀₀ / 2
    h = handle(nudge, "nudge h")
    h.focus()
    while nudge.evaluate(STATE)["h"] > 1e-6:
        page.keyboard.press("PageDown")
    assert nudge.evaluate(STATE)["off"] < 1e-5
    page.keyboard.press("Home")
    assert nudge.evaluate(STATE)["off"] > 1e-3
    nudge.get_by_role("button", name="nudge y").click()
    assert nudge.evaluate("picture => picture.setup.along") == "y"

    expect(page.locator("hm-descent#saddle .problem")).to_contain_text("no bowl")
    expect(page.locator("hm-descent#momentous .problem")).to_contain_text("less than 1")
    page.locator("hm-descent#momentous").evaluate("picture => picture.setAttribute('momentum', '0.5')")
    expect(page.locator("hm-descent#momentous .course")).to_have_count(1)
