"""The eigenvalues of a recurrent network, brought by keyboard and mouse to where the gradient lives."""

from playwright.sync_api import expect


def test_an_eigenvalue_is_brought_onto_the_unit_circle(shared_server, visit):
    page = visit(shared_server, "/style/recurrent", color_scheme="dark", reduced_motion="reduce")
    net, real, guess = page.locator("#net"), page.locator("#real"), page.locator("#guess")
    expect(page.locator("hm-quote[of='net.fate']")).to_have_text("explodes")
    net.get_by_role("slider", name="Eigenvalue 1").focus()
    for _ in range(8):
        page.keyboard.press("ArrowDown")
    assert net.evaluate("picture => [picture.state.complex, picture.state.radius]") == [0, 1]
    expect(page.locator("#net[reached]")).to_be_attached()

    real.scroll_into_view_if_needed()
    box = real.get_by_role("slider", name="Eigenvalue 1").locator(".grip").bounding_box()
    page.mouse.move(box["x"] + 8, box["y"] + 8)
    page.mouse.down()
    page.mouse.move(box["x"] - 20, box["y"] - 40)
    page.mouse.up()
    assert real.evaluate("picture => picture.state.complex") == 1
    real.get_by_role("button", name="tanh").click()
    real.get_by_label("Wh[0, 0]").fill("2")
    assert real.evaluate("picture => picture.setup.bend + picture.setup.wh[0]") == "tanh2"

    assert guess.evaluate("picture => picture.quotable.growth ?? null") is None
    expect(guess.locator(".norm")).to_have_count(0)
    expect(page.locator("#wrong").get_by_role("alert")).to_contain_text("3×3")
