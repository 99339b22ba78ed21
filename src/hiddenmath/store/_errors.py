"""Why the file of progress cannot be used, and what to do."""

from pathlib import Path


class StoreError(OSError):
    """The file cannot be used; the message says what happened to it and what to do. Nothing was lost by saying so."""


def explain(path: Path, problem: BaseException) -> StoreError:
    """The database library's complaint, in words."""
    text = str(problem)
    for pattern, words in _WORDS.items():
        if pattern in text:
            return StoreError(words.format(path=path))
    return StoreError(f"Your progress in {path} cannot be used: {text}")


_ELSEWHERE = "or choose another folder with --data-dir"

_WORDS = {
    "not a database": "{path} is damaged, or no file of ours. Move it away, " + _ELSEWHERE + ".",
    "malformed": "{path} is damaged. Put back a copy of it, or move it away to begin anew.",
    "readonly": "{path} cannot be written. Allow yourself to write it and its folder, " + _ELSEWHERE + ".",
    "unable to open": "{path} cannot be opened. Allow yourself to use its folder, " + _ELSEWHERE + ".",
    "disk is full": "The disk is full: nothing could be saved in {path}. Make room and try again; the rest is safe.",
    "disk I/O": (
        "The disk refused to read or write {path}: it is full, or your share of it is, or it is failing. "
        "Make room and try again; what was saved before is safe."
    ),
    "locked": "{path} is held by another program for more than five seconds. Close that program and try again.",
}
