"""Names of columns: each once, and none empty."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import chain, count


def unique(header: list[str]) -> tuple[list[str], tuple[str, ...]]:
    """The header with each name once and none empty, and notes where that changed it."""
    names: dict[str, None] = {}
    notes: list[str] = []
    numbers_of: defaultdict[str, Iterator[int]] = defaultdict(lambda: count(2))  # of each name, the next one to try
    kept = set(header)
    for i, given in enumerate(header):
        name = given
        if not given or given in names:
            numbered = (f"{given or 'column'} ({number})" for number in numbers_of[given])
            proposals = numbered if given else chain([f"column {i + 1}"], numbered)
            name = next(proposal for proposal in proposals if proposal not in names and proposal not in kept)
            why = "its name is already taken" if given else "it has no name"
            notes.append(f"Column {i + 1} is called {name!r}: {why}.")
        names[name] = None
    return list(names), tuple(notes)
