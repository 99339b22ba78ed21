"""What X-ray sees in a solution: the operations that it counts, and what it would change."""

import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from hiddenmath.learn._effort import Hint
from hiddenmath.sandbox import Limits, Sandbox, Session
from hiddenmath.xray.sandboxed import PRELOAD

JOB = "hiddenmath.xray.sandboxed:opened"
LIMITS = Limits(seconds=10.0, memory=2 << 30)
FASTER = 1.3  # times; findings that promise something else than time belong on the page X-ray


@dataclass(frozen=True)
class Seen:
    """`flops` of all calls into NumPy and SciPy together."""

    flops: float
    hints: list[Hint]


def open_xray() -> Sandbox:
    """A sandbox in which X-ray is loaded: a warm process more, so it is opened where it is first asked for."""
    return Sandbox(PRELOAD, threads=1)


def seen_in(session: Session, source: str, call: str, inputs: dict[str, Any]) -> Seen | None:
    """X-ray of `source` and of one `call` below it; None where the program did not end well, or was stopped.

    What comes back passed through the learner's process, so a report that does not read is no report.
    """
    outcome = session.call({"source": "\n".join([source, *_given(inputs), call])})
    report = outcome.value
    if outcome.status != "ok" or not isinstance(report, dict) or report.get("status") != "ok":
        return None
    own = len(source.splitlines())
    try:
        flops = sum(float(one["flops"] or 0) * one["count"] for one in report["calls"])
        hints = [
            Hint(one["line"], str(one["before"]), str(one["after"]), float(one["speedup"]), str(one["why"]))
            for one in report["findings"]
            if one["line"] <= own and one["after"] and one["speedup"] >= FASTER
        ]
    except (KeyError, TypeError, ValueError, OverflowError):
        return None
    return Seen(flops, hints)


def _given(inputs: dict[str, Any]) -> Iterator[str]:
    """Lines that make the inputs; arrays by their bytes, to the last digit."""
    yield "import numpy as np"
    for name, value in inputs.items():
        if isinstance(value, np.ndarray):
            data = f"np.frombuffer(bytes.fromhex({value.tobytes().hex()!r}), {value.dtype.str!r})"
            yield f"{name} = {data}.reshape({value.shape}).copy()"
        else:
            yield f"{name} = {value!r}"


def call_of(function: str, parameters: tuple[str, ...], use: str) -> str:
    """Lines that call the function by the names of its inputs, after those of `use`."""
    return f"{use}\n{function}({', '.join(parameters)})"


def source_of(function: Any) -> str:
    return f"import numpy as np\n\n\n{inspect.getsource(function)}"
