"""In which of two halves each document lay that was open: 0 the left, 1 the right."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "c0005"
down_revision = "c0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("open_tab", sa.Column("side", sa.Integer, nullable=False, server_default="0"))


def downgrade() -> None:
    op.drop_column("open_tab", "side")
