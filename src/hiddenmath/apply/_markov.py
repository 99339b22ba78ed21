"""The tool `markov`."""

from dataclasses import replace
from math import isfinite
from typing import TYPE_CHECKING, Annotated, Any, Literal

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._advice import as_kind
from hiddenmath.apply._chain import Long, long_run
from hiddenmath.apply._option import Option
from hiddenmath.apply._places import places
from hiddenmath.apply._result import Key, Numbers, Picture, Result
from hiddenmath.apply._tool import tool
from hiddenmath.apply._words_of import TextChain, Unit, chain_of, joined
from hiddenmath.data import Anything, InputError, Table

if TYPE_CHECKING:
    from scipy.sparse import csr_array

MOST = 1000  # states of which the matrix is taken apart
TOLD = 600  # letters of a new text; its file has all of them
DRAWN, STEPS = 16, 2  # states in the picture, and the likeliest steps from each

Array = NDArray[np.float64]


@tool(begins="gettysburg")
def markov(
    data: Anything,
    *,
    kind: Annotated[
        Literal["auto", "text", "edges"], Option("What to read it as; auto: what its content says.")
    ] = "auto",
    order: Annotated[int, Option("Of a text: how many words back decide what comes next.", min=1, max=12)] = 1,
    unit: Annotated[Unit, Option("Of a text: what a step is.")] = "words",
    length: Annotated[int, Option("How long the new text is, in words or letters.", min=1, max=100_000)] = 60,
    seed: Annotated[int, Option("Draws the new text.", min=0)] = 0,
) -> Result:
    """Markov: a walk that remembers one step.

    Of a text, finds what follows what, and writes a new one from it; of a network, how its walk goes on. Says where the
    walk is in the long run, and after how many steps it has forgotten where it began.

    A *Markov chain* is a matrix P: entry (i, j) is the probability of the step from state i to state j. After t steps
    the probabilities are a row of Pᵗ. In the long run they are π, the eigenvector with πP = π, if each state can be
    reached from each other and the ways back have no common rhythm (the *period*).

    How fast? Each step takes off a factor |λ₂|, the *second eigenvalue*'s magnitude. *Steps to mix* is after how many
    steps, from any beginning, the probabilities differ from π by at most 1/4 in all.

    Of a text, a state is its last `order` words or letters. A higher order writes better and invents less: at last it
    copies. The end of the text leads to its beginning. Of a network, a step follows an edge, chosen by its weight; a
    state without one stays where it is.
    """
    matrix = data.matrix(None if kind == "auto" else kind)
    if matrix.reading == "text":
        return _of_text(data, order, unit, length, seed)
    if matrix.reading != "edges":
        raise InputError(
            f"{data.name} was read as {as_kind(matrix.reading)}, which is no chain.",
            "Give a text, or edges (from, to, weight); or set kind to text or edges.",
        )
    return _of_edges(matrix.array, matrix.columns, matrix.notes)


def _of_text(data: Anything, order: int, unit: Unit, length: int, seed: int) -> Result:
    text, notes = data.text()
    chain = chain_of(text, order, unit)
    states = [joined(state, unit) for state in chain.states]
    written = chain.write(length, seed)
    begins = written if len(written) <= TOLD else f"{written[:TOLD]}…"
    said = [*notes]
    copied = sum(len(next_) == 1 for next_ in chain.follows.values()) / len(states)
    if copied > 0.5 and len(states) > 1:
        said.append(f"After {copied:.0%} of the states only one thing can follow, as in the text.")
    table = _states(states, chain.shares(), _likeliest(chain))
    files = {"text.txt": f"{written}\n".encode()}
    if len(states) <= MOST:
        P = chain.probabilities()
        return replace(_result(P, long_run(P), table, said, files), written=begins)
    said.append(f"There are {len(states):,} states; how fast it mixes is found of up to {MOST:,}: lower the order.")
    return Result(
        {"states": len(states), "first": table.text["state"][0]},
        {"states": table},
        "states",
        files=files,
        notes=tuple(said),
        key={"states": "number", "first": "number"},
        written=begins,
    )


