"""What a workspace answers with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.office import ESeal, OfficialDocument, RequestedDocument, SealRequest, WorkItem


@dataclass(frozen=True, slots=True)
class WorkRow:
    """An entry of a work list with its document; `document` is None while only the entry has come down."""

    item: WorkItem
    document: OfficialDocument | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncStatus:
    """`pending` acts wait for the gateway, `needs_attention` were answered with no.

    `clock_ahead_s` is how far this computer's clock is ahead of the gateway's (negative: behind).
    """

    last_contact: datetime | None
    pending: int
    needs_attention: int
    clock_ahead_s: float = 0.0


@dataclass(frozen=True, slots=True)
class ReadingState:
    """Where this person stopped reading a document: page from 0, zoom 1.0 = true size.

    A zoom of 0.0 fits the width, or where `whole` the page. `arrangement` says how pages stood, `turn` counts
    quarter turns clockwise, `pane` names the side panes that were open, `down` is how far the top of the view
    was below that of the page, in parts of a page, `read_at` when that was (seconds since 1970, UTC).
    """

    page: int = 0
    zoom: float = 0.0
    arrangement: str = "continuous"
    turn: int = 0
    pane: str = ""
    down: float = 0.0
    whole: bool = False
    read_at: float = 0.0


class SealingState(StrEnum):
    """CONFIRMED: in the ledger. REFUSED: the gateway said no. WAITING: sent, the answer is still out."""

    CONFIRMED = "confirmed"
    REFUSED = "refused"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True, kw_only=True)
class SealingSubject:
    """One document of an application: the very file to be sealed next, and the seals to choose from."""

    request: SealRequest
    item: RequestedDocument
    document: OfficialDocument
    seals: tuple[ESeal, ...]
    original: bytes
