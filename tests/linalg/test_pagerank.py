"""PageRank from edges: against exact fractions, against NetworkX, and its bound against the true error."""

from fractions import Fraction

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hiddenmath import data
from hiddenmath.linalg import MatrixError, pagerank, stationary

ALPHA = Fraction(85, 100)


def exact(edges, n, weights=None, jump=None):
    """Gauss and Jordan on fractions: x = α Pᵀ x + (α · what is at nodes without edges + 1 − α) · jump."""
    weights = [Fraction(w) for w in weights] if weights else [Fraction(1)] * len(edges)
    jump = [Fraction(j) / sum(map(Fraction, jump)) for j in jump] if jump else [Fraction(1, n)] * n
    out = [sum(w for (a, _), w in zip(edges, weights, strict=True) if a == i) for i in range(n)]
    G = [[(1 - ALPHA) * jump[i] + (ALPHA * jump[i] if not out[j] else 0) for j in range(n)] for i in range(n)]
    for (a, b), w in zip(edges, weights, strict=True):
        if out[a]:
            G[b][a] += ALPHA * w / out[a]
    rows = [[G[i][j] - (i == j) for j in range(n)] + [Fraction(0)] for i in range(n - 1)] + [[Fraction(1)] * (n + 1)]
    for c in range(n):
        pivot = next(r for r in range(c, n) if rows[r][c])
        rows[c], rows[pivot] = rows[pivot], rows[c]
        rows[c] = [value / rows[c][c] for value in rows[c]]
        for r in range(n):
            if r != c:
                rows[r] = [x - rows[r][c] * y for x, y in zip(rows[r], rows[c], strict=True)]
    return np.array([float(row[-1]) for row in rows])


CASES = [
    # what, edges, nodes, weights, jump
    ("a ring", [(0, 1), (1, 2), (2, 0)], 3, None, None),
    ("a node without edges that leave it", [(0, 1), (0, 2), (1, 2)], 3, None, None),
    ("no edges at all", [], 4, None, None),
    ("one node", [], 1, None, None),
    ("one node that points at itself", [(0, 0)], 1, None, None),
    ("self-loops", [(0, 0), (0, 1), (1, 0)], 2, None, None),
    ("an edge that stands there three times", [(0, 1), (0, 1), (0, 1), (0, 2), (1, 0), (2, 0)], 3, None, None),
    ("weights", [(0, 1), (0, 2), (1, 0), (2, 0)], 3, [3, 1, 2, 5], None),
    ("weights twice on one edge", [(0, 1), (0, 1), (0, 2), (2, 0)], 3, [1, 2, 4, 1], None),
    ("a weight of 0", [(0, 1), (0, 2), (1, 0), (2, 0)], 3, [1, 0, 1, 0], None),
    ("weights far apart", [(0, 1), (0, 2), (1, 0), (2, 0), (2, 1)], 3, [2.0**900, 2.0**880, 2.0**-60, 1, 1], None),
    ("jumps to one node", [(0, 1), (1, 2), (3, 0)], 4, None, [1, 0, 0, 0]),
    ("jumps with weights", [(0, 1), (1, 2), (2, 0), (3, 0)], 4, [1, 2, 3, 4], [1, 0, 0, 3]),
    ("two parts", [(0, 1), (1, 0), (2, 3), (3, 2)], 4, None, None),
    ("bipartite: without a jump it would swing forever", [(0, 1), (1, 0)], 2, None, [1, 0]),
]


def ends(edges):
    return np.array([a for a, _ in edges], dtype=np.int64), np.array([b for _, b in edges], dtype=np.int64)


@pytest.mark.parametrize(("edges", "n", "weights", "jump"), [case[1:] for case in CASES], ids=[c[0] for c in CASES])
def test_equal_to_the_exact_solution_within_the_bound(edges, n, weights, jump):
    answer = pagerank(*ends(edges), n, weights, jump=jump, tol=1e-12)
    off = np.abs(answer.x - exact(edges, n, weights, jump)).sum()
    assert off <= answer.error <= 1e-12
    assert answer.x.sum() == pytest.approx(1, abs=1e-15) and (answer.x >= 0).all()


@settings(max_examples=30, deadline=None)
@given(
    st.integers(1, 8).flatmap(
        lambda n: st.tuples(st.just(n), st.lists(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)), max_size=20))
    ),
    st.sampled_from([1e-3, 1e-6, 1e-9, 1e-12]),
)
def test_the_bound_holds_on_any_network_and_tolerance(network, tol):
    n, edges = network
    answer = pagerank(*ends(edges), n, tol=tol)
    assert np.abs(answer.x - exact(edges, n)).sum() <= answer.error <= tol


