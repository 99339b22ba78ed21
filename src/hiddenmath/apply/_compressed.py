"""A network at each rank: its layers cut, and what it then reads rightly."""

from typing import Literal, NamedTuple, Self

from hiddenmath.apply._known_images import Known
from hiddenmath.apply.neural import Factors, Network, by_outputs, by_weights, factored
from hiddenmath.apply.neural._report import operations
from hiddenmath.data import InputError
from hiddenmath.linalg._telling import tell

LADDER = (1, 2, 4, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 512)  # ranks of the table
LOST = 0.01  # of the images that it learned from, which may be read wrongly where nothing is asked
SEEN = 1000  # images, at most, by which outputs are known: each so-many-th, since they may lie sorted
TUNING = 3e-3  # the step; it falls to nothing

Way = Literal["weights", "outputs"]
Ranks = dict[int, int]  # the rank of each layer that is cut, by its place


class Asked(NamedTuple):
    """How much is kept (one of three, or none), by what, how often it learns on, and the seed of that."""

    rank: int | None
    energy: float | None
    share: float | None
    by: Way
    tune: int
    seed: int


class Ways(NamedTuple):
    """The factors of each layer, found in two ways."""

    weights: dict[int, Factors]
    outputs: dict[int, Factors]

    def by(self, way: Way) -> dict[int, Factors]:
        return self.weights if way == "weights" else self.outputs

    @classmethod
    def of(cls, known: Known) -> Self:
        """Raises InputError where no layer gets smaller by being two."""
        network = known.model.network
        found = cls(by_weights(network), by_outputs(network, known.examples(known.old[:: -(-len(known.old) // SEEN)])))
        if most(found.weights) < 1:
            raise InputError(
                f"No layer of {network.architecture} is so large that two thin ones have fewer parameters.",
                "Give a network with a larger dense layer or convolution, such as dense 128, relu.",
            )
        return found


class Tried(NamedTuple):
    """The network at some rank: the share of the new images read rightly after cutting by `weights`, by `outputs`,
    and in the end (`rightly`; `of_old`: of the images that it learned from), and its time for 1,000 images."""

    called: str
    ranks: Ranks
    network: Network
    weights: float
    outputs: float
    rightly: float
    of_old: float
    milliseconds: float


class Compressed(NamedTuple):
    """All that was tried, and the one that was `chosen`; `by_itself`: nobody asked for it."""

    ways: Ways
    asked: Asked
    tried: list[Tried]
    chosen: Tried
    by_itself: bool


def compressed(known: Known, ways: Ways, asked: Asked) -> Compressed:
    """The network at each rank of a ladder, and at what is asked; without that the smallest rank at which the images
    that it learned from are read as well as by the whole network, but for one in a hundred."""
    whole, found = known.model.network, ways.by(asked.by)
    wanted = {str(k): at_rank(found, k) for k in LADDER if k <= most(found)}
    mine = _asked(whole, found, asked)
    if mine:
        wanted[mine[0]] = mine[1]
    order = sorted(wanted, key=lambda name: size_at(whole, wanted[name]))
    tried = []
    for i, name in enumerate(order):
        tell("Ranks", i, len(order))
        tried.append(_tried(name, known, ways, wanted[name], asked))
    if mine:
        return Compressed(ways, asked, tried, next(one for one in tried if one.called == mine[0]), False)
    enough = known.rightly_of_old(whole) - LOST
    return Compressed(ways, asked, tried, next((one for one in tried if one.of_old >= enough), tried[-1]), True)


def most(found: dict[int, Factors]) -> int:
    """The largest rank at which some layer gets smaller."""
    return max((factors.most for factors in found.values()), default=0)


def at_rank(found: dict[int, Factors], k: int) -> Ranks:
    return {i: k for i, factors in found.items() if k <= factors.most}


def size_at(network: Network, ranks: Ranks) -> int:
    """How many parameters a network has with these layers cut."""
    size = len(network.theta)
    for i, k in ranks.items():
        W = network.parameters[i][0]
        m, n = W.size // W.shape[-1], W.shape[-1]
        size += k * (m + n + 1) - m * n
    return size


def steps_of(network: Network) -> int:
    """Multiplications and additions for one image."""
    return sum(map(operations, network.parts))


def _asked(whole: Network, found: dict[int, Factors], asked: Asked) -> tuple[str, Ranks] | None:
    """What is asked for, and what it is called; None where nothing is."""
    highest = most(found)
    if asked.rank is not None:
        if asked.rank > highest:
            raise InputError(
                f"rank is {asked.rank}, but from {highest + 1} on two layers are larger than one, in each layer of "
                f"{whole.architecture}.",
                f"Choose 1 to {highest}.",
            )
        return str(asked.rank), at_rank(found, asked.rank)
    if asked.energy is not None:
        ranks = {i: k for i, factors in found.items() if (k := factors.enough(asked.energy)) <= factors.most}
        if not ranks:
            raise InputError(
                f"energy is {asked.energy:g}: for that no layer of {whole.architecture} gets smaller by being two.",
                "Ask for less.",
            )
        return f"energy {asked.energy:g}", ranks
    if asked.share is not None:
        fitting = [
            k for k in range(1, highest + 1) if size_at(whole, at_rank(found, k)) <= asked.share * len(whole.theta)
        ]
        if not fitting:
            least = size_at(whole, at_rank(found, 1)) / len(whole.theta)
            raise InputError(f"share is {asked.share:g}, but at rank 1 {least:.3g} of it is left.", "Ask for more.")
        return str(fitting[-1]), at_rank(found, fitting[-1])
    return None


def _tried(name: str, known: Known, ways: Ways, ranks: Ranks, asked: Asked) -> Tried:
    whole = known.model.network
    cut_weights, cut_outputs = (factored(whole, found, ranks) for found in ways)
    network = cut_weights if asked.by == "weights" else cut_outputs
    if asked.tune:
        network = known.learned(network, asked.tune, TUNING, asked.seed).network
    return Tried(
        name,
        ranks,
        network,
        known.rightly(cut_weights),
        known.rightly(cut_outputs),
        known.rightly(network),
        known.rightly_of_old(network),
        known.milliseconds(network),
    )
