"""PageRank of edges in Dask arrays and from files: the same as of arrays in memory, within both bounds."""

import dask.array as da
import numpy as np
import pytest

from hiddenmath.data import InputError, edge_files, read_network
from hiddenmath.linalg import MatrixError, pagerank

RNG = np.random.default_rng(0)
N = 60
TAIL, HEAD, WEIGHT = RNG.integers(0, 50, 400), RNG.integers(0, N, 400), RNG.random(400)


@pytest.mark.parametrize("weight", [None, WEIGHT], ids=["plain", "weighted"])
@pytest.mark.parametrize("jump", [None, np.arange(N)], ids=["anywhere", "towards"])
def test_the_same_as_in_memory(weight, jump):
    chunked = [None if part is None else da.from_array(part, chunks=150) for part in (TAIL, HEAD, weight)]
    far = pagerank(chunked[0], chunked[1], N, chunked[2], jump=jump)
    near = pagerank(TAIL, HEAD, N, weight, jump=jump, tol=1e-12)
    assert np.abs(far.x - near.x).sum() <= far.error + near.error and far.error <= 1e-10


def test_from_files_with_names(tmp_path):
    lines = [f"n{a},n{b},{w}" for a, b, w in zip(TAIL, HEAD, WEIGHT, strict=True)]
    for i in range(3):
        (tmp_path / f"{i}.csv").write_text("from,to,weight\n" + "\n".join(lines[i::3]) + "\n")
    tail, head, weight, names = edge_files(sorted(tmp_path.iterdir()))
    far = pagerank(tail, head, len(names), weight)
    whole = read_network(("from,to,weight\n" + "\n".join(lines)).encode(), "all.csv")
    near = pagerank(whole.tail, whole.head, len(names), whole.weight)
    assert names == whole.names and tail.numblocks == (3,)
    assert np.abs(far.x - near.x).sum() <= far.error + near.error


def test_what_cannot_be_walked_is_refused(tmp_path):
    tail, head = da.from_array(TAIL, chunks=100), da.from_array(HEAD, chunks=100)
    for call, words in [
        (lambda: pagerank(tail, head.rechunk(200), N), "all must be the same"),
        (lambda: pagerank(tail, head, 50), "head has a chunk"),
        (lambda: pagerank(tail, head, N, da.from_array(-WEIGHT, chunks=100)), "below 0"),
        (lambda: pagerank(tail, head, N, da.full(400, 1e308, chunks=100)), "Divide them all"),
    ]:
        with pytest.raises(MatrixError, match=words):
            call()
    with pytest.raises(InputError, match="no file of edges"):
        edge_files([])
    (tmp_path / "odd.csv").write_text("from,to\na,b\n,c\n")
    with pytest.raises(InputError, match=r"odd.csv, line 3: an end"):
        edge_files([tmp_path / "odd.csv"])
