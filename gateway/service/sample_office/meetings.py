"""The sample office's meetings and their agendas as records."""

from __future__ import annotations

from collections.abc import Iterator

from core.office import AgendaItem, Classification, Meeting, MeetingPaper, SecrecyLevel
from core.sync.position import spread
from core.sync.wire import Record
from gateway.service.sample_office.shape import AgendaItemIn, MaterialIn, MeetingIn, OfficeIn
from gateway.service.sample_office.values import Files, classification, local, with_role

_MEETING_LEVELS = {"公开": SecrecyLevel.OPEN, "内部": SecrecyLevel.INTERNAL}
_MEMBERS_ONLY = "组成人员"


def meetings(office: OfficeIn, files: Files) -> Iterator[Record]:
    secretaries = with_role(office, "meeting_secretary")
    guards = with_role(office, "confidential_clerk")
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
