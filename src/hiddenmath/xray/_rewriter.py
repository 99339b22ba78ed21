"""A file's source with expressions replaced, by LibCST: what is not replaced stays as it was written.

    x = np.linalg.inv(A) @ (  # the data                # the data
        b[0:200]                                  ->    x = np.linalg.solve(A, b[0:200])
    )

Operands keep the form that they have in the file. The result is compared, as a syntax tree, with the old tree in which
the nodes are replaced: so parentheses are where they are needed, and nothing else has changed.
"""

import ast
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import libcst as cst
from libcst.metadata import MetadataWrapper, ParentNodeProvider, PositionProvider, ScopeProvider

from hiddenmath.xray._new_names import NewNames
from hiddenmath.xray._report import Edit, Finding
from hiddenmath.xray._text import Span, decoded, lines, parsed, span

_PRIMARY = (cst.Call, cst.Attribute, cst.Subscript, cst.Name)
_PLAIN = (cst.Assign, cst.AnnAssign, cst.AugAssign, cst.Return, cst.Expr, cst.Arg, cst.Index, cst.Element)
_DEFAULT = cst.MaybeSentinel.DEFAULT


class Refused(Exception):
    """The finding is not fixed. The message says why."""


class Rewriter:
    """A source file, its tree, and what is known of the tree's nodes. Raises Refused if LibCST cannot read it."""

    def __init__(self, source: bytes) -> None:
        try:
            wrapper = MetadataWrapper(cst.parse_module(source), unsafe_skip_copy=True)
        except cst.ParserSyntaxError as error:
            raise Refused(f"LibCST cannot read the file: {error.message}") from error
        self.source, self.module = source, wrapper.module
        self.scopes, self.parents = wrapper.resolve(ScopeProvider), wrapper.resolve(ParentNodeProvider)
        self.nodes: dict[Span, cst.CSTNode] = {}
        for node, place in wrapper.resolve(PositionProvider).items():
            if isinstance(node, (cst.BaseExpression, cst.Assign)):
                self.nodes[Span(place.start.line, place.start.column, place.end.line, place.end.column)] = node

    def rewritten(self, findings: Sequence[Finding]) -> bytes:
        """The source with all edits of these findings. Raises Refused if they cannot all be made."""
        edits = [edit for finding in findings for edit in _edits(finding)]
        if any(_conflict(a, b) for i, a in enumerate(edits) for b in edits[:i]):
            raise Refused("it overlaps another replacement; run X-ray again")
        names, changes, expected = NewNames(self.module), _Changes(), dict[Span, ast.AST | None]()
        for edit in sorted(edits, key=lambda e: (e.end_line, e.end_column, -e.line, -e.column)):  # the inner ones first
            place, node = _place(edit), self.nodes.get(_place(edit))
            if node is None:
                raise Refused("LibCST counts the columns of this line in another way")
            if edit.after:
                inner = {_normal(self.nodes[p]): new for p, new in expected.items() if new and _within(p, place)}
                expected[place] = self._replace(node, edit, inner, names, changes)
            else:
                expected[place] = None
                self._remove(node, changes)
        tree = _Swapped(expected, lines(decoded(self.source))).visit(ast.parse(self.source))
        module = self.module.visit(changes)
        if not _is_source_of(module.bytes, tree):
            raise Refused("it cannot be written here without changing something else")
        first = min(self.module.body.index(self._statement(node, outermost=True)) for node in changes.new)
        return names.imported(module, first).bytes

    def _replace(
        self, node: cst.CSTNode, edit: Edit, inner: Mapping[str, ast.AST], names: NewNames, changes: "_Changes"
    ) -> ast.AST:
        """Note what takes the node's place; the answer is its syntax tree. `inner`: what is replaced within it."""
        operands = {_normal(n): n for n in _descendants(node) if isinstance(n, cst.BaseExpression) and n is not node}
        scope = self.scopes.get(node)
        called = {written: names.of(function, written, scope) for written, function in edit.functions.items()}
        after: ast.AST = _Inner(inner).visit(_Called(called, operands).visit(parsed(edit.after)))
        form = _Form(operands)
        new: Any = self._parsed(ast.unparse(after)).visit(form)
        if any(quote in _code(new) for quote in self._quotes_around(node)):
            raise Refused("it is in an f-string, whose quotes it would need itself")
        changes.above(self._statement(node), _comments(node, [*form.kept, *changes.new]))
        changes.new[node] = self._as_it_stands(new, node)
        return after

    def _parsed(self, code: str) -> cst.CSTNode:
        line = cst.parse_statement(code, self.module.config_for_parsing)
        assert isinstance(line, cst.SimpleStatementLine)
        return line.body[0].value if isinstance(line.body[0], cst.Expr) else line.body[0]

    def _as_it_stands(self, new: Any, old: Any) -> Any:
        """With a statement's semicolon; an expression in parentheses where it is broken over lines, or a product that
        becomes an operand."""
        if isinstance(new, cst.Assign):
            return new.with_changes(semicolon=old.semicolon)
        primary = isinstance(new, _PRIMARY)
        broken = "\n" in _code(new) and (bool(old.lpar) or not primary)
        alike = isinstance(new, cst.BinaryOperation) and isinstance(old, cst.BinaryOperation) and not old.lpar
        if broken or not (primary or alike or isinstance(self.parents[old], _PLAIN)):
            return new.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
        return new

    def _remove(self, node: cst.CSTNode, changes: "_Changes") -> None:
        """Note that a statement goes; its comments stay, above the next one."""
        changes.new[node] = None
        line = self._statement(node)
        if isinstance(line, cst.SimpleStatementLine) and len(line.body) == 1:
            block = self.parents[line].body  # type: ignore[attr-defined]
            following = block[block.index(line) + 1]
            changes.first(following, [*line.leading_lines, *_comments(line, line.leading_lines)])
        else:
            changes.above(line, _comments(node, []))

    def _quotes_around(self, node: cst.CSTNode) -> Iterator[str]:
        """The quotes of the f-strings that the node is in; before Python 3.12 nothing in them may have the same."""
        while (node := self.parents.get(node)) is not None:  # type: ignore[assignment]
            if isinstance(node, cst.FormattedString):
                yield node.quote

    def _statement(self, node: cst.CSTNode, outermost: bool = False) -> cst.CSTNode:
        """The statement that the node is in, which may have comments above it."""
        while not hasattr(node, "leading_lines") or (outermost and node not in self.module.body):
            node = self.parents[node]
        return node


