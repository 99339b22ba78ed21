"""A sentence, piece by piece: how likely each was, and what the network looked at or remembered there."""

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._letter_model import LetterModel
from hiddenmath.apply._letters import UNKNOWN
from hiddenmath.apply._result import Picture
from hiddenmath.apply.neural._within import attended, states
from hiddenmath.data import InputError, Table

NAMES = {" ": "␣", "\n": "⏎", "\t": "⇥"}  # of letters that one does not see


def looked_at(model: LetterModel, sentence: str) -> tuple[dict[str, Table], Picture]:
    """The table `sentence`, and the weights of all heads, or the states of the last recurrent layer, as a picture."""
    if not sentence:
        raise InputError("The sentence is empty.", "Give at least one letter to look at.")
    ids = model.read(sentence)[: model.window]
    ends = np.cumsum(model.lengths[ids])
    pieces = tuple(seen(sentence[end - model.lengths[k] : end]) for k, end in zip(ids, ends, strict=True))
    p = model.following(ids)
    before = np.concatenate([[np.nan], p[np.arange(len(ids) - 1), ids[1:]]])
    likeliest = p[:, 1:].argmax(axis=1) + 1
    table = Table(
        ("its chance", "chance of that"),
        np.column_stack([before, p[np.arange(len(ids)), likeliest]]),
        {"piece": pieces, "likeliest next": tuple(seen(model.names[k]) for k in likeliest)},
        name="sentence",
    )
    return {"sentence": table}, _picture(model, ids, pieces)


def seen(piece: str) -> str:
    """A piece of which each letter can be seen.

    >>> seen("a"), seen(" be")
    ('a', '␣be')
    """
    return "".join(NAMES.get(letter, letter if letter.isprintable() else UNKNOWN) for letter in piece)


def _picture(model: LetterModel, ids: NDArray[np.intp], letters: tuple[str, ...]) -> Picture:
    x, t = model.filled(ids), len(ids)
    if looks := attended(model.network, x):
        P = np.stack([layer[0, :, :t, :t] for layer in looks])
        return Picture("attention", {"letters": list(letters), "weights": np.round(P, 3).tolist()})
    h = states(model.network, x)[-1][0, :t]
    shown = {"shape": [*h.T.shape], "dtype": "float64", "values": np.round(h.T, 3).ravel().tolist()}
    return Picture("matrix", {"value": shown, "max": 1, "label": "the state, a column for each piece"})
