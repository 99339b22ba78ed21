"""What recommends: factors of people and items, and who rated what."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._als import explicit_als, implicit_als
from hiddenmath.apply._models import Arrays, Model, numbers, texts
from hiddenmath.data import Ratings

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Array = NDArray[np.float64]
Places = NDArray[np.intp]
RIDGE = {False: 0.12, True: 10.0}  # of ratings, and of counts


class Taste(NamedTuple):
    """`x` (k,): a person's factors, the bias first; `pulls` (ratings × k): the part of each rating in it, of which it
    is the sum."""

    x: Array
    pulls: Array


@dataclass(frozen=True, eq=False)
class Recommender(Model):
    """Person u is expected to rate item i with mean + X[u,0] + Y[i,0] + X[u,1:]·Y[i,1:]; of implicit feedback
    X[u]·Y[i] says how likely it is to be chosen.

    `scale`: the least and the largest rating; `who`, `what`, `stars`: the ratings that were learned from, by person.
    """

    kind: ClassVar[str] = "recommend"

    implicit: bool
    item: str
    people: tuple[str, ...]
    items: tuple[str, ...]
    mean: float
    X: Array
    Y: Array
    ridge: float
    confidence: float
    scale: tuple[float, float]
    who: Places
    what: Places
    stars: Array

    @property
    def inputs(self) -> tuple[str, ...]:
        return self.items

    @property
    def estimator(self) -> str:
        return "MatrixFactorization"

    def rated(self, person: int) -> tuple[Places, Array]:
        """Which items a person rated, and how."""
        mine = self.who == person
        return self.what[mine], self.stars[mine]

    def taste(self, what: Places, stars: Array) -> Taste:
        """The factors of somebody with these ratings, the items' left as they are: one row of least squares."""
        F = self.Y[what].copy()
        if self.implicit:
            c = 1 + self.confidence * stars
            A = self.Y.T @ self.Y + (F.T * (c - 1)) @ F + self.ridge * np.eye(F.shape[1])
            target = c
        else:
            target = stars - self.mean - F[:, 0]
            F[:, 0] = 1
            A = F.T @ F + self.ridge * len(F) * np.eye(F.shape[1])
        pulls = np.linalg.solve(A, (F * target[:, None]).T).T.astype(np.float64)
        return Taste(np.asarray(pulls.sum(axis=0)), pulls)

    def expected(self, x: Array) -> Array:
        """How each item (n,) would be rated by somebody with the factors x, were there no end to the scale."""
        if self.implicit:
            return np.asarray(self.Y @ x)
        return np.asarray(self.mean + x[0] + self.Y[:, 0] + self.Y[:, 1:] @ x[1:])

    def alike(self, item: int) -> Array:
        """The cosine (n,) of the angle between the factors of an item and those of each."""
        F = self.Y if self.implicit else self.Y[:, 1:]
        length = np.maximum(np.linalg.norm(F, axis=1), np.finfo(float).tiny)
        cosine: Array = (F / length[:, None]) @ (F[item] / length[item])
        return cosine

    def arrays(self) -> Mapping[str, Any]:
        return vars(self)

    @classmethod
    def of(cls, arrays: Arrays) -> Self:
        people, items, k = texts(arrays, "people"), texts(arrays, "items"), arrays["Y"].shape[1]
        count = len(arrays["stars"])
        who, what = (numbers(arrays, name, count).astype(np.intp) for name in ("who", "what"))
        if not (set(who.tolist()) <= set(range(len(people))) and set(what.tolist()) <= set(range(len(items)))):
            raise ValueError("it rates what it does not name")
        low, high = numbers(arrays, "scale", 2).tolist()
        mean, ridge, confidence = (float(numbers(arrays, name)) for name in ("mean", "ridge", "confidence"))
        if not (low <= high and ridge > 0 and confidence >= 0):
            raise ValueError(f"its scale is from {low:g} to {high:g}, its ridge {ridge:g}")
        return cls(
            bool(arrays["implicit"]), str(arrays["item"]), people, items, mean, numbers(arrays, "X", len(people), k),
            numbers(arrays, "Y", len(items), k), ridge, confidence, (low, high), who, what,
            numbers(arrays, "stars", count),
        )  # fmt: skip


def recommender(
    ratings: Ratings, implicit: bool, factors: int, ridge: float, sweeps: int, seed: int, confidence: float = 40.0
) -> Recommender:
    """Learns from ratings: `explicit_als` of what is left of them without their mean, or `implicit_als` of the
    confidence 1 + confidence · rating.

    >>> from hiddenmath import data
    >>> found = recommender(data.open_ratings("bookclub"), False, factors=2, ridge=0.1, sweeps=10, seed=0)
    >>> dracula = found.items.index("Dracula")
    >>> [found.items[i] for i in np.argsort(-found.alike(dracula))[:3]]
    ['Dracula', ...]
    """
    mean = 0.0 if implicit else float(ratings.stars.mean())
    unit = 1.0 if implicit else _step(ratings.stars)
    weights = 1 + confidence * ratings.stars if implicit else (ratings.stars - mean) / unit
    R = _matrix(ratings, weights)
    als = implicit_als if implicit else explicit_als
    X, Y = (F.astype(np.float64) for F in als(R, factors, ridge, sweeps, seed))
    X, Y[:, 0] = unit * X, unit * Y[:, 0]
    order = np.argsort(ratings.who, kind="stable")
    return Recommender(
        implicit, ratings.item, ratings.people, ratings.items, mean, X, Y, ridge, confidence,
        (float(ratings.stars.min()), float(ratings.stars.max())),
        ratings.who[order], ratings.what[order], ratings.stars[order],
    )  # fmt: skip


def _step(stars: Array) -> float:
    """One star, on a scale that has five: in this unit a ridge means the same whatever people rate by, and 32 bits hold
    the squares."""
    return float(stars.max() - stars.min()) / 4 or 1.0


def _matrix(ratings: Ratings, values: Array) -> "csr_array":
    """People × items; a value of 0 is an entry too."""
    from scipy.sparse import csr_array

    shape = (len(ratings.people), len(ratings.items))
    order = np.argsort(ratings.who, kind="stable")
    indptr = np.concatenate([[0], np.cumsum(np.bincount(ratings.who, minlength=shape[0]))])
    return csr_array((values[order], ratings.what[order].astype(np.int32), indptr.astype(np.int32)), shape=shape)
