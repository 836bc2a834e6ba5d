"""Enrolment: a certificate for a person's device, and the kit that carries it there by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from core.office import CUSTODIAN_ROLE, ESeal, Person, SealState
from core.sync.wire import EnrolmentKit, SoftwarePersonalKey, SoftwareSealKey
from gateway import authority
from gateway.data_folder import DataFolder
from gateway.errors import AccountUnknown, DeviceNotEnrolled, KeysUnusable
from gateway.store import Store, Transaction


class Enrolling:
    def __init__(self, folder: DataFolder, store: Store, new_id: Callable[[], str]) -> None:
        self._folder = folder
        self._store = store
        self._new_id = new_id

    def enrol(self, account: str, device_name: str, gateway_url: str) -> EnrolmentKit:
        """Register a new device of the account's person. Raises `AccountUnknown` or `KeysUnusable`.

        The private key is in the kit only; the gateway keeps the certificate's hash.
        """
        ca = self._authority()
        device_id = self._new_id()
        with self._store.writing() as transaction:
            person = _person(transaction, account)
            device = authority.new_device(ca, device_id, transaction.now)
            transaction.devices.add(
                device_id=device_id,
                certificate_sha256=device.sha256,
                person_id=person.id,
                name=device_name,
            )
            keys = tuple(self._seal_keys(transaction, person))
            own = tuple(self._personal_keys(person))
            maker = tuple(self._maker_keys(person))
        return EnrolmentKit(
            gateway_url=gateway_url,
            ca_pem=ca.certificate_pem.decode(),
            device_id=device_id,
            device_certificate_pem=device.certificate_pem.decode(),
            device_key_pem=device.key_pem.decode(),
            person_id=person.id,
            person_name=person.name,
            seal_keys=keys,
            personal_keys=own,
            maker_keys=maker,
            trust_pem=_texts(self._folder.trust, ".crt"),
            maker_pem=_texts(self._folder.makers, ".crt"),
            crl_pem=_texts(self._folder.trust, ".crl"),
        )

    def _authority(self) -> authority.KeyedCertificate:
        try:
            return authority.load(self._folder.ca_certificate.read_bytes(), self._folder.ca_key.read_bytes())
        except (OSError, ValueError) as error:
            raise KeysUnusable(str(self._folder.keys)) from error

    def revoke(self, device_id: str) -> None:
        """Take a device off: from its next request on it is told so. Raises `DeviceNotEnrolled`."""
        with self._store.writing() as transaction:
            if not transaction.devices.revoke(device_id):
                raise DeviceNotEnrolled(device_id)

    def _personal_keys(self, person: Person) -> Iterator[SoftwarePersonalKey]:
        """The sample office's people sign with software keys; a real office's with tokens."""
        key = self._folder.seal_keys / f"{person.id}.own.key"
        if key.is_file():
            yield SoftwarePersonalKey(
                private_key_pem=key.read_text("ascii"),
                certificate_pem=key.with_suffix(".crt").read_text("ascii"),
            )

    def _maker_keys(self, person: Person) -> Iterator[SoftwarePersonalKey]:
        """The sample office's own seal maker, for its custodians; a real office's maker is elsewhere."""
        certificate = next(iter(sorted(self._folder.makers.glob("*.crt"))), None)
        if CUSTODIAN_ROLE in person.roles and certificate is not None and self._folder.maker_key.is_file():
            yield SoftwarePersonalKey(
                private_key_pem=self._folder.maker_key.read_text("ascii"),
                certificate_pem=certificate.read_text("ascii"),
            )

    def _seal_keys(self, transaction: Transaction, person: Person) -> list[SoftwareSealKey]:
        """Keys of the sample office's test seals; a real office's seals live in tokens."""
        keys = []
        for seal in transaction.records.of_type(ESeal):
            key = self._folder.seal_keys / f"{person.id}.key"
            if seal.custodian_id != person.id or seal.state is not SealState.IN_USE or not key.is_file():
                continue
            keys.append(
                SoftwareSealKey(
                    seal_id=seal.id,
                    private_key_pem=key.read_text("ascii"),
                    certificate_pem=key.with_suffix(".crt").read_text("ascii"),
                )
            )
        return keys


def _person(transaction: Transaction, account: str) -> Person:
    person_id = transaction.devices.person_of_account(account)
    stored = None if person_id is None else transaction.records.find(person_id)
    if stored is None or not isinstance(stored.record, Person):
        raise AccountUnknown(account)
    return stored.record


def _texts(folder: Path, suffix: str) -> tuple[str, ...]:
    return tuple(path.read_text("ascii") for path in sorted(folder.glob(f"*{suffix}")))
