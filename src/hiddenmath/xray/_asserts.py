"""pytest compiles test files itself, so that a failing `assert` shows its parts. What it compiles is rewritten, too."""

import ast
import importlib.machinery
import os
import types
from collections.abc import Callable
from typing import Any

NAME = "_pytest.assertion.rewrite"

Compile = Callable[[ast.Module, str], types.CodeType | None]


class Loader(importlib.machinery.SourceFileLoader):
    """Loads pytest's module, and lets it compile by `code`, which answers None for files that are not the user's.

    Its cache of byte code is neither read nor written: that is of the files as they are.
    """

    def __init__(self, fullname: str, path: str, code: Compile) -> None:
        super().__init__(fullname, path)
        self.code = code

    def exec_module(self, module: types.ModuleType) -> None:
        super().exec_module(module)

        def compiled(tree: Any, filename: str, *rest: Any, **options: Any) -> Any:
            code = self.code(tree, filename) if isinstance(tree, ast.Module) and os.path.exists(filename) else None
            return compile(tree, filename, *rest, **options) if code is None else code

        module.__dict__.update(compile=compiled, try_makedirs=lambda _: False, _read_pyc=lambda *_: None)
