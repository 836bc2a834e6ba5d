"""Devices, the accounts they are enrolled for, and what they were told to erase."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from gateway.store.tables import AccountRow, DeviceRow, PurgeOrderRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    id: str
    person_id: str
    name: str
    revoked: bool


class Devices:
    """Devices inside one transaction; a device is known by the SHA-256 of its certificate."""

    def __init__(self, session: Session, now: datetime) -> None:
        self._session = session
        self._now = now

    def by_certificate(self, sha256: str) -> Device | None:
        row = self._session.scalars(select(DeviceRow).where(DeviceRow.certificate_sha256 == sha256)).first()
        return None if row is None else _device(row)

    def all(self) -> Sequence[Device]:
        return [_device(row) for row in self._session.scalars(select(DeviceRow).order_by(DeviceRow.id))]

    def add(self, *, device_id: str, certificate_sha256: str, person_id: str, name: str) -> None:
        self._session.add(
            DeviceRow(
                id=device_id,
                certificate_sha256=certificate_sha256,
                person_id=person_id,
                name=name,
                enrolled_at=self._now,
            )
        )
        self._session.flush()

    def revoke(self, device_id: str) -> bool:
        """Take a device off; False when there is none of that id."""
        row = self._session.get(DeviceRow, device_id)
        if row is None:
            return False
        row.revoked_at = row.revoked_at or self._now
        return True

    def revocations(self) -> int:
        """How many devices have ever been taken off."""
        revoked = select(func.count()).select_from(DeviceRow).where(DeviceRow.revoked_at.is_not(None))
        return self._session.scalars(revoked).one()

    def open_account(self, name: str, person_id: str) -> None:
        self._session.add(AccountRow(name=name, person_id=person_id))

    def person_of_account(self, name: str) -> str | None:
        row = self._session.get(AccountRow, name)
        return None if row is None else row.person_id

    def acknowledge_purges(self, device_id: str, record_ids: Iterable[str]) -> None:
        self._session.execute(
            update(PurgeOrderRow)
            .where(
                PurgeOrderRow.device_id == device_id,
                PurgeOrderRow.record_id.in_(list(record_ids)),
                PurgeOrderRow.acknowledged_at.is_(None),
            )
            .values(acknowledged_at=self._now)
            .execution_options(synchronize_session=False)
        )

    def open_purges(self) -> Sequence[tuple[str, str]]:
        """(device, record) of every order to erase that has not been acknowledged."""
        query = select(PurgeOrderRow).where(PurgeOrderRow.acknowledged_at.is_(None))
        rows = self._session.scalars(query.order_by(PurgeOrderRow.device_id, PurgeOrderRow.record_id))
        return [(row.device_id, row.record_id) for row in rows]


def _device(row: DeviceRow) -> Device:
    return Device(id=row.id, person_id=row.person_id, name=row.name, revoked=row.revoked_at is not None)
