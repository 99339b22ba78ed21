"""The tools: one a file, each also a command, a page and a route, all derived from its signature and docstring."""

import importlib
from typing import TYPE_CHECKING, Any

from hiddenmath.apply._as_read import as_label, as_share, as_words
from hiddenmath.apply._draw import FORMATS, draw
from hiddenmath.apply._file import File, Opened
from hiddenmath.apply._kinds import Kind
from hiddenmath.apply._models import load
from hiddenmath.apply._option import Option
from hiddenmath.apply._result import Picture, Result
from hiddenmath.apply._tool import Tool, tool, tools

if TYPE_CHECKING:
    from hiddenmath.apply.estimators import (
        PCA,
        Eigenfaces,
        KMeans,
        LinearRegression,
        LogisticRegression,
        MatrixFactorization,
        NeuralNetwork,
        Sentiment,
        SpectralClustering,
        WordVectors,
    )

__all__ = [
    "FORMATS",
    "PCA",
    "Eigenfaces",
    "File",
    "KMeans",
    "Kind",
    "LinearRegression",
    "LogisticRegression",
    "MatrixFactorization",
    "NeuralNetwork",
    "Opened",
    "Option",
    "Picture",
    "Result",
    "Sentiment",
    "SpectralClustering",
    "Tool",
    "WordVectors",
    "as_label",
    "as_share",
    "as_words",
    "draw",
    "load",
    "tool",
    "tools",
]


def __getattr__(name: str) -> Any:
    """A tool by its name (`pca`), or an estimator by its own (`PCA`), which loads scikit-learn only now."""
    if not name.startswith("_"):
        if name in tools():
            return tools()[name]
        estimators = importlib.import_module("hiddenmath.apply.estimators") if name[0].isupper() else None
        if estimators and name in estimators.__all__:
            return getattr(estimators, name)
    raise AttributeError(f"module 'hiddenmath.apply' has no attribute {name!r}")
