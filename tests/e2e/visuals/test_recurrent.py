"""A recurrent state: its eigenvalue is moved by keyboard and mouse, and forgets or explodes."""

from playwright.sync_api import expect


def test_an_eigenvalue_decides_what_is_remembered(shared_server, visit):
    page = visit(shared_server, "/style/recurrent", color_scheme="dark", reduced_motion="reduce")
    picture = page.locator("#state")
    value = picture.get_by_role("slider", name="Eigenvalue")
    expect(value).to_have_attribute("aria-valuetext", "length 0.9, turned by 30 degrees")
    expect(page.locator("hm-quote[of='state.left']")).to_have_text("0.04239")
    value.focus()
    for _ in range(2):
        page.keyboard.press("Shift+ArrowUp")
    expect(page.locator("#state[reached]")).to_be_attached()
    expect(page.locator("hm-quote[of='state.left']")).to_have_text("1")
    page.keyboard.press("Shift+ArrowUp")
    expect(picture.locator(".caption")).to_contain_text(
        "Largest |λ| = 1.05: after 30 steps the state is 4.3 long, and lives"
    )
    box = picture.locator(".grip").bounding_box()
    page.mouse.move(box["x"] + 8, box["y"] + 8)
    page.mouse.down()
    page.mouse.move(box["x"] - 100, box["y"] + 10, steps=4)
    page.mouse.up()
    assert picture.evaluate("picture => picture.state.radius < 0.9 && picture.state.turn > 60")
    picture.get_by_role("button", name="tanh").click()
    assert picture.evaluate("picture => picture.setup.bend") == "tanh"
    assert "<path" in picture.evaluate("picture => picture.exportImage('svg').then(blob => blob.text())")
    expect(page.locator("#real").get_by_role("slider", name="Eigenvalue")).to_have_count(0)
    expect(page.locator("#wrong").get_by_role("alert")).to_contain_text("Row 0 has 3 numbers in place of 2")
    page.set_viewport_size({"width": 360, "height": 740})
    expect(page.locator("html")).to_have_js_property("scrollWidth", 360)
