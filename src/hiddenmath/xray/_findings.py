"""From what was recorded to what is worth saying: match rules, measure what they propose, keep what holds."""

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, replace
from functools import partial
from time import perf_counter
from typing import NamedTuple

import numpy as np

from hiddenmath.xray._again import Repetition, again, measured_again, parts_of
from hiddenmath.xray._drawn import drawn
from hiddenmath.xray._edits import ByHand, edits
from hiddenmath.xray._effects import effects
from hiddenmath.xray._expression import (
    Apply,
    Given,
    Node,
    Operand,
    evaluate,
    expression,
    is_imported,
    leaves,
    subtrees,
    text,
)
from hiddenmath.xray._operations import DIFFERENCE, PART
from hiddenmath.xray._recorder import Group, Key, Recorder, Step, Tally, steps
from hiddenmath.xray._report import NO_TIME, Finding, Skipped
from hiddenmath.xray._rule import Assuming, Hazard, Rule
from hiddenmath.xray._silence import Silence
from hiddenmath.xray._sites import Site
from hiddenmath.xray._verify import (
    Errors,
    Refused,
    Unmeasured,
    compare,
    gain_of,
    lower_quartile,
    peak_bytes,
    speedup,
    timed,
    unit_of,
)


class Use(NamedTuple):
    """An expression that happened so many times, and what could stand in its place."""

    before: Apply
    after: Node
    times: int

    def texts(self, imports: Mapping[str, str]) -> tuple[str, str]:
        """Both as they are written, as assignments where that is how the only part that is read is taken."""
        source, reads = self.before.source, self.before.reads
        if not isinstance(source, ast.Assign) or reads is None or reads.only is None:
            return text(self.before, imports), text(self.after, imports)
        return ast.unparse(source), f"{reads.parts[reads.only].name} = {text(self.after, imports)}"


class Proposal(NamedTuple):
    """What a rule proposes at a site. `shared`: an inverse with a name, computed `shared_count` times for all uses."""

    rule: Rule
    site: Site
    uses: list[Use]
    shared: Apply | None
    shared_count: int
    groups: frozenset[Key]  # the expressions it is about
    seconds: float  # that the program spent on them
    common: float  # of these, what goes into what stays the same
    assumption: str = ""
    hazard: Hazard | None = None

    @property
    def before(self) -> str:
        definition = [f"{self.site.name} = {ast.unparse(self.site.node)}"] if self.shared else []
        return "; ".join(definition + [use.texts(self.site.imports)[0] for use in self.uses])

    @property
    def after(self) -> str:
        return "; ".join(use.texts(self.site.imports)[1] for use in self.uses)

    @property
    def promise(self) -> float:
        """The seconds it would save if time went by FLOPs: for choosing what to measure first."""
        before, after = (sum(node.flops for node in nodes) for nodes in zip(*[u[:2] for u in self.uses], strict=True))
        return self.seconds * max(1 - after / before, 0.0) if before else 0.0


def find(
    recorder: Recorder, rules: tuple[Rule, ...], deadline: float, silence: Silence | None = None
) -> tuple[list[Finding], list[Skipped]]:
    """The verified findings, those that save most first; and what could not be measured before the deadline.

    Of several proposals for one expression the most promising that holds is kept.
    """
    findings: list[Finding] = []
    skipped = _too_large(recorder)
    settled: set[Key] = set()
    found: list[Proposal | Repetition] = [*proposals(recorder, rules), *again(recorder, rules)]
    for proposal in sorted(found, key=lambda p: -p.promise):
        if (silence and _silenced(proposal, silence)) or proposal.groups & settled:
            continue
        try:
            findings.append(_finding(proposal, recorder, deadline))
            settled |= proposal.groups
        except Unmeasured as unmeasured:
            skipped.append(Skipped(proposal.site.file, proposal.site.line, f"{proposal.rule.name}: {unmeasured}"))
        except Refused:
            pass  # measured, and not worth saying
        except KeyboardInterrupt:
            skipped.append(Skipped(proposal.site.file, proposal.site.line, "measuring was interrupted here"))
            break
    return _merged(findings), skipped


