"""Names as people write them, found among those that are known; and ratings in words."""

from collections.abc import Sequence
from difflib import get_close_matches

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._file import Opened
from hiddenmath.data import InputError, read_own_ratings

FORM = "Emma: 5; Dracula: 2"


def named(asked: str, names: Sequence[str], what: str) -> int:
    """Which of the names is meant: the same one, whatever its capitals, or the only one that holds these words.

    >>> named("dracula", ["Emma", "Dracula"], "book"), named("rings", ["Emma", "The Lord of the Rings"], "book")
    (1, 1)
    """
    folded = [name.casefold() for name in names]
    wanted = " ".join(asked.casefold().split())
    found = _called(wanted, folded) or [i for i, name in enumerate(folded) if wanted and wanted in name]
    if len(found) == 1:
        return found[0]
    if found:
        some = ", ".join(names[i] for i in found[:5]) + (f" and {len(found) - 5:,} more" if len(found) > 5 else "")
        raise InputError(f"{asked!r} may be any {what} of: {some}.", "Give more of the name.")
    close = [names[folded.index(name)] for name in get_close_matches(wanted, folded, n=3, cutoff=0.5)]
    known = f"Did you mean {', or '.join(close)}?" if close else f"For example: {', '.join(names[:3])}."
    raise InputError(f"There is no {what} {asked!r}.", known)


def _called(wanted: str, folded: Sequence[str]) -> list[int]:
    """Where the name stands; else where it stands before a year, if in one place.

    >>> _called("heat", ["body heat (1981)", "heat (1995)"]), _called("body", ["body heat (1981)", "heat (1995)"])
    ([1], [])
    """
    same = [i for i, name in enumerate(folded) if name == wanted][:1]
    dated = [i for i, name in enumerate(folded) if name.startswith(f"{wanted} (")]
    return same or (dated if len(dated) == 1 else [])


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


def ratings_in_file(
    file: Opened, items: Sequence[str], item: str, scale: tuple[float, float]
) -> tuple[NDArray[np.intp], NDArray[np.float64], tuple[str, ...]]:
    """A person's ratings in a table of names and numbers: of which items, how many stars, and notes. Names that are
    not among the items are passed over and told; of what is rated twice the later rating counts."""
    titles, stars = read_own_ratings(file.content, file.name)
    folded = [name.casefold() for name in items]
    given: dict[int, float] = {}
    unknown = []
    for title, star in zip(titles, stars.tolist(), strict=True):
        found = _called(" ".join(title.casefold().split()), folded)  # whole: nobody meant "Braveheart" by "Brave"
        if not found:
            unknown.append(title)
            continue
        if not scale[0] <= star <= scale[1]:
            raise InputError(
                f"{file.name}: {title!r} is rated {star:g}, but ratings go from {scale[0]:g} to {scale[1]:g} here.",
                "Write them on that scale.",
            )
        given[found[0]] = star
    some = ", ".join(map(repr, unknown[:3])) + (f" and {len(unknown) - 3:,} more" if len(unknown) > 3 else "")
    if not given:
        raise InputError(
            f"No {item} of {file.name} is known here{f': {some}' if unknown else ''}.",
            f"They are called, for example: {', '.join(items[:3])}.",
        )
    notes = (
        (f"{len(unknown):,} of {len(titles):,} names in {file.name} are no {item} here: {some}.",) if unknown else ()
    )
    return np.array(list(given)), np.array(list(given.values())), notes
