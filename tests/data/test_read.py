"""`read_table`: what people's tables look like, what becomes of them, and what is said when they are broken."""

import csv
import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hiddenmath.data import InputError, complete, read_table

nan = np.nan

READ = [
    # what, file, names of columns of numbers, matrix, columns of text
    ("plain", b"a,b\n1,2\n3,4\n", "ab", [[1, 2], [3, 4]], {}),
    ("tabs", b"a\tb\n1\t2\n3\t4\n", "ab", [[1, 2], [3, 4]], {}),
    ("semicolons", b"a;b\n1;2\n", "ab", [[1, 2]], {}),
    ("bars", b"a|b\n1|2\n", "ab", [[1, 2]], {}),
    ("Windows line ends", b"a,b\r\n1,2\r\n", "ab", [[1, 2]], {}),
    ("old Mac line ends", b"a,b\r1,2\r", "ab", [[1, 2]], {}),
    ("no line end at the end", b"a,b\n1,2", "ab", [[1, 2]], {}),
    ("a byte order mark", b"\xef\xbb\xbfa,b\n1,2\n", "ab", [[1, 2]], {}),
    ("UTF-16", "a,b\n1,2\n".encode("utf-16"), "ab", [[1, 2]], {}),
    ("spaces around values", b"a, b\n 1 ,\t2\n", "ab", [[1, 2]], {}),
    ("blank lines", b"\na,b\n\n1,2\n\n3,4\n\n", "ab", [[1, 2], [3, 4]], {}),
    ("lines of separators only", b"a,b\n1,2\n,\n", "ab", [[1, 2]], {}),
    ("a separator at each line's end", b"a,b,\n1,2,\n", "ab", [[1, 2]], {}),
    ("a separator at the end of rows only", b"a,b\n1,2,\n", "ab", [[1, 2]], {}),
    ("quoted values", b'a,"b"\n"1","2"\n', "ab", [[1, 2]], {}),
    ("commas, quotes, lines in text", b'a,t\n1,"x, ""y""\nz"\n', "a", [[1]], {"t": ('x, "y"\nz',)}),
    ("decimal commas", b"a;b\n1,5;2\n-0,25;3,0\n", "ab", [[1.5, 2], [-0.25, 3]], {}),
    ("quoted decimal commas", b'a,b\n"1,5","2"\n"1,25","3"\n', "ab", [[1.5, 2], [1.25, 3]], {}),
    ("exponents and signs", b"a,b\n+1e-3,-.5\n2E5,5.\n", "ab", [[0.001, -0.5], [2e5, 5]], {}),
    ("a typographic minus", "a,b\n−1,x\n2,y\n".encode(), "a", [[-1], [2]], {"b": ("x", "y")}),
    ("text beside numbers", b"a,kind,b\n1,x,2\n3,y,4\n", "ab", [[1, 2], [3, 4]], {"kind": ("x", "y")}),
    ("mostly text", b"a,id\n1,x1\n2,7\n3,x2\n", "a", [[1], [2], [3]], {"id": ("x1", "7", "x2")}),
    ("missing values", b"a,b\n1,\nNA,4\n5,nan\n-,?\n", "ab", [[1, nan], [nan, 4], [5, nan], [nan, nan]], {}),
    ("one column", b"a\n1\n2\n", "a", [[1], [2]], {}),
    ("one row", b"a,b\n1,2\n", "ab", [[1, 2]], {}),
    ("digits beyond float64", b"a,b\n0.1000000000000000055511151231257827,123456789012345678901234567890\n", "ab",
     [[0.1, 123456789012345678901234567890.0]], {}),
    ("thousands", b'a,b\n"1,234.5",1\n17,"2,000,000"\n', "ab", [[1234.5, 1], [17, 2e6]], {}),
    ("thousands beside decimal commas", b"a;b\n1.234,5;1\n2,5;1.000\n", "ab", [[1234.5, 1], [2.5, 1000]], {}),
    ("thousands after Swiss and French custom", "a;b\n1'234.5;1\n2’000;1\u202f000\n".encode(), "ab",
     [[1234.5, 1], [2000, 1000]], {}),
    ("percent and currency", "a,b\n12 %,-$3\n15.5%,$ -4.50\n,€5\n".replace("€", "$").encode(), "ab",
     [[12, -3], [15.5, -4.5], [nan, 5]], {}),
    ("two currencies", "a,b\n1,€3\n2,$4\n".encode(), "a", [[1], [2]], {"b": ("€3", "$4")}),
    ("dates, versions, telephones", b"a,d,v,t\n1,2024-01-31,1.2.3,555 123\n", "a", [[1]],
     {"d": ("2024-01-31",), "v": ("1.2.3",), "t": ("555 123",)}),
    ("spaces between columns", b"  a   b\n 1.0 2.0\n 3.0 -4.0 \n", "ab", [[1, 2], [3, -4]], {}),
    ("what savetxt writes", b"# a b\n1.0e+00 2.0\n3.0 4.0\n", "ab", [[1, 2], [3, 4]], {}),
    ("a title above", b"Trees,,\n,,\na,b,c\n1,2,3\n4,5,6\n", "abc", [[1, 2, 3], [4, 5, 6]], {}),
    ("comments above", b"# made by us, 2024\n# in cm\na,b\n1,2\n", "ab", [[1, 2]], {}),
    ("Excel's word on the separator", b"sep=;\na;b\n1;2\n", "ab", [[1, 2]], {}),
    ("no separators in python's style", b"a,b\n1_000,1\n2_000,2\n", "b", [[1], [2]], {"a": ("1_000", "2_000")}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "columns", "matrix", "text"), [case[1:] for case in READ], ids=[case[0] for case in READ]
)
def test_a_table_is_read(file, columns, matrix, text):
    table = read_table(file, name="my.csv")
    assert table.columns == tuple(columns)
    np.testing.assert_array_equal(table.matrix, matrix)
    assert dict(table.text) == text


