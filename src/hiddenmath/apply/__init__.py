"""The tools: one a file, each also a command, a page and a route, all derived from its signature and docstring."""

import importlib
from typing import TYPE_CHECKING, Any

from hiddenmath.apply._draw import FORMATS, draw
from hiddenmath.apply._kinds import Kind
from hiddenmath.apply._option import Option
from hiddenmath.apply._result import Picture, Result
from hiddenmath.apply._tool import Tool, tool, tools

if TYPE_CHECKING:
    from hiddenmath.apply.estimators import PCA

__all__ = ["FORMATS", "PCA", "Kind", "Option", "Picture", "Result", "Tool", "draw", "tool", "tools"]


def __getattr__(name: str) -> Any:
    """A tool by its name (`pca`), or its estimator (`PCA`), which loads scikit-learn only now."""
    if not name.startswith("_"):
        if name in tools():
            return tools()[name]
        if any(tool.estimator == name for tool in tools().values()):
            return getattr(importlib.import_module("hiddenmath.apply.estimators"), name)
    raise AttributeError(f"module 'hiddenmath.apply' has no attribute {name!r}")
