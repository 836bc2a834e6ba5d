"""Pending actions and their projection: what the person sees before the gateway has answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import assert_never

from msgspec.structs import replace

from core.office import AgendaItem, ESeal, OfficePolicy, RequestState, SealAlarm, SealRequest, WorkItem
from core.office.custody_rules import with_rules
from core.sync.wire import (
    AcknowledgeAlarm,
    Act,
    Action,
    ApplyForSeal,
    ChangeSealState,
    ConfirmAsWitness,
    DecideSealRequest,
    MarkDone,
    MoveAgendaItem,
    OfferSeal,
    Record,
    RecordPrint,
    RecordSealing,
    RefuseSealing,
    RegisterSeal,
    RenewSeal,
    SetAgendaDuration,
    SetOfficePolicy,
    SetSealRules,
    TakeOverSeal,
    WithdrawSealRequest,
)


class PendingState(StrEnum):
    """WAITING goes up with the next round; the others need the person's attention and stay until answered."""

    WAITING = "waiting"
    CONFLICT = "conflict"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingAction:
    """One act of this person that the gateway has not confirmed; `reason` is a code when it was refused."""

    action: Action
    state: PendingState = PendingState.WAITING
    reason: str | None = None

    @property
    def id(self) -> str:
        return self.action.id


def target_id(act: Act) -> str:
    """The record that an act changes."""
    match act:
        case MarkDone():
            target = act.work_item_id
        case MoveAgendaItem() | SetAgendaDuration():
            target = act.item_id
        case ApplyForSeal():
            target = act.request.request_id
        case (
            RecordSealing()
            | DecideSealRequest()
            | WithdrawSealRequest()
            | ConfirmAsWitness()
            | RefuseSealing()
        ):
            target = act.request_id
        case RegisterSeal() | RenewSeal() | ChangeSealState() | OfferSeal() | TakeOverSeal() | SetSealRules():
            target = act.seal_id
        case SetOfficePolicy():
            target = act.policy.id
        case AcknowledgeAlarm():
            target = act.alarm_id
        case RecordPrint():
            target = act.document_id
        case _:
            assert_never(act)
    return target


def applied(record: Record, act: Act, made_at: datetime) -> Record:
    """`record` as it will stand once `act` is confirmed; an act that does not fit it changes nothing."""
    shown: Record = record
    match act, record:
        case MarkDone(), WorkItem():
            shown = replace(record, done_at=made_at)
        case MoveAgendaItem(), AgendaItem():
            shown = replace(record, position=act.position)
        case SetAgendaDuration(), AgendaItem():
            shown = replace(record, duration_min=act.duration_min)
        case _, SealRequest():
            shown = _request_after(record, act)
        case ChangeSealState(), ESeal():
            shown = replace(record, state=act.state)
        case SetSealRules(), ESeal():
            shown = with_rules(record, act.offline_grace, demands_time_stamp=act.demands_time_stamp)
        case SetOfficePolicy(), OfficePolicy():
            shown = act.policy
        case AcknowledgeAlarm(), SealAlarm():
            shown = replace(record, acknowledged_at=made_at)
    return shown


def _request_after(request: SealRequest, act: Act) -> SealRequest:
    match act:
        case RecordSealing():
            return _sealed(request, act)
        case DecideSealRequest():
            state = RequestState.APPROVED if act.approved else RequestState.REJECTED
            return replace(request, state=state, reason=act.reason)
        case WithdrawSealRequest():
            return replace(request, state=RequestState.WITHDRAWN)
        case RefuseSealing():
            return replace(request, state=RequestState.REJECTED, reason=act.reason)
        case _:
            return request


def _sealed(request: SealRequest, act: RecordSealing) -> SealRequest:
    items = tuple(
        replace(item, blob=act.sealed_blob, done=(*item.done, act.seal_id))
        if item.document_id == act.document_id
        else item
        for item in request.items
    )
    sealed = replace(request, items=items)
    return replace(sealed, state=RequestState.SEALED) if sealed.is_finished() else sealed


def creates(act: Act) -> bool:
    """Whether the act makes its target, so that nobody can have seen it before."""
    return isinstance(act, ApplyForSeal | RegisterSeal)


def field_of(act: Act) -> tuple[str, ...]:
    """What an act changes: two acts on one field are based on each other, and go up one after the other."""
    kind = str(act.__struct_config__.tag)
    match act:
        case RecordSealing():
            return kind, act.request_id, act.document_id
        case ConfirmAsWitness():
            return kind, act.request_id, act.seal_id
        case _:
            return kind, target_id(act)


def project(confirmed: Mapping[str, Record], pending: Iterable[PendingAction]) -> dict[str, Record]:
    """The gateway's truth with our waiting acts laid over it, oldest first; refused acts no longer show."""
    projected = dict(confirmed)
    for each in pending:
        record = projected.get(target_id(each.action.act))
        if record is not None and each.state is PendingState.WAITING:
            projected[record.id] = applied(record, each.action.act, each.action.made_at)
    return projected
