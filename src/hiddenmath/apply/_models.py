"""What tools fitted, saved as .npz files without pickle, and loaded again."""

import importlib
import io
import zlib
from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar, Self
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._file import File, opened
from hiddenmath.apply._matched import matched
from hiddenmath.apply._tool import tools
from hiddenmath.data import InputError, Table

Arrays = Mapping[str, NDArray[Any]]


class Model(ABC):
    """What a tool fitted. A subclass says how it becomes `arrays` and is made `of` them; it stands in a file of
    `hiddenmath.apply`, where `load` finds it by its `kind`: the name of the tool, which the file holds too."""

    kind: ClassVar[str]

    @property
    @abstractmethod
    def inputs(self) -> tuple[str, ...]:
        """The names of the columns that it takes."""

    def matrix(self, table: Table) -> NDArray[np.float64]:
        """Its columns of a table, as numbers."""
        return matched(table, self.inputs)

    @property
    @abstractmethod
    def estimator(self) -> str:
        """The class of `hiddenmath.apply.estimators` that it is on scikit-learn's conventions, which makes itself of
        it (`from_model`); "" where they do not fit, and the model is used itself."""

    @abstractmethod
    def arrays(self) -> Mapping[str, Any]:
        """All of it: numbers, texts and arrays of both."""

    @classmethod
    @abstractmethod
    def of(cls, arrays: Arrays) -> Self:
        """The model again. They may come from anywhere: raises LookupError or ValueError for what does not fit."""

    def save(self) -> bytes:
        """An .npz file, readable by `numpy.load` without pickle and by `load`."""
        out = io.BytesIO()
        arrays: dict[str, Any] = {name: _plain(value) for name, value in self.arrays().items()}
        np.savez(out, kind=np.array(self.kind), **arrays)
        return out.getvalue()

    @classmethod
    def load(cls, file: File) -> Self:
        """What `save` wrote. Raises InputError for anything else, also for a model of another kind."""
        found = load_model(file, cls.kind)
        if not isinstance(found, cls):
            raise InputError(
                f"{opened(file).name} is a model of {found.kind}, not of {cls.kind}.",
                _HOW.format(cls.kind),
            )
        return found


def load(path: File) -> Any:
    """The fitted estimator that a saved model is: of `--save`, of a page's `model.npz`, or of an estimator's `save`.

    It takes new rows as arrays, with the columns in the same order, or as tables and data frames, whose columns it
    finds by name. Raises InputError for anything but a saved model, and never unpickles.

    >>> from hiddenmath import data
    >>> from hiddenmath.apply import pca
    >>> model = load(pca(data.open("iris")).files["model.npz"])
    >>> model
    PCA(n_components=2)
    >>> model.transform(data.open("iris"))[0].round(3)
    array([-2.684,  0.319])
    """
    model = load_model(path)
    if not model.estimator:
        return model
    return getattr(importlib.import_module("hiddenmath.apply.estimators"), model.estimator).from_model(model)


def load_model(file: File, wanted: str = "TOOL") -> Model:
    """The model in a file, whatever its kind. Raises InputError for anything else, which names the tool `wanted`."""
    name, content = opened(file)
    how = _HOW.format(wanted)
    arrays = _arrays(name, content, how)
    tools()  # loads the files of the package, so that each model is known
    models = {model.kind: model for model in Model.__subclasses__()}
    kind = str(arrays.get("kind", ""))[:40]
    if kind not in models:
        held = f"of kind {kind!r}, which is not known here" if kind else f"with {_listed(arrays)}, but no kind of model"
        raise InputError(f"{name} is no saved model: an archive {held}.", how)
    try:
        return models[kind].of(arrays)
    except (LookupError, ValueError, TypeError, AttributeError, ArithmeticError) as problem:
        why = f"{problem} is missing" if isinstance(problem, LookupError) else str(problem).partition("\n")[0]
        raise InputError(f"{name} is a damaged model of {kind}: {why}.", how) from None


def numbers(arrays: Arrays, name: str, *shape: int) -> NDArray[np.float64]:
    """One of the arrays as finite float64 numbers of this shape; raises ValueError where it is none."""
    found = arrays[name].astype(np.float64)
    if found.shape != shape or not np.isfinite(found).all():
        raise ValueError(f"{name} is no array of {'×'.join(map(str, shape)) or 'one'} finite numbers")
    return found


def texts(arrays: Arrays, name: str) -> tuple[str, ...]:
    """One of the arrays as a row of texts."""
    return tuple(map(str, arrays[name].ravel().tolist()))


_HOW = "Save a model with: hiddenmath {} DATA --save model.npz, or take model.npz from an answer's page."


def _arrays(name: str, content: bytes, how: str) -> dict[str, NDArray[Any]]:
    """What an .npz file holds."""
    if not content.strip():
        raise InputError(f"{name} is empty.", how)
    if content[0] == 0x80:
        raise InputError(
            f"{name} is a pickle. Opening one can run any program, so it was left alone.", f"Fit again. {how}"
        )
    if not content.startswith(b"PK"):
        text = b"\0" not in content[:1000] and not content.startswith(b"\x93NUMPY")
        begins = content[:20].decode(errors="replace").splitlines()[0]
        what = f"it is a text that begins with {begins!r}" if text else "no .npz archive"
        raise InputError(f"{name} is no saved model: {what}.", how)
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as saved:
            return {entry: saved[entry] for entry in saved if isinstance(saved[entry], np.ndarray)}
    except (BadZipFile, LookupError, OSError, EOFError, MemoryError, RuntimeError, ValueError, zlib.error) as problem:
        raise InputError(
            f"{name} is a broken archive ({problem}).", f"It was not written or not sent to its end. {how}"
        ) from None


def _plain(value: Any) -> NDArray[Any]:
    """As an array that needs no pickle."""
    array = np.asarray(value)
    return array.astype(str) if array.dtype == object else array


def _listed(names: Mapping[str, object]) -> str:
    return ", ".join(list(names)[:5]) or "nothing that NumPy reads"
