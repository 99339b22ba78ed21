"""A network: nodes with names, and edges that lead from one to another."""

from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from hiddenmath.data._errors import InputError

Places = NDArray[np.int32]
SEARCHED = 200_000  # names, for the nearest one; more would take seconds


@dataclass(frozen=True, eq=False)
class Network:
    """Edge e leads from node `tail[e]` to node `head[e]` and has `weight[e]`, 1 where there are no weights.

    `names` are those of the nodes; `lines` says where each edge stands in its file (empty if it is from none).

    >>> Network(np.array([0, 1], np.int32), np.array([1, 2], np.int32), None, ("a", "b", "c"))
    Network 'network': 3 nodes, 2 edges
    """

    tail: Places
    head: Places
    weight: NDArray[np.float64] | None
    names: tuple[str, ...]
    name: str = "network"
    source: str = ""
    licence: str = ""
    notes: tuple[str, ...] = ()
    lines: tuple[int, ...] = ()

    def __repr__(self) -> str:
        weights = "" if self.weight is None else " with weights"
        return f"Network {self.name!r}: {len(self.names):,} nodes, {len(self.tail):,} edges{weights}"

    def edge(self, e: int) -> str:
        """Edge e in words: where it stands and what it joins."""
        where = f"line {self.lines[e]}" if self.lines else f"edge {e + 1}"
        return f"{where} ({self.names[self.tail[e]]} → {self.names[self.head[e]]})"

    def at(self, name: str) -> int:
        """The place of a node among `names`. Raises InputError with the nearest name where there is none."""
        place = _places(self.names).get(name)
        if place is None:
            close = get_close_matches(name, self.names[:SEARCHED], n=1)
            raise InputError(
                f"{self.name} has no node {name!r}.",
                f"Did you mean {close[0]!r}?" if close else f"Its nodes are called like {', '.join(self.names[:5])}.",
            )
        return place


@lru_cache(maxsize=2)
def _places(names: tuple[str, ...]) -> dict[str, int]:
    return {name: i for i, name in enumerate(names)}
