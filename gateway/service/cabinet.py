"""The seal cabinet (印章柜): importing, renewing, states, handing custody over; alarms and print counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias, assert_never

from msgspec.structs import replace

from core.office import (
    CUSTODIAN_ROLE,
    CustodyChange,
    ESeal,
    Handover,
    OfficialDocument,
    Organisation,
    Person,
    PrintCount,
    SealAlarm,
    SealState,
)
from core.office.calendar import office_day
from core.office.custody_rules import (
    acknowledging_fault,
    handover_fault,
    may_witness,
    rules_fault,
    state_change_fault,
)
from core.seal import SealUnreadable, SESeal, handover_statement, parse_seal
from core.seal.cabinet import renewal_faults, seal_faults
from core.sync.wire import (
    AcknowledgeAlarm,
    ChangeSealState,
    OfferSeal,
    RecordPrint,
    RegisterSeal,
    RenewSeal,
    SetOfficePolicy,
    SetSealRules,
    TakeOverSeal,
)
from gateway.identity import Caller
from gateway.service.alarms import derived_id
from gateway.service.records import found, seen
from gateway.service.refusals import Refusal, broken_rule
from gateway.service.register import Register
from gateway.service.ruling import set_policy, set_seal_rules
from gateway.service.statements import ReadTrust, Statements
from gateway.service.unforeseen import judged_apart
from gateway.store import BlobStore, StoredRecord, Transaction

CabinetAct: TypeAlias = (
    RegisterSeal
    | RenewSeal
    | ChangeSealState
    | OfferSeal
    | TakeOverSeal
    | AcknowledgeAlarm
    | RecordPrint
    | SetSealRules
    | SetOfficePolicy
)
Answer: TypeAlias = StoredRecord | Refusal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _NewSeal:
    """A seal's data as brought up, read."""

    blob: str
    size: int
    data: SESeal
    valid_from: date
    valid_until: date


