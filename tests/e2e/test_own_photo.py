"""A photo of one's own, from the first page into the first exercise."""

import io

import numpy as np
from desk import Desk, until
from PIL import Image
from playwright.sync_api import expect


def photo() -> bytes:
    """900×1200, red growing to the right and green downwards."""
    rows, columns = np.mgrid[0:900, 0:1200]
    pixels = np.stack([columns * 255 // 1199, rows * 255 // 899, 0 * rows], axis=-1)
    file = io.BytesIO()
    Image.fromarray(pixels.astype(np.uint8)).save(file, "PNG")
    return file.getvalue()


def test_ones_own_photo_is_the_one_that_is_worked_on(shared_server, visit):
    page = visit(shared_server, "/")
    until(page, "document.querySelector('hm-pixels').photo?.values.length > 0")
    chosen = {"name": "mine.png", "mimeType": "image/png", "buffer": photo()}
    page.locator("hm-pixels input[type=file]").set_input_files(chosen)
    until(page, "document.querySelector('hm-pixels').photo?.values.at(-3) > 240")  # its lower right corner is red

    page.goto(shared_server.origin + "/learn/photo")
    desk = Desk(page, "brighten")
    desk.write("photo * 2")
    desk.press("Run")
    expect(desk.block).to_contain_text("your own photo")
    expect(desk.block.locator(".came")).to_contain_text("your code gives")
    page.reload()
    desk = Desk(page, "brighten")
    desk.block.get_by_role("button", name="Use the course").click()
    expect(desk.block).not_to_contain_text("your own photo")
