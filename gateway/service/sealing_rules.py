"""The rules for a use of a seal, and the records they look at; `gateway.service.sealing` decides by them.

They are looked at in order, and the first that does not hold ends it: what stands behind one relies on it
(the `assert`s say so to the type checker). A rule of the office that is broken is a denial and may raise an
alarm; a fact that is not so is only told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256

from core.office import (
    ESeal,
    LedgerEntry,
    OfficialDocument,
    OfflineGrace,
    Person,
    RequestedDocument,
    RequestState,
    SealRequest,
)
from core.office.custody_rules import document_fault, seal_fault, stamp_demanded
from core.sync.wire import RecordSealing, SealUseQuestion
from gateway.identity import Caller
from gateway.service.records import found, seen
from gateway.service.ruling import policy_of
from gateway.store import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class SealingCase:
    """The records a sealing is about, as they stand; `item` is None when the application is for others."""

    request: SealRequest
    document: OfficialDocument
    seal: ESeal
    item: RequestedDocument | None
    stamp_demanded: bool


def case_of(
    transaction: Transaction, caller: Caller, asked: RecordSealing | SealUseQuestion
) -> SealingCase | None:
    """The records of a use, if this person sees them all."""
    request = seen(transaction, SealRequest, caller.person_id, asked.request_id)
    document = seen(transaction, OfficialDocument, caller.person_id, asked.document_id)
    seal = seen(transaction, ESeal, caller.person_id, asked.seal_id)
    if request is None or document is None or seal is None:
        return None
    policy = policy_of(transaction)
    return SealingCase(
        request=request,
        document=document,
        seal=seal,
        item=request.item_of(asked.document_id),
        stamp_demanded=stamp_demanded(policy, seal),
    )


def witness_of(transaction: Transaction, case: SealingCase) -> Person | None:
    """Who confirmed the use of this seal; None when nobody has."""
    confirmation = case.request.confirmation_of(case.seal.id)
    return None if confirmation is None else found(transaction, Person, confirmation.witness_id)


def office_rules(caller: Caller, case: SealingCase, *, today: date) -> Iterator[tuple[str, bool]]:
    """The office's rules for a use, in the order in which they are told; the seal's own come first."""
    seal, request, item = case.seal, case.request, case.item
    yield "not_custodian", seal.custodian_id == caller.person_id
    fault = seal_fault(seal, today)
    yield fault or "", fault is None
    yield "request_not_approved", request.state is RequestState.APPROVED
    yield "seal_not_in_request", seal.id in request.seal_ids
    if item is not None:
        yield from _document_rules(case, item)
        yield "seal_used_already", seal.id not in item.done
        earlier = request.seal_ids[: request.seal_ids.index(seal.id)]
        yield "earlier_seal_missing", set(earlier) <= set(item.done)
    yield from _witness_rules(caller, case)


def _document_rules(case: SealingCase, item: RequestedDocument) -> Iterator[tuple[str, bool]]:
    """What was approved may have been revoked since; which version it stands at is a fact of its own."""
    current = case.document.current
    fault = document_fault(case.document, current.blob if current else "", item.pages)
    yield fault or "", fault is None


def _witness_rules(caller: Caller, case: SealingCase) -> Iterator[tuple[str, bool]]:
    """监印: the seal's witness when it has one, else anybody's own key, and never the operator's."""
    confirmation = case.request.confirmation_of(case.seal.id)
    yield "not_witnessed", confirmation is not None
    assert confirmation is not None
    appointed = case.seal.witness_id in (None, confirmation.witness_id)
    own_key = sha256(confirmation.certificate).hexdigest() in caller.person.signing_certificates
    yield "witness", appointed and confirmation.witness_id != caller.person_id and not own_key


def file_facts(case: SealingCase, blob: str) -> Iterator[tuple[str, bool]]:
    """Whether the application is for this document, and `blob` is the file it approved and as it stands."""
    item, current = case.item, case.document.current
    yield "other_document", item is not None
    assert item is not None
    yield "not_the_approved_file", item.blob == blob
    yield "not_the_current_version", current is not None and current.blob == blob


def use_rules(
    transaction: Transaction, caller: Caller, act: RecordSealing, case: SealingCase
) -> Iterator[tuple[str, bool]]:
    """What only the use itself can break: its kind, and the grace of one off line."""
    yield "kind_not_approved", set(act.kinds) <= set(case.request.kinds)
    if act.offline:
        grace = case.seal.offline_grace
        yield "no_offline_grace", grace is not None
        assert grace is not None
        moments = [
            entry.used_at
            for entry in transaction.records.of_type(LedgerEntry, parent_id=act.seal_id)
            if entry.offline and entry.operator_id == caller.person_id
        ]
        yield "offline_uses_over", _most_within([*moments, act.used_at], act.used_at, grace) <= grace.uses_max


def _most_within(moments: list[datetime], moment: datetime, grace: OfflineGrace) -> int:
    """The most uses in any run of the grace's hours that `moment` is in.

    In any, not only in the one that ends with it: uses may come up in another order than they were made.
    """
    span, none = timedelta(hours=grace.hours_max), timedelta(0)
    ends = [end for end in moments if none <= end - moment < span]
    return max(sum(none <= end - each < span for each in moments) for end in ends)
