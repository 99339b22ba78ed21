"""What is wrong when a training fails, in words."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply.neural._fit import Training, descend, gradient, nothing_yet
from hiddenmath.apply.neural._layer import Array
from hiddenmath.apply.neural._report import BENT, LayerReport
from hiddenmath.linalg._library import library_of

GROWS, FADES = 100.0, 0.01  # of the gradient, from the last layer to the first
DEAD = 0.5  # the share of a layer's units
LEARNED = 0.7  # of the loss at first: below it something was learned
SORTED = 0.5  # of the classes that a shuffled batch holds
LEAPS = 10.0  # of the loss at first


def diagnosis(training: Training, layers: list[LayerReport], x: Array, labels: Array) -> list[str]:
    """What is wrong with a training on the examples x (m×takes) with their labels (m,), each with what to do; empty
    where nothing is found. `layers`: the `report` of its network.

    Found are gradients that explode or vanish on their way back, dead units, a step that is too large, and batches that
    were not shuffled. Cost: two steps on x.
    """
    said = [*_flow(layers), *_dead(layers)]
    if not training.settings.shuffle:
        said += _sorted(library_of(labels).home(labels), training.settings.batch)
    return [*said, *_step(training, x, labels)]


def _flow(layers: list[LayerReport]) -> Iterator[str]:
    """From the last layer with weights back to the first: how much longer or shorter the gradient gets."""
    learning = [layer for layer in layers if layer.parameters]
    first, last = learning[0], learning[-1]
    if last.gradient == 0:
        return
    ratio = first.gradient / last.gradient
    if ratio > GROWS:
        yield (
            f"The gradient explodes: it is {ratio:.3g} times as long at {first.words} as at {last.words}. Clip it, "
            "begin with smaller weights, or put layer_norm between the layers."
        )
    if 0 < ratio < FADES:  # where nothing is left, dead units are why
        bends = sorted({layer.words for layer in layers} & {"tanh", "sigmoid"})
        yield (
            f"The gradient vanishes: of its length at {last.words}, {ratio:.1g} is left at {first.words}, which hardly "
            f"learns. Take {'relu in place of ' + ' and '.join(bends) if bends else 'larger weights to begin with'}, "
            "fewer layers, or layer_norm between them."
        )


def _dead(layers: list[LayerReport]) -> Iterator[str]:
    for number, layer in enumerate(layers, 1):
        if layer.words in BENT and layer.dead >= DEAD:
            what = "0" if layer.words == "relu" else "the same"
            yield (
                f"Of the units of layer {number} ({layer.words}) {layer.dead:.0%} are dead: they give {what} for every "
                "example, so nothing comes back through them. Take a smaller rate, and examples with mean 0."
            )


def _sorted(labels: NDArray[np.int_], batch: int) -> Iterator[str]:
    """How many classes a batch holds as the examples lie, beside shuffled ones."""

    def classes(order: NDArray[np.int_]) -> float:
        return float(np.mean([len(np.unique(order[i : i + batch])) for i in range(0, len(order), batch)]))

    so, mixed = classes(labels), classes(np.random.default_rng(0).permutation(labels))
    if so < SORTED * mixed:
        yield (
            f"The examples are sorted and were not shuffled: a batch holds {so:.1f} classes on average, shuffled it "
            f"would hold {mixed:.1f}. Each batch unlearns what the one before taught. Set shuffle."
        )


def _step(training: Training, x: Array, labels: Array) -> Iterator[str]:
    """Whether the loss leapt, or did not fall and one step on these examples leads uphill, a hundredth of it down."""
    losses, rate = training.losses, training.settings.rate
    highest, recent = int(losses.argmax()), losses[-max(1, len(losses) // 10) :].mean()
    if losses[highest] > LEAPS * losses[0]:
        yield (
            f"The step is too large: with the rate {rate:g} the loss leapt from {losses[0]:.3g} to "
            f"{losses[highest]:.3g} at step {highest + 1}. Take a smaller rate."
        )
    elif recent > LEARNED * losses[0]:
        before, far, near = (_after(training, x, labels, step) for step in (0.0, rate, rate / 100))
        if not far <= before and near <= before:
            yield (
                f"The step is too large: with the rate {rate:g} one step on these examples takes their loss from "
                f"{before:.3g} to {far:.3g}, with a hundredth of it to {near:.3g}. Take a smaller rate."
            )


def _after(training: Training, x: Array, labels: Array, rate: float) -> float:
    """The loss after a step of this rate."""
    network, name = training.network.copy(), training.settings.optimiser
    x = network.cast(x)
    with np.errstate(all="ignore"):
        descend(network, gradient(network, x, labels)[1], nothing_yet(network, name), name, 1, rate)
        return float(gradient(network, x, labels)[0])
