"""Tables as they come: `regress` and `clean` work with what is odd, and say what is wrong with what cannot be used."""

import json

import pytest

from hiddenmath.apply import clean, regress
from hiddenmath.data import InputError, read_table

# What, the file with / for a new line, what regress notes, what clean notes. With ! they refuse it, in these words.
ODD = [
    ("columns of one name", "a,a,y/1,2,3/2,1,4/3,5,6/4,4,7/5,9,1", "called 'a (2)'", "called 'a (2)'"),
    ("text among numbers", "a,b,y/1,2,3/2,x,4/3,5,6/4,4,7/5,9,1",
     "!line 3, column 'b': 'x' is not a number … set missing to drop", "1 missing"),
    ("text in the target", "a,b,y/1,2,3/2,2,zz/3,5,6/4,4,7/5,9,1",
     "!line 3, column 'y': 'zz' is not a number … set missing to drop", "1 missing"),
    ("decimal commas", "a;b;y/1,5;2;3/2;1,25;4/3;5;6,5/4;4;7/5;9;1", "'1,5' was read as 1.5", "decimal comma"),
    ("tabs", "a\tb\ty/1\t2\t3/2\t2\t4/3\t5\t6/4\t4\t7/5\t9\t1", "", ""),
    ("nothing", "", "!my.csv is empty", "!my.csv is empty"),
    ("names alone", "a,b,y/", "!but no rows", "!but no rows"),
    ("one row", "a,b,y/1,2,3", "Only 0 of 2 columns are independent", ""),
    ("a column that does not vary", "a,b,y/1,2,3/1,4,4/1,5,6/1,4,7/1,9,1", "does not vary: 'a'", ""),
    ("no column that varies", "a,b,y/1,2,3/1,2,4/1,2,6", "does not vary: 'a', 'b'", ""),
    ("a target that does not vary", "a,b,y/1,2,3/2,4,3/3,5,3/4,4,3", "The fit is exact", ""),
    ("a column that is another", "a,b,y/1,2,3/2,4,4/3,6,6/4,8,7", "follows from columns before it … 'b'", ""),
    ("more columns than rows", "a,b,c,y/1,2,5,3/2,4,1,4/3,5,9,6", "Only 2 of 3 columns", ""),
    ("a gap in the target", "a,b,y/1,2,3/2,4,/3,6,6/4,7,7", "without a value of 'y': 1", "1 missing value"),
    ("an empty column", "a,b,y/1,2,/2,4,/3,6,", "'y' is empty and was left out", "'y' is empty"),
    ("an infinite value", "a,b,y/1,2,3/2,inf,4/3,6,6/4,8,7", "!'inf' is not a number", "1 missing value"),
    ("huge values", "a,y/1e300,3/2e300,4/3e300,6", "!'a' has values as large as 3.0e+300 … Divide", "!'a' has"),
    ("tiny values", "a,y/2e-200,3/4e-200,4/5e-200,6", "!'a' has no value larger … Multiply", "!'a' has no"),
    ("far scales", "a,b,y/1e99,2e-99,3/2e99,4e-99,4/3e99,5e-99,6/4e99,4e-99,7/5e99,9e-99,1", "", ""),
    ("a short row", "a,b,y/1,2,3/2,4", "!line 3: 2 fields where line 1 has 3", "!line 3: 2 fields"),
    ("text alone", "a,b/x,y/z,w", "!no column of numbers", "!no column of numbers"),
]  # fmt: skip


def said_of(tool, text):
    """The notes on the table, after what was learned from it has been used again on the same rows."""
    table = read_table(text.replace("/", "\n").encode(), name="my.csv")
    result = tool(table)
    json.loads(result.json())
    again = tool(table, use=next(iter(result.files.values())))
    assert again.tables[again.main].rows == result.tables[result.main].rows
    return " ".join(result.notes)


@pytest.mark.parametrize("case", ODD, ids=[case[0] for case in ODD])
@pytest.mark.parametrize(("tool", "place"), [(regress, 2), (clean, 3)], ids=["regress", "clean"])
def test_an_odd_table(tool, place, case):
    if case[place].startswith("!"):
        with pytest.raises(InputError) as refused:
            said_of(tool, case[1])
        assert refused.value.hint
        said = str(refused.value)
    else:
        said = said_of(tool, case[1])
    assert all(words in said for words in case[place].removeprefix("!").split(" … ")), said
