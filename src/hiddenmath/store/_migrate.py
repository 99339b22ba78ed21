"""Brings a file to the revision of this program, in one transaction; each step is a file in `migrations/versions`."""

from pathlib import Path

from sqlalchemy import Connection, text

from hiddenmath.store._errors import StoreError

HEAD = "2"  # the newest revision; Alembic (0.3 s to import) is loaded only for a file that is not there yet


def migrate(connection: Connection, path: Path) -> None:
    """Upgrades the open file, if it is not up to date. `connection` is in autocommit.

    Raises
    ------
    StoreError
        For a file that a newer version of this program has written.
    """
    if revision_of(connection) == HEAD:
        return
    connection.exec_driver_sql(
        "BEGIN IMMEDIATE"
    )  # of two programs that open a new file, the second waits here and finds it done
    try:
        if revision_of(connection) != HEAD:
            _upgrade(connection, path)
        connection.exec_driver_sql("COMMIT")
    except BaseException:
        connection.exec_driver_sql("ROLLBACK")
        raise


def revision_of(connection: Connection) -> str | None:
    """None for a new file."""
    if not connection.execute(text("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'")).first():
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _upgrade(connection: Connection, path: Path) -> None:
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    here = revision_of(connection)
    script = ScriptDirectory(str(Path(__file__).parent / "migrations"))
    known = [step.revision for step in script.walk_revisions()]
    if here is not None and here not in known:
        raise StoreError(
            f"{path} was written by a newer version of hiddenmath (revision {here}; this one knows up to {HEAD}). "
            "Update hiddenmath, or choose another folder with --data-dir. The file was not touched."
        )
    context = MigrationContext.configure(connection)
    with Operations.context(context):
        for step in reversed(list(script.iterate_revisions("head", here or "base"))):
            step.module.upgrade()
    context.stamp(script, "head")
