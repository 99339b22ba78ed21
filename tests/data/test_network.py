"""Networks: where they come from, what they are called, and what is said where an edge is none."""

import io

import networkx as nx
import numpy as np
import polars as pl
import pytest
from scipy.sparse import csr_array, save_npz

from hiddenmath.data import InputError, networks, open_network, read_network

EDGES = [("a", "b", 2.0), ("b", "c", 1.0), ("c", "a", 0.5)]


def parquet():
    out = io.BytesIO()
    pl.DataFrame(EDGES, schema=["from", "to", "weight"], orient="row").write_parquet(out)
    return out.getvalue()


def saved(array):
    out = io.BytesIO()
    save_npz(out, csr_array(array)) if not isinstance(array, np.ndarray) else np.save(out, array)
    return out.getvalue()


MATRIX = np.array([[0, 2.0, 0], [0, 0, 1.0], [0.5, 0, 0]])
WEIGHTED = nx.DiGraph()
WEIGHTED.add_weighted_edges_from(EDGES)
NUMBERED = [("0", "1", 2.0), ("1", "2", 1.0), ("2", "0", 0.5)]
SOURCES = [
    # what, source, its name, edges
    ("CSV", b"from,to,weight\na,b,2\nb,c,1\nc,a,0.5\n", "my.csv", EDGES),
    ("TSV without a header", b"a\tb\nb\tc\nc\ta\n", "my.tsv", [(a, b, 1.0) for a, b, _ in EDGES]),
    ("columns of any names", b"package,needs\na,b\n", "my.csv", [("a", "b", 1.0)]),
    ("numbers without a header", b"0 1\n1 2\n2 0\n", "my.txt", [(a, b, 1.0) for a, b, _ in NUMBERED]),
    ("numbers with gaps are names", b"from,to\n7,1000\n", "my.csv", [("7", "1000", 1.0)]),
    ("other scripts", "from,to\n猫,犬\n".encode(), "my.csv", [("猫", "犬", 1.0)]),
    ("Parquet", parquet(), "my.parquet", EDGES),
    ("Matrix Market", b"%%MatrixMarket matrix coordinate real general\n3 3 3\n1 2 2\n2 3 1\n3 1 0.5\n", "my.mtx",
     NUMBERED),
    ("a matrix of NumPy in a file", saved(MATRIX), "my.npy", NUMBERED),
    ("a matrix of SciPy in a file", saved(csr_array(MATRIX)), "my.npz", NUMBERED),
    ("a matrix of NumPy", MATRIX, None, NUMBERED),
    ("a matrix of SciPy", csr_array(MATRIX), None, NUMBERED),
    ("a graph of NetworkX", WEIGHTED, None, EDGES),
    ("an undirected one", nx.Graph([("a", "b"), ("b", "b")]), None,
     [("a", "b", 1.0), ("b", "b", 1.0), ("b", "a", 1.0)]),
    ("arrays of numbers", (np.array([0, 2]), np.array([2, 0])), None, [("0", "2", 1.0), ("2", "0", 1.0)]),
    ("arrays of names, with weights", (["a", "b"], ["b", "a"], [1, 3]), None, [("a", "b", 1.0), ("b", "a", 3.0)]),
]  # fmt: skip


@pytest.mark.parametrize(("source", "name", "edges"), [case[1:] for case in SOURCES], ids=[case[0] for case in SOURCES])
def test_a_network_is_read_from(source, name, edges):
    found = read_network(source, name)
    weight = np.ones(len(found.tail)) if found.weight is None else found.weight
    at = found.names
    read = [(at[a], at[b], float(w)) for a, b, w in zip(found.tail, found.head, weight, strict=True)]
    assert sorted(read) == sorted(edges)


BROKEN = [
    # what, source, its name, words
    ("an empty file", b"", "my.csv", "my.csv is empty"),
    ("a header alone", b"from,to\n", "my.csv", "no rows"),
    ("one column", b"from\na\nb\n", "my.csv", "has 1 columns; a list of edges has two"),
    ("a missing end", b"from,to\na,b\n,c\n", "my.csv", "line 3: an end of the edge is missing"),
    ("a weight that is none", b"from,to,weight\na,b,1\nb,c,2\nc,d,heavy\n", "my.csv",
     "line 4, column 'weight': 'heavy'"),
    ("an infinite weight", b"from,to,weight\na,b,1\nb,c,2\nc,d,inf\n", "my.csv", "line 4, column 'weight': 'inf'"),
    ("a missing weight", b"from,to,weight\na,b,1\nb,c,\n", "my.csv", "1 value is missing, in column 'weight' (line 3)"),
    ("a matrix that is not square", np.ones((2, 3)), None, "the matrix is 2×3, not square"),
    ("a Matrix Market that is cut off", b"%%MatrixMarket matrix coordinate real general\n3 3 9\n1 2 2\n", "my.mtx",
     "broken Matrix Market"),
    ("complex weights", np.eye(2) * 1j, None, "complex128, no weights"),
    ("arrays of different lengths", ([0, 1], [1]), None, r"shapes \(2,\), \(1,\)"),
    ("numbers below 0", (np.array([-1]), np.array([0])), None, "below 0"),
    ("something else", 3, None, "A int is no network"),
    ("a picture", b"\x89PNG\r\n", "my.png", "a picture, not a text table"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "name", "words"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN])
def test_what_is_no_network_is_refused_with_its_line(source, name, words):
    with pytest.raises(InputError) as problem:
        read_network(source, name)
    assert words.replace("\\", "") in problem.value.message


def test_what_comes_along():
    assert networks() == ("karate", "debian")
    debian = open_network("debian")
    assert (len(debian.names), len(debian.tail)) == (63666, 264762) and "12.11" in debian.source and debian.licence
    needs = {debian.names[i] for i in debian.head[debian.tail == debian.at("libgcc-s1")]}
    assert needs == {"gcc-12-base", "libc6"}
    with pytest.raises(InputError, match="karate, debian"):
        open_network("facebook")


def test_an_unknown_node_is_told_with_the_nearest_name():
    with pytest.raises(InputError) as problem:
        open_network("debian").at("python3-nump")
    assert problem.value.hint == "Did you mean 'python3-numpy'?"
