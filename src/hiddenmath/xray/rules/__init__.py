"""The rules, one a file. A new file in this folder is a new rule: nothing else needs to know."""

import importlib
import inspect
import pkgutil

from hiddenmath.xray._rule import Rule


def _found() -> tuple[Rule, ...]:
    modules = [
        importlib.import_module(f"{__name__}.{m.name}") for m in pkgutil.iter_modules(__path__) if m.name[0] != "_"
    ]
    classes = [
        c for m in modules for _, c in inspect.getmembers(m, inspect.isclass) if issubclass(c, Rule) and c is not Rule
    ]
    return tuple(c() for c in classes)


RULES = _found()
