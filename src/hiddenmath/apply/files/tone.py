"""Makes tone.npz, the model of tone that comes along: `python tone.py`, after `hiddenmath data get reviews`."""

import io
from pathlib import Path
from typing import Any

import numpy as np

from hiddenmath import data
from hiddenmath.apply._tone_learned import Learned, learn, smaller
from hiddenmath.apply._tone_model import ToneModel, calibrated
from hiddenmath.apply._tone_words import tone_words

MOST = 12_000  # features of each kind
STEEP = 1.5  # chance of a text from its score, −4 to 4, the mean of what twenty people said


def main() -> None:
    table = data.open("reviews")
    score = table.matrix[:, 0]
    words = [tone_words(text) for text in table.text["text"]]
    aside = np.random.default_rng(0).random(len(words)) < 0.1  # for honest chances
    model = smaller(
        learn(
            [each for each, out in zip(words, aside, strict=True) if not out],
            1 / (1 + np.exp(-STEEP * score[~aside])),
            "tfidf",
        ),
        MOST,
    )
    model = Learned(
        tuple((block, weights.astype(np.float16).astype(float)) for block, weights in model.blocks), model.bias
    )
    odds = model.odds([each for each, out in zip(words, aside, strict=True) if out])
    slope, shift = calibrated(odds, (score[aside] > 0).astype(float))
    arrays = ToneModel(model, slope, shift, ("negative", "positive")).arrays()
    half: dict[str, Any] = {
        name: np.asarray(value, np.float16) if name.startswith(("rare", "weights")) else np.asarray(value)
        for name, value in arrays.items()
    }
    out = io.BytesIO()
    np.savez_compressed(out, kind=np.array(ToneModel.kind), **half)
    Path(__file__).with_name("tone.npz").write_bytes(out.getvalue())


if __name__ == "__main__":
    main()
