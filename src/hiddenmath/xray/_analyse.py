"""From a recorder to a report: the tallies as calls, the findings measured, this machine's peak."""

import ast
import warnings
from dataclasses import replace
from time import perf_counter

from hiddenmath.xray._program import Sources
from hiddenmath.xray._recorder import Key, Tally
from hiddenmath.xray._report import Call, Report, Skipped


def analyse(sources: Sources, program: str, seconds: float, budget: float) -> Report:
    """The report on a program that has ended. `budget`: seconds that measuring may take."""
    deadline = perf_counter() + budget
    tallies, skipped = sources.recorder.tallies(), list(sources.skipped)
    if sources.recorder.failure:
        skipped.append(Skipped(program, 0, f"recording stopped early ({sources.recorder.failure})"))
    if not tallies:
        return Report(program, seconds, skipped=skipped)
    calls = [_call(sources, key, tally) for key, tally in tallies.items()]
    calls.sort(key=lambda call: -call.seconds)
    report = Report(program, seconds, calls=calls, skipped=skipped)
    try:
        return _measured(report, sources, deadline)
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001  what was recorded is true all the same
        reason = f"nothing was measured ({type(error).__name__}: {error})"
        return replace(report, skipped=[*skipped, Skipped(program, 0, reason)])


def _measured(report: Report, sources: Sources, deadline: float) -> Report:
    """The report with this machine's peak, and with what could be better."""
    from hiddenmath.xray._findings import find  # these need NumPy, which the program has loaded
    from hiddenmath.xray._peak import measure_peak
    from hiddenmath.xray.rules import RULES

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the program has warned already; what it computes again is not news
        peak = measure_peak()._asdict()
        findings, unmeasured = find(sources.recorder, RULES, deadline)
    return replace(report, peak=peak, findings=findings, skipped=[*report.skipped, *unmeasured])


def _call(sources: Sources, key: Key, tally: Tally) -> Call:
    number, operation, *operands = key
    site = sources.recorder.sites[number]
    return Call(
        file=site.file, line=site.line, expression=ast.unparse(site.node), operation=operation.name,
        shapes=[list(shape) for shape, _ in operands], dtypes=[str(dtype) for _, dtype in operands],
        count=tally.count, flops=tally.flops, bytes=tally.bytes, seconds=tally.seconds,
        rate=tally.flops * tally.count / tally.seconds if tally.flops is not None and tally.seconds > 0 else None,
    )  # fmt: skip
