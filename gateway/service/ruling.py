"""How seals may be used (用印规定): for one seal, for the whole office. Every change is told of.

Of the three administrators the security administrator decides, and the auditor hears of it.
"""

from __future__ import annotations

from core.office import AlarmKind, ESeal, OfficePolicy, OfflineGrace, SealAlarm
from core.office.custody_rules import with_rules
from gateway.service.alarms import derived_id
from gateway.service.records import found
from gateway.service.register import Register
from gateway.store import StoredRecord, Transaction


def policy_of(transaction: Transaction) -> OfficePolicy:
    """What the office has decided, or what is so where it has decided nothing."""
    return found(transaction, OfficePolicy, OfficePolicy().id) or OfficePolicy()


def keep_policy(transaction: Transaction) -> None:
    """Put the policy on record as it is, so that it can be seen and changed."""
    if transaction.records.find(OfficePolicy().id) is None:
        Register(transaction).put(OfficePolicy())


def set_seal_rules(
    transaction: Transaction,
    seal: ESeal,
    grace: OfflineGrace | None,
    *,
    demands_time_stamp: bool,
    by: str = "",
) -> StoredRecord:
    """`by` is who decided, "" for the gateway's command line."""
    changed = with_rules(seal, grace, demands_time_stamp=demands_time_stamp)
    if changed != seal:
        Register(transaction).put(changed)
        _tell(transaction, seal.id, by)
    return _stored(transaction, seal.id)


def set_policy(transaction: Transaction, policy: OfficePolicy, *, by: str = "") -> StoredRecord:
    """The office's policy from now on."""
    keep_policy(transaction)
    if policy != policy_of(transaction):
        Register(transaction).put(policy)
        _tell(transaction, "", by)
    return _stored(transaction, policy.id)


def _stored(transaction: Transaction, record_id: str) -> StoredRecord:
    stored = transaction.records.find(record_id)
    assert stored is not None
    return stored


def _tell(transaction: Transaction, seal_id: str, by: str) -> None:
    """On the auditors' desks and no others."""
    moment = transaction.now
    Register(transaction).put(
        SealAlarm(
            id=derived_id("al", "rules", seal_id, by, moment.isoformat()),
            seal_id=seal_id,
            kind=AlarmKind.RULES_CHANGED,
            raised_at=moment,
            operator_id=by,
        )
    )
