"""The estimator WordVectors."""

from collections.abc import Iterable
from typing import Any, Literal, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from hiddenmath.apply._learned_words import learned
from hiddenmath.apply._word_model import WordModel
from hiddenmath.apply.estimators._checked_texts import checked_texts
from hiddenmath.apply.estimators._saving import Saving
from hiddenmath.data import Texts, Vectors


class WordVectors(Saving, TransformerMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn has no types
    """Texts as vectors: each the sum of the directions of its words, which are learned from texts.

    Parameters: those of the tool `words`. After `fit`: `vectors_`, the vectors of the words. Raises ValueError for
    texts without words. A text none of whose words is known becomes zeros.

    >>> from hiddenmath import data
    >>> model = WordVectors(dimensions=10).fit(data.open_texts("gettysburg").documents)
    >>> model.transform(["a new nation", "a great war"]).shape
    (2, 10)
    """

    def __init__(
        self,
        method: Literal["ppmi", "skipgram"] = "ppmi",
        *,
        dimensions: int = 100,
        window: int = 5,
        min_count: int | None = None,
        epochs: int = 5,
        seed: int = 0,
    ) -> None:
        self.method = method
        self.dimensions = dimensions
        self.window = window
        self.min_count = min_count
        self.epochs = epochs
        self.seed = seed

    def fit(self, X: Iterable[str], y: object = None) -> Self:  # noqa: ARG002 (scikit-learn passes it)
        """Learns the vectors of the words of the texts X."""
        documents = checked_texts(X)
        texts = Texts(documents, tuple(f"text {i + 1}" for i in range(len(documents))))
        found, _, _ = learned(texts, self.method, self.dimensions, self.window, self.min_count, self.epochs, self.seed)
        return self._take(WordModel(found))

    def transform(self, X: Iterable[str]) -> NDArray[np.float32]:
        """The texts X as rows (m×dimensions)."""
        check_is_fitted(self)
        model: WordModel = self.model_
        return model.of_texts(checked_texts(X))

    @classmethod
    def from_model(cls, found: WordModel) -> Self:
        """The fitted estimator of what the tool or another estimator found."""
        return cls(dimensions=found.vectors.matrix.shape[1])._take(found)

    def _take(self, found: WordModel) -> Self:
        self.model_ = found
        self.vectors_: Vectors = found.vectors
        return self

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.string, tags.input_tags.two_d_array, tags.no_validation = True, False, True
        return tags
