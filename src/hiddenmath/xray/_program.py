"""Run a program in this process as `python script.py` would; its own modules are rewritten as they are imported."""

import ast
import builtins
import importlib.machinery
import os
import runpy
import sys
import sysconfig
import types
from collections.abc import Iterator, Sequence
from importlib.abc import MetaPathFinder
from pathlib import Path
from typing import Any, NamedTuple

from hiddenmath.xray import _asserts, _hooks
from hiddenmath.xray._living import take_hooks
from hiddenmath.xray._recorder import Recorder
from hiddenmath.xray._report import Skipped
from hiddenmath.xray._rewrite import Part, compile_part, rewrite
from hiddenmath.xray._sites import LeftAsItIs

_USUAL: dict[str, Any] = {"__annotations__": {}} if sys.version_info < (3, 14) else {}
_NEVER = ("hiddenmath.xray",)  # it would record itself
OURS = str(Path(__file__).parent)
_FOREIGN = [  # looked up now: `sysconfig` imports more at the first question, which must not come from within an import
    os.path.realpath(folder)
    for folder in (sysconfig.get_path("stdlib"), sysconfig.get_path("platstdlib"), Path(OURS).parent)
]


class Recording(NamedTuple):
    """What of a program is recorded, and for how long."""

    include: Sequence[str] = ()  # packages and modules besides the program's own files
    exclude: Sequence[str] = ()  # and those that are left out, though they are its own or within an included one
    seconds: float | None = None
    calls: int | None = None
    memory: int = 256 << 20  # bytes for copies of matrices


class Sources:
    """Rewrites files for one recorder, and keeps what could not be."""

    def __init__(self, recorder: Recorder) -> None:
        self.recorder = recorder
        self.skipped: list[Skipped] = []
        self.closed = False  # is nothing to be rewritten any more?
        self.pairs: list[tuple[types.CodeType, types.CodeType]] = []  # each code object, plain and with hooks

    def code(
        self, source: bytes | str, filename: str, tree: ast.Module | None = None, part: Part | None = None
    ) -> types.CodeType:
        """The code with hooks; without them if rewriting fails. Raises what compiling the plain source raises.

        `tree`: what is compiled of the source, if somebody has changed it; `part`: the statements of it, if not all.
        """
        if part is None:
            plain = compile(source if tree is None else tree, filename, "exec", dont_inherit=True)
        else:
            whole = ast.parse(source, filename)
            plain = compile_part(whole, part(whole), filename)
        self.recorder.texts[filename] = source
        if self.closed:
            return plain
        try:
            rewritten = rewrite(source, filename, len(self.recorder.sites), tree, part)
        except LeftAsItIs as reason:
            self.skipped.append(Skipped(filename, 0, str(reason)))
            self.closed = True
            take_hooks(self.pairs)
            return plain
        except Exception as error:  # noqa: BLE001  whatever is wrong with our rewriting, the program runs
            why = f"the file could not be rewritten ({type(error).__name__}: {error})"
            self.skipped.append(Skipped(filename, 0, why))
            return plain
        self.pairs += zip(_nested(plain), _nested(rewritten.code), strict=True)
        self.recorder.sites += rewritten.sites
        self.skipped += [Skipped(filename, line, reason) for line, reason in rewritten.skipped]
        return rewritten.code


_of_process: Sources | None = None


def sources_of_process(memory: int = 256 << 20) -> Sources:
    """All that was rewritten in this process, for whichever recording: code keeps the numbers of its sites."""
    global _of_process
    if _of_process is None:
        _of_process = Sources(Recorder(memory))
    return _of_process


