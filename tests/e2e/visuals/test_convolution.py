"""The kernel over an image: its window goes by keyboard and mouse, a number is typed, a row of the matrix is chosen."""

from playwright.sync_api import expect


def test_a_window_slides_and_a_kernel_is_changed(shared_server, visit):
    page = visit(shared_server, "/style/convolution", color_scheme="dark", reduced_motion="reduce")
    few, square, patches = page.locator("#few"), page.locator("#square"), page.locator("#patches")
    window = few.get_by_role("slider", name="Where the kernel lies")
    window.focus()
    page.keyboard.press("ArrowRight")
    assert few.evaluate("picture => picture.state.terms") == "9·1 + 0·(−1) + 9·1 + 0·(−1)"
    expect(few.locator(".caption")).to_contain_text("= 18")
    few.get_by_role("application").focus()
    page.keyboard.press("5")
    page.keyboard.press("Enter")
    expect(few.locator(".caption")).to_contain_text("9·5 + 0·(−1) + 9·1 + 0·(−1) = 54")
    assert few.evaluate("picture => picture.setup.kernel") == "5 -1; 1 -1"

    expect(page.locator("hm-quote[of='square.weights']")).to_have_text("225")
    last = square.locator("rect[data-of=places]").last  # y, beside T
    last.click(position={"x": 5, "y": last.bounding_box()["height"] - 3})
    assert square.evaluate("picture => [picture.state.row, picture.state.column]") == [2, 2]

    expect(patches.locator(".total, .covered")).to_have_count(1)
    assert patches.evaluate("picture => picture.quotable.sum ?? null") is None

    photo = page.locator("#photo")
    photo.get_by_label("Kernel", exact=True).select_option("left–right")
    photo.scroll_into_view_if_needed()
    box = photo.locator("rect[data-of=image]").bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 5, box["y"] + 4)
    page.mouse.up()
    assert photo.evaluate("picture => picture.state.row + picture.state.column") <= 2
    expect(page.locator("#wrong").get_by_role("alert")).to_contain_text("The kernel is 3×3, and the image 1×4")
