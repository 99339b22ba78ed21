"""How fast this machine can go: the roofs that every rate in a report is held against.

A computation does so many operations for each byte that it must at least read or write, its intensity; it can be no
faster than the processor multiplies, nor than the bytes come (Williams, Waterman and Patterson, *Roofline*, CACM 2009).
"""

from collections.abc import Callable, Iterable
from time import perf_counter
from typing import NamedTuple

import numpy as np

from hiddenmath.xray._report import Peak

_IN_BLAS = frozenset("fdFD")
_SIDE = 768
_CACHED = 1 << 18  # bytes that fit into a core's own cache
FITS = 8 << 20  # bytes of operands and result that may still be in a cache from the last time


class Roof(NamedTuple):
    rate: float  # operations per second
    bound: str  # "compute", "memory" or "cache"


def measure_peak(dtypes: Iterable[str] = ("float64",)) -> Peak:
    """The best of a few runs of each, under the thread settings of this process, in about a second.

    flops: in a product of two 768×768 matrices of each of the dtypes that BLAS knows. memory: copying 64 MB, each byte
    read and written; cache: copying 256 kB over and over.
    """
    known = sorted(name for name in set(dtypes) if _char(name) in _IN_BLAS)
    memory, cache = _copy(64 << 20, times=1), _copy(_CACHED, times=200)
    return Peak({name: _product(np.dtype(name)) for name in known}, memory, max(memory, cache))


def roof(peak: Peak, dtypes: Iterable[str], intensity: float, nbytes: int) -> Roof | None:
    """The lowest roof over a computation of this intensity; None for numbers that BLAS does not know.

    >>> peak = Peak({"float64": 40e9}, memory=10e9, cache=80e9)
    >>> roof(peak, ["float64"], 100.0, 10**8), roof(peak, ["float64"], 0.25, 10**8)
    (Roof(rate=40000000000.0, bound='compute'), Roof(rate=2500000000.0, bound='memory'))
    """
    flops = peak.flops.get(common_dtype(dtypes))
    if flops is None:
        return None
    bound, rate = ("cache", peak.cache) if nbytes <= FITS else ("memory", peak.memory)
    return Roof(flops, "compute") if flops <= rate * intensity else Roof(rate * intensity, bound)


def common_dtype(dtypes: Iterable[str]) -> str:
    """The dtype in which NumPy computes with these.

    >>> common_dtype(["float32", "float64"]), common_dtype(["complex64", "float64"]), common_dtype(["quaternion"])
    ('float64', 'complex128', '')
    """
    names = [name.removeprefix("torch.") for name in dtypes]
    return str(np.result_type(*names)) if names and all(map(_char, names)) else ""


def _char(name: str) -> str:
    """NumPy's letter for a dtype, empty for what is none."""
    try:
        return np.dtype(name).char
    except TypeError:
        return ""


def _product(dtype: np.dtype[np.generic]) -> float:
    a = np.full((_SIDE, _SIDE), 0.5, dtype)
    out = np.empty_like(a)
    each = 8 if dtype.kind == "c" else 2
    return each * _SIDE**3 / _best(lambda: np.matmul(a, a, out=out), 5)


def _copy(nbytes: int, times: int) -> float:
    source = np.zeros(nbytes // 8)
    target = np.empty_like(source)

    def work() -> None:
        for _ in range(times):
            np.copyto(target, source)

    return 2 * nbytes * times / _best(work, 4)


def _best(work: Callable[[], object], times: int) -> float:
    seconds = []
    for _ in range(times):
        start = perf_counter()
        work()
        seconds.append(perf_counter() - start)
    return min(seconds)
