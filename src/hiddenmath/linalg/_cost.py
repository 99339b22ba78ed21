"""Which method is the cheapest: operations, each weighted by how much slower it is than a large matrix product.

The weights are ratios of times to a product of two 2000×2000 matrices per operation, on two cores (OpenBLAS 0.3.31 in
NumPy's wheel, float64), as `benchmarks/cost_model.py` measures them on one machine; others differ, and STEP is a guess.
They decide between methods that all keep their promises, so a wrong weight costs time only.
"""

from math import inf
from typing import Literal

from hiddenmath.linalg._missed import COLUMNS
from hiddenmath.linalg._operator import Operator

Method = Literal["dense", "gram", "krylov"]

SVD = 1.6  # LAPACK gesdd, for 6mn² + 20n³ operations; much of the bidiagonalisation runs at memory speed
EIGEN = 13.0  # LAPACK syevd with vectors, for n³
# LAPACK syevr for some of the pairs, and a proof that they are the largest: for n³; for n² and each pair; and in any
# case, because it is SciPy's, whose threads start while NumPy's still wait for work. Measured for k = 1 … n/4 beside
# all pairs by syevd, 2 threads: n = 2000 3.6 … 1.2 times as fast, n = 1000 1.7 … 0.7, n = 500 0.6 … 0.4; with one
# thread it is 2.8 … 1.3, 2.6 … 1.2 and 3.1 … 1.0.
SOME, EACH, SWITCH = 5.0, 40.0, 1.5e9
THIN = 3.0  # a product with 32 columns
SPARSE = 80.0  # a sparse product with 16 columns: one core, and memory addresses that jump
STEP = 3e6  # a guess: what a step costs beside its operations: calls from Python, and products too small to share

# Vectors in one product. With fewer a dense one is no faster, because the matrix has to come from memory; a sparse one
# gains little beyond.
BLOCK, SPARSE_BLOCK = 32, 16
# Below these many entries LAPACK takes milliseconds, and nothing is to be gained.
SMALL = 10_000
# Where Krylov can answer, LAPACK does not take over beyond this cost: minutes, for a proof of what is known already.
PATIENCE = 2e13
# From so many entries on, a dense matrix is searched in single precision first, which takes half the time: products
# that stay in the cache gain little. The search in double precision starts from so many vectors more than asked for.
NARROWED, EXTRA = 1 << 20, 48
# From a device the Gram matrix comes home, to be decomposed there, only where A is so many times as long as that.
LONG = 4
# A basis may take this many numbers (4 GiB in float64), and a dense fallback too.
MEMORY = 1 << 29


def room(m: int, n: int, k: int, block: int = BLOCK) -> int:
    """The largest dimension of a Krylov space; smaller than it should be (`feasible`) where A or memory is small."""
    return min(max(8 * k, 16 * block) + COLUMNS, min(m, n) - 2 * block - COLUMNS, MEMORY // (m + n))


def feasible(m: int, n: int, k: int, block: int) -> bool:
    """Whether a Krylov space has room to converge, and to restart."""
    return room(m, n, k, block) >= 2 * k + 5 * block + COLUMNS


def block_size(A: Operator) -> int:
    return BLOCK if A.array is not None else SPARSE_BLOCK


def dimension(k: int, block: int) -> int:
    """Where spectra such as σᵢ = i^(−1/2) converge: the cost model's guess."""
    return 5 * k + 4 * block


def dense_cost(m: int, n: int) -> float:
    """All triplets, and their certificate."""
    m, n = max(m, n), min(m, n)
    return SVD * (6.0 * m * n**2 + 20.0 * n**3) + 8.0 * m * n**2


def gram_cost(m: int, n: int, k: int) -> float:
    m, n = max(m, n), min(m, n)
    return 1.0 * m * n**2 + min(EIGEN * n**3, lanczos_cost(2.0 * n * n, n, k, BLOCK)) + 2.0 * m * n * k + 6.0 * m * k**2


def lanczos_cost(work: float, n: int, k: int, block: int, rate: float = THIN) -> float:
    """k eigenpairs from products of `work` operations a vector, some decompositions of the projection, and a Cholesky
    factorisation."""
    if not feasible(n, n, k, block):
        return inf
    d = dimension(k, block)
    looks = 3 * EIGEN * min(d, room(n, n, k, block)) ** 3
    return rate * work * (d + k) + 4.0 * n * d**2 + looks + n**3 / 2 + STEP * d / block


def krylov_cost(A: Operator, k: int) -> float:
    """Block Golub–Kahan, first in single precision where that pays, with its probe and certificate."""
    (m, n), block = A.shape, block_size(A)
    if not feasible(m, n, k, block):
        return inf
    d = dimension(k, block)
    rate = THIN if A.array is not None else SPARSE
    grown = rate * 2 * A.work * d + 4.0 * (m + n) * d**2
    if A.array is not None and m * n >= NARROWED:
        grown = grown / 2 + rate * 2 * A.work * (k + EXTRA)
    return grown + rate * 2 * A.work * (k + 2 * COLUMNS) + 2 * STEP * d / block


def some_pairs_cost(n: int, k: int) -> float:
    """k < n eigenpairs of a dense matrix by LAPACK, with the proof that they are the largest."""
    return SOME * n**3 + EACH * n**2 * k + SWITCH


def full_eigen_is_cheaper(n: int, k: int) -> bool:
    return EIGEN * n**3 <= lanczos_cost(2.0 * n * n, n, k, BLOCK)


def ranked(A: Operator, k: int) -> list[Method]:
    """The methods that can be used for A (m×n), the cheapest first."""
    m, n = A.shape
    costs: dict[Method, float] = {"krylov": krylov_cost(A, k)}
    if m * n <= MEMORY:
        dense = dense_cost(m, n) + (0 if A.array is not None else SPARSE * A.work * n)
        if dense <= PATIENCE or costs["krylov"] == inf:
            costs["dense"] = dense
    at_home = A.library.name == "NumPy" or max(m, n) >= LONG * min(m, n)
    if A.array is not None and at_home and m * n >= SMALL and min(m, n) ** 2 <= MEMORY:
        costs["gram"] = gram_cost(m, n, k)
    return sorted((method for method in costs if costs[method] < inf), key=lambda method: costs[method])
