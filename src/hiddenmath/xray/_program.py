"""Run a program in this process as `python script.py` would; its own modules are rewritten as they are imported."""

import builtins
import importlib.machinery
import os
import sys
import sysconfig
import types
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from pathlib import Path
from typing import Any

from hiddenmath.xray import _hooks
from hiddenmath.xray._recorder import Recorder
from hiddenmath.xray._report import Skipped
from hiddenmath.xray._rewrite import rewrite

_USUAL: dict[str, Any] = {"__annotations__": {}} if sys.version_info < (3, 14) else {}
_OURS = str(Path(__file__).parent)
_FOREIGN = [  # looked up now: `sysconfig` imports more at the first question, which must not come from within an import
    os.path.realpath(folder)
    for folder in (sysconfig.get_path("stdlib"), sysconfig.get_path("platstdlib"), Path(_OURS).parent)
]


class Sources:
    """Rewrites files for one recorder, and keeps what could not be."""

    def __init__(self, recorder: Recorder) -> None:
        self.recorder = recorder
        self.skipped: list[Skipped] = []

    def code(self, source: bytes | str, filename: str) -> types.CodeType:
        """The code with hooks; without them if rewriting fails. Raises what compiling the plain source raises."""
        plain = compile(source, filename, "exec", dont_inherit=True)
        self.recorder.texts[filename] = source
        try:
            rewritten = rewrite(source, filename, len(self.recorder.sites))
        except Exception as error:  # noqa: BLE001  whatever is wrong with our rewriting, the program runs
            reason = f"the file could not be rewritten ({type(error).__name__}: {error})"
            self.skipped.append(Skipped(filename, 0, reason))
            return plain
        self.recorder.sites += rewritten.sites
        self.skipped += [Skipped(filename, line, reason) for line, reason in rewritten.skipped]
        return rewritten.code


class _Loader(importlib.machinery.SourceFileLoader):
    """A source file's loader that has the code already; so nothing is read from, or written to, `__pycache__`."""

    def __init__(self, fullname: str, path: str, code: types.CodeType) -> None:
        super().__init__(fullname, path)
        self.prepared = code

    def get_code(self, _: str) -> types.CodeType:
        return self.prepared


class Finder(MetaPathFinder):
    """Finds the modules that lie in the program's own folder, not those installed there."""

    def __init__(self, folder: str, sources: Sources) -> None:
        self.folder, self.sources = folder, sources

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: Any = None
    ) -> importlib.machinery.ModuleSpec | None:
        spec = importlib.machinery.PathFinder.find_spec(fullname, path, target)
        if spec is None or spec.origin is None or type(spec.loader) is not importlib.machinery.SourceFileLoader:
            return None
        if not is_own(spec.origin, self.folder):
            return None
        try:
            code = self.sources.code(spec.loader.get_data(spec.origin), spec.origin)
        except (SyntaxError, ValueError, OSError):
            return None  # the ordinary import meets the same error and reports it in its own words
        spec.loader = _Loader(fullname, spec.origin, code)
        return spec


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
    main = types.ModuleType("__main__")
    loader = importlib.machinery.SourceFileLoader("__main__", filename)
    main.__dict__.update(__file__=filename, __builtins__=builtins, __loader__=loader, __cached__=None, **_USUAL)
    sys.modules["__main__"] = main
    sources.recorder.main = filename
    code = sources.code(source, filename)
    _hooks.recorder = sources.recorder
    exec(code, main.__dict__)  # noqa: S102  the user asked for this program to be run


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
        if not tb.tb_frame.f_code.co_filename.startswith(_OURS + os.sep):
            links.append(tb)
        tb = tb.tb_next
    for link, following in zip(links, [*links[1:], None], strict=False):
        link.tb_next = following
    return links[0] if links else None