class _Changes(cst.CSTTransformer):
    """Puts new nodes in the place of old ones, and comments above statements."""

    def __init__(self) -> None:
        super().__init__()
        self.new: dict[cst.CSTNode, cst.CSTNode | None] = {}
        self._above: dict[cst.CSTNode, list[cst.EmptyLine]] = {}
        self._first: dict[cst.CSTNode, list[cst.EmptyLine]] = {}

    def above(self, statement: cst.CSTNode, comments: list[cst.EmptyLine]) -> None:
        self._above[statement] = self._above.get(statement, []) + comments

    def first(self, statement: cst.CSTNode, comments: list[cst.EmptyLine]) -> None:
        self._first[statement] = self._first.get(statement, []) + comments

    def on_leave(self, original_node: Any, updated_node: Any) -> Any:
        if original_node in self.new:
            return self.new[original_node] or cst.RemoveFromParent()
        if isinstance(updated_node, cst.SimpleStatementLine) and len(updated_node.body) < len(original_node.body):
            body = [*updated_node.body[:-1], *(s.with_changes(semicolon=_DEFAULT) for s in updated_node.body[-1:])]
            updated_node = updated_node.with_changes(body=body)  # a semicolon stays only between two
        first, above = self._first.get(original_node), self._above.get(original_node)
        if not (first or above):
            return updated_node
        return updated_node.with_changes(leading_lines=[*(first or ()), *updated_node.leading_lines, *(above or ())])