def _finding(found: Proposal | Repetition, recorder: Recorder, deadline: float) -> Finding:
    if isinstance(found, Repetition):
        finding = measured_again(found, deadline)
        return replace(finding, by_hand=f"it assumes that {finding.assumption}")
    finding = _measured(found, deadline) if found.hazard is None else _hazard(found, found.hazard)
    before = [tree for use in found.uses if (tree := drawn(use.before))]
    after = [tree for use in found.uses if (tree := drawn(use.after)) and found.hazard is None]
    return _with_edits(replace(finding, drawn_before=before, drawn_after=after), found, recorder)


def _silenced(proposal: Proposal | Repetition, silence: Silence) -> bool:
    nodes: Sequence[ast.expr | ast.stmt | None]
    if isinstance(proposal, Repetition):
        nodes = [site.node for site in proposal.work.repeated.places]
    else:
        nodes = [*(use.before.source for use in proposal.uses), *([proposal.site.node] if proposal.shared else [])]
    lines = [(node.lineno, node.end_lineno or node.lineno) for node in nodes if node]
    covered = [silence.covers(proposal.rule.name, proposal.site.file, *pair) for pair in lines]
    return any(covered)  # all are asked: each comment counts as needed


def _with_edits(finding: Finding, proposal: Proposal, recorder: Recorder) -> Finding:
    """The finding, with what to change in the file, or with the reason why a person has to do that."""
    try:
        if proposal.hazard or proposal.assumption:
            assumed = f"it assumes that {proposal.assumption}"
            raise ByHand(
                assumed if proposal.assumption else "a hazard: only the author of the program knows what was meant"
            )
        written = [(use.before, use.after, use.texts(proposal.site.imports)[1]) for use in proposal.uses]
        return replace(finding, edits=edits(proposal.site, written, proposal.shared is not None, recorder))
    except ByHand as reason:
        return replace(finding, by_hand=str(reason))


def _too_large(recorder: Recorder) -> list[Skipped]:
    """The expressions of which no copy could be kept, so that nothing can be measured on them."""
    groups = [(recorder.sites[tree[0][0]], group) for tree, group in recorder.groups().items()]
    return [
        Skipped(site.file, site.line, f"its matrices were too large to keep for measuring ({group.size >> 20} MB)")
        for site, group in groups
        if group.too_large and group.sample is None
    ]


def proposals(recorder: Recorder, rules: tuple[Rule, ...]) -> Iterator[Proposal]:
    """What the rules propose for the expressions that were sampled; nothing is measured yet."""
    tallies, groups = recorder.tallies(), recorder.groups()
    for key, group in groups.items():
        if group.sample is None or not _is_plain(group.sample):
            continue
        for rule in rules:
            for before, found in _matches(rule, expression(group.sample), group.sample.site):
                if isinstance(found, Assuming) and not _still_holds(found, rule, group):
                    continue
                after, assumption, hazard = _told_apart(before, found)
                assumption = "; ".join(filter(None, [assumption, *_callees(before, group.sample.site.imports)]))
                spent = _seconds([before], tallies), _seconds(_kept(before, after), tallies)
                use = Use(before, after, group.count)
                yield Proposal(rule, group.sample.site, [use], None, 0, frozenset({key}), *spent, assumption, hazard)
            if group.sample.site.name is not None:
                yield from _named(rule, key, groups, tallies)


def _callees(node: Node, imports: Mapping[str, str]) -> Iterator[str]:
    """What is called by a name that is no import's: another time it may be another function."""
    for call in _nodes(node):
        if isinstance(call.source, ast.Call) and not call.operation.startswith("ndarray.") and call.name is None:
            callee = ast.unparse(call.source.func)
            if not is_imported(callee, imports):
                yield f"`{callee}` is always {call.operation}"


def _still_holds(found: Assuming, rule: Rule, group: Group) -> bool:
    """Does the rule say the same of a later evaluation, and is what it proposes right there too?"""
    if group.later is None:
        return group.count == 1
    site = group.later.site
    for before, other in _matches(rule, expression(group.later), site):
        if isinstance(other, Assuming) and text(other.after, site.imports) == text(found.after, site.imports):
            try:
                compare(before, other.after, {})
            except Refused:
                return False
            return True
    return False


