"""What a rule is: a class whose docstring is its page, whose cases are its tests, and whose `match` proposes a
replacement or names a hazard.

A rule proposes; whether the replacement is worth saying is measured on the program's own operands (`_verify`). So
`match` need not guess what is faster, only leave out what cannot be.
"""

from abc import ABC, abstractmethod
from typing import ClassVar, NamedTuple

from hiddenmath.xray._expression import Node

FEWEST_FLOPS = 1e5
"""Below this many operations Python's own overhead is all there is to measure: rules stay silent on tiny matrices."""


class Assuming(NamedTuple):
    """A replacement that holds because of what the operands happened to be: only the program's author can know whether
    they always are. It is measured like any other, and never made automatically."""

    after: Node
    assumption: str


class Hazard(NamedTuple):
    """What went wrong, in the numbers that show it, and what to do about it. It is never fixed automatically."""

    proof: str
    advice: str


Match = Node | Assuming | Hazard | None


class Replace(NamedTuple):
    """A program in which the rule proposes `after` in place of `before`."""

    program: str
    before: str
    after: str


class Warns(NamedTuple):
    """A program in which the rule names a hazard at `expression`; the proof says `proof`."""

    program: str
    expression: str
    proof: str


class Rule(ABC):
    """The docstring: a title; what it finds; why it matters; when to ignore it. Each program has `np` and `rng`
    ready."""

    name: ClassVar[str]
    lesson: ClassVar[str]  # the slug of the lesson that explains it
    why: ClassVar[str]  # one plain sentence for the report
    VALID: ClassVar[tuple[str, ...]]  # programs of which the rule says nothing
    INVALID: ClassVar[tuple[Replace | Warns, ...]]

    @abstractmethod
    def match(self, node: Node) -> Match:
        """What could stand in place of this expression, or what is wrong with it, or None."""
