"""The sample office's people, documents, work lists and meetings as records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone

from core.office import (
    AgendaItem,
    Attachment,
    Classification,
    ClearanceClass,
    DocumentVersion,
    FileFormat,
    Meeting,
    MeetingPaper,
    OfficialDocument,
    Opinion,
    Organisation,
    Person,
    Post,
    Queue,
    SecrecyLevel,
    Urgency,
    WorkItem,
)
from core.office.document import Box
from core.sync.position import spread
from core.sync.wire import Record
from gateway.service.sample_shape import (
    AgendaItemIn,
    DocumentIn,
    MaterialIn,
    MeetingIn,
    OfficeIn,
    ReceivedIn,
    Secrecy,
    StaffIn,
)

OFFICE_TIME = timezone(timedelta(hours=8))
ISSUED_STATES = frozenset({"已归档", "已发布", "已印发", "已分发", "已发出"})
_MEETING_LEVELS = {"公开": SecrecyLevel.OPEN, "内部": SecrecyLevel.INTERNAL}
_CLOSED_STATES = frozenset({"已办结", "已退回"})
_CIRCULATED_IN_OFFICE = frozenset({"已分发", "已印发"})
_MEMBERS_ONLY = "组成人员"
_MAIN_TEXT = "正文"


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleFile:
    """A file of the sample office, already in the blob store."""

    title: str
    within: str
    blob: str
    size: int
    format: FileFormat


Files = Mapping[str, SampleFile]


def local(moment: datetime) -> datetime:
    """The sample's times are those of the office's wall clock."""
    return moment.replace(tzinfo=OFFICE_TIME)


def directory(office: OfficeIn) -> Iterator[Record]:
    for organisation in office.organisations:
        yield Organisation(
            id=organisation.id,
            name=organisation.name,
            short_name=organisation.short_name,
            parent_id=organisation.parent_id,
            order_key=organisation.order_key,
            agency_code=organisation.agency_code,
        )
    posts = {post.id: post for post in office.posts}
    for post in office.posts:
        yield Post(id=post.id, name=post.name, org_id=post.org_id, rank=post.rank)
    for member in office.staff:
        held = {member.primary_post_id, *member.extra_post_ids}
        yield Person(
            id=member.id,
            name=member.name,
            org_id=member.org_id,
            post_id=member.primary_post_id,
            position=posts[member.primary_post_id].name,
            order_key=member.order_key,
            clearance=ClearanceClass(member.clearance_class),
            roles=frozenset(role.id for role in office.roles if held & set(role.post_ids)),
            internal_phone=member.internal_phone,
            backup_person_id=member.backup_staff_id,
        )


def documents(
    office: OfficeIn, files: Files, sealed: Mapping[str, Sequence[DocumentVersion]]
) -> Iterator[Record]:
    """Outgoing and incoming documents; `sealed` holds the versions that sealing added, by document."""
    for document in office.documents:
        yield _outgoing(document, office, files, sealed.get(document.id, ()))
    for received in office.received:
        yield _incoming(received, files, sealed)


def first_version(document_id: str, file: SampleFile, made_at: datetime, made_by: str) -> DocumentVersion:
    return DocumentVersion(
        id=f"{document_id}-v1",
        blob=file.blob,
        size=file.size,
        format=file.format,
        made_at=made_at,
        made_by=made_by,
    )


def made_at(document: DocumentIn) -> datetime:
    """When the sample's document was typeset: at the end of its last finished step before sealing."""
    finished = [step.done for step in document.flow if step.done is not None and step.node != "用印"]
    if finished:
        return local(max(finished))
    day = document.date or document.print_date
    return datetime.combine(day, time(9), OFFICE_TIME) if day else datetime(2026, 1, 1, 9, tzinfo=OFFICE_TIME)


def work_items(office: OfficeIn) -> Iterator[WorkItem]:
    """待办 from the open steps, 待阅 from circulations; one entry per person and document."""
    holders = {post: member.id for member in office.staff for post in _posts(member)}
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


def meetings(office: OfficeIn, files: Files) -> Iterator[Record]:
    secretaries = _with_role(office, "meeting_secretary")
    guards = _with_role(office, "confidential_clerk")
    heads = {member.org_id: member.id for member in reversed(office.staff)}
    for meeting in office.meetings:
        yield Meeting(
            id=meeting.id,
            name=meeting.name,
            meeting_kind=meeting.type,
            session_no=meeting.session_no,
            opens_at=local(meeting.start),
            closes_at=local(meeting.end),
            venue=meeting.venue,
            chair_id=meeting.chair,
            state=meeting.state,
            classification=Classification(level=_MEETING_LEVELS.get(meeting.secrecy, SecrecyLevel.INTERNAL)),
            member_ids=meeting.present_required,
            standing_observer_ids=meeting.fixed_observers,
            secretary_ids=secretaries,
        )
        for item, position in zip(meeting.agenda, spread(len(meeting.agenda)), strict=True):
            observing = tuple(heads[one] for one in item.observers if one in heads)
            scope = frozenset(
                one
                for one in (
                    *meeting.present_required,
                    meeting.chair,
                    *secretaries,
                    *guards,
                    item.reporter,
                    *observing,
                )
                if one
            )
            yield _agenda_item(item, meeting, position, scope, files)


