"""Records, pages and acts for the desktop's tests."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from core.crypto import Argon2id
from core.ids import content_address, uuid7
from core.office import (
    AgendaItem,
    Attachment,
    Box,
    Classification,
    ClearanceClass,
    DocumentVersion,
    FileFormat,
    Meeting,
    OfficialDocument,
    Person,
    Queue,
    SecrecyLevel,
    Urgency,
    WorkItem,
)
from core.sync.journal import PendingAction
from core.sync.wire import Act, Action, Change, ChangesPage, Put, Record, SetAgendaDuration

QUICK = Argon2id(memory_kib=64, iterations=1, lanes=1)
PASSWORD = "正确的口令 1"
NOW = datetime(2026, 6, 17, 9, tzinfo=UTC)
BODY = "经研究,同意将北滨路公园列入改造计划。".encode()


def document(
    record_id: str = "doc-1",
    *,
    title: str = "关于北滨路公园改造的请示",
    number: str | None = "江城管〔2026〕8号",
    content: bytes = BODY,
    box: Box = Box.INCOMING,
    classification: Classification | None = None,
    urgency: Urgency = Urgency.NONE,
    attachments: tuple[Attachment, ...] = (),
) -> OfficialDocument:
    version = DocumentVersion(
        id=f"{record_id}-v1",
        blob=content_address(content),
        size=len(content),
        format=FileFormat.OFD,
        made_at=NOW,
        made_by="p-1",
    )
    return OfficialDocument(
        id=record_id,
        box=box,
        title=title,
        doc_kind="请示",
        doc_number=number,
        register_no=None,
        urgency=urgency,
        classification=classification or Classification(level=SecrecyLevel.INTERNAL),
        issuer_ids=("org-1",),
        doc_date=None,
        received_at=NOW,
        state="办理中",
        versions=(version,),
        attachments=attachments,
    )


def work_item(record_id: str = "w-1", document_id: str = "doc-1", queue: Queue = Queue.TO_READ) -> WorkItem:
    return WorkItem(
        id=record_id, person_id="p-1", document_id=document_id, queue=queue, node="传阅", arrived_at=NOW
    )


def meeting(record_id: str = "m-1") -> Meeting:
    return Meeting(
        id=record_id,
        name="区政府常务会议",
        meeting_kind="常务会议",
        session_no=12,
        opens_at=NOW,
        closes_at=NOW,
        venue="第一会议室",
        chair_id="p-9",
        state="会前准备",
        classification=Classification(),
        secretary_ids=("p-1",),
    )


def person(record_id: str = "p-1", clearance: ClearanceClass = ClearanceClass.GENERAL) -> Person:
    return Person(
        id=record_id,
        name="唐景和",
        org_id="org-1",
        post_id="post-1",
        position="秘书",
        order_key="010",
        clearance=clearance,
    )


def agenda_item(record_id: str = "ag-1", position: str = "V", meeting_id: str = "m-1") -> AgendaItem:
    return AgendaItem(
        id=record_id,
        meeting_id=meeting_id,
        position=position,
        title="审议公园改造计划",
        reporting_org_id=None,
        reporter_id=None,
        duration_min=10,
        item_kind="审议",
        classification=Classification(),
    )


def put(record: Record, version: int = 1) -> Put:
    return Put(version=version, record=record)


def page(
    changes: Iterable[Change], *, cursor: str = "c-1", epoch: str = "e-1", more: bool = False
) -> ChangesPage:
    return ChangesPage(epoch=epoch, cursor=cursor, changes=tuple(changes), more=more, server_time=NOW)


def pending(number: int = 1, act: Act | None = None) -> PendingAction:
    chosen = act or SetAgendaDuration(item_id="ag-1", duration_min=10 + number)
    action = Action(id=uuid7(1_800_000_000_000, number), base_version=1, made_at=NOW, act=chosen)
    return PendingAction(action=action)
