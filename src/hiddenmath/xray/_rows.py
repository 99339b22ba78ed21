"""The calls of a report put together as a reader wants them: an expression on these shapes is one row."""

from collections.abc import Sequence
from dataclasses import dataclass

from hiddenmath.xray._report import Call
from hiddenmath.xray._words import shapes

LONGEST = 12  # rows that are shown


@dataclass(frozen=True)
class Row:
    """One or more calls of one expression; the numbers are of all together. `of_roof` is the mean over the time."""

    call: Call  # the first
    count: int
    seconds: float
    share: float
    rate: float | None
    of_roof: float | None


def rows(calls: Sequence[Call]) -> list[Row]:
    """The rows, those that took longest first. The same expression twice on a line is one."""
    together: dict[tuple[str, int, str, str], list[Call]] = {}
    for call in calls:
        together.setdefault((call.file, call.line, call.expression, shapes(call.shapes)), []).append(call)
    return sorted(map(_joined, together.values()), key=lambda row: -row.seconds)


def _joined(calls: Sequence[Call]) -> Row:
    """One row for these calls."""
    spent = sum(call.seconds for call in calls)
    flops = [call.flops * call.count for call in calls if call.flops is not None]
    roofs = [call.of_roof * call.seconds for call in calls if call.of_roof is not None]
    return Row(
        calls[0], sum(call.count for call in calls), spent, sum(call.share for call in calls),
        sum(flops) / spent if spent and len(flops) == len(calls) else None,
        sum(roofs) / spent if spent and len(roofs) == len(calls) else None,
    )  # fmt: skip
