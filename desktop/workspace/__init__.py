"""Everything an unlocked user can do, without Qt: the command line and the window both call it."""

from desktop.workspace.conflicts import AgendaConflict, AgendaPlace, AgendaValue
from desktop.workspace.sealing import PreparedSealing, SealingOutcome
from desktop.workspace.values import (
    ReadingState,
    SealingState,
    SealingSubject,
    SyncStatus,
    WorkRow,
)
from desktop.workspace.workspace import Workspace

__all__ = [
    "AgendaConflict",
    "AgendaPlace",
    "AgendaValue",
    "PreparedSealing",
    "ReadingState",
    "SealingOutcome",
    "SealingState",
    "SealingSubject",
    "SyncStatus",
    "WorkRow",
    "Workspace",
]
