"""<hm-plane>: the grid under a 2×2 map, moved with keys, the mouse and a finger."""

import re

from playwright.sync_api import Locator, Page, expect


def state(picture: Locator) -> dict[str, float]:
    return picture.evaluate("picture => picture.state")


def ring(picture: Locator, name: str) -> Locator:
    return picture.get_by_role("slider", name=name)


def drag(page: Page, handle: Locator, right: float, down: float) -> None:
    handle.scroll_into_view_if_needed()
    box = handle.locator(".grip").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + right / 2, y + down / 2)
    page.mouse.move(x + right, y + down)
    page.mouse.up()


def test_the_matrix_is_moved_and_everything_follows(shared_server, visit):
    page = visit(shared_server, "/style/plane", reduced_motion="reduce")

    # With keys: the second column of the shear goes onto the line of the first. The prose and the goal follow.
    plane = page.locator("#plane")
    second = ring(plane, "Second column")
    expect(second).to_have_attribute("aria-valuetext", "1 to the right, 1 up")
    second.press("Shift+ArrowDown")
    expect(page.locator("hm-quote[of='plane.det']")).to_have_text("0.5")
    second.press("ArrowDown")
    assert state(plane)["det"] == 0.4
    assert state(plane)["edited"] == 1
    for _ in range(4):
        second.press("ArrowDown")
    expect(plane.get_by_text("Goal reached", exact=True)).to_be_visible()
    expect(plane.locator(".caption")).to_contain_text("flattened onto a line")
    expect(page.locator("hm-quote[of='plane.rank']")).to_have_text("1")
    expect(plane.locator("[role=status]")).to_have_text(re.compile("Goal reached|flattened"))

    # No inverse, and why; then it has one again.
    plane.get_by_role("button", name="Undo A").click()
    expect(plane.locator(".panel")).to_contain_text("A has no inverse")
    plane.get_by_role("button", name="Undo A").click()
    second.press("Home")
    assert state(plane)["det"] == 1
    plane.get_by_role("button", name="Undo A").click()
    assert state(plane)["area"] == 1
    expect(plane.get_by_role("group", name="The matrix A⁻¹")).to_contain_text("−1")
    plane.get_by_role("button", name="Undo A").click()

    # With the mouse: half a square to the right is drawn onto the half.
    drag(page, second, 40, 2)
    moved = state(plane)
    assert (moved["b"], moved["d"]) == (1.5, 1)

    # A number that is written into a cell.
    plane.get_by_label("A, row 2, column 1").fill("-1")
    assert state(plane)["det"] == 2.5

    # On the way there.
    slider = plane.get_by_label("How much of the map is done")
    slider.press("Home")
    expect(plane.locator(".caption")).to_contain_text("area 1")
    assert state(plane)["t"] == 0
    expect(ring(plane, "Second column")).to_have_count(0)
    plane.get_by_role("button", name="Play the map").click()  # at once, for those who want no motion
    assert state(plane)["t"] == 1


def test_eigenvectors_light_up_maps_follow_each_other_and_a_guess_comes_first(shared_server, visit):
    page = visit(shared_server, "/style/plane", reduced_motion="reduce")

    probe = page.locator("#probe")
    x = ring(probe, "The vector x")
    for _ in range(9):  # 45 degrees
        expect(probe.locator(".met")).to_have_count(0)
        x.press("Shift+ArrowLeft")
    expect(probe.locator(".met")).to_have_count(1)
    expect(probe.locator(".caption")).to_contain_text("x is an eigenvector, λ = 3")
    expect(probe.get_by_text("Goal reached", exact=True)).to_be_visible()
    expect(page.locator("hm-quote[of='probe.lambda']")).to_have_text("3")
    assert ring(probe, "column").count() == 0  # the matrix is fixed

    both = page.locator("#both")
    assert state(both)["commute"] == 0
    product = both.get_by_role("group", name="The matrix BA")
    expect(product).to_have_text(re.compile(r"1\s*−1\s*1\s*0"))
    both.get_by_role("button", name="Swap the order").click()
    expect(both.get_by_role("group", name="The matrix AB")).to_have_text(re.compile(r"0\s*−1\s*1\s*1"))

    expect(page.locator("#turn .caption")).to_contain_text("No line stays")

    mirror = page.locator("#mirror")
    mirror.get_by_role("button", name="reflect").click()
    expect(mirror.get_by_text("Goal reached", exact=True)).to_be_visible()
    expect(mirror.locator(".hatch")).to_have_count(1)

    asked = page.locator("#asked")
    expect(asked.locator("text.size")).to_have_count(0)
    expect(asked.locator("dl")).to_have_count(0)
    asked.get_by_role("spinbutton", name="How large").fill("6")
    asked.get_by_role("button", name="This is my guess").click()
    expect(asked.get_by_text("You guessed 6. It is 5.")).to_be_visible()
    expect(asked.locator("text.size")).to_have_text("det 5")

    expect(page.locator("#wrong .problem")).to_have_text('matrix is 2×3. The plane takes 2×2: matrix="1 1; 0 1".')

    # A link to a picture as it stands.
    setup = probe.evaluate("picture => picture.setup")
    assert setup["matrix"] == "2 1; 1 2"
    page.goto(f"{shared_server.origin}/style/plane?again#plane:matrix=2+0%3B+0+-1&t=1&eigen=shown")
    expect(page.locator("hm-quote[of='plane.det']")).to_have_text("−2")
    expect(page.locator("#plane .eigenline")).to_have_count(2)


def test_a_finger_moves_a_column_and_not_the_page(shared_server, visit):
    page = visit(shared_server, "/style/plane", viewport={"width": 360, "height": 740}, has_touch=True)
    plane = page.locator("#plane")
    second = ring(plane, "Second column")
    second.scroll_into_view_if_needed()
    box = second.locator(".reach").bounding_box()
    assert box["width"] >= 44
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    scrolled = page.evaluate("scrollY")
    fingers = page.context.new_cdp_session(page)
    fingers.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in range(1, 6):
        fingers.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": y + 10 * step}]})
    fingers.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(page.locator("hm-quote[of='plane.det']")).to_have_text("0")
    assert page.evaluate("scrollY") == scrolled
