"""`hiddenmath.show` in a notebook: a real kernel, the code it sends, a real browser."""

import pytest
from notebook import notebook
from playwright.sync_api import expect

from hiddenmath import show


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


SHOWN = {
    "matrix": "show.matrix(np.eye(3))",
    "plane": "show.plane([[1, 1], [0, 1]])",
    "vector": "show.vector([3, 1], [2, 2])",
    "product": "show.product([[1, 2], [3, 4]], [[1], [0]])",
    "svd": "show.svd([[3, 1], [1, 2]])",
    "image-rank": "show.image_rank(np.arange(600, dtype=np.uint8).reshape(20, 30))",
    "pixels": "show.photo(np.zeros((4, 5, 3), np.uint8))",
    "fit": "show.fit([0, 1, 2], [1, 3, 2])",
    "descent": "show.descent([[3, 1], [1, 2]], [1, -1])",
    "cloud": "show.cloud(data.open('iris'))",
    "shapes": "show.shapes('A @ x', A=np.ones((2, 3)), x=np.ones(3))",
    "trace": "show.trace(x.report)",
    "push": "show.push('A lovely film, but far too long')",
    "digit": "show.digit('convolution')",
    "factors": "show.factors([[5, np.nan], [2, 4]])",
    "convolution": "show.convolution(np.arange(600, dtype=np.uint8).reshape(20, 30), np.ones((3, 3)) / 9)",
    "recurrent": "show.recurrent([[0.9, 0.2], [0, 0.5]])",
    "net": "show.net([[0, 1], [1, 0], [1, 1], [0, 0]], [1, 1, 0, 0])",
    "attention": "show.attention('To be, or not to be')",
    "graph": "show.graph((['a', 'b'], ['b', 'a']))",
}
SETUP = """
import numpy as np
import hiddenmath
from hiddenmath import data, show
with hiddenmath.record() as x:
    C = np.ones((30, 40)) @ np.ones(40)
"""


def test_every_picture_of_show_is_drawn(page):
    assert len(SHOWN) == len(show.__all__) - 1  # all but the class
    with notebook(page) as cells:
        cells.run(SETUP)
        for name, call in SHOWN.items():
            cells.run(call)
            page.locator(f"hm-{name}").first.scroll_into_view_if_needed()
            expect(page.locator(f"hm-{name} .picture").first, call).to_be_visible(timeout=15_000)
            assert page.locator(f"hm-{name} .problem").count() == 0, call
