"""What a rewritten program calls at each site. Nothing here imports NumPy: the program decides when, and how set.

A hook answers a callable of C functions only (`partial`, `reduce`, `map`), which `run` executes right under the
program's own frame: `reduce(finish, map(f, …), pending)` computes f and hands `(pending, result)` to `finish`. A
process that has no recorder (a worker that got a function by pickle) takes the plain way.
"""

from collections.abc import Callable
from functools import partial, reduce
from operator import call as run
from operator import getitem, imatmul, matmul
from time import perf_counter
from typing import Any

from hiddenmath.xray._operations import IN_PLACE_PRODUCT, OF_METHODS, PART, PRODUCT, Operation
from hiddenmath.xray._recorder import Pending, Recorder

__all__ = ["call", "in_place_product", "part", "product", "run"]

recorder: Recorder | None = None
Prepared = Callable[..., Any]


def product(site: int, a: Any, b: Any) -> Prepared:
    """a @ b, recorded when both are arrays."""
    return _product(matmul, PRODUCT, site, a, b)


def in_place_product(site: int, a: Any, b: Any) -> Prepared:
    """a @= b, recorded when both are arrays."""
    return _product(imatmul, IN_PLACE_PRODUCT, site, a, b)


def _product(operator: Prepared, operation: Operation, site: int, a: Any, b: Any) -> Prepared:
    if recorder is None or not (recorder.arrays[type(a)] and recorder.arrays[type(b)]):
        return partial(operator, a, b)
    return partial(reduce, recorder.finish, map(operator, (a,), (b,)), (site, operation, (a, b), {}, perf_counter()))


class _Whole:
    """Stands for `a` in `a[key]`: its `[key]` answers what `run` then executes."""

    __slots__ = ("site", "value")

    def __init__(self, site: int, value: Any) -> None:
        self.site, self.value = site, value

    def __getitem__(self, key: Any) -> Prepared:
        if recorder is None or not recorder.arrays[type(self.value)]:
            return partial(getitem, self.value, key)
        pending: Pending = (self.site, PART, (self.value, key), {}, perf_counter())
        return partial(reduce, recorder.finish, map(getitem, (self.value,), (key,)), pending)


part = _Whole


def call(site: int, function: Any) -> Prepared:
    """What is called in place of `function` with the program's own arguments: it answers what `run` then executes."""
    if recorder is not None:
        functions = recorder.functions
        operation = functions.get(id(function)) or functions.of(function, recorder.arrays)
        if operation is not None:
            return partial(_call, recorder, site, operation, function)
    return partial(partial, function)


def _call(on: Recorder, site: int, operation: Operation, function: Any, /, *args: Any, **keywords: Any) -> Prepared:
    operands = (function.__self__, *args) if operation in OF_METHODS else args
    pending = (site, operation, operands, keywords, perf_counter())
    return partial(reduce, on.finish, map(run, (partial(function, *args, **keywords),)), pending)
