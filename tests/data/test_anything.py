"""`read_any`: what a file is, its content says; each kind becomes one matrix."""

import io

import numpy as np
import pytest
from PIL import Image
from scipy.sparse import csr_array, save_npz

from hiddenmath.data import InputError, any_names, factors, open_any, read_any


def npy(array):
    out = io.BytesIO()
    np.save(out, array)
    return out.getvalue()


def image(pixels, kind="PNG"):
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, kind)
    return out.getvalue()


def sparse(array):
    out = io.BytesIO()
    save_npz(out, csr_array(array))
    return out.getvalue()


def compressed():
    U = [np.array([[127.0], [127.0]])]
    return factors.packed(factors.Factors(U, U, np.zeros(1), (2, 2), 0))


GREY, COLOUR = np.array([[0, 128], [255, 7]], np.uint8), np.arange(12, dtype=np.uint8).reshape(2, 2, 3)
MARKET = b"%%MatrixMarket matrix coordinate real symmetric\n3 3 2\n1 1 4\n3 1 5\n"
KINDS = [
    # what, file, its name, read as, matrix, names of columns
    ("a table", b"a,b\n1,2\n3,\n", "my.csv", "table", [[1, 2], [3, np.nan]], ("a", "b")),
    ("a table without a suffix", b"a;b\n1;2\n", "standard input", "table", [[1, 2]], ("a", "b")),
    ("numbers in a text file", b"1 2\n3 4\n", "my.txt", "table", [[1, 2], [3, 4]], ("column 1", "column 2")),
    ("lines", b"red fish\nblue fish\n", "my.txt", "text", [[1, 0, 1], [1, 1, 0]], ("fish", "blue", "red")),
    ("paragraphs", b"a b\nb\n\nc\n", "my.txt", "text", [[2, 1, 0], [0, 0, 1]], ("b", "a", "c")),
    ("prose with as many commas in each line", b"One, two.\nThree, two.\n", "my.txt", "text",
     [[1, 1, 0], [1, 0, 1]], ("two", "one", "three")),
    ("UTF-16", "größe maß\n".encode("utf-16"), "my.txt", "text", [[1, 1]], ("grösse", "mass")),
    ("Latin-1", "größe maß\n".encode("latin-1"), "my.txt", "text", [[1, 1]], ("grösse", "mass")),
    ("another script", "猫 犬\n".encode(), "my.txt", "text", [[1, 1]], ("犬", "猫")),
    ("edges", b"from,to\na,b\nb,c\n", "my.csv", "edges", [[0, 1, 0], [0, 0, 1], [0, 0, 0]], ("a", "b", "c")),
    ("edges with weights", b"source,target,weight\n2,1,0.5\n2,1,1\n", "my.csv", "edges", [[0, 0], [1.5, 0]],
     ("1", "2")),
    ("edges as SNAP writes them", b"# FromNodeId\tToNodeId\n0\t1\n1\t0\n", "my.txt", "edges", [[0, 1], [1, 0]],
     ("0", "1")),
    ("Matrix Market", MARKET, "my.mtx", "edges", [[4, 0, 5], [0, 0, 0], [5, 0, 0]], ()),
    ("a grey image", image(GREY), "my.png", "image", GREY, ()),
    ("an image of colour", image(COLOUR), "my.png", "image", np.hstack([COLOUR[..., c] for c in range(3)]), ()),
    ("a portable image", image(GREY, "PPM"), "my.pgm", "image", GREY, ()),
    ("one that compress has made", compressed(), "my.npz", "image", [[255, 255], [255, 255]], ()),
    ("an array", npy(np.eye(2, dtype=np.float32)), "my.npy", "array", np.eye(2), ()),
    ("a vector", npy(np.arange(3)), "my.npy", "array", [[0], [1], [2]], ()),
    ("a number", npy(np.array(7.0)), "my.npy", "array", [[7]], ()),
    ("a stack", npy(np.arange(8).reshape(2, 2, 2)), "my.npy", "array", [[0, 1, 2, 3], [4, 5, 6, 7]], ()),
    ("complex numbers", npy(np.eye(2) * 1j), "my.npy", "array", np.eye(2) * 1j, ()),
    ("a sparse matrix", sparse(np.eye(3)), "my.npz", "array", np.eye(3), ()),
]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "name", "reading", "matrix", "columns"), [case[1:] for case in KINDS], ids=[case[0] for case in KINDS]
)
def test_the_content_says_what_it_is(file, name, reading, matrix, columns):
    found = read_any(file, name).matrix()
    assert found.reading == reading and found.columns == columns
    array = found.array if isinstance(found.array, np.ndarray) else found.array.toarray()
    np.testing.assert_array_equal(array, matrix)


