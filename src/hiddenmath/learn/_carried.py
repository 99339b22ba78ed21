"""What a source uses of a notebook's other cells, as lines to stand above it: imports, functions, classes, values."""

import ast
import builtins
import inspect
import linecache
import math
import symtable
import sys
import textwrap
from collections.abc import Callable, Iterator, Mapping
from types import FunctionType, ModuleType
from typing import Any

import numpy as np

from hiddenmath.data import InputError
from hiddenmath.learn._source import LARGEST_SOURCE

HINT = 'Give its source as text: check("pca/centre", """…""").'


def with_carried(source: str, space: Mapping[str, Any], home: str, known: set[str]) -> str:
    """The source below what it uses of `space`, the variables of the module `home`; it is given those in `known`.

    Raises
    ------
    InputError
        For a variable that cannot go along: a model, a table, a matrix of very many numbers.
    """
    return "\n\n".join([*_carried(source, space, home, set(known)), source])


def _carried(source: str, space: Mapping[str, Any], home: str, known: set[str]) -> Iterator[str]:
    """Each once, what it needs itself before it; `known` gets their names."""
    for name in _asked(source):
        if name in known or name not in space or _is_pythons(name, space[name], home):
            continue
        known.add(name)
        value = space[name]
        if _written_in(home, value):
            own = _lambda(value, name) if value.__name__ == "<lambda>" else own_source(value, space)
            yield from _carried(own, space, home, known)
            yield own if value.__name__ in (name, "<lambda>") else f"{own}\n\n{name} = {value.__name__}"
        else:
            yield _import(name, value, home) or _assignment(name, value)


def _is_pythons(name: str, value: object, home: str) -> bool:
    """Whether the name means what it means everywhere: not a `sum` of one's own, nor a number called `max`."""
    own = _written_in(home, value) or not (callable(value) or name.startswith("_"))
    return hasattr(builtins, name) and not own


def _written_in(home: str, value: object) -> bool:
    """A function or a class of the notebook, or what a decorator made of one."""
    if not callable(value) or getattr(value, "__module__", None) != home:
        return False
    return isinstance(inspect.unwrap(value), (FunctionType, type))


def _asked(source: str) -> list[str]:
    """The names that it takes from outside, in their order: no parameters, none of its own or its loops' variables."""
    table = symtable.symtable(source, "<cell>", "exec")
    own = {symbol.get_name() for symbol in table.get_symbols() if symbol.is_assigned() or symbol.is_imported()}
    asked = {symbol.get_name() for symbol in table.get_symbols()} - own
    asked |= {name for inner in table.get_children() for name in _globals_of(inner)} - own
    names = (node.id for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Name))
    return [name for name in dict.fromkeys(names) if name in asked]


def _globals_of(table: symtable.SymbolTable) -> Iterator[str]:
    yield from (symbol.get_name() for symbol in table.get_symbols() if symbol.is_global())
    for inner in table.get_children():
        yield from _globals_of(inner)


def _import(name: str, value: object, home: str) -> str:
    """The line that imports it; empty for what is not imported under a name."""
    if isinstance(value, ModuleType):
        return f"import {value.__name__} as {name}"
    module, called = getattr(value, "__module__", None) or "numpy", getattr(value, "__name__", None)
    if callable(value) and called and module != home and getattr(sys.modules.get(module), called, None) is value:
        return f"from {module} import {called} as {name}"
    return ""


def _assignment(name: str, value: object) -> str:
    try:
        text = literal(value)
    except RecursionError:  # a list that holds itself
        text = None
    if text is None:
        raise _stays(name, value)
    if len(text) > LARGEST_SOURCE // 2:
        raise InputError(
            f"`{name}` is a variable of your notebook (of the type {type(value).__name__}), and it is too large to go "
            "along.",
            "Use what the function is given instead.",
        )
    return f"{name} = {text}"


def _stays(name: str, value: object) -> InputError:
    return InputError(
        f"`{name}` is a variable of your notebook (of the type {type(value).__name__}), and it cannot go along to be "
        "graded.",
        "Make it inside the function, from what the function is given.",
    )


