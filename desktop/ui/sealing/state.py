"""What the sealing screen shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from PySide6.QtGui import QImage

from core.errors import AppError
from core.office import ESeal, OfficialDocument, Person, RequestState, SealRequest
from core.seal.report import Report
from desktop.ui.sealing.checks import Caution, Surroundings
from desktop.ui.sealing.placing import Placing
from desktop.ui.sealing.suggesting import Ghost


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
    NO_SEAL_IN_CUSTODY = "no_seal_in_custody"
    NO_WITNESS = "no_witness"
    NO_PLACE = "no_place"
    SLICES_LEAVE_PAGE = "slices_leave_page"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestRow:
    """用印申请 with the names of what it mentions; `mine`: a seal in this person's custody is asked for."""

    request: SealRequest
    number: str = ""
    applicant: str = ""
    approver: str = ""
    seals: str = ""
    mine: bool = False

    @property
    def id(self) -> str:
        return self.request.id

    @property
    def can_be_sealed(self) -> bool:
        return self.request.state is RequestState.APPROVED and self.mine


@dataclass(frozen=True, slots=True, kw_only=True)
class SealingState:
    """`seals` may be chosen, `picture` is the chosen one's, `witness_id` has confirmed its use."""

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
    witness_id: str | None = None
    online: bool = False
    report: Report | None = None
    waiting_for_gateway: bool = False
    error: AppError | None = None
    demonstration: bool = False

    @property
    def row(self) -> RequestRow | None:
        return next((row for row in self.rows if row.id == self.selected), None)

    @property
    def witness(self) -> Person | None:
        return next((person for person in self.witnesses if person.id == self.witness_id), None)

    @property
    def obstacle(self) -> Obstacle | None:
        """The first thing in the way of sealing, in the order in which it is to be removed."""
        row = self.row
        if row is None or row.request.state is not RequestState.APPROVED:
            return Obstacle.NOT_APPROVED
        if self.seal is None:
            return Obstacle.NO_SEAL_IN_CUSTODY
        if self.placing is None:
            return Obstacle.NO_PLACE
        if self.placing.straddling is not None and not self.placing.slices:
            return Obstacle.SLICES_LEAVE_PAGE
        if self.witness_id is None:
            return Obstacle.NO_WITNESS
        return None if self.online else Obstacle.OFFLINE


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
        sorted(rows, key=lambda row: (not row.can_be_sealed, ranks.index(row.request.state), row.id))
    )
