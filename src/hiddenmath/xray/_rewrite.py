"""Rewrite a program's syntax tree so that every product and every call into a numerical library passes a hook.

    A @ B        becomes  run(product(7, A, B))
    f(x, *y)     becomes  run(call(8, f)(x, *y))
    (A @ B)[i]   becomes  run(part(9, run(product(7, A, B)))[i])

The hook only *prepares*: it answers an object that `run` (`operator.call`, a C function) executes. So the operation
itself runs directly under the user's own frame: tracebacks, warnings' line numbers and frame inspection are those of
the program as it was. Hooks are constants of the code, not names: nothing is added to any namespace, and a function
pickled by value works where there is no X-ray.
"""

import __future__

import ast
import warnings
from collections.abc import Callable
from types import CodeType
from typing import Any, NamedTuple, TypeVar

from hiddenmath.xray import _hooks
from hiddenmath.xray._sites import Site, find_sites, parts_to_rewrite

_HOOKS = {f"\0hiddenmath.xray.{name}": hook for name, hook in _hooks.CONSTANTS.items()}
Part = Callable[[ast.Module], list[ast.stmt]]
_SITES = (ast.expr, ast.AugAssign)
_Node = TypeVar("_Node", bound=ast.AST)


class Rewritten(NamedTuple):
    code: CodeType
    sites: list[Site]
    skipped: list[tuple[int, str]]  # line, why: operations left as they were


def rewrite(
    source: bytes | str,
    filename: str,
    first_site: int = 0,
    changed: ast.Module | None = None,
    part: Part | None = None,
) -> Rewritten:
    """The program's code with hooks at each site; sites are numbered from `first_site`.

    `changed`: a tree made of the source, to be compiled in its place; sites are said as the source has them.
    `part`: finds the statements that are compiled, if it is not the whole module.
    The compiler's warnings are not repeated: whoever compiled the plain source before has had them.
    """
    filters = warnings.filters
    warnings.filters = [("ignore", None, Warning, None, 0)]  # not catch_warnings: that forgets which were shown already
    try:
        tree = ast.parse(source, filename)
        found = find_sites(changed or tree, filename, first_site)
        rewriter = _Rewriter(found.by_node)
        if part is None:
            code = compile(rewriter.rewrite(changed or tree), filename, "exec", dont_inherit=True)
        else:
            code = compile_part(tree, rewriter.rewrite(part(tree)), filename)
    finally:
        warnings.filters = filters
    if changed is not None:
        written = {_place(node): node for node in ast.walk(tree) if isinstance(node, _SITES)}
        for site in found.sites:
            site.node = written.get(_place(site.node), site.node)
    return Rewritten(_with_hooks(code), found.sites, found.skipped)


def compile_part(tree: ast.Module, statements: list[ast.stmt], filename: str) -> CodeType:
    """Statements of a module, as they mean there: `from __future__ import …` at its head holds for them."""
    names = [a.name for n in tree.body if isinstance(n, ast.ImportFrom) and n.module == "__future__" for a in n.names]
    flags = sum(getattr(__future__, name).compiler_flag for name in names)
    code: CodeType = compile(ast.Module(statements, []), filename, "exec", flags, dont_inherit=True)
    return code


def _place(node: ast.expr | ast.AugAssign) -> tuple[object, ...]:
    return type(node), node.lineno, node.col_offset, node.end_lineno, node.end_col_offset


class _Rewriter:
    """Copies a tree; only the nodes that are sites come out changed. The original stays as it is: reports quote it."""

    def __init__(self, sites: dict[ast.AST, Site]) -> None:
        self.sites = sites

    def rewrite(self, node: Any) -> Any:
        if isinstance(node, list):
            return [self.rewrite(item) for item in node]
        if not isinstance(node, ast.AST):
            return node
        kept = parts_to_rewrite(node)
        fields = {name: self.rewrite(value) if name in kept else value for name, value in ast.iter_fields(node)}
        site = self.sites.get(node)
        if site is None:
            return ast.copy_location(type(node)(**fields), node)
        if isinstance(node, ast.AugAssign):
            operands = [_loaded(node.target), fields["value"]]
            return _at(node, ast.Assign([fields["target"]], _hooked("in_place_product", site, operands, node), None))
        if isinstance(node, ast.BinOp):
            hook = "product" if isinstance(node.op, ast.MatMult) else "difference"
            return _hooked(hook, site, [fields["left"], fields["right"]], node)
        if isinstance(node, ast.Subscript):
            whole = _call("part", site, [fields["value"]], node)
            return _at(node, _run(_at(node, ast.Subscript(whole, fields["slice"], ast.Load())), node))
        assert isinstance(node, ast.Call)
        prepare = _call("call", site, [fields["func"]], node)
        prepared = _at(node, ast.Call(prepare, fields["args"], fields["keywords"]))
        return _at_method(node, _run(prepared, node))


def _hooked(hook: str, site: Site, operands: list[ast.expr], node: ast.AST) -> ast.Call:
    return _at(node, _run(_call(hook, site, operands, node), node))


def _run(prepared: ast.expr, node: ast.AST) -> ast.Call:
    return ast.Call(_constant_hook("run", node), [prepared], [])


def _call(hook: str, site: Site, operands: list[ast.expr], node: ast.AST) -> ast.Call:
    number = _at(node, ast.Constant(site.number, None))
    return _at(node, ast.Call(_constant_hook(hook, node), [number, *operands], []))


def _constant_hook(name: str, node: ast.AST) -> ast.expr:
    """A constant that `_with_hooks` replaces; in a conditional, because the compiler warns of a string called."""
    hook = _at(node, ast.Constant(f"\0hiddenmath.xray.{name}", None))
    return _at(node, ast.IfExp(_at(node, ast.Constant(True, None)), hook, _at(node, ast.Constant(None, None))))


def _at(node: ast.AST, new: _Node) -> _Node:
    return ast.copy_location(new, node)


def _at_method(node: ast.Call, new: ast.Call) -> ast.Call:
    """The compiler gives a method call that is broken over lines the line of the method's name; so do we."""
    ast.copy_location(new, node)
    function = node.func
    plain = not any(isinstance(a, ast.Starred) for a in node.args) and all(k.arg for k in node.keywords)
    if isinstance(function, ast.Attribute) and plain and function.end_lineno != node.lineno:
        new.lineno = function.end_lineno or node.lineno
        new.col_offset = max((function.end_col_offset or 0) - len(function.attr), 0)
    return new


def _loaded(target: Any) -> Any:
    """The target of an augmented assignment as an expression that reads it."""
    fields = {name: _loaded(value) if isinstance(value, ast.expr) else value for name, value in ast.iter_fields(target)}
    return ast.copy_location(type(target)(**(fields | {"ctx": ast.Load()} if "ctx" in fields else fields)), target)


def _with_hooks(code: CodeType) -> CodeType:
    constants = tuple(
        _with_hooks(c) if isinstance(c, CodeType) else _HOOKS.get(c, c) if isinstance(c, str) else c
        for c in code.co_consts
    )
    return code.replace(co_consts=constants)
