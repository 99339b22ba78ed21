"""What a program reads of a result that has several parts.

    w, V = np.linalg.eigh(A)        reads only the first part, if V is never used
    np.linalg.svd(A)[1]             reads only the second
    U, s, Vt = np.linalg.svd(A)     reads no more of U than U[:, :len(s)], if that is how U is always used

Only what the source shows for certain: a name is unused if its scope, and what is defined in it, never reads it.
"""

import ast
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from hiddenmath.xray._names import declared

Scope = ast.Module | ast.FunctionDef | ast.AsyncFunctionDef
_FIELDS = {"eigenvalues": 0, "eigenvectors": 1, "U": 0, "S": 1, "Vh": 2}  # of NumPy's named results
_LOOKS_EVERYWHERE = {"locals", "globals", "vars", "eval", "exec", "dir"}


class Read(NamedTuple):
    """How one part is read."""

    name: str | None  # what it is called; None if it has no name
    at_most: int | None  # this many columns of a U, or rows of a Vt; 0: none, so it is unused; None: perhaps all
    with_values: bool = False  # and at most as many as there are singular values: U[:, :len(s)]


class Reads(NamedTuple):
    """How the parts of a call's result are read. `source`: the assignment or the index that takes them apart."""

    source: ast.Assign | ast.Subscript | ast.Attribute
    parts: tuple[Read, ...]

    @property
    def only(self) -> int | None:
        """The number of the part that is read, if all others are unused."""
        read = [i for i, part in enumerate(self.parts) if part.at_most != 0 or part.with_values]
        return read[0] if len(read) == 1 else None


def reads(call: ast.Call, parents: Mapping[ast.AST, ast.AST], is_main: bool) -> Reads | None:
    """How the result of `call` is taken apart, where that can be seen. `is_main`: no other file imports this one."""
    match parents[call]:
        case ast.Attribute(attr=name, ctx=ast.Load()) as source if name in _FIELDS:
            return Reads(source, tuple(Read(None, None if i == _FIELDS[name] else 0) for i in range(3)))
        case ast.Subscript(value=ast.Call(), slice=ast.Constant(value=int(index))) as source if 0 <= index < 3:
            return Reads(source, tuple(Read(None, None if i == index else 0) for i in range(3)))
        case ast.Assign(targets=[ast.Tuple(elts=targets)], value=ast.Call()) as source if all(
            isinstance(t, ast.Name) for t in targets
        ):
            around = scope(source, parents)
            names = [t.id for t in targets if isinstance(t, ast.Name)]
            if around is None:
                return None
            seen = is_main or not isinstance(around, ast.Module)
            return Reads(source, tuple(_read(name, i, names, around, parents, seen) for i, name in enumerate(names)))
    return None


def _read(name: str, part: int, names: list[str], scope: Scope, parents: Mapping[ast.AST, ast.AST], seen: bool) -> Read:
    """How a name is read in its scope. `seen`: nothing outside reads it."""
    if not (seen or name == "_") or declared(name, scope) or _looks_everywhere(scope):
        return Read(name, None)
    everywhere = [node for node in ast.walk(scope) if isinstance(node, ast.Name) and node.id == name]
    loads = [node for node in everywhere if not isinstance(node.ctx, ast.Store)]
    if not loads:
        return Read(name, 0)
    stored_once = len(everywhere) - len(loads) == 1
    if not (stored_once and len(names) == 3 and part in (0, 2)):  # two parts of one name are stored twice
        return Read(name, None)
    lengths = [_length(parents[load], load, part, names[1]) for load in loads]
    if None in lengths:
        return Read(name, None)
    numbers = [length for length in lengths if isinstance(length, int)]
    return Read(name, max(numbers, default=0), with_values=len(numbers) < len(lengths))


def _length(parent: ast.AST, load: ast.AST, part: int, values: str) -> int | str | None:
    """Of `U[:, :k]` and `Vt[:k]`: k if it is a number, the name of the singular values if it is how many there are."""
    match parent:
        case ast.Subscript(value=value, slice=ast.Tuple(elts=[rows, columns])) if value is load:
            taken, other = (columns, rows) if part == 0 else (rows, columns)
            if not (isinstance(other, ast.Slice) and other.lower is other.upper is other.step is None):
                return None
        case ast.Subscript(value=value, slice=taken) if value is load and part == 2:
            pass
        case _:
            return None
    match taken:
        case ast.Constant(value=int(k)) if k >= 0:
            return k + 1
        case ast.Slice(lower=None, upper=ast.Constant(value=int(k)), step=None) if k > 0:
            return k
        case ast.Slice(
            lower=None,
            upper=ast.Call(func=ast.Name(id="len"), args=[ast.Name(id=name)])
            | ast.Attribute(value=ast.Name(id=name), attr="size")
            | ast.Subscript(value=ast.Attribute(value=ast.Name(id=name), attr="shape"), slice=ast.Constant(value=0)),
            step=None,
        ) if name == values:
            return name
    return None


def scope(node: ast.AST, parents: Mapping[ast.AST, ast.AST]) -> Scope | None:
    """The function or module whose variables an assignment here sets; None in a class, where they are attributes."""
    for outer in outward(node, parents):
        if isinstance(outer, (ast.Module, ast.FunctionDef, ast.AsyncFunctionDef)):
            return outer
        if isinstance(outer, ast.ClassDef):
            return None
    return None


def outward(node: ast.AST, parents: Mapping[ast.AST, ast.AST]) -> Iterator[ast.AST]:
    """What a node stands in, from the inside out."""
    while (node := parents.get(node)) is not None:  # type: ignore[assignment]
        yield node


def _looks_everywhere(scope: ast.AST) -> bool:
    return any(isinstance(node, ast.Name) and node.id in _LOOKS_EVERYWHERE for node in ast.walk(scope))
