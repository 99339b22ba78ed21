"""A Markov chain: where it is in the long run, how fast it forgets where it began."""

from math import inf
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
NEAR = 0.25  # the distance in total variation at which a chain counts as mixed (Levin, Peres, Wilmer 2009, section 4.5)
LONGEST = 40  # squarings, 10¹² steps


class Long(NamedTuple):
    """`shares` (n,): of the steps at each state in the long run, from any beginning if `unique`; `period`: the common
    divisor of the lengths of all ways back; `second`: the largest |λ| besides those of magnitude 1 that closed sets and
    their periods bring; `steps`: until it is mixed, infinite where it never is."""

    shares: Array
    unique: bool
    period: int
    second: float
    steps: float


def long_run(P: Array) -> Long:
    """What becomes of a walk with the probabilities P[i, j] from state i to state j (n×n), whose rows add up to 1.

    Of several closed sets of states the first is taken, and `unique` is false. Cost: some 10 n³ operations.
    """
    classes = closed(P)
    inside = classes[0]
    shares = np.zeros(len(P))
    shares[inside] = elimination(P[np.ix_(inside, inside)])
    magnitudes = np.sort(np.abs(np.linalg.eigvals(P)))[::-1]
    period = period_of(P[np.ix_(inside, inside)])
    circle = sum(period_of(P[np.ix_(some, some)]) for some in classes)
    second = float(magnitudes[circle]) if circle < len(P) else 0.0
    unique = len(classes) == 1
    return Long(shares, unique, period, second, steps_to_mix(P, shares) if unique and period == 1 else inf)


def closed(P: Array) -> list[NDArray[np.intp]]:
    """The sets of states that a walk never leaves, each reached from all of its own."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    count, label = connected_components(csr_array(P), connection="strong")
    sets = [np.flatnonzero(label == c) for c in range(count)]
    return [some for some in sets if not np.delete(P[some], some, axis=1).any()]


def elimination(P: Array) -> Array:
    """π with πP = π for a P whose states reach each other. No number is subtracted, so that each share is right to its
    last digits, however small.

    Source: W. Grassmann, M. Taksar, D. Heyman, 'Regenerative analysis and steady state distributions', 1985.

    >>> elimination(np.array([[0.5, 0.5], [0.25, 0.75]])).round(12)
    array([0.33333333, 0.66666667])
    """
    A = P.copy()
    n = len(A)
    for k in range(n - 1, 0, -1):
        A[:k, k] /= A[k, :k].sum()
        A[:k, :k] += np.outer(A[:k, k], A[k, :k])
    pi = np.ones(n)
    for k in range(1, n):
        pi[k] = pi[:k] @ A[:k, k]
    shares: Array = pi / pi.sum()
    return shares


def period_of(P: Array) -> int:
    """The greatest common divisor of the lengths of all ways back, for a P whose states reach each other."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import shortest_path

    depth = shortest_path(csr_array(P > 0), unweighted=True, indices=0).astype(np.int64)
    tail, head = np.nonzero(P)
    return int(np.gcd.reduce(depth[tail] + 1 - depth[head]))


def steps_to_mix(P: Array, shares: Array) -> float:
    """The first t at which, from every beginning, the distribution is within 1/4 of the long run's: max ‖Pᵗ[i] − π‖₁/2.

    The distance never grows, so t is found in P, P², P⁴, … and by halving.

    >>> steps_to_mix(np.array([[0.9, 0.1], [0.1, 0.9]]), np.array([0.5, 0.5]))
    4
    """

    def apart(Q: Array) -> float:
        return float(np.abs(Q - shares).sum(axis=1).max()) / 2

    powers: list[Any] = [P]
    while apart(powers[-1]) > NEAR:
        if len(powers) > LONGEST:
            return inf
        powers.append(powers[-1] @ powers[-1])
    walked, steps = np.eye(len(P)), 0
    for k in range(len(powers) - 1, -1, -1):
        further = walked @ powers[k]
        if apart(further) > NEAR:
            walked, steps = further, steps + 2**k
    return steps + 1
