"""What a rule is: a class whose docstring is its page, whose cases are its tests, and whose `match` proposes a
replacement.

A rule proposes; whether the replacement is worth saying is measured on the program's own operands (`_verify`). So
`match` need not guess what is faster, only leave out what cannot be.
"""

from abc import ABC, abstractmethod
from typing import ClassVar, NamedTuple

from hiddenmath.xray._expression import Node

FEWEST_FLOPS = 1e5
"""Below this many operations Python's own overhead is all there is to measure: rules stay silent on tiny matrices."""


class Replace(NamedTuple):
    """A program in which the rule proposes `after` in place of `before`."""

    program: str
    before: str
    after: str


class Rule(ABC):
    """The docstring: a title; what it finds; why it matters; when to ignore it. Each program has `np` and `rng`
    ready."""

    name: ClassVar[str]
    lesson: ClassVar[str]  # the slug of the lesson that explains it
    why: ClassVar[str]  # one plain sentence for the report
    VALID: ClassVar[tuple[str, ...]]  # programs of which the rule says nothing
    INVALID: ClassVar[tuple[Replace, ...]]

    @abstractmethod
    def match(self, node: Node) -> Node | None:
        """What could stand in place of this expression, or None."""
