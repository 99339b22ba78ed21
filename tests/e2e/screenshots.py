"""Makes the pictures of the documentation from the running product: `make screenshots`."""

import tempfile
from pathlib import Path

from desk import Desk, until
from PIL import Image

from conftest import Server, launched, open_page

PICTURES = Path(__file__).parent.parent.parent / "docs" / "screenshots"


def home(page):
    """The first page, zoomed onto the roof until the numbers show."""
    until(page, "document.querySelector('hm-pixels').photo?.values.length > 0")
    page.locator("hm-pixels").get_by_role("application").hover(position={"x": 235, "y": 105})
    while not page.evaluate("document.querySelector('hm-pixels').state.numbers"):
        page.mouse.wheel(0, -40)
        page.wait_for_timeout(60)
    page.mouse.move(5, 5)
    page.wait_for_timeout(600)


def lesson(page):
    """An exercise whose mistake was named."""
    desk = Desk(page, "grey")
    desk.check("photo.mean(axis=0)", says="Not yet.")
    desk.block.evaluate("block => scrollTo({ top: block.offsetTop - 40, behavior: 'instant' })")
    page.wait_for_timeout(600)


def save(page, name):
    file = PICTURES / f"{name}.png"
    page.screenshot(path=file)
    Image.open(file).convert("P", palette=Image.Palette.ADAPTIVE, colors=128).save(file, optimize=True)


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, launched() as browser:
        server = Server(Path(data))
        try:
            page, _ = open_page(
                browser, server, {"viewport": {"width": 1200, "height": 800}, "reduced_motion": "reduce"}
            )
            home(page)
            save(page, "home")
            page.goto(server.origin + "/learn/photo")
            lesson(page)
            save(page, "mistake")
        finally:
            server.stop()


if __name__ == "__main__":
    main()
