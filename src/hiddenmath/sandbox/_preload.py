"""What submitted code can import: modules loaded before it starts, because afterwards no file can be read.

The standard modules below (those that computing and its textbooks use), all of NumPy, and what the sandbox's owner
names.
"""

import importlib
import importlib.machinery
import sys
from collections.abc import Sequence
from typing import Any

STANDARD = """
    __future__ abc array ast base64 binascii bisect builtins calendar cmath codecs collections collections.abc
    colorsys contextlib copy csv ctypes dataclasses datetime decimal difflib enum errno fractions functools gc
    getpass glob graphlib hashlib heapq html inspect io itertools json keyword linecache locale logging math
    numbers operator os os.path pathlib pickle platform pprint queue random re reprlib resource secrets select
    shutil signal socket statistics string struct subprocess sys tempfile textwrap threading time timeit token
    tokenize traceback types typing unicodedata unittest unittest.mock uuid warnings weakref zlib zoneinfo
""".split()  # noqa: SIM905 - a list of sixty lines would be harder to read

# Loaded by Python or NumPy only when first needed, which would be too late.
_HIDDEN = """
    _strptime encodings.ascii encodings.cp1252 encodings.idna encodings.latin_1 encodings.raw_unicode_escape
    encodings.unicode_escape encodings.utf_16 encodings.utf_16_le encodings.utf_32 encodings.utf_8_sig
    stringprep numpy.char numpy.ctypeslib numpy.dtypes numpy.exceptions numpy.fft numpy.lib.recfunctions
    numpy.lib.scimath numpy.lib.stride_tricks numpy.linalg numpy.ma numpy.polynomial numpy.random numpy.rec
    numpy.strings numpy.testing numpy.typing
""".split()  # noqa: SIM905 - a list of sixty lines would be harder to read

_ONLY_UNIX = {"resource"}


def preload(names: Sequence[str]) -> None:
    """Loads everything that submitted code may import. Raises `ImportError` for a name in `names` that cannot be
    loaded."""
    for name in (*STANDARD, *_HIDDEN, *names):
        if sys.platform != "win32" or name not in _ONLY_UNIX:
            importlib.import_module(name)
    numpy: Any = sys.modules["numpy"]  # `from numpy import *` takes what is loaded, and not the compiler of Fortran
    numpy.__all__ = [name for name in numpy.__all__ if name in vars(numpy)]


class _Refusal:
    """Stands last among the finders, and says what to use instead of answering with a failed search of files."""

    offered = ""

    @classmethod
    def find_spec(cls, fullname: str, *_: object) -> None:
        parent = fullname.rpartition(".")[0]
        if parent and not hasattr(sys.modules.get(parent), "__path__"):
            return  # Python's own words fit: "'math' is not a package"
        raise ModuleNotFoundError(
            f"No module named {fullname!r} here. Submitted code can import {cls.offered}.", name=fullname
        )


def close_imports(names: Sequence[str]) -> None:
    """From here on only loaded modules can be imported."""
    visible = sorted(
        {name.partition(".")[0] for name in (*names, "numpy") if not name.startswith("_")} - {"hiddenmath"}
    )
    _Refusal.offered = f"{', '.join(visible)} and the common standard modules (math, random, itertools, ...)"
    sys.meta_path[:] = [importlib.machinery.BuiltinImporter, importlib.machinery.FrozenImporter, _Refusal]
