"""The cache's tables. Only `pending_action`, `reading_state`, `open_tab`, `annotation_layer` and `blob`
are written for the person; every other row comes from the gateway's answers.
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class ConfirmedRecordRow(Base):
    """A record as the gateway last told it."""

    __tablename__ = "confirmed_record"
    id: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int]
    body: Mapped[bytes]
    generation: Mapped[int]


class BlobReferenceRow(Base):
    """Which record speaks of which blob: a blob that no record speaks of is erased."""

    __tablename__ = "blob_reference"
    record_id: Mapped[str] = mapped_column(
        ForeignKey(ConfirmedRecordRow.id, ondelete="CASCADE"), primary_key=True
    )
    address: Mapped[str] = mapped_column(primary_key=True, index=True)


class BlobRow(Base):
    """An encrypted file beside the database; erasing `wrapped_key` erases the file for good."""

    __tablename__ = "blob"
    __table_args__ = (CheckConstraint("state IN ('partial', 'whole')", name="state"),)
    address: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    wrapped_key: Mapped[bytes]
    size: Mapped[int]
    state: Mapped[str]


class PendingActionRow(Base):
    """An act of this person; `confirmed_version` is set once the gateway has said yes, until that
    version of its target has come down."""

    __tablename__ = "pending_action"
    __table_args__ = (CheckConstraint("state IN ('waiting', 'conflict', 'refused')", name="state"),)
    id: Mapped[str] = mapped_column(primary_key=True)
    body: Mapped[bytes]
    state: Mapped[str]
    reason: Mapped[str | None]
    confirmed_version: Mapped[int | None]


class PurgeToAcknowledgeRow(Base):
    __tablename__ = "purge_to_acknowledge"
    id: Mapped[str] = mapped_column(primary_key=True)


class ReadingStateRow(Base):
    __tablename__ = "reading_state"
    document_id: Mapped[str] = mapped_column(primary_key=True)
    page: Mapped[int]
    zoom: Mapped[float]
    arrangement: Mapped[str] = mapped_column(server_default="continuous")
    turn: Mapped[int] = mapped_column(server_default="0")
    pane: Mapped[str] = mapped_column(server_default="")
    down: Mapped[float] = mapped_column(server_default="0")
    whole: Mapped[bool] = mapped_column(server_default="0")
    read_at: Mapped[float] = mapped_column(server_default="0")


class OpenTabRow(Base):
    """A document that lay open, in the order of the tabs; those of the half worked in stand first."""

    __tablename__ = "open_tab"
    place: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[str]
    current: Mapped[bool]
    side: Mapped[int] = mapped_column(server_default="0")


class AnnotationLayerRow(Base):
    """What this person has marked on one file of a record; it goes with the record."""

    __tablename__ = "annotation_layer"
    record_id: Mapped[str] = mapped_column(primary_key=True)
    address: Mapped[str] = mapped_column(primary_key=True)
    body: Mapped[bytes]


class SyncStateRow(Base):
    """One row: our place in the gateway's log.

    While `starting_over`, records of an older `generation` have not been told again yet.
    """

    __tablename__ = "sync_state"
    __table_args__ = (CheckConstraint("id = 1", name="single"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    cursor: Mapped[str]
    epoch: Mapped[str]
    generation: Mapped[int]
    starting_over: Mapped[bool]
    last_contact: Mapped[float | None]
    demonstration: Mapped[bool]
