"""Words on a plane: arrow keys go from word to word, and what is closest is said."""

from desk import until
from playwright.sync_api import expect


def test_words_are_chosen_by_keyboard_and_by_touch(shared_server, visit):
    page = visit(shared_server, "/style/words", reduced_motion="reduce")
    picture = page.locator("#royal")
    expect(picture.locator(".word text")).to_have_count(7)
    expect(picture.locator(".arrow")).to_have_count(2)
    picture.get_by_role("button", name="king", exact=True).click()
    expect(page.locator("hm-quote[of='royal.chosen']")).to_have_text("king")
    page.keyboard.press("ArrowRight")
    expect(page.locator("hm-quote[of='royal.chosen']")).to_have_text("prince")
    expect(picture.locator(".caption")).to_contain_text("Closest to prince on this plane: king")
    expect(page.locator("#wrong")).to_contain_text("2 words and 1 points")
    page.set_viewport_size({"width": 360, "height": 740})
    expect(page.locator("html")).to_have_js_property("scrollWidth", 360)
    assert "<text" in picture.evaluate("words => words.exportImage('svg').then(blob => blob.text())")


def test_the_map_of_all_words_is_searched_and_answers_an_analogy(shared_server, visit):
    page = visit(shared_server, "/style/words", color_scheme="dark", reduced_motion="reduce")
    atlas = page.locator("#glove")
    atlas.scroll_into_view_if_needed()
    until(page, "document.querySelector('#glove').state.words === 20000")
    find = atlas.get_by_label("find")
    find.fill("cat")
    find.press("Enter")
    expect(page.locator("hm-quote[of='glove.nearest']")).to_have_text("dog")
    expect(atlas.locator(".caption")).to_contain_text("Nearest to cat: dog, rabbit, monkey")
    expect(atlas.locator(".caption")).not_to_contain_text("no WebGL")  # its shaders once did not link
    find.fill("qwzx")
    find.press("Enter")
    expect(atlas.get_by_role("alert")).to_contain_text("“qwzx” is not among the 20,000 words.")
    canvas = atlas.get_by_role("application")
    canvas.focus()
    for key in ["ArrowRight", "+", "+", "Enter"]:
        page.keyboard.press(key)
    page.locator("#capital").scroll_into_view_if_needed()
    until(page, "document.querySelector('#capital').state.answer_text === 'rome'")
