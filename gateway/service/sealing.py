"""Taking a sealed file in: every rule is checked here again, whatever the client has checked.

Only under an approved application for exactly this file, by the seal's custodian, under another's
eyes, and only when its new seal verifies under the gateway's own trust, does a sealed file become
the document's current version.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from itertools import pairwise

from msgspec.structs import replace

from core.errors import AppError
from core.ids import content_address
from core.office import (
    DocumentVersion,
    ESeal,
    LedgerEntry,
    OfficialDocument,
    Person,
    RequestState,
    SealRequest,
    SealState,
    WorkItem,
)
from core.sync.wire import ActionResult, Confirmed, Denied, Gone, Invalid, RecordSealing, encode
from gateway.identity import Caller
from gateway.service.register import Register
from gateway.store import BlobStore, StoredRecord, Transaction

GENESIS = "0" * 64
SEALED_STATE = "已用印"
SEALING_NODE = "用印"
OFFICE_TIME = timezone(timedelta(hours=8))

SealedFileJudge = Callable[[bytes, bytes, bytes, datetime | None], str | None]
"""(original file, sealed file, data of the seal, time of approval) → a code for what is wrong, None when it
may be taken in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SealingJudgement:
    """What was found about one sealed file; `fault` is a code, None when it may be taken in.

    It holds for the files it names and no others.
    """

    original_blob: str
    sealed_blob: str
    seal_blob: str
    fault: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """The records a sealing is about, as they stand."""

    request: SealRequest
    document: OfficialDocument
    seal: ESeal
    used_seals: frozenset[str]


class Sealing:
    def __init__(self, blobs: BlobStore, judge: SealedFileJudge, new_id: Callable[[], str]) -> None:
        self._blobs = blobs
        self._judge = judge
        self._new_id = new_id

    def prepared(
        self, transaction: Transaction, caller: Caller, act: RecordSealing
    ) -> Callable[[], SealingJudgement] | None:
        """The verification that `record` will ask for, to be run outside of any transaction.

        None when a rule of the office refuses the act anyway.
        """
        case = _case(transaction, caller, act)
        if case is None or self._refused(transaction, caller, act, case) is not None:
            return None
        return lambda: self._judgement(act, case)

    def record(
        self,
        transaction: Transaction,
        caller: Caller,
        action_id: str,
        act: RecordSealing,
        judgement: SealingJudgement | None,
    ) -> ActionResult:
        """Make the sealed file current, write the ledger, close the application, in this transaction."""
        case = _case(transaction, caller, act)
        if case is None:
            return Gone(id=action_id)
        refused = self._refused(transaction, caller, act, case)
        if refused is not None:
            kind, reason = refused
            return kind(id=action_id, reason=reason)
        if judgement is None or (judgement.original_blob, judgement.sealed_blob, judgement.seal_blob) != (
            act.original_blob,
            act.sealed_blob,
            case.seal.blob,
        ):
            return Invalid(id=action_id, reason="changed_meanwhile")
        if judgement.fault is not None:
            return Invalid(id=action_id, reason=judgement.fault)
        return Confirmed(id=action_id, version=self._taken_in(transaction, caller, act, case).version)

    def _judgement(self, act: RecordSealing, case: _Case) -> SealingJudgement:
        seal_blob = case.seal.blob
        try:
            fault = self._judge(
                self._blobs.read(act.original_blob),
                self._blobs.read(act.sealed_blob),
                self._blobs.read(seal_blob),
                case.request.approved_at,
            )
        except AppError as error:
            fault = error.code
        return SealingJudgement(
            original_blob=act.original_blob, sealed_blob=act.sealed_blob, seal_blob=seal_blob, fault=fault
        )

    def _refused(
        self, transaction: Transaction, caller: Caller, act: RecordSealing, case: _Case
    ) -> tuple[type[Denied] | type[Invalid], str] | None:
        """The first rule that the act breaks, as a code: one of the office's, or a fact's."""
        current = case.document.current
        office_rules: Mapping[str, bool] = {
            "request_not_approved": case.request.state is RequestState.APPROVED,
            "seal_not_in_request": act.seal_id in case.request.seal_ids,
            "not_custodian": case.seal.custodian_id == caller.person_id,
            "seal_not_in_use": case.seal.state is SealState.IN_USE,
            "seal_not_valid_today": _valid_today(case.seal, transaction),
            "seal_used_already": act.seal_id not in case.used_seals,
            "witness": _witnessed(case.seal, caller, act.witness_id, transaction),
        }
        facts: Mapping[str, bool] = {
            "other_document": case.request.document_id == act.document_id,
            "not_the_approved_file": case.request.document_blob == act.original_blob,
            "not_the_current_version": current is not None and current.blob == act.original_blob,
            "format": current is not None and current.format is act.format,
            "not_uploaded": self._arrived(transaction, caller, act),
        }
        for kind, rules in ((Denied, office_rules), (Invalid, facts)):
            for code, holds in rules.items():
                if not holds:
                    return kind, code
        return None

    def _arrived(self, transaction: Transaction, caller: Caller, act: RecordSealing) -> bool:
        upload = transaction.uploads.of(caller.person_id, act.sealed_blob)
        return (
            upload is not None
            and upload.complete
            and self._blobs.size(act.sealed_blob) == act.sealed_size == upload.size
        )

    def _taken_in(
        self, transaction: Transaction, caller: Caller, act: RecordSealing, case: _Case
    ) -> StoredRecord:
        register = Register(transaction)
        finished = set(case.request.seal_ids) <= case.used_seals | {act.seal_id}
        version = DocumentVersion(
            id=self._new_id(),
            blob=act.sealed_blob,
            size=act.sealed_size,
            format=act.format,
            made_at=transaction.now,
            made_by=caller.person_id,
            sealed=True,
        )
        register.put(
            replace(
                case.document,
                versions=(*case.document.versions, version),
                state=SEALED_STATE if finished else case.document.state,
            )
        )
        append_to_ledger(
            transaction,
            LedgerEntry(
                id=self._new_id(),
                sequence_no=0,
                used_at=transaction.now,
                seal_id=act.seal_id,
                request_id=act.request_id,
                document_id=act.document_id,
                original_blob=act.original_blob,
                sealed_blob=act.sealed_blob,
                operator_id=caller.person_id,
                witness_id=act.witness_id,
                previous=GENESIS,
            ),
        )
        _close_work(transaction, register, caller, act.document_id)
        return register.put(
            replace(
                case.request,
                document_blob=act.sealed_blob,
                state=RequestState.SEALED if finished else case.request.state,
            )
        )


