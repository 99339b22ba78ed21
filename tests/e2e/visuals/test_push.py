"""The words of a text and their pushes: one is taken out by the keyboard, and the sum follows."""

from playwright.sync_api import expect


def test_a_word_is_taken_out_and_put_back(shared_server, visit):
    page = visit(shared_server, "/style/push", color_scheme="dark")
    film = page.locator("#film")
    expect(page.locator("hm-quote[of='film.label']")).to_have_text("negative")
    before = film.evaluate("push => push.state.odds")
    word = film.get_by_role("button", name="terrible")
    word.focus()
    page.keyboard.press("Enter")
    expect(film.locator("p.text .out")).to_have_text("terrible")
    expect(page.locator("#film[reached]")).to_be_attached()
    assert film.evaluate("push => push.state.odds") > before
    page.keyboard.press("Space")
    assert film.evaluate("push => push.state.odds") == before
    expect(film.locator("svg.picture")).to_have_accessible_name("36% positive: the pushes add up to −0.58")

    film.get_by_role("button", name="Next text").click()
    expect(page.locator("hm-quote[of='film.label']")).to_have_text("positive")
    expect(page.locator("#wrong").get_by_role("alert")).to_contain_text("There is no text 3")
