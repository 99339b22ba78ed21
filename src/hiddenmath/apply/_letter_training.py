"""Networks that learn what comes next, as long as they are given time."""

from typing import Literal, NamedTuple

import numpy as np

from hiddenmath.apply._letters import Ids
from hiddenmath.apply.neural import Network, Settings, Training, fit
from hiddenmath.data import InputError

BATCH = 16
HEADS = 4  # or 1 where the width is no multiple of it
LONGEST = 1.0  # a longer gradient is shortened to this
TIMED = 20  # steps that say how long one takes

Kind = Literal["transformer", "recurrent"]


class Plan(NamedTuple):
    """How it learns: for so many minutes, or so many times through the text."""

    minutes: float
    epochs: int | None
    rate: float
    seed: int


def layers_of(kind: Kind, pieces: int, width: int, depth: int) -> str:
    """The network in words.

    >>> layers_of("transformer", 70, 64, 1)  # doctest: +NORMALIZE_WHITESPACE
    'embedding 70 64, positions, residual(layer_norm, self_attention 4), residual(layer_norm, dense 256, relu,
    dense 64), layer_norm, dense 70'
    >>> layers_of("recurrent", 70, 128, 1)
    'embedding 70 128, recurrent 128, dense 70'
    """
    if kind == "recurrent":
        return f"embedding {pieces} {width}, {f'recurrent {width}, ' * depth}dense {pieces}"
    heads = HEADS if width % HEADS == 0 else 1
    block = (
        f"residual(layer_norm, self_attention {heads}), residual(layer_norm, dense {4 * width}, relu, dense {width})"
    )
    return f"embedding {pieces} {width}, positions, {f'{block}, ' * depth}layer_norm, dense {pieces}"


def learned(layers: str, x: Ids, labels: Ids, plan: Plan) -> Training:
    """The network after learning from windows x (m×T) what comes next, `labels` (m×T)."""
    network = Network(layers, x.shape[1:], seed=plan.seed)
    settings = Settings(plan.epochs or 1, BATCH, "adam", plan.rate, LONGEST, fall=True, seed=plan.seed)
    if plan.epochs is None:
        for count in (1, TIMED):  # a first step takes longer
            tried = fit(network, x[: count * BATCH], labels[: count * BATCH], settings)
        steps = max(1, round(60 * plan.minutes * len(tried.losses) / tried.seconds))
        epochs, rows = _spread(steps, len(x), plan.seed)
        x, labels, settings = x[rows], labels[rows], settings._replace(epochs=epochs)
    return fit(network, x, labels, settings)


def windows(stretches: list[Ids], window: int) -> tuple[Ids, Ids]:
    """Windows of the stretches that overlap by half (m×window), and of each the pieces that come next."""
    starts = [(piece, a) for piece in stretches for a in range(0, len(piece) - window, window // 2)]
    if not starts:
        raise InputError(
            f"The text has no stretch of {window + 1} letters or pieces to learn from.",
            "Set window to a smaller number.",
        )
    both = np.stack([piece[a : a + window + 1] for piece, a in starts])
    return both[:, :-1], both[:, 1:]


def _spread(steps: int, m: int, seed: int) -> tuple[int, Ids]:
    """How often to go through how many of m windows, so that it takes about so many steps.

    >>> _spread(10, 3200, 0)[0], len(_spread(10, 3200, 0)[1]), _spread(250, 3200, 0)[0]
    (1, 160, 2)
    """
    epochs = -(-steps * BATCH // m)
    return epochs, np.random.default_rng(seed).permutation(m)[: max(1, steps * BATCH // epochs)]
