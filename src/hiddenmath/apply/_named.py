"""Names as people write them, found among those that are known; and ratings in words."""

from collections.abc import Sequence
from difflib import get_close_matches

import numpy as np
from numpy.typing import NDArray

from hiddenmath.data import InputError

FORM = "Emma: 5; Dracula: 2"


def named(asked: str, names: Sequence[str], what: str) -> int:
    """Which of the names is meant: the same one, whatever its capitals, or the only one that holds these words.

    >>> named("dracula", ["Emma", "Dracula"], "book"), named("rings", ["Emma", "The Lord of the Rings"], "book")
    (1, 1)
    """
    folded = [name.casefold() for name in names]
    wanted = " ".join(asked.casefold().split())
    same = [i for i, name in enumerate(folded) if name == wanted]
    found = same or [i for i, name in enumerate(folded) if wanted and wanted in name]
    if len(found) == 1 or same:
        return found[0]
    if found:
        some = ", ".join(names[i] for i in found[:5]) + (f" and {len(found) - 5:,} more" if len(found) > 5 else "")
        raise InputError(f"{asked!r} may be any {what} of: {some}.", "Give more of the name.")
    close = [names[folded.index(name)] for name in get_close_matches(wanted, folded, n=3, cutoff=0.5)]
    known = f"Did you mean {', or '.join(close)}?" if close else f"For example: {', '.join(names[:3])}."
    raise InputError(f"There is no {what} {asked!r}.", known)


def own_ratings(
    text: str, items: Sequence[str], item: str, scale: tuple[float, float]
) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """Ratings written `Emma: 5; Dracula: 2`: of which items, and how many stars.

    >>> own_ratings("emma: 5; dracula: 2", ["Emma", "Dracula"], "book", (1, 5))
    (array([0, 1]), array([5., 2.]))
    """
    what: list[int] = []
    stars: list[float] = []
    for part in filter(None, (part.strip() for part in text.replace("\n", ";").split(";"))):
        title, colon, number = part.rpartition(":")
        try:
            star = float(number.replace(",", "."))
        except ValueError:
            star = np.nan
        if not colon or not np.isfinite(star):
            raise InputError(f"{part!r} is no rating.", f"Write each as a name, a colon and a number: {FORM}")
        place = named(title.strip(), items, item)
        if not scale[0] <= star <= scale[1]:
            raise InputError(
                f"{items[place]!r} is rated {star:g}, but ratings go from {scale[0]:g} to {scale[1]:g} here.",
                "Give one of that scale.",
            )
        if place in what:
            raise InputError(f"{items[place]!r} is rated twice.", "Rate it once.")
        what.append(place)
        stars.append(star)
    if not what:
        raise InputError("There is no rating.", f"Write them so: {FORM}")
    return np.array(what), np.array(stars)
