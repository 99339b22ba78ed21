"""How well ratings that were kept back are foretold."""

from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._recommender import Recommender
from hiddenmath.data import Ratings, Table
from hiddenmath.linalg._telling import tell

Array = NDArray[np.float64]
PLACES = 10  # of a list of recommendations
BLOCK = 1000  # people at a time


class Ranked(NamedTuple):
    """Of the items that were kept back: `precision`, the share of the first places that they take, where as many could
    be taken; `ndcg`: the same with the upper places counting more (normalised discounted cumulative gain)."""

    precision: float
    ndcg: float


def part(ratings: Ratings, keep: NDArray[np.bool_]) -> Ratings:
    """Those of the ratings."""
    return replace(ratings, who=ratings.who[keep], what=ratings.what[keep], stars=ratings.stars[keep])


def error_of(model: Recommender, test: Ratings) -> Table:
    """The root mean square error (RMSE) of expected ratings, and of two simpler rules."""
    low, high = model.scale
    biases = model.mean + model.X[test.who, 0] + model.Y[test.what, 0]
    factors = biases + np.sum(model.X[test.who, 1:] * model.Y[test.what, 1:], axis=1)
    rules = {
        "the mean of all ratings": np.full(len(test.stars), model.mean),
        f"how strict the person, how good the {model.item}": np.clip(biases, low, high),
        "that, and factors": np.clip(factors, low, high),
    }
    errors = [[float(np.sqrt(np.mean((told - test.stars) ** 2)))] for told in rules.values()]
    return Table(("RMSE",), np.array(errors), {"expected from": tuple(rules)}, name="quality")


def ranks_of(model: Recommender, learned: Ratings, test: Ratings) -> Table:
    """How well the first places are filled: by what most people took, and by factors."""
    took = np.bincount(learned.what, minlength=len(model.items)).astype(np.float64)
    found = [
        ranked(np.ones((len(model.people), 1)), took[:, None], learned, test),
        ranked(model.X, model.Y, learned, test),
    ]
    rules = (f"the {model.item}s that most took", "by factors")
    return Table(("precision at 10", "NDCG at 10"), np.array(found), {"recommended": rules}, name="quality")


def ranked(X: Array, Y: Array, learned: Ratings, test: Ratings) -> Ranked:
    """The quality of lists by X[u]·Y[i], without what was learned from; as the package `implicit` defines it.

    >>> club = Ratings(("Ada",), ("Emma", "Ivanhoe"), np.array([0]), np.array([1]), np.array([5.0]))
    >>> ranked(np.array([[1.0]]), np.array([[3.0], [2.0]]), part(club, np.array([False])), club)
    Ranked(precision=1.0, ndcg=0.63...)
    """
    places = min(PLACES, len(Y))
    gain = 1 / np.log2(np.arange(2, places + 2))
    hits = possible = ndcg = 0.0
    asked = np.unique(test.who)
    for begin in range(0, len(asked), BLOCK):
        people = asked[begin : begin + BLOCK]
        tell("Testing", begin, len(asked))
        scores = X[people] @ Y.T
        held = np.zeros(scores.shape, dtype=bool)
        for ratings, mark in ((learned, scores), (test, held)):
            row = np.searchsorted(people, ratings.who)
            here = people[np.minimum(row, len(people) - 1)] == ratings.who
            mark[row[here], ratings.what[here]] = -np.inf if mark is scores else True
        best = np.argsort(-scores, axis=1, kind="stable")[:, :places]
        right = np.take_along_axis(held, best, axis=1)
        most = np.minimum(places, held.sum(axis=1))
        hits, possible = hits + right.sum(), possible + most.sum()
        ndcg += float(np.sum((right @ gain) / np.cumsum(gain)[most - 1]))
    return Ranked(float(hits / possible), ndcg / len(asked))
