"""A certificate is an Open Badge that anyone can check offline: as signed, altered, forged and expired ones told apart.

The specification's JSON schema is not ours to copy; OPEN_BADGES is our own transcription of what it requires of the
fields that we use (Open Badges 3.0, sections B.1 and 8.2).
"""

import base64
import json
import os
import re
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st
from joserfc import jws

from hiddenmath.data import InputError
from hiddenmath.learn import read_credential
from hiddenmath.learn._credential import Achievement, Work, credential, holder, sign
from hiddenmath.learn._did_key import did_of, public_key_of
from hiddenmath.learn._keys import NAME, signing_key

NOW = datetime(2026, 3, 10, 12, 30, 15, 999, tzinfo=UTC)
COURSE = Achievement("Course", "hiddenmath", "All of it.", "2 of 2 exercises passed.")
WORKS = [Work("pca/centre", "solution", "def centre(X):\n\treturn 'ü\0😀'\n"), Work("photo/transpose", "answer", "2")]


@pytest.fixture
def key(tmp_path):
    return signing_key(tmp_path / "mine")


@pytest.fixture
def other(tmp_path):
    return signing_key(tmp_path / "of a stranger")


def made(key, name="Ada", now=NOW, issuer=None):
    return credential(COURSE, name, WORKS, issuer or holder(key), now, timedelta(days=365))


def decoded(part):
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


def encoded(value):
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def changed(token, change):
    """The token with other claims and the old signature."""
    header, claims, signature = token.split(".")
    return ".".join([header, encoded(change(decoded(claims))), signature])


# Kind of object: {field: (required, what its value must be)}
TEXT, URI, TIME = r".+", r"(urn|did|https?):\S+", r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"
OPEN_BADGES = {
    "AchievementCredential": {
        "@context": (True, ["https://www.w3.org/ns/credentials/v2", r"https://purl.imsglobal.org/spec/ob/v3p0/.*"]),
        "id": (True, URI),
        "type": (True, ["VerifiableCredential", "(OpenBadge|Achievement)Credential"]),
        "name": (True, TEXT),
        "issuer": (True, "Profile"),
        "validFrom": (True, TIME),
        "validUntil": (False, TIME),
        "credentialSubject": (True, "AchievementSubject"),
        "evidence": (False, ["Evidence", "Evidence"]),
    },
    "Profile": {"id": (True, URI), "type": (True, ["Profile"]), "name": (False, TEXT)},
    "AchievementSubject": {
        "id": (False, URI),
        "type": (True, ["AchievementSubject"]),
        "identifier": (False, ["IdentityObject"]),
        "achievement": (True, "Achievement"),
    },
    "IdentityObject": {
        "type": (True, "IdentityObject"),
        "hashed": (True, False),
        "identityHash": (True, TEXT),
        "identityType": (True, r"ext:[a-zA-Z0-9._-]+|emailAddress|identifier"),
    },
    "Achievement": {
        "id": (True, URI),
        "type": (True, ["Achievement"]),
        "achievementType": (False, "Assignment|Course"),
        "name": (True, TEXT),
        "description": (True, TEXT),
        "criteria": (True, "Criteria"),
    },
    "Criteria": {"narrative": (False, TEXT)},
    "Evidence": {
        "type": (True, ["Evidence"]),
        "name": (False, TEXT),
        "genre": (False, TEXT),
        "narrative": (False, TEXT),
    },
}


def assert_fits(value, wanted):
    if isinstance(wanted, list):
        assert isinstance(value, list) and len(value) == len(wanted)
        for part, kind in zip(value, wanted, strict=True):
            assert_fits(part, kind)
    elif isinstance(value, dict):
        fields = OPEN_BADGES[wanted]
        assert set(value) <= set(fields) and {name for name, (required, _) in fields.items() if required} <= set(value)
        for name, part in value.items():
            assert_fits(part, fields[name][1])
    elif isinstance(wanted, bool):
        assert value is wanted
    else:
        assert re.fullmatch(wanted, value, re.DOTALL)


def test_it_has_what_open_badges_requires(key):
    assert_fits(made(key), "AchievementCredential")


def test_it_is_signed_as_a_vc_jwt_that_another_library_verifies(key):
    token = sign(made(key), key)
    header, claims, signature = token.split(".")
    did = holder(key)
    assert decoded(header) == {"alg": "EdDSA", "typ": "JWT", "kid": f"{did}#{did.removeprefix('did:key:')}"}
    public = Ed25519PublicKey.from_public_bytes(public_key_of(did))
    public.verify(base64.urlsafe_b64decode(signature + "=="), f"{header}.{claims}".encode())
    told = decoded(claims)
    assert (told["iss"], told["sub"], told["jti"]) == (did, did, told["id"])
    assert told["nbf"] == NOW.timestamp() // 1 and told["exp"] - told["nbf"] == 365 * 24 * 3600
    assert_fits({name: told[name] for name in OPEN_BADGES["AchievementCredential"]}, "AchievementCredential")


def test_what_is_read_back_is_what_was_signed(key):
    read = read_credential("\n " + sign(made(key), key) + "\r\n")
    assert (read.signature, read.issuer, read.self_issued) == ("valid", holder(key), True)
    assert (read.title, read.learner) == ("hiddenmath", "Ada")
    assert list(read.works) == WORKS
    assert not read.expired(NOW) and read.expired(NOW + timedelta(days=365))
    assert read.early(NOW - timedelta(days=1)) and not read.early(NOW)


