"""A file is written whole or not at all, and what is no file is written to as it is."""

import os
import stat
import subprocess
import sys
import threading

import pytest

from hiddenmath.data import write_file


def test_a_new_file_has_the_permissions_of_any_new_file(tmp_path):
    (tmp_path / "other").write_bytes(b"")
    write_file(tmp_path / "new", b"\xffit")
    assert (tmp_path / "new").read_bytes() == b"\xffit"
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "other").stat().st_mode


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_an_old_file_keeps_its_permissions_and_a_link_stays_a_link(tmp_path):
    old, link = tmp_path / "old", tmp_path / "link"
    old.write_bytes(b"before")
    old.chmod(0o604)
    link.symlink_to(old)
    write_file(link, b"after")
    assert link.is_symlink() and old.read_bytes() == b"after" and stat.S_IMODE(old.stat().st_mode) == 0o604


def test_a_file_that_may_not_be_written_is_not_replaced(tmp_path, monkeypatch):
    """The folder's owner may replace it, and once did."""
    (tmp_path / "old").write_bytes(b"before")
    (tmp_path / "old").chmod(0o444)
    monkeypatch.setattr(os, "access", lambda path, _: os.stat(path).st_mode & 0o222 != 0)  # root may write it
    with pytest.raises(PermissionError, match="old"):
        write_file(tmp_path / "old", b"after")
    (tmp_path / "old").chmod(0o644)
    assert (tmp_path / "old").read_bytes() == b"before"


@pytest.mark.parametrize("problem", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_full_disk_or_ctrl_c_leaves_the_old_file_and_nothing_beside_it(tmp_path, monkeypatch, problem):
    def fails(_):
        raise problem

    (tmp_path / "old").write_bytes(b"before")
    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises(type(problem)) as raised:
        write_file(tmp_path / "old", b"after")
    assert os.listdir(tmp_path) == ["old"] and (tmp_path / "old").read_bytes() == b"before"
    if isinstance(problem, OSError):
        assert raised.value.filename == str(tmp_path / "old")


def test_a_folder_that_is_not_there_is_named_as_it_was_given(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"none/out\.csv"):
        write_file(f"{tmp_path}/none/out.csv", b"")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no named pipes")
def test_a_named_pipe_is_written_to(tmp_path):
    os.mkfifo(pipe := tmp_path / "pipe")
    writer = threading.Thread(target=write_file, args=(pipe, b"through"))
    writer.start()
    assert pipe.read_bytes() == b"through"
    writer.join()
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.skipif(not os.path.exists("/dev/stdout"), reason="Windows has no /dev/stdout")
@pytest.mark.parametrize("piped", [True, False])
def test_standard_output_is_written_to_be_it_a_pipe_or_a_file(tmp_path, piped):
    program = "from hiddenmath.data import write_file; write_file('/dev/stdout', b'out')"
    with open(tmp_path / "out", "wb") as file:
        done = subprocess.run([sys.executable, "-c", program], check=True, stdout=subprocess.PIPE if piped else file)
    assert (done.stdout if piped else (tmp_path / "out").read_bytes()) == b"out"
