"""Custody of seals (用印) as a workspace does it: applying, deciding, witnessing, the cabinet, the ledger."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count

from core.ids import content_address
from core.office import (
    AUDITOR_ROLE,
    ESeal,
    LedgerEntry,
    OfficePolicy,
    OfflineGrace,
    PrintCount,
    SealAlarm,
    SealRequest,
    SealState,
    UseKind,
    UseOutcome,
)
from core.office.calendar import office_day
from core.office.custody_rules import (
    acknowledging_fault,
    document_fault,
    handover_fault,
    kind_fault,
    rules_fault,
    seal_fault,
    state_change_fault,
)
from core.seal import Trust, handover_statement, page_sizes, parse_seal, witness_statement
from core.seal.ledger import LedgerReport, signed_under, verify_ledger
from core.sync.journal import PendingState
from core.sync.wire import (
    AcknowledgeAlarm,
    Act,
    ApplyForSeal,
    ChangeSealState,
    ConfirmAsWitness,
    DecideSealRequest,
    OfferSeal,
    RecordPrint,
    RefuseSealing,
    RegisterSeal,
    RenewSeal,
    RequestedFile,
    SealRequestDraft,
    SealUseAnswer,
    SealUseQuestion,
    SetOfficePolicy,
    SetSealRules,
    TakeOverSeal,
    WithdrawSealRequest,
)
from desktop.errors import ActRefused, RecordAbsent
from desktop.remote import Gateway, Progress
from desktop.workspace.holdings import Holdings
from desktop.workspace.signing import SOFTWARE_KEY, SigningKeys
from desktop.workspace.statements import SignedStatement, signed

_LEDGER_STEP = 100
"""After so many entries of the ledger, who waits is told how far it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerFilter:
    """Which entries to show; None lets everything through. `since` and `until` are days, both included."""

    seal_id: str | None = None
    person_id: str | None = None
    document_id: str | None = None
    since: date | None = None
    until: date | None = None
    outcome: UseOutcome | None = None

    def admits(self, entry: LedgerEntry) -> bool:
        day = office_day(entry.used_at)
        return (
            self.seal_id in (None, entry.seal_id)
            and self.document_id in (None, entry.document_id)
            and self.outcome in (None, entry.outcome)
            and (self.person_id is None or self.person_id in (entry.operator_id, entry.witness_id))
            and (self.since is None or self.since <= day)
            and (self.until is None or day <= self.until)
        )


