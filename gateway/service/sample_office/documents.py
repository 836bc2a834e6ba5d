"""The sample office's documents as records, with their versions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, time

from core.office import Attachment, DocumentVersion, OfficialDocument, Opinion, Urgency
from core.office.calendar import OFFICE_TIME
from core.office.document import Box
from core.sync.wire import Record
from gateway.service.sample_office.shape import DocumentIn, OfficeIn, ReceivedIn
from gateway.service.sample_office.values import Files, SampleFile, classification, local
from gateway.service.sealing import SEALING_NODE

ISSUED_STATES = frozenset({"已归档", "已发布", "已印发", "已分发", "已发出"})
_MAIN_TEXT = "正文"


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
    finished = [step.done for step in document.flow if step.done is not None and step.node != SEALING_NODE]
    if finished:
        return local(max(finished))
    day = document.date or document.print_date
    return datetime.combine(day, time(9), OFFICE_TIME) if day else datetime(2026, 1, 1, 9, tzinfo=OFFICE_TIME)


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
