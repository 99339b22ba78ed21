"""Small images with words under them: as many in a row as fit, and all of them in a file."""

from playwright.sync_api import expect


def test_images_flow_into_as_many_rows_as_they_need(shared_server, visit):
    page = visit(shared_server, "/style/sheet", reduced_motion="reduce")
    sheet = page.locator("#photos")
    expect(page.locator("hm-quote[of='photos.images']")).to_have_text("4")
    expect(sheet.locator("image")).to_have_count(4)
    assert sheet.evaluate("sheet => sheet.state.row") > 3
    page.set_viewport_size({"width": 360, "height": 740})
    page.wait_for_function("document.querySelector('#photos').state.row === 3")
    assert sheet.evaluate("sheet => sheet.exportImage('svg').then(blob => blob.text())").count("data:image/png") == 4
