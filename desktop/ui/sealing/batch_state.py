"""Many documents under one application, as the screen shows them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from core.errors import AppError
from core.office import UseKind
from core.seal import Anchor, PlacementRule
from desktop.ui.sealing.placing import Pressing, SealPlace, Straddling
from desktop.workspace import BatchItem


class BatchPhase(Enum):
    """EXAMPLE: the rule is being chosen. LOOKING, LOOKED: it is tried on every document. SEALING, OVER."""

    EXAMPLE = "example"
    LOOKING = "looking"
    LOOKED = "looked"
    SEALING = "sealing"
    OVER = "over"


class Fate(Enum):
    """What stands beside a document. NO_PLACE waits for a hand; BEFORE: it bore the seal already."""

    UNSEEN = "unseen"
    READY = "ready"
    BY_HAND = "by_hand"
    NO_PLACE = "no_place"
    LEFT_OUT = "left_out"
    SEALED = "sealed"
    WAITING = "waiting"
    FAILED = "failed"
    BEFORE = "before"


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchRow:
    """A document of the application; `item` is where its seal goes, `error` why there is no place or seal."""

    document_id: str
    title: str
    number: str = ""
    fate: Fate = Fate.UNSEEN
    item: BatchItem | None = None
    error: AppError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchState:
    """`done` of `total` documents in the pass that is under way; `stopped` is what ended a run early."""

    phase: BatchPhase = BatchPhase.EXAMPLE
    rule: PlacementRule = field(default_factory=lambda: PlacementRule(anchor=Anchor.DATE))
    rows: tuple[BatchRow, ...] = ()
    done: int = 0
    total: int = 0
    stopped: AppError | None = None

    def count(self, *fates: Fate) -> int:
        return sum(row.fate in fates for row in self.rows)

    @property
    def ready(self) -> tuple[BatchItem, ...]:
        """What a run would press."""
        return tuple(
            row.item for row in self.rows if row.item is not None and row.fate in (Fate.READY, Fate.BY_HAND)
        )

    @property
    def may_run(self) -> bool:
        """Every document has been looked at, and each has a place or was left out on purpose."""
        at_rest = self.phase in (BatchPhase.LOOKED, BatchPhase.OVER)
        return at_rest and not self.count(Fate.UNSEEN, Fate.NO_PLACE) and bool(self.ready)

    def row(self, document_id: str) -> BatchRow | None:
        return next((row for row in self.rows if row.document_id == document_id), None)

    def pressing_of(self, document_id: str) -> Pressing | None:
        """Where the rule, or a hand, has put the seal on a document; None where neither has."""
        row = self.row(document_id)
        if row is None or row.item is None:
            return None
        along = Straddling(self.rule.edge, self.rule.offset_mm) if self.rule.edge is not None else None
        kind = next((each for each in row.item.kinds if each is not UseKind.STRADDLE), UseKind.CLOSING)
        places = tuple(
            SealPlace(each.page, each.boundary.x, each.boundary.y, kind)
            for each in row.item.placements
            if each.clip is None
        )
        return Pressing(places=places, straddling=along)
