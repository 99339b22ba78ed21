"""The report in a terminal, for 80 columns and more."""

from collections.abc import Iterable
from pathlib import Path

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from hiddenmath.xray._report import NO_TIME, Call, Finding, Report

LONGEST = 12  # lines of the table of calls
ABOVE = ">100%"
WHY_ABOVE = (
    f"{ABOVE}: faster than the peak, which was measured once, in double precision, after the program. Single precision "
    "is faster, AᵀA takes half the work that is counted, and the machine may have been busier then."
)


def render(report: Report, console: Console) -> None:
    """Print what was found, where the time went, and what was left out."""
    console.print()
    console.print(Rule(f"X-ray of {report.program}", style="cyan"))
    console.print(_summary(report))
    for number, finding in enumerate(report.findings, 1):
        console.print()
        console.print(_finding(number, finding))
    if report.calls:
        console.print()
        console.print(_calls(report))
        if any(_sums(row, report.peak.get("flops"))[-1] == ABOVE for row in _rows(report.calls)[:LONGEST]):
            console.print(Text(WHY_ABOVE, style="dim"))
    for reason, places in _skipped(report).items():
        console.print(Text(f"Left out: {', '.join(places)}: {reason}", style="dim"))


def _skipped(report: Report) -> dict[str, list[str]]:
    """Reason -> places, each once."""
    places: dict[str, list[str]] = {}
    for skipped in report.skipped:
        place = f"{skipped.file}:{skipped.line}" if skipped.line else skipped.file
        known = places.setdefault(skipped.reason, [])
        if place not in known:
            known.append(place)
    return places


def _summary(report: Report) -> Text:
    if not report.calls:
        return Text(f"Ran {seconds(report.seconds)}. No matrix product and no call into a numerical library was seen.")
    count = sum(call.count for call in report.calls)
    spent = sum(call.seconds for call in report.calls)
    noun = "product or call" if count == 1 else "products and calls"
    text = Text(f"Ran {seconds(report.seconds)}, of which {seconds(spent)} in {count} {noun}.")
    if report.peak:
        flops, memory = si(report.peak["flops"], "FLOP/s"), si(report.peak["bytes"], "B/s")
        text.append(f" Peak of this machine: {flops}, {memory}.", style="dim")
    text.append("\n")
    if not report.findings and any(NO_TIME in skipped.reason for skipped in report.skipped):
        return text.append("Nothing is claimed: not all could be measured. Try --budget 60.", style="bold")
    if not report.findings:
        return text.append("Nothing to improve: no replacement was measured to be better.", style="bold green")
    saved = seconds(sum(f.seconds_saved for f in report.findings))
    noun = "improvement" if len(report.findings) == 1 else "improvements"
    return text.append(
        f"{len(report.findings)} {noun}, measured on the program's own matrices: {saved} saved.", style="bold"
    )


def _finding(number: int, finding: Finding) -> RenderableType:
    gain = f" {factor(finding.speedup)} faster" if finding.gain == "faster" else f" {finding.gain}"
    head = Text.assemble(
        (f" {number} ", "reverse cyan"), (f" {finding.file}:{finding.line} ", "bold"),
        (gain, "bold green"), f", saves {seconds(finding.seconds_saved)}" if finding.seconds_saved else "",
        (f"  {times(finding.count)}" if finding.count > 1 else "", "dim"),
    )  # fmt: skip
    body = Table.grid(padding=(0, 2))
    body.add_column(style="dim", no_wrap=True)
    body.add_column(overflow="fold")
    body.add_row("before", Text(finding.before, style="yellow"))
    if finding.proof:
        body.add_row("proof", Text(finding.proof))
    if finding.after:
        body.add_row("after", Text(finding.after, style="bold green"))
    if finding.assumption:
        body.add_row("if", Text(finding.assumption, style="bold"))
    if finding.advice:
        body.add_row("advice", Text(finding.advice))
    body.add_row("shapes", Text(" · ".join(f"{p.name} {shape(p.shape)}" for p in finding.shapes)))
    if finding.gain != "hazard":
        was = "infinite" if finding.error_before is None else f"{finding.error_before:.0e}"
        errors = f"{was} before, {finding.error_after:.0e} after (relative)"
        body.add_row("error", Text.assemble(errors, (f"; rounding the data causes {finding.error_data:.0e}", "dim")))
    body.add_row("why", Text(finding.why))
    body.add_row("rule", Text(f"{finding.rule}  (hiddenmath xray --explain {finding.rule})", style="dim"))
    return Group(head, Padding(body, (0, 0, 0, 4)))


