"""Arranging a meeting's agenda, and what to do when somebody else was first."""

from __future__ import annotations

from abc import abstractmethod

from core.office import AgendaItem, Meeting
from core.sync.journal import target_id
from core.sync.wire import Act, SetAgendaDuration
from desktop.errors import ActRefused, RecordAbsent
from desktop.workspace.agenda import moves
from desktop.workspace.conflicts import AgendaConflict, agenda_conflict, is_agenda_conflict
from desktop.workspace.holdings import Holdings

_MINUTES = range(1, 481)


class AgendaDesk(Holdings):
    """What a workspace adds for meetings. Acts are kept at once and go up with the next `sync`."""

    @abstractmethod
    def _act(self, act: Act) -> str: ...

    @abstractmethod
    def dismiss(self, action_id: str) -> None: ...

    def move_agenda_item(self, item_id: str, before: str | None, after: str | None) -> None:
        """Put the item below the item with the id `before` and above the one with the id `after`.

        Raises `RecordAbsent`, `ActRefused` (`not_secretary`, `meeting_frozen`, `appointments_last`).
        """
        item = self._find(item_id, AgendaItem)
        self._require_secretary(item)
        for move in moves(self._agenda_of(item.meeting_id), item_id, before, after):
            self._act(move)

    def set_agenda_duration(self, item_id: str, minutes: int) -> None:
        """Give the item 1 to 480 minutes. Raises as `move_agenda_item`, and `ActRefused("duration")`."""
        item = self._find(item_id, AgendaItem)
        self._require_secretary(item)
        if minutes not in _MINUTES:
            raise ActRefused(item_id, "duration")
        if minutes != item.duration_min:
            self._act(SetAgendaDuration(item_id=item_id, duration_min=minutes))

    def agenda_conflicts(self) -> list[AgendaConflict]:
        """Where somebody else was first with the same field of the same item; both values, oldest first."""
        found = []
        for pending in filter(is_agenda_conflict, self.needs_attention()):
            current = self._projection.confirmed(target_id(pending.action.act))
            if isinstance(current, AgendaItem) and self._may_see(current):
                found.append(agenda_conflict(pending, current, self._agenda_of(current.meeting_id)))
        return [each for each in found if each is not None]

    def resend(self, action_id: str) -> None:
        """Make an agenda act that met a conflict once more, on top of what the gateway has now.

        To keep the other value, `dismiss` it. Raises `RecordAbsent`, `ActRefused` (`not_in_conflict`,
        `not_secretary`, `meeting_frozen`).
        """
        pending = next((each for each in self.needs_attention() if each.id == action_id), None)
        if pending is None:
            raise RecordAbsent(action_id)
        if not is_agenda_conflict(pending):
            raise ActRefused(action_id, "not_in_conflict")
        act = pending.action.act
        self._require_secretary(self._find(target_id(act), AgendaItem))
        self._act(act)  # first the new act, then the old one goes: a crash between them costs nothing
        self.dismiss(action_id)

    def _require_secretary(self, item: AgendaItem) -> None:
        meeting = self._find(item.meeting_id, Meeting)
        if self._kit.person_id not in meeting.secretary_ids:
            raise ActRefused(item.id, "not_secretary")
        if not meeting.may_be_rearranged:
            raise ActRefused(item.id, "meeting_frozen")
