"""What a learner does at an exercise, in words."""

import time

from playwright.sync_api import Locator, Page


def until(page: Page, holds: str) -> None:
    """Waits until the JavaScript expression is true. (Playwright's own wait needs `eval`, which our policy forbids.)

    An element that is not alive yet has no properties to ask for: then it is not true yet either.
    """
    deadline = time.monotonic() + 15
    while not page.evaluate(f"() => {{ try {{ return {holds}; }} catch {{ return false; }} }}"):
        assert time.monotonic() < deadline, f"still not true: {holds}"
        page.wait_for_timeout(30)


class Desk:
    """One exercise on a lesson's page."""

    def __init__(self, page: Page, name: str) -> None:
        self.page = page
        self.block: Locator = page.locator(f"#exercise-{name}")
        self.block.scroll_into_view_if_needed()
        until(page, "customElements.get('hm-editor') !== undefined")
        page.mouse.move(1, 1)  # the editor comes once somebody is there
        self.editor.or_(self.block.locator("hm-choice input").first).first.wait_for()

    @property
    def editor(self) -> Locator:
        return self.block.locator(".cm-content")

    @property
    def code(self) -> str:
        return "\n".join(self.editor.locator(".cm-line").all_inner_texts())

    def write(self, source: str) -> None:
        """Replaces all of the code, as a person would: select all, paste."""
        self.editor.click()
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(source)

    def press(self, name: str) -> None:
        self.block.get_by_role("button", name=name, exact=False).first.click()

    def verdict(self, says: str) -> str:
        """Waits until the verdict says it; its whole text."""
        verdict = self.block.locator(".verdict-place").filter(has_text=says)
        verdict.wait_for()
        return verdict.inner_text()

    def check(self, source: str, says: str) -> str:
        """Writes the code, presses Check, and waits for what the verdict must say."""
        self.write(source)
        self.press("Check")
        return self.verdict(says)
