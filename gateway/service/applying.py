"""用印申请: applied for, decided, witnessed, withdrawn or refused; nothing here presses a seal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import TypeAlias, assert_never

from msgspec.structs import replace

from core.office import (
    APPROVER_ROLES,
    ESeal,
    LedgerEntry,
    OfficialDocument,
    Organisation,
    Person,
    RequestedDocument,
    RequestState,
    SealRequest,
    UseOutcome,
    WitnessConfirmation,
)
from core.office.calendar import office_day
from core.office.custody_rules import document_fault, kind_fault, seal_fault
from core.seal import witness_statement
from core.seal.ledger import GENESIS
from core.sync.wire import (
    ApplyForSeal,
    ConfirmAsWitness,
    DecideSealRequest,
    RefuseSealing,
    RequestedFile,
    SealRequestDraft,
    WithdrawSealRequest,
)
from gateway.identity import Caller
from gateway.service.ledger import LedgerKey, append_to_ledger, witnessed_by
from gateway.service.records import found, seen
from gateway.service.refusals import Refusal, Rules, broken_rule
from gateway.service.register import Register
from gateway.service.statements import Statements
from gateway.store import StoredRecord, Transaction

ApplicationAct: TypeAlias = (
    ApplyForSeal | DecideSealRequest | WithdrawSealRequest | ConfirmAsWitness | RefuseSealing
)
_OPEN = frozenset({RequestState.PENDING, RequestState.APPROVED})


class Applying:
    """Each act changes one application, or says why not."""

    def __init__(self, statements: Statements, ledger_key: LedgerKey, new_id: Callable[[], str]) -> None:
        self._statements = statements
        self._ledger_key = ledger_key
        self._new_id = new_id

    def perform(
        self, transaction: Transaction, caller: Caller, act: ApplicationAct
    ) -> StoredRecord | Refusal | None:
        """The application as it then stands, why not, or None when there is none for this person."""
        if isinstance(act, ApplyForSeal):
            return self._apply(transaction, caller, act.request)
        request = seen(transaction, SealRequest, caller.person_id, act.request_id)
        if request is None:
            return None
        match act:
            case DecideSealRequest():
                return self._decide(transaction, caller, request, act)
            case WithdrawSealRequest():
                return self._withdraw(transaction, caller, request)
            case ConfirmAsWitness():
                return self._confirm(transaction, caller, request, act)
            case RefuseSealing():
                return self._refuse(transaction, caller, request, act)
            case _:
                assert_never(act)

    def _apply(
        self, transaction: Transaction, caller: Caller, draft: SealRequestDraft
    ) -> StoredRecord | Refusal:
        documents = {
            item.document_id: seen(transaction, OfficialDocument, caller.person_id, item.document_id)
            for item in draft.items
        }
        seals = {seal_id: seen(transaction, ESeal, caller.person_id, seal_id) for seal_id in draft.seal_ids}
        known = {key: document for key, document in documents.items() if document is not None}
        keepers = [seal for seal in seals.values() if seal is not None]
        refusal = broken_rule(
            (
                ("document_twice", len(documents) == len(draft.items)),
                ("seal_twice", len(seals) == len(draft.seal_ids)),
                ("document_unknown", len(known) == len(documents)),
                ("seal_unknown", len(keepers) == len(seals)),
            )
        ) or broken_rule(_application_rules(transaction, caller, draft, known, keepers))
        if refusal is not None:
            return refusal
        first = known[draft.items[0].document_id].title
        more = len(draft.items)
        request = SealRequest(
            id=draft.request_id,
            items=tuple(_requested(item) for item in draft.items),
            subject=first if more == 1 else f"{first}（等{more}件）",
            seal_ids=_in_order(transaction, keepers),
            kinds=draft.kinds,
            copies=draft.copies,
            applicant_id=caller.person_id,
            applied_at=transaction.now,
            state=RequestState.PENDING,
            approver_id=draft.approver_id,
        )
        return Register(transaction).put(request)

    def _decide(
        self, transaction: Transaction, caller: Caller, request: SealRequest, act: DecideSealRequest
    ) -> StoredRecord | Refusal:
        refusal = broken_rule(_decision_rules(transaction, caller, request, act))
        if refusal is not None:
            return refusal
        decided = replace(
            request,
            state=RequestState.APPROVED if act.approved else RequestState.REJECTED,
            approved_at=transaction.now if act.approved else None,
            reason=act.reason.strip(),
        )
        return Register(transaction).put(decided)

    def _withdraw(
        self, transaction: Transaction, caller: Caller, request: SealRequest
    ) -> StoredRecord | Refusal:
        refusal = broken_rule(
            (
                ("not_applicant", caller.person_id == request.applicant_id),
                ("request_not_open", request.state in _OPEN and not _begun(request)),
            )
        )
        if refusal is not None:
            return refusal
        return Register(transaction).put(replace(request, state=RequestState.WITHDRAWN))

    def _confirm(
        self, transaction: Transaction, caller: Caller, request: SealRequest, act: ConfirmAsWitness
    ) -> StoredRecord | Refusal:
        seal = found(transaction, ESeal, act.seal_id)
        if seal is None or act.seal_id not in request.seal_ids:
            return Refusal("seal_not_in_request", by_rule=True)
        may_witness = seal.witness_id in (None, caller.person_id) and seal.custodian_id != caller.person_id
        statement = witness_statement(request, seal.id, caller.person_id)
        fault = self._statements.fault(statement, act.certificate, act.signature, caller.person)
        refusal = broken_rule(
            (
                ("witness", may_witness),
                ("request_not_approved", request.state is RequestState.APPROVED),
                # What a use was witnessed by stays: the ledger names it by its digest.
                ("seal_used_already", not any(seal.id in item.done for item in request.items)),
                (fault or "", fault is None),
            )
        )
        if refusal is not None:
            return refusal
        confirmation = WitnessConfirmation(
            seal_id=seal.id,
            witness_id=caller.person_id,
            confirmed_at=transaction.now,
            certificate=act.certificate,
            signature=act.signature,
        )
        others = (each for each in request.confirmations if each.seal_id != seal.id)
        return Register(transaction).put(replace(request, confirmations=(*others, confirmation)))

    def _refuse(
        self, transaction: Transaction, caller: Caller, request: SealRequest, act: RefuseSealing
    ) -> StoredRecord | Refusal:
        seals = [found(transaction, ESeal, seal_id) for seal_id in request.seal_ids]
        own = [seal for seal in seals if seal is not None and seal.custodian_id == caller.person_id]
        refusal = broken_rule(
            (
                ("not_custodian", bool(own)),
                ("request_not_approved", request.state is RequestState.APPROVED),
            )
        )
        if refusal is not None:
            return refusal
        for seal in own:
            entry = self._refused_use(transaction, caller, request, seal, act.reason_code)
            witnessed = replace(entry, **witnessed_by(request, seal.id))
            append_to_ledger(transaction, witnessed, self._ledger_key)
        refused = replace(
            request,
            state=RequestState.REJECTED,
            blocked_reason=act.reason_code,
            reason=act.reason.strip(),
        )
        return Register(transaction).put(refused)

    def _refused_use(
        self, transaction: Transaction, caller: Caller, request: SealRequest, seal: ESeal, code: str
    ) -> LedgerEntry:
        only = request.items[0] if len(request.items) == 1 else None
        return LedgerEntry(
            id=self._new_id(),
            sequence_no=0,
            used_at=transaction.now,
            recorded_at=transaction.now,
            seal_id=seal.id,
            request_id=request.id,
            document_id=only.document_id if only else None,
            original_blob=only.blob if only else None,
            sealed_blob=None,
            operator_id=caller.person_id,
            witness_id=None,
            previous=GENESIS,
            kinds=request.kinds,
            copies=request.copies,
            outcome=UseOutcome.REFUSED,
            reason=code,
        )


def _application_rules(
    transaction: Transaction,
    caller: Caller,
    draft: SealRequestDraft,
    documents: dict[str, OfficialDocument],
    seals: list[ESeal],
) -> Rules:
    yield "no_copies", draft.copies >= 1
    for item in draft.items:
        fault = document_fault(documents[item.document_id], item.blob, item.pages) or kind_fault(
            draft.kinds, item.pages
        )
        yield fault or "", fault is None
    today = office_day(transaction.now)
    yield from _seal_rules(seals, today)
    yield from _approver_rules(transaction, caller, draft)
    sees = transaction.records.sees
    yield (
        "custodian_out_of_scope",
        all(sees(seal.custodian_id, document) for seal in seals for document in documents),
    )
    yield "applied_already", not _asked_for(transaction, draft)


def _seal_rules(seals: list[ESeal], today: date) -> Rules:
    for seal in seals:
        fault = seal_fault(seal, today)
        yield fault or "", fault is None


def _approver_rules(transaction: Transaction, caller: Caller, draft: SealRequestDraft) -> Rules:
    approver = found(transaction, Person, draft.approver_id)
    yield "not_an_approver", approver is not None and bool(approver.roles & APPROVER_ROLES)
    yield "own_application", draft.approver_id != caller.person_id
    sees = transaction.records.sees
    yield (
        "approver_out_of_scope",
        all(sees(draft.approver_id, item.document_id) for item in draft.items),
    )


def _decision_rules(
    transaction: Transaction, caller: Caller, request: SealRequest, act: DecideSealRequest
) -> Iterator[tuple[str, bool]]:
    yield "not_approver", caller.person_id == request.approver_id
    yield "not_an_approver", bool(caller.person.roles & APPROVER_ROLES)
    yield "own_application", caller.person_id != request.applicant_id
    yield "request_not_pending", request.state is RequestState.PENDING
    if not act.approved:
        yield "no_reason", bool(act.reason.strip())
        return
    for item in request.items:
        document = found(transaction, OfficialDocument, item.document_id)
        fault = "document_unknown"
        if document is not None:
            fault = document_fault(document, item.blob, item.pages) or ""
        yield fault, not fault


def _asked_for(transaction: Transaction, draft: SealRequestDraft) -> bool:
    """Whether one of the documents waits for one of the seals already."""
    documents = {item.document_id for item in draft.items}
    seals = set(draft.seal_ids)
    return any(
        request.state in _OPEN
        and seals & set(request.seal_ids)
        and any(item.document_id in documents for item in request.items)
        for request in transaction.records.of_type(SealRequest)
    )


def _begun(request: SealRequest) -> bool:
    return any(item.done for item in request.items)


def _requested(item: RequestedFile) -> RequestedDocument:
    return RequestedDocument(
        document_id=item.document_id, approved_blob=item.blob, blob=item.blob, pages=item.pages
    )


def _in_order(transaction: Transaction, seals: list[ESeal]) -> tuple[str, ...]:
    """排序: by the order of the organs that own them, as joint seals stand in the document."""

    def key(seal: ESeal) -> tuple[bytes, str]:
        owner = found(transaction, Organisation, seal.owner_org_id)
        return (owner.order_key.encode() if owner else b"\xff", seal.id)

    return tuple(seal.id for seal in sorted(seals, key=key))
