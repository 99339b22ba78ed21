"""What holds of every picture on /style: eyes, narrow screens, the whole window, a file to take away."""

import pytest
from axe import violations
from playwright.sync_api import expect

from hiddenmath.web._sanitise import PICTURES
from hiddenmath.web._style import pictures

DRAWN = """async picture => {
    const image = await createImageBitmap(await picture.exportImage('png'));
    const pen = new OffscreenCanvas(image.width, image.height).getContext('2d');
    pen.drawImage(image, 0, 0);
    const { data } = pen.getImageData(0, 0, image.width, image.height);
    const blank = data.every((value, i) => i < 4 || value === data[i % 4]);
    return [blank, image.width / picture.renderRoot.querySelector('.picture').getBoundingClientRect().width];
}"""
READ = """async (picture, attributes) => {
    const odd = [];
    for (const name of attributes) {
        const copy = picture.cloneNode();
        copy.removeAttribute('id');
        copy.setAttribute(name, '?!');
        picture.after(copy);
        await copy.updateComplete;
        if (/NaN|undefined/.test(copy.renderRoot.innerHTML + JSON.stringify(copy.setup))) odd.push(name);
        copy.remove();
    }
    return odd;
}"""
FETCHED = {"src", "photo", "dataset", "program", "vectors"}


@pytest.mark.parametrize("name", pictures())
def test_a_picture_is_for_everyone(shared_server, visit, name):
    page = visit(shared_server, f"/style/{name}", color_scheme="light", reduced_motion="reduce")
    page.wait_for_load_state("networkidle")
    for scheme in ("light", "dark"):
        assert violations(page, scheme) == [], scheme

    picture = page.locator(f"hm-{name}").first
    blank, sharpness = picture.evaluate(DRAWN)
    assert (blank, round(sharpness, 1)) == (False, 2)
    assert picture.evaluate(READ, sorted(PICTURES[f"hm-{name}"] - FETCHED)) == []  # it is said, or left

    picture.evaluate("picture => { picture.presented = true; }")
    expect(picture).to_have_css("position", "fixed")
    assert picture.bounding_box() == {"x": 0, "y": 0, "width": 1280, "height": 900}
    picture.locator("summary").last.focus()
    page.keyboard.press("Escape")
    expect(picture).not_to_have_attribute("presented", "")

    page.set_viewport_size({"width": 360, "height": 740})
    page.wait_for_timeout(100)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
