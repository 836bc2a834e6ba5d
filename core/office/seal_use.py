"""Electronic seals (电子印章), applications for their use (用印申请), the ledger (印章台账) and alarms."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

APPROVER_ROLES = frozenset({"leader", "seal_approver"})
"""Who may decide on an application; never the applicant."""

CUSTODIAN_ROLE = "seal_custodian"
SECURITY_ROLE = "secadmin"
AUDITOR_ROLE = "auditor"
ADMINISTRATOR_ROLES = frozenset({"sysadmin", SECURITY_ROLE, AUDITOR_ROLE})
"""三员: they see no content, so none of them witnesses a use."""


class SealState(StrEnum):
    """REGISTERED: 备案, not yet 启用. SUSPENDED: 停用. CANCELLED: 注销, for good."""

    REGISTERED = "registered"
    IN_USE = "in_use"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"


class UseKind(StrEnum):
    """How a seal stands in a document: 落款章, 骑缝章, by a keyword, the same place on every page."""

    CLOSING = "closing"
    STRADDLE = "straddle"
    KEYWORD = "keyword"
    EVERY_PAGE = "every_page"


class OfflineGrace(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How often and how long a seal may be used without asking the gateway, since it was last asked."""

    uses_max: Annotated[int, Meta(ge=1, le=100)]
    hours_max: Annotated[int, Meta(ge=1, le=720)]


