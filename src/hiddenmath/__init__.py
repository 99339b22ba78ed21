"""See, learn and use the linear algebra inside machine learning.

The public names load on first use (PEP 562), so that ``import hiddenmath`` costs next to nothing.
"""

import importlib

__version__ = "0.1.0"

_HOME = {
    "PCA": "hiddenmath.apply",
    "record": "hiddenmath.xray",
    "show": "hiddenmath.show",  # a module
    "svd": "hiddenmath.linalg",
}

__all__ = ["PCA", "__version__", "record", "show", "svd"]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'hiddenmath' has no attribute {name!r}; it offers {', '.join(__all__)}")
    home = importlib.import_module(_HOME[name])
    value = home if _HOME[name] == f"hiddenmath.{name}" else getattr(home, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
