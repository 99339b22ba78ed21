"""How an answer differs from the expected one, in words: shape first, then what is not finite, then the numbers."""

from collections.abc import Sequence

import numpy as np

from hiddenmath.learn._compare import Array, close

NEAR = 1e-6  # of the largest number
_ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"]


def say_shape(answer: Array, expected: Array, like: str = "") -> str:
    """
    >>> say_shape(np.zeros(3), np.ones((3, 1)))
    'You answered (3,), a row of length 3; asked was (3, 1), a column of length 3.'
    >>> say_shape(np.ones((1, 1)), np.ones(()))
    'You answered (1, 1), a matrix of one number; asked was a single number. The numbers are right, the shape is not.'
    """
    asked = f"{expected.shape}, the shape of `{like}`" if like else _shape(expected.shape)
    text = f"You answered {_shape(answer.shape)}; asked was {asked}."
    if answer.size == expected.size and close().alike(answer.ravel(), expected.ravel()):
        text += " The numbers are right, the shape is not."
    return text


def _shape(shape: tuple[int, ...]) -> str:
    match shape:
        case ():
            return "a single number"
        case (n,):
            name = f"a row of length {n}"
        case (1, 1):
            name = "a matrix of one number"
        case (m, 1):
            name = f"a column of length {m}"
        case (1, n):
            name = f"a matrix of one row, {n} long"
        case (m, n):
            name = f"a matrix of {m} rows and {n} columns"
        case _:
            name = f"an array with {len(shape)} axes"
    return f"{shape}, {name}"


def say_part(words: str, i: int, count: int, names: Sequence[str] = ()) -> str:
    """
    >>> say_part("The number is wrong.", 1, 2)
    'In the second of your 2 values: The number is wrong.'
    >>> say_part("The number is wrong.", 1, 2, ["value", "vector"])
    '`vector`: The number is wrong.'
    """
    if count == 1:
        return words
    return f"`{names[i]}`: {words}" if names else f"In the {_ORDINALS[i]} of your {count} values: {words}"


def say_complex(answer: Array) -> str:
    """
    >>> say_complex(np.array([1, 2j]))
    'Your answer holds complex numbers, at [1]: 0+2j. Asked were ordinary ones.'
    """
    where = np.argwhere(answer.imag)[0]
    return f"Your answer holds complex numbers,{_at(where)}: {answer[tuple(where)]:.4g}. Asked were ordinary ones."


def say_not_finite(answer: Array) -> str:
    """
    >>> say_not_finite(np.array([1.0, np.nan]))
    'Your answer holds nan at [1], which is no number. It comes from 0/0, inf - inf or a root of less than 0.'
    """
    where = np.argwhere(~np.isfinite(answer))[0]
    value = answer[tuple(where)]
    if np.isnan(value):
        source = "It comes from 0/0, inf - inf or a root of less than 0."
        return f"Your answer holds nan{_at(where)}, which is no number. {source}"
    return f"Your answer holds {value}{_at(where)}. It comes from dividing by 0, or from too large numbers."


def say_difference(answer: Array, expected: Array) -> str:
    """
    >>> say_difference(np.array([[1.0, 2.5]]), np.array([[1.0, 2.0]]))
    '1 of 2 numbers is wrong: at [0, 1] you have 2.5, expected is 2.'
    >>> say_difference(np.array(np.float32(0.1), float), np.array(0.1))
    'Near, but off by up to 1.5e-09, more than rounding. Is something in float32, or stopped too early?'
    """
    scale = np.max(np.abs(expected), initial=0.0, where=np.isfinite(expected))
    if np.allclose(answer, expected, rtol=0, atol=NEAR * scale, equal_nan=True):  # they would be printed alike
        off = np.max(np.abs(answer - expected), initial=0.0, where=np.isfinite(expected))
        return f"Near, but off by up to {off:.2g}, more than rounding. Is something in float32, or stopped too early?"
    if answer.ndim == 0:
        return f"You answered {_number(answer)}; expected is {_number(expected)}."
    wrong = np.argwhere(~np.isclose(answer, expected, rtol=1e-9, atol=1e-9 * scale, equal_nan=True))
    where = tuple(wrong[0])
    count = f"{len(wrong)} of {answer.size} numbers {'is' if len(wrong) == 1 else 'are'} wrong"
    if len(wrong) == answer.size:
        count = "No number is right" if answer.size > 1 else "The number is wrong"
    return f"{count}:{_at(wrong[0])} you have {_number(answer[where])}, expected is {_number(expected[where])}."


def _at(where: Array) -> str:
    return f" at [{', '.join(map(str, where))}]" if len(where) else ""


def _number(value: Array) -> str:
    return f"{value:.6g}"
