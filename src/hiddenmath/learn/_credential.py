"""A certificate or a hand-in as an Open Badges 3.0 credential, signed as a VC-JWT (1edtech.org/standards/open-badges).

It is issued by the learner's own machine to the learner: what it proves is that the work in it was signed with this
key and not changed since. Trust comes from the work itself, which can be graded again by anyone.
"""

import json
import uuid
import warnings
from base64 import urlsafe_b64decode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from hiddenmath.learn._did_key import did_of

if TYPE_CHECKING:
    from joserfc.jwk import OKPKey

CONTEXT = ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]
ALGORITHMS = [
    "EdDSA",
    "Ed25519",
]  # two names of the same: the first is what badge software knows, the second RFC 9864's

Genre = Literal["solution", "answer", "unsolved", "on the way"]


class Work(NamedTuple):
    """A piece of work. "answer" is that to a question, "on the way" a try with a mistake that has a name."""

    exercise: str
    genre: Genre
    source: str


@dataclass(frozen=True)
class Achievement:
    """What is certified: `kind` is one of Open Badges' types."""

    kind: Literal["Course", "Assignment"]
    name: str
    description: str
    criteria: str


def credential(
    achievement: Achievement, learner: str, works: Sequence[Work], did: str, now: datetime, valid: timedelta
) -> dict[str, Any]:
    """The credential, unsigned."""
    return {
        "@context": CONTEXT,
        "id": f"urn:uuid:{uuid.uuid4()}",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": achievement.name,
        "issuer": {"id": did, "type": ["Profile"], "name": f"hiddenmath on the machine of {learner}"},
        "validFrom": _time(now),
        "validUntil": _time(now + valid),
        "credentialSubject": {
            "id": did,
            "type": ["AchievementSubject"],
            "identifier": [
                {"type": "IdentityObject", "hashed": False, "identityHash": learner, "identityType": "ext:name"}
            ],
            "achievement": {
                "id": uuid.uuid5(uuid.NAMESPACE_URL, f"hiddenmath/{achievement.name}").urn,
                "type": ["Achievement"],
                "achievementType": achievement.kind,
                "name": achievement.name,
                "description": achievement.description,
                "criteria": {"narrative": achievement.criteria},
            },
        },
        "evidence": [
            {"type": ["Evidence"], "name": work.exercise, "genre": work.genre, "narrative": work.source}
            for work in works
        ],
    }


def sign(unsigned: dict[str, Any], key: "OKPKey") -> str:
    """The credential as a compact JWS, its claims beside it, as section 8.2 of the specification asks."""
    from joserfc import jws
    from joserfc.errors import SecurityWarning

    did = unsigned["issuer"]["id"]
    header = {"alg": ALGORITHMS[0], "kid": f"{did}#{did.removeprefix('did:key:')}", "typ": "JWT"}
    claims = {
        "iss": did,
        "sub": unsigned["credentialSubject"]["id"],
        "jti": unsigned["id"],
        "nbf": int(datetime.fromisoformat(unsigned["validFrom"]).timestamp()),
        "exp": int(datetime.fromisoformat(unsigned["validUntil"]).timestamp()),
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SecurityWarning)  # that this algorithm has a newer name
        return jws.serialize_compact(header, json.dumps(claims | unsigned), key, algorithms=ALGORITHMS)


def holder(key: "OKPKey") -> str:
    """The name of the holder of the key."""
    return did_of(urlsafe_b64decode(str(key.as_dict(private=False)["x"]) + "="))


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
