"""Makes the pictures of the tools' gallery: each tool is run in its page, and its answer taken as it is drawn there.

`python tests/e2e/gallery.py [NAME …]`, all tools by default. Whoever adds a tool runs it for that tool; until then the
gallery draws a grid of cells.
"""

import io
import sys
import tempfile
from pathlib import Path

import numpy as np
from PIL import Image
from playwright.sync_api import Page

from conftest import Server, launched, open_page
from hiddenmath import data
from hiddenmath.apply import tools
from hiddenmath.web._tool_page import PICTURE_SIZE

PICTURES = Path(__file__).parent.parent.parent / "frontend" / "public" / "tools"
SHARP = 2
ROOM = PICTURE_SIZE[0] // SHARP  # CSS pixels
BESIDE = 32  # CSS pixels beside a picture in a narrow page
LONGEST = 120_000  # ms that a tool may take
TABLE = "table"  # in place of a visual, where an answer has none
ASKED = {"search": ("query", "freedom"), "words": ("near", "king paris")}  # what a tool can do nothing without
FEW = 22  # rows of a table whose cells shall be seen
# Visuals that are drawn so much larger, and then made smaller; and where what is too tall is cut.
WIDE = {"cloud": 1.25, "fit": 1.6, "graph": 2.1, "series": 1.75, "sheet": 1.9, "words": 1.5, TABLE: 1.6}
FROM = {"graph": 0.4, "words": 0.5, "pixels": 0.5, "image-rank": 0.5}


def answered(page: Page, server: Server, name: str) -> str:
    """The tool's page with its answer to the data it begins with; the name of the visual that it is drawn by."""
    page.set_viewport_size({"width": ROOM + BESIDE, "height": 900})
    page.goto(f"{server.origin}/apply/{name}")
    if name in ASKED:
        option, value = ASKED[name]
        page.locator(f"[name={option}]").fill(value)
    if name == "clean":
        ames = data.open("ames")
        gaps = np.flatnonzero(np.isnan(ames.matrix).any(axis=1))[:FEW]
        content = ames.take(np.isin(np.arange(ames.rows), gaps)).to_csv().encode()
        page.locator("#file").set_input_files({"name": "ames.csv", "mimeType": "text/csv", "buffer": content})
    page.get_by_role("button", name="Run", exact=True).click()
    page.locator(".answer").wait_for(timeout=LONGEST)
    figure = page.locator(".answer-picture")
    return (figure.get_attribute("data-picture") or TABLE) if figure.count() else TABLE


def taken(page: Page, visual: str) -> Image.Image:
    """The picture in the gallery's size: cut where it is taller, with paper around it where it is smaller."""
    place = ".scroll table" if visual == TABLE else ".answer-picture :is(.picture, img)"
    picture = page.locator(place).first
    picture.dispatch_event("keydown", {"key": "Shift"})  # whoever is there needs no hint
    whole = Image.open(io.BytesIO(picture.screenshot())).convert("RGB")
    width, height = PICTURE_SIZE
    share = min(1, width / whole.width)
    whole = whole.resize((round(whole.width * share), round(whole.height * share)), Image.Resampling.LANCZOS)
    top = round(FROM.get(visual, 0) * max(0, whole.height - height))
    framed = Image.new("RGB", PICTURE_SIZE, whole.getpixel((whole.width - 1, whole.height - 1)))
    framed.paste(whole.crop((0, top, whole.width, min(whole.height, top + height))), (
        (width - whole.width) // 2, max(0, height - whole.height) // 2,
    ))  # fmt: skip
    return framed


def main(names: list[str]) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, launched() as browser:
        server = Server(Path(folder))
        try:
            page, _ = open_page(browser, server, {"device_scale_factor": SHARP, "reduced_motion": "reduce"})
            for name in names:
                visual = answered(page, server, name)
                page.set_viewport_size({"width": round(ROOM * WIDE.get(visual, 1)) + BESIDE, "height": 900})
                for scheme in ("light", "dark"):
                    page.emulate_media(color_scheme=scheme)
                    page.wait_for_timeout(1200)
                    file = PICTURES / f"{name}-{scheme}.webp"
                    taken(page, visual).save(file, quality=80, method=6)
                    print(name, scheme, visual, file.stat().st_size)
        finally:
            server.stop()


if __name__ == "__main__":
    main(sys.argv[1:] or list(tools()))
