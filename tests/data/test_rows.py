"""`open_rows`: what a file holds comes back in blocks, and what is no matrix is refused with cause and remedy."""

import tracemalloc

import numpy as np
import polars as pl
import pytest

from hiddenmath.data import InputError, Rows, Table, _csv_rows, _rows, open_rows, table_or_rows, write_rows
from hiddenmath.linalg import svd
from hiddenmath.linalg._telling import listening


@pytest.fixture
def matrix():
    return np.random.default_rng(0).normal(size=(1000, 7)).astype(np.float32)


def write_npy(path, A):
    np.save(path, A)


def write_by_columns(path, A):
    np.save(path, np.asfortranarray(A))


def write_big_endian(path, A):
    np.save(path, A.astype(">f4"))


def write_parquet(path, A):
    pl.DataFrame(A, schema=[f"column {j}" for j in range(A.shape[1])]).write_parquet(path, row_group_size=300)


@pytest.mark.parametrize("max_memory", ["2 GB", "50 kB", 30_000])
@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("rows.npy", write_npy),
        ("columns.npy", write_by_columns),
        ("swapped.npy", write_big_endian),
        ("table.parquet", write_parquet),
    ],
)
def test_the_blocks_together_are_the_matrix(tmp_path, matrix, name, write, max_memory):
    write(tmp_path / name, matrix)
    blocks = open_rows(tmp_path / name, max_memory)
    assert blocks.shape == matrix.shape and blocks.dtype == np.float32
    assert (np.vstack(list(blocks)) == matrix).all()
    assert all(len(block) == blocks.rows for block in list(blocks)[:-1])
    assert blocks.rows & (blocks.rows - 1) == 0, "a power of two, whatever the machine"
    assert (svd(blocks, 3).s == svd(matrix, 3).s).all()


def test_columns_of_several_kinds_of_number_become_float64(tmp_path):
    pl.DataFrame({"a": [1, 2], "b": [0.5, None], "c": [True, False]}).write_parquet(tmp_path / "t.parquet")
    block = open_rows(tmp_path / "t.parquet").block(0)
    np.testing.assert_array_equal(block, [[1, 0.5, 1], [2, np.nan, 0]])


WRITTEN = [
    # how the same CSV may be written: separator, begin, decimal comma, quoted texts with line ends in them
    (",", "", False, False), (";", "", True, True), ("\t", "\ufeff", False, True),
    (",", "# My täble\n\n", False, False),
]  # fmt: skip


@pytest.mark.parametrize(("separator", "begin", "comma", "quoted"), WRITTEN)
def test_a_csv_is_read_in_blocks_however_it_is_written(tmp_path, matrix, monkeypatch, separator, begin, comma, quoted):
    monkeypatch.setattr(_csv_rows, "PIECE", 1000)
    A = matrix.astype(np.float64)
    A[17, 3] = np.nan
    lines = [separator.join(["name", *"abcdefg"])]
    for i, row in enumerate(A.tolist()):
        cells = ["" if np.isnan(x) else repr(x).replace(".", "," if comma else ".") for x in row]
        lines.append(separator.join([f'"a{separator}""b\n{i}"' if quoted and i % 7 == 0 else "x", *cells]))
    (tmp_path / "t.csv").write_text(begin + "\n".join(lines) + "\n\n", encoding="utf-8")
    rows = open_rows(tmp_path / "t.csv", "60 kB", text=True)
    assert rows.columns == tuple("abcdefg") and "'name'" in rows.notes[-1] and rows.blocks > 3
    np.testing.assert_array_equal(np.vstack(list(rows)), A)
    np.testing.assert_array_equal(rows.block(2), A[2 * rows.rows : 3 * rows.rows])
    picked = rows.take(["c", "a"])
    np.testing.assert_array_equal(np.vstack(list(picked)), A[:, [2, 0]])
    np.testing.assert_array_equal(np.vstack(list(rows.without("cdefg"))), A[:, :2])
    assert rows.written(17, "d") == "" and rows.written(16, "d").replace(",", ".") == repr(A.item(16, 3))


def test_a_line_with_too_many_fields_is_named(tmp_path):
    (tmp_path / "t.csv").write_text("a,b\n" + "1,2\n" * 300_000 + "1,2,3\n")
    with pytest.raises(InputError, match=r"a line among rows .* to 300,001 has more fields"):
        list(open_rows(tmp_path / "t.csv"))


@pytest.mark.parametrize("name", ["out.csv", "out.parquet", "out.npy"])
def test_rows_are_written_block_by_block(tmp_path, matrix, name):
    np.save(tmp_path / "in.npy", matrix)
    rows = open_rows(tmp_path / "in.npy", "50 kB")
    told = []
    with listening(lambda what, done, total: told.append((what, done, total))):
        write_rows(tmp_path / name, rows)
    np.testing.assert_array_equal(np.vstack(list(open_rows(tmp_path / name))).astype(np.float32), matrix)
    assert told[-1] == ("Writing the rows", (rows.blocks - 1) * rows.rows, 1000)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["in.npy", name])


