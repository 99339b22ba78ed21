"""Training: a step downhill for each batch."""

import os
from collections.abc import Iterator
from math import inf, isfinite
from time import perf_counter
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from hiddenmath.apply.neural._adam import adam
from hiddenmath.apply.neural._checkpoint import Checkpoint, identity
from hiddenmath.apply.neural._clip import clip
from hiddenmath.apply.neural._cross_entropy import cross_entropy
from hiddenmath.apply.neural._diverged import diverged
from hiddenmath.apply.neural._layer import Array, functions, shape, times
from hiddenmath.apply.neural._network import Network
from hiddenmath.apply.neural._sgd import momentum, sgd
from hiddenmath.apply.neural._spark import spark
from hiddenmath.data import InputError
from hiddenmath.linalg._interrupts import noted_interrupts
from hiddenmath.linalg._library import Library, library_of
from hiddenmath.linalg._telling import tell

Name = Literal["sgd", "momentum", "adam"]
REMEMBERS = {"sgd": 0, "momentum": 1, "adam": 2}  # how many vectors each keeps from step to step
TOLD = 100  # times that the curve is drawn anew
LEAST = 1e-9  # of a loss whose logarithm is drawn
RECENT = 20  # steps whose mean loss is told


class Settings(NamedTuple):
    """How a network is trained; see `fit`."""

    epochs: int = 10
    batch: int = 64
    optimiser: Name = "adam"
    rate: float = 1e-3
    longest: float = inf
    fall: bool = False
    shuffle: bool = True
    seed: int = 0


class Training(NamedTuple):
    """What came of a training: the network, and of each step the loss of its batch and ‖g‖ before clipping.

    `interrupted`: Ctrl-C was pressed; the network is as it was then.
    """

    network: Network
    losses: NDArray[np.float64]
    lengths: NDArray[np.float64]
    settings: Settings
    interrupted: bool
    seconds: float

    @property
    def loss(self) -> float:
        """The mean loss of the last steps."""
        return float(self.losses[-RECENT:].mean())


