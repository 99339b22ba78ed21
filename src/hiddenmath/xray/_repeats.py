"""Which operations a program does again on the same numbers: recognised by content, for memory is reused and arrays
change.

The content of an array is its shape, its type and up to 1024 of its entries from all rows and columns. Of a result, and
of a matrix that is factorised, it is also the sum of all bits, which a change of any entry moves. So equal results are
equal to the bit but for permutations, and operands whose results are equal did the same work. Matrices that many
products share are moreover compared with a copy, entry by entry, the 8th, 16th, 32nd … time.

Looking takes at most 4 % of the time of what is looked at, and 10 ms: where that is used up (many products that take
microseconds each), calls are left out until there is time again, so counts are at least, not exactly, what happened.
"""

import sys
from collections.abc import Iterable
from math import prod
from time import perf_counter
from typing import Any, NamedTuple

from hiddenmath.xray._operations import IN_PLACE_PRODUCT, Operation, is_product

FEWEST_FLOPS, FEWEST_FOR_EACH = 2.5e5, 8  # in all; for each entry of the result, which is read to know it again
SHARE, BURST = 0.04, 0.01  # of the time of the operations; seconds
SAMPLED = 1024  # entries
MOST_SAMPLES = 3  # contents of which copies are kept, of one site
MOST_KEPT = 4096  # contents at once: of those seen a single time the others are forgotten when there are more
FIRST_COPY = 8  # a matrix in a loop of products is copied at this time; one that is factorised at the second

Content = tuple[Any, ...]  # shape, dtype, hash of sampled entries, sum of all bits or None
_Key = tuple[Any, ...]
_PLAIN = (int, float, complex, str, bool, type(None))


class Sample(NamedTuple):
    """One of the calls, with copies."""

    site: int
    operands: tuple[Any, ...]
    result: Any


class Place:
    """How often, and for how many seconds, one site did it."""

    __slots__ = ("count", "seconds")

    def __init__(self) -> None:
        self.count, self.seconds = 0, 0.0


class Same:
    """The calls of one operation in which operand number `operand` had one content, or, where that is None, all
    operands and the result.

    - `places`: site -> `Place`; a site that did it many times is a loop.
    - `content`: of that operand (of the result, where `operand` is None). It is equal for equal matrices whatever is
      done with them, so that `inv(A)` and `det(A)` can be joined.
    - `samples`: some of the calls, copied, in their order; none if there was no memory. In those of a shared operand
      that operand is one and the same copy.
    - `varied`: it was once not what the copy said: then nothing may be claimed. Such entries are never given out.
    """

    __slots__ = ("content", "keywords", "operand", "operation", "places", "samples", "varied")

    def __init__(self, operation: Operation, keywords: dict[str, Any], operand: int | None, content: Content) -> None:
        self.operation, self.keywords, self.operand, self.content = operation, keywords, operand, content
        self.places: dict[int, Place] = {}
        self.samples: list[Sample] = []
        self.varied = False

    @property
    def count(self) -> int:
        return sum(place.count for place in self.places.values())

    @property
    def seconds(self) -> float:
        return sum(place.seconds for place in self.places.values())


class Memory:
    """So many bytes for copies, of all threads together."""

    __slots__ = ("left",)

    def __init__(self, left: int) -> None:
        self.left = left


class Repeats:
    """What one thread did again."""

    def __init__(self, memory: Memory) -> None:
        self.memory = memory
        self._seen: dict[_Key, Same] = {}
        self.looked: dict[int, int] = {}  # site -> how many of its calls were looked at
        self._sampled: dict[tuple[int, int | None], int] = {}
        self._allowance, self._rests = BURST, False

    def note(
        self,
        site: int,
        operation: Operation,
        operands: tuple[Any, ...],
        keywords: dict[str, Any],
        result: Any,
        seconds: float,
    ) -> None:
        """Look at a call that is `enough` and took so many seconds, if there is time for it."""
        self._allowance = min(self._allowance + SHARE * seconds, BURST)
        if (self._rests and self._allowance < BURST) or operation is IN_PLACE_PRODUCT or not _keeps(keywords):
            return
        start = perf_counter()
        sample = Sample(site, operands, result)
        contents = [content(x, total=not is_product(operation) and i == 0) for i, x in enumerate(operands)]
        whole = content(result[0] if isinstance(result, tuple) else result, total=True)
        if whole is not None and None not in contents:
            self.looked[site] = self.looked.get(site, 0) + 1
            given = tuple(sorted(keywords.items()))
            self._count((operation, given, *contents, whole), None, whole, sample, operation, keywords, seconds)
            for i, part in enumerate(contents):
                if part is not None and len(part[0]) == 2:
                    self._count((operation, given, i, part), i, part, sample, operation, keywords, seconds)
        self._allowance -= perf_counter() - start
        self._rests = self._allowance < 0

    def _count(
        self,
        key: _Key,
        operand: int | None,
        of: Content,
        sample: Sample,
        operation: Operation,
        keywords: dict[str, Any],
        seconds: float,
    ) -> None:
        same = self._seen.get(key)
        if same is None:
            if len(self._seen) >= MOST_KEPT:
                self._seen = {k: s for k, s in self._seen.items() if s.count > 1}
            same = self._seen[key] = Same(operation, keywords, operand, of)
        place = same.places.setdefault(sample.site, Place())
        place.count += 1
        place.seconds += seconds
        count = same.count
        exact = of[-1] is not None
        if count >= (2 if exact else FIRST_COPY) and count & (count - 1) == 0 and not same.varied:
            self._keep(same, sample)

    def _keep(self, same: Same, sample: Sample) -> None:
        """A copy of this call, or, where there is one already, the proof that it is the same as then."""
        i = same.operand
        if same.samples:
            first = same.samples[0].operands
            known = range(len(first)) if i is None else [i]
            same.varied = not all(_equal(first[k], sample.operands[k]) for k in known)
            if same.varied or i is None:
                return
            sample = sample._replace(operands=(*sample.operands[:i], None, *sample.operands[i + 1 :]))
        elif self._sampled.setdefault((sample.site, i), 0) >= MOST_SAMPLES:
            return
        size = sum(getattr(x, "nbytes", 0) for x in [*sample.operands, *parts_of(sample.result)])
        if size > self.memory.left:
            return
        self.memory.left -= size
        self._sampled[sample.site, i] = self._sampled.get((sample.site, i), 0) + (not same.samples)
        operands = [_copied(x) for x in sample.operands]
        if same.samples and i is not None:
            operands[i] = same.samples[0].operands[i]
        result = tuple(map(_copied, sample.result)) if isinstance(sample.result, tuple) else _copied(sample.result)
        same.samples.append(Sample(sample.site, tuple(operands), result))

    def seen(self) -> list[Same]:
        """All that was done more than once."""
        return [same for same in list(self._seen.values()) if same.count > 1 and not same.varied]


