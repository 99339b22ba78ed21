"""Small images with words under them: as many in a row as fit, all of them in a file; or two, of which one slides."""

from playwright.sync_api import expect


def test_images_flow_into_as_many_rows_as_they_need(shared_server, visit):
    page = visit(shared_server, "/style/sheet", reduced_motion="reduce")
    sheet = page.locator("#photos")
    expect(page.locator("hm-quote[of='photos.images']")).to_have_text("4")
    expect(sheet.locator("image")).to_have_count(4)
    assert sheet.evaluate("sheet => sheet.state.row") > 3
    page.set_viewport_size({"width": 360, "height": 740})
    expect(page.locator("hm-quote[of='photos.row']")).to_have_text("3")
    assert sheet.evaluate("sheet => sheet.exportImage('svg').then(blob => blob.text())").count("data:image/png") == 4
    sheet.evaluate("sheet => { sheet.bands = [{ ...sheet.bands[0], slides: 'pieces' }]; }")
    slider = sheet.get_by_role("slider", name="pieces")
    shown = "sheet => [...sheet.renderRoot.querySelectorAll('g:not(.unseen) .word')].map(word => word.textContent)"
    first, *_, last = words = sheet.evaluate("sheet => sheet.bands[0].captions")
    assert sheet.evaluate(shown) == [first, last]
    slider.fill("0")
    expect(slider).to_have_attribute("aria-valuetext", words[1])
    assert sheet.evaluate(shown) == [first, words[1]]
    assert sheet.evaluate("sheet => [sheet.state.step, sheet.setup.step]") == [0, "0"]
