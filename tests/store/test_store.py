"""Acknowledged means durable: across restarts, processes and a kill. A bad file is named, and never overwritten."""

import os
import signal
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from hiddenmath.store import Attempt, Draft, Kept, Store, StoreError
from hiddenmath.store import _migrate as migrate_module
from hiddenmath.store._tables import metadata

TRY = Attempt("pca/centre", False, "wrong", "You forgot.", "X", 0.01)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "a folder? #1 ü 100%" / "progress.sqlite3"


def test_attempts_come_back_in_order_whatever_the_clock_says(path, monkeypatch):
    times = iter([3.0, 1.0, 2.0])
    monkeypatch.setattr("time.time", lambda: next(times, 4.0))
    with Store(path) as store:
        for source in "abc":
            store.add_attempt(TRY._replace(source=source))
        kept = store.attempts("pca/centre")
        assert [attempt.source for _, _, attempt in kept] == ["a", "b", "c"]
        assert kept[0].attempt == TRY._replace(source="a")
        assert store.attempts("photo/grey") == []


def test_a_draft_is_kept_as_typed_and_the_last_one_wins(path):
    with Store(path) as store:
        for text in ("", "x = 'ö'\n\t# 😀\r\n", "'; DROP TABLE drafts; --"):
            store.save_draft("a/b", text)
            assert store.draft("a/b") == text


def test_a_write_that_returned_survives_a_kill(path):
    program = f"""
from pathlib import Path
from hiddenmath.store import Attempt, Store
store = Store(Path({str(path)!r}))
for number in range(10_000):
    store.add_attempt(Attempt("a/b", True, "passed", None, str(number), 0.0))
    print(number, flush=True)
"""
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as process:
        lines = [process.stdout.readline() for _ in range(50)]
        process.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        lines += process.stdout.readlines()
    acknowledged = int([line for line in lines if line.endswith("\n")][-1])
    with Store(path) as store:
        kept = [int(attempt.source) for _, _, attempt in store.attempts("a/b")]
    assert kept == list(range(len(kept))) and len(kept) >= acknowledged + 1


def test_two_processes_may_open_a_new_file_at_once_and_write(path):
    program = f"""
import sys
from pathlib import Path
from hiddenmath.store import Attempt, Store
sys.stdin.readline()
with Store(Path({str(path)!r})) as store:
    for number in range(20):
        store.add_attempt(Attempt("a/b", True, "passed", None, str(number), 0.0))
        store.save_draft("a/b", str(number))
"""
    start = [sys.executable, "-W", "error", "-c", program]
    processes = [subprocess.Popen(start, stdin=subprocess.PIPE, text=True) for _ in range(2)]
    for process in processes:
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in processes:
        process.stdin.close()
        assert process.wait() == 0
    with Store(path) as store:
        assert len(store.attempts("a/b")) == 40
        assert store.draft("a/b") == "19"


def test_many_threads_share_a_store(path):
    with Store(path) as store, ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: store.add_attempt(TRY._replace(source=str(number))), range(80)))
        assert {attempt.source for _, _, attempt in store.attempts()} == {str(number) for number in range(80)}


def test_what_is_on_the_disk_is_one_file_after_closing(path):
    with Store(path) as store, store._engine.connect() as connection:
        store.save_draft("a/b", "x")
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2  # FULL
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_migrations_make_the_tables_that_the_code_uses(path):
    with Store(path) as store, store._engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, metadata) == []
        assert context.get_current_revision() == migrate_module.HEAD
    scripts = ScriptDirectory(str(Path(migrate_module.__file__).parent / "migrations"))
    assert scripts.get_heads() == [migrate_module.HEAD]


