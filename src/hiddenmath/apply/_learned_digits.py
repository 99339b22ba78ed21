"""What is said of a network that has learned to read images: how it reads those that were kept back, and its layers."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._confusion import confusion, drawn, in_words, predictions
from hiddenmath.apply._digit_picture import digit_picture
from hiddenmath.apply._layer_tables import layer_table, spectrum_table, weights_seen
from hiddenmath.apply._new_digits import read
from hiddenmath.apply._result import Result
from hiddenmath.apply.neural import Training, diagnosis, in_pytorch, report
from hiddenmath.apply.neural._recogniser import Recogniser
from hiddenmath.apply.neural._report import operations
from hiddenmath.data import Images, Table

REPORTED = 500  # images whose way through the layers is measured
RECENT = 20  # steps whose mean loss is told


def of_network(
    training: Training,
    model: Recogniser,
    new: Images,
    labels: NDArray[np.intp],
    compared: Mapping[str, Table],
    notes: tuple[str, ...],
) -> Result:
    """The answer for images that were kept back, with the places of their `labels` (m,) among the classes."""
    network, loss, told = training.network, training.losses, read(model, new.pixels)
    x = model.examples(new.pixels[:REPORTED].reshape(-1, len(model.columns)))
    layers = report(network, x, labels[:REPORTED])
    numbers: dict[str, float | int | str] = {
        "read_rightly": float(np.mean(told.place == labels)), "kept_back": len(labels),
        "parameters": len(network.theta), "operations": sum(layer.operations for layer in layers),
        "loss": float(loss[-RECENT:].mean()), "steps": len(loss), "seconds": training.seconds,
    }  # fmt: skip
    tables = {
        "confusion": confusion(model.classes, labels, told.place),
        **compared,
        "layers": layer_table(layers),
        "spectrum": spectrum_table(layers),
        "loss": Table(("step", "loss"), np.column_stack([1.0 + np.arange(len(loss)), loss]), name="loss"),
        "predictions": predictions(new, model.classes, told),
    }
    said = [*in_words(model.classes, labels, told.place), *diagnosis(training, layers, x, labels[:REPORTED])]
    if training.interrupted:
        said.append(f"It was stopped after {len(loss)} steps, and keeps what it had learned.")
    return Result(
        numbers,
        tables,
        "predictions",
        drawn(tables["confusion"]),
        {"model.npz": model.save(), "in_pytorch.py": in_pytorch(network).encode()},
        (*said, f"The network: {network.architecture}.", *notes),
        images={"weights": weights_seen(model)},
        key={"read_rightly": "share", "parameters": "number", "operations": "number"},
        trial=digit_picture(model, new),
    )


def networks_table(trained: list[tuple[Training, Recogniser]], new: Images, labels: NDArray[np.intp]) -> Table:
    """What wider, deeper or smaller networks cost and bring."""
    rows = [
        [len(model.network.theta), sum(map(operations, model.network.parts)),
         np.mean(read(model, new.pixels).place == labels), training.seconds]
        for training, model in trained
    ]  # fmt: skip
    text = {"network": tuple(model.network.architecture for _, model in trained)}
    return Table(("parameters", "operations", "read rightly", "seconds"), np.array(rows), text, name="networks")
