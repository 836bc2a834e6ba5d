"""Taking a sealed file in: every rule is checked here again, whatever the client has checked.

Only under an approved application for exactly this file, by the seal's custodian, confirmed by another's
own key, and only when its new seal verifies under the gateway's own trust, does a sealed file become
the document's current version.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from msgspec import UNSET
from msgspec.structs import replace

from core.errors import AppError
from core.ids import content_address
from core.office import (
    DocumentVersion,
    LedgerEntry,
    Person,
    RequestState,
    SealRequest,
    UseKind,
    UseOutcome,
    UsePermit,
    WorkItem,
)
from core.office.calendar import office_day
from core.seal import use_statement, witness_statement
from core.seal.ledger import GENESIS
from core.seal.permit import permit_statement
from core.seal.trust import CLOCK_TOLERANCE
from core.sync.wire import (
    ActionResult,
    Confirmed,
    Gone,
    Invalid,
    RecordSealing,
    SealUseAnswer,
    SealUseQuestion,
    encode,
)
from gateway.identity import Caller
from gateway.service.alarms import TOLD_OF, alarm_of, derived_id
from gateway.service.ledger import LedgerKey, append_to_ledger, witnessed_by
from gateway.service.refusals import Refusal, broken_rule, wrong_fact
from gateway.service.register import Register
from gateway.service.sealing_rules import (
    SealingCase,
    case_of,
    file_facts,
    office_rules,
    use_rules,
    witness_of,
)
from gateway.service.statements import Statements
from gateway.service.unforeseen import INTERNAL, judged_apart
from gateway.store import BlobStore, StoredRecord, Transaction

SEALED_STATE = "已用印"
SEALING_NODE = "用印"
_LIFETIME = timedelta(days=36_525)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovedUse:
    """What a sealed file has to bear out: the seal's data, since when, when, how, on which pages (from 0).

    It has to name the `permit`, if there is one: off line there is none.
    """

    seal: bytes
    approved_at: datetime | None
    used_at: datetime
    kinds: tuple[UseKind, ...]
    pages: tuple[int, ...]
    page_count: int
    stamp_demanded: bool = False
    permit: UsePermit | None = None


SealedFileJudge = Callable[[bytes, bytes, ApprovedUse], str | None]
"""(original file, sealed file, what was approved) → a code for what is wrong; None: it may be taken in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SealingJudgement:
    """What was found about one sealed file; `fault` is a code, None when it may be taken in.

    It holds for the act it names, the seal it names and no others.
    """

    act: RecordSealing
    seal_blob: str
    stamp_demanded: bool
    fault: str | None

    def is_of(self, act: RecordSealing, case: SealingCase) -> bool:
        """Whether it was made of this act, and of the records as they stand."""
        asked = (self.act, self.seal_blob, self.stamp_demanded)
        return asked == (act, case.seal.blob, case.stamp_demanded)


