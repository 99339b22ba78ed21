"""Word vectors as a saved model."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._corpus import word_counts
from hiddenmath.apply._meaning import summed
from hiddenmath.apply._models import Arrays, Model
from hiddenmath.data import Vectors


@dataclass(frozen=True, eq=False)
class WordModel(Model):
    """The vectors that `words` found or learned; the file is the one that `data.read_vectors` reads."""

    kind: ClassVar[str] = "words"

    vectors: Vectors

    @property
    def inputs(self) -> tuple[str, ...]:
        return ()

    @property
    def estimator(self) -> str:
        return "WordVectors"

    def arrays(self) -> Mapping[str, Any]:
        return {"words": "\n".join(self.vectors.words), "matrix": self.vectors.matrix}

    @classmethod
    def of(cls, arrays: Arrays) -> Self:
        return cls(Vectors(tuple(str(arrays["words"]).split("\n")), arrays["matrix"].astype(np.float32)))

    def of_texts(self, documents: Iterable[str]) -> NDArray[np.float32]:
        """A row for each text: the directions of its words that are known, rare ones counting more."""
        return summed(word_counts(documents), self.vectors)
