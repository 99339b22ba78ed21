"""What the algorithms do with tall blocks (n×b), each in the library and on the device where it lies.

Small matrices, those without a side of length n, are NumPy's and at home; here is where they go out and come back.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from hiddenmath.linalg._arrays import Matrix
from hiddenmath.linalg._library import Library, library_of

Tall = Any  # an array (n×b) of NumPy, PyTorch or JAX


class Basis:
    """`width` columns of length n, in the memory of `room` columns."""

    def __init__(self, library: Library, n: int, room: int, dtype: np.dtype[Any]) -> None:
        self.width = 0
        self._jax = library.name == "JAX"
        shape = (n, room) if self._jax else (room, n)
        zero = library.xp.zeros(shape, dtype=library.dtype(dtype), device=library.device)
        self.memory = zero if self._jax else zero.T  # so that each column is contiguous

    def put(self, X: Tall, at: int | None = None) -> None:
        """X takes the place of the columns from `at` on; after the last by default."""
        at = self.width if at is None else at
        if self._jax:
            from jax.lax import dynamic_update_slice

            self.memory = dynamic_update_slice(self.memory, X, (0, at))
        else:
            self.memory[:, at : at + X.shape[1]] = X
        self.width = at + X.shape[1]

    @property
    def columns(self) -> Tall:
        """At least the `width` columns; all of the memory in JAX, which would compile every width anew."""
        return self.memory if self._jax else self.memory[:, : self.width]


def inner(Q: Tall | Basis, W: Tall | Basis) -> Matrix:
    """QᴴW (d×b), at home."""
    (Q, d), (W, b) = _columns(Q), _columns(W)
    return home(adjoint(Q) @ W)[:d, :b]


def combine(Q: Tall | Basis, S: Matrix) -> Tall:
    """Q S (n×b) for a small S (d×b)."""
    Q, d = _columns(Q)
    if Q.shape[1] > d:
        S = np.concatenate([S, np.zeros((Q.shape[1] - d, S.shape[1]), S.dtype)])
    return Q @ like(S, Q)


def _columns(Q: Tall | Basis) -> tuple[Tall, int]:
    return (Q.columns, Q.width) if isinstance(Q, Basis) else (Q, Q.shape[1])


def scaled(W: Tall, s: NDArray[Any]) -> Tall:
    """W diag(s)."""
    return W * like(s, W)


def lengths(W: Tall) -> NDArray[np.float64]:
    """The norm of each column, at home."""
    library = library_of(W)
    return library.home(library.xp.linalg.vector_norm(W, axis=0))


def adjoint(W: Tall) -> Tall:
    """Wᴴ."""
    return W.conj().T if is_complex(W) else W.T


def side_by_side(*blocks: Tall) -> Tall:
    """[W₁ W₂ …]."""
    return library_of(blocks[0]).xp.concat(blocks, axis=1)


def factors(W: Tall) -> tuple[Tall, Matrix]:
    """W = X R with orthonormal X (n×b), by Householder's method; R (b×b) at home."""
    library = library_of(W)
    X, R = library.xp.linalg.qr(W)
    return X, library.home(R)


def positive_definite(D: Tall) -> bool:
    """Whether Cholesky's method runs to its end on D (n×n)."""
    library = library_of(D)
    if library.name == "PyTorch":
        return bool(library.xp.linalg.cholesky_ex(D).info == 0)
    try:
        L = library.xp.linalg.cholesky(D)
    except np.linalg.LinAlgError:
        return False
    return library.name == "NumPy" or bool(library.xp.isfinite(L).all())  # JAX says it by NaN


def plus_identity(D: Tall, x: float) -> Tall:
    """D + x I, in the memory of D where the library permits."""
    library = library_of(D)
    if library.name == "JAX":
        at = np.arange(len(D))
        return D.at[at, at].add(x)
    diagonal = np.einsum("ii->i", D) if library.name == "NumPy" else D.diagonal()
    diagonal += x
    return D


def is_complex(A: Any) -> bool:
    dtype = getattr(A, "dtype", None)
    if isinstance(dtype, np.dtype):
        return dtype.kind == "c"
    return bool(np.iscomplexobj(A) if dtype is None else dtype.is_complex)  # PyTorch's dtypes are its own


def precision(W: Tall) -> np.dtype[Any]:
    """The dtype of W as NumPy's."""
    return W.dtype if isinstance(W.dtype, np.dtype) else np.dtype(str(W.dtype).removeprefix("torch."))


def home(x: Any) -> Matrix:
    """x, small, as an array of NumPy."""
    return library_of(x).home(x)


def like(S: NDArray[Any], W: Tall) -> Any:
    """S, small, in the library, on the device and in the precision of W."""
    return library_of(W).send(S.astype(precision(W), copy=False))