NOTED = [
    # what, file, columns, words in the notes
    ("no header", b"1,2\n3,4\n", ("column 1", "column 2"), "first line holds values"),
    ("no header beside labels", b"5.1,setosa\n4.9,setosa\n", ("column 1",), "first line holds values"),
    ("years as names", b"country,1990,1991\nfr,1,2\nde,3,4\n", ("1990", "1991"), None),
    (
        "the same name twice",
        b"a,a,b\n1,2,3\n",
        ("a", "a (2)", "b"),
        "Column 2 is called 'a (2)': its name is already taken",
    ),
    ("a new name that is taken", b"a,a,a (2)\n1,2,3\n", ("a", "a (3)", "a (2)"), "Column 2 is called 'a (3)'"),
    ("no name", b"a,,b\n1,2,3\n", ("a", "column 2", "b"), "Column 2 is called 'column 2': it has no name"),
    ("decimal commas", b"a;b\n1,5;2,5\n", ("a", "b"), "decimal comma: '1,5' was read as 1.5"),
    ("an empty column", b"a,b,c\n1,,2\n3,,4\n", ("a", "c"), "Column 'b' is empty and was left out"),
    ("Latin-1", "größe,b\n1,2\n".encode("latin-1"), ("größe", "b"), "not UTF-8; it was read as Windows-1252"),
    ("a euro sign", b"\x80,b\n1,2\n", ("€", "b"), "Windows-1252"),
    ("UTF-16", "a,b\n1,2\n".encode("utf-16"), ("a", "b"), "read as UTF-16"),
    ("thousands", b'a,b\n"1,234.5",2\n', ("a", "b"), "Column 'a': '1,234.5' was read as 1234.5."),
    ("thousands and a comma", b"a;b\n1.234,5;2\n2,5;1\n", ("a", "b"), "decimal comma: '2,5' was read as 2.5"),
    ("percent", b"a,b\n12 %,2\n", ("a", "b"), "Column 'a': '12 %' was read as 12.0."),
    ("a title", b"Our trees\n\na,b\n1,2\n", ("a", "b"), "Line 1 was passed over: it stands above the table."),
    ("comments", b"#x\n#y\na,b\n1,2\n", ("a", "b"), "Lines 1 to 2 were passed over: they stand above the table."),
]


@pytest.mark.parametrize(("file", "columns", "words"), [case[1:] for case in NOTED], ids=[case[0] for case in NOTED])
def test_what_was_guessed_is_told(file, columns, words):
    table = read_table(file, name="my.csv")
    assert table.columns == columns
    assert words in " ".join(table.notes) if words else not table.notes


REFUSED = [
    # what, file, words that must be in the message
    ("nothing", b"", ["my.csv is empty"]),
    ("blank lines only", b"\n \n,,\n", ["my.csv is empty"]),
    ("names only", b"a,b\n", ["names in line 1", "no rows"]),
    ("too few fields", b"a,b,c\n1,2,3\n4,5\n", ["my.csv, line 3: 2 fields where line 1 has 3: 4,5", "comma"]),
    ("too many fields", b"a,b\n1,2\n\n3,4,5\n", ["my.csv, line 4: 3 fields where line 1 has 2: 3,4,5"]),
    ("decimal commas between commas", b"a,b\n1,5,2,5\n", ["line 2: 4 fields", "semicolons"]),
    ("a line break in an earlier value", b'a,b\n1,"x\ny"\n3\n', ["line 4: 1 field "]),
    ("a quotation mark left open", b'a,b\n1,2\n3,"x\n5,6\n', ["my.csv, line 3", "never closed"]),
    ("text after a quotation mark", b'a,b\n1,2\n"3"x,4\n', ["my.csv, line 3", "quoted value"]),
    ("an old Excel workbook", b"\xd0\xcf\x11\xe0rest", ["old Excel workbook", "locked by a password", "XLSX"]),
    ("a picture", b"\x89PNG\r\n\x1a\n", ["a picture"]),
    ("JSON", b'[\n {"a": 1}]', ["my.csv is JSON", "CSV"]),
    ("a web page", b"\n<!DOCTYPE html><p>404", ["my.csv is a web page"]),
    ("a zero byte", b"a,b\n1,2\n\0,3\n", ["my.csv, line 3: a zero byte"]),
    ("half of UTF-16", b"\xff\xfea", ["mark of UTF-16"]),
]