def test_a_file_of_the_first_version_keeps_all_it_has(path, monkeypatch):
    """As revision 1 made it: before attempts had names of their own, help and time."""
    path.parent.mkdir()
    with sqlite3.connect(path) as connection:
        connection.executescript(
            """
            CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL);
            INSERT INTO alembic_version VALUES ('1');
            CREATE TABLE drafts (exercise VARCHAR PRIMARY KEY, source VARCHAR NOT NULL, saved_at FLOAT NOT NULL);
            INSERT INTO drafts VALUES ('a/b', 'begun', 1.0);
            CREATE TABLE attempts (
                id INTEGER PRIMARY KEY, exercise VARCHAR NOT NULL, made_at FLOAT NOT NULL, passed BOOLEAN NOT NULL,
                status VARCHAR NOT NULL, mistake VARCHAR, source VARCHAR NOT NULL, seconds FLOAT NOT NULL);
            CREATE INDEX attempts_by_exercise ON attempts (exercise, passed);
            INSERT INTO attempts VALUES (1, 'pca/centre', 5.0, 0, 'wrong', 'You forgot.', 'X', 0.01);
            INSERT INTO attempts VALUES (2, 'pca/centre', 6.0, 1, 'passed', NULL, 'Y', 0.02);
            """
        )
    connection.close()
    with Store(path) as store:
        first, second = store.attempts()
        assert (first.made_at, first.attempt) == (5.0, TRY)
        assert (second.attempt.source, second.attempt.helped, second.attempt.took) == ("Y", 0, None)
        assert first.uid != second.uid and len(first.uid) == 32
        assert store.draft("a/b") == "begun" and store.passed() == {"pca/centre"}
        store.add_attempt(TRY)
        assert len(store.attempts()) == 3


def test_help_counts_once_and_for_its_sitting_only(path, monkeypatch):
    now = 1000.0
    monkeypatch.setattr("time.time", lambda: now)
    with Store(path) as store:
        for what in ("hint 1", "hint 2", "hint 1"):
            store.add_help("a/b", what)
        assert store.helps("a/b", within=60) == 2 and store.helps("a/c", within=60) == 0
        now = 2000.0
        assert store.helps("a/b", within=60) == 0
        now = 990.0  # the clock was set back a little: it was taken just now all the same
        assert store.helps("a/b", within=60) == 2


def test_what_is_cleared_is_gone_from_the_disk_and_the_file_goes_on(path):
    with Store(path) as store:
        store.save_draft("note/photo", "a secret note " * 1000)
        store.add_attempt(TRY)
        store.add_help("a/b", "hint 1")
        store.clear()
        assert (store.drafts(), store.attempts(), store.helps("a/b", within=60)) == ([], [], 0)
        assert not any(b"secret" in file.read_bytes() for file in path.parent.iterdir())
        store.add_attempt(TRY)
        assert len(store.attempts()) == 1


def test_a_merge_adds_what_is_new_and_loses_no_draft(path, tmp_path):
    with Store(path) as here, Store(tmp_path / "other.sqlite3") as there:
        for store, source in [(here, "mine"), (there, "theirs")]:
            store.add_attempt(TRY._replace(source=source))
        for _ in range(2):  # twice is the same as once
            here.merge(there.attempts(), [Draft("a/b", "older", 5.0), Draft("a/c", "theirs", 5.0)])
            here.merge([], [Draft("a/b", "newer", 9.0)])
        assert [attempt.source for _, _, attempt in here.attempts()] == ["mine", "theirs"]
        assert {draft.exercise: draft.source for draft in here.drafts()} == {
            "a/b": "newer",
            "a/c": "theirs",
            "older/a/b/5": "older",
        }


def test_a_merge_that_fails_half_way_adds_nothing(path):
    with Store(path) as store:
        store.save_draft("a/b", "kept")
        sqlalchemy.event.listen(
            store._engine, "checkout", lambda connection, *_: connection.execute("PRAGMA max_page_count=1")
        )
        kept = [Kept(str(number), 1.0, TRY._replace(source="x" * 10_000)) for number in range(100)]
        with pytest.raises(StoreError, match="disk is full"):
            store.merge(kept, [])
        assert store.attempts() == [] and store.draft("a/b") == "kept"


