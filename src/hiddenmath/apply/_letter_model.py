"""What `generate` learned: the chance of each letter after those before it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._letters import Ids, encoded
from hiddenmath.apply._models import Arrays, Model, numbers
from hiddenmath.apply.neural import Network, softmax
from hiddenmath.linalg._telling import tell

Array = NDArray[np.float64]
BLOCK = 64  # windows that go through the network at once
START = "\n"  # a new line, where nothing is asked
TOLD = 20  # letters, after which it is told how many are written


@dataclass(frozen=True, eq=False)
class LetterModel(Model):
    """`network`: from the numbers of T letters to T rows of outputs, a column for each of `letters`; row t knows the
    letters up to t and is about the next."""

    kind: ClassVar[str] = "generate"
    network: Network
    letters: str

    @property
    def inputs(self) -> tuple[str, ...]:
        return ("text",)

    @property
    def estimator(self) -> str:
        return ""

    @property
    def window(self) -> int:
        return self.network.takes[0]

    def following(self, ids: Ids) -> Array:
        """How likely each letter is after each of the ids (t×letters), t up to the window."""
        x = np.zeros((1, self.window), np.intp)
        x[0, : len(ids)] = ids  # what stands after them has no part: the network looks only back
        z = self.network(x)[0][0, : len(ids)].astype(np.float64)
        return np.asarray(softmax(z)[0])

    def write(self, prompt: str, length: int, temperature: float, seed: int) -> str:
        """So many letters after the prompt, each drawn from p^(1/temperature); 0 takes the likeliest."""
        rng, written = np.random.default_rng(seed), encoded(prompt or START, self.letters).tolist()
        for i in range(length):
            if i % TOLD == 0:
                tell("Writing", i, length)
            p = self.following(np.array(written[-self.window :]))[-1]
            p[0] = 0.0  # nobody wants to read a letter that stands for the unknown ones
            best = np.log(np.maximum(p, 1e-300)) / max(temperature, 1e-3)
            chances = np.exp(best - best.max())
            written.append(int(rng.choice(len(p), p=chances / chances.sum())))
        return "".join(self.letters[k] for k in written[len(written) - length :])

    def surprise(self, pieces: list[Ids]) -> tuple[float, int]:
        """The mean of −log p over the letters of the pieces that have half a window or more before them; how many."""
        half = self.window // 2
        starts = [(piece, a) for piece in pieces for a in range(0, len(piece) - self.window, half)]
        total = 0.0
        for i in range(0, len(starts), BLOCK):
            tell("Testing", i, len(starts))
            x = np.stack([piece[a : a + self.window] for piece, a in starts[i : i + BLOCK]])
            next_ = np.stack([piece[a + half + 1 : a + self.window + 1] for piece, a in starts[i : i + BLOCK]])
            p = softmax(self.network(x)[0][:, half:].astype(np.float64))[0]
            total -= float(np.log(np.take_along_axis(p, next_[..., None], -1)).sum())
        count = len(starts) * (self.window - half)
        return total / max(count, 1), count

    def arrays(self) -> Mapping[str, Any]:
        network = {name: getattr(self.network, name) for name in ("architecture", "takes", "theta")}
        return {"letters": self.letters, **network}

    @classmethod
    def of(cls, arrays: Arrays) -> Self:
        takes = tuple(int(length) for length in arrays["takes"])
        theta = numbers(arrays, "theta", arrays["theta"].size).astype(np.float32)
        network, letters = Network(str(arrays["architecture"]), takes, theta), str(arrays["letters"])
        if network.parts[-1].gives != (takes[0], len(letters)):
            raise ValueError(f"its network gives {network.parts[-1].gives} for {takes}, it has {len(letters)} letters")
        return cls(network, letters)
