"""Which acts put an agenda item where the secretary wants it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from msgspec.structs import replace

from core.office import AgendaEntry, AgendaItem, in_agenda_order, keeps_appointments_last
from core.sync.position import between
from core.sync.wire import MoveAgendaItem
from desktop.errors import ActRefused, RecordAbsent


def moves(
    items: Sequence[AgendaEntry], item_id: str, before: str | None, after: str | None
) -> list[MoveAgendaItem]:
    """The moves that put `item_id` right below `before`, or else right above `after`.

    With None above it goes first, with None below last, with both to the end.

    One move, except where others share the place of `before`: two secretaries who move into the same
    place at once give two items one position, and those below it then move along. What this person
    does not see stays where it is. Raises `RecordAbsent`, `ActRefused` for a place that breaks the
    order of kinds.
    """
    ordered = in_agenda_order(items)
    others = [item for item in ordered if item.id != item_id]
    if len(others) == len(ordered):
        raise RecordAbsent(item_id)
    place = _place(others, before, after)
    if [item.id for item in ordered] == _ids_with(others, place, item_id):
        return []
    low = others[place - 1].position if place else None
    below = others[place:]
    tied = [*takewhile(lambda item: item.position == low and isinstance(item, AgendaItem), below)]
    high = below[len(tied)].position if len(below) > len(tied) else None
    acts = []
    for moved in (item_id, *(item.id for item in tied)):
        try:
            low = between(low, high)
        except ValueError:
            raise ActRefused(item_id, "position") from None  # the gateway's positions are no positions
        acts.append(MoveAgendaItem(item_id=moved, position=low))
    _refuse_disorder(items, acts, item_id)
    return acts


def _place(others: Sequence[AgendaEntry], before: str | None, after: str | None) -> int:
    """Index in `others` at which the item goes in: by the neighbour above, or else the one below."""
    ids = [item.id for item in others]
    if before in ids:
        return ids.index(before) + 1
    if after in ids:
        return ids.index(after)
    if before is None and after is None:
        return len(ids)
    raise RecordAbsent(before or after or "")


def _ids_with(others: Sequence[AgendaEntry], place: int, item_id: str) -> list[str]:
    ids = [item.id for item in others]
    return [*ids[:place], item_id, *ids[place:]]


def _refuse_disorder(items: Sequence[AgendaEntry], acts: Sequence[MoveAgendaItem], item_id: str) -> None:
    positions = {act.item_id: act.position for act in acts}
    moved = [
        replace(item, position=positions.get(item.id, item.position))
        for item in items
        if isinstance(item, AgendaItem)
    ]
    if not keeps_appointments_last(moved, item_id):
        raise ActRefused(item_id, "appointments_last")
