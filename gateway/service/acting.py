"""A person's acts: each takes effect once, with its memory, or not at all."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from msgspec.structs import replace

from core.ids import content_address
from core.office import AgendaItem, Meeting, OfficePolicy, Queue, WorkItem, keeps_appointments_last
from core.seal.trust import CLOCK_TOLERANCE
from core.sync.journal import creates, target_id
from core.sync.wire import (
    Action,
    ActionResult,
    ActionResults,
    Actions,
    ApplyForSeal,
    ConfirmAsWitness,
    Confirmed,
    Conflict,
    CustodyAct,
    DecideSealRequest,
    Denied,
    Gone,
    Invalid,
    MarkDone,
    MoveAgendaItem,
    RecordSealing,
    RefuseSealing,
    SetAgendaDuration,
    SetOfficePolicy,
    SetSealRules,
    WithdrawSealRequest,
    encode,
)
from gateway.identity import Caller
from gateway.service.applying import Applying
from gateway.service.cabinet import Cabinet
from gateway.service.refusals import Refusal
from gateway.service.register import Register
from gateway.service.sealing import Sealing, SealingJudgement
from gateway.store import ConfirmedAction, Store, StoredRecord, Transaction

log = logging.getLogger(__name__)

_RULES_OF_SEAL = ("offline_grace", "demands_time_stamp")
_RULES_OF_OFFICE = OfficePolicy.__struct_fields__


@dataclass(frozen=True, slots=True, kw_only=True)
class Custody:
    """The parts that decide on acts of custody (用印)."""

    sealing: Sealing
    applying: Applying
    cabinet: Cabinet


class Acting:
    """Carries out the actions of one request, in order, in one transaction.

    A result that changed nothing is not remembered: the same action may be sent again and be judged
    anew, for instance after the computer's clock was put right.
    """

    def __init__(self, store: Store, custody: Custody) -> None:
        self._store = store
        self.custody = custody

    def perform(self, caller: Caller, actions: Actions) -> ActionResults:
        judgements = self._judged_ahead(caller, actions)
        with self._store.writing() as transaction:
            register = Register(transaction)
            done = transaction.confirmed.among(caller.device_id, [each.id for each in actions.actions])
            results: list[ActionResult] = []
            for action in actions.actions:
                deed = _Deed(transaction, register, caller, action)
                results.append(self._settle(deed, done, judgements.get(action.id)))
        for result in results:
            log.info("action id=%s result=%s", result.id, result.__struct_config__.tag)
        return ActionResults(results=tuple(results), server_time=transaction.now)

    def _judged_ahead(self, caller: Caller, actions: Actions) -> dict[str, SealingJudgement]:
        """Sealed files are verified before the write lock is taken: it takes milliseconds, not micro."""
        sealings = [(each.id, each.act) for each in actions.actions if isinstance(each.act, RecordSealing)]
        if not sealings:
            return {}
        with self._store.reading() as transaction:
            done = transaction.confirmed.among(caller.device_id, [action_id for action_id, _ in sealings])
            prepared = {
                action_id: self.custody.sealing.prepared(transaction, caller, act)
                for action_id, act in sealings
                if action_id not in done
            }
        return {action_id: verify() for action_id, verify in prepared.items() if verify is not None}

    def _settle(
        self, deed: _Deed, done: dict[str, ConfirmedAction], judgement: SealingJudgement | None
    ) -> ActionResult:
        """`done` is what has been done of the request's actions, this one then included."""
        action = deed.action
        payload = content_address(encode(action))
        before = done.get(action.id)
        if before is not None:
            if before.payload_sha256 != payload:
                return Invalid(id=action.id, reason="id_reused")
            return Confirmed(id=action.id, version=before.version, replayed=True)
        result = self._done(deed, judgement)
        if isinstance(result, Confirmed):
            deed.transaction.confirmed.remember(deed.caller.device_id, action.id, payload, result.version)
            done[action.id] = ConfirmedAction(payload_sha256=payload, version=result.version)
        return result

    def _done(self, deed: _Deed, judgement: SealingJudgement | None) -> ActionResult:
        act, target = deed.action.act, deed.target()
        unready = _unready(deed, target)
        if unready is not None:
            return unready
        match act:
            case RecordSealing():
                sealing = self.custody.sealing
                return sealing.record(deed.transaction, deed.caller, deed.action.id, act, judgement)
            case MarkDone() | MoveAgendaItem() | SetAgendaDuration():
                return Gone(id=deed.action.id) if target is None else deed.carried_out(target, act)
            case _:
                return self._of_custody(deed, act)

    def _of_custody(self, deed: _Deed, act: CustodyAct) -> ActionResult:
        transaction, caller, action_id = deed.transaction, deed.caller, deed.action.id
        answer: StoredRecord | Refusal | None
        match act:
            case (
                ApplyForSeal()
                | DecideSealRequest()
                | WithdrawSealRequest()
                | ConfirmAsWitness()
                | RefuseSealing()
            ):
                answer = self.custody.applying.perform(transaction, caller, act)
            case SetSealRules() | SetOfficePolicy() if _ruled_meanwhile(deed, act):
                answer = Refusal("conflict", by_rule=False)
            case _:
                answer = self.custody.cabinet.perform(transaction, caller, act)
        if answer is None:
            return Gone(id=action_id)
        if isinstance(answer, Refusal):
            return answer.result(action_id)
        return Confirmed(id=action_id, version=answer.version)


