"""Where submitted code is executed: a fresh process for each submission, with limits and isolation.

    with Sandbox(preload=("numpy", "my_jobs")) as sandbox:
        outcome = sandbox.run("my_jobs:double", np.arange(3.0))     # .status == "ok", .value == [0., 2., 4.]

The names load on first use: the process that executes code must enter its namespaces before NumPy, whose threads
would forbid it.
"""

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._codec import Value, ValueRefused
    from ._limits import Isolation, Limits, Outcome, SandboxError
    from ._sandbox import Sandbox, isolation_report
    from ._session import Session

_HOME = {
    "Isolation": "_limits",
    "Limits": "_limits",
    "Outcome": "_limits",
    "Sandbox": "_sandbox",
    "SandboxError": "_limits",
    "Session": "_session",
    "Value": "_codec",
    "ValueRefused": "_codec",
    "isolation_report": "_sandbox",
}

__all__ = [
    "Isolation",
    "Limits",
    "Outcome",
    "Sandbox",
    "SandboxError",
    "Session",
    "Value",
    "ValueRefused",
    "isolation_report",
]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'hiddenmath.sandbox' has no attribute {name!r}; it offers {', '.join(__all__)}")
    value = getattr(importlib.import_module(f".{_HOME[name]}", __name__), name)
    globals()[name] = value
    return value
