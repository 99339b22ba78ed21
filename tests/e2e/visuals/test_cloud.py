"""The cloud: an axis turned by key and mouse, a guess first, and space turned until the screen shows the most."""

from desk import until
from playwright.sync_api import expect

ROWS = "Array.from({length: 2500}, (_, i) => [Math.sin(i), Math.cos(2 * i), Math.sin(3 * i) / 9])"


def test_an_axis_is_turned_and_a_guess_comes_first(shared_server, visit):
    page = visit(shared_server, "/style/cloud", color_scheme="dark")
    axis = page.locator("#axis")
    handle = axis.get_by_role("slider")
    handle.focus()
    before = handle.get_attribute("aria-valuetext")
    page.keyboard.press("ArrowUp")
    assert handle.get_attribute("aria-valuetext") != before
    box = axis.locator("svg.picture").bounding_box()
    middle = box["x"] + box["width"] / 2, box["y"] + box["width"] / 2
    page.mouse.move(*middle)
    page.mouse.down()
    page.mouse.move(middle[0] + 60, middle[1] - 137)  # 66 degrees
    page.mouse.up()
    expect(page.locator("hm-quote[of='axis.share']")).to_contain_text("%")
    until(page, "document.querySelector('#axis').reached")
    assert axis.evaluate("cloud => cloud.setup") == {"x": "sepal length", "y": "petal length", "angle": "66.3"}

    guess = page.locator("#guess")
    expect(page.locator("hm-quote[of='guess.share']")).to_have_text("…")
    guess.get_by_role("button", name="guess").click()
    expect(page.locator("hm-quote[of='guess.share']")).to_contain_text("%")

    components = page.locator("#components")
    components.get_by_role("slider").press("End")
    expect(page.locator("hm-quote[of='components.seen']")).to_contain_text("97.8")
    until(page, "document.querySelector('#components').reached")


def test_space_is_turned_until_the_screen_shows_the_most(shared_server, visit):
    page = visit(shared_server, "/style/cloud")
    space = page.locator("#space")
    canvas = space.locator("canvas")
    canvas.focus()
    share = page.locator("hm-quote[of='space.share']")
    expect(share).to_have_text("95.6%")
    page.keyboard.press("Home")
    assert space.evaluate("cloud => [cloud.yaw, cloud.pitch]") == [0, 0]
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("ArrowUp")
    assert space.evaluate("cloud => [cloud.yaw, cloud.pitch]") == [15, -3]

    canvas.hover(position={"x": 100, "y": 200})
    box = canvas.bounding_box()
    page.mouse.down()
    page.mouse.move(box["x"] + 220, box["y"] + 250, steps=4)
    page.mouse.up()
    assert space.evaluate("cloud => [cloud.yaw, cloud.pitch]") == [75, 22]
    assert space.evaluate("cloud => cloud.reached") is False
    for key in ["Shift+ArrowDown", "ArrowLeft", "ArrowLeft", "ArrowLeft"]:
        page.keyboard.press(key)
    until(page, "document.querySelector('#space').reached")
    shares = space.evaluate("""async cloud => {
        const shares = [];
        for (cloud.yaw = -90; cloud.yaw < 90; cloud.yaw += 10) shares.push(cloud.state.share);
        return shares;
    }""")
    assert max(shares) <= 1 and min(shares) < 0.9
    space.get_by_role("button", name="Best plane").click()
    expect(space.get_by_role("button", name="Best plane")).to_have_attribute("aria-pressed", "true")
    space.get_by_role("combobox", name="Third column").select_option(label="petal width")
    assert space.evaluate("cloud => cloud.setup.z").startswith("petal width")
    expect(space.locator(".rotation")).to_contain_text("right")
    space.get_by_text("setosa").click()
    assert page.locator("#three").evaluate("cloud => cloud.state.share") > 1 - 1e-9
    expect(page.locator("#three .panel")).not_to_contain_text("of the best")

    space.evaluate(f"cloud => {{ cloud.data = {{ columns: ['a', 'b', 'c'], rows: {ROWS} }}; }}")
    until(page, "document.querySelector('#space').state.z === 'c'")  # another table, its own columns
    space.evaluate("cloud => { cloud.x = 'sepal width'; }")
    expect(space.get_by_role("alert")).to_contain_text("No column is called “sepal width”. There are: a, b, c")
    space.evaluate("cloud => { cloud.x = cloud.y = cloud.z = ''; }")
    space.evaluate("cloud => { cloud.data = { columns: ['a', 'b'], rows: [[1, 2], [3, 4]] }; }")
    expect(space.get_by_role("alert")).to_contain_text("at least three columns")


def test_a_finger_turns_space(shared_server, visit):
    page = visit(
        shared_server, "/style/cloud#space:yaw=0&pitch=0", has_touch=True, viewport={"width": 360, "height": 740}
    )
    until(page, "document.querySelector('#space').state?.yaw === 0")
    space = page.locator("#space")
    canvas = space.locator("canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    touch = page.context.new_cdp_session(page)
    at = {"x": box["x"] + 100, "y": box["y"] + 100}
    top = page.evaluate("scrollY")
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [at]})
    for step in range(1, 5):
        moved = {"x": at["x"] + 10 * step, "y": at["y"] - 5 * step}
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [moved]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    until(page, "document.querySelector('#space').yaw > 10 && document.querySelector('#space').pitch < -4")
    assert page.evaluate("scrollY") == top
