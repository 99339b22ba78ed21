"""Values as bytes and back, between a process that trusts nobody and one that nobody trusts.

One tag byte, then little-endian lengths and contents; no pickle, nothing is ever called by name. The decoder
believes nothing: every length is checked against the bytes that are there, depth and count are bounded, and an
array's bytes must be what its dtype allows.

    N  T  F               None, True, False
    i  length, bytes      int (two's complement)
    f  8 bytes            float             c  16 bytes   complex
    s  length, UTF-8      str               b  length, bytes
    l  count, values      list              t  count, values   tuple
    d  count, (key value) dict with str keys
    a  dtype, ndim, shape, bytes in C order   array; a NumPy scalar travels as an array of shape (): its dtype survives

Subclasses travel as what they are built on (`np.linalg.eigh`'s named tuple as a tuple), except subclasses of
arrays, whose meaning may lie in what an array cannot say (a mask): those are refused, `np.matrix` aside.
"""

import math
import re
import struct
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Value: TypeAlias = (
    bool | int | float | complex | str | bytes | list[Any] | tuple[Any, ...] | dict[str, Any] | NDArray[Any] | None
)

_DEPTH = 64  # nested containers; below Python's recursion limit even when the caller is deep in a web framework
# Values in all. Each costs the reader a microsecond and up to ten times its bytes, so this bounds what a hostile
# answer costs. A photo of 160×120 in colour still fits as nested lists, and an array counts once.
_COUNT = 100_000
# Python refuses to print integers of more than 4300 digits, so a longer one would fail later, elsewhere.
_INT_BITS = 14_000
_DTYPE = re.compile(r"[<>|](b1|[iu][1248]|f(2|4|8|12|16)|c(8|16|24|32)|U[1-9]\d{0,7})")
_LENGTH = struct.Struct("<Q")
_FLOAT = struct.Struct("<d")
_COMPLEX = struct.Struct("<dd")


class ValueRefused(ValueError):
    """This value cannot cross the wall, or these bytes are not a value."""


def encode(value: Value) -> bytes:
    """The bytes of `value`.

    >>> encode([1, "a"])
    b'l\\x02\\x00\\x00\\x00\\x00\\x00\\x00\\x00i\\x01\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x01s\\x01\\x00\\x00\\x00\\x00\\x00\\x00\\x00a'

    Raises `ValueRefused`, naming the type, for anything else than `Value`.
    """
    encoder = _Encoder()
    encoder.add(value, 0)
    return b"".join(encoder.parts)


def decode(data: bytes | bytearray | memoryview) -> Value:
    """The value whose bytes are `data`; arrays are fresh, aligned and writable. Raises `ValueRefused` for anything
    else."""
    decoder = _Decoder(data)
    value = decoder.value(0)
    if decoder.at != len(data):
        raise ValueRefused(f"{len(data) - decoder.at} bytes after the end of the value")
    return value