def _told_apart(before: Apply, found: Node | Assuming | Hazard) -> tuple[Node, str, Hazard | None]:
    """The replacement, what it assumes, and the hazard, with which everything stays as it is."""
    match found:
        case Hazard():
            return before, "", found
        case Assuming(after, assumption):
            return after, assumption, None
    return found, "", None


def _matches(rule: Rule, node: Node, site: Site) -> Iterator[tuple[Apply, Node | Assuming | Hazard]]:
    """The outermost parts of an expression for which the rule has something to say."""
    found = rule.match(node) if isinstance(node, Apply) else None
    if found is not None and _acts(_told_apart(node, found)[0], site) == _acts(node, site):  # type: ignore[arg-type]
        yield node, found  # type: ignore[misc]
    else:
        for part in subtrees(node):
            yield from _matches(rule, part, site)


def _acts(node: Node, site: Site) -> list[ast.AST]:
    """What evaluating the expression may do besides giving a value, in its order."""
    return [act for leaf in leaves(node) for act in effects(leaf.source, site.imports)]


def _named(rule: Rule, key: Key, groups: dict[Key, Group], tallies: dict[Key, Tally]) -> Iterator[Proposal]:
    """A result kept under a name, read through the name: proposed only if every product that used it can do without."""
    defined = groups[key].sample
    assert defined is not None
    shared = expression(defined, through_names=True)
    users = {k: g for k, g in groups.items() if _contains(k, key)}
    used = sum(t.count for k, t in tallies.items() if k[0] in defined.site.uses)
    if not isinstance(shared, Apply) or not users or used != sum(g.count for g in users.values()):
        return
    uses = []
    for group in users.values():
        step = group.sample and next(s for s in steps(group.sample) if s.site is defined.site)
        if group.sample is None or step is None or not _is_plain(group.sample) or not _same_operands(step, defined):
            return
        found = [
            (b, a)
            for b, a in _matches(rule, expression(group.sample, through_names=True), group.sample.site)
            if isinstance(a, Node) and _mentions(b, shared)
        ]
        if len(found) != 1 or _mentions(found[0][1], shared):
            return
        uses.append(Use(*found[0], group.count))
    count = groups[key].count
    if not _is_simple(shared) and (len(uses) > 1 or uses[0].times > count):
        return  # its operand would be computed anew at each use
    spent = _seconds([shared, *(u.before for u in uses)], tallies)
    common = _seconds([n for u in uses for n in _kept(u.before, u.after)], tallies)
    assumed = {a: None for n in [shared, *(u.before for u in uses)] for a in _callees(n, defined.site.imports)}
    yield Proposal(rule, defined.site, uses, shared, count, frozenset({key, *users}), spent, common, "; ".join(assumed))


def _measured(proposal: Proposal, deadline: float) -> Finding:
    """Measure all uses, and what they share. Raises Refused where nothing is gained, Unmeasured without time."""
    rule, site, uses, shared = proposal.rule, proposal.site, proposal.uses, proposal.shared
    if perf_counter() + 2 * proposal.seconds / min(u.times for u in uses) > deadline:
        raise Unmeasured(NO_TIME)
    givens = [_given(use, shared) for use in uses]
    errors = [compare(u.before, u.after, given) for u, given in zip(uses, givens, strict=True)]
    before = [(u.times, partial(evaluate, u.before, given)) for u, given in zip(uses, givens, strict=True)]
    before += [(proposal.shared_count, partial(evaluate, shared))] if shared else []
    after = [(u.times, partial(evaluate, u.after, given)) for u, given in zip(uses, givens, strict=True)]
    slow, fast = timed(before, after, proposal.common, deadline)
    memory = [max(peak_bytes(work) for _, work in works) for works in (before, after)]
    worst = Errors(*map(max, zip(*errors, strict=True)))
    ratio = speedup(slow, fast)
    return Finding(
        rule=rule.name, file=site.file, line=site.line,
        before=proposal.before, after=proposal.after,
        count=sum(u.times for u in uses),
        speedup=ratio,
        seconds_saved=max(1 - 1 / ratio, 0) * min(lower_quartile(slow), proposal.seconds),
        error_before=worst.before if worst.before < np.inf else None, error_after=worst.after, error_data=worst.data,
        shapes=parts_of(uses[0].before), lesson=rule.lesson, why=rule.why,
        gain=gain_of(worst, unit_of(uses[0].before.result), memory, slow, fast),
        bytes_before=memory[0], bytes_after=memory[1],
        assumption=proposal.assumption,
    )  # fmt: skip


