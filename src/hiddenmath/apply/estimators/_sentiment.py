"""The estimator Sentiment."""

from collections.abc import Iterable
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.utils.validation import check_is_fitted, column_or_1d

from hiddenmath.apply._tone_learned import Kind
from hiddenmath.apply._tone_model import ToneModel, tone_model
from hiddenmath.apply._tone_words import tone_words
from hiddenmath.apply.estimators._checked_texts import checked_texts
from hiddenmath.apply.estimators._saving import Saving
from hiddenmath.data import InputError

ASIDE = 0.1  # of the texts of each class, to make the chances honest by
FEWEST = 10  # texts of each class


class Sentiment(Saving, ClassifierMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn has no types
    """Texts of two classes told apart by a weight for each word, pair of words and part of a word.

    Parameters: `features` ("tfidf", "counts", "lsa", "vectors"), as in the tool `sentiment`, and `random_state`, which
    draws the tenth of the texts on which the chances are calibrated. After `fit`: `classes_`, and `model_`, whose
    `pushes` are each word's part of the log-odds. Saved and loaded, the classes are texts. Raises ValueError where y
    has not two classes of ten texts or more.

    >>> texts = 20 * ["a good film", "a bad film", "what a good day", "what a bad book"]
    >>> model = Sentiment().fit(texts, 20 * [1, 0, 1, 0])
    >>> model.predict(["a good book", "a bad day"])
    array([1, 0])
    """

    def __init__(self, features: Kind = "tfidf", *, random_state: int = 0) -> None:
        self.features = features
        self.random_state = random_state

    def fit(self, X: Iterable[str], y: ArrayLike) -> Self:
        """Learns the classes y (m,) of the texts X."""
        documents, labels = checked_texts(X), column_or_1d(y)
        classes, which = np.unique(labels, return_inverse=True)
        counts = np.bincount(which)
        if len(documents) != len(labels):
            raise InputError(f"There are {len(documents)} texts and {len(labels)} labels.", "Give each text one.")
        if len(classes) != 2 or counts.min() < FEWEST:
            had = ", ".join(f"{name} ({count})" for name, count in zip(classes[:5], counts[:5], strict=True))
            raise InputError(f"The classes are: {had}.", f"Give texts of two classes, {FEWEST} or more of each.")
        words = [tone_words(document) for document in documents]
        names = (str(classes[0]), str(classes[1]))
        aside = self._aside(which)
        self.model_ = tone_model(words, which.astype(np.float64), names, self.features, aside)
        self.classes_ = classes
        return self

    def _aside(self, which: NDArray[np.intp]) -> NDArray[np.bool_]:
        """A tenth of each class."""
        rng, aside = np.random.default_rng(self.random_state), np.zeros(len(which), dtype=bool)
        for one in (0, 1):
            rows = np.flatnonzero(which == one)
            aside[rng.choice(rows, round(ASIDE * len(rows)), replace=False)] = True
        return aside

    def predict_proba(self, X: Iterable[str]) -> NDArray[np.float64]:
        """How likely each class is (m×2) for the texts X."""
        check_is_fitted(self)
        model: ToneModel = self.model_
        second = model.chances(checked_texts(X))
        return np.column_stack([1 - second, second])

    def predict(self, X: Iterable[str]) -> NDArray[Any]:
        """The likelier class (m,) of each text of X."""
        likely = self.predict_proba(X)
        classes: NDArray[Any] = self.classes_[likely.argmax(axis=1)]
        return classes

    @classmethod
    def from_model(cls, found: ToneModel) -> Self:
        """The fitted estimator of what the tool or another estimator found."""
        estimator = cls()
        estimator.model_, estimator.classes_ = found, np.array(found.labels)
        return estimator

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.string, tags.input_tags.two_d_array, tags.no_validation = True, False, True
        tags.classifier_tags.multi_class = False
        return tags
