"""How every benchmark measures: ours and the peer alternately in one run, medians, and the ratio pair by pair."""

import json
import platform
import statistics
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from math import log

# Seconds after which threads no longer wait in a busy loop: OpenBLAS's give up after some 0.03, PyTorch's after 0.2.
QUIET = 0.3


@dataclass
class Claim:
    """One claim and its numbers: `rows` is a table (a list of records with the same keys)."""

    claim: str
    rows: list[dict[str, object]]
    met: bool | None = None
    """Whether the stated target was met; None where none is stated."""
    notes: list[str] = field(default_factory=list)


def alternately(
    contestants: Mapping[str, Callable[[], object]], rounds: int = 7, pause: float = 0.0
) -> dict[str, list[float]]:
    """Seconds of each contestant in each round: all in turn, once a round, after one round that is not counted.

    A pause before each keeps the threads of the one before, which may wait in a busy loop, from slowing the next.
    """
    times: dict[str, list[float]] = {name: [] for name in contestants}
    for round_ in range(rounds + 1):
        for name, run in contestants.items():
            time.sleep(pause)
            start = time.perf_counter()
            run()
            if round_:
                times[name].append(time.perf_counter() - start)
    return times


def ratio(ours: list[float], peer: list[float]) -> float:
    """How many times as long the peer took: the median of the pairs' ratios, which no drift of the machine bends."""
    return statistics.median(b / a for a, b in zip(ours, peer, strict=True))


def growth(what: str, sizes: Sequence[int], make: Callable[[int], Callable[[], object]], rounds: int = 3) -> str:
    """How time grows with the size, in words: the median of each, and the exponent of a straight line through the
    logarithms."""
    seconds = [statistics.median(alternately({"run": make(n)}, rounds)["run"]) for n in sizes]
    mean_n, mean_s = (statistics.mean(map(log, values)) for values in (sizes, seconds))
    above = sum((log(n) - mean_n) * (log(s) - mean_s) for n, s in zip(sizes, seconds, strict=True))
    exponent = above / sum((log(n) - mean_n) ** 2 for n in sizes)
    listed = ", ".join(f"{n:,}: {s:.2g} s" for n, s in zip(sizes, seconds, strict=True))
    return f"{what}: {listed}; time grows as n^{exponent:.1f}."


def multiplications() -> float:
    """Operations a second in a product of two 2000×2000 matrices of float64, now: the physical limit."""
    import numpy as np

    B = np.random.default_rng(0).standard_normal((2000, 2000))
    return 2 * 2000**3 / min(alternately({"product": lambda: B @ B}, 3)["product"])


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
