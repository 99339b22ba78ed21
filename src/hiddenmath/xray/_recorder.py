"""Keep what a program computes: count and time for each site and shape; for a few whole expressions the operands."""

import sys
import threading
from collections.abc import Callable, Iterator
from math import inf
from time import perf_counter
from typing import Any, NamedTuple

from hiddenmath.xray._layout import layout
from hiddenmath.xray._operations import DIFFERENCE, Operation, count_flops
from hiddenmath.xray._recognise import Arrays, Functions, is_tensor
from hiddenmath.xray._repeats import Memory, Repeats, Same, enough, parts_of, together
from hiddenmath.xray._sites import Site

Pending = tuple[int, Operation, tuple[Any, ...], dict[str, Any], float]  # site, operation, operands, keywords, start
REPLACED = "what is recorded by hiddenmath.record within it is in that report"
Key = tuple[Any, ...]  # site, operation, shape and dtype of each operand
_new = tuple.__new__  # makes a named tuple without the Python function that usually does: 0.2 µs less


class Tally:
    """Count and seconds of one operation at one site on one set of shapes; of the first time, the `layouts` of its
    arrays, which operands these are, and the shapes of what it `made`."""

    __slots__ = ("arrays", "bytes", "count", "flops", "large", "layouts", "made", "seconds")

    def __init__(
        self, flops: float | None, nbytes: int, layouts: list[str], arrays: list[int], made: list[list[int]]
    ) -> None:
        self.count, self.seconds = 0, 0.0
        self.flops, self.bytes = flops, nbytes
        self.layouts, self.arrays, self.made = layouts, arrays, made
        self.large = False  # so much work that it is worth knowing whether it is done again


class Step(NamedTuple):
    """One operation that happened, with its operands, and the steps whose results some of them are."""

    tree: Key  # the key, and the trees of the children
    site: Site
    operation: Operation
    operands: tuple[Any, ...]
    result: Any
    keywords: dict[str, Any]
    children: tuple[tuple[int, "Step"], ...]  # number of the operand, where it came from


class Group:
    """All evaluations of one whole expression on one set of shapes: how many, and copies of two, of `size` bytes each.

    The first is representative of sizes, not of values: what starts as the identity is dense later.
    """

    __slots__ = ("count", "later", "sample", "size", "too_large")

    def __init__(self) -> None:
        self.count, self.size = 0, 0
        self.too_large = False  # there was no memory to copy it
        self.sample: Step | None = None  # the first
        self.later: Step | None = None  # the 2nd, 4th, 8th, 16th …: the last of these


class _State:
    """What one thread has recorded: no two threads count in the same tally, so the program never waits for a lock."""

    __slots__ = ("groups", "latest", "repeats", "tallies", "thread")

    def __init__(self, memory: Memory) -> None:
        self.thread = 0
        self.repeats = Repeats(memory)
        self.tallies: dict[Key, Tally] = {}
        self.groups: dict[Key, Group] = {}
        self.latest: dict[int, Step] = {}


class _Here(threading.local):
    """The state of this thread. It may have been that of a thread that has ended, so there are never more than there
    were threads at once."""

    def __init__(self, everywhere: list[_State], lock: threading.Lock, memory: Memory) -> None:
        thread = threading.get_ident()
        with lock:
            running = sys._current_frames().keys() - {thread}
            free = (state for state in everywhere if state.thread not in running)
            self.state = next(free, None) or _State(memory)
            if self.state not in everywhere:
                everywhere.append(self.state)
            self.state.thread = thread
            self.state.latest.clear()


