"""Attention: a word is chosen by keyboard and mouse, heads are compared, rows are demanded, a sentence is typed."""

import re

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


def test_a_score_is_spelled_out_and_a_given_number_changes_the_shares(shared_server, visit):
    page = visit(shared_server, "/style/attention", viewport={"width": 360, "height": 740})
    picture = page.locator("#steps")
    expect(picture.locator(".spelled")).to_have_text(re.compile(r"\(1 · 3\s*\+ 1 · 1\s*\) / √2\s*= 2\.83"))
    picture.get_by_role("slider").focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowRight")
    expect(picture.locator(".spelled")).to_contain_text("A later word")
    expect(page.locator("hm-quote[of='steps.value']")).to_have_text("−∞")
    expect(picture.locator(".none")).to_have_count(3)
    page.keyboard.press("ArrowDown")
    picture.get_by_role("button", name="P = softmax(S)").click()
    expect(picture.locator(".caption")).to_contain_text("P: row of “sat”, for “sat”: 0.14")
    picture.get_by_role("button", name="Q = X Wq").click()
    picture.get_by_label("wq, row 1, column 1").fill("9")
    expect(page.locator("#steps[reached]")).to_be_attached()
    assert picture.evaluate("picture => picture.setup.wq") == "1 0; 0 9; 1 -1"
    assert "Wq" in picture.evaluate("picture => picture.exportImage('svg').then(blob => blob.text())")
    expect(page.locator("#unfit").get_by_role("alert")).to_contain_text("wq needs 2 rows")
    expect(page.locator("html")).to_have_js_property("scrollWidth", 360)


def test_a_sentence_is_followed_as_it_is_typed(shared_server, visit):
    page = visit(shared_server, "/style/attention", reduced_motion="reduce")
    picture = page.locator("#typed")
    field, caption = picture.get_by_label("Your sentence"), picture.locator(".caption")
    expect(caption).to_contain_text("“␣be” looks most at")
    field.press("End")
    page.keyboard.type(" my")
    expect(caption).to_contain_text("“␣my” looks most at")
    expect(picture.locator(".heard")).to_contain_text("Likeliest next: “␣")
    expect(picture.get_by_role("slider")).to_have_attribute("aria-valuemax", "8")
    picture.get_by_role("button", name="Layer 1, head 1").click()
    picture.get_by_role("slider").press("Home")
    expect(caption).to_contain_text("“To” looks most at itself: 1.")
    picture.get_by_role("group", name="After To it expects").get_by_role("button").first.press("Enter")
    expect(field).to_have_value(re.compile("^To.+"))
    expect(picture.get_by_role("slider")).to_have_attribute("aria-valuenow", "1")
    assert not picture.evaluate("picture => picture.reached")
    field.fill("日本 HAMLET")
    expect(picture).to_contain_text("It never learned “日”, “本”: to it all such letters are the same.")
    expect(page.locator("#typed[reached]")).to_be_attached()
    expect(page.locator("hm-quote[of='typed.next']")).to_have_text(".")
    field.fill("to be " * 40)
    expect(picture).to_contain_text(re.compile(r"It looks 32 pieces back: the first \d+ pieces are left out\."))
    page.set_viewport_size({"width": 360, "height": 740})
    expect(page.locator("html")).to_have_js_property("scrollWidth", 360)
    picture.get_by_role("button", name="Step by step").click()
    picture.get_by_role("button", name="Q = X Wq").click()
    expect(picture.locator(".spelled")).to_contain_text("(32 products)")
    expect(picture.locator("image")).to_have_count(3)
    picture.get_by_role("slider").press("ArrowRight")
    expect(caption).to_contain_text("Q: row of “␣”, number 2")
    assert picture.evaluate("picture => picture.setup.view") == "steps"
    assert "<image" in picture.evaluate("picture => picture.exportImage('svg').then(blob => blob.text())")
    field.fill("")
    expect(picture.locator(".picture")).to_have_count(0)
    page.locator("#gone").scroll_into_view_if_needed()
    expect(page.locator("#gone").get_by_role("alert")).to_have_text("This is no archive of arrays.")
    expect(page.locator("#gone .caption")).to_contain_text("“b” looks most at")
