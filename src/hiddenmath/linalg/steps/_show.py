"""Steps in the terminal: what was done, why, and the matrices with what changed set off."""

from collections.abc import Callable
from itertools import zip_longest
from typing import TYPE_CHECKING

import numpy as np

from hiddenmath.linalg.steps._step import Answer, Array, Steps
from hiddenmath.linalg.steps._words import number

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

# More rows or columns than this are cut: nobody follows them by eye.
MOST = 12
GAP = "   "


def show(
    steps: Steps[Answer], *, pause: Callable[[], object] | None = None, console: "Console | None" = None
) -> Answer:
    """Prints every step with its state, and returns the answer. What a step has changed is bold and coloured, where the
    output is a terminal; a file or a pipe gets plain text. `pause` is called after each step: `pause=input` waits for
    Enter.

    >>> from hiddenmath.linalg.steps import eliminate
    >>> R, pivots = show(eliminate([[2, 4], [1, 2]]))
    1. start with A (2×2), exact
       the goal: every pivot a 1, alone in its column
       R = ⎡ 2 4 ⎤
           ⎣ 1 2 ⎦
    2. row 2 ← row 2 − 1/2·row 1
       makes the entry below the pivot 2 zero
       R = ⎡ 2 4 ⎤
           ⎣ 0 0 ⎦
    3. no pivot in column 2
       it holds only 0 from row 2 down
       R = ⎡ 2 4 ⎤
           ⎣ 0 0 ⎦
    4. row 1 ← 1/2·row 1
       makes the pivot 1
       R = ⎡ 1 2 ⎤
           ⎣ 0 0 ⎦
    5. rank 1, pivots in column 1
       column 2 is a mix of the pivot columns before it
       R = ⎡ 1 2 ⎤
           ⎣ 0 0 ⎦
    """
    from rich.console import Console
    from rich.text import Text

    console = console or Console(highlight=False)
    before: dict[str, Array] = {}
    count = 0
    while True:
        try:
            step = next(steps)
        except StopIteration as end:
            answer: Answer = end.value
            return answer
        count += 1
        indent = " " * len(f"{count}. ")
        console.print(Text(f"{count}. ").append(step.did, "bold"), soft_wrap=True)
        console.print(Text(indent + step.why), soft_wrap=True)
        width = console.width - len(indent)
        old = before or step.state  # at the first step nothing has changed
        blocks = [_block(letter, value, old.get(letter), width) for letter, value in step.state.items()]
        for line in _beside(blocks, width):
            console.print(Text(indent) + line, soft_wrap=True)
        before = step.state
        if pause:
            pause()


def _block(letter: str, value: Array, before: Array | None, width: int) -> "list[Text]":
    """The lines of "A = ⎡ 1 2 ⎤ …" in at most `width` characters; a vector is a column, a single number is bare."""
    from rich.text import Text

    grid = _grid(value)
    if not grid.size:
        return [Text(f"{letter} = empty, {grid.shape[0]}×{grid.shape[1]}")]
    changed = _changed(grid, np.empty((0, 0)) if before is None else _grid(before))
    rows = _kept(grid.shape[0], MOST)
    for most in range(MOST, 2, -1):
        columns = _kept(grid.shape[1], most)
        texts = [_aligned([None if i is None or j is None else grid[i, j] for i in rows]) for j in columns]
        if sum(len(text[0]) + 1 for text in texts) + len(f"{letter} = [ ]") <= width:
            break
    lines = []
    for place, i in enumerate(rows):
        left, right = _brackets(place, len(rows)) if value.ndim else ("", "")
        line = Text(f"{letter} = " if place == 0 else " " * len(f"{letter} = ")).append(left)
        for text, j in zip(texts, columns, strict=True):
            mark = i is not None and j is not None and changed[i, j]
            line.append(" " if left else "").append(text[place], "bold dark_orange" if mark else "")
        lines.append(line.append(f" {right}" if right else ""))
    return lines


def _grid(value: Array) -> Array:
    """A vector is one column, a number one cell."""
    return value if value.ndim == 2 else value.reshape(-1, 1)


def _changed(new: Array, old: Array) -> Array:
    """Which entries differ from the step before; what is new has changed too."""
    changed = np.ones(new.shape, dtype=bool)
    common = tuple(slice(min(lengths)) for lengths in zip(new.shape, old.shape, strict=True))
    changed[common] = new[common] != old[common]
    return changed


def _kept(n: int, most: int) -> list[int | None]:
    """The indices that are shown; None stands for those left out."""
    return list(range(n)) if n <= most else [*range(most - 2), None, n - 1]


def _aligned(column: list[object]) -> list[str]:
    """Numbers below each other with their points in line."""
    parts = ["…" if x is None else number(x) for x in column]
    tails = [len(text) - text.find(".") if "." in text else 0 for text in parts]
    padded = [text + " " * (max(tails) - tail) for text, tail in zip(parts, tails, strict=True)]
    width = max(len(text) for text in padded)
    return [text.rjust(width) for text in padded]


def _brackets(place: int, count: int) -> tuple[str, str]:
    if count == 1:
        return "[", "]"
    if place == 0:
        return "⎡", "⎤"
    return ("⎣", "⎦") if place == count - 1 else ("⎢", "⎥")


def _beside(blocks: "list[list[Text]]", width: int) -> "list[Text]":
    """Blocks side by side as far as the width reaches, then below."""
    rows: list[list[list[Text]]] = [[]]
    for block in blocks:
        if rows[-1] and sum(_width(b) + len(GAP) for b in rows[-1]) + _width(block) > width:
            rows.append([])
        rows[-1].append(block)
    return [line for row in rows for line in _joined(row)]


def _width(block: "list[Text]") -> int:
    return max(len(line) for line in block)


def _joined(row: "list[list[Text]]") -> "list[Text]":
    from rich.text import Text

    lines = []
    for pieces in zip_longest(*row):
        line = Text()
        for piece, block in zip(pieces, row, strict=True):
            line.append(piece or "").append(" " * (_width(block) - len(piece or "")) + GAP)
        line.rstrip()
        lines.append(line)
    return lines
