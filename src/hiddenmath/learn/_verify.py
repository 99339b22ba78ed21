"""Reads a signed credential, offline: whether it is as it was signed, by whom, and what work is in it."""

import json
import warnings
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, cast, get_args

from hiddenmath.data import InputError
from hiddenmath.learn._credential import ALGORITHMS, Genre, Work
from hiddenmath.learn._did_key import public_key_of
from hiddenmath.learn._plain_text import plain

LARGEST = 4_000_000  # characters; a whole course's work is a tenth of it
Signature = Literal["valid", "altered", "forged"]


@dataclass(frozen=True)
class Credential:
    """What a file says, and what can be told of it.

    signature
        "valid": it is as its issuer signed it. "altered": it was changed afterwards, or its issuer never signed it.
        "forged": signed by the key of somebody else than the issuer it names.
    self_issued
        the learner is their own issuer, as on every machine of their own.
    """

    signature: Signature
    issuer: str
    self_issued: bool
    title: str
    learner: str
    valid_from: datetime
    valid_until: datetime
    works: tuple[Work, ...]

    def expired(self, now: datetime) -> bool:
        return now >= self.valid_until

    def early(self, now: datetime) -> bool:
        """It begins in the future: one of the two clocks is wrong."""
        return now < self.valid_from


def read_credential(token: str) -> Credential:
    """
    Raises
    ------
    InputError
        For what is no credential of ours: damaged, cut off, another kind of file, or signed in another way.
    """
    token = token.strip()
    if not token:
        raise InputError("This file is empty: it holds no credential.", _HINT)
    if len(token) > LARGEST:
        raise InputError(f"This file is too large for a credential: {len(token):,} characters.", _HINT)
    header, claims = _parts(token)
    try:
        issuer, subject = str(claims["issuer"]["id"]), claims["credentialSubject"]
        if public_key_of(issuer) is None:
            raise InputError(f"Its issuer is {plain(issuer)!r:.80}, whose key is not in the file.", _OFFLINE)
        return Credential(
            signature=_signature(token, header, claims, issuer),
            issuer=issuer,
            self_issued=subject["id"] == issuer,
            title=plain(str(claims["name"])),
            learner=plain(str(subject["identifier"][0]["identityHash"])),
            valid_from=_moment(claims["validFrom"]),
            valid_until=_moment(claims["validUntil"]),
            works=tuple(_works(claims["evidence"])),
        )
    except (KeyError, IndexError, TypeError, AttributeError, ValueError, OverflowError) as problem:
        if isinstance(problem, InputError):
            raise
        raise InputError(f"This credential lacks what ours have: {plain(str(problem))}.", _HINT) from None


def credential_in(file: Path) -> Credential:
    """The same from a file of a stranger, which may be huge, or no file but a pipe or a device.

    Raises
    ------
    InputError
        Also where there is no such file, or it cannot be read.
    """
    if not file.is_file():
        raise InputError(f"There is no file {file}.", "Give a file that `hiddenmath certificate` wrote.")
    try:
        if (size := file.stat().st_size) > LARGEST:
            raise InputError(f"This file is too large for a credential: {size:,} bytes.", _HINT)
        return read_credential(file.read_text("utf-8"))
    except UnicodeDecodeError:
        raise InputError("This file is no text, so it is no credential.", _HINT) from None
    except OSError as problem:
        raise InputError(f"This file cannot be read: {problem.strerror}.", "Allow yourself to read it.") from None


def _parts(token: str) -> tuple[dict[str, Any], dict[str, Any]]:
    parts = token.split(".")
    if len(parts) != 3:
        raise InputError("This is no signed credential: it has no three parts with dots between.", _HINT)
    try:
        header, claims = (json.loads(urlsafe_b64decode(part + "=" * (-len(part) % 4))) for part in parts[:2])
    except (ValueError, RecursionError) as problem:  # binascii.Error and UnicodeDecodeError are ValueErrors
        raise InputError(f"This credential is damaged: {problem}.", _HINT) from None
    if not isinstance(header, dict) or not isinstance(claims, dict):
        raise InputError("This credential is damaged: a part of it is no JSON object.", _HINT)
    if header.get("alg") not in ALGORITHMS:
        raise InputError(f"It is signed by {header.get('alg')!r:.40}; ours are signed by {ALGORITHMS[0]}.", _HINT)
    return header, claims


def _signature(token: str, header: dict[str, Any], claims: dict[str, Any], issuer: str) -> Signature:
    signer = str(header.get("kid", "")).partition("#")[0]
    if _verifies(token, issuer):
        repeated = claims.get("iss", issuer) == issuer and claims.get("jti", claims["id"]) == claims["id"]
        return "valid" if repeated and signer in ("", issuer) else "forged"
    return "forged" if signer != issuer and _verifies(token, signer) else "altered"


def _verifies(token: str, did: str) -> bool:
    from joserfc import jws
    from joserfc.errors import JoseError, SecurityWarning
    from joserfc.jwk import OKPKey

    public_key = public_key_of(did)
    if public_key is None:
        return False
    x = urlsafe_b64encode(public_key).decode().rstrip("=")
    key = OKPKey.import_key({"kty": "OKP", "crv": "Ed25519", "x": x})
    registry = jws.JWSRegistry(algorithms=ALGORITHMS)
    registry.max_payload_length = LARGEST  # by its own limit, 128 kB, the file of a diligent learner would be altered
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SecurityWarning)  # that the algorithm has a newer name
            jws.deserialize_compact(token, key, registry=registry)
    except (JoseError, ValueError):
        return False
    return True


def _works(evidence: list[dict[str, Any]]) -> Iterator[Work]:
    for piece in evidence:
        if piece.get("genre") in get_args(Genre):
            source = str(piece["narrative"]).encode("utf-8", "replace").decode()  # JSON may hold halves of characters
            yield Work(plain(str(piece["name"])), cast(Genre, piece["genre"]), source)


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"the time {text!r} has no zone")
    return moment.astimezone(UTC)


_HINT = "Ask for the file again, as `hiddenmath certificate` or `hiddenmath hand-in` wrote it."
_OFFLINE = "Only credentials whose issuer is a did:key can be checked here, without a network."
