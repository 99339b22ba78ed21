"""The texts of X-ray's rules, as their pages and the search want them."""

from functools import cache

from hiddenmath.xray._pages import page
from hiddenmath.xray.rules import RULES


@cache
def rule_pages() -> dict[str, tuple[str, str]]:
    """By name: the title and the text in Markdown."""
    pages = {rule.name: page(rule).removeprefix("# ").split("\n", 1) for rule in RULES}
    return {name: (title, text.strip()) for name, (title, text) in pages.items()}
