"""The tool `pagerank`: who is first, as seen from whom, and what is said of odd networks."""

import numpy as np
import pytest

from hiddenmath import data
from hiddenmath.apply import draw, pagerank
from hiddenmath.apply._places import places
from hiddenmath.data import InputError, read_network, read_table


def net(text, name="net.csv"):
    return read_network(text.encode(), name)


def said(result):
    return " ".join(result.notes)


def scores(result):
    table = result.tables["nodes"]
    return dict(zip(table.text["node"], table.matrix[:, 0], strict=True))


def test_what_all_packages_of_debian_need_comes_first():
    result = pagerank(data.open_network("debian"))
    table = result.tables["nodes"]
    assert table.text["node"][:3] == ("libc6", "libgcc-s1", "gcc-12-base")
    assert table.columns == ("score", "edges in", "edges out") and table.matrix[0, 1:].tolist() == [21839, 1]
    assert (np.diff(table.matrix[:, 0]) <= 1e-12).all() and table.matrix[:, 0].sum() == pytest.approx(1)
    assert result.numbers["first"] == "libc6" and 0 < result.numbers["error"] <= 1e-10
    assert "7,647 nodes have no edge that leaves them" in said(result)
    drawn = result.picture.attributes["network"]
    assert drawn["names"][0] == "libc6" and len(drawn["names"]) == 16 and drawn["of"] == 63666
    assert draw(result.picture).startswith(b"\x89PNG")


def test_towards_ranks_by_what_a_node_needs():
    result = pagerank(data.open_network("debian"), towards="python3-numpy, perl")
    found = scores(result)
    assert max(found, key=found.get) in ("perl", "python3-numpy", "libc6") and found["0ad"] == 0
    assert "cannot be reached from there" in said(result) and "jumps to python3-numpy or perl" in said(result)


def test_the_answer_reads_back_from_a_file():
    result = pagerank(data.open_network("karate"))
    for file in ("nodes.csv", "nodes.parquet"):
        again = read_table(result.downloads()[file](), name=file)
        assert np.array_equal(again.matrix[:, -3:], result.tables["nodes"].matrix)


ODD = [
    # what, file, first, words
    ("one edge", "from,to\na,b\n", "b", "1 node has no edge that leaves it: from there"),
    ("a node that points at itself", "from,to\na,a\n", "a", "There is one node, a."),
    ("self-loops", "from,to\na,a\na,b\nb,a\n", "a", "1 edge leads from a node to itself"),
    ("edges twice", "from,to\na,b\na,b\na,c\nb,a\nc,a\n", "a", "1 edge stands there more than once"),
    ("weights", "from,to,weight\na,b,9\na,c,1\nb,b,1\nc,c,1\n", "b", "Most of the time the walk is at b"),
    ("another script", "from,to\n猫,犬\n鳥,犬\n", "犬", "犬"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "first", "words"), [case[1:] for case in ODD], ids=[case[0] for case in ODD])
def test_an_odd_network_has_scores_a_picture_and_a_word_on_it(file, first, words):
    result = pagerank(net(file))
    assert result.numbers["first"] == first and words in said(result)
    assert sum(scores(result).values()) == pytest.approx(1) and result.json()
    assert draw(result.picture).startswith(b"\x89PNG")


REFUSED = [
    # what, call, message, hint
    ("a negative weight", lambda: pagerank(net("from,to,weight\na,b,1\nb,a,-2\n")),
     "net.csv, line 3 (b → a): the weight is -2.", "a finite number, 0 or more"),
    ("an infinite weight in memory", lambda: pagerank(read_network(([0, 1], [1, 0], [1, np.inf]))),
     "the edges, edge 2 (1 → 0): the weight is inf.", "a finite number"),
    ("an empty network", lambda: pagerank(read_network(np.zeros((0, 0)))), "the matrix has no nodes.", "from,to"),
    ("an unknown node", lambda: pagerank(net("from,to\nada,max\n"), towards="aba"),
     "net.csv has no node 'aba'.", "Did you mean 'ada'?"),
    ("an unknown node, unlike all others", lambda: pagerank(net("from,to\nada,max\n"), towards="zzz"),
     "net.csv has no node 'zzz'.", "ada, max"),
    ("a damping of 1", lambda: pagerank(net("from,to\na,b\n"), damping=1.0), "out of range", "at most 0.999"),
]  # fmt: skip


@pytest.mark.parametrize(("call", "message", "hint"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_what_cannot_be_walked_is_refused(call, message, hint):
    with pytest.raises(InputError) as problem:
        call()
    assert message in problem.value.message and hint in problem.value.hint


def test_nodes_stand_as_far_apart_as_there_are_edges_between_them():
    square = places(np.array([[0, 1], [1, 2], [2, 3], [3, 0]]), 4)
    sides = np.linalg.norm(square - np.roll(square, 1, axis=0), axis=1)
    assert np.ptp(sides) < 1e-6 * sides.mean()
    line = places(np.array([[i, i + 1] for i in range(5)]), 6)
    ends = np.linalg.norm(line[:, None] - line[None], axis=2)
    assert np.abs(ends - np.abs(np.subtract.outer(range(6), range(6)))).max() < 0.2
    assert np.isfinite(places(np.empty((0, 2), int), 3)).all() and places(np.empty((0, 2), int), 1).tolist() == [[0, 0]]
