"""From a recorder to a report: the tallies as calls, the findings measured, this machine's peak."""

import ast
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import replace
from time import perf_counter
from typing import NamedTuple

from hiddenmath.xray._flow import name_of, origins
from hiddenmath.xray._program import Sources
from hiddenmath.xray._recorder import Key, Tally
from hiddenmath.xray._report import Call, Peak, Report, Skipped
from hiddenmath.xray._sites import operands_of


class Reporting(NamedTuple):
    """What is said of a program."""

    ignore: Sequence[str] = ()  # rules
    exclude: Sequence[str] = ()  # files and folders in which nothing is looked for, `*` stands for anything
    matrices: bool = False  # statistics of the operands


def analyse(sources: Sources, program: str, seconds: float, budget: float, reporting: Reporting) -> Report:
    """The report on a program that has ended after so many seconds. `budget`: seconds that measuring may take."""
    deadline = perf_counter() + budget
    tallies, skipped = sources.recorder.tallies(), list(sources.skipped)
    if sources.recorder.failure:
        skipped.append(Skipped(program, 0, f"recording stopped early ({sources.recorder.failure})"))
    if not tallies:
        return Report(program, seconds, skipped=skipped)
    recorded = {number for number, *_ in tallies}  # what was no operation when it ran is seen through
    places: dict[ast.AST, int] = {site.node: site.number for site in sources.recorder.sites if site.number in recorded}
    calls = [_call(sources, key, tally, seconds, places) for key, tally in tallies.items()]
    calls.sort(key=lambda call: -call.seconds)
    report = Report(program, seconds, calls=calls, skipped=skipped)
    try:
        return _measured(report, sources, deadline, reporting)
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001  what was recorded is true all the same
        reason = f"nothing was measured ({type(error).__name__}: {error})"
        return replace(report, skipped=[*skipped, Skipped(program, 0, reason)])


def _measured(report: Report, sources: Sources, deadline: float, reporting: Reporting) -> Report:
    """The report with this machine's peak, and with what could be better."""
    from hiddenmath.xray._findings import find  # these need NumPy, which the program has loaded
    from hiddenmath.xray._matrices import describe
    from hiddenmath.xray._peak import common_dtype, measure_peak
    from hiddenmath.xray._silence import Silence
    from hiddenmath.xray._text import digest
    from hiddenmath.xray.rules import RULES

    silence = Silence(sources.recorder.texts, [rule.name for rule in RULES], reporting.exclude)
    rules = tuple(rule for rule in RULES if rule.name not in reporting.ignore)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the program has warned already; what it computes again is not news
        peak = measure_peak({common_dtype(call.dtypes) for call in report.calls})
        half = (perf_counter() + deadline) / 2
        matrices, untold = describe(sources.recorder, peak, half) if reporting.matrices else ([], [])
        findings, unmeasured = find(sources.recorder, rules, deadline, silence)
    return replace(
        report, peak=peak, findings=findings, skipped=[*report.skipped, *unmeasured, *untold],
        calls=[_under_its_roof(call, peak) for call in report.calls],
        notes=list(silence.notes([rule.name for rule in rules])), matrices=matrices,
        sources={file: digest(text) for file, text in sources.recorder.texts.items()},
    )  # fmt: skip


def _call(sources: Sources, key: Key, tally: Tally, program: float, places: Mapping[ast.AST, int]) -> Call:
    number, operation, *operands = key
    site = sources.recorder.sites[number]
    written = dict(enumerate(operands_of(site.node, operation.is_method)))
    parts = [written.get(i) for i in tally.arrays]
    return Call(
        file=site.file, line=site.line, expression=ast.unparse(site.node), operation=operation.name,
        shapes=[list(shape) for shape, _ in operands], dtypes=[str(dtype) for _, dtype in operands],
        layouts=tally.layouts,
        count=tally.count, flops=tally.flops, bytes=tally.bytes, seconds=tally.seconds,
        share=tally.seconds / program if program else 0.0,
        rate=tally.flops * tally.count / tally.seconds if tally.flops is not None and tally.seconds > 0 else None,
        intensity=tally.flops / tally.bytes if tally.flops is not None and tally.bytes else None,
        place=number, name=name_of(site.node, site.parents), made=tally.made,
        operands=[ast.unparse(part) if part else "" for part in parts],
        origins=[origins(part, site.parents, places) if part else [] for part in parts],
    )  # fmt: skip


def _under_its_roof(call: Call, peak: Peak) -> Call:
    """The call with the roof that bounds it, and how near it came."""
    from hiddenmath.xray._peak import roof

    if not (call.intensity and call.rate):
        return call
    found = roof(peak, call.dtypes, call.intensity, call.bytes)
    return replace(call, bound=found.bound, of_roof=call.rate / found.rate) if found else call
