"""What an unlocked profile holds, as its person sees it; all of it in memory."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import TypeVar

from core.office import (
    AgendaEntry,
    AgendaGap,
    AgendaItem,
    Box,
    ClearanceClass,
    ESeal,
    Meeting,
    OfficialDocument,
    Organisation,
    Person,
    Post,
    Queue,
    SealRequest,
    Slot,
    Urgency,
    WorkItem,
    in_agenda_order,
    in_protocol_order,
    schedule,
)
from core.sync.journal import PendingAction, PendingState
from core.sync.wire import EnrolmentKit, Record
from desktop.errors import NotPermitted, RecordAbsent, WorkspaceLocked
from desktop.workspace.projection import Projection
from desktop.workspace.searching import searched_text, words_of
from desktop.workspace.values import WorkRow

RecordT = TypeVar("RecordT", bound=Record)


class Holdings:
    """The reading half of a workspace. Need-to-know is checked here again, whatever the gateway sent."""

    def __init__(self, kit: EnrolmentKit, projection: Projection) -> None:
        self._kit = kit
        self._projection = projection
        self._searched: dict[str, tuple[OfficialDocument, str]] = {}
        self._locked = False

    @property
    def person(self) -> Person:
        """Whose workspace this is; name and id only until the first sync has brought the rest."""
        found = self._projection.find(self._kit.person_id)
        return found if isinstance(found, Person) else _stranger(self._kit)

    def work_items(self, queue: Queue) -> list[WorkRow]:
        """What waits in 待办 or 待阅: 特急 first, then by deadline, then by arrival."""
        me = self._kit.person_id
        waiting = [
            WorkRow(item, self._document_or_none(item.document_id))
            for item in self._all(WorkItem)
            if item.queue is queue and item.person_id == me and item.done_at is None
        ]
        return sorted(waiting, key=_by_need)

    def documents(self, box: Box | None = None, search: str = "") -> list[OfficialDocument]:
        """The documents this person may see, newest first; every word of `search` must occur."""
        words = words_of(search)
        found = [
            each
            for each in self._all(OfficialDocument)
            if (box is None or each.box is box) and self._may_see(each) and self._matches(each, words)
        ]
        return sorted(found, key=_age, reverse=True)

    def document(self, document_id: str) -> OfficialDocument:
        """One document, its need-to-know checked again. Raises `RecordAbsent`, `NotPermitted`."""
        document = self._find(document_id, OfficialDocument)
        if not self._may_see(document):
            raise NotPermitted(document_id)
        return document

    def meetings(self) -> list[Meeting]:
        """By opening time."""
        seen = filter(self._may_see, self._all(Meeting))
        return sorted(seen, key=lambda meeting: (meeting.opens_at, meeting.id))

    def agenda(self, meeting_id: str) -> list[Slot]:
        """The meeting's items and the gaps between them with their times, waiting acts included.

        Raises `RecordAbsent`.
        """
        meeting = self._find(meeting_id, Meeting)
        return list(schedule(self._agenda_of(meeting_id), meeting.opens_at))

    def people(self) -> list[Person]:
        """In protocol order (排序)."""
        return in_protocol_order(self._all(Person))

    def organisations(self) -> list[Organisation]:
        return in_protocol_order(self._all(Organisation))

    def name_of(self, record_id: str) -> str:
        """The name of a person, organisation, post or seal, the title of a document or agenda item, or ""."""
        self._require_open()
        record = self._projection.find(record_id)
        match record if record is not None and self._may_see(record) else None:
            case Person() | Organisation() | Post() | ESeal() | Meeting() as named:
                return named.name
            case OfficialDocument() | AgendaItem() as titled:
                return titled.title
            case WorkItem(document_id=document_id):
                return self.name_of(document_id)
            case SealRequest(subject=subject):
                return subject
            case _:
                return self._kit.person_name if record_id == self._kit.person_id else ""

    def seals(self) -> list[ESeal]:
        return sorted(self._all(ESeal), key=lambda seal: seal.id)

    def seal_requests(self) -> list[SealRequest]:
        """The applications this person sees, those that were decided last first."""
        return sorted(
            self._all(SealRequest),
            key=lambda each: (each.approved_at or each.applied_at, each.id),
            reverse=True,
        )

    def seal_names(self, request: SealRequest) -> tuple[str, ...]:
        """The names of an application's seals in their order.

        For a seal that is not for this person's eyes that of its organ, as the document names it; "" without.
        """
        names = tuple(map(self.name_of, request.seal_ids))
        document_id = request.items[0].document_id if request.items else ""
        document = self._projection.find(document_id)
        known = isinstance(document, OfficialDocument) and self._may_see(document)
        issuers = document.issuer_ids if isinstance(document, OfficialDocument) and known else ()
        if len(issuers) != len(names):
            return names
        return tuple(name or self.name_of(organ) for name, organ in zip(names, issuers, strict=True))

    def is_pending(self, record_id: str) -> bool:
        """Whether an act on the record has not been confirmed yet."""
        return self._projection.is_pending(record_id)

    def acts_waiting(self) -> frozenset[str]:
        """The ids of acts that the gateway has not answered yet."""
        self._require_open()
        return frozenset(each.id for each in self._projection.pending if each.state is PendingState.WAITING)

    def needs_attention(self) -> list[PendingAction]:
        """Acts the gateway has answered with no, oldest first."""
        self._require_open()
        return [each for each in self._projection.pending if each.state is not PendingState.WAITING]

    def _all(self, kind: type[RecordT]) -> list[RecordT]:
        self._require_open()
        return self._projection.all(kind)

    def _find(self, record_id: str, kind: type[RecordT]) -> RecordT:
        self._require_open()
        record = self._projection.find(record_id)
        if not isinstance(record, kind):
            raise RecordAbsent(record_id)
        return record

    def _document_or_none(self, document_id: str) -> OfficialDocument | None:
        record = self._projection.find(document_id)
        return record if isinstance(record, OfficialDocument) and self._may_see(record) else None

    def _may_see(self, record: Record) -> bool:
        match record:
            case OfficialDocument() | AgendaItem() | Meeting():
                me = self.person
                return record.classification.admits(me.id, me.clearance)
            case _:
                return True

    def _matches(self, document: OfficialDocument, words: Sequence[str]) -> bool:
        if not words:
            return True
        known, text = self._searched.get(document.id, (None, ""))
        if known is not document:
            text = searched_text(document, " ".join(map(self.name_of, document.issuer_ids)))
            self._searched[document.id] = (document, text)
        return all(word in text for word in words)

    def _agenda_of(self, meeting_id: str) -> list[AgendaEntry]:
        entries: list[AgendaEntry] = [
            *filter(self._may_see, self._all(AgendaItem)),
            *self._all(AgendaGap),
        ]
        return in_agenda_order(entry for entry in entries if entry.meeting_id == meeting_id)

    def _require_open(self) -> None:
        if self._locked:
            raise WorkspaceLocked


def _stranger(kit: EnrolmentKit) -> Person:
    return Person(
        id=kit.person_id,
        name=kit.person_name,
        org_id="",
        post_id="",
        position="",
        order_key="",
        clearance=ClearanceClass.NONE,
    )


def _by_need(row: WorkRow) -> tuple[int, date, datetime, str]:
    urgency = row.document.urgency if row.document else Urgency.NONE
    return urgency.rank, row.item.deadline or date.max, row.item.arrived_at, row.item.id


def _age(document: OfficialDocument) -> tuple[datetime, str]:
    made = document.versions[-1].made_at if document.versions else datetime.fromtimestamp(0, UTC)
    return document.received_at or made, document.id