def _hazard(proposal: Proposal, hazard: Hazard) -> Finding:
    """What happened is proved already: there is nothing to measure."""
    rule, site, [use] = proposal.rule, proposal.site, proposal.uses
    return Finding(
        rule=rule.name, file=site.file, line=site.line, before=proposal.before, after="", count=use.times,
        speedup=1.0, seconds_saved=0.0, error_before=None, error_after=0.0, error_data=0.0,
        shapes=parts_of(use.before), lesson=rule.lesson, why=rule.why,
        gain="hazard", proof=hazard.proof, advice=hazard.advice,
    )  # fmt: skip


def _kept(before: Node, after: Node) -> list[Apply]:
    """The operations that the replacement takes over: neither computes them anew, their time counts for both."""
    taken = set(_nodes(after))
    return [node for node in _nodes(before) if node in taken]


def _given(use: Use, shared: Apply | None) -> Given:
    """What is taken as computed: what both have, and what has a name and is computed elsewhere."""
    named = [node for node in _nodes(use.before) if shared is not None and node.site == shared.site]
    return {node: node.result for node in [*_kept(use.before, use.after), *named]}


def _merged(findings: list[Finding]) -> list[Finding]:
    """One finding for each expression and rule: the shapes that save most stand for all, the savings add up."""
    together: dict[tuple[str, str, int, str], Finding] = {}
    for f in sorted(findings, key=lambda f: -f.seconds_saved):
        place = (f.rule, f.file, f.line, f.before)
        first = together.get(place)
        together[place] = f if first is None else _joined(first, f)
    return sorted(together.values(), key=lambda f: -f.seconds_saved)


def _joined(first: Finding, other: Finding) -> Finding:
    """One finding for two: the same on other shapes, or the same text at another place of the line."""
    edits = sorted({astuple(e)[:4]: e for e in [*first.edits, *other.edits]}.items())
    by_hand = first.by_hand or other.by_hand
    if first.after != other.after:
        by_hand = "for other shapes another replacement is better"
    return replace(
        first, count=first.count + other.count, seconds_saved=first.seconds_saved + other.seconds_saved,
        edits=[] if by_hand else [edit for _, edit in edits], by_hand=by_hand,
    )  # fmt: skip


def _seconds(expressions: Sequence[Node], tallies: dict[Key, Tally]) -> float:
    """What the program spent at the sites of these expressions."""
    sites = {n.site for node in expressions for n in _nodes(node)}
    return sum(tally.seconds for key, tally in tallies.items() if key[0] in sites)


def _nodes(node: Node) -> list[Apply]:
    inner = [n for part in subtrees(node) for n in _nodes(part)]
    return [node, *inner] if isinstance(node, Apply) else inner


def _mentions(node: Node, shared: Apply) -> bool:
    return any(n.site == shared.site for n in _nodes(node))


def _contains(tree: Key, key: Key) -> bool:
    return any(part == key or (isinstance(part, tuple) and _contains(part, key)) for part in tree[1:])


def _is_plain(step: Step) -> bool:
    """Only NumPy's own arrays of floating-point numbers: rules know nothing of others."""
    if step.operation is DIFFERENCE:
        return True  # nothing is computed again
    operands = [
        x for s in steps(step) for x in (s.operands[:1] if s.operation is PART else s.operands) if x is not None
    ]
    return all(type(x) is np.ndarray and x.dtype.char in "fdFD" for x in operands)


def _is_simple(shared: Apply) -> bool:
    """Is the operand there already: a name, an attribute, an index, a transpose?"""
    operand = shared.operands[0]
    return isinstance(operand, Operand) and not any(
        isinstance(part, (ast.BinOp, ast.Call, ast.Await)) for part in ast.walk(operand.source)
    )


def _same_operands(one: Step, other: Step) -> bool:
    pairs = zip(steps(one), steps(other), strict=True)
    operands = [(a, b) for s, t in pairs for a, b in zip(s.operands, t.operands, strict=True) if a is not None]
    return all(np.array_equal(a, b) for a, b in operands)