class Cabinet:
    def __init__(self, blobs: BlobStore, statements: Statements, trust: ReadTrust) -> None:
        self._blobs = blobs
        self._statements = statements
        self._trust = trust

    def perform(self, transaction: Transaction, caller: Caller, act: CabinetAct) -> Answer:
        """The record as it then stands, why not, or None when there is none for this person."""
        match act:
            case RegisterSeal():
                return self._register(transaction, caller, act)
            case AcknowledgeAlarm():
                return _acknowledge(transaction, caller, act)
            case RecordPrint():
                return _count_print(transaction, caller, act)
            case SetSealRules() | SetOfficePolicy():
                return _ruled(transaction, caller, act)
            case RenewSeal() | ChangeSealState() | OfferSeal() | TakeOverSeal():
                seal = seen(transaction, ESeal, caller.person_id, act.seal_id)
                return None if seal is None else self._changed(transaction, caller, seal, act)
            case _:
                assert_never(act)

    def _changed(
        self,
        transaction: Transaction,
        caller: Caller,
        seal: ESeal,
        act: RenewSeal | ChangeSealState | OfferSeal | TakeOverSeal,
    ) -> StoredRecord | Refusal:
        match act:
            case RenewSeal():
                changed = self._renewed(transaction, caller, seal, act)
            case ChangeSealState():
                changed = _with_state(caller, seal, act)
            case OfferSeal():
                changed = self._offered(transaction, caller, seal, act)
            case TakeOverSeal():
                changed = self._taken_over(transaction, caller, seal, act)
            case _:
                assert_never(act)
        return changed if isinstance(changed, Refusal) else Register(transaction).put(changed)

    def _register(
        self, transaction: Transaction, caller: Caller, act: RegisterSeal
    ) -> StoredRecord | Refusal:
        witness = found(transaction, Person, act.witness_id)
        refusal = broken_rule(
            (
                ("not_a_custodian", CUSTODIAN_ROLE in caller.person.roles),
                ("organisation_unknown", found(transaction, Organisation, act.owner_org_id) is not None),
                (
                    "witness",
                    act.witness_id is None
                    or (witness is not None and may_witness(witness, caller.person_id)),
                ),
                ("seal_registered_already", not _is_registered(transaction, act.blob)),
            )
        )
        if refusal is not None:
            return refusal
        new = self._brought_up(transaction, caller, act.blob, act.size)
        if isinstance(new, Refusal):
            return new
        picture = new.data.picture
        seal = ESeal(
            id=act.seal_id,
            name=act.name or new.data.property.name,
            owner_org_id=act.owner_org_id,
            seal_kind=act.seal_kind,
            width_mm=picture.width_mm,
            height_mm=picture.height_mm,
            custodian_id=caller.person_id,
            witness_id=act.witness_id,
            valid_from=new.valid_from,
            valid_until=new.valid_until,
            state=SealState.REGISTERED,
            blob=new.blob,
            size=new.size,
        )
        return Register(transaction).put(seal)

    def _renewed(
        self, transaction: Transaction, caller: Caller, seal: ESeal, act: RenewSeal
    ) -> ESeal | Refusal:
        refusal = broken_rule(
            (
                ("not_custodian", seal.custodian_id == caller.person_id),
                ("seal_state", seal.state is not SealState.CANCELLED),
                ("seal_registered_already", not _is_registered(transaction, act.blob)),
            )
        )
        if refusal is not None:
            return refusal
        new = self._brought_up(transaction, caller, act.blob, act.size)
        if isinstance(new, Refusal):
            return new
        fault = judged_apart(lambda: self._renewal_fault(new.data, seal), "a seal against the one before")
        if fault is not None:
            return Refusal(fault, by_rule=False)
        return replace(
            seal,
            blob=new.blob,
            size=new.size,
            valid_from=new.valid_from,
            valid_until=new.valid_until,
            renewed_from=seal.blob,
            handover=None,
        )

    def _brought_up(
        self, transaction: Transaction, caller: Caller, blob: str, size: int
    ) -> _NewSeal | Refusal:
        """The seal's data that this person has uploaded, when its maker is believed and it may be pressed."""
        upload = transaction.uploads.of(caller.person_id, blob)
        if upload is None or not upload.complete or self._blobs.size(blob) != size:
            return Refusal("not_uploaded", by_rule=False)
        data = judged_apart(lambda: self._seal_or_fault(blob, transaction.now), "a seal")
        if isinstance(data, str):
            return Refusal(data, by_rule=False)
        start, end = data.property.valid_from, data.property.valid_until
        if start is None or end is None:
            return Refusal("seal_dates", by_rule=False)
        first, last = office_day(start), office_day(end)
        return _NewSeal(blob=blob, size=size, data=data, valid_from=first, valid_until=last)

    def _renewal_fault(self, new: SESeal, seal: ESeal) -> str | None:
        return next(iter(renewal_faults(new, parse_seal(self._blobs.read(seal.blob)))), None)

    def _seal_or_fault(self, blob: str, now: datetime) -> SESeal | str:
        """The seal in this blob; a code when it cannot be read, or when it may not be pressed."""
        try:
            data = parse_seal(self._blobs.read(blob))
        except SealUnreadable:
            return "seal_unreadable"
        return next(iter(seal_faults(data, self._trust(), now)), data)

    def _offered(
        self, transaction: Transaction, caller: Caller, seal: ESeal, act: OfferSeal
    ) -> ESeal | Refusal:
        receiver = found(transaction, Person, act.to_person_id)
        fault = handover_fault(
            seal,
            from_id=caller.person_id,
            to_id=act.to_person_id,
            to_roles=receiver.roles if receiver else frozenset(),
        ) or self._statements.fault(
            handover_statement(seal, act.to_person_id), act.certificate, act.signature, caller.person
        )
        if fault is not None:
            return Refusal(fault, by_rule=True)
        handover = Handover(
            to_person_id=act.to_person_id,
            offered_at=transaction.now,
            certificate=act.certificate,
            signature=act.signature,
        )
        return replace(seal, handover=handover)

    def _taken_over(
        self, transaction: Transaction, caller: Caller, seal: ESeal, act: TakeOverSeal
    ) -> ESeal | Refusal:
        """Both signed the same statement; what they signed stays with the seal."""
        offer = seal.handover
        if offer is None or offer.to_person_id != caller.person_id:
            return Refusal("not_offered", by_rule=True)
        fault = handover_fault(
            seal, from_id=seal.custodian_id, to_id=caller.person_id, to_roles=caller.person.roles
        ) or self._statements.fault(
            handover_statement(seal, caller.person_id), act.certificate, act.signature, caller.person
        )
        if fault is not None:
            return Refusal(fault, by_rule=True)
        change = CustodyChange(
            from_person_id=seal.custodian_id,
            offer=offer,
            taken_at=transaction.now,
            certificate=act.certificate,
            signature=act.signature,
        )
        return replace(seal, custodian_id=caller.person_id, handover=None, custody=(*seal.custody, change))


