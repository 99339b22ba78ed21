"""Products so small that calling them takes the time: what a loop of Python spends where arrays would need one call."""

from pathlib import Path

from hiddenmath.xray._report import Report
from hiddenmath.xray._rows import rows
from hiddenmath.xray._words import seconds

OFTEN, SHORT = 1000, 20e-6  # calls, and seconds for each, from which a loop of calls is worth a word
IDLE, SHARE = 0.05, 0.1  # of the roof at most, and of the program's time at least


def about_small_calls(report: Report) -> str | None:
    """What is to be said of the line that spends most on small calls; None where none does without a finding.

    That the call is what takes the time is measured: the arithmetic and the traffic alone would be done in the part
    `of_roof` of it.
    """
    told = {(finding.file, finding.line) for finding in report.findings}
    small = [
        row
        for row in rows(report.calls)
        if row.count >= OFTEN and row.seconds < SHORT * row.count and row.share >= SHARE
        and row.of_roof is not None and row.of_roof < IDLE and (row.call.file, row.call.line) not in told
    ]  # fmt: skip
    if not small:
        return None
    row = small[0]
    several = len({call.file for call in report.calls}) > 1
    place = f"Line {row.call.line}" + (f" of {Path(row.call.file).name}" if several else "")
    return (
        f"{place} calls {row.call.expression} {row.count:,} times, for {seconds(row.seconds / row.count)} "
        f"each, of which arithmetic needs less than {int(100 * (row.of_roof or 0)) + 1}%: the rest is the calling. "
        "If no round of that loop needs the one before, one product of whole arrays does the work of all."
    )
