"""Lesson 6.4 in a real browser: the picture is moved by keyboard, each exercise is failed once and then passed."""

import pytest
from desk import Desk
from playwright.sync_api import expect

CENTRE = "import numpy as np\n\ndef centre(X):\n    return X - X.mean({})\n"
FIRST = """import numpy as np

def first_component(X):
    C = X{}
    return np.linalg.svd(C, full_matrices=False)[2]{}
"""


@pytest.mark.parametrize(
    ("exercise", "wrong", "names", "right"),
    [
        ("centre", CENTRE.format(""), "Each column has its own", CENTRE.format("axis=0")),
        ("first-component", FIRST.format("", "[0]"), "did not centre", FIRST.format(" - X.mean(axis=0)", "[0]")),
        ("first-component", FIRST.format(" - X.mean(axis=0)", "[-1]"), "not the first", "-0"),
    ],
)
def test_a_wrong_answer_is_named_and_a_right_one_passes(shared_server, visit, exercise, wrong, names, right):
    right = FIRST.format(" - X.mean(axis=0)", "[0] * -1") if right == "-0" else right
    desk = Desk(visit(shared_server, "/learn/pca"), exercise)
    assert names in desk.check(wrong, says="Not yet.")
    desk.check(right, says="Right")


def test_the_axis_is_turned_by_keyboard_until_the_goal_is_reached(shared_server, visit):
    page = visit(shared_server, "/learn/pca")
    cloud = page.locator("hm-cloud#cloud")
    cloud.scroll_into_view_if_needed()
    cloud.get_by_role("slider").first.wait_for()
    if guess := cloud.get_by_role("button", name="guess").all():
        guess[0].click()
    handle = cloud.get_by_role("slider").first
    handle.focus()
    seen = set()
    for _ in range(180):
        page.keyboard.press("ArrowUp")
        seen.add(handle.get_attribute("aria-valuetext"))
        if page.evaluate("document.querySelector('hm-cloud#cloud').reached"):
            break
    assert page.evaluate("document.querySelector('hm-cloud#cloud').reached") is True
    assert len(seen) > 10, "each turn is said to a screen reader"


def test_prose_quotes_the_picture(shared_server, visit):
    page = visit(shared_server, "/learn/pca")
    flat = page.locator("hm-cloud#flat")
    flat.scroll_into_view_if_needed()
    quote = page.locator("hm-quote[of='flat.seen']").first
    expect(quote).to_contain_text("19.1")  # the two sepal columns
    flat.locator("input[type=range]").press("End")  # turned to the components
    expect(quote).to_contain_text("97.8")
