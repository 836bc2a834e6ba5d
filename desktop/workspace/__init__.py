"""Everything an unlocked user can do, without Qt: the command line and the window both call it."""

from desktop.cache import OpenTab
from desktop.workspace.batch import BatchItem, BatchOrder, BatchReport, left_to_seal, seal_batch
from desktop.workspace.conflicts import AgendaConflict, AgendaPlace, AgendaValue
from desktop.workspace.custody import LedgerFilter
from desktop.workspace.grace import OfflineAllowance
from desktop.workspace.sealing import PreparedSealing, SealingOutcome
from desktop.workspace.signing import PERSONAL, SOFTWARE_KEY, SignerChoice, SignerState, SigningKeys
from desktop.workspace.values import (
    ReadingState,
    SealingState,
    SealingSubject,
    SyncStatus,
    WorkRow,
)
from desktop.workspace.workspace import Workspace

__all__ = [
    "PERSONAL",
    "SOFTWARE_KEY",
    "AgendaConflict",
    "AgendaPlace",
    "AgendaValue",
    "BatchItem",
    "BatchOrder",
    "BatchReport",
    "LedgerFilter",
    "OfflineAllowance",
    "OpenTab",
    "PreparedSealing",
    "ReadingState",
    "SealingOutcome",
    "SealingState",
    "SealingSubject",
    "SignerChoice",
    "SignerState",
    "SigningKeys",
    "SyncStatus",
    "WorkRow",
    "Workspace",
    "left_to_seal",
    "seal_batch",
]
