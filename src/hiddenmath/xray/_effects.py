"""May evaluating something do more than give a value? Then it must stay where it is, and in its order.

`normal(size=3) @ inv(normal(size=(3, 3)))` draws two times: drawn in another order, the numbers are others.
"""

import ast
from collections.abc import Mapping

_HARMLESS = {
    *("abs", "bool", "complex", "enumerate", "float", "int", "isinstance", "len", "list", "max", "min", "print"),
    *("range", "round", "str", "sum", "tuple", "zip"),
}
_ARRAY_METHODS = {
    *("all", "any", "argmax", "argmin", "astype", "clip", "conj", "conjugate", "copy", "cumsum", "diagonal", "dot"),
    *("flatten", "max", "mean", "min", "prod", "ravel", "reshape", "round", "squeeze", "std", "sum", "swapaxes"),
    *("tolist", "trace", "transpose", "var"),
}
_WRITES = {"random", "copyto", "fill_diagonal", "place", "put", "put_along_axis", "putmask"}  # of NumPy's own
_ACTS = (ast.Await, ast.Yield, ast.YieldFrom, ast.NamedExpr)


def effects(node: ast.AST, imports: Mapping[str, str]) -> list[ast.AST]:
    """The parts that may do something: calls, but for those of NumPy and SciPy, of harmless builtins and of methods as
    arrays have them. `imports` are the program's: {"numpy": "np"}.

    >>> def shown(source): return [ast.unparse(e) for e in effects(ast.parse(source), {"numpy": "np"})]
    >>> shown("draw() + np.eye(3) + A.sum() + len(A)"), shown("np.random.normal() + model.step()")
    (['draw()'], ['np.random.normal()', 'model.step()'])
    """
    modules = {local: name for name, local in imports.items()}
    parts = list(ast.walk(node))
    return [p for p in parts if isinstance(p, _ACTS) or (isinstance(p, ast.Call) and not _is_harmless(p, modules))]


def _is_harmless(call: ast.Call, modules: Mapping[str, str]) -> bool:
    root, dot, rest = ast.unparse(call.func).partition(".")
    name = modules.get(root, "") + dot + rest
    if name.startswith(("numpy.", "scipy.")):
        overwrites = any(k.arg is None or k.arg == "out" or k.arg.startswith("overwrite") for k in call.keywords)
        return not overwrites and _WRITES.isdisjoint(name.split("."))
    match call.func:
        case ast.Name(id=builtin):
            return builtin in _HARMLESS and builtin not in modules
        case ast.Attribute(attr=method):
            return method in _ARRAY_METHODS
    return False
