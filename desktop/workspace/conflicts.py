"""Two people changed the same field of one agenda item: what each of them wanted (SYNC.md 2.2, 10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from msgspec.structs import replace

from core.office import AgendaEntry, AgendaItem, in_agenda_order
from core.sync.journal import PendingAction, PendingState
from core.sync.wire import MoveAgendaItem, SetAgendaDuration


@dataclass(frozen=True, slots=True)
class AgendaPlace:
    """`number` counts from 1; `above` is the title of the item before it.

    None above the first; empty where the item before is not for this person's eyes.
    """

    number: int
    above: str | None


AgendaValue: TypeAlias = AgendaPlace | int
"""A place on the agenda, or a duration in minutes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaConflict:
    """This person's value was not accepted, because another came first; `theirs` is what holds now."""

    action_id: str
    item_id: str
    title: str
    mine: AgendaValue
    theirs: AgendaValue


def is_agenda_conflict(pending: PendingAction) -> bool:
    """Whether a person can choose between two values here."""
    act = pending.action.act
    return pending.state is PendingState.CONFLICT and isinstance(act, MoveAgendaItem | SetAgendaDuration)


def agenda_conflict(
    pending: PendingAction, current: AgendaItem, agenda: Sequence[AgendaEntry]
) -> AgendaConflict | None:
    """Both values in words' reach; `current` is the item as confirmed. None for an act of another kind."""
    values: tuple[AgendaValue, AgendaValue]
    match pending.action.act:
        case SetAgendaDuration(duration_min=minutes):
            values = minutes, current.duration_min
        case MoveAgendaItem(position=position):
            values = _place(agenda, current, position), _place(agenda, current, current.position)
        case _:
            return None
    mine, theirs = values
    return AgendaConflict(
        action_id=pending.id, item_id=current.id, title=current.title, mine=mine, theirs=theirs
    )


def _place(agenda: Sequence[AgendaEntry], item: AgendaItem, position: str) -> AgendaPlace:
    others = [entry for entry in agenda if entry.id != item.id]
    ordered = in_agenda_order([*others, replace(item, position=position)])
    place = next(index for index, entry in enumerate(ordered) if entry.id == item.id)
    if not place:
        return AgendaPlace(1, None)
    above = ordered[place - 1]
    return AgendaPlace(place + 1, above.title if isinstance(above, AgendaItem) else "")
