"""What holds of every page: for everyone's eyes and hands, on narrow screens, without JavaScript."""

import pytest
from axe import violations
from playwright.sync_api import expect

PAGES = [
    "/",
    "/learn",
    "/learn/concepts",
    "/learn/concepts?of=bases",
    "/learn/photo",
    "/learn/pca",
    "/exercises",
    "/exercises/least-squares/line",
    "/exercises/matmul/shapes",
    "/exercises/drills/relu",
    "/practice",
    "/progress",
    "/apply",
    "/apply/pca",
    "/xray",
    "/xray/rules",
    "/xray/rules/explicit-inverse",
    "/search?q=matrix",
    "/glossary",
    "/guides",
    "/guides/arrays",
    "/settings",
    "/no-such-page",
]
QUIET = {"expected_errors": True}  # the browser reports the 404 itself


def visited(visit, server, path, **context):
    page = visit(server, path, **context, **(QUIET if path == "/no-such-page" else {}))
    page.wait_for_load_state("networkidle")
    return page


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_for_everyones_eyes(shared_server, visit, path):
    """axe finds no violation, in light and in dark; on a narrow screen nothing runs over the edge."""
    page = visited(visit, shared_server, path, color_scheme="light", reduced_motion="reduce")
    for scheme in ("light", "dark"):
        assert violations(page, scheme) == [], scheme
    page.set_viewport_size({"width": 360, "height": 740})
    page.reload()
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("path", PAGES)
def test_pages_read_well_without_javascript(shared_server, visit, path):
    page = visited(visit, shared_server, path, java_script_enabled=False)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert len(page.get_by_role("main").inner_text()) > 100


def test_a_link_without_the_token_gets_a_page_that_helps(shared_server, browser):
    context = browser.new_context()
    page = context.new_page()
    answer = page.goto(shared_server.origin + "/learn")
    assert answer.status == 403
    expect(page.get_by_role("main")).to_contain_text("terminal")
    context.close()


def test_the_keyboard_reaches_the_content_first(shared_server, visit):
    page = visited(visit, shared_server, "/learn/photo")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main"


def test_slash_searches_everything(shared_server, visit):
    page = visited(visit, shared_server, "/learn/photo")
    page.keyboard.press("/")
    page.keyboard.type("dot pro")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Glossary dot product").click()
    assert page.url.endswith("/glossary#dot-product")
    page.wait_for_load_state("networkidle")  # the pictures of the words above have come
    expect(page.locator("#dot-product h2")).to_be_in_viewport()


def test_settings_hold_at_once_and_on_the_next_page(shared_server, visit):
    page = visited(visit, shared_server, "/settings", color_scheme="light")
    size = "parseFloat(getComputedStyle(document.documentElement).fontSize)"
    before = page.evaluate(size)
    page.get_by_label("Largest").check()
    page.get_by_role("radio", name="Dark").check()
    page.get_by_label("None: pictures jump to the end").check()
    page.goto(shared_server.origin + "/learn")
    assert page.evaluate(size) > 1.25 * before
    assert page.evaluate("({...document.documentElement.dataset})") == {
        "theme": "dark",
        "size": "largest",
        "motion": "less",
    }
    page.goto(shared_server.origin + "/settings")
    expect(page.get_by_role("radio", name="Dark")).to_be_checked()
    page.get_by_role("group", name="Theme").get_by_label("As the system").check()
    assert page.evaluate("document.documentElement.dataset.theme") is None


def test_a_note_is_kept_while_it_is_typed(shared_server, visit):
    page = visited(visit, shared_server, "/learn/pca")
    notes = page.get_by_role("region", name="Explain it to somebody")
    notes.get_by_role("textbox").fill("The shadow is widest along the first direction.")
    expect(notes).to_contain_text("Saved")
    other = page.context.new_page()  # two tabs show the same text: neither overwrites the other
    other.goto(page.url)
    other.wait_for_load_state("networkidle")
    notes.get_by_role("textbox").fill("The shadow is widest along the first direction.")
    notes.get_by_role("textbox").press_sequentially(" Its square is the variance.")
    there = other.get_by_role("region", name="Explain it to somebody").get_by_role("textbox")
    expect(there).to_have_value("The shadow is widest along the first direction. Its square is the variance.")
    notes.get_by_role("textbox").fill("The shadow is widest along the first direction.")
    expect(notes).to_contain_text("Saved")
    page.reload()
    expect(notes.get_by_role("textbox")).to_have_value("The shadow is widest along the first direction.")


def test_the_theme_is_kept(shared_server, visit):
    page = visited(visit, shared_server, "/", color_scheme="light")
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    light = page.evaluate(paper)
    page.get_by_role("button", name="theme").click()
    dark = page.evaluate(paper)
    assert dark != light
    page.goto(shared_server.origin + "/learn")
    assert page.evaluate(paper) == dark


def test_a_formula_loads_the_part_of_the_font_that_lessons_use_and_a_rare_sign_the_whole(shared_server, visit):
    page = visit(shared_server, "/")
    fonts = []
    page.on("request", lambda request: request.resource_type == "font" and fonts.append(request.url))
    page.goto(shared_server.origin + "/learn/pca")
    page.wait_for_load_state("networkidle")
    assert [url for url in fonts if "stix-two-math-latin" in url] == []
    assert len([url for url in fonts if "stix-two-math-core" in url]) == 1
    with page.expect_request(lambda request: "stix-two-math-latin" in request.url):
        page.locator("math mi").first.evaluate("letter => letter.textContent = '𝔉'")
