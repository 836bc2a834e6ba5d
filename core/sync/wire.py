"""What client and gateway say to each other (DESIGN.md 6): decoder, validator and schema in one.

Every message is JSON. Unknown fields are refused, lengths are bounded, times carry a zone.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, TypeAlias

import msgspec
from msgspec import Meta

from core.office import (
    AgendaGap,
    AgendaItem,
    ESeal,
    FileFormat,
    LedgerEntry,
    Meeting,
    OfficialDocument,
    Organisation,
    Person,
    Post,
    SealRequest,
    WorkItem,
)

Record: TypeAlias = (
    Organisation
    | Post
    | Person
    | OfficialDocument
    | WorkItem
    | Meeting
    | AgendaItem
    | AgendaGap
    | ESeal
    | SealRequest
    | LedgerEntry
)
RecordId = Annotated[str, Meta(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9._:-]+$")]
BlobAddress = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]
Position = Annotated[str, Meta(min_length=1, max_length=200, pattern=r"^[0-9A-Za-z]+$")]
ActionId = Annotated[
    str, Meta(pattern=r"^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")
]
When = Annotated[datetime, Meta(tz=True)]

MAX_ACTIONS = 50
MAX_ACTION_BYTES = 1 << 20
MAX_PAGE = 1000
MAX_BLOB_BYTES = 256 << 20


class Message(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of every message: immutable, unknown fields refused."""


# --- down: the gateway's changes -------------------------------------------------------------


class Put(Message, frozen=True, kw_only=True, tag="put"):
    """The current state of a record this person on this device may see."""

    version: Annotated[int, Meta(ge=1)]
    record: Record


class Delete(Message, frozen=True, kw_only=True, tag="delete"):
    id: RecordId


class Purge(Message, frozen=True, kw_only=True, tag="purge"):
    """The person may no longer see the record: erase it, its blob keys and search entries, acknowledge."""

    id: RecordId
    reason: str


Change: TypeAlias = Put | Delete | Purge


class ChangesPage(Message, frozen=True, kw_only=True):
    """An ordered run of changes; `cursor` is opaque and stands after the last of them.

    `epoch` changes when the gateway was restored from a backup; `more` says that another page waits.
    """

    epoch: str
    cursor: Annotated[str, Meta(max_length=1024)]
    changes: Annotated[tuple[Change, ...], Meta(max_length=MAX_PAGE)]
    more: bool
    server_time: When


class Me(Message, frozen=True, kw_only=True):
    """Whom the gateway takes this connection for."""

    person: Person
    device_id: str
    epoch: str
    server_time: When
    demonstration: bool


# --- up: a person's acts ---------------------------------------------------------------------


class MarkDone(Message, frozen=True, kw_only=True, tag="mark_done"):
    """已阅: a work item of the 待阅 queue has been read."""

    work_item_id: RecordId


class MoveAgendaItem(Message, frozen=True, kw_only=True, tag="move_agenda_item"):
    """Give an agenda item a new fractional position."""

    item_id: RecordId
    position: Position


class SetAgendaDuration(Message, frozen=True, kw_only=True, tag="set_agenda_duration"):
    item_id: RecordId
    duration_min: Annotated[int, Meta(ge=1, le=480)]


class RecordSealing(Message, frozen=True, kw_only=True, tag="record_sealing"):
    """A seal was applied under an approved application; the sealed file has been uploaded.

    The gateway verifies the sealed file before it makes it the document's current version, closes
    the application and writes the ledger entry, all in one transaction.
    """

    request_id: RecordId
    document_id: RecordId
    seal_id: RecordId
    original_blob: BlobAddress
    sealed_blob: BlobAddress
    sealed_size: Annotated[int, Meta(ge=1, le=MAX_BLOB_BYTES)]
    format: FileFormat
    witness_id: RecordId | None = None


Act: TypeAlias = MarkDone | MoveAgendaItem | SetAgendaDuration | RecordSealing


