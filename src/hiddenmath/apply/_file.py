"""A file that is given to an option: as a path, as bytes, or as a page sends it."""

import os
from typing import NamedTuple

from hiddenmath.data import read_file


class Opened(NamedTuple):
    """What is in a file, and what it is called."""

    name: str
    content: bytes

    def __str__(self) -> str:
        return self.name


# In Python a path or bytes; a tool's function is given what `opened` made of it.
File = Opened | str | os.PathLike[str] | bytes


def opened(file: File) -> Opened:
    """The file's content. Raises InputError where there is none to read.

    >>> opened(b"a,b")
    Opened(name='The file', content=b'a,b')
    """
    if isinstance(file, Opened):
        return file
    content, name = read_file(file, "The file" if isinstance(file, bytes) else None)
    return Opened(name, content)
