"""Transformers that come along, for the picture `attention`."""

from functools import cache
from importlib.resources import files

from hiddenmath.apply._letter_model import LetterModel

TRANSFORMERS = ("shakespeare",)


@cache
def shipped_transformer(name: str) -> bytes:
    """What `generate` saved of it, as a browser reads it: not compressed. It was learned by `files/attention.py`."""
    packed = (files("hiddenmath.apply") / "files" / f"{name}.npz").read_bytes()
    return LetterModel.load(packed).save()
