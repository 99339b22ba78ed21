"""What was found when a network was compressed, in plain words."""

import numpy as np

from hiddenmath._counted import counted
from hiddenmath.apply._changed_task import Task
from hiddenmath.apply._compressed import Compressed
from hiddenmath.apply.neural import Network
from hiddenmath.data import Table

SAME = 0.0005  # a difference of shares that is none
SLOW = 0.95  # of the time of the whole network


def found_words(whole: Network, found: Compressed, before: float, count: int) -> str:
    """How much is left, and how much of it is read; `before`: by the whole network."""
    chosen, all_of_it = found.chosen, len(whole.theta)
    left = len(chosen.network.theta)
    at = f"At rank {chosen.called}" if chosen.called.isdigit() else f"With {chosen.called}"
    lost = before - chosen.rightly
    than = f"{100 * abs(lost):.1f} points {'fewer' if lost > 0 else 'more'} than" if abs(lost) >= SAME else "as many as"
    return (
        f"{at} the network has {left / all_of_it:.1%} of its parameters ({left:,} of {all_of_it:,}) and reads "
        f"rightly {chosen.rightly:.1%} of {count} images that it has never seen, {than} the whole one."
    )


def layer_words(found: Compressed, layers: Table) -> str:
    """The layer in which the most is saved, and how far its weights are from what they were."""
    i = int(np.argmax(layers.matrix[:, 2] - layers.matrix[:, 3]))
    k, _, all_of_it, left, error, least = layers.matrix[i]
    name = layers.text["layer"][i].partition(" ")[2]
    here = "as near as that" if found.asked.by == "weights" else f"{error:.1%} away, but nearer in what it gives"
    return (
        f"The layer {name} keeps {left / all_of_it:.1%} of its parameters. No matrix of rank {k:.0f} is nearer to its "
        f"weights than {least:.1%} of their length, the rest of their singular values; this one is {here}."
    )


def cut_words(found: Compressed) -> str:
    """What cutting alone leaves, by both ways, and what learning on brings back."""
    chosen, epochs = found.chosen, found.asked.tune
    said = (
        f"Only cut, it reads {chosen.weights:.1%} where the weights are kept as well as they can be, and "
        f"{chosen.outputs:.1%} where what the layers give is"
    )
    return f"{said}; after learning on for {_epochs(epochs)} {chosen.rightly:.1%}." if epochs else f"{said}."


def time_words(found: Compressed, took: float) -> str:
    """Milliseconds for 1,000 images, `took` of them by the whole network."""
    said = f"1,000 images take it {found.chosen.milliseconds:.2g} ms, and the whole network {took:.2g} ms"
    slow = found.chosen.milliseconds > SLOW * took
    return f"{said}: two small products are no faster than one of this size." if slow else f"{said}."


def task_words(task: Task) -> str:
    """What an update of few numbers does, and what learning everything does."""
    cells = task.table.matrix
    count, share, rightly, _ = cells[task.table.text["learns"].index(f"rank {task.rank}")]
    return (
        f"Of the images {task.changed} the network reads {cells[0, 2]:.1%}. With its weights left alone and an update "
        f"of rank {task.rank}, {count:,.0f} numbers that learn ({share:.1%}), {rightly:.1%}; when all "
        f"{cells[-1, 0]:,.0f} learn, {cells[-1, 2]:.1%}."
    )


def _epochs(count: int) -> str:
    return counted(count, "epoch")
