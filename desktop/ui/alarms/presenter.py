"""Keeps the alarms that nobody has acknowledged, and acknowledges them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from core.errors import AppError
from core.office import SealAlarm
from core.office.custody_rules import acknowledging_fault
from desktop.tasks import Tasks, Ticket
from desktop.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmRow:
    """An alarm with the names it mentions; `own`: about an act of this person, so another has to note it."""

    alarm: SealAlarm
    seal: str
    operator: str
    acknowledged_by: str = ""
    own: bool = False

    @property
    def id(self) -> str:
        return self.alarm.id

    @property
    def open(self) -> bool:
        return self.alarm.acknowledged_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmsState:
    """`rows` are all alarms, those that are open first, each the latest first."""

    rows: tuple[AlarmRow, ...] = ()
    acting: frozenset[str] = frozenset()
    error: AppError | None = None

    @property
    def open(self) -> tuple[AlarmRow, ...]:
        return tuple(row for row in self.rows if row.open)


class AlarmsPresenter(QObject):
    changed = Signal(AlarmsState)
    failed = Signal(object)

    def __init__(self, workspace: Workspace, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._tasks = tasks
        self._state = AlarmsState()
        self._loading: Ticket | None = None

    @property
    def state(self) -> AlarmsState:
        return self._state

    @Slot()
    def reload(self) -> None:
        if self._loading is not None:
            self._loading.cancel()
        self._loading = self._tasks.run(self._rows, owner=self, done=self._loaded, failed=self._not_loaded)

    @Slot(str)
    def acknowledge(self, alarm_id: str) -> None:
        """Take note of an alarm; it stays on record with the name of who did."""
        if alarm_id in self._state.acting:
            return
        self._become(replace(self._state, acting=self._state.acting | {alarm_id}))
        self._tasks.run(
            partial(self._workspace.acknowledge_alarm, alarm_id),
            owner=self,
            done=lambda _: self._settled(alarm_id),
            failed=partial(self._not_settled, alarm_id),
        )

    def _settled(self, alarm_id: str) -> None:
        self._become(replace(self._state, acting=self._state.acting - {alarm_id}))
        self.reload()

    def _not_settled(self, alarm_id: str, error: AppError) -> None:
        self._settled(alarm_id)
        self.failed.emit(error)

    def _rows(self) -> tuple[AlarmRow, ...]:
        """On a lane's thread."""
        name = self._workspace.name_of
        rows = [
            AlarmRow(
                alarm=alarm,
                seal=name(alarm.seal_id) or alarm.seal_id,
                operator=name(alarm.operator_id),
                acknowledged_by=name(alarm.acknowledged_by or ""),
                own=acknowledging_fault(alarm, self._workspace.person.id) is not None,
            )
            for alarm in self._workspace.alarms()
        ]
        return tuple(sorted(rows, key=lambda row: (not row.open, -row.alarm.raised_at.timestamp(), row.id)))

    def _loaded(self, rows: tuple[AlarmRow, ...]) -> None:
        self._become(replace(self._state, rows=rows, error=None))

    def _not_loaded(self, error: AppError) -> None:
        self._become(replace(self._state, error=error))

    def _become(self, state: AlarmsState) -> None:
        self._state = state
        self.changed.emit(state)
