"""<hm-product>: moved step by step, its numbers changed by keyboard, mouse and finger."""

import pytest
from playwright.sync_api import expect


@pytest.fixture
def open_style(shared_server, visit):
    def open_style(**context):
        page = visit(shared_server, "/style/product", reduced_motion="reduce", **context)
        page.locator("#product svg.picture").wait_for()
        return page

    return open_style


def state(page, name="product"):
    return page.evaluate("name => document.getElementById(name).state", name)


def cell(page, matrix, row, column, rows, columns, name="product"):
    """The middle of a cell, in the window."""
    hit = page.locator(f"#{name} {matrix} .hit")
    hit.scroll_into_view_if_needed()
    box = hit.bounding_box()
    return box["x"] + (column + 0.5) * box["width"] / columns, box["y"] + (row + 0.5) * box["height"] / rows


def test_steps_views_and_numbers_by_keyboard_and_mouse(open_style):
    page = open_style()
    product = page.locator("#product")
    assert state(page)["terms"] == "1·2 + 2·1 + 3·3"
    assert (state(page)["value"], state(page)["flops"]) == (13, 24)

    product.get_by_role("slider", name="Steps of the product").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("main")).to_contain_text("1·1 + 2·(−1) + 3·0 = −1, at step 2 of 4")
    page.keyboard.press("ArrowDown")
    expect(product).to_contain_text("Goal reached")
    page.keyboard.press("Home")
    assert state(page)["step"] == 0
    expect(product).to_contain_text("Press Next")
    product.get_by_role("button", name="Next step").click()
    assert (state(page)["row"], state(page)["column"]) == (0, 0)

    # A number by keyboard: go to it, type, Enter; Escape takes it back.
    product.locator("#A").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.type("5")
    assert state(page)["value"] == 2 + 5 + 9
    page.keyboard.press("Enter")
    page.keyboard.type("-1.5")
    assert state(page)["value"] == 2 - 1.5 + 9
    page.keyboard.press("Escape")
    assert state(page)["value"] == 2 + 5 + 9
    page.keyboard.press("Shift+ArrowDown")
    assert state(page)["value"] == 2 + 4 + 9

    # By mouse: drag it up; click it and type.
    x, y = cell(page, "#B", 0, 0, 3, 2)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y - 27, steps=3)
    page.mouse.up()
    assert state(page)["terms"].startswith("1·5 + ")
    page.mouse.click(x, y)
    page.keyboard.type("7")
    page.keyboard.press("Tab")  # goes on to the next number
    page.keyboard.press("Enter")
    page.keyboard.type("1/2")
    page.keyboard.press("Enter")
    assert page.evaluate("document.getElementById('product').setup.b") == "7 0.5; 1 -1; 3 0"

    # A cell of C under the mouse tells its terms; a tap goes to its step.
    x, y = cell(page, "g.result", 1, 1, 2, 2)
    page.mouse.move(x, y)
    assert (state(page)["row"], state(page)["column"], state(page)["step"]) == (1, 1, 1)
    page.mouse.click(x, y)
    assert state(page)["step"] == 4

    product.get_by_role("button", name="outer products").click()
    page.mouse.move(0, 0)
    assert (state(page)["step"], state(page)["steps"], state(page)["inner"]) == (1, 3, 0)
    product.get_by_role("button", name="Play all steps").click()  # with less motion wished for, it is there at once
    assert state(page)["step"] == 3
    svg = page.evaluate("async () => (await document.getElementById('product').exportImage('svg')).text()")
    assert svg.count("<text") > 20


def test_play_goes_step_by_step(shared_server, visit):
    page = visit(shared_server, "/style/product")
    product = page.locator("#by-columns")
    product.get_by_role("button", name="Play all steps").click()
    expect(product).to_contain_text("step 2 of 2")
    expect(product.get_by_role("button", name="Play all steps")).to_be_visible()


def test_a_guess_a_misfit_and_a_slip(open_style):
    page = open_style()
    guess = page.locator("#guess")
    page.locator("#guess g.result").hover()
    expect(guess).not_to_contain_text("19")
    guess.get_by_label("What will stand in the corner of C?").fill("17")
    page.keyboard.press("Enter")
    expect(guess).to_contain_text("You guessed 17. It is 19.")

    expect(page.locator("#no-product")).to_contain_text("Each row of A has 3 numbers, each column of B has 2 numbers")
    expect(page.locator("#slip")).to_contain_text("“x” is no number")


def test_a_finger_drags_a_number_and_not_the_page(open_style):
    page = open_style(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True, color_scheme="dark")
    x, y = cell(page, "#A", 0, 0, 2, 3)
    before = page.evaluate("scrollY")
    touch = page.context.new_cdp_session(page)

    def send(kind, *points):
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": at} for at in points]})

    send("touchStart", y)
    for up in range(6, 42, 6):
        send("touchMove", y - up)
    send("touchEnd")
    assert state(page)["terms"].startswith("5·2 + ")
    assert page.evaluate("scrollY") == before


def test_a_failed_check_shows_the_learners_numbers(open_style):
    page = open_style()
    made = page.evaluate(
        """() => {
            const shown = (shape, values) => ({ text: '', array: { shape, dtype: 'int64', values } });
            const A = { name: 'A', shown: shown([2, 2], [1, 2, 3, 4]) };
            const x = { name: 'x', shown: shown([2], [1, -1]) };
            const { ofCase } = customElements.get('hm-product');
            const properties = ofCase([A, x], shown([2], [-1, -1]), shown([2], [-1, 1]));
            const product = Object.assign(document.createElement('hm-product'), properties, { id: 'case' });
            document.querySelector('main').prepend(product);
            return [properties.step, ofCase([A, x], shown([2], [1, 2]), null), ofCase([x], shown([2], [1, 2]), null)];
        }"""
    )
    assert made == [2, None, None]  # the first wrong number; no product; one input
    case = page.locator("#case")
    expect(case).to_contain_text("3·1 + 4·(−1) = −1")
    expect(case.locator(".yours")).to_have_count(1)
    assert case.locator("path.wrong").get_attribute("d").count("M") == 1
