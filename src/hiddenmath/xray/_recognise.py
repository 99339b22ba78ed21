"""Tell what the program's objects are, without importing anything: the program decides what is loaded, and when."""

import sys
from types import BuiltinMethodType, MethodType
from typing import Any

from hiddenmath.xray._operations import METHODS, MODULE, OPERATIONS, TENSOR_METHODS, Operation, known_functions
from hiddenmath.xray._torch import is_module

_METHODS = (BuiltinMethodType, MethodType)


class Arrays(dict[type, bool]):
    """Type -> is it NumPy's array, PyTorch's tensor, a kind of these, or one of SciPy's sparse arrays?

    Each type is looked at once.
    """

    def __missing__(self, kind: type) -> bool:
        ndarray = getattr(sys.modules.get("numpy"), "ndarray", None)
        if ndarray is None and "torch" not in sys.modules:
            return False  # and not kept: they may be loaded later
        sparse = kind.__module__.startswith("scipy.sparse") and kind.__name__.endswith(("_array", "_matrix"))
        self[kind] = sparse or (ndarray is not None and issubclass(kind, ndarray)) or is_tensor(kind)
        return self[kind]


def is_tensor(kind: type) -> bool:
    """Is it PyTorch's, or a kind of it?"""
    tensor = getattr(sys.modules.get("torch"), "Tensor", None)
    return tensor is not None and issubclass(kind, tensor)


class Functions(dict[int, Operation]):
    """id of a known function -> what it is. The functions are kept alive, so that no id is ever another object's."""

    def __init__(self) -> None:
        super().__init__()
        self._alive: list[object] = []
        self._unseen = set(OPERATIONS)
        self._modules = 0
        self._modules_of_torch: dict[type, bool] = {}

    def of(self, function: Any, arrays: Arrays) -> Operation | None:
        """What X-ray knows a callable as, by the object that it is."""
        if len(sys.modules) != self._modules:
            self._look_around()
        kind = type(function)
        if kind in _METHODS and arrays[type(function.__self__)]:
            methods = TENSOR_METHODS if is_tensor(type(function.__self__)) else METHODS
            return methods.get(function.__name__)
        if kind not in self._modules_of_torch:
            self._modules_of_torch[kind] = is_module(kind)
        return MODULE if self._modules_of_torch[kind] else self.get(id(function))

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
