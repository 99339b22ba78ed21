"""What is said of a network that has learned to read images: how it reads those that were kept back, and its layers."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._beside_pytorch import beside_pytorch
from hiddenmath.apply._confusion import confusion, drawn, in_words, predictions
from hiddenmath.apply._digit_picture import digit_picture
from hiddenmath.apply._layer_tables import stopped_words, training_tables, weights_seen
from hiddenmath.apply._new_digits import read, read_rightly
from hiddenmath.apply._result import Numbers, Result
from hiddenmath.apply.neural import Training, diagnosis, in_hiddenmath, in_pytorch, report
from hiddenmath.apply.neural._recogniser import Recogniser
from hiddenmath.apply.neural._report import operations
from hiddenmath.data import Images, Table

REPORTED = 500  # images whose way through the layers is measured


class Compared(NamedTuple):
    """Tables and notes beside the network that was asked for."""

    tables: Mapping[str, Table]
    notes: tuple[str, ...]


NOTHING = Compared({}, ())


def of_network(
    training: Training,
    model: Recogniser,
    new: Images,
    labels: NDArray[np.intp],
    compared: Compared,
    notes: tuple[str, ...],
) -> Result:
    """The answer for images that were kept back, with the places of their `labels` (m,) among the classes."""
    network, told = training.network, read(model, new.pixels)
    x = model.examples(new.pixels[:REPORTED].reshape(-1, len(model.columns)))
    layers = report(network, x, labels[:REPORTED])
    numbers: Numbers = {
        "read_rightly": float(np.mean(told.place == labels)), "kept_back": len(labels),
        "parameters": len(network.theta), "operations": sum(layer.operations for layer in layers),
        "loss": training.loss, "steps": len(training.losses), "seconds": training.seconds,
    }  # fmt: skip
    tables = {
        "confusion": confusion(model.classes, labels, told.place),
        **compared.tables,
        **training_tables(training, layers),
        "predictions": predictions(new, model.classes, told),
    }
    said = (
        *in_words(model.classes, labels, told.place),
        *diagnosis(training, layers, x, labels[:REPORTED]),
        *stopped_words(training),
    )
    return Result(
        numbers,
        tables,
        "predictions",
        drawn(tables["confusion"]),
        programs(model),
        (*said, *compared.notes, f"The network: {network.architecture}.", *notes),
        images={"weights": weights_seen(model)},
        key={"read_rightly": "share", "parameters": "number", "operations": "number"},
        trial=digit_picture(model, new),
    )


def programs(model: Recogniser) -> dict[str, bytes]:
    """The model, and the same network as two programs that begin with its parameters."""
    here, there = in_hiddenmath(model.network), in_pytorch(model.network)
    return {"model.npz": model.save(), "in_hiddenmath.py": here.encode(), "in_pytorch.py": there.encode()}


def compared_networks(trained: list[tuple[Training, Recogniser]], new: Images, labels: NDArray[np.intp]) -> Compared:
    """What wider, deeper or smaller networks cost and bring, and the first of them in PyTorch."""
    rows = np.array([
        [len(model.network.theta), sum(map(operations, model.network.parts)),
         read_rightly(model, new.pixels, labels), training.seconds]
        for training, model in trained
    ])  # fmt: skip
    words = [model.network.architecture for _, model in trained]
    heads = ("parameters", "operations", "read rightly", "seconds")
    model = trained[0][1]
    x = model.examples(new.pixels.reshape(len(new.pixels), -1))
    losses, said = beside_pytorch(model.network, x, labels)
    most, least = int(rows[:, 2].argmax()), int(rows[:, 0].argmin())
    best = (
        f"Of these {len(rows)} networks the surest is {words[most]}: {rows[most, 2]:.1%} rightly with "
        f"{rows[most, 0]:,.0f} parameters in {rows[most, 3]:.2g} s; the smallest, {words[least]}, reads "
        f"{rows[least, 2]:.1%} with {rows[least, 0]:,.0f} in {rows[least, 3]:.2g} s."
    )
    return Compared({"networks": Table(heads, rows, {"network": tuple(words)}, name="networks")} | losses, (best, said))
