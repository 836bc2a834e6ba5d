"""Whom a connection belongs to: certificate → device → person, looked up for every request."""

from __future__ import annotations

from dataclasses import dataclass

from core.office import Person
from gateway.errors import DeviceRevoked, DeviceUnknown
from gateway.store import Transaction


@dataclass(frozen=True, slots=True)
class Caller:
    """A person at a device, proven by the certificate of the connection."""

    person: Person
    device_id: str

    @property
    def person_id(self) -> str:
        return self.person.id


def identify(transaction: Transaction, certificate_sha256: str) -> Caller:
    """Raises `DeviceUnknown`, or `DeviceRevoked` from the moment of revocation on."""
    device = transaction.devices.by_certificate(certificate_sha256)
    if device is None:
        raise DeviceUnknown
    if device.revoked:
        raise DeviceRevoked
    stored = transaction.records.find(device.person_id)
    if stored is None or not isinstance(stored.record, Person):
        raise DeviceUnknown
    return Caller(person=stored.record, device_id=device.id)
