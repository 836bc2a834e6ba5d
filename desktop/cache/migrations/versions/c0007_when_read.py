"""When each document was read last, so that the latest can be listed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "c0007"
down_revision = "c0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("reading_state", sa.Column("read_at", sa.Float, nullable=False, server_default="0"))


def downgrade() -> None:
    op.drop_column("reading_state", "read_at")
