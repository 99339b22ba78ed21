"""What to ask a stranger first."""

import numpy as np
from numpy.typing import NDArray

from hiddenmath.data._ratings import Ratings

LEVELS = 10  # a scale of more steps is asked about in five


def asked_first(ratings: Ratings) -> NDArray[np.intp]:
    """The items (n,), first those whose rating tells most of one's taste: that many know, and that people differ on.

    By log(1 + how often rated) · (1 + entropy of its ratings). Source: A. Rashid et al., "Getting to Know You: Learning
    New User Preferences in Recommender Systems", IUI 2002.

    >>> from hiddenmath import data
    >>> club = data.open_ratings("bookclub")
    >>> [club.items[i] for i in asked_first(club)[:2]]
    ['Persuasion', 'Strange Case of Dr Jekyll and Mr Hyde']
    """
    levels, level = np.unique(ratings.stars, return_inverse=True)
    often = np.zeros((len(ratings.items), len(levels)))
    np.add.at(often, (ratings.what, level), 1)
    total = often.sum(axis=1, keepdims=True)
    share = often / np.maximum(1, total)
    entropy = -np.sum(share * np.log(np.where(share > 0, share, 1)), axis=1)
    return np.argsort(-np.log1p(total[:, 0]) * (1 + entropy), kind="stable")


def levels_of(ratings: Ratings) -> list[float]:
    """The ratings one may choose from, from the least to the greatest.

    >>> from hiddenmath import data
    >>> levels_of(data.open_ratings("bookclub"))
    [1.0, 2.0, 3.0, 4.0, 5.0]
    """
    levels = np.unique(ratings.stars)
    if len(levels) > LEVELS:
        levels = np.linspace(levels[0], levels[-1], 5)
    return [float(level) for level in levels]
