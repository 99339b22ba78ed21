"""What a rewritten program calls at each site. Nothing here imports NumPy: the program decides when, and how set.

A hook answers a callable of C functions only (`partial`, `reduce`, `map`), which `run` executes right under the
program's own frame: `reduce(finish, map(f, …), pending)` computes f and hands `(pending, result)` to `finish`. Where
there is no recorder, because recording has ended, a hook takes the plain way.
"""

from collections.abc import Callable
from functools import partial, reduce
from operator import call as run
from operator import getitem, imatmul, matmul, sub
from time import perf_counter
from typing import Any

from hiddenmath.xray._operations import DIFFERENCE, IN_PLACE_PRODUCT, PART, PRODUCT, Operation
from hiddenmath.xray._recorder import Pending, Recorder
from hiddenmath.xray._torch import Watch

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


def difference(site: int, a: Any, b: Any) -> Prepared:
    """a - b, recorded when one is a vector and the other a column as long, so that all pairs are subtracted."""
    if recorder is None or not (recorder.arrays[type(a)] and recorder.arrays[type(b)]):
        return partial(sub, a, b)
    if {a.shape, b.shape} != {(n := a.shape[0] if a.shape else 0,), (n, 1)}:
        return partial(sub, a, b)
    return partial(reduce, recorder.finish, map(sub, (a,), (b,)), (site, DIFFERENCE, (a, b), {}, perf_counter()))


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


def call(site: int, function: Any) -> Prepared:
    """What is called in place of `function` with the program's own arguments: it answers what `run` then executes."""
    if recorder is not None:
        functions = recorder.functions
        operation = functions.get(id(function)) or functions.of(function, recorder.arrays)
        if operation is not None:
            return partial(_call, recorder, site, operation, function)
    if not callable(function):
        return partial(partial, run, function)  # `run` says so in Python's own words
    return partial(partial, function)


def _call(on: Recorder, site: int, operation: Operation, function: Any, /, *args: Any, **keywords: Any) -> Prepared:
    if operation.only_starts:
        watch = Watch(on, site)
        return partial(reduce, watch.end, map(run, (partial(function, *args, **keywords),)), None)
    operands = (function.__self__, *args) if operation.is_method else args
    pending = (site, operation, operands, keywords, perf_counter())
    return partial(reduce, on.finish, map(run, (partial(function, *args, **keywords),)), pending)


def end() -> None:
    """Record no more; the program goes on as it is."""
    global recorder
    recorder = None


class Constant(partial[Any]):
    """A hook as it stands in the program's code. With a function that is pickled by value it becomes `plain`, so that
    the other process computes the same and need not have X-ray."""

    plain: str

    def __reduce__(self) -> tuple[Any, ...]:
        return eval, (self.plain,)


_PLAIN = {
    product: "lambda _, a, b: functools.partial(operator.matmul, a, b)",
    in_place_product: "lambda _, a, b: functools.partial(operator.imatmul, a, b)",
    difference: "lambda _, a, b: functools.partial(operator.sub, a, b)",
    call: "lambda _, f: functools.partial(functools.partial, operator.call, f)",
    _Whole: "lambda _, a: type('', (), {'__getitem__': lambda _, k: functools.partial(operator.getitem, a, k)})()",
}


def constant(hook: Callable[..., Any]) -> Constant:
    """The hook as a constant."""
    made = Constant(hook)
    made.plain = (
        _PLAIN[hook].replace("functools", "__import__('functools')").replace("operator", "__import__('operator')")
    )
    return made


CONSTANTS: dict[str, Callable[..., Any]] = {
    "run": run,
    "product": constant(product),
    "in_place_product": constant(in_place_product),
    "difference": constant(difference),
    "part": constant(_Whole),
    "call": constant(call),
}