def rmat(scale, edges, seed=0):
    """A network like those of the web: few nodes have most edges. Source: D. Chakrabarti et al., 2004."""
    rng, tail, head = np.random.default_rng(seed), np.zeros(edges, np.int64), np.zeros(edges, np.int64)
    for _ in range(scale):
        u = rng.random(edges)
        tail, head = 2 * tail + (u >= 0.76), 2 * head + (((u >= 0.57) & (u < 0.76)) | (u >= 0.95))
    return tail, head


@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("towards", [None, 3])
def test_equal_to_networkx_to_ten_digits(weighted, towards):
    tail, head = rmat(9, 4000)
    weight = np.random.default_rng(1).random(len(tail)) if weighted else None
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(range(512))
    graph.add_weighted_edges_from(zip(tail, head, np.ones(len(tail)) if weight is None else weight, strict=True))
    theirs = nx.pagerank(graph, personalization={towards: 1} if towards else None, tol=1e-16, max_iter=500)
    jump = np.eye(512)[towards] if towards else None
    ours = pagerank(tail, head, 512, weight, jump=jump, tol=1e-12)
    assert np.abs(ours.x - [theirs[i] for i in range(512)]).sum() < 1e-10


def test_equal_to_stationary_of_the_matrix_whatever_the_damping():
    tail, head = rmat(7, 900)
    P = np.zeros((128, 128))
    np.add.at(P, (head, tail), 1)
    P /= np.maximum(P.sum(axis=0), 1)
    for damping in (0.05, 0.5, 0.99, 0.999):
        ours, theirs = pagerank(tail, head, 128, damping=damping), stationary(P, damping, tol=1e-11)
        assert np.abs(ours.x - theirs.x).sum() <= ours.error + theirs.error <= 2e-10


def test_the_packages_of_debian_agree_with_networkx():
    debian = data.open_network("debian")
    graph = nx.DiGraph()
    graph.add_nodes_from(range(len(debian.names)))
    graph.add_edges_from(zip(debian.tail.tolist(), debian.head.tolist(), strict=True))
    theirs = nx.pagerank(graph, tol=1e-17, max_iter=300)
    ours = pagerank(debian.tail, debian.head, len(debian.names))
    assert np.abs(ours.x - [theirs[i] for i in range(len(debian.names))]).sum() < 1e-10
    assert debian.names[int(ours.x.argmax())] == "libc6"


def test_the_input_is_not_modified():
    tail, head, weight = np.array([0, 1]), np.array([1, 0]), np.array([2.0, 0.0])
    pagerank(tail, head, 2, weight)
    assert (tail.tolist(), head.tolist(), weight.tolist()) == ([0, 1], [1, 0], [2.0, 0.0])


REFUSED = [
    # arguments, words
    ({"tail": [0, 5], "head": [1, 0], "n": 2}, r"tail\[1\] is 5, but the 2 nodes are numbered from 0 to 1"),
    ({"tail": [0], "head": [-1], "n": 2}, r"head\[0\] is -1"),
    ({"tail": [0.5], "head": [1], "n": 2}, "whole numbers"),
    ({"tail": [0, 1], "head": [1], "n": 2}, "one for each edge"),
    ({"tail": [0, 1], "head": [1, 0], "n": 2, "weight": [1, -2]}, r"weight\[1\] is -2.0"),
    ({"tail": [0, 1], "head": [1, 0], "n": 2, "weight": [np.inf, 1]}, r"weight\[0\] is inf"),
    ({"tail": [0, 1], "head": [1, 0], "n": 2, "weight": [1]}, "there are 2 edges"),
    ({"tail": [], "head": [], "n": 0}, "no nodes"),
    ({"tail": [0], "head": [1], "n": 2, "damping": 1.0}, "damping is 1.0"),
    ({"tail": [0], "head": [1], "n": 2, "jump": [0, 0]}, "not all 0"),
    ({"tail": [0], "head": [1], "n": 2, "tol": 0}, "tol is 0"),
]


@pytest.mark.parametrize(("arguments", "words"), REFUSED)
def test_what_is_no_network_is_refused_with_the_edge_that_is_none(arguments, words):
    with pytest.raises(MatrixError, match=words):
        pagerank(**arguments)
