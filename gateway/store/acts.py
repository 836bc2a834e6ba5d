"""Actions that took effect, and blobs on their way up."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from gateway.store.tables import ConfirmedActionRow, RecordBlobRow, UploadRow


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmedAction:
    payload_sha256: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A blob of `size` bytes that one person announced."""

    id: str
    person_id: str
    sha256: str
    size: int
    complete: bool


class ConfirmedActions:
    """What has been done already, per device: the memory behind idempotency."""

    def __init__(self, session: Session, now: datetime) -> None:
        self._session = session
        self._now = now

    def among(self, device_id: str, action_ids: Collection[str]) -> dict[str, ConfirmedAction]:
        """Those of a device's actions that have been done, by id."""
        row = ConfirmedActionRow
        query = select(row).where(row.device_id == device_id, row.action_id.in_(action_ids))
        return {
            each.action_id: ConfirmedAction(payload_sha256=each.payload_sha256, version=each.version)
            for each in self._session.scalars(query)
        }

    def remember(self, device_id: str, action_id: str, payload_sha256: str, version: int) -> None:
        self._session.add(
            ConfirmedActionRow(
                device_id=device_id,
                action_id=action_id,
                payload_sha256=payload_sha256,
                version=version,
                confirmed_at=self._now,
            )
        )


class Uploads:
    def __init__(self, session: Session, now: datetime) -> None:
        self._session = session
        self._now = now

    def find(self, upload_id: str) -> Upload | None:
        row = self._session.get(UploadRow, upload_id)
        return None if row is None else _upload(row)

    def of(self, person_id: str, sha256: str) -> Upload | None:
        query = select(UploadRow).where(UploadRow.person_id == person_id, UploadRow.sha256 == sha256)
        row = self._session.scalars(query).first()
        return None if row is None else _upload(row)

    def among(self, person_id: str, addresses: Collection[str]) -> dict[str, Upload]:
        """The person's uploads of these blobs, by address."""
        query = select(UploadRow).where(UploadRow.person_id == person_id, UploadRow.sha256.in_(addresses))
        return {row.sha256: _upload(row) for row in self._session.scalars(query)}

    def note_whole(self, person_id: str, sizes: Mapping[str, int], new_id: Callable[[], str]) -> None:
        """Blobs (address → size) that came as a whole: uploads that are complete from the first."""
        rows = [
            {
                "id": new_id(),
                "person_id": person_id,
                "sha256": address,
                "size": size,
                "begun_at": self._now,
                "completed_at": self._now,
            }
            for address, size in sizes.items()
        ]
        if rows:
            self._session.execute(insert(UploadRow), rows)

    def is_wanted(self, sha256: str) -> bool:
        """Whether anybody's upload still stands for the blob."""
        return (
            self._session.scalars(select(UploadRow.id).where(UploadRow.sha256 == sha256)).first() is not None
        )

    def unfinished(self, person_id: str) -> int:
        query = select(func.count()).where(UploadRow.person_id == person_id, UploadRow.completed_at.is_(None))
        return self._session.scalars(query).one()

    def unclaimed(self, person_id: str) -> Sequence[Upload]:
        """Whole uploads of the person that no record has taken up, oldest first."""
        query = select(UploadRow).where(
            UploadRow.person_id == person_id,
            UploadRow.completed_at.is_not(None),
            UploadRow.sha256.not_in(select(RecordBlobRow.sha256)),
        )
        return [_upload(row) for row in self._session.scalars(query.order_by(UploadRow.id))]

    def begin(self, *, upload_id: str, person_id: str, sha256: str, size: int) -> None:
        self._session.add(
            UploadRow(id=upload_id, person_id=person_id, sha256=sha256, size=size, begun_at=self._now)
        )
        self._session.flush()

    def complete(self, upload_id: str) -> None:
        self._session.get_one(UploadRow, upload_id).completed_at = self._now

    def forget(self, upload_id: str) -> None:
        self._session.execute(delete(UploadRow).where(UploadRow.id == upload_id))

    def begun_before(self, moment: datetime) -> Sequence[Upload]:
        query = select(UploadRow).where(UploadRow.begun_at < moment).order_by(UploadRow.id)
        return [_upload(row) for row in self._session.scalars(query)]


def _upload(row: UploadRow) -> Upload:
    return Upload(
        id=row.id,
        person_id=row.person_id,
        sha256=row.sha256,
        size=row.size,
        complete=row.completed_at is not None,
    )