FORCED = [
    # what, file, its name, reading, shape
    ("a table's words", b"a,b\n1,red\n2,blue\n", "my.csv", "text", (3, 4)),
    ("a table's rows as edges", b"a,b\n1,2\n2,3\n", "my.csv", "edges", (3, 3)),
    ("edges as a table", b"from,to\n1,2\n2,3\n", "my.csv", "table", (2, 2)),
]


@pytest.mark.parametrize(("file", "name", "reading", "shape"), [case[1:] for case in FORCED])
def test_it_can_be_said_what_it_is(file, name, reading, shape):
    assert read_any(file, name).matrix(reading).array.shape == shape


REFUSED = [
    # what, file, its name, reading, words that must be in the message
    ("nothing", b"", "my.csv", None, ["my.csv is empty"]),
    ("blank lines", b" \n\n", "my.txt", None, ["my.txt is empty"]),
    ("junk", bytes(range(256)), "my.bin", None, ["neither a text nor a file of numbers", "UTF-16 without its mark"]),
    ("control characters", b"\x01\x02abc", "my", None, ["is no text: 2 of its 5 characters"]),
    ("no words", b"--- 123 !\n", "my.txt", "text", ["holds no word"]),
    ("a zero byte in a table", b"a,b\n1,2\n\0,3\n", "my.csv", None, ["my.csv, line 3: a zero byte"]),
    ("a broken table", b"a,b\n1,2\n3\n", "my.csv", None, ["my.csv, line 3: 1 field"]),
    ("a table of texts", b"a,b\nx,y\n", "my.csv", None, ["no column of numbers", "'a' (such as 'x')", "kind to text"]),
    ("a broken image", image(np.zeros((50, 50), np.uint8))[:60], "my.png", None, ["my.png is broken"]),
    ("no image", b"a,b\n1,2\n", "my.csv", "image", ["is a text, whatever its name says"]),
    ("no array", b"a,b\n1,2\n", "my.csv", "array", ["no file of numpy.save"]),
    ("texts in an array", npy(np.array(["a"])), "my.npy", None, ["<U1, no plain numbers"]),
    ("a broken sparse matrix", sparse(np.eye(3)).replace(b"indices", b"indexes"), "my.npz", None, ["no sparse matrix"]),
    ("an edge without an end", b"from,to\na,b\n,b\n", "my.csv", None, ["line 3: an end of the edge is missing"]),
    ("an edge without a weight", b"from,to,weight\na,b,1\nb,a,\n", "my.csv", None, ["1 value is missing"]),
    ("four columns as edges", b"a,b,c,d\n1,2,3,4\n", "my.csv", "edges", ["4 columns; a list of edges has two"]),
    ("Matrix Market cut off", MARKET[:-6], "my.mtx", None, ["broken Matrix Market"]),
    ("a huge one", MARKET.replace(b"3 3 2", b"99999999 3 2"), "my.mtx", None, ["declares 99,999,999×3 with 2 entries"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "name", "reading", "words"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED]
)
def test_what_cannot_be_read_is_refused_with_cause_and_remedy(file, name, reading, words):
    with pytest.raises(InputError) as caught:
        read_any(file, name).matrix(reading)
    assert all(word in str(caught.value) for word in words), str(caught.value)
    assert caught.value.hint


def test_loops_and_edges_that_stand_twice_are_told():
    notes = read_any(b"from,to\na,a\na,b\na,b\n", "my.csv").matrix().notes
    assert notes == (
        "1 edge leads from a node to itself.",
        "1 edge stands there more than once: weights were added.",
    )


def test_a_file_that_is_no_table_says_why_it_became_a_text():
    notes = read_any(b"a,b\n1,2\n3\n", "standard input").matrix().notes
    assert any(note.startswith("It is no table: standard input, line 3: 1 field") for note in notes)


def test_an_array_in_memory_is_read_like_one_in_a_file():
    A = np.arange(6.0).reshape(2, 3)
    found = read_any(A).matrix()
    assert (found.reading, found.name) == ("array", "the array") and (found.array == A).all()


SHIPPED = {"gettysburg": ("text", (10, 138)), "karate": ("edges", (34, 34)), "digits": ("table", (1797, 64)),
           "debian": ("edges", (63666, 63666))}  # fmt: skip


@pytest.mark.parametrize("name", SHIPPED)
def test_something_of_each_kind_comes_along(name):
    found = open_any(name).matrix()
    assert (found.reading, found.array.shape) == SHIPPED[name] and name in any_names()


def test_friendships_go_both_ways():
    friends = open_any("karate").matrix().array
    assert friends.nnz == 2 * 78 and (friends != friends.T).nnz == 0
