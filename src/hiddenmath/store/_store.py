"""The file of progress: SQLite in WAL mode; each statement is a transaction of its own, on the disk when it returns."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from sqlalchemy import URL, Connection, create_engine, delete, event, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import DBAPIError

from hiddenmath.store._errors import StoreError, explain
from hiddenmath.store._migrate import migrate
from hiddenmath.store._tables import attempts, drafts


class Attempt(NamedTuple):
    exercise: str
    passed: bool
    status: str
    mistake: str | None
    source: str
    seconds: float


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
        try:
            with self._connect() as connection:
                migrate(connection, path)
        except BaseException:
            self.close()
            raise

    def draft(self, exercise: str) -> str | None:
        with self._connect() as connection:
            return connection.scalar(select(drafts.c.source).where(drafts.c.exercise == exercise))

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
            connection.execute(insert(attempts).values(**attempt._asdict(), made_at=time.time()))

    def attempts(self, exercise: str) -> list[Attempt]:
        """In the order in which they were made."""
        columns = [attempts.c[name] for name in Attempt._fields]
        with self._connect() as connection:
            rows = connection.execute(select(*columns).where(attempts.c.exercise == exercise).order_by(attempts.c.id))
            return [Attempt(*row) for row in rows]

    def passed(self) -> set[str]:
        """The exercises with an attempt that passed."""
        with self._connect() as connection:
            return set(connection.scalars(select(attempts.c.exercise).where(attempts.c.passed).distinct()))

    def close(self) -> None:
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _connect(self) -> Iterator[Connection]:
        try:
            with self._engine.connect() as connection:
                yield connection
        except DBAPIError as problem:
            raise explain(self.path, problem.orig or problem) from problem


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
