"""What is in a zip archive (a workbook, an .npz), and that it does not unpack to more than memory holds."""

import io
import zipfile
import zlib

from hiddenmath.data._errors import InputError

MOST_BYTES = 1_000_000_000  # unpacked; a few bytes of an archive can say that they are gigabytes


def opened(content: bytes, name: str) -> zipfile.ZipFile:
    """The archive. Raises InputError where it is broken, locked or a bomb."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        raise broken(name) from None
    size = sum(member.file_size for member in archive.infolist())
    if size > MOST_BYTES:
        raise InputError(
            f"{name} unpacks to {size:,} bytes; at most {MOST_BYTES:,} are read.",
            "Save only what is needed. A .npy or a Parquet file may be larger than memory: hiddenmath.data.open_rows.",
        )
    return archive


def holds(content: bytes, member: str) -> bool:
    """Whether these are the bytes of an archive with such a member."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return member in archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return False


def read(archive: zipfile.ZipFile, member: str, name: str) -> bytes:
    """The bytes of a member."""
    try:
        return archive.read(member)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError, OSError, zlib.error):
        raise broken(name) from None


def broken(name: str) -> InputError:
    return InputError(f"{name} is a broken archive.", "It may be cut off, or locked by a password. Save it again.")
