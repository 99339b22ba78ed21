"""The report as data: what JSON says, what the terminal and the page show. Shapes and statistics, never values."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

SCHEMA = 1
"""The version of `report.schema.json`, which describes the JSON."""
NO_TIME = "measuring it would take more time than there was left"


@dataclass(frozen=True)
class Part:
    """An operand, to be drawn to scale."""

    name: str
    shape: list[int]


@dataclass(frozen=True)
class Call:
    """One operation at one place on operands of these shapes. `flops` and `bytes` are of one call; `rate` is flops per
    second."""

    file: str
    line: int
    expression: str
    operation: str
    shapes: list[list[int]]
    dtypes: list[str]
    count: int
    flops: float | None
    bytes: int
    seconds: float
    rate: float | None


@dataclass(frozen=True)
class Finding:
    """A replacement that was measured on the program's own operands, or a hazard that was met.

    `gain`: "faster", "leaner" (of the memory beside the operands, at its peak), "more accurate", or "hazard", which has
    a `proof` and an `advice` in place of `after`. Errors are relative, against twice the precision; None: infinite.
    `assumption`: what was so in this run, and what only the program's author can know to be always so.
    """

    rule: str
    file: str
    line: int
    before: str
    after: str
    count: int
    speedup: float
    seconds_saved: float
    error_before: float | None
    error_after: float
    error_data: float
    shapes: list[Part]
    lesson: str
    why: str
    gain: str = "faster"
    bytes_before: int | None = None
    bytes_after: int | None = None
    assumption: str = ""
    proof: str = ""
    advice: str = ""


@dataclass(frozen=True)
class Skipped:
    """What was left as it was, and why."""

    file: str
    line: int
    reason: str


@dataclass(frozen=True)
class Report:
    """What X-ray saw of one run of a program. `peak` is empty where nothing was computed."""

    program: str
    seconds: float
    exit_code: int = 0
    peak: dict[str, float] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        """Plain values, as `report.schema.json` describes them."""
        return {"schema": SCHEMA, **asdict(self)}

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> "Report":
        """The report that `to_json` gave."""
        return cls(
            values["program"], values["seconds"], values["exit_code"], dict(values["peak"]),
            [Call(**call) for call in values["calls"]],
            [Finding(**{**f, "shapes": [Part(**part) for part in f["shapes"]]}) for f in values["findings"]],
            [Skipped(**s) for s in values["skipped"]],
        )  # fmt: skip
