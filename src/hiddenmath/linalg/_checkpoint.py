"""What is kept of a long computation, so that it can go on after an interruption to the same bits."""

import json
import os
import zipfile
from hashlib import sha256
from pathlib import Path
from time import monotonic
from typing import Any

import numpy as np

from hiddenmath.linalg._arrays import Matrix, MatrixError
from hiddenmath.linalg._blocks import RowBlocks
from hiddenmath.linalg._gram_sum import GramSum

EVERY = 20.0  # seconds: so much is lost at most when the power fails; writing takes a small part of that
LAST = 8  # rows at either end that are compared with those of the checkpoint


class Checkpoint:
    """The sums of all passes so far, in one file: it is complete or not there, whenever the computer stops.

    Raises MatrixError where the file belongs to other data, is damaged, or cannot be written.
    """

    def __init__(self, path: str | os.PathLike[str], A: RowBlocks, seed: int) -> None:
        self.path, self._of, self._all = Path(path), _identity(A, seed), A.blocks
        self.sums: list[GramSum] = []
        self.turns: list[str] = []
        """For each sum, what tells its T from others."""
        self.blocks = 0
        """Blocks in the last sum."""
        self._saved = monotonic()
        if self.path.exists():
            self._load()
        else:
            self.save()  # shows at once whether that is possible

    def _load(self) -> None:
        try:
            with self.path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
                of = json.loads(str(kept["of"]))
                self.sums = [
                    GramSum.resume(
                        {name.partition(" ")[2]: kept[name] for name in kept.files if name.startswith(f"{i} ")}
                    )
                    for i in range(int(kept["sums"]))
                ]
                self.turns, self.blocks = list(map(str, kept["turns"])), int(kept["blocks"])
        except (OSError, TypeError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as problem:
            raise MatrixError(
                f"{self.path} is no checkpoint of svd, or it is damaged ({problem}). Name another file, or delete this "
                "one to begin again."
            ) from None
        different = [f"{name} {of.get(name)}, not {mine}" for name, mine in self._of.items() if of.get(name) != mine]
        if different:
            raise MatrixError(
                f"{self.path} is the checkpoint of another computation: {'; '.join(different)}. Resume with the same "
                "data and settings, name another file, or delete this one to begin again."
            )

    def begin(self, number: int, T: Matrix | None, empty: GramSum) -> tuple[GramSum, int]:
        """The sum of pass `number`, and the block that it goes on with.

        T is computed from the sums before; where that gives other bits (on another machine, with another number of
        threads), the pass begins again.
        """
        turn = "" if T is None else sha256(T.tobytes()).hexdigest()
        if self.turns[number : number + 1] != [turn]:
            self.sums, self.turns, self.blocks = [*self.sums[:number], empty], [*self.turns[:number], turn], 0
        return self.sums[number], self.blocks if number == len(self.sums) - 1 else self._all

    def save(self) -> None:
        """Written beside its place and then moved there, so that an old one is whole until the new one is."""
        arrays: dict[str, Any] = {"of": json.dumps(self._of), "blocks": self.blocks}
        arrays |= {"sums": len(self.sums), "turns": np.array(self.turns, str)}
        for i, sum_ in enumerate(self.sums):
            arrays |= {f"{i} {name}": value for name, value in sum_.state().items()}
        beside = self.path.with_name(self.path.name + ".part")
        try:
            with beside.open("wb") as file:
                np.savez(file, **arrays)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(self.path)
        except OSError as problem:
            raise MatrixError(
                f"the checkpoint {self.path} cannot be written: {problem}. Name a file in a folder that is there, on a "
                "disk with room."
            ) from problem
        self._saved = monotonic()

    def save_if_due(self) -> None:
        """Every so often."""
        if monotonic() - self._saved >= EVERY:
            self.save()

    def remove(self) -> None:
        """The computation is done."""
        self.path.unlink(missing_ok=True)


def _identity(A: RowBlocks, seed: int) -> dict[str, object]:
    """What must be the same for a computation to go on to the same bits, each under the name it has in a message."""
    m, n = A.shape
    digest = sha256()
    for start in (0, max(0, m - LAST)):
        digest.update(np.ascontiguousarray(A.read(start, min(m, start + LAST))).tobytes())
    return {
        "shape": f"{m}×{n}",
        "dtype": str(A.dtype),
        "rows in a block": A.rows,
        "seed": seed,
        "source": A.origin,
        "first and last rows with digest": digest.hexdigest()[:16],
    }
