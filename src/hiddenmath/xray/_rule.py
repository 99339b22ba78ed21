"""What a rule is: a class whose docstring is its page, whose cases are its tests, and whose `match` proposes a
replacement or names a hazard. A rule about what is done again and again has `match_repeated` in its place.

A rule proposes; whether the replacement is worth saying is measured on the program's own operands (`_verify`). So
`match` need not guess what is faster, only leave out what cannot be.
"""

import ast
from typing import Any, ClassVar, NamedTuple

from hiddenmath.xray._expression import Apply, Node
from hiddenmath.xray._sites import Site

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


class Repeated(NamedTuple):
    """What a program did at least `times` times on the same numbers, at one place or at several of one function."""

    node: Apply  # one of these calls
    same: int | None  # the number of the operand that was the same; None: all were
    times: int
    different: int  # how many operands, or sets of all operands, there were
    calls: int  # how often it was done at these places in all
    places: tuple[Site, ...]  # of one function or module
    samples: tuple[tuple[Any, ...], ...]  # the operands of some of the calls


class Once(NamedTuple):
    """`name = definition`, computed once for each different operand, then `each`, in which it stands by its name."""

    definition: Apply
    each: Node
    how: str  # what the author has to do


class Whole(NamedTuple):
    """A loop, and what computes all of it at once."""

    before: Apply
    after: Node
    source: ast.AST  # what of the program it stands for
    template: str  # what takes its place: "C[:, :n] = {}" with the text of `after`
    times: int  # how many turns of the loop are in `before`
    how: str  # what the author has to see to


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


class Again(NamedTuple):
    """A program in which the rule proposes `after` for `before`, which was done as often as `proof` says."""

    program: str
    before: str
    after: str
    proof: str


class Rule:
    """The docstring: a title; what it finds; why it matters; when to ignore it. Each program has `np` and `rng`
    ready."""

    name: ClassVar[str]
    lesson: ClassVar[str]  # the slug of the lesson that explains it
    why: ClassVar[str]  # one plain sentence for the report
    VALID: ClassVar[tuple[str, ...]]  # programs of which the rule says nothing
    INVALID: ClassVar[tuple[Replace | Warns | Again, ...]]

    def match(self, _: Node) -> Match:
        """What could stand in place of this expression, or what is wrong with it, or None."""
        return None

    def match_repeated(self, _: Repeated) -> Once | Whole | None:
        """How not to do it again and again, or None."""
        return None
