"""Official documents (公文), their immutable versions, and the work lists 待办 and 待阅."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from core.office.classification import Classification

SIGNING_OFF_NODE = "签发"
CANCELLED_STATES = frozenset({"已撤销", "已废止", "已作废"})


class Urgency(StrEnum):
    """紧急程度 (GB/T 9704 7.2.3); `rank` sorts 特急 first."""

    NONE = "none"
    URGENT = "jiaji"
    EXTRA_URGENT = "teji"

    @property
    def rank(self) -> int:
        return (Urgency.EXTRA_URGENT, Urgency.URGENT, Urgency.NONE).index(self)


class FileFormat(StrEnum):
    OFD = "ofd"
    PDF = "pdf"


class Box(StrEnum):
    """Which register a document stands in."""

    INCOMING = "incoming"
    OUTGOING = "outgoing"


class DocumentVersion(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One immutable state of a document's file; `blob` is its content address, `size` in bytes."""

    id: str
    blob: str
    size: int
    format: FileFormat
    made_at: datetime
    made_by: str
    sealed: bool = False
    note: str = ""


class Attachment(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """附件: a title, and its file when the office holds one."""

    title: str
    blob: str | None = None
    size: int = 0
    format: FileFormat | None = None


class Opinion(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An opinion written at a node of the procedure; append-only."""

    node: str
    person_id: str
    written_at: datetime
    text: str


class OfficialDocument(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="official_document"
):
    """A 公文 as the gateway registers it; the last of `versions` is the current one.

    `prints_per_receiver` is how many copies each person may print; None sets no limit.
    """

    id: str
    box: Box
    title: str
    doc_kind: str
    doc_number: str | None
    register_no: str | None
    urgency: Urgency
    classification: Classification
    issuer_ids: tuple[str, ...]
    doc_date: date | None
    received_at: datetime | None
    state: str
    versions: tuple[DocumentVersion, ...]
    attachments: tuple[Attachment, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    copy_no: str | None = None
    return_reason: str | None = None
    allow_print: bool = True
    allow_copy: bool = True
    issued: bool = False
    prints_per_receiver: Annotated[int, Meta(ge=0)] | None = None

    @property
    def current(self) -> DocumentVersion | None:
        return self.versions[-1] if self.versions else None

    @property
    def is_signed_off(self) -> bool:
        """Whether it was signed off (签发): issued since, or with the signer's opinion at that step."""
        return self.issued or any(opinion.node == SIGNING_OFF_NODE for opinion in self.opinions)

    @property
    def is_cancelled(self) -> bool:
        """Whether it was revoked, repealed or voided (撤销, 废止, 作废)."""
        return self.state in CANCELLED_STATES


class Queue(StrEnum):
    """待办 (to handle) and 待阅 (to read) are two queues."""

    TODO = "todo"
    TO_READ = "to_read"


class WorkItem(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="work_item"):
    """One entry of one person's work list; only that person receives it.

    `circulated` says that the document came by 传阅; `done_at` is None while it waits.
    """

    id: str
    person_id: str
    document_id: str
    queue: Queue
    node: str
    arrived_at: datetime
    deadline: date | None = None
    circulated: bool = False
    done_at: datetime | None = None
