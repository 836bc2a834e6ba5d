"""Electronic seals, applications for their use (用印申请) and the ledger (印章台账)."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

import msgspec


class SealState(StrEnum):
    IN_USE = "in_use"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"


class ESeal(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="e_seal"):
    """电子印章: `blob` addresses its SES data (.esl); sizes in mm."""

    id: str
    name: str
    owner_org_id: str
    seal_kind: str
    width_mm: int
    height_mm: int
    custodian_id: str
    witness_id: str | None
    valid_from: date
    valid_until: date
    state: SealState
    blob: str
    size: int


class RequestState(StrEnum):
    PENDING = "pending"
    APPROVED = "approved"
    SEALED = "sealed"
    REJECTED = "rejected"


class SealRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="seal_request"):
    """用印申请: `document_blob` is the content address of the file that was approved."""

    id: str
    document_id: str | None
    document_blob: str | None
    subject: str
    seal_ids: tuple[str, ...]
    mode: str
    copies: int
    applicant_id: str
    state: RequestState
    approver_id: str | None = None
    approved_at: datetime | None = None
    blocked_reason: str | None = None


class LedgerEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="ledger_entry"):
    """One use of one seal; `sequence_no` has no gaps, `previous` is the digest of the entry before."""

    id: str
    sequence_no: int
    used_at: datetime
    seal_id: str
    request_id: str
    document_id: str
    original_blob: str
    sealed_blob: str
    operator_id: str
    witness_id: str | None
    previous: str
