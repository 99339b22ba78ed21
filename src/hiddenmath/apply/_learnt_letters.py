"""What is said of a network that has learned letters: how well it foresees a text, beside a Markov chain."""

from typing import NamedTuple

import numpy as np

from hiddenmath.apply._layer_tables import stopped_words, training_tables
from hiddenmath.apply._letter_chain import surprises
from hiddenmath.apply._letter_model import LetterModel
from hiddenmath.apply._letters import Ids, Letters
from hiddenmath.apply._pieces import in_pieces
from hiddenmath.apply._result import Numbers
from hiddenmath.apply.neural import Training, diagnosis, in_pytorch, report
from hiddenmath.data import Table

REPORTED = 64  # windows whose way through the layers is measured
NOTICED = 0.01  # of the letters kept back, from which on it is told that they are unknown


class Learnt(NamedTuple):
    """Parts of an answer."""

    numbers: Numbers
    tables: dict[str, Table]
    notes: tuple[str, ...]
    files: dict[str, bytes]


def told(text: Letters, training: Training, model: LetterModel, x: Ids, labels: Ids) -> Learnt:
    """Perplexities of the pieces that were kept back, the layers for windows x (m×T) of those that were learned from,
    with their labels (m×T), and the loss of each step."""
    numbers: Numbers = {
        "letters": len(text.letters) - 1, "pieces": len(model.names) - 1, "learned_from": sum(map(len, text.known)),
        "loss": training.loss, "steps": len(training.losses), "seconds": training.seconds,
    }  # fmt: skip
    x, labels = x[:REPORTED], labels[:REPORTED]
    layers = report(training.network, x, labels)
    tables = training_tables(training, layers)
    said = [
        *stopped_words(training),
        *diagnosis(training, layers, x, labels),
        f"The network: {training.network.architecture}.",
    ]
    new = in_pieces(text.new, model.pairs, len(text.letters))
    surprise, count = model.surprise(new)
    if count:
        chains = np.exp(surprises(text.known, text.new, len(text.letters), model.tested(new)))
        numbers |= {"perplexity": float(np.exp(surprise)), "markov_perplexity": float(chains.min()), "tested_on": count}
        tables = {"perplexity": _perplexities(float(np.exp(surprise)), chains), **tables}
        unknown = float(np.mean(np.concatenate(text.new) == 0))
        if unknown >= NOTICED:
            said.insert(
                0,
                f"{unknown:.0%} of the letters that were kept back are none that it knows. They count as one letter, "
                "which is easily foreseen: of all letters it would be less sure than it says.",
            )
        said.insert(0, _compared(float(np.exp(surprise)), chains))
    else:
        said.insert(0, "What was kept back is too short to test on: perplexity is not told.")
    return Learnt(numbers, tables, tuple(said), {"in_pytorch.py": in_pytorch(training.network).encode()})


def _compared(own: float, chains: np.ndarray[tuple[int], np.dtype[np.float64]]) -> str:
    best = int(chains.argmin())
    return (
        f"Before each new letter it is as unsure as among {own:.2f} equally likely ones; the best Markov chain, which "
        f"looks {best} letters back, as among {chains[best]:.2f}."
    )


def _perplexities(own: float, chains: np.ndarray[tuple[int], np.dtype[np.float64]]) -> Table:
    words = ("this network", *(f"Markov chain of order {k}" for k in range(len(chains))))
    return Table(("perplexity",), np.array([own, *chains])[:, None], {"what": words}, name="perplexity")
