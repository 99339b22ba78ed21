"""Makes the transformer whose attention one sees over a typed sentence: `python attention.py` writes shakespeare.npz.

It learns from the six tragedies that come along, as the tool `generate` does, but is smaller than what that makes.
"""

import io
from pathlib import Path
from typing import Any

import numpy as np

from hiddenmath import data
from hiddenmath.apply import generate
from hiddenmath.apply._letter_model import LetterModel


def main() -> None:
    made = generate(data.open_texts("shakespeare"), width=32, pieces=200, epochs=4, rate=8e-3, length=1)
    arrays: dict[str, Any] = dict(LetterModel.load(made.files["model.npz"]).arrays())
    arrays["theta"] = arrays["theta"].astype(np.float16)  # the pictures are the same
    out = io.BytesIO()
    np.savez_compressed(out, kind=np.array(LetterModel.kind), **arrays)
    Path(__file__).with_name("shakespeare.npz").write_bytes(out.getvalue())


if __name__ == "__main__":
    main()