@pytest.mark.parametrize("size", [100_000, 1_000_000])
def test_much_work_is_read_back_as_well(key, size):
    """More than 96 kB of it was once said to be altered: joserfc's own limit."""
    much = [Work("pca/centre", "solution", "#" * size)]
    read = read_credential(sign(credential(COURSE, "Ada", much, holder(key), NOW, timedelta(days=1)), key))
    assert (read.signature, list(read.works)) == ("valid", much)


def test_altered(key):
    token = sign(made(key), key)
    assert read_credential(changed(token, lambda claims: claims | {"name": "A doctorate"})).signature == "altered"
    one = -10 if token[-10] != "A" else -11
    assert read_credential(f"{token[:one]}A{token[one + 1 :]}").signature == "altered"


def test_forged(key, other):
    """A stranger's key has signed, and says so, what names the holder of `key` as its issuer."""
    claims = decoded(sign(made(key), other).split(".")[1])
    header = decoded(sign(made(other), other).split(".")[0])
    with pytest.warns(match="deprecated"):
        token = jws.serialize_compact(header, json.dumps(claims), other, algorithms=["EdDSA"])
    read = read_credential(token)
    assert (read.signature, read.issuer) == ("forged", holder(key))


def test_a_signature_that_fits_no_key_named_in_the_file_cannot_be_told_from_an_altered_file(key, other):
    assert read_credential(sign(made(key), other)).signature == "altered"


def test_one_who_signs_the_work_of_another_in_their_own_name_is_another_issuer(key, other):
    read = read_credential(sign(made(other), other))
    assert read.signature == "valid" and read.issuer == holder(other) != holder(key)


BROKEN = {
    "This file is empty: it holds no credential.": lambda token: "\n",
    "no three parts": lambda token: token.rpartition(".")[0],
    "damaged": lambda token: token[10:],
    "a part of it is no JSON object": lambda token: f"{encoded({'alg': 'EdDSA'})}.{encoded([])}.x",
    "signed by 'none'": lambda token: f"{encoded({'alg': 'none'})}.{token.split('.')[1]}.",
    "signed by 'HS256'": lambda token: f"{encoded({'alg': 'HS256'})}.{token.split('.')[1]}.AAAA",
    "lacks what ours have": lambda token: changed(token, lambda claims: {"issuer": claims["issuer"]}),
    "lacks what ours have: 'evidence'": lambda token: changed(token, lambda claims: claims.pop("evidence") and claims),
    "has no zone": lambda token: changed(token, lambda claims: claims | {"validFrom": "2026-03-10"}),
    "date value out of range": lambda token: changed(
        token, lambda claims: claims | {"validFrom": "0001-01-01T00:00:00+23:59"}
    ),
    "Its issuer is 'https://example.org/me'": lambda token: changed(
        token, lambda claims: claims | {"issuer": {"id": "https://example.org/me"}}
    ),
    "too large": lambda token: token + "A" * 4_000_000,
}


@pytest.mark.parametrize(("words", "broken"), BROKEN.items(), ids=BROKEN)
def test_what_is_no_credential_is_said(key, words, broken):
    with pytest.raises(InputError, match=re.escape(words)):
        read_credential(broken(sign(made(key), key)))


@pytest.mark.parametrize("text", ["", "...", "a.b.c", "é.é.é", f"{encoded({})}.{'W1tb' * 50_000}.x"])
def test_rubbish_is_rubbish(text):
    with pytest.raises(InputError):
        read_credential(text)


def test_a_name_cannot_write_over_the_screen(key):
    read = read_credential(sign(made(key, name="\x1b[2JAda\r\nsignature valid"), key))
    assert read.learner == "[2JAda signature valid"


def test_a_did_is_that_of_the_specifications_first_example():
    """The key that comes of 32 zeros (w3c-ccg.github.io/did-key-spec, test vectors)."""
    public = Ed25519PrivateKey.from_private_bytes(bytes(32)).public_key().public_bytes_raw()
    assert did_of(public) == "did:key:z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp"


@given(st.binary(min_size=32, max_size=32))
def test_a_did_names_its_key(public):
    assert public_key_of(did_of(public)) == public


def test_the_key_is_made_once_and_readable_by_its_owner_alone(tmp_path):
    first, again = signing_key(tmp_path), signing_key(tmp_path)
    assert holder(first) == holder(again)
    assert [path.name for path in tmp_path.iterdir()] == [NAME]
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / NAME).stat().st_mode) == 0o600


def test_two_programs_that_make_a_key_at_once_use_the_same(tmp_path):
    program = f"""
from pathlib import Path
from hiddenmath.learn._keys import signing_key
from hiddenmath.learn._credential import holder
print(holder(signing_key(Path({str(tmp_path)!r}))))
"""
    start = [sys.executable, "-c", program]
    running = [subprocess.Popen(start, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    assert len({process.communicate()[0] for process in running}) == 1


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"kty": "oct", "k": "AAAA"}', "null"])
def test_a_key_file_that_holds_none_is_left_alone(tmp_path, content):
    (tmp_path / NAME).write_text(content)
    with pytest.raises(InputError, match="holds no signing key"):
        signing_key(tmp_path)
    assert (tmp_path / NAME).read_text() == content
