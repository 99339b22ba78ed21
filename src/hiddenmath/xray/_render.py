"""The report in a terminal, for 80 columns and more."""

from math import log10
from pathlib import Path

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from hiddenmath.xray._report import NO_TIME, Call, Finding, Matrix, Report
from hiddenmath.xray._rows import LONGEST, Row, rows
from hiddenmath.xray._small import about_small_calls
from hiddenmath.xray._words import errors, found, gained, peaks, seconds, shape, shapes, share, si, structure, times

WIDE = 110  # columns from which there is room for more than the essential
ABOUT_ROOFS = (
    "of roof: the rate as a share of the lowest roof over it: arithmetic (cpu), or the traffic of its operands from "
    "memory (mem) or, where they are small, from the cache."
)
WHY_ABOVE = (
    ">100%: faster than the peak, which was measured once, after the program. AᵀA takes half the work that is counted, "
    "and the machine may have been busier then."
)
_BOUND = {"compute": "cpu", "memory": "mem", "cache": "cache"}
_BARS = "▁▂▃▄▅▆▇█"


def render(report: Report, console: Console) -> None:
    """Print what was found, where the time went, what the matrices are, and what was left out."""
    console.print()
    console.print(Rule(f"X-ray of {report.program}", style="cyan"))
    console.print(_summary(report))
    for number, finding in enumerate(report.findings, 1):
        console.print()
        console.print(_finding(number, finding))
    if report.calls:
        console.print()
        console.print(_calls(report, wide=console.width >= WIDE))
        for sentence in _about_roofs(report):
            console.print(Text(sentence, style="dim"))
    if report.matrices:
        console.print()
        console.print(_matrices(report.matrices))
    for reason, places in _skipped(report).items():
        console.print(Text(f"Left out: {', '.join(places)}: {reason}", style="dim"))
    for note in report.notes:
        console.print(Text(f"Note: {note.file}:{note.line}: {note.text}", style="yellow"))


def _about_roofs(report: Report) -> list[str]:
    roofs = [row.of_roof for row in rows(report.calls)[:LONGEST] if row.of_roof is not None]
    return [ABOUT_ROOFS] * bool(roofs) + [WHY_ABOVE] * any(part > 1.005 for part in roofs)


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
        text.append(f" Peak of this machine: {peaks(report.peak)}.", style="dim")
    text.append("\n")
    if not report.findings and any(NO_TIME in skipped.reason for skipped in report.skipped):
        return text.append("Nothing is claimed: not all could be measured. Try --budget 60.", style="bold")
    small = about_small_calls(report)
    if report.findings:
        text.append(found(report), style="bold")
    elif not small:
        text.append("Nothing to improve: no replacement was measured to be better.", style="bold green")
    return text.append(f"{' ' if report.findings else ''}{small}", style="bold") if small else text


def _finding(number: int, finding: Finding) -> RenderableType:
    is_hazard = finding.gain == "hazard"
    tint, praise = ("yellow", "bold yellow") if is_hazard else ("cyan", "bold green")
    head = Text.assemble(
        (f" {number} ", f"reverse {tint}"),
        (f" {finding.file}:{finding.line} ", "bold"),
        (f" {gained(finding)}", praise),
        (f"  {times(finding.count)}" if finding.count > 1 else "", "dim"),
    )  # fmt: skip
    body = Table.grid(padding=(0, 2))
    body.add_column(style="dim", no_wrap=True)
    body.add_column(overflow="fold")
    body.add_row("code" if is_hazard else "before", Text(finding.before, style="yellow"))
    if finding.proof:
        body.add_row("found", Text(finding.proof, style="bold"))
    if finding.after:
        body.add_row("after", Text(finding.after, style="bold green"))
    if finding.advice:
        body.add_row("advice", Text(finding.advice))
    if finding.assumption:
        body.add_row("if", Text(finding.assumption, style="bold"))
    body.add_row("shapes", Text(" · ".join(f"{p.name} {shape(p.shape)}" for p in finding.shapes)))
    if not is_hazard:
        data = f"; rounding the data causes {finding.error_data:.0e}" if finding.error_data else ""
        body.add_row("error", Text.assemble(errors(finding), (data, "dim")))
    body.add_row("why", Text(finding.why))
    body.add_row("rule", Text(f"{finding.rule}  (hiddenmath xray --explain {finding.rule})", style="dim"))
    body.add_row("lesson", Text(finding.lesson, style="dim"))
    return Group(head, Padding(body, (0, 0, 0, 4)))


