"""A text as a chain: what follows what, and a new text that is drawn from it."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hiddenmath.data import InputError
from hiddenmath.linalg._telling import tell

Unit = Literal["words", "letters"]
WORD = re.compile(r"\w+(?:['’-]\w+)*|--+|[^\w\s]")
CLOSES, OPENS = set(".,;:!?)]}»”’%…"), set("([{«“")
Context = tuple[str, ...]
TOLD = 50_000  # words or letters, after which it is told how far it has come


class TextChain(NamedTuple):
    """`follows[context]` counts what stands after the last `order` words, or letters; `openings` begin a sentence."""

    follows: dict[Context, Counter[str]]
    openings: tuple[Context, ...]
    unit: Unit

    @property
    def states(self) -> tuple[Context, ...]:
        return tuple(self.follows)

    def probabilities(self) -> NDArray[np.float64]:
        """P[i, j]: how likely context j comes after context i."""
        place = {context: i for i, context in enumerate(self.follows)}
        P = np.zeros((len(place), len(place)))
        for context, i in place.items():
            for word, count in self.follows[context].items():
                P[i, place[(*context[1:], word)]] = count
        P /= P.sum(axis=1, keepdims=True)
        return P

    def shares(self) -> NDArray[np.float64]:
        """How often each context stands in the text: the chain's long run, as the text's end leads to its beginning."""
        counts = np.array([sum(next_.values()) for next_ in self.follows.values()], dtype=np.float64)
        counts /= counts.sum()
        return counts

    def write(self, length: int, seed: int) -> str:
        """So many words, or letters, drawn one after the other; it begins like a sentence of the text."""
        rng = np.random.default_rng(seed)
        context = self.openings[rng.integers(len(self.openings))]
        written = list(context)
        while len(written) < length:
            words, counts = zip(*self.follows[context].items(), strict=True)
            word = words[rng.choice(len(words), p=np.array(counts) / sum(counts))]
            written.append(word)
            context = (*context[1:], word)
        return joined(written[:length], self.unit)


def chain_of(text: str, order: int, unit: Unit) -> TextChain:
    """The chain of order k of a text, closed to a ring.

    >>> chain_of("the cat and the dog", 1, "words").follows[("the",)]
    Counter({'cat': 1, 'dog': 1})
    """
    if not text.strip():
        raise InputError("The text is empty.", "Give one with words in it.")
    tokens = WORD.findall(text) if unit == "words" else list(re.sub(r"\s+", " ", text.strip()) + " ")
    n = len(tokens)
    follows: dict[Context, Counter[str]] = defaultdict(Counter)
    openings = []
    for i in range(n):
        if i % TOLD == 0:
            tell("Following the text", i, n)
        context = tuple(tokens[(i + k) % n] for k in range(order))
        follows[context][tokens[(i + order) % n]] += 1
        if i == 0 or tokens[i - 1] in ".!?" or tokens[i - 2 : i] in ([".", " "], ["!", " "], ["?", " "]):
            openings.append(context)
    return TextChain(dict(follows), tuple(openings), unit)


def joined(tokens: Sequence[str], unit: Unit) -> str:
    """As it is written: no space before a full stop, none after an opening bracket.

    >>> joined(["So", "(", "it", ")", "goes", "."], "words")
    'So (it) goes.'
    """
    if unit == "letters":
        return "".join(tokens)
    text = ""
    for before, token in zip(["", *tokens], tokens, strict=False):
        text += token if not text or token in CLOSES or before in OPENS else f" {token}"
    return text
