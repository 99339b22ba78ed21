"""`Table`: its rows and columns, and what is done about missing values."""

import json

import numpy as np
import pytest

from hiddenmath.data import InputError, Table, complete, read_table

GAPS = b"a,b,kind\n1,2,x\n3,,y\n,,y\n7,8,x\n"


@pytest.fixture
def gaps():
    return read_table(GAPS, name="my.csv")


MISSING = [
    # missing, matrix, text, lines, the note
    ("drop", [[1, 2], [7, 8]], ("x", "x"), (2, 5), "3 values are missing: 2 of 4 rows were left out (lines 3, 4)."),
    (
        "mean",
        [[1, 2], [3, 5], [11 / 3, 5], [7, 8]],
        ("x", "y", "y", "x"),
        (2, 3, 4, 5),
        "mean of the column's other values",
    ),
]


@pytest.mark.parametrize(("missing", "matrix", "kinds", "lines", "note"), MISSING)
def test_missing_values_are_dropped_or_filled_in_and_told(gaps, missing, matrix, kinds, lines, note):
    table = complete(gaps, missing)
    np.testing.assert_allclose(table.matrix, matrix)
    assert table.text == {"kind": kinds} and table.lines == lines
    assert note in table.notes[-1]
    assert np.isnan(gaps.matrix).sum() == 3, "the given table stays as it was"


def test_missing_values_stop_with_columns_and_lines(gaps):
    with pytest.raises(InputError) as caught:
        complete(gaps, "error")
    assert caught.value.message == "my.csv: 3 values are missing, in column 'a' (line 4), 'b' (lines 3, 4)."
    assert "drop (leaves out 2 of 4 rows)" in caught.value.hint and "mean" in caught.value.hint


def test_dropping_every_row_is_refused():
    with pytest.raises(InputError, match="each of the 2 rows misses a value"):
        complete(read_table(b"a,b\n1,\n,2\n"), "drop")


def test_a_table_without_gaps_is_returned_as_it_is():
    table = read_table(b"a,b\n1,2\n")
    assert complete(table, "drop") is table


def test_columns_are_left_out_by_name(gaps):
    assert gaps.without(["a"]).columns == ("b",)
    assert not gaps.without(["kind"]).text
    with pytest.raises(InputError, match=r"no column 'knd'.\nDid you mean 'kind'\?"):
        gaps.without(["knd"])


def test_labels_of_a_column_of_text_or_numbers():
    table = read_table(b"code,kind,x\n1,u,5\n2,v,6\nz,u,7\n")
    assert table.labels("kind") == ("u", "v", "u")
    assert table.labels("code") == ("1", "2", "z")


def test_the_matrix_is_read_only(gaps):
    with pytest.raises(ValueError, match="read-only"):
        gaps.matrix[0, 0] = 9


def test_json_holds_no_nan(gaps):
    found = gaps.to_json()
    json.dumps(found, allow_nan=False)
    assert found["rows"][1] == [3.0, None]
    assert (found["labels"], found["label_names"]) == ([0, 1, 1, 0], ["x", "y"])


@pytest.mark.parametrize(
    ("columns", "matrix", "text"),
    [(("a",), np.ones((2, 2)), {}), (("a", "b"), np.ones(2), {}), (("a",), np.ones((2, 1)), {"t": ("x",)})],
)
def test_parts_that_do_not_fit_are_refused(columns, matrix, text):
    with pytest.raises(InputError, match="table: "):
        Table(columns, matrix, text)
