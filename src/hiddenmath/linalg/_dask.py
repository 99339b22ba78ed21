"""Matrices of Dask: in blocks, possibly on the workers of a cluster; what is small comes home."""

import operator
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any, TypeGuard

import numpy as np

from hiddenmath.linalg._arrays import Matrix, MatrixError, dimensions


def is_dask(A: Any) -> TypeGuard[Any]:
    """Whether A is an array of Dask; Dask is not imported for that."""
    array = sys.modules.get("dask.array")
    return array is not None and isinstance(A, array.Array)


def known(A: Any) -> Any:
    """A, whose shape must be known."""
    if any(length != length for length in A.shape):
        shape = "×".join("?" if length != length else str(length) for length in A.shape)
        raise MatrixError(
            f"A ({shape}) is a Dask array whose chunk sizes are not known: a filter or a data frame made it. "
            "Call A.compute_chunk_sizes() first, which reads it once."
        )
    if A.ndim != 2:
        raise MatrixError(dimensions(A))
    if 0 in A.shape:
        raise MatrixError(f"A ({A.shape[0]}×{A.shape[1]}) is empty: nothing can be decomposed.")
    if A.dtype.kind not in "biufc":
        raise MatrixError(f"A ({A.shape[0]}×{A.shape[1]}) has dtype {A.dtype}, no plain numbers. Use A.astype(float).")
    return A


def row_blocks(A: Any) -> list[Any]:
    """A as delayed blocks of its rows, each with all columns, from above."""
    return list(known(A).rechunk({1: -1}).to_delayed().ravel())


def chunk_of_numpy(chunk: Any, name: str = "A") -> Matrix:
    """The chunk itself, where it is an array of NumPy."""
    if not isinstance(chunk, np.ndarray) or isinstance(chunk, np.ma.MaskedArray):
        raise MatrixError(
            f"{name} has a chunk {np.shape(chunk)} that is a {type(chunk).__name__}, but arrays of NumPy are needed. "
            f"Convert its chunks, for example {name}.map_blocks(lambda chunk: chunk.toarray()) for sparse ones."
        )
    return chunk


def tree_sum(parts: list[Any]) -> Any:
    """The sum of delayed parts, as `tree` joins them."""
    return tree(parts, operator.add)


def tree(parts: list[Any], join: Callable[[Any, Any], Any]) -> Any:
    """Delayed parts joined two by two, so that no worker needs to hold more than two; delayed too."""
    from dask.delayed import delayed

    both = delayed(join, pure=True)
    while len(parts) > 1:
        pairs = [both(left, right) for left, right in zip(parts[::2], parts[1::2], strict=False)]
        parts = pairs + parts[len(parts) // 2 * 2 :]
    return parts[0]


def array(X: Matrix, chunks: Any) -> Any:
    """X, which is here, as an array of Dask."""
    from dask.array import from_array

    return from_array(X, chunks=chunks)  # type: ignore[no-untyped-call]


def compute(parts: list[Any]) -> list[Any]:
    """The values of delayed parts, computed together: on the cluster, where a client of one is there."""
    import dask

    with _graphs_with_data():
        return list(dask.base.compute(*parts))  # type: ignore[no-untyped-call]


def persist(parts: list[Any]) -> list[Any]:
    """Delayed parts, computed once and kept where they are."""
    import dask

    with _graphs_with_data():
        return list(dask.base.persist(*parts))  # type: ignore[no-untyped-call]


def _graphs_with_data() -> AbstractContextManager[object]:
    """Thin matrices travel within the graph, so that they are sent again where a worker is lost; the size at which
    distributed warns of that is meant for data."""
    import dask

    if "distributed" not in sys.modules:  # its settings are not there yet either
        return nullcontext()
    settings: AbstractContextManager[object] = dask.config.set(
        {"distributed.admin.large-graph-warning-threshold": "2 GB"}
    )
    return settings
