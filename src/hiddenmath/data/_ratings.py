"""Who gave what how many stars."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from hiddenmath._counted import counted
from hiddenmath.data._catalog import entries, open
from hiddenmath.data._errors import InputError
from hiddenmath.data._read import read_table
from hiddenmath.data._table import Table

# What columns are called; else the first two that are no rating are the person and the item.
_PERSON = ("person", "user", "userid", "reader", "customer", "member", "visitor", "who")
_ITEM = ("item", "itemid", "film", "movie", "movieid", "title", "book", "isbn", "product", "artist", "song", "what")
_RATING = ("rating", "stars", "score", "grade", "plays", "count", "weight", "value")
_NO_NAME = ("timestamp", "time", "date")


@dataclass(frozen=True, eq=False)
class Ratings:
    """`people[who[p]]` gave `items[what[p]]` the rating `stars[p]`; no pair of person and item stands there twice.

    >>> Ratings(("Ada", "Max"), ("Emma",), np.array([0, 1]), np.array([0, 0]), np.array([5.0, 2.0]))
    Ratings 'ratings': 2 of 1 item by 2 people, from 2 to 5
    """

    people: tuple[str, ...]
    items: tuple[str, ...]
    who: NDArray[np.intp] = field(repr=False)
    what: NDArray[np.intp] = field(repr=False)
    stars: NDArray[np.float64] = field(repr=False)
    item: str = "item"  # what an item is called
    name: str = "ratings"
    source: str = ""
    licence: str = ""
    notes: tuple[str, ...] = ()

    def __repr__(self) -> str:
        items = counted(len(self.items), self.item)
        people = "1 person" if len(self.people) == 1 else f"{len(self.people):,} people"
        scale = f"from {self.stars.min():g} to {self.stars.max():g}"
        return f"Ratings {self.name!r}: {len(self.stars):,} of {items} by {people}, {scale}"


def ratings_sets() -> tuple[str, ...]:
    """The names that `open_ratings` knows on this machine."""
    return tuple(entry.name for entry in entries() if entry.ratings and entry.is_here)


def open_ratings(name: str) -> Ratings:
    """The ratings of this name.

    >>> open_ratings("bookclub")
    Ratings 'bookclub': 1,193 of 36 books by 90 people, from 1 to 5
    """
    if name not in (there := [entry.name for entry in entries() if entry.ratings]):
        raise InputError(f"There are no ratings named {name!r}.", f"There are: {', '.join(there)}.")
    return ratings_of(open(name))


def read_ratings(source: str | os.PathLike[str] | bytes, name: str | None = None) -> Ratings:
    """Ratings from a table with a row for each: a person, an item, and the rating; without one each row counts 1.

    >>> read_ratings(b"user,film,rating\\nAda,Alien,5\\nMax,Alien,2\\n", name="my.csv")
    Ratings 'my.csv': 2 of 1 film by 2 people, from 2 to 5
    """
    return ratings_of(read_table(source, name))


def read_own_ratings(
    source: str | os.PathLike[str] | bytes, name: str | None = None
) -> tuple[tuple[str, ...], NDArray[np.float64]]:
    """One person's ratings from a table with a row for each: what was rated, and how many stars it got. It may begin
    without a header.

    >>> read_own_ratings(b"Date,Name,Rating\\n2024-05-01,Alien,5\\n2024-05-02,Up,\\n2024-05-03,Heat,3\\n")
    (('Alien', 'Heat'), array([5., 3.]))
    >>> read_own_ratings(b"Alien,5\\nUp,4\\nHeat,3\\n")
    (('Alien', 'Up', 'Heat'), array([5., 4., 3.]))
    """
    table = read_table(source, name)
    if any(column.isdigit() for column in table.columns):  # a year, elsewhere; here it is a rating
        table = read_table(source, name, header=False)
    names = [name for name in table.text if _plain(name) not in _NO_NAME]
    item = _called((*_ITEM, "name"), names) or next(iter(names), "")
    rating = _called(_RATING, table.columns) or next(reversed(table.columns), "")
    if not item or not rating:
        raise InputError(
            f"{table.name} has no column of {'numbers' if item else 'names'}.",
            "Your own ratings have a row for each: a name and a number. For example: film,rating",
        )
    stars = table.matrix[:, table.columns.index(rating)]
    known = np.isfinite(stars)
    return tuple(np.array(table.text[item])[known].tolist()), stars[known]


def ratings_of(table: Table) -> Ratings:
    """The ratings in a table. Of a pair of person and item that is there twice the later row counts; rows without a
    rating do not; both is told. Raises InputError where a column or a name is missing."""
    person, item, rating = _columns(table)
    stars = table.matrix[:, table.columns.index(rating)] if rating else np.ones(table.rows)
    if stray := [cell for cell in table.unread if cell.column == rating]:
        raise InputError(
            f"{table.name}, {table.where(stray[0].row)}: the rating is {stray[0].text!r}, not a number.",
            "Give a number, or leave the cell empty where there is none.",
        )
    names = [np.array(table.labels(column)) for column in (person, item)]
    for column, cells in zip((person, item), names, strict=True):
        if (empty := np.flatnonzero(cells == "")).size:
            raise InputError(f"{table.name}, {table.where(int(empty[0]))}: {column!r} is missing.", "Name both.")
    known = np.isfinite(stars)
    if not known.any():
        raise InputError(f"{table.name} holds no rating.", "Give a table with a row for each: person, item, rating.")
    people, who = np.unique(names[0][known], return_inverse=True)
    items, what = np.unique(names[1][known], return_inverse=True)
    pairs = who * len(items) + what
    last = len(pairs) - 1 - np.unique(pairs[::-1], return_index=True)[1]
    last.sort()
    notes = list(table.notes)
    if missing := int((~known).sum()):
        notes.append(f"{missing:,} row{'s have' if missing > 1 else ' has'} no rating, and {_do(missing)} not count.")
    if double := len(pairs) - len(last):
        notes.append(
            f"{double:,} rating{'s were' if double > 1 else ' was'} given again by the same person to the same {item}: "
            "the later one counts."
        )
    return Ratings(
        tuple(people.tolist()), tuple(items.tolist()), who[last], what[last], stars[known][last], item, table.name,
        table.source, table.licence, tuple(notes),
    )  # fmt: skip


def _columns(table: Table) -> tuple[str, str, str]:
    """The columns of the person, the item and the rating; "" where there is none."""
    names = [name for name in (*table.text, *table.columns) if _plain(name) not in _NO_NAME]

    rating = _called(_RATING, [name for name in names if name in table.columns])
    if not rating and len(names) > 2 and names[-1] in table.columns:
        rating = names[-1]
    rest = [name for name in names if name != rating]
    person = _called(_PERSON, rest) or next((name for name in rest if _plain(name) not in _ITEM), "")
    rest = [name for name in rest if name != person]
    item = _called(_ITEM, rest) or next(iter(rest), "")
    if not item:
        raise InputError(
            f"{table.name} has {counted(len(names), 'column')}: {', '.join(names)}.",
            "Ratings have a row for each: a person, an item, and a number. For example: user,film,rating",
        )
    return person, item, rating


def _called(known: tuple[str, ...], among: Sequence[str]) -> str:
    """The first of the names that is one of the known words, in their order; "" where none is."""
    return next((name for word in known for name in among if _plain(name) == word), "")


def _plain(name: str) -> str:
    return name.casefold().replace("_", "").replace(" ", "")


def _do(count: int) -> str:
    return "do" if count > 1 else "does"
