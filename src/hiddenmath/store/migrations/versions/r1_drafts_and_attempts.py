"""Drafts and attempts."""

import sqlalchemy as sa
from alembic import op

revision = "1"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "drafts",
        sa.Column("exercise", sa.String, primary_key=True),
        sa.Column("source", sa.String, nullable=False),
        sa.Column("saved_at", sa.Float, nullable=False),
    )
    op.create_table(
        "attempts",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("exercise", sa.String, nullable=False),
        sa.Column("made_at", sa.Float, nullable=False),
        sa.Column("passed", sa.Boolean, nullable=False),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("mistake", sa.String),
        sa.Column("source", sa.String, nullable=False),
        sa.Column("seconds", sa.Float, nullable=False),
    )
    op.create_index("attempts_by_exercise", "attempts", ["exercise", "passed"])
