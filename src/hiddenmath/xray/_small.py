"""Products so small that calling them takes the time: what a loop of Python spends where arrays would need one call."""

from collections.abc import Collection, Sequence

from hiddenmath.xray._report import Call
from hiddenmath.xray._rows import rows
from hiddenmath.xray._words import seconds

OFTEN, SHORT = 1000, 20e-6  # calls, and seconds for each, from which a loop of calls is worth a word
IDLE, SHARE = 0.05, 0.1  # of the roof at most, and of the program's time at least


def about_small_calls(calls: Sequence[Call], told: Collection[int] = ()) -> str | None:
    """What is to be said of the line that spends most on small calls; None where none does, or a finding has `told`.

    That the call is what takes the time is measured: the arithmetic and the traffic alone would be done in the part
    `of_roof` of it.
    """
    small = [
        row
        for row in rows(calls)
        if row.count >= OFTEN and row.seconds < SHORT * row.count and row.share >= SHARE
        and row.of_roof is not None and row.of_roof < IDLE and row.call.line not in told
    ]  # fmt: skip
    if not small:
        return None
    row = small[0]
    return (
        f"Line {row.call.line} calls {row.call.expression} {row.count:,} times, for {seconds(row.seconds / row.count)} "
        f"each, of which arithmetic needs less than {max(row.of_roof or 0, 0.01):.0%}: the rest is the calling. "
        "If no round of that loop needs the one before, one product of whole arrays does the work of all."
    )