def together(threads: Iterable[Repeats]) -> list[Same]:
    """What several threads did again, each for itself: those that took most seconds first."""
    return sorted((same for repeats in threads for same in repeats.seen()), key=lambda same: -same.seconds)


def enough(flops: float | None, result: Any) -> bool:
    """Is the work worth looking at, and much more than looking at its result?"""
    size = max(prod(getattr(part, "shape", ())) for part in parts_of(result) or (None,))
    return flops is not None and flops >= max(FEWEST_FLOPS, FEWEST_FOR_EACH * size)


def content(x: Any, total: bool) -> Content | None:
    """What tells an array from others, for O(1024) or, with the sum of all its bits, O(size); None if it is no array.

    >>> import numpy as np
    >>> A = np.arange(6.0).reshape(2, 3)
    >>> content(A, True) == content(A.copy("F"), True), content(A, True) == content(A.T.reshape(2, 3), True)
    (True, False)
    """
    if isinstance(x, _PLAIN):
        return ((), type(x), x, 0)
    numpy = sys.modules.get("numpy")
    if numpy is None or not isinstance(x, numpy.ndarray) or x.dtype.kind not in "biufc":
        return None
    x = numpy.asarray(x)
    sampled = hash((x[_positions(x.shape)] if x.size else x).tobytes())
    return (x.shape, x.dtype, sampled, _bits(x) if total else None)


def _bits(x: Any) -> int:
    """The sum of the entries' bits as whole numbers: exact, so the same in any order and memory layout."""
    numpy = sys.modules["numpy"]
    if x.dtype.kind == "c":
        return _bits(x.real) + 3 * _bits(x.imag)
    if x.dtype.itemsize > 8:  # extended precision, of which some bits mean nothing
        x = x.astype("f8")
    unsigned = x.view(f"u{x.dtype.itemsize}")
    return int(numpy.add.reduce(unsigned, axis=None, dtype=max(unsigned.dtype, numpy.dtype("u4"))))


def _positions(shape: tuple[int, ...]) -> tuple[Any, ...]:
    """Indices of entries in every row and column, half of them on the diagonal, if these are at most SAMPLED."""
    found = _known_positions.get(shape)
    if found is None:
        numpy = sys.modules["numpy"]
        longest = max(shape, default=1)
        along = numpy.linspace(0, longest - 1, min(longest, SAMPLED)).astype(numpy.int64)
        beside = along + along % 2 * (longest // 6 * 2)
        found = tuple((beside if axis % 2 else along) % length for axis, length in enumerate(shape))
        if len(_known_positions) > 256:
            _known_positions.clear()
        _known_positions[shape] = found
    return found


_known_positions: dict[tuple[int, ...], tuple[Any, ...]] = {}


def _keeps(keywords: dict[str, Any]) -> bool:
    """Are the operands still what they were, and the keywords such as can be compared?"""
    return all(
        name != "out" and not name.startswith("overwrite") and isinstance(x, _PLAIN) for name, x in keywords.items()
    )


def _equal(a: Any, b: Any) -> bool:
    return bool(sys.modules["numpy"].array_equal(a, b, equal_nan=True)) if hasattr(a, "nbytes") else a == b


def parts_of(result: Any) -> tuple[Any, ...]:
    return result if isinstance(result, tuple) else (result,)


def _copied(x: Any) -> Any:
    return sys.modules["numpy"].copy(x) if hasattr(x, "nbytes") else x
