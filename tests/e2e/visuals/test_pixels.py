"""A photo: zoomed, walked and changed with the keyboard, and started near a pixel."""

from desk import until
from playwright.sync_api import expect


def test_a_pixel_is_found_changed_and_linked(shared_server, visit):
    page = visit(shared_server, "/style/pixels", reduced_motion="reduce")
    photo = page.locator("#photo")
    until(page, "document.querySelector('#photo').state?.count > 0")
    canvas = photo.locator("canvas")
    canvas.focus()
    for key in ["ArrowDown", "ArrowRight", "+", "+", "+", "+", "+"]:
        page.keyboard.press(key)
    row, column, zoom = photo.evaluate("photo => [photo.state.row, photo.state.column, photo.state.zoom]")
    assert zoom > 5 and photo.evaluate("photo => photo.setup.at") == f"{row} {column}"
    expect(page.locator("hm-quote[of='photo.row']")).to_have_text(str(row))
    page.keyboard.press("Enter")
    photo.get_by_role("spinbutton", name="red").fill("7")
    expect(page.locator("hm-quote[of='photo.red']")).to_have_text("7")
    expect(photo).to_have_attribute("reached", "")
    page.keyboard.press("Enter")
    photo.get_by_role("button", name="green").click()
    assert photo.evaluate("photo => photo.setup.channel") == "1"

    twice = page.locator("#twice")
    twice.locator("canvas").focus()
    page.keyboard.press("ArrowUp")
    now = twice.evaluate("photo => photo.state")
    twice.get_by_role("button", name="Before").click()
    expect(twice.get_by_role("button", name="Before")).to_have_attribute("aria-pressed", "true")
    was = twice.evaluate("photo => photo.state")
    assert was["shape"] == now["shape"] and was["red"] != now["red"] and was["row"] == now["row"]
    twice.get_by_role("button", name="Before").click()
    until(page, "document.querySelector('#twice').state.earlier === 0")
    assert twice.evaluate("photo => photo.state") == now

    near = page.locator("#near")
    until(page, "document.querySelector('#near').state.zoom === 8")
    assert near.evaluate("photo => [photo.state.row, photo.state.column]") == [30, 45]
    before = near.evaluate("photo => photo.setup")
    box = near.locator("canvas").bounding_box()
    page.mouse.move(box["x"] + 150, box["y"] + 100)
    page.mouse.down()
    page.mouse.move(box["x"] + 50, box["y"] + 60, steps=3)
    page.mouse.up()
    assert near.evaluate("photo => photo.setup")["zoom"] == before["zoom"] == "8"


def test_a_link_opens_it_as_it_was(shared_server, visit):
    page = visit(shared_server, "/style/pixels#photo:at=12+34&zoom=6&channel=2", reduced_motion="reduce")
    until(page, "document.querySelector('#photo').state?.zoom === 6")
    assert page.locator("#photo").evaluate("photo => photo.setup") == {"at": "12 34", "zoom": "6", "channel": "2"}
