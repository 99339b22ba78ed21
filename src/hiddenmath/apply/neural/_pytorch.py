"""The same network in PyTorch, as a program."""

from collections.abc import Iterator
from math import prod

from hiddenmath.apply.neural._architecture import Part
from hiddenmath.apply.neural._network import Network

# Each layer in PyTorch, whose images have the channels before height and width. {i} is the number of the layer.
LINES = {
    "dense": "x = F.linear(x, W{i}.T, b{i})",
    "convolution": "x = F.conv2d(x.permute(0, 3, 1, 2), K{i}.permute(3, 2, 0, 1), b{i}).permute(0, 2, 3, 1)",
    "pool": "x = F.max_pool2d(x.permute(0, 3, 1, 2), {size}).permute(0, 2, 3, 1)",
    "recurrent": (
        "x = torch.rnn_tanh(x, x.new_zeros(1, len(x), len(b{i})), [Wx{i}.T, Wh{i}.T, b{i}, 0 * b{i}], True, 1, 0.0, "
        "False, False, True)[0]"
    ),
    "embedding": "x = F.embedding(x, E{i})",
    "layer_norm": "x = F.layer_norm(x, g{i}.shape, g{i}, b{i})",
    "self_attention": (
        "Q, K, U = F.linear(x, W{i}.T, b{i}).unflatten(2, (3, {size}, -1)).permute(2, 0, 3, 1, 4)\n"
        "x = F.scaled_dot_product_attention(Q, K, U, is_causal=True).transpose(1, 2).flatten(2)\n"
        "x = F.linear(x, V{i}.T, c{i})"
    ),
    "positions": "x = x + P{i}",
    "flatten": "x = x.flatten(1)",
    "last": "x = x[:, -1]",
    "relu": "x = F.relu(x)",
    "tanh": "x = torch.tanh(x)",
    "sigmoid": "x = torch.sigmoid(x)",
}
PROGRAM = '''"""{architecture}, in PyTorch. Each layer of ours stands above the line that does the same."""

import numpy as np
import torch
import torch.nn.functional as F

theta = torch.tensor(np.load("model.npz")["theta"], requires_grad=True)
{parameters}


def network(x):
{layers}
    return x


def step(x, labels, rate):
    """One step of gradient descent; answers the loss before it."""
    loss = F.cross_entropy(network(x), labels)
    (gradient,) = torch.autograd.grad(loss, theta)
    with torch.no_grad():
        theta.sub_(rate * gradient)
    return loss.item()
'''


def in_pytorch(network: Network) -> str:
    '''A program that does in PyTorch what the network does here, with the same parameters out of a saved model.

    From the same weights its loss is ours to 1e-6. Its images are m×H×W×C, like ours.

    >>> print(in_pytorch(Network("dense 3, relu, dense 2", (4,))).partition("def step")[0])
    """dense 3, relu, dense 2, in PyTorch. Each layer of ours stands above the line that does the same."""
    <BLANKLINE>
    import numpy as np
    import torch
    import torch.nn.functional as F
    <BLANKLINE>
    theta = torch.tensor(np.load("model.npz")["theta"], requires_grad=True)
    W1 = theta[0:12].reshape(4, 3)
    b1 = theta[12:15]
    W3 = theta[15:21].reshape(3, 2)
    b3 = theta[21:23]
    <BLANKLINE>
    <BLANKLINE>
    def network(x):
        # dense 3
        x = F.linear(x, W1.T, b1)
        # relu
        x = F.relu(x)
        # dense 2
        x = F.linear(x, W3.T, b3)
        return x
    <BLANKLINE>
    <BLANKLINE>
    '''
    parameters = "\n".join(_parameters(network.parts))
    layers = "\n".join(f"    {line}" for i, part in enumerate(network.parts, 1) for line in _lines(part, str(i)))
    return PROGRAM.format(architecture=network.architecture, parameters=parameters, layers=layers)


def _parameters(parts: tuple[Part, ...]) -> Iterator[str]:
    """Each parameter as the stretch of theta that it is."""
    begin = 0
    for i, part in enumerate(parts, 1):
        for name, shape, *_ in part.parameters:
            end = begin + prod(shape)
            letter, _, within = name.partition("_")
            called = f"{letter}{i}_{within}" if within else f"{letter}{i}"
            yield f"{called} = theta[{begin}:{end}]" + (f".reshape{shape}" if len(shape) > 1 else "")
            begin = end


def _lines(part: Part, i: str) -> Iterator[str]:
    """A layer of ours, and the lines that do the same."""
    if part.within:
        yield f"before{i} = x  # residual"
        for j, inner in enumerate(part.within, 1):
            yield from _lines(inner, f"{i}_{j}")
        yield f"x = before{i} + x"
    else:
        yield f"# {part.words}"
        yield from LINES[part.name].format(i=i, size=part.words.split()[-1]).split("\n")
