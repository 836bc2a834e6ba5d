"""How far down its page a document was read, and whether whole pages were fitted into the room."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "c0006"
down_revision = "c0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("reading_state", sa.Column("down", sa.Float, nullable=False, server_default="0"))
    op.add_column("reading_state", sa.Column("whole", sa.Boolean, nullable=False, server_default="0"))


def downgrade() -> None:
    for name in ("whole", "down"):
        op.drop_column("reading_state", name)