def append_to_ledger(transaction: Transaction, entry: LedgerEntry) -> LedgerEntry:
    """Give the entry the next number and chain it to the one before; the ledger has no gaps.

    `sequence_no` of the entry counts only when it is the ledger's first.
    """
    end = transaction.records.ledger_end()
    number, previous = (max(entry.sequence_no, 1), GENESIS) if end is None else (end[0] + 1, end[1])
    chained = replace(entry, sequence_no=number, previous=previous)
    Register(transaction).put(chained)
    transaction.records.append_to_ledger(chained, ledger_digest(chained))
    return chained


def ledger_digest(entry: LedgerEntry) -> str:
    """What the next entry names as `previous`: SHA-256 of this entry's JSON, its own `previous` included."""
    return content_address(encode(entry))


def is_unbroken(transaction: Transaction) -> bool:
    """Whether the ledger's numbers have no gaps and every entry names the digest of the one before."""
    entries = sorted(transaction.records.of_type(LedgerEntry), key=lambda entry: entry.sequence_no)
    pairs = list(pairwise(entries))
    return (not entries or entries[0].previous == GENESIS) and all(
        after.sequence_no == before.sequence_no + 1 and after.previous == ledger_digest(before)
        for before, after in pairs
    )


def _case(transaction: Transaction, caller: Caller, act: RecordSealing) -> _Case | None:
    """The records of the act, if this person sees them all."""
    ids = (act.request_id, act.document_id, act.seal_id)
    if not all(transaction.records.sees(caller.person_id, one) for one in ids):
        return None
    request, document, seal = (transaction.records.find(one) for one in ids)
    if request is None or document is None or seal is None:
        return None
    if not isinstance(request.record, SealRequest) or not isinstance(document.record, OfficialDocument):
        return None
    if not isinstance(seal.record, ESeal):
        return None
    entries = (
        entry
        for seal_id in request.record.seal_ids
        for entry in transaction.records.of_type(LedgerEntry, parent_id=seal_id)
    )
    return _Case(
        request=request.record,
        document=document.record,
        seal=seal.record,
        used_seals=frozenset(entry.seal_id for entry in entries if entry.request_id == act.request_id),
    )


def _valid_today(seal: ESeal, transaction: Transaction) -> bool:
    return seal.valid_from <= transaction.now.astimezone(OFFICE_TIME).date() <= seal.valid_until


def _witnessed(seal: ESeal, caller: Caller, witness_id: str | None, transaction: Transaction) -> bool:
    """监印: the seal's witness when it has one, else nobody or somebody there is, and never the operator."""
    if witness_id == caller.person_id:
        return False
    if seal.witness_id is not None or witness_id is None:
        return witness_id == seal.witness_id
    named = transaction.records.find(witness_id)
    return named is not None and isinstance(named.record, Person)


def _close_work(transaction: Transaction, register: Register, caller: Caller, document_id: str) -> None:
    for item in list(transaction.records.of_type(WorkItem, parent_id=document_id)):
        if item.person_id == caller.person_id and item.node == SEALING_NODE and item.done_at is None:
            register.put(replace(item, done_at=transaction.now))
