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
    """How well the changed images are read: as it is, with updates of some ranks, and when everything learns."""
    changed, change = CHANGES[name]
    whole, task = known.model.network, known.changed(change)
    before = task.rightly(whole)
    rows, updated = [], {}
    for rank in RANKS:
        beside = adapted(whole, rank, seed)
        if len(beside.theta) < len(whole.theta):
            training = task.learned(beside, epochs, RATE, seed)
            updated[rank] = merged(whole, training.network)
            rows.append([len(beside.theta), task.rightly(updated[rank]), training.seconds])
    all_of_it = task.learned(whole, epochs, RATE, seed)
    best = task.rightly(all_of_it.network)
    told = next(
        (rank for rank, row in zip(updated, rows, strict=True) if row[1] - before >= ENOUGH * (best - before)),
        list(updated)[-1],
    )
    cells = np.array([[0, before, 0], *rows, [len(whole.theta), best, all_of_it.seconds]], np.float64)
    names = ("nothing", *(f"rank {rank}" for rank in updated), "everything")
    shares = cells[:, :1] / len(whole.theta)
    heads = ("parameters", "share", "read rightly", "seconds")
    return Task(
        changed,
        Table(heads, np.hstack([cells[:, :1], shares, cells[:, 1:]]), {"learns": names}, name="updates"),
        told,
        updated[told],
    )
