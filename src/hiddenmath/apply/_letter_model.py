"""What `generate` learned: the chance of each piece after those before it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._letters import Ids, encoded
from hiddenmath.apply._models import Arrays, Model
from hiddenmath.apply._pieces import in_pieces, names_of
from hiddenmath.apply.neural import Network, softmax
from hiddenmath.apply.neural._saved import packed, unpacked
from hiddenmath.linalg._telling import tell

Array = NDArray[np.float64]
BLOCK = 64  # windows that go through the network at once
LONGEST = 1000  # letters of a piece
START = "\n"  # a new line, where nothing is asked
TOLD = 20  # pieces, after which it is told how many letters are written


@dataclass(frozen=True, eq=False)
class LetterModel(Model):
    """`network`: from the numbers of T pieces to T rows of outputs, a column for each of `names`; row t knows the
    pieces up to t and is about the next. `pairs` are joined to pieces; see `pairs_of`."""

    kind: ClassVar[str] = "generate"
    network: Network
    letters: str
    pairs: Ids

    @property
    def inputs(self) -> tuple[str, ...]:
        return ("text",)

    @property
    def estimator(self) -> str:
        return ""

    @property
    def window(self) -> int:
        return self.network.takes[0]

    @cached_property
    def names(self) -> tuple[str, ...]:
        return names_of(self.letters, self.pairs)

    @cached_property
    def lengths(self) -> Ids:
        """How many letters each piece has."""
        return np.array([len(name) for name in self.names])

    def read(self, text: str) -> Ids:
        """The numbers of its pieces."""
        return in_pieces([encoded(text, self.letters)], self.pairs, len(self.letters))[0]

    def strange(self, text: str) -> str:
        """The letters of a text that it has not learned, each once."""
        return "".join(dict.fromkeys(letter for letter in text if letter not in self.letters[1:]))

    def filled(self, ids: Ids) -> Ids:
        """A window (1×T) that begins with the ids; what stands after them has no part: the network looks only back."""
        x = np.zeros((1, self.window), np.intp)
        x[0, : len(ids)] = ids
        return x

    def following(self, ids: Ids) -> Array:
        """How likely each piece is after each of the ids (t×pieces), t up to the window."""
        z = self.network(self.filled(ids))[0][0, : len(ids)].astype(np.float64)
        return np.asarray(softmax(z)[0])

    def write(self, prompt: str, length: int, temperature: float, seed: int) -> str:
        """So many letters after the prompt, each piece drawn from p^(1/temperature); 0 takes the likeliest."""
        rng, begun = np.random.default_rng(seed), prompt.rstrip(" ") or START
        written, new, space = self.read(begun).tolist(), "", prompt.endswith(" ")  # a piece brings its space along
        for i in range(length + 1):
            if len(new) >= length + space:
                break
            if i % TOLD == 0:
                tell("Writing", len(new), length)
            p = self.following(np.array(written[-self.window :]))[-1]
            p[0] = 0.0  # nobody wants to read a letter that stands for the unknown ones
            best = np.log(np.maximum(p, 1e-300)) / max(temperature, 1e-3)
            chances = np.exp(best - best.max())
            written.append(int(rng.choice(len(p), p=chances / chances.sum())))
            new += self.names[written[-1]]
        return (new[1:] if space and new.startswith(" ") else new)[:length]

    def tested(self, stretches: list[Ids]) -> list[tuple[int, int]]:
        """Of stretches of pieces the letters [begin, end) that `surprise` is about."""
        spans, half = [], self.window // 2
        for stretch in stretches:
            ends = np.concatenate([[0], np.cumsum(self.lengths[stretch])])
            many = -(-max(0, len(stretch) - self.window) // half)  # windows
            spans.append((int(ends[half + 1]), int(ends[many * half + half + 1])) if many else (0, 0))
        return spans

    def surprise(self, pieces: list[Ids]) -> tuple[float, int]:
        """The mean of −log p for each letter of the pieces that have half a window or more before them; how many."""
        half = self.window // 2
        starts = [(piece, a) for piece in pieces for a in range(0, len(piece) - self.window, half)]
        total, count = 0.0, 0
        for i in range(0, len(starts), BLOCK):
            tell("Testing", i, len(starts))
            x = np.stack([piece[a : a + self.window] for piece, a in starts[i : i + BLOCK]])
            next_ = np.stack([piece[a + half + 1 : a + self.window + 1] for piece, a in starts[i : i + BLOCK]])
            p = softmax(self.network(x)[0][:, half:].astype(np.float64))[0]
            with np.errstate(divide="ignore"):  # after too large steps a chance can be 0: endlessly surprised
                total -= float(np.log(np.take_along_axis(p, next_[..., None], -1)).sum())
            count += int(self.lengths[next_].sum())
        return total / max(count, 1), count

    def arrays(self) -> Mapping[str, Any]:
        return {"letters": self.letters, "pairs": self.pairs, **packed(self.network)}

    @classmethod
    def of(cls, arrays: Arrays) -> Self:
        network, letters = unpacked(arrays), str(arrays["letters"])
        pairs = np.asarray(arrays["pairs"], np.intp).reshape(-1, 2)
        many = len(letters) + len(pairs)
        if network.parts[-1].gives != (network.takes[0], many):
            raise ValueError(f"its network gives {network.parts[-1].gives} for {network.takes}, it has {many} pieces")
        if ((pairs < 0) | (pairs >= len(letters) + np.arange(len(pairs))[:, None])).any():
            raise ValueError("a pair is made of pieces that come after it")
        lengths = [1] * len(letters)
        for a, b in pairs.tolist():
            lengths.append(lengths[a] + lengths[b])
            if lengths[-1] > LONGEST:  # each pair can double it: a damaged file must not fill the memory
                raise ValueError(f"a piece has more than {LONGEST} letters")
        return cls(network, letters, pairs)
