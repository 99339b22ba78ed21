"""What the program's author does not want to hear: `# xray: ignore`, and `[tool.hiddenmath.xray]` in pyproject.toml.

    x = inv(A) @ b  # xray: ignore[explicit-inverse]

A comment holds for the expressions of which some line is its own; without names, for every rule.
"""

import io
import os
import re
import tokenize
from collections.abc import Collection, Iterator, Mapping
from fnmatch import fnmatch

from hiddenmath.xray._report import Note
from hiddenmath.xray._text import decoded

_COMMENT = re.compile(r"#\s*xray:\s*ignore(?:\[([^\]]*)\])?")


class Silence:
    """What is silenced in these files; it keeps account of what was needed. `exclude`: files and folders of which
    nothing is said, `*` in them stands for anything."""

    def __init__(
        self, sources: Mapping[str, bytes | str], rules: Collection[str] = (), exclude: Collection[str] = ()
    ) -> None:
        self.rules, self.exclude = rules, exclude
        self.comments = {  # (file, line) -> the rules that are silenced there, None for all of them
            (file, line): names for file, source in sources.items() for line, names in ignored(decoded(source)).items()
        }
        self.needed: set[tuple[str, int]] = set()

    def covers(self, rule: str, file: str, first: int, last: int) -> bool:
        """Is the rule silenced for an expression on these lines?"""
        if self._excluded(file):
            return True
        lines = [(file, line) for line in range(first, last + 1) if (file, line) in self.comments]
        hit = [place for place in lines if (names := self.comments[place]) is None or rule in names]
        self.needed.update(hit)
        return bool(hit)

    def _excluded(self, file: str) -> bool:
        real = os.path.realpath(file)
        return any(fnmatch(real, pattern) or fnmatch(real, os.path.join(pattern, "*")) for pattern in self.exclude)

    def notes(self, tried: Collection[str]) -> Iterator[Note]:
        """Comments that silence nothing, and names that are no rule's. To be asked when the findings are known; a rule
        that was not tried may have had something to say."""
        for (file, line), names in self.comments.items():
            meant = set(self.rules) if names is None else names
            for name in sorted(meant - set(self.rules)):
                yield Note(file, line, f"`# xray: ignore[{name}]`: there is no rule {name!r}")
            if (file, line) not in self.needed and meant <= set(tried):
                yield Note(
                    file, line, "`# xray: ignore` silences nothing: no rule had anything to say here in this run"
                )


def ignored(source: str) -> dict[int, frozenset[str] | None]:
    """Line -> the rules that a comment on it silences, None for all.

    >>> ignored("a = 1  # xray: ignore\\nb = '# xray: ignore'\\nc = 2  # noqa  # xray: ignore[order]")
    {1: None, 3: frozenset({'order'})}
    """
    found: dict[int, frozenset[str] | None] = {}
    if "xray:" not in source:
        return found
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT and (match := _COMMENT.search(token.string)):
            names = None if match[1] is None else frozenset(n.strip() for n in match[1].split(",") if n.strip())
            found[token.start[0]] = names
    return found
