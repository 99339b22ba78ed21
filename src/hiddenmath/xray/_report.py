"""The report as data: what JSON says, what the terminal and the page show. Shapes and statistics, never values."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

SCHEMA = 3
"""The version of `report.schema.json`, which describes the JSON. It grows by one with every change of the schema."""
NO_TIME = "measuring it would take more time than there was left"


@dataclass(frozen=True)
class Part:
    """An operand, to be drawn to scale."""

    name: str
    shape: list[int]


@dataclass(frozen=True)
class Drawn:
    """A part of an expression, for pictures: an operand, named `text`, or an operation `text` on others.

    Operations: "@", "*", "/" and "-" between two, ".T" and an index such as "[0]" behind one, and names of functions.
    `flops` are of this operation alone.
    """

    text: str
    shape: list[int]
    flops: float
    of: list["Drawn"]


@dataclass(frozen=True)
class Peak:
    """How fast this machine can go; see `_peak`."""

    flops: dict[str, float]  # dtype -> floating-point operations per second
    memory: float  # bytes per second
    cache: float


@dataclass(frozen=True)
class Call:
    """One operation at one place on operands of these shapes. `flops` and `bytes` are of one call, `layouts` of the
    first; `rate` is flops per second, `intensity` flops per byte, `share` the part of the program's time.

    `bound`: which roof is the lowest at this intensity, "compute", "memory" or "cache"; `of_roof`: rate over that roof.
    `place` numbers the operations in the order of the source. `made` are the shapes of the first results, `name` what
    they are called; `operands` are the array operands as written, and `origins` the places from which each comes, as
    far as the source shows it (see `_flow`).
    """

    file: str
    line: int
    expression: str
    operation: str
    shapes: list[list[int]]
    dtypes: list[str]
    layouts: list[str]
    count: int
    flops: float | None
    bytes: int
    seconds: float
    share: float
    rate: float | None
    intensity: float | None
    bound: str | None = None
    of_roof: float | None = None
    place: int = 0
    name: str = ""
    made: list[list[int]] = field(default_factory=list)
    operands: list[str] = field(default_factory=list)
    origins: list[list[int]] = field(default_factory=list)


@dataclass(frozen=True)
class Edit:
    """The text between two places of the file becomes `after`; lines count from 1, columns in characters from 0.

    `functions`: what `after` calls, as written there -> where it lives: {"np.linalg.solve": "numpy.linalg.solve"}.
    An empty `after` removes a whole statement.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    after: str
    functions: dict[str, str]


@dataclass(frozen=True)
class Finding:
    """A replacement that was measured on the program's own operands, or a hazard that was met.

    `gain`: "faster", "leaner" (of the memory beside the operands, at its peak), "more accurate", or "hazard", which has
    a `proof` and an `advice` in place of `after`. Errors are relative, against twice the precision; None: infinite.
    `assumption`: what was so in this run, and what only the program's author can know to be always so.
    `edits` make the replacement in the file, all together; where there are none, `by_hand` says why. `drawn_before` and
    `drawn_after`: the expressions as trees, where they are all of arrays.
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
    edits: list[Edit] = field(default_factory=list)
    by_hand: str = ""
    drawn_before: list[Drawn] = field(default_factory=list)
    drawn_after: list[Drawn] = field(default_factory=list)


@dataclass(frozen=True)
class Matrix:
    """Statistics of an operand on some lines, see `_matrices`; None for what it has not, or where not all is finite.

    `singular_values`: at most sixteen, evenly spaced from the largest to the smallest.
    """

    file: str
    lines: list[int]
    name: str
    shape: list[int]
    dtype: str
    rank: int | None
    condition: float | None
    singular_values: list[float]
    asymmetry: float | None
    definite: str | None
    density: float
    bandwidth: list[int]


@dataclass(frozen=True)
class Skipped:
    """What was left as it was, and why."""

    file: str
    line: int
    reason: str


@dataclass(frozen=True)
class Note:
    """What the author of the program should know about a comment or a setting for X-ray."""

    file: str
    line: int
    text: str


@dataclass(frozen=True)
class Report:
    """What X-ray saw of one run of a program. `peak` is None where nothing was computed.

    `sources`: file -> SHA-256 of what it held when it was run.
    """

    program: str
    seconds: float
    exit_code: int = 0
    peak: Peak | None = None
    calls: list[Call] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    matrices: list[Matrix] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Plain values, as `report.schema.json` describes them."""
        return {"schema": SCHEMA, **asdict(self)}

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> "Report":
        """The report that `to_json` gave."""
        return cls(
            values["program"], values["seconds"], values["exit_code"], values["peak"] and Peak(**values["peak"]),
            [Call(**call) for call in values["calls"]],
            [_finding(f) for f in values["findings"]],
            [Skipped(**s) for s in values["skipped"]],
            [Note(**note) for note in values["notes"]],
            [Matrix(**matrix) for matrix in values["matrices"]],
            dict(values["sources"]),
        )  # fmt: skip


def _finding(values: Mapping[str, Any]) -> Finding:
    read = {
        "shapes": [Part(**part) for part in values["shapes"]],
        "edits": [Edit(**edit) for edit in values["edits"]],
        "drawn_before": [_drawn(tree) for tree in values["drawn_before"]],
        "drawn_after": [_drawn(tree) for tree in values["drawn_after"]],
    }
    return Finding(**{**values, **read})


def _drawn(values: Mapping[str, Any]) -> Drawn:
    return Drawn(values["text"], values["shape"], values["flops"], [_drawn(part) for part in values["of"]])