def _calls(report: Report) -> Table:
    table = Table(box=None, title="Where the time goes", title_justify="left", title_style="bold", pad_edge=False)
    table.add_column("line", style="dim", no_wrap=True)
    table.add_column("expression", ratio=1, no_wrap=True, overflow="ellipsis")
    table.add_column("shapes", no_wrap=True)
    for column in ("count", "time", "of peak"):
        table.add_column(column, justify="right", no_wrap=True)
    table.expand = True
    several = len({call.file for call in report.calls}) > 1
    rows = _rows(report.calls)
    for calls in rows[:LONGEST]:
        first = calls[0]
        place = f"{Path(first.file).name}:{first.line}" if several else str(first.line)
        table.add_row(place, first.expression, shapes(first.shapes), *_sums(calls, report.peak.get("flops")))
    if len(rows) > LONGEST:
        rest = [call for calls in rows[LONGEST:] for call in calls]
        table.add_row("", f"{len(rows) - LONGEST} more", "", *_sums(rest, None))
    return table


def _rows(calls: list[Call]) -> list[list[Call]]:
    """The same expression on the same shapes, more than once on a line, is one row."""
    rows: dict[tuple[str, int, str, str], list[Call]] = {}
    for call in calls:
        rows.setdefault((call.file, call.line, call.expression, shapes(call.shapes)), []).append(call)
    return sorted(rows.values(), key=lambda row: -sum(call.seconds for call in row))


def _sums(calls: list[Call], peak: float | None) -> tuple[str, str, str]:
    """Count, time, and the rate as a share of this machine's."""
    count, spent = sum(call.count for call in calls), sum(call.seconds for call in calls)
    flops = [call.flops * call.count for call in calls if call.flops is not None]
    share = sum(flops) / spent / peak if peak and spent and len(flops) == len(calls) else None
    return str(count), seconds(spent), "" if share is None else ABOVE if share > 1 else f"{share:.0%}"


def shape(sizes: Iterable[int]) -> str:
    """m×n, as shapes are always written.

    >>> shape([3, 4]), shape([5]), shape([])
    ('3×4', '5', '1')
    """
    return "×".join(map(str, sizes)) or "1"


def shapes(operands: list[list[int]]) -> str:
    return " · ".join(map(shape, operands))


def seconds(value: float) -> str:
    """Three digits and a unit.

    >>> seconds(2.345), seconds(0.00012), seconds(125)
    ('2.35 s', '120 µs', '2 min 5 s')
    """
    if value >= 60:
        return f"{int(value) // 60} min {int(value) % 60} s"
    size, unit = (1.0, "s") if value >= 1 else (1e-3, "ms") if value >= 1e-3 else (1e-6, "µs")
    return f"{value / size:.3g} {unit}"


def si(value: float, unit: str) -> str:
    """
    >>> si(41.8e9, "FLOP/s")
    '42 GFLOP/s'
    """
    for prefix, size in (("T", 1e12), ("G", 1e9), ("M", 1e6), ("k", 1e3)):
        if value >= size:
            return f"{value / size:.{0 if value >= 10 * size else 1}f} {prefix}{unit}"
    return f"{value:.0f} {unit}"


def factor(ratio: float) -> str:
    """
    >>> factor(12.3), factor(2.61)
    ('12×', '2.6×')
    """
    return f"{ratio:.0f}×" if ratio >= 9.95 else f"{ratio:.1f}×"


def times(count: int) -> str:
    return f"{count} times"
