"""What a program did again and again, put before the rules about it."""

import ast
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from time import perf_counter
from typing import Any, NamedTuple

import numpy as np

from hiddenmath.xray._expression import Apply, Node, Operand, evaluate, leaves, text
from hiddenmath.xray._recorder import Key, Recorder
from hiddenmath.xray._repeats import Same, Sample
from hiddenmath.xray._report import NO_TIME, Finding, Part
from hiddenmath.xray._rule import Once, Repeated, Rule, Whole
from hiddenmath.xray._sites import Site, operands_of
from hiddenmath.xray._uses import scope
from hiddenmath.xray._verify import (
    Errors,
    Unmeasured,
    Works,
    compare,
    gain_of,
    lower_quartile,
    peak_bytes,
    speedup,
    timed,
    unit_of,
)

OFTEN = 3  # on one operand; twice may be a function that was called twice
ALWAYS = "the operands are always the same here, as they were in this run"


class Work(NamedTuple):
    """What was repeated, and for how many seconds in all."""

    repeated: Repeated
    seconds: float


class Repetition(NamedTuple):
    """What a rule proposes for what was done again."""

    rule: Rule
    work: Work
    proposed: Once | Whole
    groups: frozenset[Key]  # the expressions it is about

    @property
    def site(self) -> Site:
        return self.work.repeated.places[0]

    @property
    def before(self) -> str:
        if isinstance(self.proposed, Whole):
            return " ".join(line.strip() for line in ast.unparse(self.proposed.source).splitlines())
        return text(self.work.repeated.node, self.site.imports)

    @property
    def after(self) -> str:
        if isinstance(self.proposed, Whole):
            return self.proposed.template.format(text(self.proposed.after, self.site.imports))
        definition, each, _ = self.proposed
        once = f"{definition.name} = {text(replace(definition, name=None), self.site.imports)}"
        return once if each is definition else f"{once}; {text(each, self.site.imports)}"

    @property
    def proof(self) -> str:
        repeated = self.work.repeated
        what = "operands" if repeated.same is None else text(repeated.node.operands[repeated.same], {})
        on = f"the same {what}" if repeated.different == 1 else f"{repeated.different} different {what}"
        all_of_them = repeated.times == repeated.calls
        return (
            f"{repeated.times} times, on {on}"
            if all_of_them
            else f"at least {repeated.times} of {repeated.calls} times, on {on}"
        )

    @property
    def promise(self) -> float:
        """The seconds it would save at each place if time went by FLOPs: for choosing what to measure first.

        At each place, for there it competes with proposals that are about this place alone.
        """
        repeated = self.work.repeated
        seconds = self.work.seconds / len(repeated.places)
        if isinstance(self.proposed, Whole):
            return seconds / 2
        definition, each, _ = self.proposed
        flops = repeated.different * definition.flops + repeated.times * (each.flops - definition.flops)
        return seconds * max(1 - flops / (repeated.times * repeated.node.flops or 1), 0.0)

    def errors(self) -> Errors:
        """Of one call, or of the loop. What is only kept is not computed anew: it is the same to the bit."""
        if isinstance(self.proposed, Whole):
            before = self.proposed.before
            return compare(replace(before, result=evaluate(before)), self.proposed.after, {})
        definition, each, _ = self.proposed
        if each is definition:
            return Errors(0.0, 0.0, 0.0)
        return compare(self.work.repeated.node, each, {definition: evaluate(definition)})

    def works(self) -> tuple[Works, Works]:
        """What the program did, and what it would do."""
        repeated = self.work.repeated
        if isinstance(self.proposed, Whole):
            turns = repeated.times / self.proposed.times
            return [(turns, partial(evaluate, self.proposed.before))], [(turns, partial(evaluate, self.proposed.after))]
        definition, each, _ = self.proposed
        given = {definition: evaluate(definition)}
        return [(repeated.times, partial(evaluate, repeated.node))], [
            (repeated.different, partial(evaluate, definition)),
            (repeated.times, partial(evaluate, each, given)),
        ]


def again(recorder: Recorder, rules: tuple[Rule, ...]) -> Iterator[Repetition]:
    """What the rules propose for what was done again; nothing is measured yet."""
    groups = list(recorder.groups())
    for work in outermost(repetitions(recorder)):
        numbers = {site.number for site in work.repeated.places}
        about = frozenset(key for key in groups if _mentions(key, numbers))
        for rule in rules:
            proposed = rule.match_repeated(work.repeated)
            if proposed is not None:
                yield Repetition(rule, work, proposed, about)


