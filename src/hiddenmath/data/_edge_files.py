"""A network in many files, read on the workers of a Dask cluster."""

import os
from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np

from hiddenmath.data._errors import InputError
from hiddenmath.data._network import Network
from hiddenmath.data._read_network import read_network
from hiddenmath.linalg._dask import compute


class EdgeFiles(NamedTuple):
    """Edge e leads from `names[tail[e]]` to `names[head[e]]`, with `weight[e]` (None: 1 each); three Dask arrays."""

    tail: Any
    head: Any
    weight: Any | None
    names: tuple[str, ...]


def edge_files(paths: Iterable[str | os.PathLike[str]]) -> EdgeFiles:
    """The edges of all files, each as `read_network` reads it, one chunk a file; only the names of nodes come home.

    With `tail, head, weight, names = edge_files(paths)`, `linalg.pagerank(tail, head, len(names), weight)` walks on it.
    Workers must find the files under the same paths. Raises InputError naming the file and the line. Needs dask.
    """
    from dask.delayed import delayed

    read = [delayed(read_network, pure=True)(os.fspath(path)) for path in paths]
    if not read:
        raise InputError("There is no file of edges.", "Does the pattern match any?")
    about = compute([delayed(_about)(network) for network in read])
    names = np.unique(np.concatenate([np.array(called) for called, _, _ in about]))
    weighted = any(has for _, _, has in about)
    every = delayed(names, pure=True)
    placed = [delayed(_placed)(network, every, weighted) for network in read]
    kinds = (np.int32, np.int32, np.float64)[: 3 if weighted else 2]
    lengths = [length for _, length, _ in about]
    columns = [_joined([edges[k] for edges in placed], lengths, kind) for k, kind in enumerate(kinds)]
    tail, head, weight = (*columns, None)[:3]
    return EdgeFiles(tail, head, weight, tuple(names.tolist()))


def _joined(parts: list[Any], lengths: list[int], kind: type[np.generic]) -> Any:
    """One Dask array of the delayed parts."""
    from dask.array import concatenate, from_delayed

    return concatenate(  # type: ignore[no-untyped-call]
        [
            from_delayed(part, (length,), kind)  # type: ignore[no-untyped-call]
            for part, length in zip(parts, lengths, strict=True)
        ]
    )


def _about(network: Network) -> tuple[tuple[str, ...], int, bool]:
    return network.names, len(network.tail), network.weight is not None


def _placed(network: Network, names: Any, weighted: bool) -> tuple[Any, ...]:
    """The edges of one file, with the places of their nodes among all."""
    at = np.searchsorted(names, np.array(network.names)).astype(np.int32)
    ends = at[network.tail], at[network.head]
    if not weighted:
        return ends
    return (*ends, np.ones(len(network.tail)) if network.weight is None else network.weight)
