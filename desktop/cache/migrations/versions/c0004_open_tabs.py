"""Which documents lay open when the vault was locked: their ids, in their order."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "c0004"
down_revision = "c0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "open_tab",
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("document_id", sa.String, nullable=False),
        sa.Column("current", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("place", name="pk_open_tab"),
    )


def downgrade() -> None:
    op.drop_table("open_tab")
