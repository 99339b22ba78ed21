"""Pasted source: the same report, and how the program ended; first in this process, then in the real sandbox."""

import json
import sys

import numpy as np
import pytest

from hiddenmath.sandbox import Limits, Sandbox
from hiddenmath.xray import Report
from hiddenmath.xray.sandboxed import PRELOAD, analyse

INVERSE = "import numpy as np\nA = np.eye(300) + 1\nx = np.linalg.inv(A) @ np.ones(300)\nprint(__name__)\n"
ENDS = [
    ("", "ok", "", None),
    ("import sys\nsys.exit()", "ok", "", None),
    ("import sys\nsys.exit(3)", "error", "The program ended itself: sys.exit(3).", None),
    ("x = 1\nx = = 2", "syntax", "SyntaxError: invalid syntax", 2),
    ("x = 1\n1 / 0", "error", "ZeroDivisionError: division by zero", 2),
    ("def f():\n    raise KeyError('a')\n\nf()", "error", "KeyError: 'a'", 2),
    ("import inspect\ndef f(): pass\nassert inspect.getsource(f) == 'def f(): pass\\n'", "ok", "", None),
    ("import traceback\ntry: [] @ 1\nexcept TypeError: assert '[] @ 1' in traceback.format_exc()", "ok", "", None),
]  # fmt: skip


@pytest.mark.parametrize(("source", "status", "message", "line"), ENDS)
def test_how_the_program_ended(source: str, status: str, message: str, line: int | None) -> None:
    main = sys.modules["__main__"]
    answer = analyse({"source": source})
    assert (answer["status"], answer["message"], answer["line"]) == (status, message, line)
    assert sys.modules["__main__"] is main


def test_what_was_recorded_before_an_error_is_there() -> None:
    answer = analyse({"source": "import numpy as np\nA = np.eye(2) @ np.eye(2)\nA @ np.ones(3)"})
    assert answer["status"] == "error" and answer["line"] == 3 and "mismatch" in answer["message"]
    assert [call["expression"] for call in answer["calls"]] == ["np.eye(2) @ np.eye(2)"]


def test_the_answer_is_the_report_and_plain_values() -> None:
    answer = analyse({"source": INVERSE})
    assert json.loads(json.dumps(answer, allow_nan=False)) == answer
    ended = {"status", "message", "line"}
    report = Report.from_json({k: v for k, v in answer.items() if k not in ended})
    assert answer.keys() - ended == report.to_json().keys()
    assert [call.operation for call in report.calls if call.flops == 2 * 300**3] == ["numpy.linalg.inv"]


def test_in_the_sandbox() -> None:
    """Without access to any file, on one thread."""
    programs = [
        INVERSE,
        "open('/etc/hostname')",
        "while True: pass",
        "from scipy.linalg import inv\nprint(inv([[2.0]]))",
    ]
    job = "hiddenmath.xray.sandboxed:analyse"
    limits = [Limits(seconds=0.5 if "while" in program else 8) for program in programs]
    with Sandbox(PRELOAD) as sandbox:
        outcomes = [sandbox.run(job, {"source": p}, limit) for p, limit in zip(programs, limits, strict=True)]
    inverse, file, endless, scipy = outcomes
    assert inverse.status == "ok" and inverse.stdout == "__main__\n"
    assert [call["operation"] for call in inverse.value["calls"]] == ["numpy.linalg.inv", "matmul"]
    assert inverse.value["skipped"] == [] and inverse.value["peak"]["flops"]["float64"] > 1e6
    assert np.isfinite([f["speedup"] for f in inverse.value["findings"]]).all()
    assert file.value["status"] == "error" and "PermissionError" in file.value["message"]
    assert endless.status == "timeout"
    assert scipy.value["status"] == "ok" and scipy.stdout == "[[0.5]]\n"
