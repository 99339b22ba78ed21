"""`hiddenmath.show` in a notebook: a real kernel, the code it sends, a real browser."""

import pytest
from notebook import notebook
from playwright.sync_api import expect


@pytest.fixture
def page(browser):
    context = browser.new_context()
    page = context.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []


def test_a_picture_is_moved_and_python_knows(page):
    with notebook(page) as cells:
        cells.run("import hiddenmath\nw = hiddenmath.show.matrix([[1, -2], [0, 4]], label='A')\nw")
        picture = page.locator("hm-matrix")
        expect(picture).to_contain_text("2×2")
        picture.locator("canvas").focus()
        for key in ["ArrowRight", "ArrowRight", "ArrowDown"]:  # the first one goes to the first cell
            page.keyboard.press(key)
        page.wait_for_function("window.saved && JSON.parse(window.saved).value === 4")
        cells.save()
        assert cells.run("print(w.state['row'], w.state['column'], w.state['value'])") == "1 1 4\n"

        cells.run("hiddenmath.show.shapes('A @ x', A=w.attributes['value']['values'], x=[1, 2])")  # its file runs again
        expect(page.locator("hm-shapes")).to_have_count(1)
