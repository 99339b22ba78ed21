"""The tables as SQLAlchemy sees them; `migrations/` has how a file gets there."""

from sqlalchemy import Boolean, Column, Float, Index, Integer, MetaData, String, Table

metadata = MetaData()

drafts = Table(
    "drafts",
    metadata,
    Column("exercise", String, primary_key=True),
    Column("source", String, nullable=False),
    Column("saved_at", Float, nullable=False),  # seconds since 1970, UTC
)

attempts = Table(
    "attempts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", String, nullable=False),  # the same attempt in an exported file and here
    Column("exercise", String, nullable=False),
    Column("made_at", Float, nullable=False),  # seconds since 1970, UTC; the order is `id`, since clocks are set back
    Column("passed", Boolean, nullable=False),
    Column("status", String, nullable=False),
    Column("mistake", String),
    Column("source", String, nullable=False),
    Column("seconds", Float, nullable=False),
    Column("helped", Integer, nullable=False, server_default="0"),  # hints and solutions opened in this sitting
    Column("took", Float),  # seconds from the first key to the check, where that was measured
    Index("attempts_by_exercise", "exercise", "passed"),
    Index("attempts_by_uid", "uid", unique=True),
)

helps = Table(
    "helps",
    metadata,
    Column("exercise", String, primary_key=True),
    Column("what", String, primary_key=True),  # "hint 1", "solution"
    Column("taken_at", Float, nullable=False),  # the last time
)
