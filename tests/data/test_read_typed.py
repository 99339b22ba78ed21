"""`read_table` on files that say what their columns hold: workbooks, Parquet and NumPy's arrays."""

import io
import zipfile
from datetime import date
from decimal import Decimal
from xml.sax.saxutils import escape

import numpy as np
import polars as pl
import pytest

from hiddenmath.data import InputError, Table, complete, read_table

nan = np.nan
OFFICE, PACKAGE = (f"http://schemas.openxmlformats.org/{part}" for part in ("officeDocument/2006", "package/2006"))
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DAY = 45322  # 31 January 2024, as Excel counts days


def cell(column, row, value):
    """A date is a number with a style; '#…' is an error."""
    at = f'r="{"ABCDEFGHIJ"[column]}{row}"'
    match value:
        case None:
            return ""
        case bool():
            return f'<c {at} t="b"><v>{int(value)}</v></c>'
        case int() | float():
            return f"<c {at}><v>{value!r}</v></c>"
        case date():
            return f'<c {at} s="1"><v>{DAY}</v></c>'
    if value.startswith("#"):
        return f'<c {at} t="e"><v>{value}</v></c>'
    return f'<c {at} t="inlineStr"><is><t>{escape(value)}</t></is></c>'


def xlsx(sheets, below="", state="visible", far=""):
    """A workbook, written by hand: {name of a sheet: rows}; `state` is that of the first sheet."""
    files = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="a" '
        f'Type="{OFFICE}/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}/relationships"><sheets>'
        + "".join(
            f'<sheet name="{escape(name)}" sheetId="{k + 1}" r:id="r{k}" state="{state if k == 0 else "visible"}"/>'
            for k, name in enumerate(sheets)
        )
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="r{k}" Type="{OFFICE}/relationships/worksheet" Target="worksheets/{k}.xml"/>'
            for k in range(len(sheets))
        )
        + f'<Relationship Id="s" Type="{OFFICE}/relationships/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
        "</styleSheet>",
    }
    for k, rows in enumerate(sheets.values()):
        written = [
            f'<row r="{i}">{"".join(cell(j, i, value) for j, value in enumerate(row))}</row>'
            for i, row in enumerate(rows, 1)
        ]
        files[f"xl/worksheets/{k}.xml"] = (
            f'<worksheet xmlns="{MAIN}"><sheetData>{"".join(written)}{far}</sheetData>{below}</worksheet>'
        )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def parquet(**columns):
    out = io.BytesIO()
    pl.DataFrame(columns).write_parquet(out)
    return out.getvalue()


def npy(array):
    out = io.BytesIO()
    np.save(out, array, allow_pickle=True)
    return out.getvalue()


def npz(**arrays):
    out = io.BytesIO()
    np.savez(out, **arrays)
    return out.getvalue()


