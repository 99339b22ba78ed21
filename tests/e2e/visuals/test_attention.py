"""Attention: a word is chosen by keyboard and mouse, heads are compared, and rows of shares are demanded."""

from playwright.sync_api import expect


def test_a_word_is_chosen_and_heads_are_compared(shared_server, visit):
    page = visit(shared_server, "/style/attention", color_scheme="dark", reduced_motion="reduce")
    picture = page.locator("#sentence")
    slider = picture.get_by_role("slider", name="The letter that looks")
    expect(slider).to_have_attribute(
        "aria-valuetext", "“sat” looks most at “cat”: 0.7; then itself: 0.2; then “the”, 2 back: 0.1."
    )
    slider.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("hm-quote[of='sentence.letter']")).to_have_text("down")
    expect(picture.locator(".caption")).to_contain_text("“down” looks most at “sat”: 0.6")
    expect(picture.locator(".arc")).to_have_count(4)
    assert not picture.evaluate("picture => picture.reached")
    picture.get_by_role("button", name="Layer 1, head 2").click()
    expect(picture.locator(".caption")).to_contain_text("“down” looks most at “the”, 3 back: 0.4")
    expect(page.locator("#sentence[reached]")).to_be_attached()
    picture.locator(".letter text.end").first.click()
    expect(picture.locator(".caption")).to_contain_text("“the” looks most at itself: 1")
    assert picture.evaluate("picture => picture.setup") == {"at": "0", "head": "1"}
    assert "<path" in picture.evaluate("picture => picture.exportImage('svg').then(blob => blob.text())")
    expect(page.locator("#one").get_by_role("button", name="Layer")).to_have_count(0)
    expect(page.locator("#wrong").get_by_role("alert")).to_contain_text("There are 3 letters, and weights of shape 2×2")
    page.set_viewport_size({"width": 360, "height": 740})
    expect(page.locator("html")).to_have_js_property("scrollWidth", 360)