class Sealing:
    """`prepared` judges ahead of the write lock; `record` decides inside it."""

    def __init__(
        self,
        blobs: BlobStore,
        judge: SealedFileJudge,
        statements: Statements,
        ledger_key: LedgerKey,
        new_id: Callable[[], str],
    ) -> None:
        self._blobs = blobs
        self._judge = judge
        self._statements = statements
        self._ledger_key = ledger_key
        self._new_id = new_id

    def prepared(
        self, transaction: Transaction, caller: Caller, act: RecordSealing
    ) -> Callable[[], SealingJudgement] | None:
        """The verification that `record` will ask for, to be run outside of any transaction.

        None when a rule of the office refuses the act anyway, or it is of another file. What else speaks
        against it is asked once, by `record`.
        """
        case = case_of(transaction, caller, act)
        if case is None:
            return None
        today = office_day(transaction.now)
        rules = office_rules(caller, case, today=today)
        if broken_rule(rules) or wrong_fact(file_facts(case, act.original_blob)):
            return None
        witness = witness_of(transaction, case)
        return lambda: self._judgement(caller, act, case, witness)

    def record(
        self,
        transaction: Transaction,
        caller: Caller,
        action_id: str,
        act: RecordSealing,
        judgement: SealingJudgement | None,
    ) -> ActionResult:
        """Make the sealed file current, write the ledger, close the application, in this transaction.

        What a rule of the office forbids goes into the ledger as a refusal, and may raise an alarm.
        """
        case = case_of(transaction, caller, act)
        if case is None:
            return Gone(id=action_id)
        refusal = self._refused(transaction, caller, act, case)
        if refusal is not None:
            self._enter_refusal(transaction, caller, action_id=action_id, act=act, case=case, refusal=refusal)
            return refusal.result(action_id)
        if judgement is None or not judgement.is_of(act, case):
            return Invalid(id=action_id, reason="changed_meanwhile")
        if judgement.fault is not None:
            wrong = Refusal(judgement.fault, by_rule=False)
            self._enter_refusal(transaction, caller, action_id=action_id, act=act, case=case, refusal=wrong)
            return wrong.result(action_id)
        return Confirmed(id=action_id, version=self._taken_in(transaction, caller, act, case).version)

    def checked(self, transaction: Transaction, caller: Caller, question: SealUseQuestion) -> SealUseAnswer:
        """Whether the seal may be pressed now; asked before each use, and it leaves nothing behind."""
        case = case_of(transaction, caller, question)
        refusal = self._use_refused(transaction, caller, question, case)
        return SealUseAnswer(
            permit=self._permit(caller, question, transaction.now) if refusal is None else None,
            reason=refusal.code if refusal else "",
            state=case.seal.state if case else None,
            server_time=transaction.now,
        )

    def _use_refused(
        self, transaction: Transaction, caller: Caller, question: SealUseQuestion, case: SealingCase | None
    ) -> Refusal | None:
        if case is None:
            return Refusal("gone", by_rule=True)
        rules = office_rules(caller, case, today=office_day(transaction.now))
        refusal = broken_rule(rules) or wrong_fact(file_facts(case, question.blob))
        if refusal is not None:
            return refusal
        fault = self._witness_fault(case, witness_of(transaction, case))
        return None if fault is None else Refusal(fault, by_rule=True)

    def _permit(self, caller: Caller, question: SealUseQuestion, now: datetime) -> UsePermit:
        statement = _permit_statement(caller, question, question.blob, now)
        return UsePermit(granted_at=now, signature=self._ledger_key.sign(statement))

    def _permit_fault(self, caller: Caller, act: RecordSealing) -> str | None:
        """Whether this very use was asked about: the permit is ours, and of this file, seal and person."""
        if act.offline:
            return None
        if act.permit is None:
            return "not_asked"
        statement = _permit_statement(caller, act, act.original_blob, act.permit.granted_at)
        if not self._ledger_key.signed(statement, act.permit.signature):
            return "not_asked"
        return None if abs(act.used_at - act.permit.granted_at) <= CLOCK_TOLERANCE else "times_differ"

    def _judgement(
        self, caller: Caller, act: RecordSealing, case: SealingCase, witness: Person | None
    ) -> SealingJudgement:
        fault = judged_apart(lambda: self._fault(caller, act, case, witness), "a sealed file")
        return SealingJudgement(
            act=act, seal_blob=case.seal.blob, stamp_demanded=case.stamp_demanded, fault=fault
        )

    def _fault(
        self, caller: Caller, act: RecordSealing, case: SealingCase, witness: Person | None
    ) -> str | None:
        """What is wrong with the file, the operator's statement or the witness's; None: nothing."""
        item = case.item
        assert item is not None
        try:
            use = ApprovedUse(
                seal=self._blobs.read(case.seal.blob),
                approved_at=case.request.approved_at,
                used_at=act.used_at,
                kinds=act.kinds,
                pages=act.pages,
                page_count=item.pages,
                stamp_demanded=case.stamp_demanded,
                permit=None if act.offline else act.permit,
            )
            fault = self._judge(self._blobs.read(act.original_blob), self._blobs.read(act.sealed_blob), use)
        except AppError as error:
            return error.code
        return (
            fault
            or self._statements.fault(_statement(caller, act), act.certificate, act.signature, caller.person)
            or self._witness_fault(case, witness)
            or self._permit_fault(caller, act)
        )

    def _witness_fault(self, case: SealingCase, witness: Person | None) -> str | None:
        """A key may have been withdrawn since it confirmed: what it signed then is judged as of now."""
        confirmation = case.request.confirmation_of(case.seal.id)
        if confirmation is None or witness is None:
            return "witness_not_believed"
        statement = witness_statement(case.request, case.seal.id, witness.id)
        fault = self._statements.fault(statement, confirmation.certificate, confirmation.signature, witness)
        return "witness_not_believed" if fault not in (None, INTERNAL) else fault

    def _refused(
        self, transaction: Transaction, caller: Caller, act: RecordSealing, case: SealingCase
    ) -> Refusal | None:
        """The first rule that the act breaks: one of the office's, or a fact's."""
        today = office_day(transaction.now)
        return (
            broken_rule(office_rules(caller, case, today=today))
            or broken_rule(use_rules(transaction, caller, act, case))
            or wrong_fact(file_facts(case, act.original_blob))
            or wrong_fact(self._facts(transaction, caller, act, case))
        )

    def _facts(
        self, transaction: Transaction, caller: Caller, act: RecordSealing, case: SealingCase
    ) -> Iterator[tuple[str, bool]]:
        item, current = case.item, case.document.current
        yield "format", current is not None and current.format is act.format
        yield "page_missing", item is not None and max(act.pages) < item.pages
        yield "used_in_future", act.used_at <= transaction.now + CLOCK_TOLERANCE
        approved_at = case.request.approved_at
        yield "sealed_before_approval", approved_at is None or act.used_at >= approved_at - CLOCK_TOLERANCE
        upload = transaction.uploads.of(caller.person_id, act.sealed_blob)
        yield (
            "not_uploaded",
            upload is not None
            and upload.complete
            and self._blobs.size(act.sealed_blob) == act.sealed_size == upload.size,
        )

    def _taken_in(
        self, transaction: Transaction, caller: Caller, act: RecordSealing, case: SealingCase
    ) -> StoredRecord:
        register = Register(transaction)
        request = _with_seal(case.request, act)
        version = DocumentVersion(
            id=self._new_id(),
            blob=act.sealed_blob,
            size=act.sealed_size,
            format=act.format,
            made_at=transaction.now,
            made_by=caller.person_id,
            sealed=True,
        )
        whole = set(request.seal_ids) <= {
            done for item in request.items if item.document_id == act.document_id for done in item.done
        }
        register.put(
            replace(
                case.document,
                versions=(*case.document.versions, version),
                state=SEALED_STATE if whole else case.document.state,
            )
        )
        append_to_ledger(
            transaction,
            replace(
                _entry(transaction, caller, act, self._new_id()),
                **witnessed_by(case.request, act.seal_id),
                copies=request.copies,
                permit=UNSET if act.offline or act.permit is None else act.permit,
                operator_certificate=act.certificate,
                operator_signature=act.signature,
            ),
            self._ledger_key,
        )
        _close_work(transaction, register, caller, act.document_id)
        return register.put(request)

    def _enter_refusal(
        self,
        transaction: Transaction,
        caller: Caller,
        *,
        action_id: str,
        act: RecordSealing,
        case: SealingCase,
        refusal: Refusal,
    ) -> None:
        """Once for each act, however often it is sent; another act under the same id is another use.

        A use that was only tried is entered when a rule of the office forbids it, or when the seal was
        pressed on something else than what was approved; one that has happened, off line, whatever was
        wrong with it.
        """
        told_by = derived_id("use", caller.device_id, action_id, content_address(encode(act)))
        entry_id = derived_id("le", told_by)
        to_enter = refusal.by_rule or act.offline or refusal.code in TOLD_OF
        if not to_enter or transaction.records.find(entry_id) is not None:
            return
        entry = _entry(transaction, caller, act, entry_id)
        append_to_ledger(
            transaction,
            replace(
                entry,
                **witnessed_by(case.request, act.seal_id),
                used_at=_credible(act.used_at, transaction.now),
                outcome=UseOutcome.REFUSED,
                reason=refusal.code,
                copies=case.request.copies,
            ),
            self._ledger_key,
        )
        alarm = alarm_of(
            refusal.code, act, case.seal, case.request, caller, raised_at=transaction.now, told_by=told_by
        )
        if alarm is not None:
            Register(transaction).put(alarm)