class _Form(cst.CSTTransformer):
    """Gives the operands of a new expression the form that they have in the old one."""

    def __init__(self, operands: Mapping[str, cst.BaseExpression]) -> None:
        super().__init__()
        self.operands = operands
        self.kept: list[cst.CSTNode] = []

    def on_visit(self, node: cst.CSTNode) -> bool:
        return self._known(node) is None

    def on_leave(self, original_node: Any, updated_node: Any) -> Any:
        known = self._known(original_node)
        if known is None:
            return updated_node
        self.kept.append(known)
        copy = known.deep_clone()
        if isinstance(known, cst.Tuple) or (known.lpar and "\n" in _code(known)) or (known.lpar and original_node.lpar):
            return copy
        return copy.with_changes(lpar=original_node.lpar, rpar=original_node.rpar)

    def _known(self, node: cst.CSTNode) -> cst.BaseExpression | None:
        return self.operands.get(_normal(node)) if isinstance(node, cst.BaseExpression) else None


class _Called(ast.NodeTransformer):
    """Calls functions by the names that they have in the file; operands stay as they are."""

    def __init__(self, names: Mapping[str, str], operands: Collection[str]) -> None:
        self.names, self.operands = names, operands

    def visit(self, node: ast.AST) -> Any:
        if isinstance(node, ast.expr) and ast.unparse(node) in self.operands:
            return node
        if isinstance(node, ast.Call) and (name := self.names.get(ast.unparse(node.func))):
            node.func = ast.parse(name, mode="eval").body
        return self.generic_visit(node)


class _Inner(ast.NodeTransformer):
    """Puts what is replaced within an operand into the new expression."""

    def __init__(self, new: Mapping[str, ast.AST]) -> None:
        self.new = new

    def visit(self, node: ast.AST) -> Any:
        new = self.new.get(ast.unparse(node)) if isinstance(node, ast.expr) else None
        return new or self.generic_visit(node)


class _Swapped(ast.NodeTransformer):
    """The tree with other nodes at some places; None is for a statement that goes."""

    def __init__(self, new: Mapping[Span, ast.AST | None], rows: list[str]) -> None:
        self.new, self.rows = new, rows

    def visit(self, node: ast.AST) -> Any:
        if isinstance(node, (ast.expr, ast.Assign)) and (place := span(node, self.rows)) in self.new:
            return self.new[place]
        return self.generic_visit(node)


def _comments(node: cst.CSTNode, kept: Sequence[cst.CSTNode]) -> list[cst.EmptyLine]:
    """The comments within a node, but for those within what is kept."""
    if node in kept:
        return []
    if isinstance(node, cst.Comment):
        return [cst.EmptyLine(comment=node)]
    return [comment for child in node.children for comment in _comments(child, kept)]


def _descendants(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    yield node
    for child in node.children:
        yield from _descendants(child)


def _is_source_of(source: bytes, tree: ast.AST) -> bool:
    try:
        return ast.dump(ast.parse(source)) == ast.dump(tree)
    except SyntaxError:
        return False


def _normal(node: cst.CSTNode) -> str:
    """The expression as `ast` writes it, whatever its form."""
    try:
        return ast.unparse(ast.parse(f"({_code(node)}\n)", mode="eval"))
    except SyntaxError:  # a part of an f-string, or the tuple of an index
        return ""


def _code(node: cst.CSTNode) -> str:
    return cst.Module([]).code_for_node(node)


def _edits(finding: Finding) -> list[Edit]:
    if not finding.edits:
        raise Refused(finding.by_hand)
    return finding.edits


def _conflict(a: Edit, b: Edit) -> bool:
    """Can only one of them be made? An expression may be replaced within one that is replaced, and by nothing else."""
    apart = (a.end_line, a.end_column) <= (b.line, b.column) or (b.end_line, b.end_column) <= (a.line, a.column)
    return not (apart or (a.after and b.after and _place(a) != _place(b)))


def _within(inner: Span, outer: Span) -> bool:
    return outer[:2] <= inner[:2] and inner[2:] <= outer[2:]


def _place(edit: Edit) -> Span:
    return Span(edit.line, edit.column, edit.end_line, edit.end_column)