@pytest.mark.parametrize(("file", "words"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_a_broken_file_is_refused_with_its_line(file, words):
    with pytest.raises(InputError) as caught:
        read_table(file, name="my.csv")
    assert all(word in str(caught.value) for word in words), str(caught.value)
    assert caught.value.hint


UNREAD = [
    # what, cell, what the message says about it
    ("a word", b"tall", "'tall' is not a number"),
    ("a unit", b"3 cm", "'3 cm' is not a number"),
    ("a misplaced comma", b'"12,34.5"', "Numbers are written like 1234.5 or 1,234.5"),
    ("a sign that the others lack", b"12%", "'12%' is not a number"),
    ("infinity", b"inf", "'inf' is not a number"),
    ("too large", b"1e999", "'1e999' is not a number"),
]


@pytest.mark.parametrize(("cell", "words"), [case[1:] for case in UNREAD], ids=[case[0] for case in UNREAD])
def test_a_stray_text_among_numbers_is_kept_and_named(cell, words):
    table = read_table(b"a,b\n1,2\n3,4\n5," + cell + b"\n6,7\n", name="my.csv")
    assert np.isnan(table.matrix[2, 1]) and len(table.unread) == 1
    with pytest.raises(InputError) as caught:
        complete(table, "error")
    assert "my.csv, line 4, column 'b'" in str(caught.value) and words in str(caught.value)
    assert complete(table, "drop").matrix.tolist() == [[1, 2], [3, 4], [6, 7]]


def test_a_mixed_decimal_sign_is_not_guessed():
    table = read_table(b"a;b\n1,5;1\n2,5;2\n3.5;3\n", name="my.csv")
    assert [cell.text for cell in table.unread] == ["3.5"]


def test_from_a_path_the_name_is_the_file_and_the_file_stays_as_it_is(tmp_path):
    path = tmp_path / "my.csv"
    path.write_bytes(b"a,b\n1,2\n")
    assert read_table(path).name == "my.csv" == read_table(str(path)).source
    assert path.read_bytes() == b"a,b\n1,2\n"


def test_what_is_no_file_is_said(tmp_path):
    with pytest.raises(InputError, match=r"There is no file .*none\.csv"):
        read_table(tmp_path / "none.csv")
    with pytest.raises(InputError, match="is a folder"):
        read_table(tmp_path)


def test_the_header_can_be_said():
    assert read_table(b"1,2\n3,4\n", header=True).columns == ("1", "2")
    assert read_table(b"a,b\nc,4\n", header=False).text == {"column 1": ("a", "c")}


def test_thousands_of_columns():
    wide = ",".join(f"c{i}" for i in range(5000)) + "\n" + ",".join(["1.5"] * 5000) + "\n"
    assert read_table(wide.encode()).matrix.shape == (1, 5000)


names = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]), min_size=1, max_size=8)


@given(
    matrix=st.integers(1, 5).flatmap(
        lambda n: st.lists(
            st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=n, max_size=n), min_size=2, max_size=6
        )
    ),
    words=st.lists(names.map("w".__add__), min_size=6, max_size=6),
    data=st.data(),
)
@settings(max_examples=60, deadline=None)
def test_what_is_written_comes_back_exactly(matrix, words, data):
    columns = data.draw(st.lists(names.map("n".__add__), min_size=len(matrix[0]), max_size=len(matrix[0]), unique=True))
    delimiter = data.draw(st.sampled_from(",;\t|"))
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow([*columns, "label"])
    for row, word in zip(matrix, words, strict=False):
        writer.writerow([*map(repr, row), word])
    table = read_table(out.getvalue().encode(), name="my.csv")
    assert table.columns == tuple(columns)
    assert table.matrix.tolist() == matrix
    assert table.text == {"label": tuple(words[: len(matrix)])}
    again = read_table(table.to_csv().encode())
    assert again.matrix.tolist() == matrix and again.text == table.text


def outcome(content):
    try:
        return read_table(content, name="my.csv")
    except InputError as refusal:
        return refusal


@given(st.binary(max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_bytes_give_a_table_or_a_clear_refusal(content):
    found = outcome(content)
    if isinstance(found, InputError):
        assert "my.csv" in found.message and found.hint
    else:
        assert found.rows == len(found.lines) >= 1


def test_many_equal_names_are_numbered_in_one_go():
    """Each name once: looking for a free number from 2 on, for each column again, would take hours here."""
    names = read_table(b"a," * 30_000 + b"a\n" + b"1," * 30_000 + b"2\n", name="a.csv").columns
    assert (names[:3], names[-1], len(set(names))) == (("a", "a (2)", "a (3)"), "a (30001)", 30_001)
