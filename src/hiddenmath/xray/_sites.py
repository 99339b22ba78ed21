"""Find the places of a program that may be linear algebra, and how they feed each other.

A site is a matrix product, a part that is taken of one at once, `(A @ B)[i]`, or a call whose callee might be one of
the known functions: whether it is, is decided when the program runs, by the object that is called. What cannot be one
is left alone: builtins, functions and classes that this very file defines, names from the standard library, and methods
whose name is no known function's.
"""

import ast
import builtins
import sys
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from hiddenmath.xray._compilers import NUMBA, TORCH, given_to_numba, uses_torch_compile
from hiddenmath.xray._differences import differences
from hiddenmath.xray._names import named_inverses
from hiddenmath.xray._operations import NAMES, OF_A_DETERMINANT
from hiddenmath.xray._uses import Reads, reads

_BUILTINS = frozenset(dir(builtins))
_FEEDS = {
    "dot",
    "matmul",
    "inv",
    "solve",
    "diag",
    "diagonal",
    "trace",
    "abs",
    "log",
}  # an expression is followed through these
_NAMED = {"inv", "diag"}  # and, where it has a name, from this to the products that use it
_ALONE = {"solve", "eig", "eigvals", "eigh", "eigvalsh", "svd", "det"}  # worth a look though no other site is near
_NOT_EXECUTED = {"annotation", "returns", "type_params"}  # may be kept as text: the tree must stay as written


class Link(NamedTuple):
    """Operand number `operand` of a site is the result of site `child`: as it is, transposed, or through a name."""

    operand: int
    child: int
    name: str | None


@dataclass(slots=True, eq=False)
class Site:
    number: int
    file: str
    node: ast.expr | ast.AugAssign
    links: tuple[Link, ...] = ()  # of `f(x, y)`: operands are (x, y)
    method_links: tuple[Link, ...] = ()  # of `x.f(y)`: operands are (x, y)
    inner: bool = False  # the result feeds another site
    name: str | None = None  # the name an inverse is kept under until products use it
    uses: list[int] = field(default_factory=list)  # the products which use that name
    linked: bool = False  # it feeds a site or is fed by one, or is worth a look alone
    alone: bool = False
    reads: Reads | None = None  # how a result that has parts is taken apart
    parents: Mapping[ast.AST, ast.AST] = field(default_factory=dict)  # of the whole file: what each node stands in
    imports: dict[str, str] = field(default_factory=dict)  # the file's, {"numpy": "np"}: for writing what is proposed

    @property
    def line(self) -> int:
        return self.node.lineno


class LeftAsItIs(Exception):
    """The file must not be rewritten; the message says why."""


class Found(NamedTuple):
    sites: list[Site]
    by_node: dict[ast.AST, Site]
    skipped: list[tuple[int, str]]


def find_sites(tree: ast.Module, filename: str, first: int) -> Found:
    """All sites of a module, numbered from `first`, linked where one is an operand of another."""
    callees = _Callees(tree)
    found = Found([], {}, [])
    if uses_torch_compile(tree, callees.imports):
        raise LeftAsItIs(TORCH)
    compiled = given_to_numba(tree, callees.imports)
    found.skipped.extend((node.lineno, f"{node.name}: {NUMBA}") for node in compiled)  # type: ignore[attr-defined]
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    risky = set(differences(tree, parents, callees.is_product))
    for node in _executed(tree, compiled):
        if isinstance(node, ast.AugAssign) and isinstance(node.op, ast.MatMult) and not _is_pure(node.target):
            found.skipped.append((node.lineno, f"{ast.unparse(node)}: the place it assigns to is itself computed"))
        elif _is_product(node) or node in risky or callees.takes_part(node) or callees.may_be_known(node):
            site = Site(first + len(found.sites), filename, node, imports=callees.imports)  # type: ignore[arg-type]
            found.sites.append(site)
            found.by_node[node] = site
    names = named_inverses(
        tree, lambda call: call in found.by_node and callees.original_name(call) in _NAMED, operands_of, callees.imports
    )
    is_main = getattr(sys.modules.get("__main__"), "__file__", None) == filename
    for site in found.sites:
        name = callees.original_name(site.node)
        site.parents = parents
        site.alone = name in _ALONE or site.node in risky
        if name in _ALONE and isinstance(site.node, ast.Call):
            site.reads = reads(site.node, parents, is_main)
        if site.node in risky or (isinstance(site.node, ast.Call) and name not in _FEEDS):
            continue
        site.links = _links(site, operands_of(site.node, method=False), found, names)
        if isinstance(site.node, ast.Call):
            site.method_links = _links(site, operands_of(site.node, method=True), found, names)
    for site in found.sites:
        site.linked = bool(site.alone or site.inner or site.links or site.method_links)
    return found


def parts_to_rewrite(node: ast.AST) -> frozenset[str]:
    """The fields of a node that are executed as they stand: all but annotations and type parameters."""
    return frozenset(node._fields) - _NOT_EXECUTED


def operands_of(node: ast.AST, method: bool) -> list[ast.expr]:
    """The operand expressions of a product or call; empty where they are not written out one by one."""
    if isinstance(node, ast.BinOp):
        return [node.left, node.right]
    if isinstance(node, ast.Subscript):
        return [node.value, node.slice]
    if not isinstance(node, ast.Call) or not _is_plain(node):
        return []
    if not method:
        return node.args
    return [node.func.value, *node.args] if isinstance(node.func, ast.Attribute) else []


def _is_plain(call: ast.Call) -> bool:
    """Are the arguments written one by one, those with names as constants?"""
    return not any(isinstance(a, ast.Starred) for a in call.args) and all(
        k.arg is not None and isinstance(k.value, ast.Constant) for k in call.keywords
    )


