"""A = U Σ Vᵀ: three moves of a plane, and a sum of pieces; by keys, mouse and finger."""

import pytest
from desk import until
from playwright.sync_api import expect


@pytest.fixture
def page(shared_server, visit):
    page = visit(shared_server, "/style/svd", reduced_motion="reduce")
    until(page, "customElements.get('hm-svd') !== undefined")
    return page


def state(picture):
    return picture.evaluate("picture => picture.state")


def middle(page, locator):
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_a_direction_is_turned_until_its_image_is_longest(page):
    picture = page.locator("#longest")
    x = picture.get_by_role("slider", name="Direction of x")
    x.focus()  # it is drawn
    assert state(picture)["angle"] == 120
    for _ in range(12):
        x.press("Shift+ArrowLeft")
    x.press("ArrowLeft")
    x.press("ArrowLeft")
    expect(page.locator("hm-quote[of='longest.stretch']")).to_have_text("100.0%")
    expect(x).to_have_attribute("aria-valuetext", "58°; Ax is 1.62 long, 100.0% of the longest")
    expect(picture.locator(".mark")).to_have_text("Goal reached")


def test_a_column_is_dragged_and_snaps_to_whole_numbers(page):
    picture = page.locator("#longest")
    column = picture.get_by_role("slider", name="Column 2 of A")
    column.scroll_into_view_if_needed()
    (x, y), (ox, oy) = middle(page, column), middle(page, picture.locator(".picture"))
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(ox, oy + 3, steps=5)  # onto the origin, nearly
    page.mouse.up()
    assert picture.evaluate("picture => picture.matrix") == "1 0; 0 0"
    expect(page.locator("hm-quote[of='longest.condition']")).to_have_text("∞")
    column.press("Shift+ArrowUp")
    column.press("ArrowRight")
    assert picture.evaluate("picture => picture.matrix") == "1 0.1; 0 0.5"
    column.press("Home")
    assert picture.evaluate("picture => picture.matrix") == "1 1; 0 1"

    svg = picture.evaluate("async picture => (await picture.exportImage('svg')).text()")
    assert svg.count("<path") > 10 and "class=" not in svg


def test_the_three_moves(page):
    picture = page.locator("#moves")
    for stage, words in [(0, "A circle"), (1, "Vᵀ turns by −32°"), (3, "U turns by 32°")]:
        picture.locator(".film button").nth(stage).click()
        expect(picture.locator(".caption")).to_contain_text(words)
        assert state(picture)["stage"] == stage
    play = picture.get_by_role("button", name="Play the three moves")
    for stage in [0, 1, 2]:  # with reduced motion it steps
        play.click()
        assert state(picture)["stage"] == stage
    picture.get_by_role("slider", name="Stage").press("ArrowRight")
    assert state(picture)["stage"] == 2.05

    page.emulate_media(reduced_motion="no-preference")
    play.click()
    expect(page.locator("hm-quote[of='moves.stage']")).to_have_text("3")


def test_pieces_are_added_until_nothing_is_left(page):
    picture = page.locator("#sum")
    error = page.locator("hm-quote[of='sum.error']")
    expect(error).to_have_text("2")
    picture.get_by_role("button", name="Add the next piece").click()
    expect(error).to_have_text("1.79")
    picture.get_by_role("slider", name="Pieces added").press("End")
    expect(error).to_have_text("0")
    expect(picture.locator(".caption")).to_contain_text("All pieces together are A: its rank is 4.")
    picture.locator(".piece").first.click()
    expect(error).to_have_text("2.65")


def test_a_guess_comes_first_and_what_is_no_matrix_is_said(page):
    picture = page.locator("#asks-sum")
    assert "error" not in picture.evaluate("picture => picture.quotable")
    expect(picture.locator(".piece")).to_have_count(0)
    picture.get_by_role("spinbutton").fill("1")
    picture.get_by_role("button", name="This is my guess").click()
    expect(picture).to_contain_text("You guessed 1. It is 2.")
    expect(picture.locator(".piece")).to_have_count(3)
    expect(page.locator("#wrong")).to_contain_text("rows must be equally long")


def test_a_failed_check_is_shown_with_the_learners_own_numbers(page):
    picture = page.locator("#small")
    picture.evaluate(
        """picture => {
            const array = values => ({ text: '', array: { shape: [2, 2], dtype: 'float64', values } });
            const k = { text: '1', array: null };
            const inputs = [{ name: 'A', shown: array([4, 0, 0, 2]) }, { name: 'k', shown: k }];
            const { ofCase } = customElements.get('hm-svd');
            Object.assign(picture, ofCase(inputs, array([4, 0, 0, 0]), array([0, 0, 0, 2])));
        }"""
    )
    expect(picture.locator(".title")).to_contain_text(["A", "A₁", "yours"])
    expect(picture.locator(".caption")).to_contain_text("yours is 4 away, and its rank is 1")


def test_a_finger_a_narrow_screen_and_a_link(shared_server, visit):
    link = "/style/svd#longest:matrix=2+0%3B+0+1&view=stages&stage=3&angle=45"
    page = visit(shared_server, link, viewport={"width": 360, "height": 740}, has_touch=True, color_scheme="dark")
    picture = page.locator("#longest")
    handle = picture.get_by_role("slider", name="Direction of x")
    handle.scroll_into_view_if_needed()
    assert picture.evaluate("picture => picture.matrix") == "2 0; 0 1"
    (x, y), (ox, oy) = middle(page, handle), middle(page, picture.locator(".picture"))
    finger = page.context.new_cdp_session(page)
    scrolled = page.evaluate("scrollY")
    for kind, points in [
        ("touchStart", [{"x": x, "y": y}]),
        ("touchMove", [{"x": x, "y": oy}]),
        ("touchMove", [{"x": ox + 60, "y": oy}]),
        ("touchEnd", []),
    ]:
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    assert state(picture)["angle"] in (0, 359)
    assert page.evaluate("scrollY") == scrolled
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
