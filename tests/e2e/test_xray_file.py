"""The X-ray's report as a file, opened from the disk in a real browser: wide and narrow, light and dark."""

import pytest
from axe import violations

from hiddenmath.xray import Reporting, run_script
from hiddenmath.xray._page import html

PROGRAM = """import numpy as np
rng = np.random.default_rng(0)
A, B = rng.normal(size=(2, 500, 500)) + 40 * np.eye(500)
b = rng.normal(size=500)
x = np.linalg.inv(A) @ b
y = A @ B @ b
t = np.trace(A @ B)
d = np.linalg.det(1e-3 * A)
"""


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    folder = tmp_path_factory.mktemp("report")
    (folder / "<b>.py").write_text(PROGRAM)
    found = run_script(folder / "<b>.py", reporting=Reporting(matrices=True), budget=60)
    (folder / "report.html").write_text(html(found, {}), encoding="utf-8")
    return (folder / "report.html").as_uri()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 400])
def test_it_reads_well_everywhere(report, browser, width, scheme):
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    requests, errors = [], []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: errors.append(message.text))
    page.goto(report)
    assert requests == [report] and errors == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.locator("article").count() >= 3 and page.locator("svg.expression").count() >= 5
    assert page.locator("svg.roofline circle").count() >= 4
    assert violations(page) == []
    context.close()


def test_a_rules_explanation_opens_by_its_link(report, browser):
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(report)
    link = page.locator("h3 a").first
    explanation = page.locator(f"[id={link.get_attribute('href')[1:]}]")
    assert not explanation.is_visible()
    link.click()
    assert explanation.is_visible()
    page.context.close()
