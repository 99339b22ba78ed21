"""Follow an inverse, or a diagonal matrix, that is given a name before it multiplies.

    S_inv = inv(S)
    gain = P @ H.T @ S_inv

Here `S_inv` may be read as `inv(S)`, if that is all it ever is: assigned once, used only as a factor of products that
come after it in the same block, while nothing that `S` is made of is assigned in between, nor may be by a call.
"""

import ast
from collections.abc import Callable, Iterator, Mapping

from hiddenmath.xray._effects import effects

Operands = Callable[..., list[ast.expr]]
_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)


def named_inverses(
    tree: ast.Module, is_inverse: Callable[[ast.expr], bool], operands_of: Operands, imports: Mapping[str, str]
) -> dict[ast.AST, ast.Assign]:
    """Use of a name (its node) -> the assignment of the inverse that it stands for."""
    factors = _factors(tree, operands_of)
    shared = {n for node in ast.walk(tree) if isinstance(node, (ast.Global, ast.Nonlocal)) for n in node.names}
    uses: dict[ast.AST, ast.Assign] = {}
    for scope in ast.walk(tree):
        if isinstance(scope, (ast.Module, ast.FunctionDef, ast.AsyncFunctionDef)):
            for block in _blocks(scope):
                for i, statement in enumerate(block):
                    match statement:
                        case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call(args=[operand], keywords=[])) if (
                            is_inverse(statement.value)
                        ):
                            found, region = _uses(name, block[i + 1 :], scope, factors)
                            if _stays(operand, region, shared, imports):
                                uses |= dict.fromkeys(found, statement)
    return uses


def _uses(
    name: str, after: list[ast.stmt], scope: ast.AST, factors: set[ast.AST]
) -> tuple[list[ast.Name], list[ast.stmt]]:
    """The uses of a name as a factor and the statements up to the last; nothing if it is also something else."""
    everywhere = [node for node in ast.walk(scope) if isinstance(node, ast.Name) and node.id == name]
    loads = [node for node in everywhere if isinstance(node.ctx, ast.Load)]
    last = max((i for i, s in enumerate(after) if any(n in loads for n in ast.walk(s))), default=-1)
    region = after[: last + 1]
    here = {node for statement in region for node in same_scope(statement)}
    alone = len(everywhere) - len(loads) == 1 and not declared(name, scope)
    return (loads, region) if alone and all(n in factors and n in here for n in loads) else ([], [])


def _stays(operand: ast.expr, region: list[ast.stmt], shared: set[str], imports: Mapping[str, str]) -> bool:
    """Would the operand, evaluated again after these statements, be what it was?

    What it is made of must not be assigned, nor given to a call that may write into it. Where it holds a part of an
    object, a global variable that functions assign, or the value of a call that may do more than give it, nothing may
    be called that is not known to be harmless.
    """
    modules = set(imports.values())
    parts = list(ast.walk(operand))
    names = {part.id for part in parts if isinstance(part, ast.Name)} - modules
    acts = [act for statement in region for act in effects(statement, imports)]
    if any(_stored_name(node) in names for statement in region for node in ast.walk(statement)) or any(
        isinstance(node, ast.Name) and node.id in names for act in acts for node in ast.walk(act)
    ):
        return False
    of_objects = any(_is_part_of_object(part) and _root(part) not in modules for part in parts)
    return not (acts and (of_objects or names & shared or effects(operand, imports)))


def _is_part_of_object(node: ast.AST) -> bool:
    return isinstance(node, ast.Subscript) or (isinstance(node, ast.Attribute) and node.attr != "T")


def _root(node: ast.AST) -> str | None:
    while isinstance(node, (ast.Attribute, ast.Subscript, ast.Starred)):
        node = node.value
    return node.id if isinstance(node, ast.Name) else None


def _factors(tree: ast.Module, operands_of: Operands) -> set[ast.AST]:
    """Names that stand as an operand of a product, themselves or transposed."""
    factors: set[ast.AST] = set()
    for node in ast.walk(tree):
        for operand in _product_operands(node, operands_of):
            inner = operand
            while isinstance(inner, ast.Attribute) and inner.attr == "T":
                inner = inner.value
            factors.add(inner)
    return factors


def _product_operands(node: ast.AST, operands_of: Operands) -> list[ast.expr]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult):
        return operands_of(node, method=False)
    match node:
        case ast.Call(func=ast.Name(id="dot" | "matmul")):
            return operands_of(node, method=False)
        case ast.Call(func=ast.Attribute(attr="dot" | "matmul"), args=[_, _]):
            return operands_of(node, method=False)
        case ast.Call(func=ast.Attribute(attr="dot"), args=[_]):
            return operands_of(node, method=True)
    return []


def _blocks(scope: ast.AST) -> Iterator[list[ast.stmt]]:
    """Every list of statements of a scope, not of the functions and classes within it."""
    stack = [scope]
    while stack:
        node = stack.pop()
        for _, value in ast.iter_fields(node):
            if isinstance(value, list) and value and isinstance(value[0], ast.stmt):
                yield value
            children = value if isinstance(value, list) else [value]
            stack += [
                child
                for child in children
                if isinstance(child, (ast.stmt, ast.excepthandler, ast.match_case)) and not isinstance(child, _SCOPES)
            ]


def same_scope(node: ast.AST) -> Iterator[ast.AST]:
    """The node and what is within it, but nothing within functions, classes and lambdas: that is executed later."""
    yield node
    if not isinstance(node, _SCOPES):
        for child in ast.iter_child_nodes(node):
            yield from same_scope(child)


def declared(name: str, scope: ast.AST) -> bool:
    """Is the name shared with another scope, or bound by something that is no `Name` node?"""
    for node in ast.walk(scope):
        match node:
            case ast.Global(names=names) | ast.Nonlocal(names=names) if name in names:
                return True
            case ast.arg(arg=other) | ast.FunctionDef(name=other) | ast.ClassDef(name=other) if other == name:
                return True
            case ast.Constant(value=str(text)) if text == name:  # __all__, getattr, locals()[...]
                return True
    return False


def _stored_name(node: ast.AST) -> str | None:
    """`x = …`, `x += …`, `x[i] = …`, `x.a = …`, `del x`: x."""
    stored = isinstance(node, ast.expr) and isinstance(getattr(node, "ctx", None), (ast.Store, ast.Del))
    return _root(node) if stored else None