def _credible(told: datetime, now: datetime) -> datetime:
    """When a refused use is entered to have been: as told, but for a time that no desk could show."""
    return told if abs(now - told) <= _LIFETIME else now


def _with_seal(request: SealRequest, act: RecordSealing) -> SealRequest:
    items = tuple(
        replace(item, blob=act.sealed_blob, done=(*item.done, act.seal_id))
        if item.document_id == act.document_id
        else item
        for item in request.items
    )
    sealed = replace(request, items=items)
    return replace(sealed, state=RequestState.SEALED) if sealed.is_finished() else sealed


def _statement(caller: Caller, act: RecordSealing) -> bytes:
    return use_statement(
        request_id=act.request_id,
        document_id=act.document_id,
        seal_id=act.seal_id,
        original_blob=act.original_blob,
        sealed_blob=act.sealed_blob,
        operator_id=caller.person_id,
        kinds=act.kinds,
        pages=act.pages,
        used_at=act.used_at,
    )


def _permit_statement(
    caller: Caller, asked: RecordSealing | SealUseQuestion, blob: str, granted_at: datetime
) -> bytes:
    return permit_statement(
        request_id=asked.request_id,
        document_id=asked.document_id,
        seal_id=asked.seal_id,
        blob=blob,
        operator_id=caller.person_id,
        granted_at=granted_at,
    )


def _entry(transaction: Transaction, caller: Caller, act: RecordSealing, entry_id: str) -> LedgerEntry:
    """The entry of a use as the operator tells it, before it is decided, numbered and signed."""
    return LedgerEntry(
        id=entry_id,
        sequence_no=0,
        used_at=act.used_at,
        seal_id=act.seal_id,
        request_id=act.request_id,
        document_id=act.document_id,
        original_blob=act.original_blob,
        sealed_blob=act.sealed_blob,
        operator_id=caller.person_id,
        witness_id=None,
        previous=GENESIS,
        kinds=act.kinds,
        pages=act.pages,
        offline=act.offline,
        recorded_at=transaction.now,
    )


def _close_work(transaction: Transaction, register: Register, caller: Caller, document_id: str) -> None:
    for item in list(transaction.records.of_type(WorkItem, parent_id=document_id)):
        if item.person_id == caller.person_id and item.node == SEALING_NODE and item.done_at is None:
            register.put(replace(item, done_at=transaction.now))
