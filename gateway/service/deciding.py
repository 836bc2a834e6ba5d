"""What an administrator decides for the whole office, on the command line: policy, and grace for a seal."""

from __future__ import annotations

from msgspec.structs import replace

from core.office import ESeal, OfficePolicy, OfficialDocument, OfflineGrace
from gateway.errors import RecordUnknown
from gateway.service.records import found
from gateway.service.register import Register
from gateway.service.ruling import policy_of, set_policy, set_seal_rules
from gateway.store import Store


class Deciding:
    def __init__(self, store: Store) -> None:
        self._store = store

    def policy(
        self,
        *,
        weakened_display: bool | None = None,
        expiry_notice_days: int | None = None,
        demands_time_stamp: bool | None = None,
    ) -> OfficePolicy:
        """The office's policy, changed where something is given."""
        with self._store.writing() as transaction:
            before = policy_of(transaction)
            days = before.expiry_notice_days if expiry_notice_days is None else expiry_notice_days
            weakened = before.weakened_display if weakened_display is None else weakened_display
            demands = before.demands_time_stamp if demands_time_stamp is None else demands_time_stamp
            after = replace(
                before, weakened_display=weakened, expiry_notice_days=days, demands_time_stamp=demands
            )
            set_policy(transaction, after)
        return after

    def grace(self, seal_id: str, grace: OfflineGrace | None) -> ESeal:
        """How a seal may be used off line; None: not at all. Raises `RecordUnknown`."""
        with self._store.writing() as transaction:
            seal = found(transaction, ESeal, seal_id)
            if seal is None:
                raise RecordUnknown(seal_id)
            set_seal_rules(transaction, seal, grace, demands_time_stamp=seal.demands_time_stamp)
        return replace(seal, offline_grace=grace)

    def time_stamps(self, seal_id: str, demanded: bool) -> ESeal:
        """Whether a use of the seal must bear a time stamp. Raises `RecordUnknown`."""
        with self._store.writing() as transaction:
            seal = found(transaction, ESeal, seal_id)
            if seal is None:
                raise RecordUnknown(seal_id)
            set_seal_rules(transaction, seal, seal.offline_grace, demands_time_stamp=demanded)
        return replace(seal, demands_time_stamp=demanded)

    def prints(self, document_id: str, copies: int | None) -> OfficialDocument:
        """How many copies each person may print; None: no limit. Raises `RecordUnknown`."""
        with self._store.writing() as transaction:
            document = found(transaction, OfficialDocument, document_id)
            if document is None:
                raise RecordUnknown(document_id)
            changed = replace(document, prints_per_receiver=copies)
            Register(transaction).put(changed)
        return changed
