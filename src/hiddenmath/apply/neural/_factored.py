"""A layer as two thin ones: its weights as the product of two thin matrices."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply.neural._architecture import Part
from hiddenmath.apply.neural._layer import Array
from hiddenmath.apply.neural._network import Network
from hiddenmath.linalg import svd
from hiddenmath.linalg._library import library_of

Matrix = NDArray[np.float64]
LINEAR = ("dense", "convolution")  # y = (x, or its windows) W + b


class Factors(NamedTuple):
    """Of weights W (m×n) two matrices, A (m×n or m×m) and B, of which the first k columns and rows give W ≈ A_k B_k;
    `s`: how much each adds, largest first."""

    A: Matrix
    s: NDArray[np.float64]
    B: Matrix

    @property
    def most(self) -> int:
        """The largest k at which two layers have fewer parameters than one: k(m + n) weights and k shifts for mn."""
        m, n = len(self.A), len(self.B.T)
        return (m * n - 1) // (m + n + 1)

    def enough(self, energy: float) -> int:
        """The smallest k that holds this share of the sum of the squares of s."""
        held = np.cumsum(self.s**2)
        return min(len(self.s), 1 + int(np.searchsorted(held, energy * held[-1] * (1 - 1e-12))))


def by_weights(network: Network) -> dict[int, Factors]:
    """For each dense layer and convolution, by its place, the best A_k B_k of each rank: A = U diag(s), B = Vt of the
    SVD of W. What they leave of W is the rest of s: ‖W − A_k B_k‖² = Σ sᵢ², i > k. A kernel is a column of W (k·k·C×F).

    Cost: an SVD of each. Source: C. Eckart, G. Young, Psychometrika 1 (1936).
    """
    found = {}
    for i, W in _linear(network):
        U, s, Vt = map(np.asarray, svd(W)[:3])
        found[i] = Factors(U * s, s, Vt)
    return found


def by_outputs(network: Network, x: Array) -> dict[int, Factors]:
    """The A_k B_k that change the least of what each layer gives, XW, for examples x: A = WV, B = Vᵀ with the right
    singular vectors V of XW. What a layer is never given, such as pixels that are always dark, then costs nothing.

    Cost: a pass, and the eigenvalues of an n×n matrix for each layer with n outputs.
    Source: X. Zhang et al., "Accelerating Very Deep Convolutional Networks", TPAMI 38 (2016).
    """
    linear, found = dict(_linear(network)), {}
    x = network.cast(x)
    for i, (part, own) in enumerate(zip(network.parts, network.parameters, strict=True)):
        x, _ = part.layer(x, *own)
        if i in linear:
            XW = library_of(x).home(x - own[1]).reshape(-1, x.shape[-1]).astype(np.float64)
            squares, V = (a[..., ::-1] for a in np.linalg.eigh(XW.T @ XW))
            found[i] = Factors(linear[i] @ V, np.sqrt(squares.clip(0)), V.T)
    return found


def factored(network: Network, found: Mapping[int, Factors], ranks: Mapping[int, int]) -> Network:
    """The network with two thin layers in place of layer i, for each i with its rank k in `ranks`: x A_k, then B_k and
    the shift. A convolution becomes one with k kernels, and a dense layer at each place.

    Cost: that of the parameters. Source: E. Denton et al., "Exploiting Linear Structure Within Convolutional Networks
    for Efficient Evaluation", NeurIPS 2014.

    >>> net = Network("dense 6, relu, dense 2", (8,))
    >>> factored(net, by_weights(net), {0: 3})
    Network('dense 3, dense 6, relu, dense 2', (8,)): 65 parameters
    """
    words: list[str] = []
    arrays: list[Array] = []
    for i, (part, own) in enumerate(zip(network.parts, network.parameters, strict=True)):
        if i not in ranks:
            words.append(part.words)
            arrays += own
            continue
        (A, _, B), k = found[i], ranks[i]
        words += _two(part, k)
        arrays += [A[:, :k], np.zeros(k), B[:k], own[1]]
    theta = np.concatenate([np.ravel(array) for array in arrays]).astype(network.theta.dtype)
    return Network(", ".join(words), network.takes, theta)


def _two(part: Part, k: int) -> list[str]:
    """The words of the two layers: "convolution 8 5" at rank 3 is "convolution 3 5" and "dense 8"."""
    name, n, *size = part.words.split()
    return [" ".join([name, str(k), *size]), f"dense {n}"]


def _linear(network: Network) -> Iterator[tuple[int, Matrix]]:
    """The weights of each dense layer and convolution as a matrix, with its place; of kernels each is a column."""
    for i, (part, own) in enumerate(zip(network.parts, network.parameters, strict=True)):
        if part.name in LINEAR:
            yield i, library_of(own[0]).home(own[0]).reshape(-1, own[0].shape[-1]).astype(np.float64)
