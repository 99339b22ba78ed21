"""Files of an installed distribution, read without importing it and checked by hash."""

from hashlib import sha256
from pathlib import Path

from hiddenmath.data._errors import InputError


def pinned(path: str, *hashes: str) -> bytes:
    """The bytes of `path` inside the installed scikit-learn, whose SHA-256 must be one of `hashes`."""
    from importlib.metadata import distribution

    library = distribution("scikit-learn")
    content = Path(str(library.locate_file(path))).read_bytes()
    found = sha256(content).hexdigest()
    if found not in hashes:
        raise InputError(
            f"{path} of scikit-learn {library.version} is not the file that this version knows (sha256 {found}).",
            "Install hiddenmath again, with a scikit-learn it knows: pip install --force-reinstall hiddenmath",
        )
    return content