SHEETS = [
    # what, rows, names of columns of numbers, matrix, columns of text, words in the notes
    ("numbers", [["a", "b"], [1, 2.5], [-3e-7, 4]], "ab", [[1, 2.5], [-3e-7, 4]], {}, None),
    ("0.1 + 0.2", [["a"], [0.1 + 0.2]], "a", [[0.1 + 0.2]], {}, None),
    ("text beside numbers", [["a", "t"], [1, "x"], [2, " y "]], "a", [[1], [2]], {"t": ("x", "y")}, None),
    ("not at the upper left", [[], [None, "a", "b"], [None, 1, 2]], "ab", [[1, 2]], {}, None),
    ("a title above", [["Trees"], [], ["a", "b", "c"], [1, 2, 3]], "abc", [[1, 2, 3]], {}, "Line 1 was passed over"),
    ("missing values", [["a", "b"], [1, None], ["NA", 2]], "ab", [[1, nan], [nan, 2]], {}, None),
    ("errors", [["a", "b"], [1, "#DIV/0!"], [2, 3]], "ab", [[1, nan], [2, 3]], {}, None),
    ("booleans", [["a", "b"], [1, True], [2, False]], "ab", [[1, 1], [2, 0]], {}, "TRUE and FALSE were read as 1"),
    ("dates", [["a", "d"], [1, date(2024, 1, 31)]], "a", [[1]], {"d": ("2024-01-31",)}, None),
    ("years as names", [["country", 1990, 1991], ["fr", 1, 2], ["de", 3, 4]], ["1990", "1991"], [[1, 2], [3, 4]],
     {"country": ("fr", "de")}, None),
    ("no header", [[1, 2], [3, 4]], ["column 1", "column 2"], [[1, 2], [3, 4]], {}, "first line holds values"),
    ("a name twice, and none", [["a", "a", None, "b"], [1, 2, 3, 4]], ["a", "a (2)", "column 3", "b"], [[1, 2, 3, 4]],
     {}, "Column 3 is called 'column 3': it has no name"),
    ("numbers as text", [["a", "b"], ["1.5", 2], ["3", 4]], "ab", [[1.5, 2], [3, 4]], {}, None),
    ("decimal commas as text", [["a", "b"], ["1,5", 2.25], ["3,25", 4]], "ab", [[1.5, 2.25], [3.25, 4]], {},
     "decimal comma: '1,5'"),
    ("percent as text", [["a", "b"], ["12 %", 2]], "ab", [[12, 2]], {}, "'12 %' was read as 12.0"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "columns", "matrix", "text", "words"), [case[1:] for case in SHEETS], ids=[case[0] for case in SHEETS]
)
def test_a_sheet_is_read_like_a_text_table(rows, columns, matrix, text, words):
    table = read_table(xlsx({"Data": rows}), name="my.xlsx")
    assert table.columns == tuple(columns)
    np.testing.assert_array_equal(table.matrix, matrix)
    assert dict(table.text) == text
    assert words in " ".join(table.notes) if words else not table.notes


def test_of_several_sheets_the_first_that_is_not_empty_is_read_or_the_one_that_is_named(tmp_path):
    book = tmp_path / "my.xlsx"
    book.write_bytes(xlsx({"Notes": [], "Prices": [["a"], [1]], "Old": [["b"], [2]]}))
    table = read_table(book)
    assert table.columns == ("a",) and table.name == "my.xlsx#Prices"
    assert table.notes == ("The sheet 'Prices' was read. There is also 'Notes', 'Old'; name it like my.xlsx#Old.",)
    old = read_table(f"{book}#Old")
    assert old.columns == ("b",) and old.notes == ()
    with pytest.raises(InputError, match=r"my.xlsx has no sheet 'New'.\nIt has: 'Notes', 'Prices', 'Old'"):
        read_table(f"{book}#New")


def test_a_cover_sheet_is_passed_over_where_there_is_a_table():
    cover, table = [["Report 2024"], ["by Ada"]], [["a", "b"], [1, 2]]
    read = read_table(xlsx({"Read me": cover, "Data": table}), name="my.xlsx")
    assert read.name == "my.xlsx#Data" and "There is also 'Read me'" in read.notes[0]
    assert read_table(xlsx({"Weights": [["kg"], [71], [82]], "Data": table}), name="my.xlsx").columns == ("kg",)
    assert read_table(xlsx({"Read me": cover, "More": cover}), name="my.xlsx").name == "my.xlsx#Read me"


def test_a_hidden_sheet_is_read_only_by_its_name():
    book = xlsx({"Lists": [["x"], [9]], "Data": [["a"], [1]]}, state="hidden")
    assert read_table(book, name="my.xlsx").columns == ("a",)
    assert read_table(book, name="my.xlsx#Lists").columns == ("x",)


def test_a_merged_cell_is_told():
    merged = '<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>'
    table = read_table(xlsx({"Data": [["a", None], [1, 2]]}, merged), name="my.xlsx")
    assert table.columns == ("a", "column 2") and "merged cells" in " ".join(table.notes)


def test_a_stray_text_is_named_by_its_sheet_line_and_column():
    book = xlsx({"Data": [[], ["a", "b"], [1, 2], [3, "tall"], [5, 6]], "More": [["x"], [1]]})
    with pytest.raises(InputError, match=r"my.xlsx#Data, line 4, column 'b': 'tall' is not a number"):
        complete(read_table(book, name="my.xlsx"), "error")


