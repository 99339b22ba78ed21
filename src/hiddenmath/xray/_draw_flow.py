"""How the matrices of a program flow, as SVG: one operation under the other, each array to scale in a lane of its own.

The same picture as the element <hm-trace> draws; made here, so that a report needs no script.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from markupsafe import Markup

from hiddenmath.xray._draw import scale
from hiddenmath.xray._report import Call, Finding, Report
from hiddenmath.xray._words import seconds, shape, share, si

MOST = 24  # operations that can still be read as a picture
WIDTH, WORDS = 820, 340  # of all, and of what is written to the right
LANE = 92  # the widest lane
TALLEST = 58  # pixels of the longest side
LABEL, NODE, APART = 18, 46, 10  # room for a line of text, for the sign of an operation, between two of them
LETTER, SMALL = 7.7, 6.7  # width of a letter of the code face, and of the other


@dataclass
class _Step:
    """All calls of one operation; `call` is the first."""

    call: Call
    count: int
    seconds: float
    share: float
    flops: float | None


@dataclass(eq=False)
class _Array:
    """From the step where it first stands to the one that uses it last; `by`: the step that made it, None if given.

    `loop`: a later line made it, one round before.
    """

    name: str
    shapes: list[list[int]]
    first: int
    last: int
    by: int | None = None
    loop: bool = False
    lane: int = 0
    x: float = 0.0
    bottom: float = 0.0


@dataclass
class _Drawing:
    """The picture while it grows downwards; what is drawn later lies over what was drawn before."""

    lines: list[Markup] = field(default_factory=list)
    boxes: list[Markup] = field(default_factory=list)
    words: list[Markup] = field(default_factory=list)
    y: float = 0.0


def flow(report: Report) -> Markup:
    """The picture, and a line on how it is drawn; nothing where nothing was computed."""
    if not report.calls:
        return Markup("")
    steps, left_out = _steps(report.calls)
    arrays, uses = _arrays(steps)
    lanes = _lanes(arrays, uses)
    lane = min(LANE, (WIDTH - WORDS) / lanes)
    sides = [side for array in arrays for sizes in array.shapes for side in _rows_and_columns(sizes)]
    length, note = scale(sides, min(TALLEST, lane - 14))
    marked = _marked(steps, report.findings)
    drawing = _Drawing()

    def place(array: _Array, y: float) -> float:
        """Draws the array with its name above and its shape below; the answer is where it ends."""
        array.x = (array.lane + 0.5) * lane
        shrink = max(1, len(array.shapes)) ** -0.5
        drawn = [tuple(length(n) * shrink for n in _rows_and_columns(sizes)) for sizes in array.shapes]
        tall = max((height for height, _ in drawn), default=4.0)
        array.bottom = y + tall
        drawing.boxes += _box(array, drawn, y, tall, lane)
        return array.bottom + LABEL

    for i, step in enumerate(steps):
        given = [array for array in arrays if array.by is None and array.first == i]
        if given:
            drawing.y = max(place(array, drawing.y + APART + LABEL) for array in given)
        result = next(array for array in arrays if array.by == i)
        node = drawing.y + NODE / 2 + 4
        drawing.y = place(result, drawing.y + NODE + LABEL) + APART
        drawing.lines += [_edge(array, result.x, node) for array in uses[i]]
        drawing.lines.append(Markup('<path class="edge" d="M{0:.0f} {1:.0f}V{2:.0f}"/>').format(
            result.x, node, result.bottom - LABEL / 2))  # fmt: skip
        drawing.words += _words(step, result.x, node, lanes * lane + LABEL, i in marked)
    spoken = f"{len(steps)} operations and the arrays that go in and come out"
    less = f"{left_out} more took less time and are left out. " if left_out else ""
    return Markup(
        '<svg class="flow" viewBox="0 0 {0} {1:.0f}" width="{0}" height="{1:.0f}" role="img" aria-label="{2}">{3}</svg>'
        '<p class="fine">{4}The bars are shares of the whole program’s time. {5}</p>'
    ).format(WIDTH, drawing.y, spoken, Markup("").join(drawing.lines + drawing.boxes + drawing.words), less, note)


def _steps(calls: Sequence[Call]) -> tuple[list[_Step], int]:
    """The operations that took longest, each after those that feed it; and how many are left out."""
    groups: dict[tuple[int, str], list[Call]] = {}
    for call in calls:
        groups.setdefault((call.place, call.operation), []).append(call)
    longest = sorted(groups.values(), key=lambda group: -sum(call.seconds for call in group))[:MOST]
    waiting = sorted(longest, key=lambda group: (group[0].file, group[0].line, group[0].place))
    ordered: list[list[Call]] = []
    open_: list[list[Call]] = []

    def visit(group: list[Call]) -> None:
        if group in open_:
            return
        open_.append(group)
        this = group[0]
        feeding = {place for places in this.origins for place in places}
        for other in waiting:  # what is on the same line; of other lines the source has the order
            if (other[0].file, other[0].line) == (this.file, this.line) and other[0].place in feeding:
                visit(other)
        ordered.append(group)

    for group in waiting:
        visit(group)
    return [_together(group) for group in ordered], len(groups) - len(longest)


def _together(group: Sequence[Call]) -> _Step:
    flops = [call.flops * call.count for call in group if call.flops is not None]
    return _Step(
        group[0],
        sum(call.count for call in group),
        sum(call.seconds for call in group),
        sum(call.share for call in group),
        sum(flops) if len(flops) == len(group) else None,
    )


def _marked(steps: Sequence[_Step], findings: Sequence[Finding]) -> set[int]:
    """For each finding the step that is most of its expression."""
    found = set()
    for finding in findings:
        whole = "".join(finding.before.split())
        within = {
            i: len(step.call.expression)
            for i, step in enumerate(steps)
            if (step.call.file, step.call.line) == (finding.file, finding.line)
            and "".join(step.call.expression.split()) in whole
        }
        if within:
            found.add(max(within, key=within.__getitem__))
    return found


def _arrays(steps: Sequence[_Step]) -> tuple[list[_Array], list[list[_Array]]]:
    """Every array of the picture, and for each step those that go into it."""
    made = [_Array(step.call.name, step.call.made, i, i, by=i) for i, step in enumerate(steps)]
    given: dict[object, _Array] = {}
    uses: list[list[_Array]] = []
    for i, step in enumerate(steps):
        going_in: list[_Array] = []
        operands = zip_longest(step.call.shapes, step.call.operands, step.call.origins, fillvalue=())
        for number, (sizes, operand, places) in enumerate(operands):
            origins = [j for j, other in enumerate(steps) if other.call.place in places]
            earlier = [made[j] for j in origins if j < i]
            if not earlier:
                name, stored = _as_stored(str(operand or ""), list(sizes))
                key = (name, tuple(stored), bool(origins)) if name else (i, number)
                earlier = [given.setdefault(key, _Array(name, [stored], i, i, loop=bool(origins)))]
            going_in += earlier
        uses.append(list(dict.fromkeys(going_in)))
        for array in uses[-1]:
            array.last = i
    return [*given.values(), *made], uses


def _as_stored(name: str, sizes: list[int]) -> tuple[str, list[int]]:
    """`X.T` is `X` with its sides exchanged.

    >>> _as_stored("X.T", [3, 200])
    ('X', [200, 3])
    """
    bare = name
    while bare.endswith(".T"):
        bare, sizes = bare.removesuffix(".T"), sizes[::-1]
    return bare, sizes


def _lanes(arrays: Sequence[_Array], uses: Sequence[Sequence[_Array]]) -> int:
    """How many lanes there are. A result goes on in that of an operand that is needed no more: a chain is straight."""
    taken: list[_Array | None] = []

    def take(array: _Array) -> None:
        array.lane = taken.index(None) if None in taken else len(taken)
        taken[array.lane : array.lane + 1] = [array]

    for i, going_in in enumerate(uses):
        for array in arrays:
            if array.by is None and array.first == i:
                take(array)
        result = next(array for array in arrays if array.by == i)
        ending = [array for array in going_in if array.last == i]
        for array in ending:
            taken[array.lane] = None
        if ending:
            result.lane = ending[0].lane
            taken[result.lane] = result
        else:
            take(result)
        if result.last == i:
            taken[result.lane] = None
    return len(taken)


def _rows_and_columns(sizes: Sequence[int]) -> tuple[int, int]:
    """A vector stands, a number is 1×1."""
    rows, columns = (*sizes[-2:], 1, 1)[:2]
    return rows, columns


def _edge(array: _Array, x: float, y: float) -> Markup:
    """Straight down the lane, then across into the operation."""
    turn = max(array.bottom, y - 34)
    return Markup(
        '<path class="edge" d="M{0:.0f} {1:.0f}V{2:.0f}C{0:.0f} {3:.0f} {4:.0f} {5:.0f} {4:.0f} {6:.0f}"/>'
    ).format(array.x, array.bottom, turn, y - 8, x, turn + 4, y)


def _box(array: _Array, drawn: Sequence[tuple[float, ...]], y: float, tall: float, lane: float) -> Iterator[Markup]:
    """One rectangle for each array that one operation made."""
    left = array.x - sum(width + 3 for _, width in drawn) / 2 + 1.5
    kind = "made" if array.by is not None else "given again" if array.loop else "given"
    for height, width in drawn:
        yield Markup('<rect class="{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/>').format(
            kind, left, y + (tall - height) / 2, width, height)  # fmt: skip
        left += width + 3
    name = ("↻ " if array.loop else "") + _short(array.name, lane / LETTER)
    sizes = f"{len(array.shapes)} arrays" if len(array.shapes) > 1 else "".join(map(shape, array.shapes))
    yield Markup(
        '<text x="{0:.0f}" y="{1:.0f}">{2}</text><text class="shape" x="{0:.0f}" y="{3:.0f}">{4}</text>'
    ).format(array.x, y - 5, name, y + tall + 14, sizes)


def _words(step: _Step, x: float, y: float, left: float, marked: bool) -> Iterator[Markup]:
    """The operation's sign in the graph; to the right what it is and what it costs."""
    sign = _short("@" if _is_product(step.call.operation) else step.call.operation.rpartition(".")[2], 9)
    half = max(13.0, len(sign) * LETTER / 2 + 6)
    yield Markup(
        '<rect class="operation{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="26" rx="13"/>'
        '<text class="sign" x="{:.0f}" y="{:.0f}">{}</text>'
    ).format(" found" if marked else "", x - half, y - 13, 2 * half, x, y + 5, sign)
    room = WIDTH - left - 8
    costs = [f"line {step.call.line}", f"{step.count} times" if step.count > 1 else ""]
    costs += [si(step.flops, "FLOP") if step.flops is not None else "", seconds(step.seconds), share(step.share)]
    yield Markup(
        '<text class="code" x="{0:.0f}" y="{1:.0f}">{2}</text><text class="cost" x="{0:.0f}" y="{3:.0f}">{4}</text>'
        '<rect class="total" x="{0:.0f}" y="{5:.0f}" width="{6:.0f}" height="8" rx="2"/>'
        '<rect class="time" x="{0:.0f}" y="{5:.0f}" width="{7:.1f}" height="8" rx="2"/>'
    ).format(
        left, y - 4, _short(step.call.expression, room / LETTER), y + 14,
        " · ".join(filter(None, costs)) + " of the time" + (" · see above" if marked else ""),
        y + 23, room, room * min(1.0, step.share),
    )  # fmt: skip


def _is_product(operation: str) -> bool:
    return operation in ("matmul", "imatmul") or operation.rpartition(".")[2] in ("dot", "matmul", "mm", "mv")


def _short(text: str, letters: float) -> str:
    """
    >>> _short("np.linalg.inv(A)", 10)
    'np.linalg…'
    """
    return text if len(text) <= letters else f"{text[: max(1, int(letters) - 1)]}…"
