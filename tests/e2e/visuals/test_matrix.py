"""<hm-matrix>: read, changed, indexed, turned through, broadcast, and zoomed into, by keyboard and mouse."""

import pytest
from desk import until
from playwright.sync_api import expect

EDGE = 6  # pixels around the cells


@pytest.fixture
def open_style(shared_server, visit):
    def open_style(**context):
        page = visit(shared_server, "/style/matrix", reduced_motion="reduce", **context)
        page.locator("#plain canvas").wait_for()
        return page

    return open_style


def state(page, name):
    return page.evaluate("name => document.getElementById(name).state", name)


def test_cells_are_read_changed_and_selected(open_style):
    page = open_style()
    page.locator("#plain canvas").hover(position={"x": EDGE + 60, "y": EDGE + 10})
    expect(page.locator("#plain .tip")).to_have_text("[0, 1] = −2")

    # changed by keyboard
    canvas = page.locator("#edit canvas")
    canvas.focus()
    page.keyboard.press("ArrowDown")  # the first key goes to the first cell
    page.keyboard.press("ArrowRight")
    page.keyboard.type("-3.5")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("1 numbers were changed, and here stands −3.5")
    page.keyboard.press("Shift+ArrowUp")
    assert state(page, "edit")["value"] == -3.4

    # and by mouse: dragged down, then typed
    box = canvas.bounding_box()
    x, y = box["x"] + EDGE + 110, box["y"] + EDGE + 110
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y + 18, steps=3)
    page.mouse.up()
    expect(page.locator("#edit")).to_contain_text("Goal reached")
    assert page.evaluate("document.getElementById('edit').setup.values") == "1 -3.4 3; 4 5 6; 7 8 7"
    page.mouse.click(x, y)
    page.keyboard.type("0")
    page.keyboard.press("Escape")
    assert state(page, "edit")["value"] == 7

    # an index, as NumPy takes it
    field = page.get_by_label("Index into A").first
    field.fill("::-1, 2:4")
    expect(page.locator("#pick")).to_contain_text("shape (4, 2)")
    expect(page.locator("#pick pre")).to_have_text("[[17 18]\n [12 13]\n [ 7  8]\n [ 2  3]]")
    assert (state(page, "pick")["selected"], state(page, "pick")["result"]) == (8, "4×2")
    field.fill("9")
    expect(page.locator("#pick")).to_contain_text("Index 9 is outside axis 0, which has places 0 to 3.")


def test_a_stack_is_turned_through(open_style):
    page = open_style()
    page.locator("#stack canvas").focus()
    page.keyboard.press("PageDown")
    page.keyboard.press("PageDown")
    expect(page.locator("#stack")).to_contain_text("2 (0 to 3)")
    page.get_by_role("slider", name="head").press("End")
    assert state(page, "stack")["slice"] == 3
    assert page.evaluate("document.getElementById('stack').setup.slice") == "3"


def test_shapes_are_broadcast_or_told_apart(open_style):
    page = open_style()
    assert (state(page, "both")["fits"], state(page, "both")["result"]) == (1, "3×4")
    rows = page.locator("#both table tr").all_inner_texts()
    assert [row.split() for row in rows[1:4]] == [["a", "3", "1"], ["b", "none", "4"], ["result", "3", "4"]]
    guess = page.locator("#guess")
    expect(guess.locator("table")).to_have_count(0)
    guess.get_by_label("How many columns will the sum have?").fill("1")
    page.keyboard.press("Enter")
    expect(guess).to_contain_text("You guessed 1. It is 3.")
    expect(guess.locator("table")).to_have_count(1)
    assert state(page, "clash")["fits"] == 0
    expect(page.locator("#clash")).to_contain_text("axis 1 has 4 on one side and 3 on the other")
    expect(page.locator("#slip")).to_contain_text("Row 1 has 1 numbers, row 0 has 2")


def test_a_photo_turns_into_its_numbers(open_style):
    page = open_style()
    corner = "canvas => [...canvas.getContext('2d').getImageData(12, 12, 1, 1).data]"  # in a black pixel
    canvas = page.locator("#photo canvas")
    page.get_by_label("From the photo to its numbers").press("Home")
    black = canvas.evaluate(corner)
    page.get_by_label("From the photo to its numbers").press("End")
    zero = canvas.evaluate(corner)
    assert black[:3] == [0, 0, 0]
    assert min(zero[:3]) > 30


def test_a_huge_matrix_is_zoomed_to_its_numbers(open_style):
    page = open_style(viewport={"width": 1280, "height": 900})
    # A hundred million numbers in memory: each is its column.
    page.evaluate(
        """() => {
            const n = 10_000;
            const values = new Uint16Array(n * n);
            for (let i = 0; i < n; i++) values[i] = i;
            for (let row = 1; row < n; row *= 2) values.copyWithin(row * n, 0, Math.min(row, n - row) * n);
            const huge = document.getElementById('huge');
            huge.pattern = null;
            huge.value = { shape: [n, n], dtype: 'uint16', values };
        }"""
    )
    huge = page.locator("#huge")
    canvas = huge.locator("canvas")
    canvas.scroll_into_view_if_needed()
    until(page, "document.getElementById('huge').state.step > 1")
    expect(huge).to_contain_text("Each point is the average of")
    canvas.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    until(page, "document.getElementById('huge').state.zoom > 100")
    at = state(page, "huge")
    assert (at["step"], at["value"]) == (1, at["column"])
    page.keyboard.press("ArrowRight")
    expect(huge).to_contain_text(f"[{at['row']}, {at['column'] + 1}] = {at['column'] + 1}")

    box = canvas.bounding_box()
    page.mouse.move(box["x"] + 200, box["y"] + 200)
    before = state(page, "huge")["column"]
    page.mouse.down()
    page.mouse.move(box["x"] + 100, box["y"] + 200, steps=4)
    page.mouse.up()
    page.wait_for_timeout(50)
    page.mouse.move(box["x"] + 201, box["y"] + 200)
    assert state(page, "huge")["column"] > before
    page.keyboard.press("0")
    until(page, "document.getElementById('huge').state.zoom === 1")

    # Numbers that come from afar: each is its row.
    page.evaluate(
        """() => {
            const averages = async (row, column, height, width, step) =>
                Float64Array.from({ length: height * width }, (_, i) => row + Math.floor(i / width) * step);
            document.getElementById('huge').source = { rows: 3000, columns: 4000, largest: 3000, averages };
        }"""
    )
    page.mouse.move(box["x"] + 300, box["y"] + 150)
    page.wait_for_timeout(200)
    expect(huge).to_contain_text("3,000×4,000")
    blank = "canvas => new Set(canvas.getContext('2d').getImageData(200, 0, 1, canvas.height).data).size < 8"
    assert not canvas.evaluate(blank)


def test_narrow_and_dark(open_style):
    page = open_style(viewport={"width": 360, "height": 740}, has_touch=True, color_scheme="dark")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    canvas = page.locator("#edit canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    page.touchscreen.tap(box["x"] + EDGE + 20, box["y"] + EDGE + 20)
    page.keyboard.type("12")
    page.keyboard.press("Enter")
    assert state(page, "edit")["value"] == 12
