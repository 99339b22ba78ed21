"""What a learner is told: plain data, the same in the page, in the terminal and as JSON."""

from dataclasses import dataclass
from typing import Literal

from hiddenmath.learn._shown import NamedShown, Shown

TroubleStatus = Literal["error", "syntax", "blank", "timeout", "memory", "crash", "output", "stopped"]


@dataclass(frozen=True)
class FailedCase:
    """The smallest input that failed. `expected` is, of all right answers, the one nearest to `got`."""

    inputs: list[NamedShown]
    expected: Shown
    got: Shown | None


@dataclass(frozen=True)
class Verdict:
    """`message` is one or two plain sentences; `mistake` repeats it if a named mistake explains every failing case."""

    passed: bool
    status: Literal["passed", "wrong", "changed-input"] | TroubleStatus
    message: str
    mistake: str | None = None
    case: FailedCase | None = None
    stdout: str = ""
    line: int | None = None
    cases_passed: int = 0
    cases_total: int = 0
    seconds: float = 0.0
    picture: str | None = None


@dataclass(frozen=True)
class RunResult:
    status: Literal["ok"] | TroubleStatus
    message: str
    stdout: str
    line: int | None
    value: Shown | None
    seconds: float


@dataclass(frozen=True)
class Question:
    """A question with fresh numbers. Answer it with the same `seed`: by the position of one of the `options`, or,
    where `code` is not empty, by what that code gives, as typed."""

    seed: int
    question: str
    given: list[NamedShown]
    options: list[Shown]
    code: str
    picture: str