class CustodyDesk(Holdings):
    """What a workspace adds for custody. Acts are kept at once and go up with the next `sync`.

    Every act raises `RecordAbsent` for what this person does not see, and `ActRefused` with the code that the
    gateway would answer with, as far as it can be known here.
    """

    _gateway: Gateway
    _now: Callable[[], datetime]

    @property
    @abstractmethod
    def signing_keys(self) -> SigningKeys: ...

    @abstractmethod
    def file(self, blob: str, *, progress: Progress | None = None) -> bytes: ...

    @abstractmethod
    def _act(self, act: Act) -> str: ...

    @abstractmethod
    def _new_record_id(self) -> str: ...

    @abstractmethod
    def _bring_up(self, content: bytes) -> None: ...

    @abstractmethod
    def _trust(self) -> Trust: ...

    @abstractmethod
    def _working(self) -> AbstractContextManager[None]: ...

    # --- applications -----------------------------------------------------------------------------

    def draft_application(
        self,
        document_ids: Sequence[str],
        *,
        seal_ids: Sequence[str],
        kinds: Sequence[UseKind],
        copies: int,
        approver_id: str,
        progress: Progress | None = None,
    ) -> SealRequestDraft:
        """An application for the documents' current files, every one opened to count its pages.

        `progress` is told (documents done, documents in all). Raises `ActRefused` for what cannot be sealed,
        and as `document` and `file`.
        """
        items = []
        for number, document_id in enumerate(document_ids):
            items.append(self._requested(document_id, tuple(kinds)))
            if progress is not None:
                progress(number + 1, len(document_ids))
        return SealRequestDraft(
            request_id=self._new_record_id(),
            items=tuple(items),
            seal_ids=tuple(seal_ids),
            kinds=tuple(kinds),
            copies=copies,
            approver_id=approver_id,
        )

    def _requested(self, document_id: str, kinds: tuple[UseKind, ...]) -> RequestedFile:
        document = self.document(document_id)
        current = document.current
        if current is None:
            raise ActRefused(document_id, "blank_document")
        fault = document_fault(document, current.blob, pages=1)
        if fault is None:  # what else is wrong with it is known without opening it
            pages = len(page_sizes(self.file(current.blob)))
            fault = document_fault(document, current.blob, pages) or kind_fault(kinds, pages)
        if fault is not None:
            raise ActRefused(document_id, fault)
        return RequestedFile(document_id=document_id, blob=current.blob, pages=pages)

    def apply_for_seal(self, draft: SealRequestDraft) -> str:
        """Send the application; its id."""
        today = office_day(self._now())
        for seal_id in draft.seal_ids:
            fault = seal_fault(self._find(seal_id, ESeal), today)
            if fault is not None:
                raise ActRefused(seal_id, fault)
        if draft.copies < 1:
            raise ActRefused(draft.request_id, "no_copies")
        if draft.approver_id == self._kit.person_id:
            raise ActRefused(draft.request_id, "own_application")
        self._act(ApplyForSeal(request=draft))
        return draft.request_id

    def decide_seal_request(self, request_id: str, approved: bool, reason: str = "") -> None:
        """The approver's yes or no; a no has a reason."""
        request = self._find(request_id, SealRequest)
        if request.approver_id != self._kit.person_id:
            raise ActRefused(request_id, "not_approver")
        if not approved and not reason.strip():
            raise ActRefused(request_id, "no_reason")
        self._act(DecideSealRequest(request_id=request_id, approved=approved, reason=reason))

    def withdraw_seal_request(self, request_id: str) -> None:
        request = self._find(request_id, SealRequest)
        if request.applicant_id != self._kit.person_id:
            raise ActRefused(request_id, "not_applicant")
        self._act(WithdrawSealRequest(request_id=request_id))

    def confirm_as_witness(self, request_id: str, seal_id: str, signer: str = SOFTWARE_KEY) -> None:
        """监印, with this person's own key: `signer` is a choice of `signing_keys`.

        Raises also `PersonalKeyAbsent` and the signer's errors.
        """
        request, seal = self._find(request_id, SealRequest), self._find(seal_id, ESeal)
        me = self._kit.person_id
        if seal.custodian_id == me or seal.witness_id not in (None, me):
            raise ActRefused(seal_id, "witness")
        if seal_id not in request.seal_ids:
            raise ActRefused(seal_id, "seal_not_in_request")
        proof = self._signed(witness_statement(request, seal_id, me), signer)
        self._act(
            ConfirmAsWitness(
                request_id=request_id,
                seal_id=seal_id,
                certificate=proof.certificate,
                signature=proof.signature,
            )
        )

    def refuse_sealing(self, request_id: str, code: str, reason: str = "") -> None:
        """The custodian does not press the seal; `code` goes into the ledger, `reason` to the applicant."""
        request = self._find(request_id, SealRequest)
        if not any(seal.custodian_id == self._kit.person_id for seal in self._seals_of(request)):
            raise ActRefused(request_id, "not_custodian")
        self._act(RefuseSealing(request_id=request_id, reason_code=code, reason=reason))

    def check_seal_use(self, request_id: str, document_id: str, seal_id: str) -> SealUseAnswer:
        """Ask the gateway whether the seal may be pressed now. Raises kinds of `GatewayError`."""
        item = self._find(request_id, SealRequest).item_of(document_id)
        if item is None:
            raise ActRefused(request_id, "other_document")
        with self._working():
            question = SealUseQuestion(
                request_id=request_id, document_id=document_id, seal_id=seal_id, blob=item.blob
            )
            return self._gateway.check_seal_uses((question,))[0]

    # --- the cabinet ------------------------------------------------------------------------------

    def import_seal(
        self,
        esl: bytes,
        witness_id: str | None,
        *,
        owner_org_id: str,
        name: str = "",
        seal_kind: str = "法定名称章",
    ) -> str:
        """Bring a seal (.esl) up and register it (备案); its id. The importer becomes its custodian.

        Raises also `SealUnreadable` and kinds of `GatewayError`; nothing is registered then.
        """
        parse_seal(esl)
        self._bring_up(esl)
        seal_id = self._new_record_id()
        self._act(
            RegisterSeal(
                seal_id=seal_id,
                name=name,
                seal_kind=seal_kind,
                blob=content_address(esl),
                size=len(esl),
                owner_org_id=owner_org_id,
                witness_id=witness_id,
            )
        )
        return seal_id

    def renew_seal(self, seal_id: str, esl: bytes) -> None:
        """The same seal with later dates. Raises as `import_seal`."""
        seal = self._find(seal_id, ESeal)
        if seal.custodian_id != self._kit.person_id:
            raise ActRefused(seal_id, "not_custodian")
        parse_seal(esl)
        self._bring_up(esl)
        self._act(RenewSeal(seal_id=seal_id, blob=content_address(esl), size=len(esl)))

    def change_seal_state(self, seal_id: str, state: SealState, reason: str = "") -> None:
        """启用, 停用, 恢复, 注销."""
        me = self.person
        seal = self._find(seal_id, ESeal)
        fault = state_change_fault(seal, state, person_id=me.id, roles=me.roles, reason=reason)
        if fault is not None:
            raise ActRefused(seal_id, fault)
        self._act(ChangeSealState(seal_id=seal_id, state=state, reason=reason))

    def set_seal_rules(self, seal_id: str, grace: OfflineGrace | None, *, demands_time_stamp: bool) -> None:
        """How the seal may be used (用印规定); auditors are told."""
        self._require_rule_maker(seal_id)
        self._find(seal_id, ESeal)
        self._act(SetSealRules(seal_id=seal_id, offline_grace=grace, demands_time_stamp=demands_time_stamp))

    def set_office_policy(self, policy: OfficePolicy) -> None:
        """What holds for every seal of the office from now on; auditors are told."""
        self._require_rule_maker(policy.id)
        self._act(SetOfficePolicy(policy=policy))

    def _require_rule_maker(self, record_id: str) -> None:
        fault = rules_fault(self.person.roles)
        if fault is not None:
            raise ActRefused(record_id, fault)

    def offer_seal(self, seal_id: str, to_person_id: str, signer: str = SOFTWARE_KEY) -> None:
        """Offer the custody; it goes over when the receiver has signed too."""
        seal = self._find(seal_id, ESeal)
        receiver = next((person for person in self.people() if person.id == to_person_id), None)
        if receiver is None:
            raise RecordAbsent(to_person_id)
        fault = handover_fault(seal, from_id=self._kit.person_id, to_id=to_person_id, to_roles=receiver.roles)
        if fault is not None:
            raise ActRefused(seal_id, fault)
        proof = self._signed(handover_statement(seal, to_person_id), signer)
        self._act(
            OfferSeal(
                seal_id=seal_id,
                to_person_id=to_person_id,
                certificate=proof.certificate,
                signature=proof.signature,
            )
        )

    def take_over_seal(self, seal_id: str, signer: str = SOFTWARE_KEY) -> None:
        """Take the custody that was offered to this person."""
        seal = self._find(seal_id, ESeal)
        if seal.handover is None or seal.handover.to_person_id != self._kit.person_id:
            raise ActRefused(seal_id, "not_offered")
        proof = self._signed(handover_statement(seal, self._kit.person_id), signer)
        self._act(TakeOverSeal(seal_id=seal_id, certificate=proof.certificate, signature=proof.signature))

    # --- ledger, alarms, prints -------------------------------------------------------------------

    def ledger(self, chosen: LedgerFilter | None = None) -> list[LedgerEntry]:
        """印章台账 as far as this person sees it, the latest entry first."""
        entries = filter((chosen or LedgerFilter()).admits, self._all(LedgerEntry))
        return sorted(entries, key=lambda entry: entry.sequence_no, reverse=True)

    def verify_ledger(
        self, progress: Progress | None = None, cancelled: Callable[[], bool] = lambda: False
    ) -> LedgerReport:
        """Check every entry that is here; only auditors have all of them, others a `partial` report.

        `progress` is told (entries checked, entries in all). Once `cancelled`, it ends soon and the report
        tells nothing.
        """
        entries = self._all(LedgerEntry)
        is_signed, checked = signed_under(self._kit.ca_pem), count(1)

        def look(entry: LedgerEntry, signed: bytes, signature: bytes) -> bool:
            if signature is entry.gateway_signature:  # and not the permit's
                number = next(checked)
                if progress is not None and number % _LEDGER_STEP == 0:
                    progress(number, len(entries))
            return not cancelled() and is_signed(entry, signed, signature)

        return verify_ledger(
            entries,
            signed_by_gateway=look,
            now=self._now(),
            trust=self._trust(),
            partial=AUDITOR_ROLE not in self.person.roles,
        )

    def alarms(self) -> list[SealAlarm]:
        """Those that nobody has taken note of first, then the latest first."""
        return sorted(
            self._all(SealAlarm),
            key=lambda alarm: (alarm.acknowledged_at is None, alarm.raised_at, alarm.id),
            reverse=True,
        )

    def acknowledge_alarm(self, alarm_id: str) -> None:
        """Take note of an alarm that is open (知悉). Raises `ActRefused` (`own_alarm`)."""
        alarm = self._find(alarm_id, SealAlarm)
        fault = acknowledging_fault(alarm, self._kit.person_id)
        if alarm.acknowledged_at is None and fault is not None:
            raise ActRefused(alarm_id, fault)
        if alarm.acknowledged_at is None:
            self._act(AcknowledgeAlarm(alarm_id=alarm_id))

    def office_policy(self) -> OfficePolicy:
        """What the office has decided for everybody; the defaults until it has come down."""
        return next(iter(self._all(OfficePolicy)), OfficePolicy())

    def print_allowance(self, document_id: str) -> int | None:
        """How many more copies this person may print; None: as many as they like."""
        limit = self.document(document_id).prints_per_receiver
        if limit is None:
            return None
        me = self._kit.person_id
        counted = sum(
            count.copies
            for count in self._all(PrintCount)
            if count.document_id == document_id and count.person_id == me
        )
        return max(0, limit - counted - self._prints_waiting(document_id))

    def record_print(self, document_id: str, copies: int) -> None:
        """Count copies that were printed of the document's current version."""
        document = self.document(document_id)
        if document.current is None:
            raise ActRefused(document_id, "blank_document")
        self._act(
            RecordPrint(
                document_id=document_id, blob=document.current.blob, copies=copies, printed_at=self._now()
            )
        )

    def _prints_waiting(self, document_id: str) -> int:
        return sum(
            each.action.act.copies
            for each in self._projection.pending
            if each.state is PendingState.WAITING
            and isinstance(each.action.act, RecordPrint)
            and each.action.act.document_id == document_id
        )

    def _seals_of(self, request: SealRequest) -> list[ESeal]:
        return [seal for seal in self.seals() if seal.id in request.seal_ids]

    def _signed(self, statement: bytes, signer: str) -> SignedStatement:
        return signed(statement, self.signing_keys.personal(signer))
