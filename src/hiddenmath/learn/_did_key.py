"""did:key: an Ed25519 public key written as a name (w3c-ccg.github.io/did-key-spec). Whoever has it can check."""

ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"  # base58, as Bitcoin writes it
ED25519 = b"\xed\x01"  # what multicodec puts before such a key
LENGTH = 32
HEAD = "did:key:z"


def did_of(public_key: bytes) -> str:
    """
    >>> did_of(bytes(range(32)))
    'did:key:z6MkeTGwHmLmuCmgg4ABYhzWVh6ZX7hTwWt8gguAretUfc9c'
    """
    number, text = int.from_bytes(ED25519 + public_key), ""
    while number:
        number, digit = divmod(number, 58)
        text = ALPHABET[digit] + text
    return HEAD + text


def public_key_of(did: str) -> bytes | None:
    """The key that a did:key names; None for any other text.

    >>> public_key_of("did:key:z6MkeTGwHmLmuCmgg4ABYhzWVh6ZX7hTwWt8gguAretUfc9c") == bytes(range(32))
    True
    >>> public_key_of("did:web:example.org") is public_key_of("did:key:z6Mk0") is None
    True
    """
    text = did.removeprefix(HEAD)
    if text == did or len(text) > 2 * LENGTH or not set(text) <= set(ALPHABET):
        return None
    number = 0
    for digit in text:
        number = 58 * number + ALPHABET.index(digit)
    code = number.to_bytes(2 * LENGTH).lstrip(b"\0")
    key = code.removeprefix(ED25519)
    return key if len(key) == LENGTH and key != code else None
