"""Each attempt knows itself across files, the help taken before it, and how long it took."""

import sqlalchemy as sa
from alembic import op

revision = "2"
down_revision = "1"


def upgrade() -> None:
    op.add_column("attempts", sa.Column("uid", sa.String, nullable=False, server_default=""))
    op.execute("UPDATE attempts SET uid = lower(hex(randomblob(16)))")
    op.create_index("attempts_by_uid", "attempts", ["uid"], unique=True)
    op.add_column("attempts", sa.Column("helped", sa.Integer, nullable=False, server_default="0"))
    op.add_column("attempts", sa.Column("took", sa.Float))
    op.create_table(
        "helps",
        sa.Column("exercise", sa.String, primary_key=True),
        sa.Column("what", sa.String, primary_key=True),
        sa.Column("taken_at", sa.Float, nullable=False),
    )