class Action(Message, frozen=True, kw_only=True):
    """One pending action on its way up; `id` (UUIDv7) is the idempotency key.

    `base_version` is the version of the target record that the person saw.
    """

    id: ActionId
    base_version: Annotated[int, Meta(ge=0)]
    made_at: When
    act: Act


class Actions(Message, frozen=True, kw_only=True):
    actions: Annotated[tuple[Action, ...], Meta(min_length=1, max_length=MAX_ACTIONS)]


class Confirmed(Message, frozen=True, kw_only=True, tag="ok"):
    """Done; `replayed` says that this very action had been done before."""

    id: ActionId
    version: int
    replayed: bool = False


class Conflict(Message, frozen=True, kw_only=True, tag="conflict"):
    """The same field of the same record has changed since `base_version`; `current` is the record now."""

    id: ActionId
    version: int
    current: Record


class Denied(Message, frozen=True, kw_only=True, tag="denied"):
    """The person may not do this, or the rules of the office forbid it; `reason` is a code."""

    id: ActionId
    reason: str


class Invalid(Message, frozen=True, kw_only=True, tag="invalid"):
    """The action cannot be carried out as it is; `reason` is a code."""

    id: ActionId
    reason: str


class Gone(Message, frozen=True, kw_only=True, tag="gone"):
    id: ActionId


ActionResult: TypeAlias = Confirmed | Conflict | Denied | Invalid | Gone


class ActionResults(Message, frozen=True, kw_only=True):
    results: tuple[ActionResult, ...]
    server_time: When


class PurgeAcks(Message, frozen=True, kw_only=True):
    ids: Annotated[tuple[RecordId, ...], Meta(min_length=1, max_length=MAX_PAGE)]


class UploadOffer(Message, frozen=True, kw_only=True):
    """Announce a blob; the answer says how much of it the gateway already holds from this person."""

    sha256: BlobAddress
    size: Annotated[int, Meta(ge=1, le=MAX_BLOB_BYTES)]


class UploadState(Message, frozen=True, kw_only=True):
    upload_id: str
    offset: int
    complete: bool


class Problem(Message, frozen=True, kw_only=True):
    """Every answer that is not 2xx: a code, and the gateway's time so that a wrong clock shows."""

    code: str
    server_time: When


class EnrolmentKit(Message, frozen=True, kw_only=True):
    """What a device gets at enrolment, by hand: whom it belongs to and how it proves itself (PEM).

    `seal_keys` come with the sample office only: software keys of its test seals. `maker_pem` are the
    certificates of the seal makers that this network believes, and nobody else's seals are valid here.
    """

    gateway_url: str
    ca_pem: str
    device_id: str
    device_certificate_pem: str
    device_key_pem: str
    person_id: str
    person_name: str
    seal_keys: tuple[SoftwareSealKey, ...] = ()
    trust_pem: tuple[str, ...] = ()
    maker_pem: tuple[str, ...] = ()
    crl_pem: tuple[str, ...] = ()


class SoftwareSealKey(Message, frozen=True, kw_only=True):
    """An SM2 key in software with its certificate, for test seals: `seal_id` names the seal it serves."""

    seal_id: str
    private_key_pem: str
    certificate_pem: str


encode = msgspec.json.encode
decode_changes = msgspec.json.Decoder(ChangesPage).decode
decode_actions = msgspec.json.Decoder(Actions).decode
decode_results = msgspec.json.Decoder(ActionResults).decode
decode_me = msgspec.json.Decoder(Me).decode
decode_record = msgspec.json.Decoder(Record).decode
decode_act = msgspec.json.Decoder(Act).decode
decode_upload_offer = msgspec.json.Decoder(UploadOffer).decode
decode_upload_state = msgspec.json.Decoder(UploadState).decode
decode_purge_acks = msgspec.json.Decoder(PurgeAcks).decode
decode_problem = msgspec.json.Decoder(Problem).decode
decode_kit = msgspec.json.Decoder(EnrolmentKit).decode
