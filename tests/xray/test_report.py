"""The report: its JSON against the published schema, and how it looks at 80 columns."""

import json
from dataclasses import replace
from importlib.resources import files
from io import StringIO
from typing import Any

import pytest
from rich.console import Console

from hiddenmath.xray import Report
from hiddenmath.xray._render import render, seconds, shape
from hiddenmath.xray._report import Call, Finding, Part, Skipped

SCHEMA = json.loads(files("hiddenmath.xray").joinpath("report.schema.json").read_text("utf-8"))
INVERSE = Call(
    "kalman.py", 27, "np.linalg.inv(S)", "numpy.linalg.inv",
    shapes=[[240, 240]], dtypes=["float64"], count=40, flops=27648000.0, bytes=921600, seconds=0.9, rate=1.2e9,
)  # fmt: skip
NORM = Call(
    "kalman.py", 30, "np.linalg.norm(x)", "numpy.linalg.norm",
    shapes=[[72]], dtypes=["float64"], count=40, flops=None, bytes=576, seconds=2e-4, rate=None,
)  # fmt: skip
FINDING = Finding(
    rule="explicit-inverse", file="kalman.py", line=27,
    before="P @ H.T @ np.linalg.inv(S)", after="np.linalg.solve(S.T, (P @ H.T).T).T",
    count=40, speedup=12.3, seconds_saved=0.0368, error_before=3e-13, error_after=1e-15, error_data=2e-15,
    shapes=[Part("P", [72, 72]), Part("H.T", [72, 240]), Part("S", [240, 240])],
    lesson="solve", why="Solving takes a third of the work.",
)  # fmt: skip
LEFT_OUT = Skipped("kalman.py", 31, "f(x)[0] @= B: the place it assigns to is itself computed")
PEAK = {"flops": 4e10, "bytes": 1e10}
REPORT = Report("kalman.py", 2.5, 0, PEAK, [INVERSE, NORM], [FINDING], [LEFT_OUT])


def check(value: Any, schema: dict[str, Any], where: str = "report") -> None:
    """What the schema uses of JSON Schema, and no more: an unknown word in it fails."""
    assert schema.keys() <= {"$schema", "title", "description", "$defs", "$ref", "type", "const", "minimum",
                             "properties", "required", "additionalProperties", "items"}, where  # fmt: skip
    if "$ref" in schema:
        return check(value, SCHEMA["$defs"][schema["$ref"].removeprefix("#/$defs/")], where)
    if "const" in schema:
        assert value == schema["const"], where
        return None
    types = {"object": dict, "array": list, "string": str, "number": (int, float), "integer": int, "null": type(None)}
    allowed = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    assert any(isinstance(value, types[name]) for name in allowed), f"{where} is {value!r}"
    if isinstance(value, dict):
        assert set(schema.get("required", ())) <= value.keys() <= schema["properties"].keys(), where
        for name, inner in value.items():
            check(inner, schema["properties"][name], f"{where}.{name}")
    if isinstance(value, list):
        for i, inner in enumerate(value):
            check(inner, schema["items"], f"{where}[{i}]")
    if isinstance(value, (int, float)):
        assert value >= schema.get("minimum", value), where
    return None


@pytest.mark.parametrize("report", [REPORT, Report("empty.py", 0.1)], ids=["full", "empty"])
def test_json_follows_the_schema_and_comes_back(report: Report) -> None:
    document = json.loads(json.dumps(report.to_json(), allow_nan=False))
    check(document, SCHEMA)
    assert Report.from_json(document) == report


def test_the_schema_refuses_what_it_does_not_describe() -> None:
    for wrong in ({"seconds": "2"}, {"extra": 1}, {"seconds": -1}, {"peak": {"volts": 1}}, {"schema": 2}):
        with pytest.raises(AssertionError):
            check({**REPORT.to_json(), **wrong}, SCHEMA)


def shown(report: Report, width: int = 80) -> str:
    console = Console(width=width, highlight=False, file=StringIO())
    render(report, console)
    return console.file.getvalue()  # type: ignore[attr-defined]


def test_the_report_reads_well_at_80_columns() -> None:
    text = shown(REPORT)
    assert max(map(len, text.splitlines())) <= 80
    for part in (
        "X-ray of kalman.py",
        "1 improvement, measured on the program's own matrices: 36.8 ms saved.",
        " 1  kalman.py:27  12× faster, saves 36.8 ms  40 times",
        "before  P @ H.T @ np.linalg.inv(S)",
        "after   np.linalg.solve(S.T, (P @ H.T).T).T",
        "shapes  P 72×72 · H.T 72×240 · S 240×240",
        "error   3e-13 before, 1e-15 after",
        "hiddenmath xray --explain explicit-inverse",
        "Left out: kalman.py:31: f(x)[0] @= B",
    ):
        assert part in text


def test_the_same_expression_twice_on_a_line_is_one_row() -> None:
    text = shown(replace(REPORT, calls=[INVERSE, replace(INVERSE, count=2, seconds=0.1), NORM]))
    [row] = [line.split() for line in text.splitlines() if line.startswith("27 ")]
    assert row == ["27", "np.linalg.inv(S)", "240×240", "42", "1", "s", "3%"]


def test_more_than_the_peak_is_not_said_without_a_word() -> None:
    fast = replace(INVERSE, seconds=INVERSE.seconds / 100)
    assert ">100%" not in shown(REPORT)
    text = shown(replace(REPORT, calls=[fast]))
    assert "307%" not in text and ">100%: faster than the peak, which was measured once" in text


def test_places_name_their_file_where_there_are_several() -> None:
    text = shown(replace(REPORT, calls=[INVERSE, replace(NORM, file="lib/own.py")]))
    assert "kalman.py:27" in text.split("Where the time goes")[1] and "own.py:30" in text


def test_silence_is_said_too() -> None:
    assert "no replacement was measured to be better" in shown(replace(REPORT, findings=[]))
    assert "No matrix product and no call into a numerical library was seen" in shown(Report("empty.py", 0.1))


@pytest.mark.parametrize(
    ("value", "text"), [(3e-7, "0.3 µs"), (0.012345, "12.3 ms"), (59.99, "60 s"), (61, "1 min 1 s")]
)
def test_seconds(value: float, text: str) -> None:
    assert seconds(value) == text


def test_shape() -> None:
    assert [shape([]), shape([3]), shape([2, 3])] == ["1", "3", "2×3"]
