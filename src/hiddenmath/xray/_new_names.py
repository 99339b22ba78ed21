"""Names for the functions that a replacement calls: those the file has already, else ones it imports from now on."""

from collections.abc import Sequence

import libcst as cst
from libcst.helpers import get_full_name_for_node
from libcst.metadata import QualifiedName, QualifiedNameSource, Scope

_Comma = cst.Comma | cst.MaybeSentinel


class NewNames:
    """Names for one file. What it lacks is collected, and imported at the end."""

    def __init__(self, module: cst.Module) -> None:
        self.module = module
        self.wanted: dict[str, str] = {}  # function -> the name it is imported under
        names = [node for node in _descendants(module) if isinstance(node, cst.Name)]
        self._taken = {name.value for name in names}
        imports = [node for node in _descendants(module) if isinstance(node, cst.ImportFrom)]
        self._stars = [_module(node) for node in imports if isinstance(node.names, cst.ImportStar)]

    def of(self, function: str, written: str, scope: Scope | None) -> str:
        """How code in this scope calls `function`: as `written`, if that is what it means there."""
        if scope is not None and self._means(written, scope, function):
            return written
        if function not in self.wanted:
            module, _, name = function.rpartition(".")
            taken = self._taken | set(self.wanted.values())
            if self._stars or name in taken:
                name = f"{module.partition('.')[0]}_{name}"
            while name in taken:
                name += "_"
            self.wanted[function] = name
        return self.wanted[function]

    def _means(self, written: str, scope: Scope, function: str) -> bool:
        if scope.get_qualified_names_for(written) == {QualifiedName(function, QualifiedNameSource.IMPORT)}:
            return True
        from_star = self._stars == [function.rpartition(".")[0]] and function.endswith(f".{written}")
        return from_star and not scope[written]

    def imported(self, module: cst.Module, before: int) -> cst.Module:
        """The module with what is wanted, imported above its statement number `before`."""
        for function, name in sorted(self.wanted.items()):
            library, _, own = function.rpartition(".")
            longer = _with_import(module, before, library, own, name)
            before += len(longer.body) - len(module.body)
            module = longer
        return module


def _with_import(module: cst.Module, before: int, library: str, function: str, name: str) -> cst.Module:
    """`from library import function as name`: in the statement that imports from there, else in one of its own."""
    alias = cst.ImportAlias(cst.Name(function), None if name == function else cst.AsName(cst.Name(name)))
    body: list[cst.BaseStatement] = list(module.body)
    for place in range(before):
        match body[place]:
            case cst.SimpleStatementLine(body=[cst.ImportFrom(names=[*names]) as statement]) as line if (
                _module(statement) == library
            ):
                body[place] = line.with_changes(body=[_longer(statement, names, alias)])
                return module.with_changes(body=body)
    new = cst.ImportFrom(cst.parse_expression(library), [alias])  # type: ignore[arg-type]
    body.insert(_place(body[:before], library), cst.SimpleStatementLine([new]))
    return module.with_changes(body=body)


def _longer(statement: cst.ImportFrom, names: Sequence[cst.ImportAlias], alias: cst.ImportAlias) -> cst.ImportFrom:
    """The statement with one name more; what stood after the last name, a comma or a comment, stands after the new."""
    last, end = names[-1], names[-1].comma
    between: _Comma = cst.Comma(whitespace_after=cst.SimpleWhitespace(" "))
    if len(names) > 1 and isinstance(names[0].comma, cst.Comma):
        between = names[0].comma  # as the author breaks the lines
    between, end = _with_comment_of(between, end), _with_comment_of(end, cst.Comma())
    return statement.with_changes(names=[*names[:-1], last.with_changes(comma=between), alias.with_changes(comma=end)])


def _with_comment_of(comma: _Comma, other: _Comma) -> _Comma:
    """A comma with the comment that stands behind another one, or with none."""
    match comma:
        case cst.Comma(whitespace_after=cst.ParenthesizedWhitespace() as space):
            line = cst.TrailingWhitespace()
            match other:
                case cst.Comma(whitespace_after=cst.ParenthesizedWhitespace(first_line=line)):
                    pass
            return comma.with_changes(whitespace_after=space.with_changes(first_line=line))
    return comma


def _place(body: Sequence[cst.BaseStatement], library: str) -> int:
    """After the last import of the same library, else the last import, else what has to come first."""
    last = same = 0
    for place, statement in enumerate(body):
        match statement:
            case cst.SimpleStatementLine(body=[cst.Expr(cst.SimpleString() | cst.ConcatenatedString())]) if place == 0:
                last = 1
            case cst.SimpleStatementLine(body=[cst.Import() | cst.ImportFrom() as found]):
                last = place + 1
                if _library(found) == library.partition(".")[0]:
                    same = place + 1
    return same or last


def _library(statement: cst.Import | cst.ImportFrom) -> str:
    if isinstance(statement, cst.ImportFrom):
        return _module(statement).partition(".")[0]
    return (get_full_name_for_node(statement.names[0].name) or "").partition(".")[0]


def _module(statement: cst.ImportFrom) -> str:
    """The module that is imported from, empty for a relative one."""
    if statement.relative or statement.module is None:
        return ""
    return get_full_name_for_node(statement.module) or ""


def _descendants(node: cst.CSTNode) -> list[cst.CSTNode]:
    return [node, *(inner for child in node.children for inner in _descendants(child))]
