"""How a number is said: 3, 1/3, −0.6667, 1.2e−8."""

from collections.abc import Iterable
from numbers import Rational
from typing import Any


def number(x: Any, digits: int = 4) -> str:
    """Exact numbers as they are, others to so many significant digits, with a true minus sign.

    >>> number(-2 / 3), number(7.0), number(12345.6), number(1.25e-9)
    ('−0.6667', '7', '12346', '1.25e−9')
    """
    if isinstance(x, Rational):
        text = str(x)
    elif 1e4 <= abs(x) < 1e7:
        text = f"{x:.0f}"
    else:
        mantissa, e, exponent = f"{float(x) + 0.0:.{digits}g}".partition("e")  # + 0.0: −0 is 0
        text = f"{mantissa}e{int(exponent)}" if e else mantissa
    return text.replace("-", "−")


def times(x: Any, what: str) -> str:
    """`x` times a thing; 1 is not said: "2·row 1", "row 1", "−1/3·row 2"."""
    if x in (1, -1):
        return what if x == 1 else f"−{what}"
    return f"{number(x)}·{what}"


def minus(x: Any, what: str) -> str:
    """What follows a quantity that loses x times a thing: " − 2·row 1", or " + 2·row 1" for x = −2."""
    return f" − {times(x, what)}" if x > 0 else f" + {times(-x, what)}"


def listed(things: Iterable[Any]) -> str:
    """ "1", "1 and 2", "1, 2 and 3"."""
    *most, last = [str(thing) for thing in things]
    return f"{', '.join(most)} and {last}" if most else last
