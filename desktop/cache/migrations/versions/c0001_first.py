"""The first schema: records, blobs, pending actions, reading states, our place in the log."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "c0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "confirmed_record",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("generation", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_confirmed_record"),
    )
    op.create_table(
        "blob_reference",
        sa.Column("record_id", sa.String, nullable=False),
        sa.Column("address", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("record_id", "address", name="pk_blob_reference"),
        sa.ForeignKeyConstraint(
            ["record_id"], ["confirmed_record.id"], name="fk_blob_reference_record_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_blob_reference_address", "blob_reference", ["address"])
    op.create_table(
        "blob",
        sa.Column("address", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("wrapped_key", sa.LargeBinary, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("address", name="pk_blob"),
        sa.CheckConstraint("state IN ('partial', 'whole')", name="ck_blob_state"),
    )
    op.create_table(
        "pending_action",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("reason", sa.String),
        sa.Column("confirmed_version", sa.Integer),
        sa.PrimaryKeyConstraint("id", name="pk_pending_action"),
        sa.CheckConstraint("state IN ('waiting', 'conflict', 'refused')", name="ck_pending_action_state"),
    )
    op.create_table(
        "purge_to_acknowledge",
        sa.Column("id", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_purge_to_acknowledge"),
    )
    op.create_table(
        "reading_state",
        sa.Column("document_id", sa.String, nullable=False),
        sa.Column("page", sa.Integer, nullable=False),
        sa.Column("zoom", sa.Float, nullable=False),
        sa.PrimaryKeyConstraint("document_id", name="pk_reading_state"),
    )
    op.create_table(
        "sync_state",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("cursor", sa.String, nullable=False),
        sa.Column("epoch", sa.String, nullable=False),
        sa.Column("generation", sa.Integer, nullable=False),
        sa.Column("starting_over", sa.Boolean, nullable=False),
        sa.Column("last_contact", sa.Float),
        sa.Column("demonstration", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sync_state"),
        sa.CheckConstraint("id = 1", name="ck_sync_state_single"),
    )


def downgrade() -> None:
    for table in (
        "sync_state",
        "reading_state",
        "purge_to_acknowledge",
        "pending_action",
        "blob",
        "blob_reference",
        "confirmed_record",
    ):
        op.drop_table(table)
