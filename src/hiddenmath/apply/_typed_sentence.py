"""Networks that follow a sentence in the browser, as it is typed: what runs there, and what comes along."""

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from hiddenmath.apply._letter_model import LetterModel
from hiddenmath.apply.neural._architecture import Part

BLOCKS = {"residual", "embedding", "positions", "layer_norm", "self_attention"}
RUNS = BLOCKS | {"dense", "relu", "tanh", "sigmoid"}  # the layers that run in frontend/src/math/transformer.ts
MOST = 500_000  # parameters: more take longer than a frame at each key
TRANSFORMERS = ("shakespeare",)


def follows(model: LetterModel) -> bool:
    """Does it run in a browser, fast enough, and is there attention to be seen?"""
    names = set(_names(model.network.parts))
    return "self_attention" in names and names <= RUNS and len(model.network.theta) <= MOST


@cache
def shipped_transformer(name: str) -> bytes:
    """One of `TRANSFORMERS`, made by `files/attention.py`, as `generate` saves it: browsers read no compressed file."""
    packed = (files("hiddenmath.apply") / "files" / f"{name}.npz").read_bytes()
    return LetterModel.load(packed).save()


def _names(parts: Iterable[Part]) -> Iterator[str]:
    for part in parts:
        yield part.name
        yield from _names(part.within)
