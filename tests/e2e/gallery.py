"""Takes the small pictures of tools and lessons: a tool is run in its page, a lesson shows its first picture.

`python tests/e2e/gallery.py [NAME …]`, all of them by default. Whoever adds a tool or a lesson runs it for that one;
until then its card shows a grid of cells.
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
from hiddenmath.learn import course
from hiddenmath.web._gallery import SIZE

PUBLIC = Path(__file__).parent.parent.parent / "frontend" / "public"
SHARP = 2
ROOM = SIZE[0] // SHARP  # CSS pixels
BESIDE = 32  # CSS pixels beside a picture in a narrow page
LONGEST = 120_000  # ms that a tool may take
QUALITIES = (80, 60, 40)  # of a picture that is larger than so many bytes, a lower one
LARGEST = 18_000
TABLE = "table"  # in place of a visual, where an answer has none
ASKED = {"search": ("query", "freedom"), "words": ("near", "king paris")}  # what a tool can do nothing without
FEW = 22  # rows of a table whose cells shall be seen
# Visuals that are drawn so much larger, and then made smaller; and where what is too tall is cut.
WIDE = {"cloud": 1.25, "digit": 2.5, "fit": 1.6, "graph": 2.1, "series": 1.75, "sheet": 1.9, "words": 1.5, TABLE: 1.6}
WHOLE = {"product"}  # what makes no sense when it is cut
FROM = {"graph": 0.4, "words": 0.5, "pixels": 0.5, "image-rank": 0.5}


def answered(page: Page, server: Server, name: str) -> tuple[str, str]:
    """The tool's page with its answer to the data it begins with: its visual's name, and where it is on the page."""
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
    figure = page.locator(".answer-picture").first
    if not figure.count():
        return TABLE, ".scroll table"
    return figure.get_attribute("data-picture") or "", ".answer-picture > img, .answer-picture .picture"


def shown(page: Page, server: Server, slug: str) -> tuple[str, str]:
    """The lesson's page: the name of its first visual, and where it is."""
    page.set_viewport_size({"width": ROOM + BESIDE, "height": 900})
    page.goto(f"{server.origin}/learn/{slug}")
    place = ".lesson-body .picture"
    page.locator(place).first.wait_for()
    return page.locator(place).first.evaluate("picture => picture.getRootNode().host.localName.slice(3)"), place


def taken(page: Page, visual: str, place: str) -> Image.Image:
    """The picture in the gallery's size: cut where it is taller, with paper around it where it is smaller."""
    picture = page.locator(place).first
    picture.dispatch_event("keydown", {"key": "Shift"})  # whoever is there needs no hint
    whole = Image.open(io.BytesIO(picture.screenshot())).convert("RGB")
    width, height = SIZE
    share = min(1, width / whole.width, height / whole.height if visual in WHOLE else 1)
    whole = whole.resize((round(whole.width * share), round(whole.height * share)), Image.Resampling.LANCZOS)
    top = round(FROM.get(visual, 0) * max(0, whole.height - height))
    framed = Image.new("RGB", SIZE, whole.getpixel((whole.width - 1, whole.height - 1)))
    framed.paste(whole.crop((0, top, whole.width, min(whole.height, top + height))), (
        (width - whole.width) // 2, max(0, height - whole.height) // 2,
    ))  # fmt: skip
    return framed


def main(names: list[str]) -> None:
    lessons = [lesson.slug for lesson in course().lessons]
    wanted = [(kind, name) for kind, known in (("tools", tools()), ("lessons", lessons)) for name in known]
    with tempfile.TemporaryDirectory() as folder, launched() as browser:
        server = Server(Path(folder))
        try:
            page, _ = open_page(browser, server, {"device_scale_factor": SHARP, "reduced_motion": "reduce"})
            for kind, name in wanted:
                if names and f"{kind}/{name}" not in names and name not in names:
                    continue
                visual, place = (answered if kind == "tools" else shown)(page, server, name)
                page.set_viewport_size({"width": round(ROOM * WIDE.get(visual, 1)) + BESIDE, "height": 900})
                (PUBLIC / kind).mkdir(parents=True, exist_ok=True)
                for scheme in ("light", "dark"):
                    page.emulate_media(color_scheme=scheme)
                    page.wait_for_timeout(1200)
                    file = PUBLIC / kind / f"{name}-{scheme}.webp"
                    picture = taken(page, visual, place)
                    for quality in QUALITIES:
                        picture.save(file, quality=quality, method=6)
                        if file.stat().st_size < LARGEST:
                            break
                    print(kind, name, scheme, visual, file.stat().st_size)
        finally:
            server.stop()


if __name__ == "__main__":
    main(sys.argv[1:])
