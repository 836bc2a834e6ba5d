"""What the cache answers with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from core.sync.journal import PendingAction
from core.sync.wire import Record


@dataclass(frozen=True, slots=True)
class Held:
    """A confirmed record and the version at which we hold it."""

    version: int
    record: Record


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncState:
    """Our place in the gateway's log; an empty cursor is the beginning."""

    cursor: str = ""
    epoch: str = ""
    starting_over: bool = False
    last_contact: datetime | None = None
    demonstration: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """What one page of changes did: records put, records that went, acts that are settled or were parked.

    `behind` says that the log ended before it told what the gateway had confirmed to us: it is not
    the log that our cursor is of, and everything must be asked for again.
    """

    put: Mapping[str, Held]
    gone: frozenset[str]
    settled: frozenset[str]
    parked: tuple[PendingAction, ...]
    orphaned_files: tuple[str, ...]
    behind: bool = False


class OpenTab(NamedTuple):
    """A document that lies open; `current` is the one in sight in its half: `side` 0 is left, 1 right."""

    document_id: str
    current: bool = False
    side: int = 0


class KeptReading(NamedTuple):
    """Where and how a document was last looked at, as it is kept."""

    page: int
    zoom: float
    arrangement: str = "continuous"
    turn: int = 0
    pane: str = ""
    down: float = 0.0
    whole: bool = False
    read_at: float = 0.0