def _calls(report: Report, wide: bool) -> Table:
    table = Table(box=None, title="Where the time goes", title_justify="left", title_style="bold", pad_edge=False)
    table.add_column("line", style="dim", no_wrap=True)
    table.add_column("expression", ratio=1, no_wrap=True, overflow="ellipsis")
    table.add_column("shapes", no_wrap=True)
    for column in ("count", "time", "share", *(["rate"] if wide else []), "of roof"):
        table.add_column(column, justify="right", no_wrap=True)
    table.expand = True
    several = len({call.file for call in report.calls}) > 1
    together = rows(report.calls)
    for row in together[:LONGEST]:
        call = row.call
        place = f"{Path(call.file).name}:{call.line}" if several else str(call.line)
        operands = _laid_out(call) if wide else shapes(call.shapes)
        table.add_row(place, call.expression, operands, *_sums(row, wide), _roof(row))
    if more := together[LONGEST:]:
        count, spent, part = (sum(getattr(row, name) for row in more) for name in ("count", "seconds", "share"))
        rest = Row(more[0].call, count, spent, part, rate=None, of_roof=None)
        table.add_row("", f"{len(more)} more", "", *_sums(rest, wide), "")
    return table


def _laid_out(call: Call) -> str:
    """The shapes, with the layout of each operand that does not lie row after row."""
    pairs = zip(call.shapes, call.layouts, strict=True)
    return " · ".join(shape(s) + ("" if layout == "C" else f" {layout}") for s, layout in pairs)


def _sums(row: Row, wide: bool) -> list[str]:
    """Count, time, its share of the program's, and where there is room the rate."""
    rate = [si(row.rate, "FLOP/s") if row.rate else ""] if wide else []
    return [str(row.count), seconds(row.seconds), share(row.share), *rate]


def _roof(row: Row) -> str:
    bound = row.call.bound
    return "" if row.of_roof is None or bound is None else f"{share(row.of_roof)} {_BOUND[bound]}"


def _matrices(matrices: list[Matrix]) -> Table:
    table = Table(box=None, title="The matrices", title_justify="left", title_style="bold", pad_edge=False)
    table.add_column("line", style="dim", no_wrap=True)
    table.add_column("matrix", no_wrap=True, overflow="ellipsis", max_width=24)
    table.add_column("shape", no_wrap=True)
    for column in ("rank", "condition"):
        table.add_column(column, justify="right", no_wrap=True)
    table.add_column("singular values", no_wrap=True)
    table.add_column("it is", ratio=1, overflow="fold")
    table.expand = True
    for m in matrices:
        condition = "" if m.rank is None else f"{m.condition:.0e}" if m.condition else "infinite"
        rank = "" if m.rank is None else str(m.rank)
        table.add_row(
            ", ".join(map(str, m.lines)),
            m.name,
            shape(m.shape),
            rank,
            condition,
            spectrum(m.singular_values),
            structure(m),
        )
    return table


def spectrum(values: list[float]) -> str:
    """Bars for singular values, by their number of digits below the largest: a step is two digits.

    >>> spectrum([1.0, 1e-1, 1e-3, 1e-8, 0.0])
    '██▇▄▁'
    """
    if not values or values[0] == 0:
        return ""
    digits = [-log10(value / values[0]) if value > 0 else 99 for value in values]
    return "".join(_BARS[max(7 - int(d / 2), 0)] for d in digits)
