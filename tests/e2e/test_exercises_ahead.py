"""Exercises on pages of their own: one to foretell, one of several parts, a solution opened, a time compared."""

import sqlite3

from desk import Desk
from playwright.sync_api import expect

from hiddenmath.learn import course


def test_the_list_leads_to_every_exercise(server, visit):
    page = visit(server, "/learn")
    page.get_by_role("link", name="All exercises").click()
    expect(page.locator(".tasks a")).to_have_count(len(course().every_id))
    page.get_by_role("link", name="Add up the diagonal").click()  # a drill has a page of its own
    expect(page.get_by_role("heading", level=1)).to_have_text("Add up the diagonal")
    page.goto(server.origin + "/exercises")
    page.get_by_role("link", name="Make the photo grey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your photo is a matrix")


def test_a_shape_is_foretold_told_asked_anew_and_then_run(server, visit):
    """After a wrong answer the right one is told, so the next try has other numbers. What was told stays."""
    page = visit(server, "/exercises/matmul/shapes")
    desk = Desk(page, "shapes")
    typed, stage = desk.block.get_by_label("It gives"), desk.block.locator(".stage")
    expect(desk.block.get_by_role("button", name="Run")).to_be_hidden()  # it would say the answer
    typed.fill("9×9")
    typed.press("Enter")
    told = desk.verdict("Not yet.")
    assert "It gives (" in told and "disappear" in told
    shown = stage.inner_text()
    expect(typed).not_to_be_editable()
    desk.press("Run")
    expect(desk.block.locator(".came")).to_contain_text("vector of 2")
    assert desk.verdict("Not yet.") == told

    desk.press("Again, with other numbers")
    expect(typed).to_be_focused()
    expect(typed).to_have_value("")
    expect(stage.locator(".verdict")).to_have_count(0)
    expect(desk.block.get_by_role("button", name="Run")).to_be_hidden()
    desk.block.get_by_text("The numbers before").click()
    before = desk.block.locator(".earlier")
    for part in ("9×9", *shown.splitlines()):
        expect(before).to_contain_text(part)

    rows, columns = (stage.locator("hm-matrix").nth(i).evaluate("matrix => matrix.value.shape") for i in range(2))
    typed.fill(f"{rows[0]}×{columns[1]}")
    typed.press("Enter")
    desk.verdict("The inner")
    expect(desk.block.get_by_text("Solved")).to_be_visible()
    with sqlite3.connect(server.data / "progress.sqlite3") as connection:
        assert connection.execute("SELECT passed FROM attempts").fetchall() == [(0,), (1,)]
    connection.close()


def test_other_numbers_are_asked_for(server, visit):
    page = visit(server, "/exercises/vectors/slices")
    block = page.locator("#exercise-slices")
    block.scroll_into_view_if_needed()  # what it asks about is drawn when it is seen
    expect(block.locator(".shown").first).to_contain_text("v")
    block.get_by_label("It gives").fill("[1, 2]")
    block.get_by_role("button", name="Other numbers").click()
    expect(block.get_by_label("It gives")).to_have_value("")


def test_a_class_is_written_and_a_missing_part_is_told(server, visit):
    page = visit(server, "/exercises/least-squares/line")
    desk = Desk(page, "line")
    expect(desk.block.get_by_text("return Line().fit(x, y).predict(new)")).to_be_visible()
    desk.check("class line:\n    pass\n", says="Your class is called")
    desk.check(course().exercise("least-squares/line").solution_source, says="Right")


def test_the_solution_stands_beside_ones_own_and_is_remembered_as_help(server, visit):
    page = visit(server, "/exercises/similarity/cosine")
    desk = Desk(page, "cosine")
    desk.write("def cosine(a, b):\n    return a @ b  # mine\n")
    desk.block.locator(".solution > summary").click()
    beside = desk.block.locator(".side-by-side figure")
    expect(beside.nth(0)).to_contain_text("# mine")
    expect(beside.nth(1)).to_contain_text("np.linalg.norm(a) * np.linalg.norm(b)")
    expect(desk.block.locator(".solution-place")).to_contain_text("ten times longer")
    desk.check(course().exercise("similarity/cosine").solution_source, says="Right")
    with sqlite3.connect(server.data / "progress.sqlite3") as connection:
        (helped,) = connection.execute("SELECT helped FROM attempts").fetchone()
    connection.close()
    assert helped == 1


def test_the_time_of_a_right_solution_is_compared_when_asked(server, visit):
    page = visit(server, "/exercises/matmul/product")
    desk = Desk(page, "product")
    desk.check("def product(A, B):\n    return A @ B\n", says="Right")
    desk.press("How fast is it?")
    desk.block.locator("table.data").wait_for(timeout=60_000)
    assert "the reference" in desk.block.locator(".verdict-place").inner_text()