def literal(value: object) -> str | None:
    """An expression with this value; None where there is none that says all of it.

    >>> literal({"a": (1, -0.5)}), literal(float("inf")), literal(np.eye(2)), literal(object())
    ("{'a': tuple([1, -0.5])}", "float('inf')", 'np.array([[1.0, 0.0], [0.0, 1.0]])', None)
    """
    if type(value) in (bool, int, str, bytes, type(None)):
        return repr(value)
    if type(value) is float:
        return repr(value) if math.isfinite(value) else f"float('{value}')"
    if type(value) is complex:
        return f"complex({literal(value.real)}, {literal(value.imag)})"
    if type(value) in (np.ndarray, *_SCALARS):
        return _array(np.asarray(value))
    if type(value) is dict:
        pairs = [(literal(key), literal(held)) for key, held in value.items()]
        return None if None in sum(pairs, ()) else f"{{{', '.join(f'{key}: {held}' for key, held in pairs)}}}"
    if type(value) in (list, tuple, set):
        assert isinstance(value, (list, tuple, set))
        parts = [text for part in value if (text := literal(part)) is not None]
        opens, closes = _BRACKETS[type(value).__name__]
        return f"{opens}{', '.join(parts)}{closes}" if len(parts) == len(value) else None
    return None


def _array(value: np.ndarray[Any, Any]) -> str | None:
    if value.dtype.kind not in "biufcU":
        return None
    numbers = literal(value.tolist())
    shape = f".reshape({value.shape})" if value.size == 0 else ""
    dtype = "" if np.array(value.tolist()).dtype == value.dtype else f", {value.dtype.str!r}"
    return f"np.array({numbers}{dtype}){shape}" if value.ndim else f"np.array({numbers}, {value.dtype.str!r})[()]"


def own_source(thing: Callable[..., Any], space: Mapping[str, Any]) -> str:
    """The source of a function or a class, with its decorators but for ours, such as `@check("pca/centre")`.

    Raises
    ------
    InputError
        Where it cannot be found, or not be read without what stands around it.
    """
    around = inspect.getclosurevars(made).nonlocals if isinstance(made := inspect.unwrap(thing), FunctionType) else {}
    if around:
        raise InputError(
            f"{thing.__name__!r} uses {', '.join(f'`{name}`' for name in around)} of the function around it.",
            "Write it as a function of its own, outside of any other.",
        )
    try:
        source = textwrap.dedent(_class_source(thing) if isinstance(thing, type) else inspect.getsource(thing))
        node = ast.parse(source).body[0]
    except (OSError, TypeError):
        raise InputError(f"The source of {thing.__name__!r} cannot be found.", HINT) from None
    except SyntaxError:  # indented, with a text in it that is not
        raise InputError(
            f"The source of {thing.__name__!r} cannot be read without what stands around it.", HINT
        ) from None
    assert isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
    if _wrappings(thing) > len(node.decorator_list):  # name = decorator(function)
        raise InputError(
            f"{thing.__name__!r} is more than its source says: another function was put around it.",
            "Put that one above its `def`, as a decorator.",
        )
    others = [each for each in node.decorator_list if not _is_ours(each, space)]
    above = [f"@{ast.get_source_segment(source, each)}" for each in others]
    return "\n".join([*above, *source.splitlines()[node.lineno - 1 :]])


def _wrappings(thing: object) -> int:
    return 1 + _wrappings(thing.__wrapped__) if hasattr(thing, "__wrapped__") else 0


def _is_ours(decorator: ast.expr, space: Mapping[str, Any]) -> bool:
    while isinstance(decorator, (ast.Call, ast.Attribute)):
        decorator = decorator.func if isinstance(decorator, ast.Call) else decorator.value
    named = space.get(decorator.id) if isinstance(decorator, ast.Name) else None
    return str(getattr(named, "__module__", getattr(named, "__name__", ""))).partition(".")[0] == "hiddenmath"


def _class_source(thing: type) -> str:
    """Before Python 3.13 a class does not know the cell that it stands in; its methods do."""
    try:
        return inspect.getsource(thing)
    except (OSError, TypeError):
        methods = [value.__code__ for value in vars(thing).values() if isinstance(value, FunctionType)]
        for method in methods:
            cell = "".join(linecache.getlines(method.co_filename))
            for node in ast.walk(ast.parse(cell)):
                if isinstance(node, ast.ClassDef) and node.name == thing.__name__:
                    first = min([node.lineno, *(each.lineno for each in node.decorator_list)])
                    return "\n".join(cell.splitlines()[first - 1 : node.end_lineno])
        raise


def _lambda(value: Callable[..., Any], name: str) -> str:
    """The line `name = lambda …`, where it is a line of its own."""
    try:
        line = textwrap.dedent(inspect.getsource(value)).strip()
        match ast.parse(line).body:
            case [ast.Assign(targets=[ast.Name(id=found)], value=ast.Lambda())] if found == name:
                return line
    except (OSError, SyntaxError):
        pass
    raise InputError(f"The source of the lambda `{name}` cannot be found.", f"Write it as a function: def {name}(…):")


_SCALARS = set(np.sctypeDict.values())
_BRACKETS = {"list": ("[", "]"), "tuple": ("tuple([", "])"), "set": ("set([", "])")}
