"""Every lesson from its first line to its last: goals by the keyboard, a program run, each exercise solved."""

import numpy as np
import pytest
from desk import Desk, until
from playwright.sync_api import expect

from hiddenmath.learn import Choice, Exercise, Predict, course

LEFT, RIGHT, UP, DOWN = (f"Shift+Arrow{way}" for way in ("Left", "Right", "Up", "Down"))
# lesson -> its pictures with a goal: who is moved, and by which keys; or what is pressed, or filled in
GOALS = {
    "vectors": [
        ("text", "slider", "The vector a", [RIGHT] * 2 + [DOWN] * 4),
        ("sum", "slider", "The vector b", [LEFT] * 2 + [UP] * 6),
        ("scale", "slider", "The multiple of a", [RIGHT] * 2),
    ],
    "matrices": [("pick", "textbox", "Index into A", "1:, 1:")],
    "similarity": [("dot", "slider", "The vector b", [LEFT] * 4)],
    "broadcast": [
        ("hole", "application", "X", ["ArrowDown", "ArrowDown", "ArrowDown", "ArrowRight", "Enter", "2", "Enter"]),
    ],
    "matmul": [
        ("rows", "button", "Next step", ["Enter"] * 3),
        ("views", "button", "Next step", ["Enter"]),
    ],
    "maps": [
        ("lean", "slider", "Second column", [RIGHT]),
        ("moves", "button", "reflect", ["Enter"]),
        ("photo", "button", "rotate", ["Enter"]),
    ],
    "inverse": [
        ("where", "slider", "The vector x", [LEFT] * 7 + ["ArrowLeft"] * 2),
        ("flat", "slider", "First column", [LEFT] * 3),
        ("undone", "slider", "How much of the map is done", ["End"]),
    ],
    "rank": [
        ("flat", "slider", "First column", [LEFT] * 3),
        ("project", "slider", "The vector b", [RIGHT] * 4 + [DOWN] * 4),
    ],
    "least-squares": [
        ("own", "slider", "Slope of your line", [UP] * 7),
        ("own", "slider", "Intercept of your line", [DOWN] * 3),
        ("column", "slider", "Intercept of your line", [DOWN] * 4),
        ("column", "slider", "Slope of your line", [UP] * 2),
        ("patients", "slider", "Slope of your line", [UP] * 4),
        ("patients", "slider", "Height of your line", ["ArrowDown"] * 3),
    ],
    "descent": [
        ("roll", "slider", "steps", ["ArrowRight"] * 14),
        ("nudge", "slider", "nudge h", ["PageDown"] * 3),
        ("momentum", "button", "Momentum", ["Enter"]),
        ("momentum", "slider", "momentum", ["ArrowRight"] * 16),
    ],
    "eigenvectors": [
        ("web", "slider", "Node lab", ["Enter"]),
        ("web", "button", "Join", ["Enter"]),
        ("web", "slider", "Node me", ["Enter"]),
        ("probe", "slider", "The vector x", [LEFT] * 9),
        ("lines", "slider", "First column", [DOWN] * 2),
        ("memory", "slider", "Eigenvalue 1", ["ArrowRight"] * 2),
    ],
    "svd": [
        ("longest", "slider", "Direction of x", [LEFT] * 12 + ["ArrowLeft"] * 2),
        ("moves", "slider", "Stage", ["End"]),
        ("sum", "button", "Add the next piece", ["Enter"] * 4),
    ],
    "low-rank": [
        ("photo", "slider", "Rank", ["ArrowRight"] * 40),
        ("slanted", "button", "Add the next piece", ["Enter"] * 8),
    ],
}


@pytest.mark.parametrize("slug", [lesson.slug for lesson in course().lessons])
def test_a_lesson_is_done_to_its_end(server, visit, slug):
    page = visit(server, f"/learn/{slug}", reduced_motion="reduce")
    for picture, role, name, keys in GOALS.get(slug, []):
        page.locator(f"#{picture}").scroll_into_view_if_needed()
        until(page, f"Object.keys(document.querySelector('#{picture}').state ?? {{}}).length > 0")  # its photo is here
        moved = page.locator(f"#{picture}").get_by_role(role, name=name).first
        if isinstance(keys, str):
            moved.fill(keys)
        for key in keys if isinstance(keys, list) else ():
            moved.press(key)
    for picture in {picture for picture, *_ in GOALS.get(slug, [])}:
        expect(page.locator(f"#{picture}[reached]"), picture).to_be_attached()

    for id in course().lesson(slug).ids:
        solve(page, course().exercise(id))
    if page.locator("hm-code").count() > 0:
        program = page.locator("hm-code").first
        program.get_by_role("button", name="Run").click()
        expected = program.locator("xpath=following-sibling::pre[1]").inner_text().strip()
        expect(program.locator(".stdout pre")).to_have_text(expected, timeout=20_000)


def solve(page, exercise):
    desk = Desk(page, exercise.name)
    match exercise:
        case Exercise():
            desk.check(exercise.solution_source, says="Right")
        case Predict():
            until(page, f"document.querySelector('#exercise-{exercise.name}').seed !== null")
            seed = desk.block.evaluate("block => block.seed")
            answer = np.asarray(exercise.asks(**exercise.given(np.random.default_rng(seed))))
            desk.block.get_by_label("It gives").fill(str(answer.tolist()))
            desk.block.get_by_role("button", name="Check").click()
            expect(desk.block.get_by_text("Solved")).to_be_visible()
        case Choice():  # which picture it is can only be seen: tests/e2e/test_first_lesson.py
            assert desk.block.get_by_role("radio").count() > 1


def test_a_program_is_changed_and_what_goes_wrong_is_said(shared_server, visit):
    page = visit(shared_server, "/learn/vectors")
    program = page.locator("hm-code").first
    program.scroll_into_view_if_needed()
    program.get_by_role("button", name="Change it").click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text("import numpy as np\nprint(np.ones(2) @ np.ones(3))")
    program.get_by_role("button", name="Run").click()
    expect(program.get_by_role("status").first).to_contain_text("stopped in line 2", timeout=20_000)
    program.get_by_role("link", name="X-ray it").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("X-ray")
    assert "np.ones(2) @ np.ones(3)" in page.locator("hm-editor textarea").input_value()