def _outgoing(
    document: DocumentIn, office: OfficeIn, files: Files, sealed: Sequence[DocumentVersion]
) -> OfficialDocument:
    drafter = document.flow[0].user_id if document.flow else office.staff[0].id
    # The organs' own copy of what the office has received from them is for those organs.
    scope = (
        frozenset(member.id for member in office.staff if member.org_id in document.issuers)
        if document.incoming
        else None
    )
    return OfficialDocument(
        id=document.id,
        box=Box.OUTGOING,
        title=document.title,
        doc_kind=document.kind,
        doc_number=document.doc_number,
        register_no=None,
        urgency=Urgency(document.urgency),
        classification=classification(document.secrecy, scope),
        issuer_ids=document.issuers,
        doc_date=document.date,
        received_at=None,
        state=document.state,
        versions=(first_version(document.id, files[document.id], made_at(document), drafter), *sealed),
        attachments=_attachments(document.id, document.attachments, files),
        opinions=tuple(
            Opinion(node=step.node, person_id=step.user_id, written_at=local(step.done), text=step.opinion)
            for step in document.flow
            if step.done is not None and step.opinion
        ),
        copy_no=document.copy_no,
        issued=document.state in ISSUED_STATES,
    )


def _incoming(
    received: ReceivedIn, files: Files, sealed: Mapping[str, Sequence[DocumentVersion]]
) -> OfficialDocument:
    arrived = local(received.received_at)
    text = next((link.target for link in received.links if link.type == _MAIN_TEXT), received.id)
    version = first_version(received.id, files[text], arrived, received.from_org_id)
    if sealed.get(text):
        last = sealed[text][-1]
        version = DocumentVersion(
            id=version.id,
            blob=last.blob,
            size=last.size,
            format=last.format,
            made_at=arrived,
            made_by=received.from_org_id,
            sealed=True,
        )
    circulated = (
        Opinion(node="传阅", person_id=reader.user_id, written_at=local(reader.read_at), text=reader.text)
        for reader in received.circulation
        if reader.read_at is not None and reader.text
    )
    opinions = (
        Opinion(node=one.node, person_id=one.user_id, written_at=local(one.time), text=one.text)
        for one in received.opinions
    )
    return OfficialDocument(
        id=received.id,
        box=Box.INCOMING,
        title=received.title,
        doc_kind=received.kind,
        doc_number=received.doc_number,
        register_no=received.register_no,
        urgency=Urgency(received.urgency),
        classification=classification(received.secrecy, received.known_to),
        issuer_ids=received.joint_org_ids or (received.from_org_id,),
        doc_date=None,
        received_at=arrived,
        state=received.state,
        versions=(version,),
        attachments=_attachments(received.id, received.attachments, files),
        opinions=tuple(sorted((*opinions, *circulated), key=lambda opinion: opinion.written_at)),
        copy_no=received.copy_no,
        return_reason=received.return_reason,
        allow_print=received.allow_print,
        allow_copy=received.allow_copy,
    )


def classification(secrecy: Secrecy, known_to: frozenset[str] | None) -> Classification:
    return Classification(level=SecrecyLevel(secrecy.level), period=secrecy.period, known_to=known_to)


def _attachments(document_id: str, titles: Sequence[str], files: Files) -> tuple[Attachment, ...]:
    """附件 by title; those with a file of their own open, the others are part of the document's text."""
    own = {
        file.title: file for key, file in files.items() if file.within == document_id and key != document_id
    }
    return tuple(
        Attachment(title=title, blob=own[title].blob, size=own[title].size, format=own[title].format)
        if title in own
        else Attachment(title=title)
        for title in (*titles, *(extra for extra in own if extra not in titles))
    )


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


def _agenda_item(
    item: AgendaItemIn, meeting: MeetingIn, position: str, scope: frozenset[str], files: Files
) -> AgendaItem:
    secret = SecrecyLevel(item.secrecy.level).is_state_secret
    return AgendaItem(
        id=item.id,
        meeting_id=meeting.id,
        position=position,
        title=item.title,
        reporting_org_id=item.reporter_org,
        reporter_id=item.reporter,
        duration_min=item.duration_min,
        item_kind=item.decision_type,
        classification=classification(item.secrecy, scope if secret else None),
        observer_ids=item.observers,
        papers=tuple(_paper(material, files) for material in item.materials),
        members_only=item.restricted_to == _MEMBERS_ONLY,
        collect_after=item.collect_after,
    )


def _paper(material: str | MaterialIn, files: Files) -> MeetingPaper:
    if isinstance(material, str):
        return MeetingPaper(title=material)
    file = files.get(material.id)
    if file is None:
        return MeetingPaper(title=material.title)
    return MeetingPaper(title=material.title, blob=file.blob, size=file.size, format=file.format)


def _posts(member: StaffIn) -> tuple[str, ...]:
    return (member.primary_post_id, *member.extra_post_ids)


def _with_role(office: OfficeIn, role_id: str) -> tuple[str, ...]:
    posts = {post for role in office.roles if role.id == role_id for post in role.post_ids}
    return tuple(member.id for member in office.staff if posts & set(_posts(member)))


def _is_administrator(member: StaffIn, office: OfficeIn) -> bool:
    return any(member.id in _with_role(office, role) for role in ("sysadmin", "secadmin", "auditor"))
