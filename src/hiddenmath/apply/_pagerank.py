"""The tool `pagerank`."""

from typing import Annotated

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._option import Option
from hiddenmath.apply._places import places
from hiddenmath.apply._result import Picture, Result
from hiddenmath.apply._tool import tool
from hiddenmath.data import InputError, Network, Table
from hiddenmath.linalg import Stationary
from hiddenmath.linalg import pagerank as walk

DRAWN = 16  # nodes of a network that is too large to be drawn as a whole
WHOLE = 40


@tool()
def pagerank(
    data: Network,
    *,
    damping: Annotated[
        float, Option("How likely the walk goes on along an edge, and does not jump.", min=0.01, max=0.999)
    ] = 0.85,
    towards: Annotated[
        str, Option("Nodes to jump to, separated by commas: what matters as seen from them. Else to any node.")
    ] = "",
    tol: Annotated[float, Option("The error that the scores may have, all together.", min=1e-13, max=0.1)] = 1e-10,
) -> Result:
    """PageRank: which nodes of a network matter.

    Someone walks through your network from node to node, and now and then jumps. Finds how much of the time they are at
    each node: the more they are there, the more it matters.

    At each step the walk follows one of the edges that leave its node, chosen by their weights; with probability
    1 − damping it jumps to any node instead, or to one of those that `towards` names. From a node without edges it
    always jumps. The *score* is the share of the steps at a node; all scores add up to 1.

    A node's score is what the nodes that point at it pass on: each shares its own among the nodes it points at. So a
    node matters when nodes that matter point at it, and that is an eigenvector: x = G x, where G is the matrix of the
    walk's steps, to the eigenvalue 1.

    It begins with an equation for the nodes alone, (I − damping·Pᵀ) y = jump, where P holds the share of each edge in
    what leaves its node; the scores are y, divided by its sum. *Error* bounds how wrong all scores are together,
    computed from what is left over in the equation, rounding included.
    """
    refuse(data)
    chosen = [data.at(name.strip()) for name in towards.split(",") if name.strip()]
    n = len(data.names)
    jump = np.bincount(chosen, minlength=n) if chosen else None
    found = walk(data.tail, data.head, n, data.weight, damping, jump, tol)
    best = order(found.x, data.names)
    numbers = {
        "nodes": n,
        "edges": len(data.tail),
        "first": data.names[best[0]],
        "its_score": float(found.x[best[0]]),
        "edges_to_it": int((data.head == best[0]).sum()),
        "nodes_with_half_of_it": int(np.searchsorted(np.cumsum(found.x[best]), 0.5)) + 1,
        "error": found.error,
        "passes": found.passes,
        "seconds": found.seconds,
    }
    return Result(
        numbers,
        {"nodes": _table(data, found.x, best)},
        "nodes",
        picture(data, found.x, best, damping, towards),
        notes=notes(data, found, best, [data.names[i] for i in chosen]),
        key={"first": "number", "its_score": "share", "edges_to_it": "number"},
    )


def refuse(network: Network) -> None:
    """Raises InputError for a network on which nobody can walk."""
    if not network.names:
        raise InputError(f"{network.name} has no nodes.", "Write one edge into each line: from,to.")
    w = network.weight
    if w is not None and not (np.isfinite(w) & (w >= 0)).all():
        e = int(np.flatnonzero(~(np.isfinite(w) & (w >= 0)))[0])
        raise InputError(
            f"{network.name}, {network.edge(e)}: the weight is {w[e]:g}.",
            "A weight says how often the walk takes an edge: a finite number, 0 or more.",
        )


def order(x: NDArray[np.float64], names: tuple[str, ...]) -> NDArray[np.int64]:
    """The nodes by their score, largest first; of equal ones (to 12 digits) by their name."""
    digits = np.round(x / x.max(), 12)
    return np.lexsort((np.array(names), -digits))


def _table(network: Network, x: NDArray[np.float64], best: NDArray[np.int64]) -> Table:
    n = len(network.names)
    into, out = np.bincount(network.head, minlength=n), np.bincount(network.tail, minlength=n)
    return Table(
        ("score", "edges in", "edges out"),
        np.column_stack([x, into, out])[best],
        {"node": tuple(network.names[i] for i in best)},
        name="nodes",
    )


def notes(network: Network, found: Stationary, best: NDArray[np.int64], towards: list[str]) -> tuple[str, ...]:
    """In plain words: who is first, how sure that is, and what the network is like."""
    said = []
    x, names = found.x, network.names
    listed = ", ".join(f"{names[i]} ({x[i]:.1%})" for i in best[:3])
    said.append(f"Most of the time the walk is at {listed}." if len(best) > 1 else f"There is one node, {names[0]}.")
    ends = len(names) - len(np.unique(network.tail))
    if ends:
        where = " or ".join(towards[:3]) if towards else "any node"
        which = "node has no edge that leaves it" if ends == 1 else "nodes have no edge that leaves them"
        said.append(f"{ends:,} {which}: from there the walk jumps to {where}.")
    if towards and (unseen := int((x == 0).sum())):
        said.append(f"{unseen:,} of the nodes cannot be reached from there and have the score 0.")
    said.append(f"All scores together are wrong by {found.error:.1e} at most.")
    return (*said, *network.notes)


def picture(network: Network, x: NDArray[np.float64], best: NDArray[np.int64], damping: float, towards: str) -> Picture:
    """The whole network where it is small, else the nodes with the largest scores and the edges among them."""
    n = len(network.names)
    shown = best[: n if n <= WHOLE else DRAWN]
    place = np.full(n, -1)
    place[shown] = np.arange(len(shown))
    tail, head = place[network.tail], place[network.head]
    among = (tail >= 0) & (head >= 0)
    weight = np.ones(among.sum()) if network.weight is None else network.weight[among]
    edges = np.column_stack([tail[among], head[among]])
    return Picture(
        "graph",
        {
            "network": {
                "names": [network.names[i] for i in shown],
                "edges": [[int(a), int(b), float(w)] for (a, b), w in zip(edges, weight, strict=True)],
                "places": np.round(places(edges, len(shown)), 4).tolist(),
                "scores": x[shown].tolist(),
                "of": n,
            },
            "damping": damping,
            "towards": towards,
        },
    )
