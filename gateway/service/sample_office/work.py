"""The sample office's work lists: 待办 from open steps, 待阅 from circulations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time

from core.office import Queue, WorkItem
from core.office.calendar import OFFICE_TIME
from gateway.service.sample_office.shape import DocumentIn, OfficeIn, ReceivedIn, StaffIn
from gateway.service.sample_office.values import local, posts_of, with_role

_CLOSED_STATES = frozenset({"已办结", "已退回"})
_CIRCULATED_IN_OFFICE = frozenset({"已分发", "已印发"})


def work_items(office: OfficeIn) -> Iterator[WorkItem]:
    """待办 from the open steps, 待阅 from circulations; one entry per person and document."""
    holders = {post: member.id for member in office.staff for post in posts_of(member)}
    for document in office.documents:
        for number, step in enumerate(document.flow):
            if step.done is None:
                yield _work(
                    document.id, step.user_id, Queue.TODO, step.node, local(step.arrived), number=number
                )
        if document.state in _CIRCULATED_IN_OFFICE and "org-office" in document.issuers:
            yield from _office_reading(document, office)
    for received in office.received:
        yield from _received_work(received, holders)


def _office_reading(document: DocumentIn, office: OfficeIn) -> Iterator[WorkItem]:
    """What the office itself issued is read in its own sections."""
    day = document.print_date or document.date
    if day is None:
        return
    for member in office.staff:
        if member.org_id.startswith("org-off") and not _is_administrator(member, office):
            arrived = datetime.combine(day, time(9), OFFICE_TIME)
            yield _work(document.id, member.id, Queue.TO_READ, "传阅", arrived, circulated=True)


def _received_work(received: ReceivedIn, holders: Mapping[str, str]) -> Iterator[WorkItem]:
    arrived = local(received.received_at)
    for reader in received.circulation:
        yield _work(
            received.id,
            reader.user_id,
            Queue.TO_READ,
            "传阅",
            arrived,
            deadline=received.due,
            circulated=True,
            done_at=local(reader.read_at) if reader.read_at else None,
        )
    holder = holders.get(received.current_post_id)
    if received.circulation or received.state in _CLOSED_STATES or holder is None:
        return
    reading = received.state == "待阅"
    yield _work(
        received.id,
        holder,
        Queue.TO_READ if reading else Queue.TODO,
        "阅件" if reading else received.state.removeprefix("待").removesuffix("中"),
        arrived,
        deadline=received.due,
    )


def _work(
    document_id: str,
    person_id: str,
    queue: Queue,
    node: str,
    arrived_at: datetime,
    *,
    number: int = 0,
    deadline: date | None = None,
    circulated: bool = False,
    done_at: datetime | None = None,
) -> WorkItem:
    suffix = f"-{number}" if number else ""
    return WorkItem(
        id=f"w-{document_id}-{person_id}{suffix}",
        person_id=person_id,
        document_id=document_id,
        queue=queue,
        node=node,
        arrived_at=arrived_at,
        deadline=deadline,
        circulated=circulated,
        done_at=done_at,
    )


def _is_administrator(member: StaffIn, office: OfficeIn) -> bool:
    return any(member.id in with_role(office, role) for role in ("sysadmin", "secadmin", "auditor"))