def under_transposes(node: ast.expr) -> tuple[ast.expr, bool]:
    """`X.T` and `X.transpose()` -> (X, transposed?)."""
    match node:
        case (
            ast.Attribute(value=inner, attr="T")
            | ast.Call(func=ast.Attribute(value=inner, attr="transpose"), args=[], keywords=[])
        ):
            inside, transposed = under_transposes(inner)
            return inside, not transposed
    return node, False


def _links(site: Site, operands: list[ast.expr], found: Found, names: dict[ast.AST, ast.Assign]) -> tuple[Link, ...]:
    links = []
    for index, operand in enumerate(operands):
        inner, _ = under_transposes(operand)
        definition = names.get(inner)
        child = found.by_node.get(definition.value if definition else inner)
        if child is None:
            continue
        child.inner = True
        if isinstance(inner, ast.Name):
            child.name = inner.id
            if site.number not in child.uses:
                child.uses.append(site.number)
        links.append(Link(index, child.number, child.name))
    return tuple(links)


def _executed(node: ast.AST, but: Collection[ast.AST]) -> Iterator[ast.AST]:
    """Every node that is executed, in the order of the source, but for some and what is in them."""
    stack = [node]
    while stack:
        current = stack.pop()
        if current in but:
            continue
        yield current
        kept = parts_to_rewrite(current)
        children: list[ast.AST] = []
        for name, value in ast.iter_fields(current):
            if name in kept:
                children += [v for v in (value if isinstance(value, list) else [value]) if isinstance(v, ast.AST)]
        stack += reversed(children)


def _is_product(node: ast.AST) -> bool:
    return isinstance(node, (ast.BinOp, ast.AugAssign)) and isinstance(node.op, ast.MatMult)


def _is_pure(target: ast.AST) -> bool:
    """Can `target` be evaluated twice without anything happening twice?"""
    match target:
        case ast.Name() | ast.Constant():
            return True
        case ast.Attribute(value=inner):
            return _is_pure(inner)
        case ast.Subscript(value=inner, slice=index):
            return _is_pure(inner) and _is_pure(index)
        case ast.Tuple(elts=parts):
            return all(map(_is_pure, parts))
        case ast.Slice(lower=a, upper=b, step=c):
            return all(x is None or _is_pure(x) for x in (a, b, c))
    return False


class _Callees:
    """Which names of a file may stand for a known function, and under which name it is known."""

    def __init__(self, tree: ast.Module) -> None:
        self.aliases: dict[str, str] = {}  # from numpy.linalg import inv as inverse: inverse -> inv
        self.imports: dict[str, str] = {}
        self.own: set[str] = set()
        bound: set[str] = set()
        for node in ast.walk(tree):
            match node:
                case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                    self.own.add(name)
                case ast.ImportFrom(module=str(module), names=names, level=0):
                    standard = module.split(".")[0] in sys.stdlib_module_names
                    for alias in names:
                        (self.own if standard else bound).add(alias.asname or alias.name)
                        if alias.name in NAMES:
                            self.aliases[alias.asname or alias.name] = alias.name
                        self.imports[f"{module}.{alias.name}"] = alias.asname or alias.name
                case ast.Import(names=names):
                    for alias in names:
                        name = alias.name if alias.asname else alias.name.split(".")[0]
                        self.imports[name] = alias.asname or name
                case ast.Assign(
                    targets=[ast.Name(id=target) | ast.Attribute(attr=target)],
                    value=ast.Name(id=name) | ast.Attribute(attr=name),
                ):
                    if name in NAMES:
                        self.aliases.setdefault(target, name)
            match node:
                case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name):
                    bound.add(name)
        self.uses_torch = any(name.split(".")[0] == "torch" for name in self.imports)
        self.own -= bound
        self.bound = bound

    def takes_part(self, node: ast.AST) -> bool:
        """Is it a part of a product: (A @ B)[i]?"""
        match node:
            case ast.Subscript(value=whole, ctx=ast.Load()):
                return self.is_product(whole)
        return False

    def is_product(self, node: ast.AST) -> bool:
        """Is it a matrix product, as far as one can see?"""
        named = isinstance(node, ast.Call) and self.original_name(node) in {"dot", "matmul"}
        return _is_product(node) or (named and self.may_be_known(node))

    def may_be_known(self, node: ast.AST) -> bool:
        """Not, for a stranger's call with `*` or `**`: if that fails, Python's message names what is called."""
        if not isinstance(node, ast.Call):
            return False
        if self.original_name(node) in OF_A_DETERMINANT:
            return self._is_of_determinant(node)
        unpacks = any(isinstance(a, ast.Starred) for a in node.args) or any(k.arg is None for k in node.keywords)
        match node.func:
            case ast.Name(id=name) | ast.Attribute(attr=name) if name in NAMES or name in self.aliases:
                return name not in self.own or isinstance(node.func, ast.Attribute)
            case ast.Name(id=name):
                return not (unpacks or name in self.own or (name in _BUILTINS and name not in self.bound))
            case ast.Attribute(value=ast.Name(id="self")) if self.uses_torch:
                return not unpacks  # it may be a module
            case ast.Attribute() | ast.Lambda():
                return False
        return not unpacks

    def _is_of_determinant(self, node: ast.Call) -> bool:
        """log(det(A)), abs(det(A)), log(abs(det(A)))"""
        match node:
            case ast.Call(args=[ast.Call() as inner], keywords=[]):
                name = self.original_name(inner)
                return name == "det" or (name == "abs" and self._is_of_determinant(inner))
        return False

    def original_name(self, node: Any) -> str | None:
        match node:
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
                return self.aliases.get(name, name)
        return None
