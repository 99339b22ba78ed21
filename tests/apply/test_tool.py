"""The tool contract: what is derived from a function's signature and docstring."""

import json
import subprocess
import sys
from typing import Annotated, Literal

import numpy as np
import pytest

import hiddenmath.apply
from hiddenmath.apply import File, Opened, Option, Picture, Result, tool, tools
from hiddenmath.data import InputError, Table


@tool()
def shift(
    data: Table,
    *,
    by: Annotated[float, Option("How far.", min=-10, max=10)] = 1.0,
    times: Annotated[int, Option("How often.", min=1)] = 1,
    down: Annotated[bool, Option("Subtract.")] = False,
    sign: Annotated[Literal["plus", "minus"], Option("Which.")] = "plus",
    label: str | None = None,
    use: Annotated[File | None, Option("A file.", suffix=".json")] = None,
) -> Result:
    """Shift: moves every number.

    Adds the same amount
    everywhere.

    More about it.
    """
    moved = Table(data.columns, data.matrix + by * times * (-1 if down else 1), name="moved")
    return Result({"by": by, "nothing": float("nan")}, {"moved": moved}, "moved", notes=(f"{times} {sign} {label}",))


TABLE = Table(("a", "b"), np.array([[1.0, np.nan], [3.0, 4.0]]), {"kind": ("x", "y")})


def test_words_come_from_the_docstring():
    assert shift.name == "shift"
    assert shift.title == "Shift: moves every number"
    assert shift.summary == "Adds the same amount everywhere."
    assert shift.doc.endswith("More about it.")


def test_options_come_from_the_signature():
    assert shift.inputs == ("data",)
    assert [(option.name, option.kind, option.default, option.choices) for option in shift.options] == [
        ("by", "float", 1.0, ()),
        ("times", "int", 1, ()),
        ("down", "bool", False, ()),
        ("sign", "choice", "plus", ("plus", "minus")),
        ("label", "text", None, ()),
        ("use", "file", None, ()),
    ]
    assert (shift.options[0].help, shift.options[0].min, shift.options[0].max) == ("How far.", -10, 10)


VALUES = [
    # option, given, value
    ("by", "2.5", 2.5), ("by", "-1e1", -10.0), ("by", 3, 3.0), ("by", "", 1.0), ("by", None, 1.0),
    ("times", "3", 3), ("times", " 3 ", 3), ("times", np.int64(4), 4),
    ("down", "true", True), ("down", "on", True), ("down", "No", False), ("down", True, True), ("down", "", False),
    ("sign", "minus", "minus"), ("sign", "", "plus"),
    ("label", "kind", "kind"), ("label", "", None),
]  # fmt: skip


@pytest.mark.parametrize(("option", "given", "value"), VALUES)
def test_a_text_from_a_form_becomes_a_value(option, given, value):
    found = shift.values({option: given})[option]
    assert found == value and type(found) is type(value)


REFUSED = [
    # option, given, words
    ("by", "far", ["by is 'far', not a number", "at least -10 and at most 10"]),
    ("by", "nan", ["by is 'nan', out of range"]),
    ("by", "11", ["out of range"]),
    ("times", "1.5", ["times is '1.5', not a whole number", "at least 1"]),
    ("times", 1.0, ["times is 1.0, not a whole number"]),
    ("times", True, ["times is True"]),
    ("times", "0", ["times is '0', out of range"]),
    ("down", "maybe", ["neither true nor false"]),
    ("sign", "times", ["not one of its choices", "plus, minus"]),
    ("label", 7, ["not a text"]),
    ("use", 7, ["not a file", "path"]),
    ("use", "none.json", ["There is no file none.json"]),
    ("tims", "1", ["shift has no option 'tims'", "Did you mean times?"]),
    ("zzz", "1", ["Its options are: by, times"]),
]


@pytest.mark.parametrize(("option", "given", "words"), REFUSED)
def test_an_unusable_value_is_refused_with_the_remedy(option, given, words):
    for call in (lambda: shift.run(TABLE, options={option: given}), lambda: shift(TABLE, **{option: given})):
        with pytest.raises(InputError) as caught:
            call()
        assert all(word in str(caught.value) for word in words), str(caught.value)


def test_a_call_and_a_run_from_texts_are_the_same():
    called = shift(TABLE, by=2.0, times=2, label="kind")
    run = shift.run(TABLE, options={"by": "2", "times": "2", "label": "kind", "down": ""})
    np.testing.assert_array_equal(called.tables["moved"].matrix, run.tables["moved"].matrix)
    assert called.notes == run.notes == ("2 plus kind",)


def test_examples_name_only_what_differs_from_the_defaults():
    options = {"by": "2", "times": "1", "down": "true", "label": "my kind"}
    assert shift.python_example(options) == (
        "from hiddenmath import data\nfrom hiddenmath.apply import shift\n\n"
        "result = shift(data.open('iris'), by=2.0, down=True, label='my kind')"
    ).replace("'iris'", '"iris"')
    assert shift.command_example(options, "my table.csv") == (
        "hiddenmath shift 'my table.csv' --by 2.0 --down --label 'my kind'"
    )


def test_a_file_is_given_as_a_path_or_bytes_and_named_in_examples(tmp_path):
    (tmp_path / "mine.json").write_bytes(b"{}")
    given = [tmp_path / "mine.json", str(tmp_path / "mine.json"), b"{}", Opened("sent.json", b"{}")]
    found = [shift.values({"use": file})["use"] for file in given]
    assert found == [("mine.json", b"{}"), ("mine.json", b"{}"), ("The file", b"{}"), ("sent.json", b"{}")]
    assert shift.values({"use": ""}) == {"use": None}
    assert "use='mine.json')" in shift.python_example({"use": given[0]})
    assert shift.command_example({"use": given[0]}) == "hiddenmath shift iris --use mine.json"


def test_a_result_as_json_is_plain_and_has_no_nan():
    result = shift(TABLE)
    found = json.loads(result.json())
    assert found["numbers"] == {"by": 1.0, "nothing": None}
    assert found["tables"] == {"moved": {"columns": ["a", "b"], "rows": [[2.0, None], [4.0, 5.0]]}}
    assert found["picture"] is None and found["files"] == []


def test_downloads_are_made_when_asked_for():
    result = Result({}, {"main": TABLE}, "main", Picture("cloud", {}), {"model.npz": b"bytes"})
    downloads = result.downloads()
    assert list(downloads) == ["main.csv", "main.parquet", "cloud.png", "cloud.svg", "model.npz"]
    assert downloads["main.csv"]() == b"kind,a,b\nx,1,\ny,3,4\n"
    assert downloads["model.npz"]() == b"bytes"


def test_the_package_is_walked_for_tools():
    assert "pca" in tools()
    assert hiddenmath.apply.pca is tools()["pca"]
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = hiddenmath.apply.nothing


@pytest.mark.parametrize("name", list(tools()))
def test_every_tool_explains_itself(name):
    described = tools()[name]
    assert described.title and described.summary and described.doc
    assert all(option.help for option in described.options)
    assert described.estimator is None or hasattr(hiddenmath.apply, described.estimator)


def test_asking_for_the_tools_loads_no_heavy_library():
    program = (
        "import sys, hiddenmath.apply; hiddenmath.apply.tools();"
        "print({'sklearn', 'scipy', 'matplotlib', 'polars', 'PIL', 'rich'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
