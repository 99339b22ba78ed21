"""How much of a frame's time each picture needs while it is moved: dragged where it has a handle, else by its slider.

What counts is the work of the page's thread (script, style, layout): a frame of 60 a second has 16.7 ms, and half of
that leaves room for slower laptops.
"""

import sys
from math import cos, pi, sin
from pathlib import Path

from _measure import Claim, report
from _serving import Served, serving
from playwright.sync_api import Browser, Locator, Page, sync_playwright

from hiddenmath.web._style import pictures

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "e2e"))
from get_chromium import installed

STEPS = 90
HALF_A_FRAME = 8.3  # ms
WORK = ["ScriptDuration", "RecalcStyleDuration", "LayoutDuration"]
ALSO = [("words", "#glove")]  # 20,000 points by WebGL
COUNT = """() => {
    window.frames_seen = 0;
    const frame = () => { window.frames_seen += 1; requestAnimationFrame(frame); };
    requestAnimationFrame(frame);
}"""


def move(page: Page, picture: Locator) -> str:
    """Moves it for some seconds; how."""
    handle, slider = picture.locator(".handle").first, picture.locator("input[type=range]").first
    if handle.count():
        box = handle.bounding_box()
        assert box
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        page.mouse.move(x, y)
        page.mouse.down()
        for i in range(STEPS):
            page.mouse.move(x + 60 * sin(2 * pi * i / STEPS), y + 60 * (cos(2 * pi * i / STEPS) - 1))
        page.mouse.up()
        return "dragged"
    if slider.count():
        slider.focus()
        for i in range(STEPS):
            page.keyboard.press("ArrowRight" if i < STEPS / 2 else "ArrowLeft")
        return "slider"
    canvas = picture.locator("[tabindex='0'], canvas.picture").first
    if canvas.count():
        canvas.focus()
        for key in ["ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"] * (STEPS // 4):
            page.keyboard.press(key)
        return "arrow keys"
    for button in picture.locator(".tools button:not(.more button)").all():
        button.click()
        page.wait_for_timeout(1000)  # what it starts is drawn
    return "buttons"


def measured(browser: Browser, served: Served, name: str, which: str = "") -> dict[str, object]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    cookie, _, value = served.cookie.partition("=")
    context.add_cookies([{"name": cookie, "value": value, "url": served.origin}])
    page = context.new_page()
    page.goto(f"{served.origin}/style/{name}", wait_until="networkidle")
    picture = page.locator(f"hm-{name}{which}").first
    picture.scroll_into_view_if_needed()
    picture.locator(".picture").first.wait_for()
    client = context.new_cdp_session(page)
    client.send("Performance.enable")

    def work() -> float:
        values = {each["name"]: each["value"] for each in client.send("Performance.getMetrics")["metrics"]}
        return 1e3 * sum(values[each] for each in WORK)

    page.evaluate(COUNT)
    move(page, picture)  # code is compiled, images are decoded
    before, frames = work(), page.evaluate("window.frames_seen")
    how = move(page, picture)
    spent, count = work() - before, page.evaluate("window.frames_seen") - frames
    context.close()
    each = round(spent / max(1, count), 1)
    return {"picture": name + which, "moved by": how, "frames": count, "work a frame, ms": each}


def main() -> None:
    chromium = installed()
    assert chromium, "no Chromium here: `make browser` gets one"
    with serving() as served, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        rows = [measured(browser, served, name) for name in pictures()]
        rows += [measured(browser, served, name, which) for name, which in ALSO]
        browser.close()
    worst = max(float(str(row["work a frame, ms"])) for row in rows)
    report(
        Claim(
            "While a picture is moved, its work takes less than half of a frame of 60 a second.",
            rows,
            met=worst < HALF_A_FRAME,
            notes=["Script, style and layout of the page's thread, over the frames drawn; painting is not in it."],
        )
    )


if __name__ == "__main__":
    main()
