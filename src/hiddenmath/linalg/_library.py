"""Which library an array is of. What is long stays there, on its device; what is small comes home to NumPy.

The algorithms touch a large matrix only through its products with a few columns. So a matrix of PyTorch or JAX is
multiplied where it lies, and the small matrices that decide (projections, triangular factors, bounds) are NumPy's.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import DTypeLike, NDArray

from hiddenmath.linalg._arrays import MatrixError


@dataclass(frozen=True)
class Library:
    """`xp`: the library's functions under the names of the array API standard; `device`: where its arrays lie; `whole`:
    the precision of what is made from integers."""

    name: Literal["NumPy", "PyTorch", "JAX"]
    xp: Any
    device: Any
    whole: DTypeLike = field(default=np.float64, compare=False)

    def home(self, x: Any) -> NDArray[Any]:
        """x, small, as an array of NumPy that may be written to."""
        if self.name == "PyTorch":
            home: NDArray[Any] = x.numpy(force=True)
            return home
        return x if isinstance(x, np.ndarray) else np.array(x)

    def send(self, x: NDArray[Any]) -> Any:
        """x, small, as an array of this library on its device."""
        if self.name == "NumPy":
            return x
        return self.xp.asarray(np.ascontiguousarray(x), device=self.device)

    def dtype(self, dtype: DTypeLike) -> Any:
        """What this library calls it."""
        return getattr(self.xp, np.dtype(dtype).name)

    def cast(self, x: Any, dtype: DTypeLike) -> Any:
        """x in this precision: the same memory where it is so already."""
        if self.name == "NumPy":
            return x.astype(dtype, copy=False)
        x = x.resolve_conj() if self.name == "PyTorch" else x  # else NumPy could not read what the caller gets
        return self.xp.astype(x, self.dtype(dtype), copy=False)

    def pair(self, values: NDArray[Any], error: NDArray[np.float64]) -> tuple[Any, Any]:
        """Values with the bounds on their errors, which are rounded up to the precision of the values; NumPy keeps
        bounds in float64."""
        return self.send(values), self.bounds(error, values.dtype)

    def bounds(self, error: NDArray[np.float64], dtype: np.dtype[Any]) -> Any:
        """The bounds rounded up to this precision; NumPy keeps them in float64."""
        if self.name == "NumPy":
            return error
        real = np.finfo(dtype).dtype
        with np.errstate(over="ignore", under="ignore"):
            rounded = error.astype(real)
        return self.send(np.where(rounded < error, np.nextafter(rounded, np.inf, dtype=real), rounded))

    @contextmanager
    def double(self) -> Iterator[None]:
        """Within it float64 exists: JAX narrows it to float32 unless told otherwise."""
        if self.name != "JAX":
            yield
            return
        import jax

        with jax.enable_x64(True):
            yield


NUMPY = Library("NumPy", np, "cpu")


def library_of(A: Any, name: str = "A") -> Library:
    """The library whose array A is; NumPy for everything that is none of another's (lists, sparse matrices, ...).

    Raises MatrixError where PyTorch or JAX would have to differentiate or trace through the engine, which chooses its
    steps by the numbers that it sees.
    """
    if isinstance(A, np.ndarray):
        return NUMPY
    from array_api_compat import array_namespace, device, is_jax_array, is_torch_array

    if "torch" in sys.modules and is_torch_array(A):
        if A.requires_grad:
            raise MatrixError(
                f"{name} {tuple(A.shape)} requires_grad, but the engine's steps depend on the numbers that it sees and "
                f"cannot be differentiated. Pass {name}.detach(), or use torch.linalg inside a training step."
            )
        return Library("PyTorch", array_namespace(A), device(A))
    if "jax" in sys.modules and is_jax_array(A):
        import jax

        if isinstance(A, jax.core.Tracer):
            raise MatrixError(
                f"{name} {tuple(A.shape)} has no numbers yet: it is traced by jit, grad or vmap, but the engine's "
                "steps depend on the numbers that it sees. Call it outside of jit, or use jax.numpy.linalg inside."
            )
        whole = np.dtype(jax.numpy.result_type(float))  # float32 unless float64 is allowed
        return Library("JAX", array_namespace(A), device(A), whole)
    return NUMPY
