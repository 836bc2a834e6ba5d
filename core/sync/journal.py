"""Pending actions and their projection: what the person sees before the gateway has answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import assert_never

from msgspec.structs import replace

from core.office import AgendaItem, RequestState, SealRequest, WorkItem
from core.sync.wire import Act, Action, MarkDone, MoveAgendaItem, Record, RecordSealing, SetAgendaDuration


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
            return act.work_item_id
        case MoveAgendaItem() | SetAgendaDuration():
            return act.item_id
        case RecordSealing():
            return act.request_id
        case _:
            assert_never(act)


def applied(record: Record, act: Act, made_at: datetime) -> Record:
    """`record` as it will stand once `act` is confirmed; an act that does not fit it changes nothing."""
    match act, record:
        case MarkDone(), WorkItem():
            return replace(record, done_at=made_at)
        case MoveAgendaItem(), AgendaItem():
            return replace(record, position=act.position)
        case SetAgendaDuration(), AgendaItem():
            return replace(record, duration_min=act.duration_min)
        case RecordSealing(), SealRequest():
            return replace(record, state=RequestState.SEALED)
        case _:
            return record


def project(confirmed: Mapping[str, Record], pending: Iterable[PendingAction]) -> dict[str, Record]:
    """The gateway's truth with our waiting acts laid over it, oldest first; refused acts no longer show."""
    projected = dict(confirmed)
    for each in pending:
        record = projected.get(target_id(each.action.act))
        if record is not None and each.state is PendingState.WAITING:
            projected[record.id] = applied(record, each.action.act, each.action.made_at)
    return projected