def _with_state(caller: Caller, seal: ESeal, act: ChangeSealState) -> ESeal | Refusal:
    fault = state_change_fault(
        seal, act.state, person_id=caller.person_id, roles=caller.person.roles, reason=act.reason
    )
    return Refusal(fault, by_rule=True) if fault else replace(seal, state=act.state, state_reason=act.reason)


def _is_registered(transaction: Transaction, blob: str) -> bool:
    return any(blob in (seal.blob, seal.renewed_from) for seal in transaction.records.of_type(ESeal))


def _acknowledge(transaction: Transaction, caller: Caller, act: AcknowledgeAlarm) -> Answer:
    """Whoever sees the alarm may, but for whose act it was; the first to do so stays named."""
    alarm = seen(transaction, SealAlarm, caller.person_id, act.alarm_id)
    if alarm is None:
        return None
    if alarm.acknowledged_by is not None:
        return transaction.records.find(alarm.id)
    fault = acknowledging_fault(alarm, caller.person_id)
    if fault is not None:
        return Refusal(fault, by_rule=True)
    acknowledged = replace(alarm, acknowledged_by=caller.person_id, acknowledged_at=transaction.now)
    return Register(transaction).put(acknowledged)


def _ruled(transaction: Transaction, caller: Caller, act: SetSealRules | SetOfficePolicy) -> Answer:
    fault = rules_fault(caller.person.roles)
    if isinstance(act, SetOfficePolicy):
        if fault is None:
            return set_policy(transaction, act.policy, by=caller.person_id)
        return Refusal(fault, by_rule=True)
    seal = seen(transaction, ESeal, caller.person_id, act.seal_id)
    if seal is None:
        return None
    refusal = broken_rule(
        ((fault or "", fault is None), ("seal_state", seal.state is not SealState.CANCELLED))
    )
    if refusal is not None:
        return refusal
    return set_seal_rules(
        transaction,
        seal,
        act.offline_grace,
        demands_time_stamp=act.demands_time_stamp,
        by=caller.person_id,
    )


def _count_print(transaction: Transaction, caller: Caller, act: RecordPrint) -> Answer:
    """What is on paper is counted, whatever was allowed: the limit is kept where printing begins."""
    document = seen(transaction, OfficialDocument, caller.person_id, act.document_id)
    if document is None:
        return None
    if act.blob not in {version.blob for version in document.versions}:
        return Refusal("other_document", by_rule=False)
    count_id = derived_id("pc", document.id, caller.person_id)
    before = found(transaction, PrintCount, count_id)
    Register(transaction).put(
        PrintCount(
            id=count_id,
            document_id=document.id,
            person_id=caller.person_id,
            copies=act.copies + (before.copies if before else 0),
        )
    )
    return transaction.records.find(document.id)