def fit(
    network: Network,
    x: Array,
    labels: Array,
    settings: Settings = Settings(),  # noqa: B008 (a tuple: nobody can change it)
    checkpoint: str | os.PathLike[str] | None = None,
) -> Training:
    """A network like this one, with parameters that tell the labels (m,) of the examples x (m×takes).

    Goes `epochs` times through all examples in batches of `batch`, shuffled anew each time, and moves θ by `optimiser`
    with the step `rate` along the gradient of the cross-entropy, shortened to `longest`; with `fall` the rate falls to
    nothing in a straight line. The same `seed` gives the same bits: the products are small and made in one thread.
    Ctrl-C keeps what was learned. With `checkpoint`, a file: every 20 seconds and when it is interrupted all is written
    there; called again with the same arguments it goes on to the same bits as without the interruption.

    Raises InputError for no examples, one class, labels that are none of the outputs, other shapes, and as soon as a
    loss is not finite, naming the first layer where that appeared.
    Cost: about three times that of `network(x)` an epoch.

    >>> rng = np.random.default_rng(0)
    >>> x = rng.normal(size=(200, 2)); labels = (x[:, 0] * x[:, 1] > 0).astype(int)
    >>> trained = fit(Network("dense 16, relu, dense 2", (2,)), x, labels, Settings(epochs=60, rate=0.01))
    >>> bool(trained.losses[0] > 0.7), bool(trained.losses[-1] < 0.2)
    (True, True)
    """
    begin = perf_counter()
    _check(network, x, labels, settings)
    network = network.copy()
    x, theta = network.cast(x), network.theta
    memory = nothing_yet(network, settings.optimiser)
    vectors = [theta, *(vector for own in memory for vector in own)]
    total = -(-len(x) // settings.batch) * settings.epochs
    losses, lengths = np.zeros(total), np.zeros(total)
    kept = Checkpoint(checkpoint, identity(network, x, labels, settings)) if checkpoint else None
    done = kept.load(vectors, losses, lengths) if kept else 0
    with noted_interrupts(again=True) as pressed, threadpool_limits(1, user_api="blas"), np.errstate(all="ignore"):
        for rows in _batches(len(x), settings, done, library_of(theta)):
            if pressed():
                break
            L, g = gradient(network, x[rows], labels[rows])
            losses[done], lengths[done] = float(L), clip(g, settings.longest)
            if not isfinite(losses[done] + lengths[done]):
                raise diverged(network, x[rows], labels[rows], done, lengths[: done + 1])
            done += 1
            rate = settings.rate * (1 - (done - 1) / total if settings.fall else 1)
            descend(network, g, memory, settings.optimiser, done, rate)
            del g  # so that the next gradient takes its place in the processor's cache
            _tell(losses, done, total)
            if kept and kept.is_due():
                kept.save(vectors, losses, lengths, done)
    if kept and done < total:
        kept.save(vectors, losses, lengths, done)
    elif kept:
        kept.remove()
    return Training(network, losses[:done], lengths[:done], settings, done < total, perf_counter() - begin)


def gradient(network: Network, x: Array, labels: Array) -> tuple[Array, list[Array]]:
    """The loss of a batch, and its gradient for each of the network's `arrays`: forwards, then all pullbacks."""
    z, back = network(x)
    L, surprise = cross_entropy(z, labels)
    return L, back(*surprise())[1]


Memory = list[tuple[Array, ...]]


def nothing_yet(network: Network, optimiser: Name) -> Memory:
    """What an optimiser remembers of each array before its first step."""
    zeros_like = functions(network.theta).zeros_like
    return [tuple(zeros_like(theta) for _ in range(REMEMBERS[optimiser])) for theta in network.arrays]


def descend(network: Network, gradient: list[Array], memory: Memory, optimiser: Name, t: int, rate: float) -> None:
    """Step t = 1, 2, … of an optimiser, in place; the gradient is used up."""
    for theta, g, kept in zip(network.arrays, gradient, memory, strict=True):
        match optimiser:
            case "sgd":
                sgd(theta, g, rate)
            case "momentum":
                momentum(theta, g, kept[0], rate)
            case "adam":
                adam(theta, g, kept[0], kept[1], t, rate)


def _batches(m: int, settings: Settings, done: int, library: Library) -> Iterator[Array]:
    """The rows of each batch, from step `done` on. Each epoch has an order of its own, known from its number alone."""
    each = -(-m // settings.batch)
    for epoch in range(done // each, settings.epochs):
        rng = np.random.default_rng([settings.seed, epoch])
        order = library.send(rng.permutation(m) if settings.shuffle else np.arange(m))
        for k in range(done % each, each):
            yield order[k * settings.batch : (k + 1) * settings.batch]
        done = 0


def _tell(losses: NDArray[np.float64], done: int, total: int) -> None:
    """How far it has come, with the curve of the loss's logarithm so far, which is drawn anew a hundred times."""
    if done % max(1, total // TOLD) == 0 or done == total:
        recent = losses[max(0, done - RECENT) : done].mean()
        tell(f"Learning, loss {recent:.3f} {spark(np.log(losses[:done] + LEAST))}", done, total)


def _check(network: Network, x: Array, labels: Array, settings: Settings) -> None:
    for name, value, least in (("epochs", settings.epochs, 1), ("batch", settings.batch, 1)):
        if value < least:
            raise InputError(f"{name} is {value}.", f"Give {least} or more.")
    if not settings.rate > 0 or not settings.longest > 0:
        raise InputError(f"rate is {settings.rate}, longest is {settings.longest}.", "Both are above 0.")
    if settings.optimiser not in REMEMBERS:
        raise InputError(f"There is no optimiser {settings.optimiser!r}.", f"There are: {', '.join(REMEMBERS)}.")
    if not len(x) or len(x) != len(labels):
        raise InputError(
            f"There are {len(x)} examples ({shape(x)}) and {len(labels)} labels.", "Give one label for each example."
        )
    final = network.parts[-1]
    if final.gives[:-1] != tuple(labels.shape[1:]):
        raise InputError(
            f"The last layer ({final.words}) gives {times(final.gives)} for each example, and labels are "
            f"{shape(labels)}: a label goes with each row.",
            "Put flatten or last before it, so that it gives one row.",
        )
    low, high, outputs = int(labels.min()), int(labels.max()), final.gives[-1]
    if low < 0 or high >= outputs:
        raise InputError(
            f"A label is {low if low < 0 else high}, but the last layer ({final.words}) gives {outputs} classes.",
            f"Labels are whole numbers from 0 to {outputs - 1}.",
        )
    if low == high:
        raise InputError(
            f"All {len(labels)} labels are {low}: with one class there is nothing to tell apart.",
            "Give examples of at least two classes.",
        )
