"""Values as bytes: what travels arrives; what cannot is refused by name; forged bytes never do more than be refused."""

import collections
import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiddenmath.sandbox import ValueRefused
from hiddenmath.sandbox._codec import decode, encode

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
LEAVES = (
    st.none() | st.booleans() | st.integers(-(2**200), 2**200) | st.floats() | st.complex_numbers() | TEXT | st.binary()
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner) | st.lists(inner).map(tuple) | st.dictionaries(TEXT, inner),
    max_leaves=20,
)


@given(VALUES)
def test_plain_values_arrive(value: object) -> None:
    assert repr(decode(encode(value))) == repr(value)  # repr, so that nan equals nan, and True is not 1


NUMBERS = np.arange(24.0).reshape(4, 6)
ARRAYS = {
    **{
        code: NUMBERS.astype(code)
        for code in ("f2", "f4", "f8", "g", "F", "D", "i1", "i8", "u1", "u8", ">f8", ">i4", "?")
    },
    "text": np.array([["α", "beta"], ["", "🎈"]]),
    "big-endian text": np.array(["ab", "c"]).astype(">U2"),
    "scalar array": np.array(3.0),
    "no rows": np.empty((0, 5)),
    "columns first": np.asfortranarray(NUMBERS),
    "every other": NUMBERS[::2, ::-3],
    "transposed": NUMBERS.T,
    "broadcast": np.broadcast_to(NUMBERS[0], (3, 6)),
    "special": np.array([np.nan, np.inf, -0.0]),
    "matrix": NUMBERS.view(np.matrix),
}


@pytest.mark.parametrize("array", ARRAYS.values(), ids=ARRAYS.keys())
def test_arrays_arrive_with_dtype_and_shape(array: np.ndarray) -> None:
    arrived = decode(encode(array))
    assert type(arrived) is np.ndarray
    np.testing.assert_array_equal(arrived, np.asarray(array), strict=True)
    assert (
        arrived.dtype.str == array.dtype.str
        and arrived.flags.c_contiguous
        and arrived.flags.writeable
        and arrived.flags.aligned
    )


@pytest.mark.parametrize(
    "scalar", [np.float32(0.1), np.float64(2), np.int8(-3), np.bool_(True), np.complex64(1j), np.str_("x")]
)
def test_numpy_scalars_arrive_as_arrays_of_shape_nothing(scalar: np.generic) -> None:
    arrived = decode(encode(scalar))
    assert (
        isinstance(arrived, np.ndarray)
        and arrived.shape == ()
        and arrived.dtype == scalar.dtype
        and arrived[()] == scalar
    )


class Loud(list):
    def __len__(self) -> int:
        raise RuntimeError("asked for my length")

    def __iter__(self) -> object:
        raise RuntimeError("asked for my items")


Point = collections.namedtuple("Point", "x y")

SUBCLASSES = [
    (Point(1, 2), (1, 2)),
    (collections.OrderedDict(a=1), {"a": 1}),
    (collections.Counter("aab"), {"a": 2, "b": 1}),
    (Loud([1, 2]), [1, 2]),
]


@pytest.mark.parametrize(("value", "plain"), SUBCLASSES, ids=lambda value: type(value).__name__)
def test_subclasses_arrive_as_what_they_are_built_on(value: object, plain: object) -> None:
    arrived = decode(encode(value))
    assert arrived == plain and type(arrived) is type(plain)


CYCLE: list[object] = []
CYCLE.append(CYCLE)
WIDE: object = 0
for _ in range(6):
    WIDE = [WIDE] * 10

REFUSED = [
    (len, "a builtin_function_or_method cannot be an answer"),
    ({1, 2}, "a set cannot be an answer"),
    (object(), "an object cannot be an answer"),
    (range(3), "a range cannot be an answer"),
    ({1: "one"}, "a key of type int"),
    ([1, {"deep": (lambda: 0)}], "a function cannot be an answer"),
    (np.array([object()]), "dtype object"),
    (np.array(["2020-01-01"], dtype="M8[D]"), "dtype datetime64[D]"),
    (np.zeros(2, dtype=[("a", "f8")]), "dtype [('a'"),
    (np.ma.array([1, 2], mask=[True, False]), "a MaskedArray cannot be an answer"),
    (CYCLE, "does a list contain itself?"),
    (WIDE, "more than 100,000 values"),
    (1 << 20_000, "20,001 bits"),
    ("\ud800", "lone surrogate"),
    (np.array(["\ud800"]), "lone surrogate"),
]


@pytest.mark.parametrize(("value", "words"), REFUSED, ids=[words for _, words in REFUSED])
def test_other_values_are_refused_by_name(value: object, words: str) -> None:
    with pytest.raises(ValueRefused) as refusal:
        encode(value)
    assert words in str(refusal.value)


def length(n: int) -> bytes:
    return struct.pack("<Q", n)


def array(code: bytes, shape: tuple[int, ...], data: bytes) -> bytes:
    return b"a" + bytes([len(code)]) + code + bytes([len(shape)]) + b"".join(map(length, shape)) + data


FORGED = {
    "nothing": b"",
    "unknown tag": b"X",
    "text after the end": b"NN",
    "list longer than the message": b"l" + length(2**63),
    "text longer than the message": b"s" + length(2**64 - 1),
    "text that is not UTF-8": b"s" + length(1) + b"\xff",
    "integer of a megabyte": b"i" + length(1 << 20) + bytes(1 << 20),
    "nested without end": (b"l" + length(1)) * 100_000,
    "key that is no text": b"d" + length(1) + b"NN",
    "the same key twice": b"d" + length(2) + (b"s" + length(1) + b"kN") * 2,
    "more values than allowed": b"l" + length(200_000) + b"N" * 200_000,
    "array of objects": array(b"|O8", (1,), bytes(8)),
    "array of records": array(b"f8,f8", (1,), bytes(16)),
    "array of a Python expression": array(b"(2,3)f8", (1,), bytes(48)),
    "array with too few bytes": array(b"<f8", (2,), bytes(8)),
    "array whose size overflows": array(b"<f8", (2**63, 2**63, 4), b""),
    "array of 200 dimensions": array(b"|u1", (1,) * 200, b"\0"),
    "no rows, too many columns": array(b"<f8", (0, 2**63), b""),
    "bool that is 2": array(b"|b1", (1,), b"\2"),
    "text beyond Unicode": array(b"<U1", (1,), b"\xff\xff\xff\xff"),
    "text of length zero": array(b"<U0", (5,), b""),
}


@pytest.mark.parametrize("data", FORGED.values(), ids=FORGED.keys())
def test_forged_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(ValueRefused):
        decode(data)


@given(
    st.binary(max_size=60)
    | st.tuples(VALUES, st.integers(0), st.binary(max_size=9)).map(lambda t: spoil(encode(t[0]), *t[1:]))
)
def test_spoiled_bytes_are_a_value_or_refused(data: bytes) -> None:
    try:
        value = decode(data)
    except ValueRefused:
        return
    assert repr(decode(encode(value))) == repr(value)


def spoil(data: bytes, place: int, insertion: bytes) -> bytes:
    place %= len(data) + 1
    return data[:place] + insertion + data[place + len(insertion) // 2 :]
