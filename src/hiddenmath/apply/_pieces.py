"""Letters that often stand together become one piece, so that a network reads more of a text in as many steps."""

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._letters import Ids
from hiddenmath.linalg._telling import tell

SAMPLE = 200_000  # letters in which pairs are counted
OFTEN = 40  # times that a pair must stand there
END = -1  # stands after each stretch, and is part of no pair


def pairs_of(stretches: list[Ids], letters: str, most: int) -> Ids:
    """The pairs (at most `most`×2) that are joined one after the other, the commonest first; what pair k becomes has
    the number len(letters) + k. A piece is a part of a word, with the space before it where it begins one.

    Source: R. Sennrich et al., "Neural Machine Translation of Rare Words with Subword Units", ACL 2016, algorithm 1.
    Cost: one pass over the sample for each pair.

    >>> pairs_of([np.array([1, 2, 3] * 50)], "?ab.", 5).tolist()
    [[1, 2]]
    """
    every = max(1, sum(map(len, stretches)) // SAMPLE)
    ids, pairs, names = _in_one(stretches[::every]), np.zeros((0, 2), np.intp), list(letters)
    for k in range(most):
        if k % 20 == 0:
            tell("Finding pieces", k, most)
        begins = np.array([name[-1].isalpha() or name == " " for name in names])
        goes_on = np.array([name[0].isalpha() for name in names])
        left, right, n = ids[:-1], ids[1:], len(names)
        fits = (left != END) & (right != END) & begins[left] & goes_on[right]
        counts = np.bincount(left[fits] * n + right[fits], minlength=1)
        a, b = divmod(int(counts.argmax()), n)
        if counts.max() < OFTEN:
            break
        ids = _with_pair(ids, a, b, n)
        pairs, names = np.vstack([pairs, [[a, b]]]), [*names, names[a] + names[b]]
    return pairs


def in_pieces(stretches: list[Ids], pairs: Ids, letters: int) -> list[Ids]:
    """Each stretch of letters with its pairs joined.

    >>> in_pieces([np.array([1, 2, 3]), np.array([2, 1, 2])], np.array([[1, 2]]), 4)
    [array([4, 3]), array([2, 4])]
    """
    ids = _in_one(stretches)
    for k, (a, b) in enumerate(pairs.tolist()):
        ids = _with_pair(ids, a, b, letters + k)
    return [part[:-1] for part in np.split(ids, np.flatnonzero(ids == END) + 1)[:-1]]


def names_of(letters: str, pairs: Ids) -> tuple[str, ...]:
    """What each number stands for.

    >>> names_of("?ab", np.array([[1, 2], [3, 3]]))
    ('?', 'a', 'b', 'ab', 'abab')
    """
    names = list(letters)
    for a, b in pairs.tolist():
        names.append(names[a] + names[b])
    return tuple(names)


def _in_one(stretches: list[Ids]) -> Ids:
    return np.concatenate([np.append(stretch, END) for stretch in stretches])


def _with_pair(ids: NDArray[np.intp], a: int, b: int, joined: int) -> Ids:
    at = np.flatnonzero((ids[:-1] == a) & (ids[1:] == b))
    if a == b:  # of three in a row the first two
        run = np.flatnonzero(np.diff(at, prepend=-2) != 1)
        at = at[(np.arange(len(at)) - np.repeat(run, np.diff(run, append=len(at)))) % 2 == 0]
    ids = ids.copy()
    ids[at] = joined
    return np.delete(ids, at + 1)
