"""What axe objects to on a page."""

from pathlib import Path

from playwright.sync_api import Page

SCRIPT = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RUN = "rules => axe.run(document, { resultTypes: ['violations'], ...(rules && { runOnly: rules }) })"
COLOURS = ["color-contrast"]  # all that differs between light and dark


def violations(page: Page, scheme: str | None = None) -> list[tuple[str, list[str]]]:
    """Each broken rule with the elements that break it; in light by all rules, in dark by those about colours."""
    if scheme:
        page.emulate_media(color_scheme=scheme)
    if not page.evaluate("'axe' in window"):
        page.evaluate(SCRIPT.read_text(encoding="utf-8"))
    found = page.evaluate(RUN, COLOURS if scheme == "dark" else None)["violations"]
    return [(rule["id"], [node["html"][:160] for node in rule["nodes"]]) for rule in found]