PARQUET = [
    # what, columns, names of columns of numbers, matrix, columns of text, words in the notes
    ("numbers", {"a": [1, 2], "b": [0.5, None]}, "ab", [[1, 0.5], [2, nan]], {}, None),
    ("text", {"a": [1, 2], "t": ["x", None]}, "a", [[1], [2]], {"t": ("x", "")}, None),
    ("texts of digits stay text", {"a": [1], "id": ["007"]}, "a", [[1]], {"id": ("007",)}, None),
    ("categories", {"a": [1, 2], "c": pl.Series(["x", "y"], dtype=pl.Categorical)}, "a", [[1], [2]],
     {"c": ("x", "y")}, None),
    ("decimals", {"d": [Decimal("1.50"), Decimal("-0.25")]}, "d", [[1.5], [-0.25]], {}, None),
    ("booleans", {"b": [True, None, False]}, "b", [[1], [nan], [0]], {}, "'b': true and false were read as 1 and 0"),
    ("dates", {"a": [1], "d": [date(2024, 1, 31)]}, "a", [[1]], {"d": ("2024-01-31",)}, None),
    ("lists", {"a": [1], "l": [[1, 2]]}, "a", [[1]], {}, "'l' holds List(Int64), neither numbers nor text"),
    ("structures", {"a": [1], "s": [{"x": 1}]}, "a", [[1]], {}, "'s' holds Struct"),
    ("bytes", {"a": [1], "b": [b"x"]}, "a", [[1]], {}, "'b' holds Binary"),
    ("an empty column", {"a": [1, 2], "n": [None, None]}, "a", [[1], [2]], {}, "'n' is empty and was left out"),
    ("no name", {"a": [1], "": [2]}, ["a", "column 2"], [[1, 2]], {}, "Column 2 is called 'column 2'"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("columns", "names", "matrix", "text", "words"), [case[1:] for case in PARQUET], ids=[case[0] for case in PARQUET]
)
def test_a_parquet_file_is_read(columns, names, matrix, text, words):
    table = read_table(parquet(**columns), name="my.parquet")
    assert table.columns == tuple(names)
    np.testing.assert_array_equal(table.matrix, matrix)
    assert dict(table.text) == text
    assert words in " ".join(table.notes) if words else not table.notes


def test_what_is_infinite_is_no_number_and_named():
    for content, name in (parquet(a=[1.0, np.inf]), "my.parquet"), (npy(np.array([1.0, np.inf])), "my.npy"):
        with pytest.raises(InputError, match=r"row 2, column '.+': 'inf' is not a number"):
            complete(read_table(content, name), "error")


ARRAYS = [
    # what, array, shape of the matrix
    ("a matrix", np.eye(2, 3), (2, 3)),
    ("a vector is a column", np.arange(4), (4, 1)),
    ("float32", np.eye(2, dtype=np.float32), (2, 2)),
    ("big-endian", np.eye(2, dtype=">f8"), (2, 2)),
    ("by columns", np.asfortranarray(np.eye(2, 3)), (2, 3)),
    ("booleans", np.eye(2, dtype=bool), (2, 2)),
]


@pytest.mark.parametrize(("array", "shape"), [case[1:] for case in ARRAYS], ids=[case[0] for case in ARRAYS])
def test_an_array_is_read(array, shape):
    table = read_table(npy(array), name="my.npy")
    assert table.columns[0] == "column 1"
    np.testing.assert_array_equal(table.matrix, array.reshape(shape).astype(float))


def test_of_several_arrays_the_first_with_dimensions_is_read_or_the_one_that_is_named():
    content = npz(k=np.array(3), A=np.eye(2), B=np.ones((1, 2)))
    table = read_table(content, name="my.npz")
    assert table.rows == 2 and "The array 'A' was read. There is also 'k', 'B'" in table.notes[0]
    assert read_table(content, name="my.npz#B").rows == 1


FAR = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'


def bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "")
        archive.writestr("xl/worksheets/1.xml", "<c></c>")
        for member in archive.infolist():
            member.file_size = 1 << 31  # written into the directory, as a bomb does
    return out.getvalue()