def _nested(code: types.CodeType) -> Iterator[types.CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from _nested(constant)


class _Loader(importlib.machinery.SourceFileLoader):
    """A source file's loader that has the code already; so nothing is read from, or written to, `__pycache__`."""

    def __init__(self, fullname: str, path: str, code: types.CodeType) -> None:
        super().__init__(fullname, path)
        self.prepared = code

    def get_code(self, _: str) -> types.CodeType:
        return self.prepared


class Finder(MetaPathFinder):
    """Finds the modules that lie in the program's own folder, not those installed there, and the included packages."""

    def __init__(self, folder: str, sources: Sources, recording: Recording | None = None) -> None:
        self.folder, self.sources, self.recording = folder, sources, recording or Recording()
        self.missing = set(self.recording.include)  # of which nothing was imported

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: Any = None
    ) -> importlib.machinery.ModuleSpec | None:
        spec = importlib.machinery.PathFinder.find_spec(fullname, path, target)
        if spec is None or spec.origin is None or type(spec.loader) is not importlib.machinery.SourceFileLoader:
            return None
        if fullname == _asserts.NAME:
            spec.loader = _asserts.Loader(fullname, spec.origin, self._test_file)
            return spec
        if not self._is_wanted(fullname, spec.origin):
            return None
        try:
            code = self.sources.code(spec.loader.get_data(spec.origin), spec.origin)
        except (SyntaxError, ValueError, OSError):
            return None  # the ordinary import meets the same error and reports it in its own words
        spec.loader = _Loader(fullname, spec.origin, code)
        return spec

    def _is_wanted(self, module: str, file: str) -> bool:
        if within(module, self.recording.exclude) or within(module, _NEVER):
            return False
        included = within(module, self.recording.include)
        self.missing -= included
        return bool(included) or is_own(file, self.folder)

    def _test_file(self, tree: ast.Module, file: str) -> types.CodeType | None:
        return self.sources.code(Path(file).read_bytes(), file, tree) if is_own(file, self.folder) else None


def within(module: str, packages: Sequence[str]) -> set[str]:
    """Those of the packages that the module is, or is in."""
    return {package for package in packages if module == package or module.startswith(package + ".")}


def is_own(file: str, folder: str) -> bool:
    """Did the user write this file? It is under the folder, but in no library, environment or package of ours."""
    real = Path(os.path.realpath(file))
    inside = real.is_relative_to(folder) and {"site-packages", "dist-packages"}.isdisjoint(real.parts)
    return inside and not any(real.is_relative_to(foreign) for foreign in _FOREIGN)


def run_main(path: str, sources: Sources) -> None:
    """Execute a file as `__main__`. Whatever it raises comes out, SystemExit too."""
    with open(path, "rb") as file:
        source = file.read()
    run_source(source, os.path.abspath(path), sources)


def run_source(source: bytes | str, filename: str, sources: Sources) -> None:
    """Execute source as the `__main__` that a file of this name would be."""
    main = _new_main()
    loader = importlib.machinery.SourceFileLoader("__main__", filename)
    main.__dict__.update(__file__=filename, __loader__=loader, __cached__=None, **_USUAL)
    sources.recorder.main = filename
    code = sources.code(source, filename)
    _hooks.recorder = sources.recorder
    exec(code, main.__dict__)  # noqa: S102  the user asked for this program to be run


def run_module(name: str, sources: Sources) -> None:
    """Execute a module as `python -m` does; a `Finder` gives its code. Whatever it raises comes out."""
    main = _new_main()
    main.__dict__.update(_USUAL)
    sys.argv[0] = "-m"  # until the module is found
    _hooks.recorder = sources.recorder
    runpy._run_module_as_main(name)  # type: ignore[attr-defined]  # what Python itself calls


def _new_main() -> types.ModuleType:
    main = types.ModuleType("__main__")
    main.__dict__.update(__builtins__=builtins)
    sys.modules["__main__"] = main
    return main


def without_our_frames(error: BaseException | None) -> None:
    """Drop the frames of X-ray from an exception's traceback, and from those it came from."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        error.__traceback__ = _filtered(error.__traceback__)
        without_our_frames(error.__cause__ if error.__cause__ is not error.__context__ else None)
        error = error.__context__


def _filtered(tb: types.TracebackType | None) -> types.TracebackType | None:
    links = []
    while tb is not None:
        if not tb.tb_frame.f_code.co_filename.startswith(OURS + os.sep):
            links.append(tb)
        tb = tb.tb_next
    for link, following in zip(links, [*links[1:], None], strict=False):
        link.tb_next = following
    return links[0] if links else None
