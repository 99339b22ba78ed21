"""<hm-vector>: arrows, columns and strips of the same numbers."""

from playwright.sync_api import Locator, expect


def state(picture: Locator) -> dict[str, float]:
    return picture.evaluate("picture => picture.state")


def test_a_vector_is_moved_in_every_view(shared_server, visit):
    page = visit(shared_server, "/style/vector", reduced_motion="reduce")

    vector = page.locator("#vector")
    a = vector.get_by_role("slider", name="The vector a")
    a.press("Shift+ArrowUp")
    a.press("Shift+ArrowUp")
    expect(page.locator("hm-quote[of='vector.a2']")).to_have_text("3")
    a.press("ArrowRight")
    assert state(vector)["a1"] == 3.1
    a.press("Home")
    assert state(vector)["a2"] == 2
    vector.get_by_label("a, entry 2").fill("4")
    expect(vector.get_by_text("Goal reached", exact=True)).to_be_visible()
    assert state(vector)["length"] == 5

    # The dot product, dragged near a right angle: it jumps onto it.
    dot = page.locator("#dot")
    b = dot.get_by_role("slider", name="The vector b")
    b.scroll_into_view_if_needed()
    box = b.locator(".grip").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    unit = dot.locator("svg.picture").bounding_box()["width"] / 8.8
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - unit, y)
    page.mouse.move(x - 1.98 * unit, y)
    page.mouse.up()
    assert state(dot)["dot"] == 0
    expect(page.locator("hm-quote[of='dot.relation']")).to_have_text("perpendicular")
    expect(dot.get_by_text("Goal reached", exact=True)).to_be_visible()
    expect(dot.locator(".caption")).to_contain_text("90°: perpendicular")

    scale = page.locator("#scale")
    c = scale.get_by_role("slider", name="The multiple of a")
    for _ in range(6):
        c.press("Shift+ArrowRight")
    expect(page.locator("hm-quote[of='scale.factor']")).to_have_text("1.5")
    assert (state(scale)["s1"], state(scale)["s2"]) == (3, 1.5)
    expect(scale.get_by_text("Goal reached", exact=True)).to_be_visible()

    project = page.locator("#project")
    b = project.get_by_role("slider", name="The vector b")
    for _ in range(4):
        b.press("Shift+ArrowDown")
    for _ in range(4):
        b.press("Shift+ArrowRight")
    expect(project.get_by_text("Goal reached", exact=True)).to_be_visible()
    assert abs(state(project)["residual"]) < 1e-9
    expect(project.locator(".caption")).to_contain_text("What is left, r, is 0.")

    total = page.locator("#sum")
    assert (state(total)["sum1"], state(total)["sum2"]) == (2, 3)

    # More numbers: strips, with the products and their sum.
    many = page.locator("#many")
    expect(many.locator(".total")).to_have_text("= 3.5")
    assert many.locator(".heat").count() == 15
    assert many.get_by_label("x, entry 5").count() == 1

    asked = page.locator("#asked")
    expect(asked.locator("text.size")).to_have_count(0)
    expect(asked.locator(".total")).to_have_count(0)
    asked.get_by_role("spinbutton", name="What is the dot product?").fill("4")
    asked.get_by_role("button", name="This is my guess").click()
    expect(asked.get_by_text("You guessed 4. It is 4.")).to_be_visible()

    expect(page.locator("#wrong .problem")).to_contain_text("a has 2 numbers and b has 3.")
