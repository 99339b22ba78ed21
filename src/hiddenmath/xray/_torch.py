"""PyTorch's own operations, where the program shows only what starts them: a module that is called, a backward pass.

While such a call runs, a dispatch mode sees every operation that PyTorch executes. It takes some microseconds for each,
so it is not there at other times. What the user's own code executes directly is left to the hooks: `x @ W` in the
`forward` of a module is recorded at its own line, what `torch.nn.Linear` does at the line that calls it, and what a
backward pass does at the line that calls `backward`.
"""

import importlib
import sys
import threading
from collections.abc import Sequence
from functools import cache
from time import perf_counter
from typing import TYPE_CHECKING, Any

from hiddenmath.xray._operations import ATEN, Operation

if TYPE_CHECKING:
    from hiddenmath.xray._recorder import Recorder


class _Here(threading.local):
    mode: Any = None  # that of this thread


_here = _Here()


class Watch:
    """Sees what PyTorch executes from now until `end`, or until nothing refers to it any more: that is when the call it
    was made for has raised. A call within a call is seen at its own site."""

    __slots__ = ("mode", "outer")

    def __init__(self, recorder: "Recorder", site: int) -> None:
        self.outer: int | None = None
        self.mode = _here.mode
        if self.mode is None:
            self.mode = _here.mode = _mode()(recorder, site)
            self.mode.__enter__()
        else:
            self.outer, self.mode.site = self.mode.site, site

    def end(self, _: Any, result: Any) -> Any:
        """The call is over; its result is passed on."""
        self.__del__()
        return result

    def __del__(self) -> None:
        mode, self.mode = self.mode, None
        if mode is None:
            return
        if self.outer is not None:
            mode.site = self.outer
        else:
            _here.mode = None
            mode.__exit__(None, None, None)


def is_module(kind: type) -> bool:
    """Is it a class of modules, such as Linear, or one of the user's own?"""
    module = getattr(sys.modules.get("torch.nn"), "Module", None)
    return module is not None and issubclass(kind, module)


@cache
def _mode() -> Any:
    """The class, made when PyTorch is there."""
    base: Any = importlib.import_module("torch.utils._python_dispatch").TorchDispatchMode
    operations = {f"aten.{name}": Operation(f"torch.ops.aten.{name}", flops) for name, flops in ATEN.items()}

    class Mode(base):  # type: ignore[misc]
        def __init__(self, recorder: "Recorder", site: int) -> None:
            super().__init__()
            self.recorder, self.site = recorder, site

        def __torch_dispatch__(
            self, function: Any, _: Any, args: Sequence[Any] = (), keywords: dict[str, Any] | None = None
        ) -> Any:
            operation = operations.get(str(function.overloadpacket))
            if operation is None or sys._getframe(1).f_code.co_filename in self.recorder.texts:
                return function._op(*args, **(keywords or {}))
            pending = (self.site, operation, tuple(args), keywords or {}, perf_counter())
            return self.recorder.finish(pending, function._op(*args, **(keywords or {})))

        @classmethod
        def _should_skip_dynamo(cls) -> bool:
            return False  # it would import the compiler, seconds of work, to tell it not to look at this

        @classmethod
        def is_infra_mode(cls) -> bool:
            return True  # the program must not see a difference

        @classmethod
        def ignore_compile_internals(cls) -> bool:
            return True

    return Mode
