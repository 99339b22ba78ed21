"""A photo as a sum of pieces: the rank by keys, mouse and finger; noise; one's own photo; a link; a file."""

import io

import pytest
from PIL import Image
from playwright.sync_api import expect

EXPORTED = "async picture => { const blob = await picture.exportImage(); return [blob.type, blob.size]; }"


@pytest.fixture
def page(shared_server, visit):
    page = visit(shared_server, "/style/image-rank")
    expect(page.locator("#photo").get_by_role("slider", name="Rank", exact=True)).to_be_attached()
    return page


def state(picture):
    return picture.evaluate("picture => picture.state")


def test_the_rank_goes_by_keys_and_by_mouse_until_the_photo_is_good_enough(page):
    photo = page.locator("#photo")
    rank = photo.get_by_role("slider", name="Rank", exact=True)
    assert state(photo)["numbers"] == 8 * (160 + 240 + 1)
    rank.press("End")
    assert state(photo)["psnr_text"] == "exact"
    for _ in range(2):
        rank.press("Home")
        rank.press("ArrowRight")
    expect(page.locator("hm-quote[of='photo.rank']")).to_have_text("2")
    expect(photo.locator(".mark")).to_have_text("Goal reached")

    before = state(photo)
    box = photo.locator(".spectrum").bounding_box()
    page.mouse.move(box["x"] + 60, box["y"] + 100)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 100, steps=4)
    page.mouse.up()
    after = state(photo)
    assert after["rank"] > 30 > before["rank"]
    assert after["psnr"] > before["psnr"] and after["energy"] > before["energy"]

    divider = photo.get_by_role("slider", name="Where the photo ends")
    divider.press("Home")
    expect(divider).to_have_attribute("aria-valuetext", "0% photo")
    assert photo.evaluate(EXPORTED)[0] == "image/png" and photo.evaluate(EXPORTED)[1] > 10_000


def test_with_noise_the_best_rank_is_about_where_the_threshold_is(page):
    noisy = page.locator("#noisy")
    for sigma in ["10", "20", "40"]:
        noisy.get_by_label("noise σ").fill(sigma)
        expect(page.locator("hm-quote[of='noisy.noise']")).to_have_text(sigma)
        found = state(noisy)
        assert abs(found["keep"] - found["peak"]) <= 0.15 * found["peak"] + 1
        noisy.get_by_role("slider", name="Rank", exact=True).press("End")
        assert state(noisy)["psnr"] < found["psnr"]  # all pieces are the photo with all of its noise
        noisy.get_by_label("rank k").fill(str(found["keep"]))


def test_colour_own_photo_and_a_link(page):
    photo, colour = page.locator("#photo"), page.locator("#colour")
    expect(page.locator("hm-quote[of='colour.all']")).to_have_text("64,800")
    colour.get_by_role("button", name="grey").click()
    expect(page.locator("hm-quote[of='colour.all']")).to_have_text("21,600")

    file = io.BytesIO()
    Image.new("RGB", (50, 40), "teal").save(file, "PNG")
    chosen = {"name": "teal.png", "mimeType": "image/png", "buffer": file.getvalue()}
    photo.locator("input[type=file]").set_input_files(chosen)
    expect(page.locator("hm-quote[of='photo.all']")).to_have_text("2,000")
    assert state(photo)["psnr_text"] == "exact"  # one colour is rank one
    photo.get_by_role("button", name="Back to the first photo").click()
    expect(page.locator("hm-quote[of='photo.all']")).to_have_text("38,400")

    page.goto(page.url + "#noisy:rank=3&noise=0")
    page.reload()
    expect(page.locator("hm-quote[of='noisy.noise']")).to_have_text("0")
    assert state(page.locator("#noisy"))["rank"] == 3


def test_it_asks_before_it_tells(page):
    photo = page.locator("#photo")
    photo.evaluate("picture => { picture.ask = 'psnr'; }")
    expect(photo.locator(".spectrum")).to_have_count(0)
    photo.get_by_role("spinbutton").fill("20")
    photo.get_by_role("button", name="This is my guess").click()
    expect(photo).to_contain_text("You guessed 20. It is 22.0 dB.")
    expect(photo.locator(".spectrum")).to_have_count(1)


def test_a_finger_moves_the_rank_on_a_narrow_screen(shared_server, visit):
    page = visit(shared_server, "/style/image-rank", viewport={"width": 360, "height": 740}, has_touch=True)
    photo = page.locator("#photo")
    expect(photo.get_by_role("slider", name="Rank", exact=True)).to_be_attached()
    photo.locator(".spectrum").tap(position={"x": 300, "y": 60})
    assert state(photo)["rank"] > 140
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
