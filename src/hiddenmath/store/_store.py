"""The file of progress: SQLite in WAL mode; each statement is a transaction of its own, on the disk when it returns."""

import sqlite3
import threading
import time
import uuid
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from sqlalchemy import URL, Connection, PoolProxiedConnection, create_engine, delete, event, func, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import DBAPIError

from hiddenmath.store._errors import StoreError, explain
from hiddenmath.store._migrate import migrate
from hiddenmath.store._tables import attempts, drafts, helps


class Attempt(NamedTuple):
    exercise: str
    passed: bool
    status: str
    mistake: str | None
    source: str
    seconds: float
    helped: int = 0
    took: float | None = None


class Kept(NamedTuple):
    """An attempt as it lies in the file: `uid` is the same in every copy of it."""

    uid: str
    made_at: float
    attempt: Attempt


class Draft(NamedTuple):
    exercise: str
    source: str
    saved_at: float


class Passes(NamedTuple):
    """When an exercise that was tried was first passed, and when last without help; None: never."""

    first: float | None
    unhelped: float | None


class Store:
    """Drafts and attempts in the file `path`, made if it is not there. For many threads and processes at once.

    Raises
    ------
    StoreError
        From every method: the file is damaged, not ours, of a newer version, not writable, or the disk is full.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as problem:
            words = f"The folder {path.parent} cannot be used: {problem.strerror}. Choose another with --data-dir."
            raise StoreError(words) from None
        self._engine = create_engine(URL.create("sqlite", database=str(path)), isolation_level="AUTOCOMMIT")
        event.listen(self._engine, "connect", _prepare)
        self._watcher: PoolProxiedConnection | None = None
        self._watching = threading.Lock()
        try:
            with self._connect() as connection:
                migrate(connection, path)
            with self._explained():
                self._watcher = self._engine.raw_connection()
        except BaseException:
            self.close()
            raise

    def version(self) -> int:
        """Another number after every write, of this program or of another. Costs some microseconds."""
        # SQLite counts what other connections write, so this one does nothing but watch.
        with self._watching, self._explained():
            assert self._watcher is not None
            cursor = self._watcher.cursor()
            cursor.execute("PRAGMA data_version")
            ((number,),) = cursor.fetchall()
        return int(number)

    def draft(self, exercise: str, since: float = 0.0) -> str | None:
        """None if there is none, or none that was saved since then."""
        statement = select(drafts.c.source).where(drafts.c.exercise == exercise, drafts.c.saved_at >= since)
        with self._connect() as connection:
            return connection.scalar(statement)

    def drafts_of(self, exercises: Collection[str]) -> dict[str, str]:
        """By exercise, of those that have one."""
        statement = select(drafts.c.exercise, drafts.c.source).where(drafts.c.exercise.in_(exercises))
        with self._connect() as connection:
            return {row.exercise: row.source for row in connection.execute(statement)}

    def drafts(self) -> list[Draft]:
        with self._connect() as connection:
            return [Draft(*row) for row in connection.execute(select(drafts).order_by(drafts.c.exercise))]

    def save_draft(self, exercise: str, source: str) -> None:
        values = {"source": source, "saved_at": time.time()}
        with self._connect() as connection:
            statement = insert(drafts).values(exercise=exercise, **values)
            connection.execute(statement.on_conflict_do_update(index_elements=["exercise"], set_=values))

    def drop_draft(self, exercise: str) -> None:
        with self._connect() as connection:
            connection.execute(delete(drafts).where(drafts.c.exercise == exercise))

    def add_attempt(self, attempt: Attempt) -> None:
        with self._connect() as connection:
            row = {"uid": uuid.uuid4().hex, "made_at": time.time(), **attempt._asdict()}
            connection.execute(insert(attempts).values(row))

    def attempts(self, exercise: str | None = None) -> list[Kept]:
        """In the order in which they were made; those of all exercises if none is named."""
        statement = select(*(attempts.c[name] for name in _COLUMNS)).order_by(attempts.c.id)
        if exercise is not None:
            statement = statement.where(attempts.c.exercise == exercise)
        with self._connect() as connection:
            rows = connection.execute(statement)
            return [Kept(uid, made_at, Attempt(*rest)) for uid, made_at, *rest in rows]

    def passed(self) -> set[str]:
        """The exercises with an attempt that passed."""
        with self._connect() as connection:
            return set(connection.scalars(select(attempts.c.exercise).where(attempts.c.passed).distinct()))

    def passes(self) -> dict[str, Passes]:
        """By exercise, of all that were tried. SQLite looks through a thousand attempts in a millisecond."""
        made_at, alone = attempts.c.made_at, attempts.c.passed & (attempts.c.helped == 0)
        first, unhelped = func.min(made_at).filter(attempts.c.passed), func.max(made_at).filter(alone)
        with self._connect() as connection:
            rows = connection.execute(select(attempts.c.exercise, first, unhelped).group_by(attempts.c.exercise))
            return {exercise: Passes(*times) for exercise, *times in rows}

    def add_help(self, exercise: str, what: str) -> None:
        """That a hint or the solution was opened; opened again, it counts once."""
        values = {"taken_at": time.time()}
        with self._connect() as connection:
            statement = insert(helps).values(exercise=exercise, what=what, **values)
            connection.execute(statement.on_conflict_do_update(index_elements=["exercise", "what"], set_=values))

    def helps(self, exercise: str, within: float) -> int:
        """How many different helps were taken less than `within` seconds ago, by the clock of now or by a wrong one."""
        distance = func.abs(helps.c.taken_at - time.time())
        with self._connect() as connection:
            counted = select(func.count()).where(helps.c.exercise == exercise, distance < within)
            return connection.scalar(counted) or 0

    def merge(self, kept: Iterable[Kept], others: Iterable[Draft]) -> int:
        """Adds what is not here yet, all of it or nothing; of two drafts the newer stands, the older is set aside.

        Returns how many attempts were new.
        """
        rows = [{"uid": uid, "made_at": made_at, **attempt._asdict()} for uid, made_at, attempt in kept]
        with self._connect() as connection, _transaction(connection):
            before = connection.scalar(select(func.count()).select_from(attempts)) or 0
            if rows:
                connection.execute(insert(attempts).on_conflict_do_nothing(index_elements=["uid"]), rows)
            for other in others:
                _merge_draft(connection, other)
            return (connection.scalar(select(func.count()).select_from(attempts)) or 0) - before

    def clear(self) -> None:
        """Deletes every row, all of them or none, and gives the room back to the disk."""
        with self._connect() as connection:
            with _transaction(connection):
                for table in (attempts, drafts, helps):
                    connection.execute(delete(table))
            connection.exec_driver_sql("VACUUM")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        if self._watcher is not None:
            self._watcher.close()
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _connect(self) -> Iterator[Connection]:
        with self._explained(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as problem:
            raise explain(self.path, problem.orig or problem) from problem
        except sqlite3.Error as problem:  # from the watcher, which is SQLite's own
            raise explain(self.path, problem) from problem


_COLUMNS = ("uid", "made_at", *Attempt._fields)


def _merge_draft(connection: Connection, other: Draft) -> None:
    row = connection.execute(select(drafts).where(drafts.c.exercise == other.exercise)).first()
    here = Draft(*row) if row else None
    if here is not None and here.source != other.source:
        older = min(here, other, key=lambda draft: draft.saved_at)
        _put(connection, older._replace(exercise=f"older/{older.exercise}/{older.saved_at:.0f}"))
    if here is None or other.saved_at > here.saved_at:
        _put(connection, other)


def _put(connection: Connection, draft: Draft) -> None:
    values = {"source": draft.source, "saved_at": draft.saved_at}
    statement = insert(drafts).values(exercise=draft.exercise, **values)
    connection.execute(statement.on_conflict_do_update(index_elements=["exercise"], set_=values))


@contextmanager
def _transaction(connection: Connection) -> Iterator[None]:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    try:
        yield
        connection.exec_driver_sql("COMMIT")
    except BaseException:
        if connection.connection.in_transaction:  # a full disk has ended it already
            connection.exec_driver_sql("ROLLBACK")
        raise


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    """WAL: readers and a writer do not wait for each other. FULL: a commit returns when it is on the disk."""
    connection.execute("PRAGMA busy_timeout = 5000")
    _use_wal(connection)
    connection.execute("PRAGMA synchronous = FULL")


def _use_wal(connection: sqlite3.Connection) -> None:
    """This switch alone does not heed busy_timeout: two programs that open a new file at once would both be refused."""
    deadline = time.monotonic() + 5
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as problem:
            if problem.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