class Handover(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The present custodian offers the custody; `certificate` (DER) and `signature` are theirs."""

    to_person_id: str
    offered_at: datetime
    certificate: bytes
    signature: bytes


class CustodyChange(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A handover that took place: the offer, and the receiver's signature over the same statement."""

    from_person_id: str
    offer: Handover
    taken_at: datetime
    certificate: bytes
    signature: bytes


class ESeal(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="e_seal"):
    """电子印章: `blob` addresses its SES data (.esl), `renewed_from` those it had before; sizes in mm.

    `custody` are the handovers there have been, the oldest first. `demands_time_stamp`: the operator's word
    about the time will not do for this seal, whatever the office's policy says.
    """

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
    offline_grace: OfflineGrace | None = None
    handover: Handover | None = None
    renewed_from: str | None = None
    state_reason: str = ""
    custody: tuple[CustodyChange, ...] = ()
    demands_time_stamp: bool = False

    def expires_within(self, days: int, today: date) -> bool:
        """Whether a seal that is not cancelled ends within `days` from `today`, or has ended already."""
        return self.state is not SealState.CANCELLED and self.valid_until <= today + timedelta(days=days)


class RequestState(StrEnum):
    PENDING = "pending"
    APPROVED = "approved"
    SEALED = "sealed"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class RequestedDocument(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One document of an application: the file that was approved, and the one to be sealed next.

    After an earlier seal of the same application `blob` is that sealed file; `done` are the seals on it.
    """

    document_id: str
    approved_blob: str
    blob: str
    pages: Annotated[int, Meta(ge=1)]
    done: tuple[str, ...] = ()


class WitnessConfirmation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """监印: the witness signed `core.seal.custody.witness_statement`; `certificate` in DER."""

    seal_id: str
    witness_id: str
    confirmed_at: datetime
    certificate: bytes
    signature: bytes


class SealRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="seal_request"):
    """用印申请 for one or many documents; `seal_ids` in protocol order (排序), for joint seals.

    `blocked_reason` is what stands in the way before it is approved, `reason` why it was refused.
    """

    id: str
    items: tuple[RequestedDocument, ...]
    subject: str
    seal_ids: tuple[str, ...]
    kinds: tuple[UseKind, ...]
    copies: int
    applicant_id: str
    applied_at: datetime
    state: RequestState
    approver_id: str | None = None
    approved_at: datetime | None = None
    blocked_reason: str | None = None
    reason: str = ""
    confirmations: tuple[WitnessConfirmation, ...] = ()

    def item_of(self, document_id: str) -> RequestedDocument | None:
        return next((item for item in self.items if item.document_id == document_id), None)

    def confirmation_of(self, seal_id: str) -> WitnessConfirmation | None:
        return next((each for each in self.confirmations if each.seal_id == seal_id), None)

    def awaits(self, seal_ids: Collection[str]) -> bool:
        """Whether, now that it is approved, one of these seals comes next on a document."""
        return self.state is RequestState.APPROVED and any(
            next((seal for seal in self.seal_ids if seal not in item.done), None) in seal_ids
            for item in self.items
        )

    def is_finished(self) -> bool:
        """Whether every seal is on every document."""
        return bool(self.items) and all(set(self.seal_ids) <= set(item.done) for item in self.items)


class UseOutcome(StrEnum):
    SEALED = "sealed"
    REFUSED = "refused"


class UsePermit(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """准用: the gateway's ledger key signed, before the use, that it may be (`core.seal.permit`)."""

    granted_at: Annotated[datetime, Meta(tz=True)]
    signature: Annotated[bytes, Meta(min_length=1, max_length=200)]


class LedgerEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="ledger_entry"):
    """One use of one seal, or its refusal with `reason`, a code; it tells no title.

    `sequence_no` has no gaps, `previous` is the digest of the entry before (`core.seal.ledger`). `pages`,
    from 0, bear the seal. `witness_digest` is the SHA-256 of the witness's confirmation. The operator says
    `used_at` and signed it with the rest (`core.seal.custody.use_statement`); the gateway's ledger key signed
    the entry at `recorded_at`, and its certificate (DER) stands beside. `permit` is what the same key said
    before the use; uses off line and refused ones have none, nor have entries older than permits: for their
    sake it is left out of what is signed where it is not there.
    """

    id: str
    sequence_no: int
    used_at: datetime
    seal_id: str
    request_id: str | None
    document_id: str | None
    original_blob: str | None
    sealed_blob: str | None
    operator_id: str
    witness_id: str | None
    previous: str
    kinds: tuple[UseKind, ...] = ()
    pages: tuple[int, ...] = ()
    copies: int = 1
    offline: bool = False
    outcome: UseOutcome = UseOutcome.SEALED
    reason: str = ""
    witness_digest: str = ""
    recorded_at: datetime | None = None
    permit: UsePermit | UnsetType = UNSET
    operator_certificate: bytes = b""
    operator_signature: bytes = b""
    gateway_certificate: bytes = b""
    gateway_signature: bytes = b""


class AlarmKind(StrEnum):
    USED_WHILE_CANCELLED = "used_while_cancelled"
    USED_WHILE_SUSPENDED = "used_while_suspended"
    USED_OUT_OF_PERIOD = "used_out_of_period"
    USED_WITHOUT_APPROVAL = "used_without_approval"
    USED_WITHOUT_TIME_STAMP = "used_without_time_stamp"
    USED_WITHOUT_ASKING = "used_without_asking"
    RULES_CHANGED = "rules_changed"
    OFFLINE_USE_REFUSED = "offline_use_refused"
    LEDGER_BROKEN = "ledger_broken"


class SealAlarm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="seal_alarm"):
    """Seal monitoring (印章监控): somebody tried what no seal may be used for. It tells no title.

    RULES_CHANGED: somebody said anew how the seal, or without `seal_id` every seal, may be used.
    `operator_id` is "" for what was done at the gateway itself.
    """

    id: str
    seal_id: str
    kind: AlarmKind
    raised_at: datetime
    operator_id: str
    request_id: str | None = None
    document_id: str | None = None
    acknowledged_by: str | None = None
    acknowledged_at: datetime | None = None


class OfficePolicy(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="office_policy"
):
    """What the office has decided for everybody.

    `weakened_display`: seals are shown faint (脱密展示). `ledger_export`: the ledger may be written into
    files, and not only onto paper. `demands_time_stamp`: no seal is used without a time stamp.
    """

    id: Literal["office-policy"] = "office-policy"
    weakened_display: bool = False
    expiry_notice_days: Annotated[int, Meta(ge=0, le=3650)] = 60
    ledger_export: bool = False
    demands_time_stamp: bool = False


class PrintCount(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="print_count"):
    """How many copies of a document a person has printed."""

    id: str
    document_id: str
    person_id: str
    copies: int
