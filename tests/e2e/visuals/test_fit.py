"""Least squares, moved: points, a line of one's own, the column space, curves."""

from desk import Desk
from playwright.sync_api import expect

WORDS = "picture => picture.shadowRoot.querySelector('.caption').textContent"
STATE = "picture => picture.state"


def handle(picture, name):
    return picture.get_by_role("slider", name=name)


def drag(page, mark, right, down):
    box = mark.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + right / 2, y + down / 2)
    page.mouse.move(x + right, y + down)
    page.mouse.up()


def opened(server, visit):
    page = visit(server, "/style/fit", reduced_motion="reduce")
    page.locator("hm-fit#table path.many").wait_for()
    return page


def test_a_line_is_moved_by_keys_until_its_squares_are_few_and_points_come_and_go(shared_server, visit):
    page = opened(shared_server, visit)
    own = page.locator("hm-fit#own")
    handle(own, "Intercept").focus()
    for _ in range(3):
        page.keyboard.press("Shift+ArrowDown")
    before = own.evaluate(STATE)["sse"]
    handle(own, "Slope").focus()
    while not own.evaluate("picture => picture.reached"):
        page.keyboard.press("ArrowUp")
        now = own.evaluate(STATE)["sse"]
        assert now < before, "one reaches the best before it grows again"
        before = now
    assert own.evaluate(STATE)["excess"] <= 0.02
    expect(page.locator("hm-quote[of='own.excess']")).to_contain_text("more than the best")
    assert "add up to" in handle(own, "Slope").get_attribute("aria-valuetext")

    own.get_by_role("button", name="Show the best").click()
    assert "the best, y = 1.4 + 0.75 x" in " ".join(own.evaluate(WORDS).split())
    page.keyboard.press("Tab")
    handle(own, "Slope").press("Home")
    assert own.evaluate(STATE)["slope"] == 0

    best = page.locator("hm-fit#best")
    best.scroll_into_view_if_needed()
    assert best.evaluate(STATE) | {
        "points": 3,
        "residual_dot_one_text": "0",
        "residual_dot_x_text": "0",
        "best_text": "1.5",
    } == best.evaluate(STATE)
    point = handle(best, "Point 2")
    drag(page, point.locator(".dot"), 0, 60)
    assert best.evaluate(STATE)["best"] < 1.5
    point.press("ArrowRight")
    assert point.get_attribute("aria-valuetext").startswith("x 1.1, ")

    best.get_by_role("button", name="Add a point").click()
    assert best.evaluate(STATE)["points"] == 4
    box = best.locator("svg.picture").bounding_box()
    page.mouse.dblclick(box["x"] + box["width"] * 0.8, box["y"] + box["height"] * 0.8)
    assert best.evaluate(STATE)["points"] == 5
    handle(best, "Point 5").press("Delete")
    drag(page, handle(best, "Point 4").locator(".dot"), 0, -500)
    assert best.evaluate(STATE)["points"] == 3
    for _ in range(3):
        handle(best, "Point 1").press("Delete")
    assert "No points yet" in best.evaluate(WORDS)
    best.get_by_role("button", name="Add a point").click()
    assert best.evaluate(STATE)["points"] == 1

    asked = page.locator("hm-fit#asked")
    assert "sse" not in asked.evaluate("picture => picture.quotable")
    expect(asked.locator(".share")).to_have_count(0)
    asked.get_by_role("spinbutton").fill("3")
    asked.get_by_role("button", name="This is my guess").click()
    expect(asked).to_contain_text("You guessed 3. It is 2.")
    expect(asked.locator(".share")).to_contain_text("2")


