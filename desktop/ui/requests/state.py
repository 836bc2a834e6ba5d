"""What the applications' screens show, and what this person may do with the one that is open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum

from core.errors import AppError
from core.office import ESeal, OfficialDocument, RequestedDocument, RequestState, SealRequest


class Desk(Enum):
    """Whose eyes the screen serves: applicants' and approvers', or the witness's."""

    APPLICATIONS = "applications"
    WITNESS = "witness"


class Shelf(Enum):
    """Which applications are listed."""

    WAITING = "waiting"
    MINE = "mine"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestRow:
    """用印申请 with the names of what it mentions.

    `to_decide`: this person approves. `own`: this person applied. `to_confirm` are the seals whose witness
    this person is and has not confirmed yet, `confirmed` those that are. `blocked` is what stands
    in the way of approving, as a code.
    """

    request: SealRequest
    numbers: tuple[str, ...] = ()
    applicant: str = ""
    approver: str = ""
    seals: tuple[ESeal, ...] = ()
    seal_names: tuple[str, ...] = ()
    to_decide: bool = False
    own: bool = False
    to_confirm: tuple[str, ...] = ()
    confirmed: tuple[str, ...] = ()
    blocked: str = ""
    pending: bool = False

    @property
    def id(self) -> str:
        return self.request.id

    @property
    def may_approve(self) -> bool:
        return self.to_decide and not self.blocked

    @property
    def may_withdraw(self) -> bool:
        return self.own and self.request.state in (RequestState.PENDING, RequestState.APPROVED)

    def waits(self, desk: Desk) -> bool:
        """Whether this person is to do something about it at that desk."""
        return bool(self.to_confirm) if desk is Desk.WITNESS else self.to_decide


@dataclass(frozen=True, slots=True)
class RequestedFile:
    """A document of the open application; `document` is None while this person may not see it."""

    item: RequestedDocument
    document: OfficialDocument | None

    @property
    def id(self) -> str:
        return self.item.document_id

    @property
    def number(self) -> str:
        return (self.document.doc_number or "") if self.document else ""

    @property
    def title(self) -> str:
        return self.document.title if self.document else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestsState:
    """`rows` are all applications, `files` the documents of the selected one, `open_file` the one shown."""

    desk: Desk
    shelf: Shelf = Shelf.WAITING
    rows: tuple[RequestRow, ...] = ()
    selected: str | None = None
    files: tuple[RequestedFile, ...] = ()
    open_file: str | None = None
    names: dict[str, str] = field(default_factory=dict)
    loading: bool = True
    acting: bool = False
    error: AppError | None = None
    demonstration: bool = False

    @property
    def row(self) -> RequestRow | None:
        return next((row for row in self.rows if row.id == self.selected), None)

    @property
    def file(self) -> RequestedFile | None:
        return next((each for each in self.files if each.id == self.open_file), None)

    @property
    def shown(self) -> tuple[RequestRow, ...]:
        """The rows of the shelf, what waits first."""
        match self.shelf:
            case Shelf.WAITING:
                listed: Iterable[RequestRow] = (row for row in self.rows if row.waits(self.desk))
            case Shelf.MINE if self.desk is Desk.WITNESS:
                listed = (row for row in self.rows if row.confirmed)
            case Shelf.MINE:
                listed = (row for row in self.rows if row.own)
            case Shelf.ALL:
                listed = self.rows
        return tuple(listed)

    @property
    def first_shelf(self) -> Shelf:
        """Where to begin: with what waits, else with one's own applications."""
        own = self.desk is Desk.APPLICATIONS and any(row.own for row in self.rows)
        return Shelf.MINE if own and not self.waiting else Shelf.WAITING

    @property
    def waiting(self) -> int:
        return sum(row.waits(self.desk) for row in self.rows)


def in_order(rows: Iterable[RequestRow], desk: Desk) -> tuple[RequestRow, ...]:
    """What waits for this person first; then the latest application."""
    return tuple(
        sorted(rows, key=lambda row: (not row.waits(desk), -row.request.applied_at.timestamp(), row.id))
    )
