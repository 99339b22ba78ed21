"""Functions that another compiler translates must stay as they are written: it reads their code, hooks and all.

Numba translates the functions that it is given, and no others that are not its own. `torch.compile` also reads what
they call, so a program that uses it keeps all its functions.
"""

import ast
from collections.abc import Mapping

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
NUMBA = "it is compiled by Numba, which must see it as it is"
TORCH = "this file uses torch.compile, which must see functions as they are: their lines are not recorded from here on"


def given_to_numba(tree: ast.Module, imports: Mapping[str, str]) -> set[ast.AST]:
    """The functions and classes that are decorated with something of Numba's or handed to it, in this file.

    >>> tree = ast.parse("fast = nb.njit(cache=True)\\n@fast\\ndef f(A): pass\\ndef g(A): pass\\nfaster = nb.jit(g)")
    >>> sorted(node.name for node in given_to_numba(tree, {"numba": "nb"}))
    ['f', 'g']
    """
    names = {local for name, local in imports.items() if name.split(".")[0] == "numba"}
    if not names:
        return set()
    nodes = list(ast.walk(tree))
    for node in nodes:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if _root(value) in names:
                names.add(name)
    calls = [node for node in nodes if isinstance(node, ast.Call) and _root(node) in names]
    handed = {argument.id for call in calls for argument in call.args if isinstance(argument, ast.Name)}
    return {
        node
        for node in nodes
        if isinstance(node, _FUNCTIONS)
        and (node.name in handed or any(_root(decorator) in names for decorator in node.decorator_list))
    }


def uses_torch_compile(tree: ast.Module, imports: Mapping[str, str]) -> bool:
    """Is there `torch.compile`, or a method `compile` of what may be a module, in a file that imports PyTorch?

    >>> uses_torch_compile(ast.parse("f = torch.compile(g)"), {"torch": "torch"})
    True
    >>> uses_torch_compile(ast.parse("import re, torch\\nre.compile('a')"), {"torch": "torch", "re": "re"})
    False
    """
    torch = {local for name, local in imports.items() if name.split(".")[0] == "torch"}
    others = set(imports.values()) - torch
    if not torch:
        return False
    named = {imports[name] for name in ("torch.compile", "torch.export", "torch._dynamo") if name in imports}
    return any(
        (isinstance(node, ast.Name) and node.id in named)
        or (isinstance(node, ast.Attribute) and node.attr in {"compile", "export"} and _root(node) not in others)
        for node in ast.walk(tree)
    )


def _root(node: ast.AST) -> str | None:
    """The name that `name.a.b(…)(…)` begins with."""
    while isinstance(node, (ast.Attribute, ast.Call)):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else None
