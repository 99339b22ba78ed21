"""See the linear algebra in a program: record it, prove improvements on its own matrices, report.

The names load on first use: the recorder runs inside the user's program, which must not pay for the report.
"""

import importlib

_HOME = {
    "Finding": "hiddenmath.xray._report",
    "Recording": "hiddenmath.xray._program",
    "Report": "hiddenmath.xray._report",
    "Reporting": "hiddenmath.xray._analyse",
    "record": "hiddenmath.xray._record",
    "run_script": "hiddenmath.xray._run",
}

__all__ = ["Finding", "Recording", "Report", "Reporting", "record", "run_script"]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'hiddenmath.xray' has no attribute {name!r}; it offers {', '.join(__all__)}")
    return getattr(importlib.import_module(_HOME[name]), name)
