"""What is told of each network that has learned: its layers and its training as tables, its first weights as images."""

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._sheet import ACROSS, grid, signed
from hiddenmath.apply.neural import LayerReport, Training
from hiddenmath.apply.neural._recogniser import Recogniser
from hiddenmath.data import Table

SHOWN = 8 * ACROSS  # units whose weights are drawn
HEADS = ("parameters", "operations", "condition", "gradient", "dead", "outputs")


def layer_table(layers: list[LayerReport]) -> Table:
    """A row for each layer."""
    cells = [
        [
            layer.parameters,
            layer.operations,
            max(layer.conditions.values(), default=np.nan),
            layer.gradient,
            layer.dead,
            layer.activation,
        ]
        for layer in layers
    ]
    text = {"layer": tuple(layer.words for layer in layers), "gives": tuple(layer.gives for layer in layers)}
    return Table(HEADS, np.array(cells, dtype=np.float64), text, name="layers")


def training_tables(training: Training, layers: list[LayerReport]) -> dict[str, Table]:
    """The layers, their singular values, and the loss of each step."""
    loss = np.column_stack([1.0 + np.arange(len(training.losses)), training.losses])
    return {
        "layers": layer_table(layers),
        "spectrum": spectrum_table(layers),
        "loss": Table(("step", "loss"), loss, name="loss"),
    }


def stopped_words(training: Training) -> tuple[str, ...]:
    """What is said of a training that was interrupted."""
    if not training.interrupted:
        return ()
    return (f"It was stopped after {len(training.losses)} steps, and keeps what it had learned.",)


def spectrum_table(layers: list[LayerReport]) -> Table:
    """The singular values of each matrix of weights, largest first."""
    rows = [
        (f"{i} {layer.words}", name, number, value)
        for i, layer in enumerate(layers, 1)
        for name, s in layer.spectra.items()
        for number, value in enumerate(s, 1)
    ]
    words, names, numbers, values = zip(*rows, strict=True)
    text = {"layer": words, "weights": names}
    return Table(("number", "singular value"), np.column_stack([numbers, values]), text, name="spectrum")


def weights_seen(model: Recogniser) -> NDArray[np.uint8]:
    """What each unit of the first layer looks for: orange where light speaks for it, blue where against."""
    first = next(own[0] for own in model.network.parameters if own)
    units = np.moveaxis(np.asarray(first), -1, 0)[:SHOWN]
    if first.ndim == 2 and len(first) == len(model.columns):
        units = units.reshape(-1, *model.size)
    return grid([signed(unit[..., 0] if unit.ndim == 3 else np.atleast_2d(unit)) for unit in units])
