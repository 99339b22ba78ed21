"""Ratings and factors: a cell is chosen by the keyboard and by the mouse, a rating is changed, all fitted again."""

from playwright.sync_api import expect


def test_a_rating_is_foretold_and_changed(shared_server, visit):
    page = visit(shared_server, "/style/factors", color_scheme="dark", reduced_motion="reduce")
    club, one = page.locator("#club"), page.locator("#one")
    expect(page.locator("hm-quote[of='club.film']")).to_have_text("Little Women")
    assert club.evaluate("picture => picture.state.expected") < 2  # Ann likes what Ben and Cleo like, and they did not
    cell = club.get_by_role("button", name="Eva, Little Women")
    cell.click()
    assert club.evaluate("picture => picture.state.expected") > 4
    page.keyboard.press("ArrowUp")
    expect(page.locator("hm-quote[of='club.user']")).to_have_text("Dan")
    page.keyboard.press("1")
    expect(club.get_by_role("button", name="Dan, Little Women: rated 1")).to_be_focused()
    assert "5 1 4" in club.evaluate("picture => picture.setup.ratings")
    page.keyboard.press("Delete")
    expect(club.get_by_role("button", name="Dan, Little Women: not rated")).to_be_visible()
    club.get_by_role("button", name="As it was").click()
    assert club.evaluate("picture => [picture.state.changed, picture.state.rating]") == [0, 5]
    club.get_by_role("button", name="Fill the holes").click()
    expect(club.locator(".cell text")).to_have_count(36)

    one.get_by_role("slider").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#one[reached]")).to_be_attached()
    expect(page.locator("#wrong").get_by_role("alert")).to_contain_text("2 users and 2 films, and ratings of shape 2×2")
    page.set_viewport_size({"width": 360, "height": 740})
    expect(page.locator("html")).to_have_js_property("scrollWidth", 360)
