"""A sentence, piece by piece: how likely each was, and what the network looked at or remembered there."""

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._letter_model import LetterModel
from hiddenmath.apply._letters import UNKNOWN
from hiddenmath.apply._result import Picture
from hiddenmath.apply._typed_sentence import follows
from hiddenmath.apply.neural._within import attended, states
from hiddenmath.data import InputError, Table

SAVED = "model.npz"
NAMES = {" ": "␣", "\n": "⏎", "\t": "⇥"}  # of letters that one does not see


def looked_at(model: LetterModel, sentence: str) -> tuple[dict[str, Table], Picture]:
    """The table `sentence`, and the weights of all heads, or the states of the last recurrent layer, as a picture. Of a
    sentence that is longer than the window its last pieces."""
    if not sentence:
        raise InputError("The sentence is empty.", "Give at least one letter to look at.")
    every = model.read(sentence)
    ids, ends = every[-model.window :], np.cumsum(model.lengths[every])[-model.window :]
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
    return {"sentence": table}, _picture(model, ids, pieces, sentence)


def left_out(model: LetterModel, sentence: str) -> tuple[str, ...]:
    """What is said where a sentence has more pieces than are looked at."""
    many, window = len(model.read(sentence)) if sentence else 0, model.window
    if many <= window:
        return ()
    return (f"The sentence has {many} pieces: of them the last {window} are looked at, as many as it looks back.",)


def seen(piece: str) -> str:
    """A piece of which each letter can be seen.

    >>> seen("a"), seen(" be")
    ('a', '␣be')
    """
    return "".join(NAMES.get(letter, letter if letter.isprintable() else UNKNOWN) for letter in piece)


def _picture(model: LetterModel, ids: NDArray[np.intp], letters: tuple[str, ...], sentence: str) -> Picture:
    x, t = model.filled(ids), len(ids)
    if looks := attended(model.network, x):
        P = np.stack([layer[0, :, :t, :t] for layer in looks])
        shown = {"letters": list(letters), "weights": np.round(P, 3).tolist(), "sentence": sentence}
        return Picture("attention", shown, SAVED if follows(model) else "")
    h = states(model.network, x)[-1][0, :t]
    shown = {"shape": [*h.T.shape], "dtype": "float64", "values": np.round(h.T, 3).ravel().tolist()}
    return Picture("matrix", {"value": shown, "max": 1, "label": "the state, a column for each piece"})
