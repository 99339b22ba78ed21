"""The lines of a with-block itself: `with hiddenmath.record() as x:` in a module or a notebook's cell.

A frame that runs cannot be given other code. But at the top level of a module all variables are the module's: there the
block's lines, compiled with hooks, are executed from within `__enter__`, where the block would begin, and the block as
it stands is left at its first line, by a trace function which raises what they raised, or `Done`. Elsewhere, in
functions and under debuggers, the lines run as they are, and the report says that only what they call was recorded.
"""

import ast
import linecache
import sys
from types import CodeType, FrameType
from typing import Any

from hiddenmath.xray._living import key
from hiddenmath.xray._program import Sources
from hiddenmath.xray._report import Skipped

_LEAVES = (ast.Return, ast.Yield, ast.YieldFrom, ast.Await, ast.AsyncFor, ast.AsyncWith)
_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)

_known: dict[tuple[str, str, int], CodeType] = {}  # file, source, line: a block in a loop is entered again and again


class Done(BaseException):
    """The block's lines have been executed. It is raised at the first of them, and caught by `__exit__`."""


class Unsuitable(Exception):
    """The lines run as they are; the message says why."""


def has_hooks(frame: FrameType, sources: Sources) -> bool:
    """Are the block's lines recorded as they stand, because the whole program is X-rayed?"""
    return any(code is frame.f_code for _, code in sources.pairs)


def execute(frame: FrameType, sources: Sources, xray: object) -> Any:
    """Execute the block that the frame is about to enter, `xray` under the name that the block gives it, and have the
    frame leave it at once. The answer is the trace function to be set when it has left.

    Raises Unsuitable, before anything was executed.
    """
    if frame.f_locals is not frame.f_globals:
        raise Unsuitable("it is in a function")
    if sys.gettrace() is not None or frame.f_trace is not None:
        raise Unsuitable("a debugger or a coverage tool follows the lines")
    code, name = _compiled(frame, sources)
    if name is not None:
        frame.f_globals[name] = xray
    outcome: BaseException = Done()
    try:
        exec(code, frame.f_globals)  # noqa: S102  they are the user's own lines, which run here in place of there
    except BaseException as error:  # noqa: BLE001  it is raised where it belongs, in the block
        outcome = error

    following = sys.gettrace()  # None, but for lines that have just set one

    def leave(*_: Any) -> None:
        frame.f_trace = None
        raise outcome

    sys.settrace(lambda *_: None)
    frame.f_trace = leave
    return following


def not_recorded(frame: FrameType, why: str) -> Skipped:
    """What the report says of lines that run as they are."""
    reason = (
        f"the lines of this with-block are not recorded, only what they call, because {why}; "
        "put them into a function with @hiddenmath.record"
    )
    return Skipped(frame.f_code.co_filename, frame.f_lineno, reason)


def _compiled(frame: FrameType, sources: Sources) -> tuple[CodeType, str | None]:
    """The block's lines with hooks, and the name after `as`."""
    file = frame.f_code.co_filename
    source = "".join(linecache.getlines(file, frame.f_globals))
    try:
        tree = ast.parse(source, file)
    except (SyntaxError, ValueError) as error:
        raise Unsuitable("its source is not there") from error
    block = _block(tree, frame)
    match block.items:
        case [ast.withitem(optional_vars=None)]:
            name = None
        case [ast.withitem(optional_vars=ast.Name(id=name))]:
            pass
        case _:
            raise Unsuitable("it does more than one thing at once")
    if any(_leaves(statement) for statement in block.body) or block.body[0].lineno <= frame.f_lineno:
        raise Unsuitable("it is left from within, or is on one line")
    place = (file, source, frame.f_lineno)
    if place not in _known:
        _known[place] = sources.code(source, file, part=lambda tree: _block(tree, frame).body)
    return _known[place], name


def _block(tree: ast.Module, frame: FrameType) -> ast.With:
    """The with-statement that the frame is at. Raises Unsuitable if this is not the source that was compiled."""
    line = frame.f_lineno
    blocks = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.With) and node.lineno <= line <= (node.items[-1].context_expr.end_lineno or line)
    ]
    if len(blocks) != 1:
        raise Unsuitable("its source is not there")
    whole: list[ast.Module] = [tree, *(ast.Module([statement], []) for statement in tree.body)]  # a cell's statements
    compiled = (compile(part, frame.f_code.co_filename, "exec", dont_inherit=True) for part in whole)
    if key(frame.f_code) not in map(key, compiled):
        raise Unsuitable("its source has changed since")
    return blocks[0]


def _leaves(node: ast.AST, in_loop: bool = False) -> bool:
    """May control leave the block here, other than by an exception?"""
    if isinstance(node, _SCOPES):
        return False
    if isinstance(node, _LEAVES) or (isinstance(node, (ast.Break, ast.Continue)) and not in_loop):
        return True
    loop = in_loop or isinstance(node, (ast.For, ast.While))
    return any(_leaves(child, loop) for child in ast.iter_child_nodes(node))
