"""The store's tables. Core values go in and come out; rows stay in this package."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    DateTime,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcTime(TypeDecorator[datetime]):
    """A time with its zone, stored as UTC: SQLite keeps no zone of its own."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)


class StateRow(Base):
    """One row: `last_seq` is the number of the newest change; it is the counter, not a sequence."""

    __tablename__ = "state"
    __table_args__ = (CheckConstraint("id = 1", name="single"),)
    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    epoch: Mapped[str] = mapped_column(String(36))
    last_seq: Mapped[int] = mapped_column(BigInteger, default=0)
    demonstration: Mapped[bool]


class RecordRow(Base):
    """The current state of a record; `field_versions` says at which version a field last changed."""

    __tablename__ = "record"
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    type: Mapped[str] = mapped_column(String(32), index=True)
    version: Mapped[int]
    parent_id: Mapped[str | None] = mapped_column(String(64), index=True)
    body: Mapped[bytes] = mapped_column(LargeBinary)
    field_versions: Mapped[bytes] = mapped_column(LargeBinary, default=b"{}")
    deleted: Mapped[bool] = mapped_column(default=False)


class VisibilityRow(Base):
    """Who may see which record, worked out when something changes, never while reading."""

    __tablename__ = "visibility"
    person_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    record_id: Mapped[str] = mapped_column(ForeignKey(RecordRow.id, ondelete="CASCADE"), primary_key=True)
    __table_args__ = (Index("ix_visibility_record_id", "record_id"),)


class RecordBlobRow(Base):
    """Which blobs a record gives access to."""

    __tablename__ = "record_blob"
    record_id: Mapped[str] = mapped_column(ForeignKey(RecordRow.id, ondelete="CASCADE"), primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    __table_args__ = (Index("ix_record_blob_sha256", "sha256"),)


class ChangeRow(Base):
    """The log, one row per record and audience: a newer change takes the place of the older one.

    `person_id` is empty for a change of the record itself, else the one person whose sight of it changed.
    """

    __tablename__ = "change"
    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    record_id: Mapped[str] = mapped_column(String(64))
    person_id: Mapped[str] = mapped_column(String(64), default="")
    __table_args__ = (UniqueConstraint("record_id", "person_id"),)


class DeviceRow(Base):
    __tablename__ = "device"
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    certificate_sha256: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[str] = mapped_column(String(64), index=True)
    name: Mapped[str] = mapped_column(String(64))
    enrolled_at: Mapped[datetime] = mapped_column(UtcTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcTime)


class AccountRow(Base):
    """The account name under which an administrator knows a person."""

    __tablename__ = "account"
    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[str] = mapped_column(String(64), unique=True)


class PurgeOrderRow(Base):
    """A device was told to erase a record; `acknowledged_at` when it said it had."""

    __tablename__ = "purge_order"
    device_id: Mapped[str] = mapped_column(ForeignKey(DeviceRow.id, ondelete="CASCADE"), primary_key=True)
    record_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    ordered_at: Mapped[datetime] = mapped_column(UtcTime)
    acknowledged_at: Mapped[datetime | None] = mapped_column(UtcTime)


class ConfirmedActionRow(Base):
    """An action that took effect, written with its effect: the same id never takes effect again."""

    __tablename__ = "confirmed_action"
    device_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    action_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    payload_sha256: Mapped[str] = mapped_column(String(64))
    version: Mapped[int]
    confirmed_at: Mapped[datetime] = mapped_column(UtcTime)


class UploadRow(Base):
    """A blob on its way up; how much of it has come is the length of its file."""

    __tablename__ = "upload"
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    person_id: Mapped[str] = mapped_column(String(64))
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int] = mapped_column(BigInteger)
    begun_at: Mapped[datetime] = mapped_column(UtcTime)
    completed_at: Mapped[datetime | None] = mapped_column(UtcTime)
    __table_args__ = (
        UniqueConstraint("person_id", "sha256"),
        CheckConstraint("size > 0", name="size"),
        Index("ix_upload_sha256", "sha256"),
    )


class LedgerRow(Base):
    """The order of the seal ledger: `sequence_no` has no gaps, one entry after another."""

    __tablename__ = "ledger"
    sequence_no: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    record_id: Mapped[str] = mapped_column(ForeignKey(RecordRow.id), unique=True)
    digest: Mapped[str] = mapped_column(Text)
