"""How every benchmark measures: ours and the peer alternately in one run, medians, and the ratio pair by pair."""

import json
import platform
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field


@dataclass
class Claim:
    """One claim and its numbers: `rows` is a table (a list of records with the same keys)."""

    claim: str
    rows: list[dict[str, object]]
    met: bool | None = None
    """Whether the stated target was met; None where none is stated."""
    notes: list[str] = field(default_factory=list)


def alternately(contestants: Mapping[str, Callable[[], object]], rounds: int = 7) -> dict[str, list[float]]:
    """Seconds of each contestant in each round: all in turn, once a round, after one round that is not counted."""
    times: dict[str, list[float]] = {name: [] for name in contestants}
    for round_ in range(rounds + 1):
        for name, run in contestants.items():
            start = time.perf_counter()
            run()
            if round_:
                times[name].append(time.perf_counter() - start)
    return times


def ratio(ours: list[float], peer: list[float]) -> float:
    """How many times as long the peer took: the median of the pairs' ratios, which no drift of the machine bends."""
    return statistics.median(b / a for a, b in zip(ours, peer, strict=True))


def percentile(values: list[float], share: float) -> float:
    """The value below which `share` of the values lie (the nearest one that occurred)."""
    return sorted(values)[min(len(values) - 1, round(share * (len(values) - 1)))]


def report(claim: Claim) -> None:
    """What a benchmark prints: JSON with --json, else a table."""
    if "--json" in sys.argv:
        json.dump(asdict(claim), sys.stdout, indent=2)
        return
    print(claim.claim, "" if claim.met is None else "[met]" if claim.met else "[MISSED]")
    print(table(claim.rows))
    print(*claim.notes, sep="\n")


def table(rows: list[dict[str, object]]) -> str:
    """The rows as a Markdown table."""
    head = list(rows[0])
    lines = [head, ["---"] * len(head), *([str(row[key]) for key in head] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def machine() -> str:
    """The machine in words, without its name."""
    import os

    return f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}, CPython {platform.python_version()}"