def test_the_column_space_is_turned_and_curves_are_bent_and_calmed(shared_server, visit):
    page = opened(shared_server, visit)
    column = page.locator("hm-fit#column")
    hold = handle(column, "Intercept").locator(".grip")  # it stands on the first point, and yet both can be taken
    column.scroll_into_view_if_needed()
    drag(page, handle(column, "Point 1").locator(".dot"), 0, 40)
    assert column.evaluate("picture => picture.setup.own") == "1 1"
    assert column.evaluate("picture => picture.setup.points") != "0 1; 1 3; 2 2"
    drag(page, hold, 0, 40)
    assert column.evaluate(STATE)["intercept"] < 1
    column.get_by_role("button", name="Show the best").click()
    view = handle(column, "side from which")
    view.press("ArrowRight")
    assert view.get_attribute("aria-valuetext") == "turned -23°, tilted 20°"
    drag(page, view, 40, 20)
    assert view.get_attribute("aria-valuetext") == "turned -3°, tilted 30°"
    column.get_by_role("button", name="along the plane").click()
    expect(view).to_have_attribute("aria-valuetext", "turned -28°, tilted 0°")
    handle(column, "Slope").press("Shift+ArrowDown")
    assert column.evaluate(STATE)["residual_dot_x"] != 0
    expect(page.locator("hm-fit#columns .right-angle")).to_have_count(3)

    curve = page.locator("hm-fit#curve")
    conditions = [curve.evaluate(STATE)["condition"]]
    degree = handle(curve, "degree")
    for _ in range(3):
        degree.press("ArrowRight")
        conditions.append(curve.evaluate(STATE)["condition"])
    assert conditions == sorted(conditions)
    assert conditions[-1] > 1e5
    curve.get_by_label("scale x").check()
    assert curve.evaluate(STATE)["condition"] < 200

    ridge = page.locator("hm-fit#ridge")
    before = ridge.evaluate(STATE)
    for _ in range(20):
        handle(ridge, "ridge").press("ArrowRight")
    after = ridge.evaluate(STATE)
    assert (after["size"] < before["size"], after["test"] < before["test"], after["train"] > before["train"]) == (
        True,
    ) * 3
    expect(ridge).to_have_js_property("reached", True)  # noticed in the next frame

    expect(page.locator("hm-fit#wrong .problem")).to_contain_text('Write it like points="0 1; 1 3; 2 2"')
    expect(page.locator("hm-fit#four .problem")).to_contain_text("three points")
    page.locator("hm-fit#four").evaluate("picture => picture.setAttribute('points', '0 1; 1 3; 2 2')")
    expect(page.locator("hm-fit#four .data")).to_have_count(1)


def test_a_finger_moves_a_handle_and_a_link_holds_what_was_moved(shared_server, visit):
    page = visit(shared_server, "/style/fit#own:points=0+0%3B+1+2&own=0.5+1&best=", has_touch=True)
    own = page.locator("hm-fit#own")
    expect(own.locator("path.best")).to_have_count(1)
    assert own.evaluate(STATE)["sse"] == 0.5
    hold = handle(own, "Intercept")
    hold.scroll_into_view_if_needed()
    assert hold.locator(".reach").bounding_box()["width"] >= 44
    scrolled = page.evaluate("scrollY")
    box = hold.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    touch = page.context.new_cdp_session(page)
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for down in (10, 30, 60):
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": y + down}]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    assert own.evaluate(STATE)["intercept"] < 0.4
    assert page.evaluate("scrollY") == scrolled
    assert own.evaluate("picture => picture.setup.own") == f"{own.evaluate(STATE)['intercept']:g} 1"


LINE = """class Line:
    def fit(self, x, y):
        self.slope = x @ y / (x @ x)
        return self

    def predict(self, x):
        return self.slope * x
"""


def test_a_failed_check_shows_the_learners_line_beside_the_best(shared_server, visit):
    page = visit(shared_server, "/exercises/least-squares/line")
    Desk(page, "line").check(LINE, says="no intercept")
    failed = page.locator("#exercise-line hm-fit")
    expect(failed.locator("path.own")).to_have_count(1)
    expect(failed.locator("path.best")).to_have_count(1)
    state = failed.evaluate(STATE)
    assert abs(state["intercept"]) < 1e-6
    assert state["excess"] > 0
