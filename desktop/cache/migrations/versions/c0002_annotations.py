"""Annotation layers, and how a document was looked at, not only where."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "c0002"
down_revision = "c0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "annotation_layer",
        sa.Column("record_id", sa.String, nullable=False),
        sa.Column("address", sa.String, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("record_id", "address", name="pk_annotation_layer"),
    )
    for column in (
        sa.Column("arrangement", sa.String, nullable=False, server_default="continuous"),
        sa.Column("turn", sa.Integer, nullable=False, server_default="0"),
        sa.Column("pane", sa.String, nullable=False, server_default=""),
    ):
        op.add_column("reading_state", column)


def downgrade() -> None:
    for name in ("pane", "turn", "arrangement"):
        op.drop_column("reading_state", name)
    op.drop_table("annotation_layer")
