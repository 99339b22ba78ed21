"""Steps of training a second on the CPU, beside PyTorch's eager mode: same weights, same batches, same loss."""

import os
import statistics
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import torch
from _measure import QUIET, Claim, alternately, ratio, report
from threadpoolctl import threadpool_limits

from hiddenmath.apply.neural import Network, gradient, sgd

BATCH, BATCHES, RATE, ROUNDS = 64, 50, 0.05, 5
THREADS = sorted({1, os.cpu_count() or 1})
WANTED = 2.0  # times PyTorch's steps a second, of the dense network


class Case(NamedTuple):
    """A network in our words, the shape of an example, and how many steps are timed at once."""

    architecture: str
    takes: tuple[int, ...]
    steps: int


LENET = "convolution 8 5, relu, pool 2, convolution 16 5, relu, pool 2, flatten, dense 10"
CASES = {
    "dense 784-128-10": Case("dense 128, relu, dense 10", (784,), 400),
    "dense 784-512-512-10": Case("dense 512, relu, dense 512, relu, dense 10", (784,), 100),
    "convolution": Case(LENET, (28, 28, 1), 40),
    "recurrent": Case("recurrent 128, last, dense 10", (28, 28), 100),
}


def data(takes: tuple[int, ...]) -> tuple[np.ndarray, np.ndarray]:
    """Batches of ten kinds of examples, each around a centre of its own."""
    rng = np.random.default_rng(0)
    labels = rng.integers(0, 10, (BATCHES, BATCH))
    centres = rng.normal(size=(10, *takes))
    if len(takes) == 3:
        centres = centres[:, ::7, ::7].repeat(7, axis=1).repeat(7, axis=2)  # patches, for kernels to find
    return (0.3 * centres[labels] + rng.normal(size=(BATCHES, BATCH, *takes))).astype(np.float32), labels


def ours(case: Case) -> Callable[[], float]:
    """So many steps from the first weights; answers the loss of the last batch."""
    x, labels = data(case.takes)
    network = Network(case.architecture, case.takes)
    first = network.theta.copy()

    def step(i: int) -> Any:
        loss, g = gradient(network, x[i % BATCHES], labels[i % BATCHES])
        for theta, own in zip(network.arrays, g, strict=True):
            sgd(theta, own, RATE)
        return loss

    def run() -> float:
        network.theta[:] = first
        for i in range(case.steps):
            loss = step(i)
        return float(loss)

    return run


class LastOfRnn(torch.nn.Module):
    """nn.RNN, of which the last state goes on."""

    def __init__(self, n: int, k: int) -> None:
        super().__init__()
        self.rnn = torch.nn.RNN(n, k, batch_first=True)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.rnn(x)[0][:, -1]


def module(network: Network) -> torch.nn.Module:
    """The same as PyTorch's own modules, images with the channels first, and the same weights."""
    made: list[torch.nn.Module] = []
    with torch.no_grad():
        for part, own in zip(network.parts, network.parameters, strict=True):
            arrays = [torch.tensor(array) for array in own]
            match part.name:
                case "dense":
                    made.append(torch.nn.Linear(*arrays[0].shape))
                    made[-1].weight.copy_(channels_first(arrays[0], network, part).T)
                    made[-1].bias.copy_(arrays[1])
                case "convolution":
                    k, _, C, F = arrays[0].shape
                    made.append(torch.nn.Conv2d(C, F, k))
                    made[-1].weight.copy_(arrays[0].permute(3, 2, 0, 1))
                    made[-1].bias.copy_(arrays[1])
                case "recurrent":
                    made.append(LastOfRnn(*arrays[0].shape))
                    rnn = made[-1].rnn
                    Wx, Wh, b = arrays
                    for to, array in zip(rnn.parameters(), (Wx.T, Wh.T, b, 0 * b), strict=True):
                        to.copy_(array)
                    rnn.bias_hh_l0.requires_grad = False  # we have one bias
                case "pool":
                    made.append(torch.nn.MaxPool2d(int(part.words.split()[1])))
                case "flatten":
                    made.append(torch.nn.Flatten())
                case "relu":
                    made.append(torch.nn.ReLU())
    return torch.nn.Sequential(*made)