def measured_again(found: Repetition, deadline: float) -> Finding:
    """Measure it. Raises Refused where nothing is gained, Unmeasured without time."""
    rule, (repeated, seconds) = found.rule, found.work
    if perf_counter() + 2 * seconds / repeated.times > deadline:
        raise Unmeasured(NO_TIME)
    errors, (before, after) = found.errors(), found.works()
    slow, fast = timed(before, after, 0.0, deadline)
    memory = [max(peak_bytes(run) for _, run in works) for works in (before, after)]
    ratio = speedup(slow, fast)
    return Finding(
        rule=rule.name, file=found.site.file, line=found.site.line, before=found.before, after=found.after,
        count=repeated.times, speedup=ratio, seconds_saved=max(1 - 1 / ratio, 0) * min(lower_quartile(slow), seconds),
        error_before=errors.before, error_after=errors.after, error_data=errors.data,
        shapes=parts_of(repeated.node), lesson=rule.lesson, why=rule.why,
        gain=gain_of(errors, unit_of(repeated.node.result), memory, slow, fast),
        bytes_before=memory[0], bytes_after=memory[1],
        assumption=ALWAYS, proof=found.proof, advice=found.proposed.how,
    )  # fmt: skip


def repetitions(recorder: Recorder) -> Iterator[Work]:
    """What was done again, put together by place: the same line on several matrices, each of them again, is one.

    Places in different functions are told apart: what one of them could keep the other would not know.
    """
    calls = Counter[int]()
    for key, tally in recorder.tallies().items():
        calls[key[0]] += tally.count
    alike: dict[tuple[Any, ...], list[Same]] = {}
    for same in recorder.repeats():
        if same.samples and _is_plain(same):
            for numbers in _by_scope(same, recorder.sites):
                alike.setdefault((same.operation, same.operand, *numbers), []).append(same)
    for (_, operand, *numbers), found in alike.items():
        sites = tuple(recorder.sites[number] for number in numbers)
        samples = [s for s in found[0].samples if operand is None or s.site in numbers]
        node = _node(found[0], samples[0], sites[0]) if samples else None
        places = [same.places[number] for same in found for number in numbers]
        times, done = sum(place.count for place in places), sum(calls[number] for number in numbers)
        looked = sum(recorder.looked_at(number) for number in numbers)
        if node is not None and _is_habit(times, len(found), looked, done, len(sites)):
            repeated = Repeated(node, operand, times, len(found), done, sites, tuple(s.operands for s in samples))
            yield Work(repeated, sum(place.seconds for place in places))


def _by_scope(same: Same, sites: list[Site]) -> Iterator[list[int]]:
    """The numbers of its places, those in one function or in the module itself together."""
    scopes: dict[ast.AST | None, list[int]] = {}
    for number in sorted(same.places):
        scopes.setdefault(scope(sites[number].node, sites[number].parents), []).append(number)
    yield from scopes.values()


def _is_habit(times: int, different: int, looked: int, calls: int, places: int) -> bool:
    """Was it done on each operand more than twice, or at several places of one function? Or, there being no time to
    look at every call, always on the same when it was looked at?

    >>> _is_habit(9, 3, 9, 9, 1), _is_habit(4, 2, 4, 4, 1), _is_habit(2, 1, 2, 2, 2), _is_habit(2, 1, 2, 90, 1)
    (True, False, True, True)
    """
    always = different == 1 and times == looked and calls >= OFTEN
    return (places > 1 and times > different) or always or times >= OFTEN * different


def outermost(works: Iterable[Work]) -> list[Work]:
    """Without what is a part of something else that was repeated as often: keeping the whole keeps the part."""
    all_, kept = list(works), []
    for work in all_:
        inner = {site.node for site in work.repeated.places}
        others = [other.repeated for other in all_ if other is not work and other.repeated.same is None]
        if not any(
            work.repeated.times <= other.times and all(_is_within(n, other.places) for n in inner) for other in others
        ):
            kept.append(work)
    return kept


def parts_of(node: Node) -> list[Part]:
    """The operands with their shapes, each once."""
    arrays = [leaf for leaf in leaves(node) if hasattr(leaf.value, "shape")]
    return list({(p := Part(ast.unparse(leaf.source), list(leaf.shape))).name: p for leaf in arrays}.values())


def _mentions(tree: Key, numbers: set[int]) -> bool:
    """Is one of these sites in the tree of an expression?"""
    return tree[0][0] in numbers or any(_mentions(part, numbers) for part in tree[1:])


def _is_plain(same: Same) -> bool:
    """Only NumPy's own arrays of floating-point numbers: rules know nothing of others."""
    arrays = [x for sample in same.samples for x in sample.operands if hasattr(x, "dtype")]
    return all(type(x) is np.ndarray and x.dtype.char in "fdFD" for x in arrays)


def _is_within(node: ast.AST, places: Iterable[Site]) -> bool:
    return any(node is not site.node and any(part is node for part in ast.walk(site.node)) for site in places)


def _node(same: Same, sample: Sample, site: Site) -> Apply | None:
    """The call as an expression, as it is written at this site; None where its operands are not written one by one."""
    if not isinstance(site.node, ast.expr):
        return None
    written = operands_of(site.node, method=same.operation.is_method)
    if len(written) != len(sample.operands) or not written:
        return None
    operands = tuple(Operand(source, value) for source, value in zip(written, sample.operands, strict=True))
    shape = tuple(getattr(sample.result, "shape", ()))
    return Apply(
        same.operation.name, operands, shape, site.node, sample.result, site=site.number, keywords=same.keywords
    )
