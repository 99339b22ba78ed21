"""Each layer beside the same in PyTorch. Run as a program it writes from_pytorch.npz, the numbers that PyTorch gives.

    python tests/apply/neural/from_pytorch.py

The tests of every day compare with that file, so that they need no PyTorch; `make verify` compares on new shapes.
"""

from functools import partial
from pathlib import Path

import numpy as np

from hiddenmath.apply import neural

FILE = Path(__file__).with_name("from_pytorch.npz")


def sizes(rng, *names):
    """So many lengths, each from 2 to 5."""
    return [int(n) for n in rng.integers(2, 6, len(names))]


def dense(rng):
    m, n, k = sizes(rng, *"mnk")
    return rng.normal(size=(m, 3, n)), rng.normal(size=(n, k)), rng.normal(size=k)


def convolution(rng):
    m, h, w, c, f = sizes(rng, *"mhwcf")
    k = int(rng.integers(1, 5))
    return rng.normal(size=(m, h + 3, w + 3, c)), rng.normal(size=(k, k, c, f)), rng.normal(size=f)


def images(rng):
    m, h, w, c = sizes(rng, *"mhwc")
    return (rng.normal(size=(m, h + 1, w + 1, c)),)


def recurrent(rng):
    m, t, n, k = sizes(rng, *"mtnk")
    return rng.normal(size=(m, t, n)), rng.normal(size=(n, k)), rng.normal(size=(k, k)), rng.normal(size=k)


def embedding(rng):
    m, t, v, k = sizes(rng, *"mtvk")
    return rng.integers(0, v, (m, t)), rng.normal(size=(v, k))


def layer_norm(rng):
    m, t, n = sizes(rng, *"mtn")
    return rng.normal(size=(m, t, n)), rng.normal(size=n), rng.normal(size=n)


def attention(rng, same=False):
    m, t, s, d, k = sizes(rng, *"mtsdk")
    s = t if same else s
    return rng.normal(size=(m, t, d)), rng.normal(size=(m, s, d)), rng.normal(size=(m, s, k))


def self_attention(rng):
    m, t, n = sizes(rng, *"mtn")
    n *= 2
    return tuple(rng.normal(size=shape) for shape in ((m, t, n), (n, 3 * n), (3 * n,), (n, n), (n,)))


def sequences(rng):
    return (rng.normal(size=sizes(rng, *"mtn")),)


def positions(rng):
    m, t, n = sizes(rng, *"mtn")
    return rng.normal(size=(m, t, n)), rng.normal(size=(t, n))


def block(rng):
    m, t, n = sizes(rng, *"mtn")
    return (
        rng.normal(size=(m, t, n)),
        rng.normal(size=n),
        rng.normal(size=n),
        rng.normal(size=(n, n)),
        rng.normal(size=n),
    )


def surprises(rng):
    m, t, c = sizes(rng, *"mtc")
    return rng.normal(size=(m, t, c)), rng.integers(0, c, (m, t))


def causal(Q, K, V):
    """Ours, with a mask of Q's library."""
    mask = np.tri(Q.shape[1], dtype=bool)
    return neural.attention(Q, K, V, mask if isinstance(Q, np.ndarray) else Q.new_tensor(mask).bool())


# For each layer: ours, and the arrays that it is given.
LAYERS = {
    "dense": (neural.dense, dense),
    "convolution": (neural.convolution, convolution),
    "pool": (partial(neural.pool, k=2), images),
    "recurrent": (neural.recurrent, recurrent),
    "embedding": (neural.embedding, embedding),
    "layer_norm": (neural.layer_norm, layer_norm),
    "attention": (neural.attention, attention),
    "attention with a mask": (causal, partial(attention, same=True)),
    "self_attention": (partial(neural.self_attention, heads=2), self_attention),
    "positions": (neural.positions, positions),
    "residual": (partial(neural.residual, layers=[neural.layer_norm, neural.dense], counts=[2, 2]), block),
    "cross_entropy": (neural.cross_entropy, surprises),
    "softmax": (neural.softmax, sequences),
    "relu": (neural.relu, sequences),
    "tanh": (neural.tanh, sequences),
    "sigmoid": (neural.sigmoid, sequences),
    "flatten": (neural.flatten, sequences),
    "last": (neural.last, sequences),
}


def theirs():
    """The same in PyTorch, by name."""
    import torch
    import torch.nn.functional as F

    def image(x):
        return x.permute(0, 3, 1, 2)  # PyTorch has the channels before height and width

    def rows(x):
        return x.permute(0, 2, 3, 1)

    def recurrent(x, Wx, Wh, b):
        rnn = torch.nn.RNN(x.shape[2], len(Wh), batch_first=True, dtype=x.dtype)
        names = ("weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0")
        given = dict(zip(names, (Wx.T, Wh.T, b, torch.zeros_like(b)), strict=True))
        return torch.func.functional_call(rnn, given, x)[0]

    def self_attention(x, W, b, V, c):
        m, T, n = x.shape
        Q, K, U = (x @ W + b).reshape(m, T, 3, 2, n // 2).permute(2, 0, 3, 1, 4)
        mixed = F.scaled_dot_product_attention(Q, K, U, is_causal=True)
        return mixed.transpose(1, 2).reshape(m, T, n) @ V + c

    return {
        "dense": lambda x, W, b: F.linear(x, W.T, b),
        "convolution": lambda x, K, b: rows(F.conv2d(image(x), K.permute(3, 2, 0, 1), b)),
        "pool": lambda x: rows(F.max_pool2d(image(x), 2)),
        "recurrent": recurrent,
        "embedding": F.embedding,
        "layer_norm": lambda x, g, b: F.layer_norm(x, g.shape, g, b),
        "attention": F.scaled_dot_product_attention,
        "attention with a mask": lambda Q, K, V: F.scaled_dot_product_attention(Q, K, V, is_causal=True),
        "self_attention": self_attention,
        "positions": lambda x, P: x + P,
        "residual": lambda x, g, b, W, c: x + F.linear(F.layer_norm(x, g.shape, g, b), W.T, c),
        "cross_entropy": lambda z, labels: F.cross_entropy(z.flatten(0, 1), labels.flatten()),
        "softmax": lambda x: x.softmax(-1),
        "relu": F.relu,
        "tanh": torch.tanh,
        "sigmoid": torch.sigmoid,
        "flatten": lambda x: x.flatten(1),
        "last": lambda x: x[:, -1],
    }


def from_pytorch(name, arrays, seed):
    """What PyTorch gives for the arrays: y, some dy, and the gradient for each array (empty for whole numbers)."""
    import torch

    tensors = [torch.tensor(array, requires_grad=array.dtype.kind == "f") for array in arrays]
    y = theirs()[name](*tensors)
    dy = np.random.default_rng(seed).normal(size=tuple(y.shape)) if y.ndim else np.array(1.0)
    y.backward(torch.tensor(dy))
    return y.detach().numpy(), dy, [t.grad.numpy() if t.requires_grad else np.empty(0) for t in tensors]


def main():
    kept = {}
    for name, (_, make) in LAYERS.items():
        arrays = make(np.random.default_rng(5))
        y, dy, gradients = from_pytorch(name, arrays, 6)
        kept |= {f"{name}/y": y, f"{name}/dy": dy}
        kept |= {f"{name}/{i}": array for i, array in enumerate(arrays)}
        kept |= {f"{name}/d{i}": gradient for i, gradient in enumerate(gradients)}
    np.savez_compressed(FILE, **kept)


if __name__ == "__main__":
    main()
