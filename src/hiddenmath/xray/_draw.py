"""Expressions and spectra as SVG: matrices to scale, inputs thin, the result bold, a brace for what each step makes.

The same picture as the element <hm-shapes> draws; made here, so that a report needs no script, nor a style of its own.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import inf, log1p, log10, sqrt

from markupsafe import Markup

from hiddenmath.xray._report import Drawn
from hiddenmath.xray._words import shape, si

LONGEST = 120  # pixels of the longest side
THIN = 6  # the side of length 1 of a vector
GAP = 10
LETTER, SMALL = 7.9, 7.4  # width of a letter of a name, and of a shape
LABEL, STEP = 22, 34  # room for a line of text, and from one brace to the next
NAME = 18  # letters of the longest name
SIGNS = {"@": "@", "*": "·", "/": "/", "-": "−"}  # between two operands

_Brace = tuple[float, float, int, Drawn]  # from, to, level, what is made


@dataclass
class _Box:
    x: float
    width: float
    height: float
    name: str
    shape: str
    result: bool


@dataclass
class _Layout:
    """Boxes, signs, parentheses and braces from left to right; y = 0 is the middle line."""

    length: Callable[[int], float]
    boxes: list[_Box] = field(default_factory=list)
    signs: list[tuple[float, str]] = field(default_factory=list)
    parentheses: list[tuple[float, float, bool]] = field(default_factory=list)
    braces: list[_Brace] = field(default_factory=list)
    x: float = 0.0

    def draw(self, tree: Drawn, lying: bool = False) -> int:
        """Place a tree; the answer is the level of its deepest brace. A vector left of a product lies, others stand."""
        start = self.x
        name = _leaf(tree)
        if name is not None:
            self.box(name, tree.shape, False, lying)
            return 0
        if tree.text in SIGNS and len(tree.of) == 2:
            left, right = tree.of
            level = self.operand(left, tree, lying=len(left.shape) == 1 and tree.text == "@")
            self.sign(SIGNS[tree.text], GAP / 2)
            level = max(level, self.operand(right, tree, right=True))
        elif tree.text == ".T" or tree.text.startswith("["):
            level = self.operand(tree.of[0], tree)
            self.sign(tree.text, 1)
            if tree.text == ".T":
                return level
        else:
            self.sign(tree.text, 0)
            level = self.enclosed(lambda: max(self.argument(part, i) for i, part in enumerate(tree.of)))
        self.braces.append((start, self.x, level + 1, tree))
        return level + 1

    def operand(self, tree: Drawn, of: Drawn, lying: bool = False, right: bool = False) -> int:
        """A part of an operation, in parentheses where Python needs them."""
        infix = tree.text in SIGNS and len(tree.of) == 2
        if infix and (right or of.text not in SIGNS):
            return self.enclosed(lambda: self.draw(tree))
        return self.draw(tree, lying)

    def argument(self, tree: Drawn, number: int) -> int:
        if number:
            self.sign(",", 2)
        return self.draw(tree)

    def enclosed(self, inside: Callable[[], int]) -> int:
        place, first = self.x, len(self.boxes)
        self.x += 9
        level = inside()
        height = max(box.height for box in self.boxes[first:]) + 14
        self.parentheses += [(place, height, True), (self.x, height, False)]
        self.x += 9
        return level

    def sign(self, text: str, gap: float) -> None:
        self.x += gap
        self.signs.append((self.x + len(text) * LETTER / 2, text))
        self.x += len(text) * LETTER + gap

    def box(self, name: str, sizes: list[int], result: bool, lying: bool = False) -> None:
        standing = len(sizes) == 1 and not lying
        rows, columns = (sizes[0], 1) if standing else (1, 1, *sizes)[-2:]
        width, height, text = self.length(columns), self.length(rows), shape(sizes)
        room = max(width, len(name) * LETTER, len(text) * SMALL)
        self.boxes.append(_Box(self.x + (room - width) / 2, width, height, name, text, result))
        self.x += room


def expression(tree: Drawn) -> Markup:
    """An expression as a picture, with what its shapes and costs are."""
    length, note = scale(_sides(tree), LONGEST)
    layout = _Layout(length)
    levels = layout.draw(tree)
    layout.sign("=", GAP / 2)
    layout.box("", tree.shape, True)
    tall = max(box.height for box in layout.boxes)
    height = tall + 2 * LABEL + levels * STEP + 8
    costliest = max((brace[3].flops for brace in layout.braces), default=0.0)
    parts = [
        *map(_box, layout.boxes),
        *(Markup('<text class="sign" x="{:.1f}" y="5">{}</text>').format(x, text) for x, text in layout.signs),
        *map(_parenthesis, layout.parentheses),
        *(_brace(brace, tall / 2 + LABEL, brace[3].flops == costliest) for brace in layout.braces),
    ]
    over = max((_cost_width(brace) - (brace[1] - brace[0]) for brace in layout.braces), default=0.0)
    margin = max(2.0, over / 2)  # what is written beneath a narrow brace stands out on both sides
    width = layout.x + margin + 2
    return Markup(
        '<svg class="expression" viewBox="-{0:.0f} 0 {1:.0f} {2:.0f}" width="{1:.0f}" height="{2:.0f}"'
        ' role="img" aria-label="{3}"><g transform="translate(0 {4:.1f})">{5}</g></svg><p class="fine">{6}</p>'
    ).format(margin, width, height, _spoken(layout, tree), LABEL + tall / 2, Markup("").join(parts), note)


def _leaf(tree: Drawn) -> str | None:
    """What is drawn as one box: an operand, or the transpose of one."""
    if not tree.of:
        return tree.text if len(tree.text) <= NAME else f"{tree.text[: NAME - 2]} …"
    inner = _leaf(tree.of[0]) if tree.text == ".T" else None
    return f"{inner}.T" if inner is not None else None


def _sides(tree: Drawn) -> list[int]:
    own = [*tree.shape, *([1] if len(tree.shape) < 2 else [])]
    return own + [side for part in tree.of for side in _sides(part)]


_SHARES: list[tuple[float, Callable[[int], float], str]] = [  # up to this spread: a side as a share of the largest
    (12, float, "Drawn to scale."),
    (400, sqrt, "Sides drawn by their square roots, so that small ones can be seen."),
    (inf, log1p, "Sides drawn by their logarithms, so that small ones can be seen."),
]


def scale(sides: Sequence[int], longest: float) -> tuple[Callable[[int], float], str]:
    """Pixels of a side of n entries, and how that is drawn: to scale, where the shortest can still be seen."""
    largest = max(1, *sides)
    spread = largest / min([n for n in sides if n > 1], default=largest)
    share, note = next((share, note) for most, share, note in _SHARES if spread <= most)
    unit = longest / share(largest)
    if 1 in sides and unit * share(1) < THIN:
        note += " Vectors are drawn thicker."
    return (lambda n: max(THIN, unit * share(n))), note


def _box(box: _Box) -> Markup:
    middle = box.x + box.width / 2
    return Markup(
        '<rect{}x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/><text x="{:.1f}" y="{:.1f}">{}</text>'
        '<text class="shape" x="{:.1f}" y="{:.1f}">{}</text>'
    ).format(
        Markup(' class="result" ' if box.result else " "), box.x, -box.height / 2, box.width, box.height,
        middle, -box.height / 2 - 7, box.name, middle, box.height / 2 + 16, box.shape,
    )  # fmt: skip


def _parenthesis(place: tuple[float, float, bool]) -> Markup:
    x, height, opens = place
    inner, outer = (x + 6, x + 1) if opens else (x + 3, x + 8)
    return Markup('<path class="parenthesis" d="M{0:.1f} {1:.1f}Q{2:.1f} 0 {0:.1f} {3:.1f}"/>').format(
        inner, -height / 2, outer, height / 2
    )


def _cost(tree: Drawn) -> str:
    return f"→ {shape(tree.shape)}" + (f" · {si(tree.flops, 'FLOP')}" if tree.flops else "")


def _cost_width(brace: _Brace) -> float:
    return len(_cost(brace[3])) * SMALL


def _brace(brace: _Brace, below: float, costliest: bool) -> Markup:
    start, end, level, tree = brace
    y = below + (level - 1) * STEP + 6
    return Markup(
        '<path class="brace" d="M{0:.1f} {1:.1f}v4H{2:.1f}v-4"/><text class="{3}" x="{4:.1f}" y="{5:.1f}">{6}</text>'
    ).format(start, y - 4, end, "cost most" if costliest else "cost", (start + end) / 2, y + 16, _cost(tree))


def _spoken(layout: _Layout, tree: Drawn) -> str:
    operands = [f"{box.name} is {box.shape}" for box in layout.boxes if not box.result]
    return f"{', '.join(operands)}; the result is {shape(tree.shape)}"


def spectrum(values: Sequence[float]) -> Markup:
    """Singular values as bars, by their digits: the largest is full, sixteen digits below there is nothing."""
    if not values or values[0] == 0:
        return Markup("")
    heights = [max(1 + log10(value / values[0]) / 16, 0.0) * 24 if value > 0 else 0.0 for value in values]
    bars = [
        Markup('<rect x="{}" y="{:.1f}" width="5" height="{:.1f}"/>').format(7 * i, 24 - h, h)
        for i, h in enumerate(heights)
    ]
    spoken = f"from {values[0]:.2g} to {values[-1]:.2g}"
    return Markup('<svg class="spectrum" viewBox="0 0 112 24" role="img" aria-label="{}">{}</svg>').format(
        spoken, Markup("").join(bars)
    )