def declared(shape):
    out = io.BytesIO()
    np.lib.format.write_array_header_1_0(out, {"descr": "<f8", "fortran_order": False, "shape": shape})
    return out.getvalue()


REFUSED = [
    # what, file, its name, words that must be in the message
    ("a workbook cut off", xlsx({"A": [["a"], [1]]})[:-50], "my.xlsx", ["my.xlsx is a broken archive", "cut off"]),
    ("an empty sheet", xlsx({"A": []}), "my.xlsx", ["my.xlsx is empty"]),
    ("empty sheets", xlsx({"A": [], "B": []}), "my.xlsx", ["in each of its 2 sheets, is empty"]),
    ("names only", xlsx({"A": [["a", "b"]]}), "my.xlsx", ["names in line 1", "no rows"]),
    ("a cell far away", xlsx({"A": [["a"], [1]]}, far=FAR), "my.xlsx", ["1,048,576 rows down and 16,384"]),
    ("a zip bomb", bomb(), "my.xlsx", ["unpacks to 4,294,967,296 bytes"]),
    ("another archive", npz(), "my.zip", ["zip archive with neither a workbook nor arrays"]),
    ("Parquet cut off", parquet(a=[1])[:100], "my.parquet", ["my.parquet cannot be opened", "cut off"]),
    ("no rows", parquet(a=[]), "my.parquet", ["holds an empty table (0×1)"]),
    ("nested columns only", parquet(l=[[1]]), "my.parquet", ["no column of numbers or text", "'l' holds List"]),
    ("an array cut off", npy(np.eye(3))[:-8], "my.npy", ["my.npy is shorter than its array (3×3, float64)", "cut off"]),
    ("a huge declared array", declared((1 << 40, 1 << 20)), "my.npy", ["shorter than its array"]),
    ("a header that is no dictionary", npy(np.eye(3)).replace(b"}", b"{"), "my.npy", ["my.npy cannot be opened"]),
    ("Python objects", npy(np.array([{}])), "my.npy", ["Python objects"]),
    ("three dimensions", npy(np.zeros((2, 3, 4))), "my.npy", ["3 dimensions (2×3×4)", "reshape"]),
    ("complex numbers", npy(np.eye(2) * 1j), "my.npy", ["complex128, no real numbers"]),
    ("an empty array", npy(np.empty((0, 3))), "my.npy", ["an empty array (0×3)"]),
    ("no array of the name", npz(A=np.eye(2)), "my.npz#B", ["my.npz has no array 'B'", "It has: 'A'"]),
]  # fmt: skip


@pytest.mark.parametrize(("file", "name", "words"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_a_file_that_cannot_be_read_is_refused_with_cause_and_remedy(file, name, words):
    with pytest.raises(InputError) as caught:
        read_table(file, name=name)
    assert all(word in str(caught.value) for word in words), str(caught.value)
    assert caught.value.hint


def test_a_damaged_length_in_a_parquet_file_is_a_message_not_the_end_of_the_process():
    content = bytearray(parquet(a=[1.0, 2.0, 3.0] * 50, b=["x", "y", "z"] * 50))
    content[13] = 255  # the length of the first page: Polars asks for 2⁶¹ bytes and aborts
    with pytest.raises(InputError, match=r"my.parquet cannot be opened: .*\n.*damaged"):
        read_table(bytes(content), name="my.parquet")


def test_more_parquet_cells_than_memory_holds_are_refused_before_they_are_read():
    out = io.BytesIO()
    pl.select(a=pl.zeros(100_000_001, dtype=pl.UInt8)).write_parquet(out)
    with pytest.raises(InputError, match="100,000,001 rows × 1 columns; at most 100,000,000 cells"):
        read_table(out.getvalue(), name="my.parquet")


def test_a_table_written_as_parquet_is_the_same_table_again():
    table = Table(("a", "b"), np.array([[1.0, nan], [0.1 + 0.2, -4.0]]), {"t": ("x", "größer")})
    again = read_table(table.to_parquet(), name="again.parquet")
    assert again.columns == table.columns and dict(again.text) == table.text
    np.testing.assert_array_equal(again.matrix, table.matrix)
