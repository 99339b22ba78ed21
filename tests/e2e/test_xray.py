"""The X-ray page in a real browser."""

import pytest
from axe import violations
from desk import until
from playwright.sync_api import expect

SLOW = """import numpy as np

rng = np.random.default_rng(0)
A = rng.normal(size=(500, 500)) + 40 * np.eye(500)
B = rng.normal(size=(500, 500))
b = rng.normal(size=500)
x = np.linalg.inv(A) @ b
y = A @ B @ b
print(x.shape, y.shape)
"""


def write(page, source):
    until(page, "customElements.get('hm-editor') !== undefined")
    page.mouse.move(1, 1)  # the editor comes once somebody is there
    page.locator(".cm-content").first.click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(source)


def test_pasted_code_gets_a_report_with_measured_replacements(shared_server, visit):
    page = visit(shared_server, "/")
    page.get_by_role("link", name="I have slow code").click()
    write(page, SLOW)
    page.get_by_role("button", name="Run").first.click()
    report = page.get_by_role("main")
    expect(report).to_contain_text("np.linalg.solve(A, b)", timeout=40_000)
    expect(report).to_contain_text("A @ (B @ b)")
    expect(report).to_contain_text("(500,) (500,)")
    expect(report.locator("hm-trace")).to_contain_text("np.linalg.inv(A)")
    expect(report).to_contain_text("×")
    for details in report.locator(".folded > details").all():
        details.evaluate("details => (details.open = true)")
    assert violations(page) == []
    page.set_viewport_size({"width": 360, "height": 740})
    until(page, "document.documentElement.scrollWidth <= 360")


def test_the_page_of_a_rule_measures_its_program_here(shared_server, visit):
    page = visit(shared_server, "/xray")
    write(page, "print('what was in the editor')\n")
    page.goto(f"{shared_server.origin}/xray/rules/chain-order")
    page.get_by_role("button", name="Measure it on this machine").click()
    expect(page.get_by_role("region", name="Report")).to_contain_text("faster, measured", timeout=40_000)
    assert "y = A @ B @ x" in page.locator("hm-editor").evaluate("editor => editor.value")


def test_two_tabs_keep_a_program_each_and_say_so(shared_server, visit):
    page = visit(shared_server, "/xray")
    write(page, "print('the first tab')\n")
    other = page.context.new_page()
    other.goto(page.url)
    write(other, "print('the second tab')\n")
    expect(page.locator(".kept")).to_have_text("Another tab has another program. Each keeps its own.")
    page.reload()
    expect(page.locator("hm-editor")).to_have_js_property("value", "print('the first tab')\n")
    new = page.context.new_page()
    new.goto(page.url)
    expect(new.locator("hm-editor")).to_have_js_property("value", "print('the second tab')\n")


def test_without_javascript_the_form_brings_the_same_report(shared_server, visit):
    page = visit(shared_server, "/xray?example=order", java_script_enabled=False)
    page.get_by_role("button", name="Run").click()
    report = page.get_by_role("region", name="Report")
    expect(report.get_by_role("heading", name="One thing to improve")).to_be_visible()
    expect(report.get_by_role("region", name="The flow, drawn")).to_contain_text("A @ B")
    report.get_by_text("Every operation in numbers").click()
    expect(report.get_by_role("cell", name="A @ B", exact=True)).to_be_visible()
    report.get_by_role("link", name="A product in a costly order").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("A product in a costly order")


def test_an_error_of_the_program_is_shown_with_its_line(shared_server, visit):
    page = visit(shared_server, "/xray")
    write(page, "import numpy as np\nA = np.eye(3)\nprint(A @ np.ones(4))\n")
    page.get_by_role("button", name="Run").first.click()
    expect(page.get_by_role("main")).to_contain_text("line 3", timeout=40_000)


def test_a_file_is_opened_into_the_editor(shared_server, visit):
    page = visit(shared_server, "/xray")
    program = {
        "name": "mine.py",
        "mimeType": "text/x-python",
        "buffer": b"import numpy as np\nprint(np.eye(2) @ np.ones(2))\n",
    }
    page.locator("input[type=file]").set_input_files(program)
    expect(page.get_by_role("main")).to_contain_text("mine.py is in the editor.")
    page.mouse.move(1, 1)
    expect(page.locator(".cm-content")).to_contain_text("np.eye(2) @ np.ones(2)")


PLACES = """() => {
    const editor = document.querySelector('hm-editor');
    const line = editor.shadowRoot?.querySelector('.cm-line');
    const field = line?.closest('.cm-editor') ?? editor.querySelector('textarea');
    const { left, top, width, height } = field.getBoundingClientRect();
    const letters = document.createRange();
    if (line) letters.selectNodeContents(line);
    const padding = 1 + parseFloat(getComputedStyle(field).paddingLeft);
    const indent = line ? letters.getBoundingClientRect().left - left : padding;
    return [left, top, width, height, indent, document.querySelector('.toolbar').getBoundingClientRect().top];
}"""


@pytest.mark.parametrize("width", [1280, 360])
def test_the_editor_comes_when_somebody_is_there_and_nothing_jumps(shared_server, visit, width):
    page = visit(shared_server, "/xray", viewport={"width": width, "height": 800})
    page.wait_for_load_state("networkidle")
    assert page.locator(".cm-content").count() == 0
    before = page.evaluate(PLACES)
    page.get_by_role("textbox", name="Your program").focus()
    page.locator(".cm-content").wait_for()
    assert page.evaluate(PLACES) == pytest.approx(before, abs=0.5)
    page.keyboard.type("# ")  # who was typing goes on
    expect(page.locator(".cm-line").first).to_have_text("# import numpy as np")
