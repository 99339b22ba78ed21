"""A photo averaged along an axis, with the keyboard and by a link."""

from playwright.sync_api import expect


def test_an_axis_is_averaged_away(shared_server, visit):
    page = visit(shared_server, "/style/axes", reduced_motion="reduce")
    axes = page.locator("#axes")
    shape = page.locator("hm-quote[of='axes.shape']")
    expect(shape).to_have_text("64×96×3")
    axes.get_by_role("button", name="axis 0").focus()
    page.keyboard.press("Enter")
    expect(shape).to_have_text("96×3")
    axes.get_by_role("button", name="axis 2").click()
    expect(shape).to_have_text("64×96")
    expect(axes).to_have_attribute("reached", "")
    assert axes.evaluate("axes => axes.setup") == {"axis": "2"}
    expect(page.locator("hm-quote[of='columns.shape']")).to_have_text("64×3")
    assert "<image" in axes.evaluate("async axes => (await axes.exportImage('svg')).text()")

    axes.get_by_role("button", name="none").click()
    assert axes.evaluate("axes => axes.setup") == {"axis": "none"}
    page.goto(shared_server.origin + "/style/axes#columns:axis=none")
    page.reload()
    expect(page.locator("hm-quote[of='columns.shape']")).to_have_text("64×96×3")
