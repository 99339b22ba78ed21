"""The report: its JSON against the published schema, and how it looks at 80 columns."""

import json
from dataclasses import replace
from importlib.resources import files
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from hiddenmath.xray import Report, Reporting, run_script
from hiddenmath.xray._render import render
from hiddenmath.xray._report import Call, Edit, Finding, Matrix, Note, Part, Peak, Skipped
from hiddenmath.xray._words import seconds, shape, structure

SCHEMA = json.loads(files("hiddenmath.xray").joinpath("report.schema.json").read_text("utf-8"))
INVERSE = Call(
    "kalman.py", 27, "np.linalg.inv(S)", "numpy.linalg.inv",
    shapes=[[240, 240]], dtypes=["float64"], layouts=["F"], count=40, flops=27648000.0, bytes=921600, seconds=0.9,
    share=0.36, rate=1.2e9, intensity=30.0, bound="compute", of_roof=0.03,
)  # fmt: skip
NORM = Call(
    "kalman.py", 30, "np.linalg.norm(x)", "numpy.linalg.norm",
    shapes=[[72]], dtypes=["float64"], layouts=["C"], count=40, flops=None, bytes=576, seconds=2e-4, share=8e-5,
    rate=None, intensity=None,
)  # fmt: skip
FINDING = Finding(
    rule="explicit-inverse", file="kalman.py", line=27,
    before="P @ H.T @ np.linalg.inv(S)", after="np.linalg.solve(S.T, (P @ H.T).T).T",
    count=40, speedup=12.3, seconds_saved=0.0368, error_before=3e-13, error_after=1e-15, error_data=2e-15,
    shapes=[Part("P", [72, 72]), Part("H.T", [72, 240]), Part("S", [240, 240])],
    lesson="inverse", why="Solving takes a third of the work.",
    edits=[Edit(27, 4, 27, 31, "np.linalg.solve(S.T, (P @ H.T).T).T", {"np.linalg.solve": "numpy.linalg.solve"})],
)  # fmt: skip
LEFT_OUT = Skipped("kalman.py", 31, "f(x)[0] @= B: the place it assigns to is itself computed")
PEAK = Peak({"float64": 4e10}, memory=1e10, cache=8e10)
UNUSED = Note("kalman.py", 3, "`# xray: ignore` silences nothing")
S = Matrix(
    "kalman.py", [27], "S", [240, 240], "float64", rank=240, condition=3e4, singular_values=[3.0, 1.0, 1e-4],
    asymmetry=1e-16, definite="positive definite", density=1.0, bandwidth=[239, 239],
)  # fmt: skip
REPORT = Report(
    "kalman.py", 2.5, 0, PEAK, [INVERSE, NORM], [FINDING], [LEFT_OUT], [UNUSED], [S], {"kalman.py": "ab" * 32}
)


def check(value: Any, schema: dict[str, Any], where: str = "report") -> None:
    """What the schema uses of JSON Schema, and no more: an unknown word in it fails."""
    assert schema.keys() <= {"$schema", "title", "description", "$defs", "$ref", "type", "const", "minimum",
                             "enum", "properties", "required", "additionalProperties", "items"}, where  # fmt: skip
    if "$ref" in schema:
        return check(value, SCHEMA["$defs"][schema["$ref"].removeprefix("#/$defs/")], where)
    if "const" in schema:
        assert value == schema["const"], where
        return None
    types = {"object": dict, "array": list, "string": str, "number": (int, float), "integer": int, "null": type(None)}
    allowed = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    assert any(isinstance(value, types[name]) for name in allowed), f"{where} is {value!r}"
    if isinstance(value, dict):
        known, others = schema.get("properties", {}), schema["additionalProperties"]
        assert set(schema.get("required", ())) <= value.keys(), where
        for name, inner in value.items():
            assert name in known or others, f"{where} has {name!r}"
            check(inner, known.get(name, others), f"{where}.{name}")
    if isinstance(value, list):
        for i, inner in enumerate(value):
            check(inner, schema["items"], f"{where}[{i}]")
    assert value in schema.get("enum", [value]), where
    if isinstance(value, (int, float)):
        assert value >= schema.get("minimum", value), where
    return None


@pytest.mark.parametrize("report", [REPORT, Report("empty.py", 0.1)], ids=["full", "empty"])
def test_json_follows_the_schema_and_comes_back(report: Report) -> None:
    document = json.loads(json.dumps(report.to_json(), allow_nan=False))
    check(document, SCHEMA)
    assert Report.from_json(document) == report


def test_the_report_of_a_real_run_follows_the_schema(tmp_path: Path) -> None:
    file = tmp_path / "program.py"
    file.write_text(
        "import numpy as np\nA = np.random.default_rng(0).normal(size=(200, 200))\nb = np.ones(200)\n"
        "x = np.linalg.inv(A) @ b  # xray: ignore[order]\nd = np.linalg.det(1e-4 * A)\n"
        "z = np.zeros((0, 3)) @ np.ones(3)\n"
    )
    report = run_script(file, reporting=Reporting(matrices=True), budget=20)
    check(json.loads(json.dumps(report.to_json(), allow_nan=False)), SCHEMA)
    assert [finding.gain for finding in report.findings][-1] == "hazard" and report.notes and report.matrices
    assert all(call.share <= 1 for call in report.calls) and report.sources.keys() == {str(file)}


