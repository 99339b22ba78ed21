"""Makes debian.npz, the network of which Debian package needs which, from what apt knows.

On a Debian machine: `apt-get update && apt-cache dumpavail | python src/hiddenmath/data/files/debian.py`. The file that
is committed was made so on 25 November 2026, on Debian 12.11 (bookworm, amd64, main with updates).

An edge leads from a package to each that it needs (Pre-Depends, Depends). Of alternatives (`a | b`) the first counts; a
virtual package stands for the first, by name, of those that provide it.
"""

import re
import sys
from pathlib import Path

import numpy as np

FIELD = re.compile(r"^(Package|Depends|Pre-Depends|Provides): (.*)$", re.MULTILINE)


def packages(dump: str) -> dict[str, dict[str, str]]:
    """The fields of each package by its name; of several versions the one that apt lists first."""
    known: dict[str, dict[str, str]] = {}
    for paragraph in dump.split("\n\n"):
        fields = dict(FIELD.findall(paragraph))
        if "Package" in fields:
            known.setdefault(fields["Package"], fields)
    return dict(sorted(known.items()))


def relations(text: str) -> list[str]:
    """The names in a field, without versions and architectures: `libc6 (>= 2.34), a:any | b` gives libc6 and a."""
    firsts = (re.split(r"[\s(:|]", group.strip(), maxsplit=1)[0] for group in text.split(","))
    return [first for first in firsts if first]


def edges(known: dict[str, dict[str, str]]) -> list[tuple[int, int]]:
    """From each package to what it needs, as places in the list of names; what nobody provides is left out."""
    place = {name: i for i, name in enumerate(known)}
    provider: dict[str, int] = {}
    for name, fields in known.items():
        for virtual in relations(fields.get("Provides", "")):
            provider.setdefault(virtual, place[name])
    everything = {**provider, **place}
    return sorted({
        (place[name], everything[needed])
        for name, fields in known.items()
        for needed in relations(f"{fields.get('Pre-Depends', '')},{fields.get('Depends', '')}")
        if needed in everything
    })  # fmt: skip


def main() -> None:
    known = packages(sys.stdin.read())
    tail, head = np.array(edges(known), dtype=np.int32).T
    names = np.frombuffer("\n".join(known).encode(), dtype=np.uint8)
    out = np.bincount(tail, minlength=len(known)).astype(np.uint16)
    np.savez_compressed(Path(__file__).with_name("debian.npz"), names=names, out=out, head=head)


if __name__ == "__main__":
    main()