def test_what_stood_there_stays_where_writing_fails(tmp_path):
    def read(start, stop):
        raise InputError("A value is missing.", "")

    (tmp_path / "a.csv").write_text("before")
    with pytest.raises(InputError, match="missing"):
        write_rows(tmp_path / "a.csv", Rows((5, 1), np.dtype(float), 5, read, columns=("a",)))
    with pytest.raises(InputError, match=r"cannot be written as .xlsx"):
        write_rows(tmp_path / "a.xlsx", Rows((5, 1), np.dtype(float), 5, read, columns=("a",)))
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("a.csv", "before")]


def test_a_large_file_becomes_rows_and_a_small_one_a_table(tmp_path, monkeypatch):
    (tmp_path / "t.csv").write_text("a,b\n1,2\n3,4\n")
    assert isinstance(table_or_rows(tmp_path / "t.csv"), Table)
    monkeypatch.setattr(_rows, "LARGE", 5)
    assert isinstance(table_or_rows(tmp_path / "t.csv"), Rows)
    assert isinstance(table_or_rows(b"a,b\n1,2\n3,4\n", "t.csv"), Table)


def test_no_more_is_held_than_max_memory_says(tmp_path):
    graded = np.random.default_rng(0).normal(size=(60_000, 40)) * 0.5 ** np.arange(40)  # 19 MB
    np.save(tmp_path / "a.npy", graded)
    for max_memory in (1_000_000, 4_000_000):
        blocks = open_rows(tmp_path / "a.npy", max_memory)
        tracemalloc.start()
        answer = svd(blocks, 40)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert answer.passes == 3 and peak < max_memory


def cut_off(path, A, at):
    np.save(path, A)
    path.write_bytes(path.read_bytes()[:at])


def parquet_cut_off(path):
    pl.DataFrame({"a": [1.0]}).write_parquet(path)
    path.write_bytes(path.read_bytes()[:100])


A = np.ones((100, 5))
REFUSED = [
    # what, file name, how it is written, words that must be in the message
    ("no file", "none.npy", lambda path: None, ["no file", "none.npy"]),
    ("a folder", "folder", lambda path: path.mkdir(), ["folder"]),
    ("another kind of file", "a.xls", lambda path: path.write_text("1,2"), [".npy, .parquet", "numpy.save"]),
    ("CSV with text", "a.csv", lambda path: path.write_text("n,a\nx,1\ny,2\n"), ["'n' (text)", "text=True"]),
    ("CSV of spaces", "a.txt", lambda path: path.write_text("a b\n1 2\n3 4\n"), ["separated by spaces"]),
    ("CSV not in UTF-8", "a.csv", lambda path: path.write_bytes("ä,b\n1,2\n3,4\n".encode("latin-1")), ["UTF-8"]),
    ("an open quotation", "a.csv", lambda path: path.write_text('a,b\n1,2\n"3,4\n'), ["never closed"]),
    ("text in a .npy", "a.npy", lambda path: path.write_text("1,2\n" * 50), ["numpy.save"]),
    ("empty file", "a.npy", lambda path: path.write_bytes(b""), ["cut off"]),
    ("cut off", "a.npy", lambda path: cut_off(path, A, 2000), ["cut off"]),
    ("cut off in the header", "a.npy", lambda path: cut_off(path, A, 60), ["cut off"]),
    ("objects", "a.npy", lambda path: np.save(path, np.array([[1, None]])), ["objects", "astype(float)"]),
    ("text", "a.npy", lambda path: np.save(path, np.array([["a"]])), ["1×1", "<U1", "astype(float)"]),
    ("a vector", "a.npy", lambda path: np.save(path, np.ones(5)), ["1 dimension", "reshape"]),
    ("no rows", "a.npy", lambda path: np.save(path, np.ones((0, 5))), ["0×5", "filtered"]),
    (
        "a column of text",
        "a.parquet",
        lambda path: pl.DataFrame({"a": [1.0], "name": ["x"]}).write_parquet(path),
        ["'name' (String)", "Leave such columns out"],
    ),
    (
        "a table without rows",
        "a.parquet",
        lambda path: pl.DataFrame({"a": [1.0]}).clear().write_parquet(path),
        ["0×1", "filtered"],
    ),
    ("Parquet cut off", "a.parquet", parquet_cut_off, ["cut off"]),
]


@pytest.mark.parametrize(("name", "write", "words"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_what_is_no_matrix_is_refused(tmp_path, name, write, words):
    write(tmp_path / name)
    with pytest.raises(InputError) as caught:
        open_rows(tmp_path / name)
    assert all(word in str(caught.value) for word in words), str(caught.value)


@pytest.mark.parametrize("wrong", ["much", "2 gb", "GB", 0, -5])
def test_max_memory_that_is_no_size_is_refused(tmp_path, wrong):
    np.save(tmp_path / "a.npy", A)
    with pytest.raises(InputError, match="500 MB"):
        open_rows(tmp_path / "a.npy", wrong)


def test_too_little_memory_says_how_much_is_needed(tmp_path):
    np.save(tmp_path / "a.npy", A)
    with pytest.raises(InputError, match=r"100×5, float64.*needs 0\.0166 MB, for six 5×5 matrices and 64 rows"):
        open_rows(tmp_path / "a.npy", "1 kB")