def test_a_file_of_a_newer_version_is_left_alone(path):
    Store(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '99'")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"newer version of hiddenmath \(revision 99; this one knows up to 2\)"):
        Store(path)
    assert path.read_bytes() == before


def test_a_migration_that_fails_leaves_the_file_as_it_was(path, monkeypatch):
    def fails(*_):
        raise RuntimeError("in the middle")

    monkeypatch.setattr("alembic.operations.Operations.create_index", fails)
    with pytest.raises(RuntimeError, match="in the middle"):
        Store(path)
    monkeypatch.undo()
    with Store(path) as store:
        store.save_draft("a/b", "x")


def test_a_file_that_is_something_else_is_named_and_left_alone(path):
    path.parent.mkdir()
    path.write_bytes(b"my diary, not a database" * 100)
    with pytest.raises(StoreError, match=r"no file of ours\. Move it away"):
        Store(path)
    assert path.read_bytes().startswith(b"my diary")


def test_a_damaged_file_is_named(path):
    with Store(path) as store:
        for _ in range(200):
            store.add_attempt(TRY)
    content = bytearray(path.read_bytes())
    content[4096:] = os.urandom(len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(StoreError, match="is damaged"), Store(path) as store:
        store.attempts("pca/centre")


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="cannot be used"):
        Store(tmp_path / "file" / "progress.sqlite3")


def test_a_file_that_cannot_be_opened_or_written_is_named(tmp_path, path):
    folder = tmp_path / "folder.sqlite3"
    folder.mkdir()
    with pytest.raises(StoreError, match="cannot be opened"):
        Store(folder)
    with Store(path) as store:
        sqlalchemy.event.listen(
            store._engine, "checkout", lambda connection, *_: connection.execute("PRAGMA query_only=1")
        )
        with pytest.raises(StoreError, match="cannot be written"):
            store.save_draft("a/b", "x")


def test_a_full_disk_is_said_and_loses_nothing(path):
    with Store(path) as store:
        store.save_draft("a/b", "kept")
        sqlalchemy.event.listen(
            store._engine, "checkout", lambda connection, *_: connection.execute("PRAGMA max_page_count=1")
        )
        with pytest.raises(StoreError, match="disk is full"):
            store.save_draft("a/c", "x" * 1_000_000)
        assert store.draft("a/b") == "kept"


@pytest.mark.skipif(sys.platform == "win32", reason="file sizes are limited by RLIMIT_FSIZE, which Windows has not")
def test_a_disk_that_fills_up_while_writing_keeps_what_it_acknowledged(path):
    """The operating system itself refuses to write on, in the middle of a page of the log."""
    program = f"""
import resource, signal
from pathlib import Path
from hiddenmath.store import Attempt, Store, StoreError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with Store(Path({str(path)!r})) as store:
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
    for number in range(1_000):
        try:
            store.add_attempt(Attempt("a/b", True, "passed", None, f"{{number}} " + "x" * 5_000, 0.0))
        except StoreError as problem:
            print(problem)
            break
        print(number)
"""
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    *acknowledged, words = told.splitlines()
    assert "Make room and try again" in words and len(acknowledged) > 10
    with Store(path) as store:
        kept = [attempt.source.split()[0] for _, _, attempt in store.attempts("a/b")]
        assert kept == acknowledged
        store.add_attempt(TRY)  # there is room again


def test_the_version_changes_with_every_write_of_this_program_or_another(path):
    with Store(path) as store, Store(path) as other:
        seen = [store.version()]
        for write in (
            lambda: store.save_draft("a/b", "1"),
            lambda: other.save_draft("a/b", "2"),
            lambda: store.add_attempt(TRY),
            lambda: other.add_help("a/b", "hint 1"),
            lambda: store.merge([], [Draft("c/d", "x", 1.0)]),
            lambda: store.drop_draft("a/b"),
            store.clear,
        ):
            write()
            seen.append(store.version())
            store.draft("a/b"), store.passed()  # reading changes nothing
            assert store.version() == seen[-1]
        assert len(set(seen)) == len(seen)


def test_the_drafts_of_some_exercises_are_read_at_once(path):
    with Store(path) as store:
        for name in "abc":
            store.save_draft(name, f"of {name}")
        assert store.drafts_of(["a", "c", "nosuch"]) == {"a": "of a", "c": "of c"}
        assert store.drafts_of([]) == {}
