"""A map on which what is near stays near: t-SNE, with its repulsion by the fast Fourier transform.

L. van der Maaten, G. Hinton, "Visualizing Data using t-SNE", 2008; G. C. Linderman et al., "Fast interpolation-based
t-SNE for improved visualization of single-cell RNA-seq data", 2019. Here each point attracts its k nearest alike, in
place of by their distances.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hiddenmath.linalg import nearest
from hiddenmath.linalg._telling import tell

Array = NDArray[np.float64]
EARLY, STRONGER = 0.3, 12.0  # for this share of the steps, what is near attracts so much more: clusters find each other
ASKED = 500  # rows at a time, or their cosines with all others fill the memory
CELL, SMALLEST, LARGEST = 0.5, 64, 700  # of the grid: its cells' width, and how many there are along a side


class Edges(NamedTuple):
    tail: NDArray[np.intp]
    head: NDArray[np.intp]
    weight: Array


def neighbour_map(U: Array, start: Array, k: int = 15, steps: int = 400) -> Array:
    """Y (m×2) that makes Σ pᵢⱼ log(pᵢⱼ / qᵢⱼ) small, where pᵢⱼ > 0 for neighbours in U (m×n, by their cosines) and qᵢⱼ
    is in proportion to 1/(1 + ‖yᵢ − yⱼ‖²). A step costs O(m k) and a transform of the grid; 20,000 points take half a
    minute. `start` (m×2) decides which of many maps it becomes.
    """
    edges = neighbour_edges(U, k)
    Y = start / start.std()
    V, gain = np.zeros_like(Y), np.ones_like(Y)
    for step in range(steps):
        tell("The map", step, steps)
        early = step < EARLY * steps
        slope = 4 * ((STRONGER if early else 1) * attraction(Y, edges) - repulsion(Y))
        gain = np.maximum(0.01, np.where(np.sign(slope) == np.sign(V), 0.8 * gain, gain + 0.2))
        V = (0.5 if early else 0.8) * V - len(Y) / STRONGER * gain * slope
        Y = Y + V
    return np.asarray(Y - Y.mean(axis=0))


def neighbour_edges(U: Array, k: int) -> Edges:
    """Each with its k nearest, both ways; all weights together are 1."""
    from scipy.sparse import csr_array

    m = len(U)
    near = np.concatenate([nearest(U, U[i : i + ASKED], k + 1).rows for i in range(0, m, ASKED)])
    tail, head = np.repeat(np.arange(m), k + 1), near.ravel()
    other = tail != head
    A = csr_array((np.ones(other.sum()), (tail[other], head[other])), shape=(m, m))
    both = (A + A.T).tocoo()
    return Edges(both.row, both.col, both.data / both.data.sum())


def attraction(Y: Array, edges: Edges) -> Array:
    """Σⱼ pᵢⱼ (yᵢ − yⱼ) / (1 + ‖yᵢ − yⱼ‖²)."""
    D = Y[edges.tail] - Y[edges.head]
    pull = edges.weight / (1 + (D * D).sum(axis=1))
    return np.column_stack([np.bincount(edges.tail, pull * D[:, k], len(Y)) for k in (0, 1)])


def repulsion(Y: Array) -> Array:
    """Σⱼ qᵢⱼ (yᵢ − yⱼ) / (1 + ‖yᵢ − yⱼ‖²). Sums over all pairs are convolutions, once the points are spread over a
    grid."""
    from scipy import fft

    low, wide = Y.min(axis=0), float(np.ptp(Y, axis=0).max())
    G = int(np.clip(wide / CELL, SMALLEST, LARGEST))
    scaled = (Y - low) * ((G - 1) / max(wide, 1e-12))
    corner = np.minimum(scaled.astype(np.intp), G - 2)
    (fx, fy), (i, j) = (scaled - corner).T, corner.T
    bilinear = [
        ((1 - fx) * (1 - fy), i, j), (fx * (1 - fy), i + 1, j), ((1 - fx) * fy, i, j + 1), (fx * fy, i + 1, j + 1),
    ]  # fmt: skip
    away = np.square(np.arange(1 - G, G) * (wide / (G - 1)))
    kernel = 1 / (1 + away[:, None] + away)
    size = fft.next_fast_len(3 * G - 2, real=True)

    def summed(charge: Array, transformed: NDArray[np.complex128]) -> Array:
        """Σⱼ kernel(yᵢ − yⱼ) · chargeⱼ."""
        grid = np.sum([np.bincount(a * G + b, w * charge, G * G) for w, a, b in bilinear], axis=0).reshape(G, G)
        field = fft.irfft2(fft.rfft2(grid, (size, size)) * transformed, (size, size))
        return np.asarray(sum(w * field[a + G - 1, b + G - 1] for w, a, b in bilinear))

    once, twice = fft.rfft2(kernel, (size, size)), fft.rfft2(kernel**2, (size, size))
    ones = np.ones(len(Y))
    total = summed(ones, once).sum() - len(Y)
    pushes = summed(ones, twice)[:, None] * Y - np.column_stack([summed(Y[:, k], twice) for k in (0, 1)])
    return np.asarray(pushes / total)


def kept_near(U: Array, Y: Array, asked: NDArray[np.intp], k: int = 10) -> float:
    """The share of the k nearest in U (by their cosines) that are among the k nearest on the map, of the asked rows."""
    true = nearest(U, U[asked], k + 1).rows
    shares = []
    for i, row in zip(asked, true, strict=True):
        far = np.square(Y - Y[i]).sum(axis=1)
        far[i] = np.inf
        shares.append(len(set(np.argpartition(far, k)[:k]) & set(row[row != i][:k])) / k)
    return float(np.mean(shares))