class _Encoder:
    def __init__(self) -> None:
        self.parts: list[bytes | memoryview] = []
        self.count = 0

    def add(self, value: object, depth: int) -> None:
        # The slots of the built-in types are called by name: what a subclass overrides (`__iter__`, `__len__`,
        # `__array__`) is not asked.
        self.count += 1
        if self.count > _COUNT:
            raise ValueRefused(f"more than {_COUNT:,} values; a NumPy array carries as many numbers as one value")
        if depth > _DEPTH:
            raise ValueRefused(f"containers nested more than {_DEPTH} deep (does a list contain itself?)")
        match value:
            case None:
                self.parts.append(b"N")
            case bool():
                self.parts.append(b"T" if value else b"F")
            case np.ndarray() | np.generic():  # before float and str: np.float64 is a float, np.str_ a str
                self.array(value)
            case int():
                self.integer(int.__int__(value))
            case float():
                self.parts.append(b"f" + _FLOAT.pack(float.__float__(value)))
            case complex():
                self.parts.append(b"c" + _COMPLEX.pack(value.real, value.imag))
            case str():
                self.text(value)
            case bytes():
                self.sized(b"b", bytes.__getitem__(value, slice(None)))
            case list():
                self.items(b"l", list.copy(value), depth)
            case tuple():
                self.items(b"t", tuple.__getitem__(value, slice(None)), depth)
            case dict():
                self.mapping(dict.copy(value), depth)
            case _:
                raise ValueRefused(f"{_article(type(value).__name__)} cannot be an answer; {_ALLOWED}")

    def sized(self, tag: bytes, data: bytes) -> None:
        self.parts += (tag, _LENGTH.pack(len(data)), data)

    def integer(self, value: int) -> None:
        if value.bit_length() > _INT_BITS:
            raise ValueRefused(f"an integer of {value.bit_length():,} bits; at most {_INT_BITS:,} can be an answer")
        self.sized(b"i", value.to_bytes(value.bit_length() // 8 + 1, "little", signed=True))

    def text(self, value: str) -> None:
        try:
            self.sized(b"s", str.encode(value, "utf-8"))
        except UnicodeEncodeError as error:
            raise ValueRefused(
                f"a str with half a character (a lone surrogate) at position {error.start} cannot be an answer"
            ) from None

    def items(self, tag: bytes, values: list[Any] | tuple[Any, ...], depth: int) -> None:
        self.parts += (tag, _LENGTH.pack(len(values)))
        for value in values:
            self.add(value, depth + 1)

    def mapping(self, values: dict[Any, Any], depth: int) -> None:
        self.parts += (b"d", _LENGTH.pack(len(values)))
        for key, value in values.items():
            if not isinstance(key, str):
                raise ValueRefused(
                    f"a dict with a key of type {type(key).__name__} cannot be an answer; the keys must be str"
                )
            self.text(key)
            self.add(value, depth + 1)

    def array(self, value: NDArray[Any] | np.generic) -> None:
        if isinstance(value, np.ndarray) and type(value) not in (np.ndarray, np.matrix):
            raise ValueRefused(
                f"{_article(type(value).__name__)} cannot be an answer; np.asarray makes a plain array of it"
            )
        plain = np.asarray(value)
        code = plain.dtype.str.encode()
        if not _DTYPE.fullmatch(plain.dtype.str):
            raise ValueRefused(f"an array of dtype {plain.dtype} cannot be an answer; numbers, bool and str can")
        if plain.dtype.kind == "U" and not _readable(plain):
            raise ValueRefused("an array with half a character (a lone surrogate) cannot be an answer")
        header = bytes([len(code)]) + code + bytes([plain.ndim]) + struct.pack(f"<{plain.ndim}Q", *plain.shape)
        self.parts += (b"a", header, plain.tobytes("C"))


_ALLOWED = "an answer is None, a number, str, bytes, a list, tuple or dict of such, or a NumPy array"


def _article(name: str) -> str:
    return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"


def _readable(text: NDArray[Any]) -> bool:
    codes = np.ascontiguousarray(text).reshape(-1).view(text.dtype.byteorder + "u4")
    return not bool(np.any((codes > 0x10FFFF) | ((codes >= 0xD800) & (codes <= 0xDFFF))))


class _Decoder:
    def __init__(self, data: bytes | bytearray | memoryview) -> None:
        self.data = memoryview(data)
        self.at = 0
        self.count = 0

    def take(self, length: int) -> memoryview:
        if length > len(self.data) - self.at:
            raise ValueRefused(f"{length} bytes were announced, {len(self.data) - self.at} are there")
        self.at += length
        return self.data[self.at - length : self.at]

    def length(self) -> int:
        return int(_LENGTH.unpack(self.take(8))[0])

    def value(self, depth: int) -> Value:
        self.count += 1
        if self.count > _COUNT or depth > _DEPTH:
            raise ValueRefused("too many values, or nested too deep")
        match self.take(1)[0]:
            case 0x4E:  # N
                return None
            case 0x54:  # T
                return True
            case 0x46:  # F
                return False
            case 0x69:  # i
                return self.integer()
            case 0x66:  # f
                return float(_FLOAT.unpack(self.take(8))[0])
            case 0x63:  # c
                return complex(*_COMPLEX.unpack(self.take(16)))
            case 0x73:  # s
                return self.text()
            case 0x62:  # b
                return bytes(self.take(self.length()))
            case 0x6C:  # l
                return [self.value(depth + 1) for _ in range(self.length())]
            case 0x74:  # t
                return tuple([self.value(depth + 1) for _ in range(self.length())])
            case 0x64:  # d
                return self.mapping(depth)
            case 0x61:  # a
                return self.array()
            case tag:
                raise ValueRefused(f"no value begins with byte {tag}")

    def integer(self) -> int:
        data = self.take(self.length())
        if len(data) > _INT_BITS // 8 + 1:
            raise ValueRefused(f"an integer of {len(data)} bytes")
        return int.from_bytes(data, "little", signed=True)

    def text(self) -> str:
        try:
            return str(self.take(self.length()), "utf-8")
        except UnicodeDecodeError as error:
            raise ValueRefused(f"text that is not UTF-8: {error}") from None

    def mapping(self, depth: int) -> dict[str, Value]:
        answer: dict[str, Value] = {}
        for _ in range(self.length()):
            if self.take(1)[0] != ord("s"):
                raise ValueRefused("a dict key that is not a str")
            key = self.text()
            if key in answer:
                raise ValueRefused(f"the key {key!r} twice")
            answer[key] = self.value(depth + 1)
        return answer

    def array(self) -> NDArray[Any]:
        code = str(self.take(self.take(1)[0]), "latin-1")
        if not _DTYPE.fullmatch(code):
            raise ValueRefused(f"no array of dtype {code!r}")
        ndim = self.take(1)[0]
        shape = struct.unpack(f"<{ndim}Q", self.take(8 * ndim))
        try:
            dtype = np.dtype(code)
            data = self.take(math.prod(shape) * dtype.itemsize)
            plain = np.frombuffer(data, dtype).reshape(shape).copy()  # the copy is aligned and writable
        except ValueRefused:
            raise
        except (ValueError, TypeError, OverflowError) as error:
            raise ValueRefused(f"no array of dtype {code!r} and shape {shape}: {error}") from None
        if dtype.kind == "b" and plain.size and int(plain.view(np.uint8).max()) > 1:
            raise ValueRefused("a bool that is neither true nor false")
        if dtype.kind == "U" and not _readable(plain):
            raise ValueRefused("an array of str with a character that does not exist")
        return plain
