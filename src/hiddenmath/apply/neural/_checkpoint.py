"""What is kept of a training, so that it can go on after an interruption to the same bits."""

import io
import json
import os
import zipfile
from hashlib import sha256
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply.neural._layer import Array, shape
from hiddenmath.apply.neural._network import Network
from hiddenmath.data import InputError, write_file
from hiddenmath.linalg._library import library_of

if TYPE_CHECKING:
    from hiddenmath.apply.neural._fit import Settings

EVERY = 20.0  # seconds: so much is lost at most when the power fails
Array64 = NDArray[np.float64]


class Checkpoint:
    """θ, what the optimiser remembers and the losses so far, in one file without pickle: whole, or not there.

    `of`: what must be the same to go on. Raises InputError where the file belongs to another training, is damaged, or
    cannot be written.
    """

    def __init__(self, path: str | os.PathLike[str], of: dict[str, str]) -> None:
        self.path, self._of, self._saved = Path(path), of, monotonic()

    def load(self, vectors: list[Array], losses: Array64, lengths: Array64) -> int:
        """Fills `vectors` (θ, then what the optimiser remembers) and the curves with what is kept; answers how many
        steps are done, 0 where there is no file."""
        if not self.path.exists():
            return 0
        try:
            with np.load(io.BytesIO(self.path.read_bytes()), allow_pickle=False) as kept:
                of, done = json.loads(str(kept["of"])), int(kept["done"])
                arrays = [kept[f"vector {i}"] for i in range(len(vectors))] if of == self._of else []
                losses[:done], lengths[:done] = (kept[name][: len(losses)] for name in ("losses", "lengths"))
        except (OSError, TypeError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as problem:
            raise InputError(
                f"{self.path} is no checkpoint of a training, or it is damaged ({problem}).",
                "Name another file, or delete this one to begin again.",
            ) from None
        different = [f"{name} {of.get(name)}, not {mine}" for name, mine in self._of.items() if of.get(name) != mine]
        if different:
            raise InputError(
                f"{self.path} is the checkpoint of another training: {'; '.join(different)}.",
                "Go on with the same data and settings, name another file, or delete this one to begin again.",
            )
        for vector, array in zip(vectors, arrays, strict=True):
            vector[:] = library_of(vector).send(array)
        return done

    def is_due(self) -> bool:
        return monotonic() - self._saved >= EVERY

    def save(self, vectors: list[Array], losses: Array64, lengths: Array64, done: int) -> None:
        """Writes all of it."""
        arrays: dict[str, Any] = {"of": json.dumps(self._of), "done": done}
        arrays |= {"losses": losses[:done], "lengths": lengths[:done]}
        arrays |= {f"vector {i}": library_of(vector).home(vector) for i, vector in enumerate(vectors)}
        out = io.BytesIO()
        np.savez(out, **arrays)
        try:
            write_file(self.path, out.getvalue())
        except OSError as problem:
            raise InputError(
                f"The checkpoint {self.path} cannot be written: {problem.strerror}.",
                "Name a file in a folder that is there, on a disk with room.",
            ) from problem
        self._saved = monotonic()

    def remove(self) -> None:
        """The training is done."""
        self.path.unlink(missing_ok=True)


def identity(network: Network, x: Array, labels: Array, settings: "Settings") -> dict[str, str]:
    """What must be the same for a training to go on to the same bits, each under the name it has in a message."""
    digest = sha256()
    for array in (network.theta, x, labels):
        digest.update(np.ascontiguousarray(library_of(array).home(array)).tobytes())
    return {
        "architecture": network.architecture,
        "examples": shape(x),
        "precision": str(network.theta.dtype),
        **{name: str(value) for name, value in settings._asdict().items()},
        "data and first parameters with digest": digest.hexdigest()[:16],
    }
