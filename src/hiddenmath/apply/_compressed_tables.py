"""What `lowrank` answers: the network at each rank, its layers at the chosen one, an update, and a picture."""

import numpy as np

from hiddenmath.apply._changed_task import Task
from hiddenmath.apply._compressed import Compressed, steps_of
from hiddenmath.apply._compressed_words import cut_words, found_words, layer_words, task_words, time_words
from hiddenmath.apply._known_images import Known
from hiddenmath.apply._learned_digits import programs
from hiddenmath.apply._result import Numbers, Picture, Result
from hiddenmath.apply.neural import Network
from hiddenmath.data import Table

BY_ITSELF = (
    "The rank was chosen by the images that it learned from: the smallest at which they are read as well as by the "
    "whole network, but for one in a hundred."
)


def answer(known: Known, found: Compressed, task: Task | None, notes: tuple[str, ...]) -> Result:
    """All of it, for a network with the images that it has learned from."""
    whole, chosen = known.model.network, found.chosen
    before, took = known.rightly(whole), known.milliseconds(whole)
    numbers: Numbers = {
        "read_rightly": chosen.rightly, "whole_read_rightly": before, "kept_back": len(known.shows),
        "parameters_left": len(chosen.network.theta) / len(whole.theta), "parameters": len(chosen.network.theta),
        "whole_parameters": len(whole.theta), "rank": chosen.called, "milliseconds": chosen.milliseconds,
        "whole_milliseconds": took,
    }  # fmt: skip
    tables = {"ranks": _ranks(whole, found, before, took)}
    files = programs(known.with_network(chosen.network))
    if task:
        tables["updates"] = task.table
        files["updated.npz"] = known.with_network(task.network).save()
    tables |= {"layers": _layers(whole, found), "spectrum": _spectrum(whole, found)}
    said = (
        found_words(whole, found, before, len(known.shows)),
        cut_words(found),
        *([BY_ITSELF] if found.by_itself else []),
        layer_words(found, tables["layers"]),
        time_words(found, took),
        *([task_words(task)] if task else []),
        f"The network: {chosen.network.architecture}.",
        *notes,
    )
    return Result(
        numbers,
        tables,
        "ranks",
        _picture(whole, found, before),
        files,
        said,
        key={"read_rightly": "share", "whole_read_rightly": "share", "parameters_left": "share", "rank": "number"},
    )


def _ranks(whole: Network, found: Compressed, before: float, took: float) -> Table:
    """A row for each rank, and one for the whole network."""
    rows = [
        [len(t.network.theta), len(t.network.theta) / len(whole.theta), t.rightly, t.weights, t.outputs,
         steps_of(t.network), t.milliseconds]
        for t in found.tried
    ]  # fmt: skip
    rows.append([len(whole.theta), 1.0, before, before, before, steps_of(whole), took])
    heads = ("parameters", "share", "read rightly", "by weights", "by outputs", "operations", "ms for 1,000")
    return Table(heads, np.array(rows), {"rank": (*(t.called for t in found.tried), "whole")}, name="ranks")


def _layers(whole: Network, found: Compressed) -> Table:
    """Of each layer that was cut ‖W − W_k‖/‖W‖, as it is before learning on and the least that there is."""
    rows, names = [], []
    for i, k in found.chosen.ranks.items():
        (A, _, B), s = found.ways.by(found.asked.by)[i], found.ways.weights[i].s
        (m, n), length = (len(A), B.shape[1]), float(np.linalg.norm(s)) or 1.0
        left = np.linalg.norm(np.reshape(whole.parameters[i][0], (m, n)) - A[:, :k] @ B[:k])
        rows.append([k, min(m, n), m * n + n, k * (m + n + 1) + n, left / length, np.linalg.norm(s[k:]) / length])
        names.append(f"{i + 1} {whole.parts[i].words}")
    heads = ("rank", "of", "parameters", "parameters left", "error", "least error")
    return Table(heads, np.array(rows, np.float64), {"layer": tuple(names)}, name="layers")


def _spectrum(whole: Network, found: Compressed) -> Table:
    """The singular values of the weights of each layer that can be cut, and of what it gives."""
    rows, names = [], []
    for i, factors in found.ways.weights.items():
        count, given = len(factors.s), found.ways.outputs[i].s
        rows.append(np.column_stack([1.0 + np.arange(count), factors.s, given[:count]]))
        names += [f"{i + 1} {whole.parts[i].words}"] * count
    return Table(("number", "of weights", "of outputs"), np.concatenate(rows), {"layer": tuple(names)}, name="spectrum")


def _picture(whole: Network, found: Compressed, before: float) -> Picture:
    """What is read rightly against what is left of the parameters; below, the singular values of the largest layer."""
    factors, ranks = found.ways.by(found.asked.by), found.chosen.ranks
    place = max(ranks, key=lambda i: whole.parameters[i][0].size)
    s = factors[place].s[: min(len(factors[place].A), factors[place].B.shape[1])]
    epochs, of = found.asked.tune, {"weights": "of the weights", "outputs": "of what it gives"}[found.asked.by]
    series = {
        "x": [100 * len(t.network.theta) / len(whole.theta) for t in found.tried] + [100.0],
        "seen": [100 * t.weights for t in found.tried] + [100 * before],
        "clean": [100 * t.rightly for t in found.tried] + [100 * before],
        "s": s.tolist(), "rank": ranks[place], "threshold": 0.0,
        "words": {
            "thin": "the weights cut by the SVD",
            "bold": f"cut by {found.asked.by}" + (", and learning on" if epochs else ""),
            "below": f"{whole.parts[place].words}: singular values {of}, largest first",
            "kept": "singular values are kept in the largest layer",
        },
    }  # fmt: skip
    return Picture("series", {"series": series, "label": "% read rightly", "across": "% of the parameters"})