class Recorder:
    """Records one run. `memory`: bytes for copies of operands, and a fourth of that for what is done again; `samples`:
    copied evaluations of one expression."""

    def __init__(self, memory: int = 256 << 20, samples: int = 3) -> None:
        self.sites: list[Site] = []
        self.texts: dict[str, bytes | str] = {}  # file -> what it held
        self.main = ""  # the file that is executed as `__main__`
        self.arrays = Arrays()
        self.functions = Functions()
        self.failure = ""  # why recording stopped, if it did
        self.left, self.until = inf, inf  # calls that are still recorded; the time when recording ends
        self.ended: float | None = None  # when it did, because of these
        self.only_started = False  # was something computed by a device that goes on when the call has returned?
        self.replaced = False  # for a while, by another recorder
        self.on_end: Callable[[], None] = lambda: None
        self.memory = memory
        self.samples = samples
        self._sampled: dict[int, list[Group]] = {}
        self._everywhere: list[_State] = []
        self._here = _Here(self._everywhere, threading.Lock(), Memory(memory // 4))

    def beside(self, memory: int) -> "Recorder":
        """Another recorder of the same program: what was rewritten for this one serves it, too."""
        other = Recorder(memory, self.samples)
        other.sites, other.texts, other.main = self.sites, self.texts, self.main
        return other

    def finish(self, pending: Pending, result: Any) -> Any:
        """Note one operation that has just been done; its result is passed on whatever happens here."""
        now = perf_counter()
        if not self.failure and self.ended is None:
            try:
                self._note(pending, result, now - pending[4])
            except Exception as error:  # noqa: BLE001  the program must not notice: it goes on, and the report says so
                self.failure = f"{type(error).__name__}: {error}"
            self.left -= 1
            if self.left <= 0 or now > self.until:
                self.ended = now
                self.on_end()
        return result

    def _note(self, pending: Pending, result: Any, seconds: float) -> None:
        number, operation, operands, keywords, _ = pending
        state, arrays = self._here.state, self.arrays
        key = (number, operation, *[(x.shape, x.dtype) for x in operands if arrays[type(x)]])
        tally = state.tallies.get(key)
        if tally is None:
            which = [i for i, x in enumerate(operands) if arrays[type(x)]]
            layouts = [layout(operands[i]) for i in which]
            made = [list(x.shape) for x in parts_of(result) if isinstance(getattr(x, "shape", None), tuple)]
            flops = count_flops(operation, operands, result, keywords)
            tally = state.tallies[key] = Tally(flops, _bytes(operands, result), layouts, which, made)
            tally.large = enough(tally.flops, result)
            self.only_started |= any(getattr(getattr(x, "device", None), "type", "cpu") != "cpu" for x in operands)
        tally.count += 1
        tally.seconds += seconds
        if tally.large:
            state.repeats.note(number, operation, operands, keywords, result, seconds)
        site = self.sites[number]
        if site.linked:
            self._link(state, key, site, operation, operands, result, keywords)

    def _link(
        self,
        state: _State,
        key: Key,
        site: Site,
        operation: Operation,
        operands: tuple[Any, ...],
        result: Any,
        keywords: dict[str, Any],
    ) -> None:
        """Join a step to those whose results are its operands; the last step of an expression closes it."""
        latest = state.latest
        children: tuple[tuple[int, Step], ...] = ()
        for number, child_site, name in site.method_links if operation.is_method else site.links:
            child = latest.get(child_site)
            if child is not None and (
                operands[number] is child.result or _is_transpose(operands[number], child.result)
            ):
                children += ((number, child),)
                if name is None:
                    del latest[child_site]
        tree = (key, *[child.tree for _, child in children]) if children else (key,)
        step = _new(Step, (tree, site, operation, operands, result, keywords, children))
        if site.inner:
            latest[site.number] = step
        if site.name is not None:  # an inverse under a name: its operand is copied now, it may change before it is used
            self._close(state, step)
            if _bytes(operands, result) > self.memory:
                del latest[site.number]
        elif (children or site.alone) and not site.inner:
            self._close(state, step)

    def _close(self, state: _State, step: Step) -> None:
        group = state.groups.get(step.tree)
        if group is None:
            group = state.groups[step.tree] = Group()
            self._sample(group, step)
        group.count += 1
        if group.count & (group.count - 1) == 0 and group.count > 1 and group.sample is not None:
            self._sample_later(group, step)

    def _sample(self, group: Group, step: Step) -> None:
        """Copy all that went into the expression, if there is room; a much larger case displaces the smallest."""
        if step.operation is DIFFERENCE:
            group.sample = _shapes_of(step)
            return
        if any(is_tensor(type(x)) for s in steps(step) for x in s.operands):
            return  # no rule is about them
        kept = self._sampled.setdefault(step.site.number, [])
        group.size = sum(_bytes(s.operands, s.result) for s in steps(step))
        if len(kept) == self.samples:
            smallest = min(kept, key=lambda g: g.size)
            if group.size < 2 * smallest.size:
                return
            kept.remove(smallest)
            self.memory += smallest.size * (1 if smallest.later is None else 2)
            smallest.sample = smallest.later = None
        group.too_large = group.size > self.memory
        if not group.too_large:
            self.memory -= group.size
            kept.append(group)
            group.sample = _copied(step)

    def _sample_later(self, group: Group, step: Step) -> None:
        if step.operation is DIFFERENCE:
            return
        if group.later is None:
            if group.size > self.memory:
                return
            self.memory -= group.size
        group.later = _copied(step)

    def tallies(self) -> dict[Key, Tally]:
        """The tallies of all threads together."""
        total: dict[Key, Tally] = {}
        for state in list(self._everywhere):
            for key, tally in list(state.tallies.items()):
                into = total.setdefault(key, Tally(tally.flops, tally.bytes, tally.layouts, tally.arrays, tally.made))
                into.count += tally.count
                into.seconds += tally.seconds
        return total

    def repeats(self) -> list[Same]:
        """What was done again on the same numbers, those that took most seconds first.

        Entries whose `operand` is None were done on nothing but the same numbers: all but the first were in vain,
        unless the program lacked the memory. Those with an operand share that matrix: a factorisation that could be
        kept, or products that could be one. At least so often as they say: see `_repeats`.
        """
        return together(state.repeats for state in list(self._everywhere))

    def looked_at(self, site: int) -> int:
        """Of how many calls of a site the numbers were looked at, whether they were the same or not."""
        return sum(state.repeats.looked.get(site, 0) for state in list(self._everywhere))

    def groups(self) -> dict[Key, Group]:
        """The expressions of all threads together."""
        total: dict[Key, Group] = {}
        for state in list(self._everywhere):
            for key, group in list(state.groups.items()):
                into = total.setdefault(key, Group())
                into.count += group.count
                into.sample = into.sample or group.sample
                into.later = into.later or group.later
                into.size, into.too_large = max(into.size, group.size), into.too_large or group.too_large
        return total


def steps(last: Step) -> Iterator[Step]:
    """A step and all that led to it."""
    yield last
    for _, child in last.children:
        yield from steps(child)


def _is_transpose(operand: Any, result: Any) -> bool:
    """Is `operand` a view of this very result, transposed (or transposed twice)?"""
    base = getattr(operand, "base", None)
    owner = base is not None and (base is result or base is getattr(result, "base", None))
    return bool(owner and operand.shape in (result.shape, result.shape[::-1]))


def _shapes_of(step: Step) -> Step | None:
    """The step with zeros that take no memory: of a difference only the shapes are of interest."""
    numpy = sys.modules.get("numpy")
    if numpy is None:
        return None
    operands = tuple(numpy.broadcast_to(0.0, tuple(x.shape)) for x in step.operands)
    return step._replace(operands=operands, result=numpy.broadcast_to(0.0, tuple(step.result.shape)))


def _copied(step: Step) -> Step:
    """The step with copies of its operands, in their memory layout, and of its result; none is copied twice."""
    children = tuple((number, _copied(child)) for number, child in step.children)
    made = dict(children)
    operands = tuple(None if i in made else _copy(x) for i, x in enumerate(step.operands))
    result = tuple(map(_copy, step.result)) if isinstance(step.result, tuple) else _copy(step.result)
    return step._replace(operands=operands, result=result, children=children)


def _copy(value: Any) -> Any:
    """Of an array, or of a list that stands for one."""
    is_array = hasattr(value, "nbytes") or isinstance(value, list)
    return sys.modules["numpy"].copy(value, subok=True) if is_array else value


def _bytes(operands: tuple[Any, ...], result: Any) -> int:
    return sum(size for x in (*operands, *parts_of(result)) if isinstance(size := getattr(x, "nbytes", None), int))
