"""Tell what the program's objects are, without importing anything: the program decides what is loaded, and when."""

import sys
from types import BuiltinMethodType, MethodType
from typing import Any

from hiddenmath.xray._operations import METHODS, OPERATIONS, Operation, known_functions

_METHODS = (BuiltinMethodType, MethodType)


class Arrays(dict[type, bool]):
    """Type -> is it NumPy's array, a kind of it, or one of SciPy's sparse arrays? Each type is looked at once."""

    def __missing__(self, kind: type) -> bool:
        ndarray = getattr(sys.modules.get("numpy"), "ndarray", None)
        if ndarray is None:
            return False  # and not kept: NumPy may be loaded later
        sparse = kind.__module__.startswith("scipy.sparse") and kind.__name__.endswith(("_array", "_matrix"))
        self[kind] = sparse or issubclass(kind, ndarray)
        return self[kind]


class Functions(dict[int, Operation]):
    """id of a known function -> what it is. The functions are kept alive, so that no id is ever another object's."""

    def __init__(self) -> None:
        super().__init__()
        self._alive: list[object] = []
        self._unseen = set(OPERATIONS)
        self._modules = 0

    def of(self, function: Any, arrays: Arrays) -> Operation | None:
        """What X-ray knows a callable as, by the object that it is."""
        if len(sys.modules) != self._modules:
            self._look_around()
        if type(function) in _METHODS and arrays[type(function.__self__)]:
            return METHODS.get(function.__name__)
        return self.get(id(function))

    def _look_around(self) -> None:
        """Modules were loaded: take up the functions of those that X-ray knows."""
        self._modules = len(sys.modules)
        for name in sorted(self._unseen):
            spec = getattr(sys.modules.get(name), "__spec__", None)
            if spec is not None and not getattr(spec, "_initializing", False):
                self._unseen.discard(name)
                for function, operation in known_functions(name):
                    self._alive.append(function)
                    self.setdefault(id(function), operation)
