"""What the sealing screen shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from PySide6.QtGui import QImage

from core.errors import AppError
from core.office import (
    ESeal,
    OfficialDocument,
    Person,
    RequestState,
    SealRequest,
    UseKind,
    WitnessConfirmation,
)
from core.seal.report import Report
from core.sync.wire import SealUseAnswer
from desktop.ui.sealing.batch_state import BatchState
from desktop.ui.sealing.checks import Caution, Surroundings
from desktop.ui.sealing.placing import Placing
from desktop.ui.sealing.suggesting import Ghost
from desktop.workspace import OfflineAllowance

_OPEN = frozenset({RequestState.PENDING, RequestState.APPROVED})


class SealingPhase(Enum):
    """QUEUE: nothing chosen. OPENING. PLACING: before signing. SIGNING. SEALED: done, with its verdict."""

    QUEUE = "queue"
    OPENING = "opening"
    PLACING = "placing"
    SIGNING = "signing"
    SEALED = "sealed"


class Obstacle(Enum):
    """Why the seal cannot be pressed now; each is told in words beside the button."""

    OFFLINE = "offline"
    NOT_APPROVED = "not_approved"
    CLOSED = "closed"
    NO_SEAL_IN_CUSTODY = "no_seal_in_custody"
    NO_WITNESS = "no_witness"
    NO_PLACE = "no_place"
    LEAVES_PAGE = "leaves_page"
    KIND_NOT_APPLIED_FOR = "kind_not_applied_for"
    BATCH_NOT_READY = "batch_not_ready"
    EARLIER_SEAL_MISSING = "earlier_seal_missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestRow:
    """用印申请 with the names of what it mentions; `own_seals` are those of this person's custody in it.

    `next_seal` is the name of the first that is still missing on a document.
    """

    request: SealRequest
    number: str = ""
    applicant: str = ""
    approver: str = ""
    seals: str = ""
    own_seals: frozenset[str] = frozenset()
    next_seal: str = ""

    @property
    def id(self) -> str:
        return self.request.id

    @property
    def mine(self) -> bool:
        return bool(self.own_seals)

    @property
    def count(self) -> int:
        """How many documents it is for."""
        return len(self.request.items)

    @property
    def sealed(self) -> int:
        """How many of them bear every seal of this person's that they are to bear."""
        return sum(self.own_seals <= set(item.done) for item in self.request.items)

    @property
    def can_be_sealed(self) -> bool:
        return self.request.state is RequestState.APPROVED and self.mine and self.sealed < self.count

    @property
    def is_others_turn(self) -> bool:
        """Whether another organ's seal comes next."""
        return self.mine and self.request.state is RequestState.APPROVED and not self.is_our_turn

    @property
    def is_our_turn(self) -> bool:
        """Of several organs' seals, whether ours is the next on a document."""
        return self.request.awaits(self.own_seals)


@dataclass(frozen=True, slots=True, kw_only=True)
class SealingState:
    """`seals` may be chosen, `picture` is the chosen one's.

    `permission` is what the gateway said of the seal when it was last asked, None before it has answered;
    `grace` is what the chosen seal may be used without it.
    """

    phase: SealingPhase = SealingPhase.QUEUE
    rows: tuple[RequestRow, ...] = ()
    loading: bool = True
    selected: str | None = None
    document: OfficialDocument | None = None
    document_hash: str = ""
    seals: tuple[ESeal, ...] = ()
    seal: ESeal | None = None
    picture: QImage | None = None
    placing: Placing | None = None
    around: Surroundings = field(default_factory=Surroundings)
    ghosts: tuple[Ghost, ...] = ()
    cautions: tuple[Caution, ...] = ()
    witnesses: tuple[Person, ...] = ()
    permission: SealUseAnswer | None = None
    grace: OfflineAllowance | None = None
    batch: BatchState | None = None
    online: bool = False
    report: Report | None = None
    waiting_for_gateway: bool = False
    error: AppError | None = None
    demonstration: bool = False

    @property
    def row(self) -> RequestRow | None:
        return next((row for row in self.rows if row.id == self.selected), None)

    @property
    def confirmation(self) -> WitnessConfirmation | None:
        """监印: the witness's word for the chosen seal."""
        if self.row is None or self.seal is None:
            return None
        return self.row.request.confirmation_of(self.seal.id)

    @property
    def witness(self) -> Person | None:
        """Who has confirmed the use of the chosen seal; they may do so while it is being placed."""
        confirmed = self.confirmation.witness_id if self.confirmation is not None else None
        return next((person for person in self.witnesses if person.id == confirmed), None)

    @property
    def earlier_seals_there(self) -> bool:
        """Joint seals are pressed in order: those of the organs before ours are on the document."""
        if self.row is None or self.seal is None or self.document is None:
            return True
        request = self.row.request
        item = request.item_of(self.document.id)
        earlier = request.seal_ids[: request.seal_ids.index(self.seal.id)]
        return item is None or set(earlier) <= set(item.done)

    @property
    def kinds(self) -> tuple[UseKind, ...]:
        """What would be pressed: on this document, or on all that are ready."""
        if self.batch is not None:
            return tuple({kind: None for item in self.batch.ready for kind in item.kinds})
        return self.placing.kinds if self.placing is not None else ()

    @property
    def is_in_grace(self) -> bool:
        """Whether the seal may be pressed off line: one document at a time, within its policy."""
        allowed = self.grace is not None and self.grace.fault is None
        return not self.online and allowed and self.batch is None

    @property
    def is_permitted(self) -> bool:
        """Whether the gateway, or else the seal's grace, lets it be pressed now."""
        return self.is_in_grace or (self.permission is not None and self.permission.permitted)

    @property
    def told_obstacle(self) -> Obstacle | None:
        """What stands beside the button: how the application stands, only where no error says why."""
        obstacle = self.obstacle
        follows = obstacle in {Obstacle.CLOSED, Obstacle.NOT_APPROVED}
        return None if follows and self.error is not None else obstacle

    @property
    def obstacle(self) -> Obstacle | None:
        """The first thing in the way of sealing, in the order in which it is to be removed."""
        request, placing = (self.row.request if self.row else None), self.placing
        applied = set(request.kinds) if request else set()
        holds = {
            Obstacle.CLOSED: request is not None and request.state in _OPEN,
            Obstacle.NOT_APPROVED: request is not None and request.state is RequestState.APPROVED,
            Obstacle.NO_SEAL_IN_CUSTODY: self.seal is not None,
            Obstacle.EARLIER_SEAL_MISSING: self.earlier_seals_there,
            Obstacle.NO_PLACE: placing is not None,
            Obstacle.LEAVES_PAGE: placing is None or not placing.leaving,
            Obstacle.KIND_NOT_APPLIED_FOR: set(self.kinds) <= applied,
            Obstacle.BATCH_NOT_READY: self.batch is None or self.batch.may_run,
            Obstacle.NO_WITNESS: self.confirmation is not None,
            Obstacle.OFFLINE: self.online or self.is_in_grace,
        }
        return next((obstacle for obstacle, holding in holds.items() if not holding), None)


def rows_in_order(rows: list[RequestRow]) -> tuple[RequestRow, ...]:
    """What can be sealed first, then what waits, then what is over; each by its id, that is by age."""
    ranks = (
        RequestState.APPROVED,
        RequestState.PENDING,
        RequestState.SEALED,
        RequestState.REJECTED,
        RequestState.WITHDRAWN,
    )
    return tuple(
        sorted(
            rows,
            key=lambda row: (
                not row.is_our_turn,
                not row.can_be_sealed,
                ranks.index(row.request.state),
                row.id,
            ),
        )
    )