def _likeliest(chain: TextChain) -> list[tuple[str, float]]:
    found = ((next_.most_common(1)[0], sum(next_.values())) for next_ in chain.follows.values())
    return [(word, count / total) for (word, count), total in found]


def _of_edges(matrix: "NDArray[Any] | csr_array", names: tuple[str, ...], notes: tuple[str, ...]) -> Result:
    n = matrix.shape[0]
    if n > MOST:
        raise InputError(
            f"The network has {n:,} nodes; up to {MOST:,} are taken apart.",
            "For the long run of a larger one use pagerank.",
        )
    A = (matrix if isinstance(matrix, np.ndarray) else matrix.toarray()).astype(np.float64)
    names = names or tuple(map(str, range(n)))
    if not n or not (np.isfinite(A) & (A >= 0)).all():
        raise InputError("A weight is negative or not finite, or there is no node.", "Weights are 0 or more.")
    stays = A.sum(axis=1) == 0
    P = np.where(stays[:, None], np.eye(n), A)
    P /= P.max(axis=1, keepdims=True)
    P /= P.sum(axis=1, keepdims=True)
    found = long_run(P)
    said = [*notes]
    if stays.any():
        listed = ", ".join(names[i] for i in np.flatnonzero(stays)[:5])
        said.append(f"No edge leaves {listed}: there the walk stays.")
    next_ = [(names[j], float(P[i, j])) for i, j in enumerate(P.argmax(axis=1))]
    return _result(P, found, _states(list(names), found.shares, next_), said, {})


def _states(names: list[str], shares: Array, next_: list[tuple[str, float]]) -> Table:
    """The states by their share, the largest first."""
    best = np.argsort(-shares, kind="stable")
    return Table(
        ("share", "probability"),
        np.column_stack([shares, [likely for _, likely in next_]])[best],
        {"state": tuple(names[i] for i in best), "likeliest next": tuple(next_[i][0] for i in best)},
        name="states",
    )


def _result(P: Array, found: Long, table: Table, said: list[str], files: dict[str, bytes]) -> Result:
    """The numbers, and in words what they mean."""
    numbers: Numbers = {
        "states": len(P),
        "first": table.text["state"][0],
        "second_eigenvalue": found.second,
        "period": found.period,
        "steps_to_mix": int(found.steps) if isfinite(found.steps) else "never",
    }
    key: Key = {
        "steps_to_mix": "number",
        "second_eigenvalue": "number",
        "states": "number",
    }
    if not found.unique:
        said.append("There are several sets of states that it never leaves: where it ends depends on where it begins.")
    elif found.period > 1:
        said.append(f"It comes back only after multiples of {found.period} steps, so it never forgets where it began.")
    else:
        said.append(f"After {int(found.steps)} steps it has forgotten where it began (to 1/4 in total variation).")
    return Result(numbers, {"states": table}, "states", _picture(P, found.shares, table), files, tuple(said), key=key)


def _picture(P: Array, shares: Array, table: Table) -> Picture:
    """The states with the largest shares, and from each the likeliest steps among them."""
    shown = np.argsort(-shares, kind="stable")[:DRAWN]
    among = P[np.ix_(shown, shown)]
    likely = np.argsort(-among, axis=1, kind="stable")[:, :STEPS]
    edges = [(i, int(j)) for i in range(len(shown)) for j in likely[i] if among[i, j] > 0]
    return Picture(
        "graph",
        {
            "network": {
                "names": list(table.text["state"][: len(shown)]),
                "edges": [[i, j, float(among[i, j])] for i, j in edges],
                "places": np.round(places(np.array(edges, dtype=np.intp).reshape(-1, 2), len(shown)), 4).tolist(),
                "scores": shares[shown].tolist(),
                "of": len(shares),
                "given": True,
            }
        },
    )
