"""What holds of every picture on /style: eyes, narrow screens, the whole window, a file to take away."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from hiddenmath.web._style import pictures

AXE = Path(__file__).parents[3] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
BLANK = """blob => createImageBitmap(blob).then(image => {
    const pen = new OffscreenCanvas(image.width, image.height).getContext('2d');
    pen.drawImage(image, 0, 0);
    const { data } = pen.getImageData(0, 0, image.width, image.height);
    return data.every((value, i) => i < 4 || value === data[i % 4]);
})"""


@pytest.mark.parametrize("name", pictures())
def test_a_picture_is_for_everyone(shared_server, visit, name):
    page = visit(shared_server, f"/style/{name}", color_scheme="light", reduced_motion="reduce")
    page.wait_for_load_state("networkidle")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    for scheme in ["light", "dark"]:
        page.emulate_media(color_scheme=scheme)
        found = page.evaluate("axe.run(document)")["violations"]
        assert [(rule["id"], [node["html"][:160] for node in rule["nodes"]]) for rule in found] == [], scheme

    picture = page.locator(f"hm-{name}").first
    assert picture.evaluate(f"async picture => ({BLANK})(await picture.exportImage('png'))") is False

    picture.evaluate("picture => { picture.presented = true; }")
    expect(picture).to_have_css("position", "fixed")
    assert picture.bounding_box() == {"x": 0, "y": 0, "width": 1280, "height": 900}
    picture.locator("summary").last.focus()
    page.keyboard.press("Escape")
    expect(picture).not_to_have_attribute("presented", "")

    page.set_viewport_size({"width": 360, "height": 740})
    page.wait_for_timeout(100)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
