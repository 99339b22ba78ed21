"""A trained network and a changed task: everything learns on, or only thin matrices beside its weights."""

from typing import Literal, NamedTuple

import numpy as np

from hiddenmath.apply._known_images import Change, Known
from hiddenmath.apply.neural import Network, adapted, merged
from hiddenmath.data import Table

Name = Literal["turned", "mirrored", "inverted"]
CHANGES: dict[Name, tuple[str, Change]] = {
    "turned": ("turned upside down", lambda pixels: pixels[:, ::-1, ::-1]),
    "mirrored": ("mirrored", lambda pixels: pixels[:, :, ::-1]),
    "inverted": ("with light and dark swapped", lambda pixels: 255 - pixels),
}
RANKS = (1, 2, 4, 8, 16)
FEW, RATE = 5, 5e-3  # epochs where nothing is asked, and the step
ENOUGH = 0.9  # of what learning everything brings, from which on an update is told


class Task(NamedTuple):
    """How the images are `changed`, the table, and of the smallest update that is `ENOUGH` its rank and the network
    with it."""

    changed: str
    table: Table
    rank: int
    network: Network


def changed_task(known: Known, name: Name, epochs: int, seed: int) -> Task:
    """How well the changed images are read: as it is, with updates of some ranks, and when everything learns. Which
    update is told is seen by the images that were learned from."""
    changed, change = CHANGES[name]
    whole, task = known.model.network, known.changed(change)
    rows, updated = [], {}
    for rank in RANKS:
        beside = adapted(whole, rank, seed)
        if len(beside.theta) < len(whole.theta):
            training = task.learned(beside, epochs, RATE, seed)
            updated[rank] = merged(whole, training.network)
            rows.append([len(beside.theta), task.rightly(updated[rank]), training.seconds])
    everything = task.learned(whole, epochs, RATE, seed)
    before, after = map(task.rightly_of_old, (whole, everything.network))
    enough = before + ENOUGH * (after - before)
    told = next((rank for rank, one in updated.items() if task.rightly_of_old(one) >= enough), max(updated))
    cells = np.array(
        [
            [0, task.rightly(whole), 0],
            *rows,
            [len(whole.theta), task.rightly(everything.network), everything.seconds],
        ],
        np.float64,
    )
    names = ("nothing", *(f"rank {rank}" for rank in updated), "everything")
    shares = cells[:, :1] / len(whole.theta)
    heads = ("parameters", "share", "read rightly", "seconds")
    return Task(
        changed,
        Table(heads, np.hstack([cells[:, :1], shares, cells[:, 1:]]), {"learns": names}, name="updates"),
        told,
        updated[told],
    )
