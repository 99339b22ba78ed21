"""How any value is sent to a page or a terminal: a short text and, where it is an array of numbers, the numbers."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

FEW = 20  # words that are written out
MOST_VALUES = 60_000  # about half a megabyte of JSON; a photo of 160×120 in colour


@dataclass(frozen=True)
class ShownArray:
    """The numbers of an array in row order; what JSON cannot say is one of the strings "nan", "inf", "-inf"."""

    shape: list[int]
    dtype: str
    values: list[int | float | str]


@dataclass(frozen=True)
class Shown:
    text: str
    array: ShownArray | None


@dataclass(frozen=True)
class NamedShown:
    name: str
    shown: Shown


def show(value: object) -> Shown:
    """Any value, short: "3×4 float64" and its numbers, or "0.25".

    >>> show(np.array([[1.0, np.nan]]))
    Shown(text='1×2 float64', array=ShownArray(shape=[1, 2], dtype='float64', values=[1.0, 'nan']))
    >>> show(0.25).text, show([1, 2, 3]).text, show("hello").text
    ('0.25', 'length 3 int64', "'hello'")
    """
    array = _as_numbers(value)
    if isinstance(value, list) and 0 < len(value) <= FEW and all(isinstance(part, str) for part in value):
        return Shown(_short(repr(value)), None)
    if array is None and isinstance(value, (list, tuple)):
        return Shown(f"a {type(value).__name__} of {len(value)} values", None)
    if array is None:
        return Shown(_short(repr(value)), None)
    if array.ndim == 0:
        return Shown(_number(array[()]), None)
    text = f"{shape_text(array.shape) if array.ndim > 1 else f'length {array.size}'} {array.dtype}"
    if array.size > MOST_VALUES or array.dtype.kind == "c":
        return Shown(text, None)
    return Shown(text, ShownArray(list(array.shape), str(array.dtype), _plain_numbers(array)))


def show_all(values: Mapping[str, object]) -> list[NamedShown]:
    return [NamedShown(name, show(value)) for name, value in values.items()]


def shape_text(shape: tuple[int, ...]) -> str:
    return "×".join(map(str, shape))


def _as_numbers(value: object) -> "np.typing.NDArray[np.generic] | None":
    if not isinstance(value, (bool, int, float, complex, np.generic, np.ndarray, list, tuple)):
        return None
    if text_in(value) is not None:
        return None
    try:
        array = np.asarray(value)
    except (ValueError, OverflowError):  # rows of different length; an integer beyond 64 bits in a list
        return None
    return array if array.dtype.kind in "biufc" else None


def text_in(value: object) -> str | None:
    """The first text in an array or in lists of lists; None where there is none.

    To be asked before NumPy makes an array of lists: it pads every text to the longest, and 20 kB become 100 GB.
    """
    if isinstance(value, (str, bytes)):
        return str(value)
    if isinstance(value, (list, tuple)):
        return next((text for part in value if (text := text_in(part)) is not None), None)
    if isinstance(value, (np.ndarray, np.generic)) and value.dtype.kind in "US":
        return str(value.ravel()[0]) if value.size else ""
    return None


def _plain_numbers(array: "np.typing.NDArray[np.generic]") -> list[float | str]:
    if array.dtype.itemsize > 8:  # longer floats are not plain numbers in Python either
        with np.errstate(over="ignore", invalid="ignore"):
            array = array.astype(np.float64)
    values: list[int | float | str] = array.ravel().tolist()
    if array.dtype.kind == "f" and not np.isfinite(array).all():
        return [value if np.isfinite(value) else str(value) for value in values]
    return values


def _number(value: object) -> str:
    return f"{value:.6g}" if isinstance(value, (float, complex, np.floating, np.complexfloating)) else str(value)


def _short(text: str, most: int = 80) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