def test_the_schema_refuses_what_it_does_not_describe() -> None:
    for wrong in (
        {"seconds": "2"},
        {"extra": 1},
        {"seconds": -1},
        {"peak": {"volts": 1}},
        {"schema": 1},
        {"calls": [replace(INVERSE, bound="air").__dict__]},
    ):
        with pytest.raises(AssertionError):
            check({**REPORT.to_json(), **wrong}, SCHEMA)


def shown(report: Report, width: int = 80) -> str:
    console = Console(width=width, highlight=False, file=StringIO())
    render(report, console)
    return console.file.getvalue()  # type: ignore[attr-defined]


def test_the_report_reads_well_at_80_columns() -> None:
    lines = shown(REPORT).splitlines()
    assert max(map(len, lines)) <= 80
    text = " ".join(" ".join(lines).split())
    for part in (
        "X-ray of kalman.py",
        "1 improvement, measured on the program's own matrices: 36.8 ms saved.",
        "1 kalman.py:27 12× faster, saves 36.8 ms 40 times",
        "before P @ H.T @ np.linalg.inv(S)",
        "after np.linalg.solve(S.T, (P @ H.T).T).T",
        "shapes P 72×72 · H.T 72×240 · S 240×240",
        "error 3e-13 before, 1e-15 after",
        "hiddenmath xray --explain explicit-inverse",
        "27 np.linalg.inv(S) 240×240 40 900 ms 36% 3% cpu",
        "27 S 240×240 240 3e+04 ██▆ symmetric positive",
        "Left out: kalman.py:31: f(x)[0] @= B",
        "Note: kalman.py:3: `# xray: ignore` silences nothing",
    ):
        assert part in text


OTHER_GAINS = {
    "hazard": (
        {"proof": "0 is what came out", "advice": "Use slogdet.", "after": "", "seconds_saved": 0.0},
        ["1 hazard.", "kalman.py:27 hazard", "found 0 is what came out", "advice Use slogdet."],
    ),
    "leaner": (
        {"bytes_before": 800_000_000, "bytes_after": 2_000_000},
        ["1 improvement", "kalman.py:27 2.0 MB of memory in place of 800 MB"],
    ),
    "more accurate": (
        {"error_before": None, "assumption": "it is always diagonal"},
        ["kalman.py:27 more accurate", "error not finite before, 1e-15 after", "if it is always diagonal"],
    ),
}


@pytest.mark.parametrize("gain", OTHER_GAINS)
def test_what_else_may_be_gained(gain: str) -> None:
    changes, parts = OTHER_GAINS[gain]
    text = " ".join(shown(replace(REPORT, findings=[replace(FINDING, gain=gain, **changes)])).split())
    assert all(part in text for part in parts), text


def test_the_same_expression_twice_on_a_line_is_one_row() -> None:
    text = shown(replace(REPORT, calls=[INVERSE, replace(INVERSE, count=2, seconds=0.1), NORM]))
    [row] = [line.split() for line in text.splitlines() if line.startswith("27    np")]
    assert row == ["27", "np.linalg.inv(S)", "240×240", "42", "1", "s", "72%", "3%", "cpu"]


def test_a_wide_terminal_has_room_for_layouts_and_rates() -> None:
    text = shown(replace(REPORT, calls=[INVERSE]), width=120)
    [row] = [line.split() for line in text.splitlines() if line.startswith("27    np")]
    assert row == ["27", "np.linalg.inv(S)", "240×240", "F", "40", "900", "ms", "36%", "1.2", "GFLOP/s", "3%", "cpu"]


def test_more_than_the_peak_is_not_said_without_a_word() -> None:
    fast = replace(INVERSE, of_roof=3.07)
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


KINDS = {  # definite, asymmetry, density, bandwidth -> words
    "symmetric positive definite up to rounding": ("positive definite", 1e-16, 1.0, [9, 9]),
    "diagonal, 10% filled": (None, 0.5, 0.1, [0, 0]),
    "lower triangular": (None, 1.0, 0.55, [9, 0]),
    "symmetric indefinite, bandwidth 1 + 1, 28% filled": ("indefinite", 0.0, 0.28, [1, 1]),
    "": (None, 1.0, 1.0, [9, 9]),
}


@pytest.mark.parametrize("words", KINDS)
def test_structure_in_words(words: str) -> None:
    definite, asymmetry, density, bandwidth = KINDS[words]
    about = {"definite": definite, "asymmetry": asymmetry, "density": density, "bandwidth": bandwidth}
    assert structure(replace(S, shape=[10, 10], **about)) == words


def test_shape() -> None:
    assert [shape([]), shape([3]), shape([2, 3])] == ["1", "3", "2×3"]
