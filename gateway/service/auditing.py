"""The administrator's look through the seal ledger; what is broken raises an alarm."""

from __future__ import annotations

import msgspec

from core.office import AlarmKind, LedgerEntry, SealAlarm
from core.seal.ledger import LedgerReport
from gateway.data_folder import DataFolder
from gateway.errors import KeysUnusable
from gateway.service.alarms import derived_id
from gateway.service.ledger import audited, ledger_of
from gateway.service.register import Register
from gateway.service.verifying import read_trust
from gateway.store import Store, Transaction

_PROOFS = frozenset(
    {"operator_certificate", "operator_signature", "gateway_certificate", "gateway_signature"}
)


class Auditing:
    def __init__(self, folder: DataFolder, store: Store) -> None:
        self._folder = folder
        self._store = store

    def audit(self) -> LedgerReport:
        """Verify every entry; a fault is put on the desks of custodians and auditors, once for each place.

        Raises `KeysUnusable` without the authority's certificate, `CertificateUnreadable`.
        """
        try:
            authority_pem = self._folder.ca_certificate.read_text("ascii")
        except (OSError, UnicodeDecodeError) as error:
            raise KeysUnusable(str(self._folder.keys)) from error
        with self._store.writing() as transaction:
            report = audited(transaction, authority_pem, read_trust(self._folder.trust))
            if not report.unbroken:
                _raise_alarm(transaction, report)
        return report


def told(entry: LedgerEntry) -> dict[str, object]:
    """An entry for people who may read the ledger: everything but the signatures' bytes."""
    facts = msgspec.to_builtins(entry)
    return {name: value for name, value in facts.items() if name not in _PROOFS and name != "type"}


def _raise_alarm(transaction: Transaction, report: LedgerReport) -> None:
    places = sorted({*report.gaps, *report.broken_links, *report.bad_signatures})
    entries = ledger_of(transaction)
    behind = (entry for entry in entries if entry.sequence_no >= places[0])
    nearest = next(behind, entries[-1] if entries else None)
    alarm_id = derived_id("al", "ledger", *map(str, places))
    if transaction.records.find(alarm_id) is None:
        Register(transaction).put(
            SealAlarm(
                id=alarm_id,
                seal_id=nearest.seal_id if nearest else "",
                kind=AlarmKind.LEDGER_BROKEN,
                raised_at=transaction.now,
                operator_id=nearest.operator_id if nearest else "",
            )
        )
