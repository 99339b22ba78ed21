"""The learner's signing key: made once, kept beside their progress, readable by nobody else."""

import json
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from hiddenmath.data import InputError

if TYPE_CHECKING:
    from joserfc.jwk import OKPKey

NAME = "signing-key.json"


def signing_key(folder: Path) -> "OKPKey":
    """The Ed25519 key in `folder`, made if there is none: a JWK in a file with permissions 0600.

    Raises
    ------
    InputError
        For a file that holds no such key; it is left as it is, for what it signed would be nobody's.
    """
    from joserfc.errors import JoseError
    from joserfc.jwk import OKPKey

    path = folder / NAME
    if not path.exists():
        _make(path, json.dumps(OKPKey.generate_key("Ed25519").as_dict(private=True)))
    try:
        key = OKPKey.import_key(json.loads(path.read_text("utf-8")))
    except (JoseError, ValueError, TypeError, AttributeError) as problem:
        raise InputError(f"{path} holds no signing key: {problem}.", _HINT) from None
    if not key.is_private or key.curve_name != "Ed25519":
        raise InputError(f"{path} holds another kind of key.", _HINT)
    return key


def _make(path: Path, content: str) -> None:
    """Whole or not at all; of two programs that make one at once, the first wins and both use its key."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, written = tempfile.mkstemp(dir=path.parent)  # 0600 from the first moment
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.link(written, path)
    except FileExistsError:
        pass
    finally:
        os.unlink(written)


_HINT = "Put back a copy of it. Or move it away, and a new key is made: those who trusted the old one will not know it."
