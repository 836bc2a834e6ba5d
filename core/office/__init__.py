"""What the work is: documents, meetings, seals, people and their order."""

from core.office.classification import Classification, ClearanceClass, SecrecyLevel, highest
from core.office.directory import Organisation, Person, Post, in_protocol_order
from core.office.document import (
    Attachment,
    Box,
    DocumentVersion,
    FileFormat,
    OfficialDocument,
    Opinion,
    Queue,
    Urgency,
    WorkItem,
)
from core.office.meeting import (
    APPOINTMENT,
    AgendaEntry,
    AgendaGap,
    AgendaItem,
    Meeting,
    MeetingPaper,
    Slot,
    in_agenda_order,
    keeps_appointments_last,
    schedule,
)
from core.office.seal_use import ESeal, LedgerEntry, RequestState, SealRequest, SealState

__all__ = [
    "APPOINTMENT",
    "AgendaEntry",
    "AgendaGap",
    "AgendaItem",
    "Attachment",
    "Box",
    "Classification",
    "ClearanceClass",
    "DocumentVersion",
    "ESeal",
    "FileFormat",
    "LedgerEntry",
    "Meeting",
    "MeetingPaper",
    "OfficialDocument",
    "Opinion",
    "Organisation",
    "Person",
    "Post",
    "Queue",
    "RequestState",
    "SealRequest",
    "SealState",
    "SecrecyLevel",
    "Slot",
    "Urgency",
    "WorkItem",
    "highest",
    "in_agenda_order",
    "in_protocol_order",
    "keeps_appointments_last",
    "schedule",
]
