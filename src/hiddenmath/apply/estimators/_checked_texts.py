"""Texts that an estimator is given."""

from collections.abc import Iterable

from hiddenmath.data import InputError


def checked_texts(X: Iterable[str]) -> tuple[str, ...]:
    """The texts, which one text alone is not."""
    documents = () if isinstance(X, str) else tuple(X)
    if not documents or not all(isinstance(document, str) for document in documents):
        raise InputError(
            "X is one text." if isinstance(X, str) else "X is no list of texts, or an empty one.",
            "Give a list of texts.",
        )
    return documents