def channels_first(W: torch.Tensor, network: Network, part: Any) -> torch.Tensor:
    """The rows of W in the order in which PyTorch flattens images."""
    before = network.parts[network.parts.index(part) - 1]
    if before.name != "flatten":
        return W
    H, V, C = before.takes
    return W.reshape(H, V, C, -1).permute(2, 0, 1, 3).reshape(W.shape)


def theirs(case: Case) -> Callable[[], float]:
    """The same in PyTorch."""
    x, labels = data(case.takes)
    if len(case.takes) == 3:
        x = x.transpose(0, 1, 4, 2, 3).copy()
    batches = [(torch.tensor(a), torch.tensor(b)) for a, b in zip(x, labels, strict=True)]
    network = module(Network(case.architecture, case.takes))
    first = {name: array.clone() for name, array in network.state_dict().items()}
    optimiser = torch.optim.SGD([p for p in network.parameters() if p.requires_grad], lr=RATE)
    loss_of = torch.nn.CrossEntropyLoss()

    def step(i: int) -> Any:
        a, b = batches[i % BATCHES]
        optimiser.zero_grad()
        loss = loss_of(network(a), b)
        loss.backward()
        optimiser.step()
        return loss.detach()

    def run() -> float:
        network.load_state_dict(first)
        for i in range(case.steps):
            loss = step(i)
        return loss.item()

    return run


def with_threads(run: Callable[[], float], threads: int) -> Callable[[], float]:
    """The same with so many threads of NumPy's and PyTorch's products."""

    def limited() -> float:
        torch.set_num_threads(threads)
        with threadpool_limits(threads, user_api="blas"):
            return run()

    return limited


def row(name: str, case: Case) -> dict[str, object]:
    """Steps a second of both, each with the number of threads that suits it best, and the losses at the end."""
    runs = {"ours": ours(case), "PyTorch": theirs(case)}
    contestants = {(who, n): with_threads(run, n) for who, run in runs.items() for n in THREADS}
    times = alternately(contestants, ROUNDS, pause=QUIET)
    best = {who: min(THREADS, key=lambda n: statistics.median(times[who, n])) for who in runs}
    mine, peer = (times[who, best[who]] for who in runs)
    losses = [run() for run in runs.values()]
    assert np.ptp(losses) < 1e-3, f"{name}: not the same training, the losses at the end are {losses}"
    return {
        "network": name,
        "ours, steps/s": f"{case.steps / statistics.median(mine):,.0f}",
        "PyTorch, steps/s": f"{case.steps / statistics.median(peer):,.0f}",
        "microseconds a step, ours and PyTorch's": f"{per_step(mine, case):,.0f} and {per_step(peer, case):,.0f}",
        "ours / PyTorch": f"{ratio(mine, peer):.2f}",
        "threads": f"{best['ours']} and {best['PyTorch']}",
        "loss of both at the end": " and ".join(f"{loss:.5f}" for loss in losses),
    }


def per_step(seconds: list[float], case: Case) -> float:
    return 1e6 * statistics.median(seconds) / case.steps


def main() -> None:
    rows = [row(name, case) for name, case in CASES.items()]
    report(
        Claim(
            "A network 784-128-10 takes at least twice PyTorch's steps a second, to the same loss.",
            rows,
            met=float(str(rows[0]["ours / PyTorch"])) >= WANTED,
            notes=[
                f"Batches of {BATCH}, float32, stochastic gradient descent, PyTorch {torch.__version__} in eager mode, "
                f"each with the best of {' and '.join(map(str, THREADS))} threads; medians of {ROUNDS} rounds in turn. "
                "The target is stated for the first network; the others are reported."
            ],
        )
    )


if __name__ == "__main__":
    main()
