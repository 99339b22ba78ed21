"""Where a replacement goes in the program's file, and whether it may go there without somebody looking at it."""

import ast
from collections.abc import Iterator, Mapping, Sequence

from hiddenmath.xray._expression import Apply, Node, imported_name, subtrees
from hiddenmath.xray._recorder import Key, Recorder
from hiddenmath.xray._report import Edit
from hiddenmath.xray._sites import Site
from hiddenmath.xray._text import Span, decoded, lines, parsed, span


class ByHand(Exception):
    """The replacement was measured, but a person has to make it. The message says why."""


def edits(site: Site, uses: Sequence[tuple[Apply, Node, str]], shared: bool, recorder: Recorder) -> list[Edit]:
    """What to change in the file at `site` so that each first expression becomes the second, which is written so.

    `shared`: the site's result has a name, and the uses do without it, so its assignment goes too.
    Raises ByHand where what was measured on some operands need not hold for all that the program may have there.
    """
    source, tallies = decoded(recorder.texts[site.file]), recorder.tallies()
    rows = lines(source)
    places: dict[Span, Edit] = {}
    for before, after, written in uses:
        place = _place(before, rows)
        if len({_dimensions(key) for key in tallies if key[0] == before.site}) > 1:
            raise ByHand("it was also computed on arrays of other dimensions")
        edit = Edit(*place, written, _functions(after, site.imports))
        if places.setdefault(place, edit) != edit:
            raise ByHand("for other shapes another replacement is better")
    if shared:
        if not set(site.uses) <= {node.site for before, *_ in uses for node in _applied(before)}:
            raise ByHand(f"not every use of `{site.name}` was executed")
        statement, is_local = _assignment(site, ast.parse(source))
        if not (is_local or site.file == recorder.main):
            raise ByHand(f"another file may read `{site.name}`")
        place = span(statement, rows)
        places[place] = Edit(*place, "", {})
    return [places[place] for place in sorted(places)]


def _place(before: Apply, rows: list[str]) -> Span:
    """Where the expression stands; checked, because Python before 3.12 does not know it inside of an f-string."""
    if before.source is None:
        raise ByHand("it is not written in one piece")
    place = span(before.source, rows)
    try:
        there = parsed(_between(place, rows))
    except SyntaxError:
        there = None
    if there is None or ast.dump(there) != ast.dump(before.source):
        raise ByHand("its place in the file is not known, as inside of an f-string before Python 3.12")
    return place


def _between(place: Span, rows: list[str]) -> str:
    """The text of a place."""
    part = rows[place.line - 1 : place.end_line]
    part[-1] = part[-1][: place.end_column]
    part[0] = part[0][place.column :]
    return "".join(part)


def _dimensions(key: Key) -> tuple[int, ...]:
    return tuple(len(shape) for shape, _ in key[2:])


def _functions(node: Node, imports: Mapping[str, str]) -> dict[str, str]:
    """What an expression that is not the program's own calls: as it is written -> where it lives."""
    return {
        imported_name(new.operation, imports): new.operation
        for new in _applied(node)
        if new.source is None and new.operation.startswith(("numpy.", "scipy."))
    }


def _applied(node: Node) -> Iterator[Apply]:
    if isinstance(node, Apply):
        yield node
    for part in subtrees(node):
        yield from _applied(part)


def _assignment(site: Site, tree: ast.Module) -> tuple[ast.Assign, bool]:
    """The statement that gives the site's result its name; is it within a function?"""
    value = ast.dump(site.node, include_attributes=True)
    found = next(
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and ast.dump(node.value, include_attributes=True) == value
    )
    functions = (node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)))
    return found, any(inner is found for function in functions for inner in ast.walk(function))