def _ruled_meanwhile(deed: _Deed, act: SetSealRules | SetOfficePolicy) -> bool:
    """Whether somebody has set what the act sets anew, unseen by this person: it would be undone silently."""
    target, seen = deed.target(), deed.action.base_version
    fields = _RULES_OF_SEAL if isinstance(act, SetSealRules) else _RULES_OF_OFFICE
    return target is not None and any(target.changed_since(seen, field) for field in fields)


def _unready(deed: _Deed, target: StoredRecord | None) -> ActionResult | None:
    """Why the action is not even looked at: its time, its target, the version it is based on."""
    action = deed.action
    if action.made_at > deed.transaction.now + CLOCK_TOLERANCE:
        return Invalid(id=action.id, reason="clock")
    if creates(action.act):
        taken = deed.transaction.records.was_ever(target_id(action.act))
        return Invalid(id=action.id, reason="id_taken") if taken else None
    if target is None:
        return Gone(id=action.id)
    return Invalid(id=action.id, reason="base_version") if action.base_version > target.version else None


class _Deed:
    """One action being carried out: by whom, in which transaction."""

    def __init__(self, transaction: Transaction, register: Register, caller: Caller, action: Action) -> None:
        self.transaction = transaction
        self.caller = caller
        self.action = action
        self._register = register

    def target(self) -> StoredRecord | None:
        """The record acted on; None when there is none, or not for this person."""
        record_id = target_id(self.action.act)
        if not self.transaction.records.sees(self.caller.person_id, record_id):
            return None
        return self.transaction.records.find(record_id)

    def carried_out(
        self, target: StoredRecord, act: MarkDone | MoveAgendaItem | SetAgendaDuration
    ) -> ActionResult:
        match act:
            case MarkDone():
                return self._mark_done(target)
            case MoveAgendaItem(position=position):
                return self._edit_item(target, "position", position)
            case SetAgendaDuration(duration_min=minutes):
                return self._edit_item(target, "duration_min", minutes)
        assert_never(act)

    def _mark_done(self, target: StoredRecord) -> ActionResult:
        """已阅; the earliest mark stays, and one made before the item arrived counts from its arrival."""
        item = target.record
        if not isinstance(item, WorkItem) or item.queue is not Queue.TO_READ:
            return self._invalid("not_to_read")
        if item.person_id != self.caller.person_id:
            return Denied(id=self.action.id, reason="not_own")
        if item.done_at is not None:
            return self._confirmed(target)
        read_at = _between(item.arrived_at, self.action.made_at, self.transaction.now)
        return self._confirmed(self._register.put(replace(item, done_at=read_at)))

    def _edit_item(self, target: StoredRecord, field: str, value: str | int) -> ActionResult:
        """Change one field of an agenda item; only the same field changed meanwhile is a conflict."""
        item = target.record
        if not isinstance(item, AgendaItem):
            return self._invalid("not_an_agenda_item")
        refusal = self._agenda_refusal(item)
        if refusal is not None:
            return refusal
        if getattr(item, field) == value:
            return self._confirmed(target)
        if target.changed_since(self.action.base_version, field):
            return Conflict(id=self.action.id, version=target.version, current=item)
        edited = replace(item, **{field: value})
        if field == "position" and (fault := self._position_fault(edited)):
            return self._invalid(fault)
        return self._confirmed(self._register.put(edited))

    def _agenda_refusal(self, item: AgendaItem) -> ActionResult | None:
        stored = self.transaction.records.find(item.meeting_id)
        if stored is None or not isinstance(meeting := stored.record, Meeting):
            return Gone(id=self.action.id)
        if self.caller.person_id not in meeting.secretary_ids:
            return Denied(id=self.action.id, reason="not_secretary")
        if not meeting.may_be_rearranged:
            return self._invalid("meeting_frozen")
        return None

    def _position_fault(self, edited: AgendaItem) -> str | None:
        if edited.position.endswith("0"):
            return "position"
        others = self.transaction.records.of_type(AgendaItem, parent_id=edited.meeting_id)
        items = [edited, *(other for other in others if other.id != edited.id)]
        return None if keeps_appointments_last(items, edited.id) else "appointments_last"

    def _confirmed(self, stored: StoredRecord) -> Confirmed:
        return Confirmed(id=self.action.id, version=stored.version)

    def _invalid(self, reason: str) -> Invalid:
        return Invalid(id=self.action.id, reason=reason)


def _between(earliest: datetime, moment: datetime, latest: datetime) -> datetime:
    return max(earliest, min(moment, latest))
