"""The page of a rule, made from the rule's own file: `python -m hiddenmath.xray._pages docs/rules` writes them all."""

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path

from hiddenmath.xray._rule import Again, Replace, Rule, Warns
from hiddenmath.xray.rules import RULES


def page(rule: Rule) -> str:
    """The rule's prose and cases in Markdown."""
    title, prose = inspect.getdoc(rule).split("\n", 1)  # type: ignore[union-attr]
    return "\n".join([f"# {title}", "", f"Rule `{rule.name}`. {rule.why}", prose, "", *_cases(rule)])


def _cases(rule: Rule) -> Iterator[str]:
    yield "## What it proposes\n\n`np` is NumPy, `rng` a random generator.\n"
    for case in rule.INVALID:
        yield f"```python\n{program(case.program)}\n```\n\n{_said(case)}\n"
    yield "## Where it says nothing\n"
    for source in rule.VALID:
        yield f"```python\n{program(source)}\n```\n"


def _said(case: Replace | Warns | Again) -> str:
    if isinstance(case, Replace):
        return f"`{case.before}` becomes `{case.after}`"
    if isinstance(case, Again):
        return f"`{case.before}`, done {case.proof}, becomes `{case.after}`"
    return f"`{case.expression}` is a hazard: {case.proof} …"


def program(source: str) -> str:
    """A case's program without the indentation it has in the rule's file."""
    return inspect.cleandoc(source)


def write(folder: Path) -> None:
    """Write the page of every rule."""
    for rule in RULES:
        (folder / f"{rule.name}.md").write_text(page(rule), encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
