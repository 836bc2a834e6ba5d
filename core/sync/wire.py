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
    OfficePolicy,
    OfficialDocument,
    OfflineGrace,
    Organisation,
    Person,
    Post,
    PrintCount,
    SealAlarm,
    SealRequest,
    SealState,
    UseKind,
    UsePermit,
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
    | SealAlarm
    | OfficePolicy
    | PrintCount
)
RecordId = Annotated[str, Meta(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9._:-]+$")]
BlobAddress = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]
Position = Annotated[str, Meta(min_length=1, max_length=200, pattern=r"^[0-9A-Za-z]+$")]
ActionId = Annotated[
    str, Meta(pattern=r"^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")
]
When = Annotated[datetime, Meta(tz=True)]
Words = Annotated[str, Meta(max_length=500)]
CertificateBytes = Annotated[bytes, Meta(min_length=1, max_length=8192)]
SignatureBytes = Annotated[bytes, Meta(min_length=1, max_length=256)]
PageNumber = Annotated[int, Meta(ge=0, le=100_000)]

MAX_ACTIONS = 50
MAX_ACTION_BYTES = 1 << 20
MAX_PAGE = 1000
MAX_BLOB_BYTES = 256 << 20
MAX_SEAL_BYTES = 4 << 20
MAX_DOCUMENTS = 1000
MAX_TOGETHER = 50
MAX_QUERY_BYTES = 4 << 10
"""Of a TimeStampReq, as `core.seal.time_stamps` bounds it."""


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


class RequestedFile(Message, frozen=True, kw_only=True):
    """A document of an application, by the file that the applicant has seen; `pages` is how many it has."""

    document_id: RecordId
    blob: BlobAddress
    pages: Annotated[int, Meta(ge=0, le=100_000)]


class SealRequestDraft(Message, frozen=True, kw_only=True):
    """用印申请 as the applicant makes it; the gateway adds who, when and the subject."""

    request_id: RecordId
    items: Annotated[tuple[RequestedFile, ...], Meta(min_length=1, max_length=MAX_DOCUMENTS)]
    seal_ids: Annotated[tuple[RecordId, ...], Meta(min_length=1, max_length=32)]
    kinds: Annotated[tuple[UseKind, ...], Meta(min_length=1, max_length=len(UseKind))]
    copies: Annotated[int, Meta(ge=0, le=100_000)]
    approver_id: RecordId


class ApplyForSeal(Message, frozen=True, kw_only=True, tag="apply_for_seal"):
    request: SealRequestDraft


class DecideSealRequest(Message, frozen=True, kw_only=True, tag="decide_seal_request"):
    """The approver says yes, or no with a reason."""

    request_id: RecordId
    approved: bool
    reason: Words = ""


class WithdrawSealRequest(Message, frozen=True, kw_only=True, tag="withdraw_seal_request"):
    request_id: RecordId


class ConfirmAsWitness(Message, frozen=True, kw_only=True, tag="confirm_as_witness"):
    """监印: `signature` (DER) over `core.seal.custody.witness_statement` with this person's own key."""

    request_id: RecordId
    seal_id: RecordId
    certificate: CertificateBytes
    signature: SignatureBytes


class RefuseSealing(Message, frozen=True, kw_only=True, tag="refuse_sealing"):
    """The custodian does not press the seal; the refusal is entered in the ledger."""

    request_id: RecordId
    reason_code: Annotated[str, Meta(pattern=r"^[a-z_]{1,40}$")]
    reason: Words = ""


class RecordSealing(Message, frozen=True, kw_only=True, tag="record_sealing"):
    """A seal was applied under an approved application; the sealed file has been uploaded.

    The gateway verifies the sealed file before it makes it the document's current version, closes
    the application and writes the ledger entry, all in one transaction. `pages`, from 0, bear the seal;
    `signature` is the operator's over `core.seal.custody.use_statement`. `offline`: within the seal's
    grace, without having asked. Else `permit` is the gateway's yes, and the sealed file names it
    (`core.seal.permit`).
    """

    request_id: RecordId
    document_id: RecordId
    seal_id: RecordId
    original_blob: BlobAddress
    sealed_blob: BlobAddress
    sealed_size: Annotated[int, Meta(ge=1, le=MAX_BLOB_BYTES)]
    format: FileFormat
    kinds: Annotated[tuple[UseKind, ...], Meta(min_length=1, max_length=len(UseKind))]
    pages: Annotated[tuple[PageNumber, ...], Meta(min_length=1, max_length=10_000)]
    used_at: When
    offline: bool = False
    permit: UsePermit | None = None
    certificate: CertificateBytes
    signature: SignatureBytes


class RegisterSeal(Message, frozen=True, kw_only=True, tag="register_seal"):
    """Import a seal (.esl) that was uploaded before; the sender becomes its custodian."""

    seal_id: RecordId
    name: Annotated[str, Meta(max_length=200)] = ""
    seal_kind: Annotated[str, Meta(min_length=1, max_length=40)] = "法定名称章"
    blob: BlobAddress
    size: Annotated[int, Meta(ge=1, le=MAX_SEAL_BYTES)]
    owner_org_id: RecordId
    witness_id: RecordId | None = None


class RenewSeal(Message, frozen=True, kw_only=True, tag="renew_seal"):
    """The same seal with later dates, uploaded before."""

    seal_id: RecordId
    blob: BlobAddress
    size: Annotated[int, Meta(ge=1, le=MAX_SEAL_BYTES)]


class ChangeSealState(Message, frozen=True, kw_only=True, tag="change_seal_state"):
    seal_id: RecordId
    state: SealState
    reason: Words = ""


class OfferSeal(Message, frozen=True, kw_only=True, tag="offer_seal"):
    """The custodian offers the custody: `signature` over `core.seal.custody.handover_statement`."""

    seal_id: RecordId
    to_person_id: RecordId
    certificate: CertificateBytes
    signature: SignatureBytes


class TakeOverSeal(Message, frozen=True, kw_only=True, tag="take_over_seal"):
    """The receiver signs the same statement as the one who offered."""

    seal_id: RecordId
    certificate: CertificateBytes
    signature: SignatureBytes


class AcknowledgeAlarm(Message, frozen=True, kw_only=True, tag="acknowledge_alarm"):
    alarm_id: RecordId


class RecordPrint(Message, frozen=True, kw_only=True, tag="record_print"):
    document_id: RecordId
    blob: BlobAddress
    copies: Annotated[int, Meta(ge=1, le=10_000)]
    printed_at: When


class SetSealRules(Message, frozen=True, kw_only=True, tag="set_seal_rules"):
    """用印规定 of one seal: how it may be used off line (None: not at all), whether uses are time-stamped."""

    seal_id: RecordId
    offline_grace: OfflineGrace | None
    demands_time_stamp: bool


class SetOfficePolicy(Message, frozen=True, kw_only=True, tag="set_office_policy"):
    """What the office decides for everybody (`OfficePolicy`), all of it anew."""

    policy: OfficePolicy


CustodyAct: TypeAlias = (
    ApplyForSeal
    | DecideSealRequest
    | WithdrawSealRequest
    | ConfirmAsWitness
    | RefuseSealing
    | RegisterSeal
    | RenewSeal
    | ChangeSealState
    | OfferSeal
    | TakeOverSeal
    | AcknowledgeAlarm
    | RecordPrint
    | SetSealRules
    | SetOfficePolicy
)
Act: TypeAlias = MarkDone | MoveAgendaItem | SetAgendaDuration | RecordSealing | CustodyAct


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


class RevocationLists(Message, frozen=True, kw_only=True):
    """The newest revocation list of each authority, DER; `this_update` is the oldest list's."""

    lists: Annotated[tuple[bytes, ...], Meta(max_length=64)]
    this_update: When | None
    server_time: When


class SealUseQuestion(Message, frozen=True, kw_only=True):
    """May this seal be pressed now, on this very file?"""

    request_id: RecordId
    document_id: RecordId
    seal_id: RecordId
    blob: BlobAddress


class SealUseAnswer(Message, frozen=True, kw_only=True):
    """`reason` is a code when there is no permit; `state` is the seal's, None when out of sight."""

    permit: UsePermit | None
    reason: str
    state: SealState | None
    server_time: When

    @property
    def permitted(self) -> bool:
        return self.permit is not None


class SealUseQuestions(Message, frozen=True, kw_only=True):
    """The same question about many uses, answered as of one moment."""

    questions: Annotated[tuple[SealUseQuestion, ...], Meta(min_length=1, max_length=MAX_TOGETHER)]


class SealUseAnswers(Message, frozen=True, kw_only=True):
    """One answer to each question, in their order."""

    answers: Annotated[tuple[SealUseAnswer, ...], Meta(max_length=MAX_TOGETHER)]


class TimeStampQueries(Message, frozen=True, kw_only=True):
    """Requests to the time-stamp authority (DER of TimeStampReq)."""

    queries: Annotated[
        tuple[Annotated[bytes, Meta(min_length=1, max_length=MAX_QUERY_BYTES)], ...],
        Meta(min_length=1, max_length=MAX_TOGETHER),
    ]


class TimeStampReplies(Message, frozen=True, kw_only=True):
    """The authority's answers (DER of TimeStampResp) in the requests' order; None where it gave none."""

    replies: Annotated[tuple[bytes | None, ...], Meta(max_length=MAX_TOGETHER)]


class FilesTaken(Message, frozen=True, kw_only=True):
    """The addresses of files that came together, in their order: all are held now."""

    addresses: tuple[BlobAddress, ...]


class EnrolmentKit(Message, frozen=True, kw_only=True):
    """What a device gets at enrolment, by hand: whom it belongs to and how it proves itself (PEM).

    `seal_keys`, `personal_keys` and `maker_keys` come with the sample office only: software keys of its test
    seals, the person's own, for witnessing and handing over, and for custodians that of its seal maker, so
    that test seals can be made on the desk. `maker_pem` are the certificates of the seal makers
    that this network believes, and nobody else's seals are valid here.
    """

    gateway_url: str
    ca_pem: str
    device_id: str
    device_certificate_pem: str
    device_key_pem: str
    person_id: str
    person_name: str
    seal_keys: tuple[SoftwareSealKey, ...] = ()
    personal_keys: tuple[SoftwarePersonalKey, ...] = ()
    maker_keys: tuple[SoftwarePersonalKey, ...] = ()
    trust_pem: tuple[str, ...] = ()
    maker_pem: tuple[str, ...] = ()
    crl_pem: tuple[str, ...] = ()


class SoftwareSealKey(Message, frozen=True, kw_only=True):
    """An SM2 key in software with its certificate, for test seals: `seal_id` names the seal it serves."""

    seal_id: str
    private_key_pem: str
    certificate_pem: str


class SoftwarePersonalKey(Message, frozen=True, kw_only=True):
    """An SM2 key in software with the certificate that says whose it is: a person, or a seal maker."""

    private_key_pem: str
    certificate_pem: str


encode = msgspec.json.encode
decode_changes = msgspec.json.Decoder(ChangesPage).decode
decode_actions = msgspec.json.Decoder(Actions).decode
decode_results = msgspec.json.Decoder(ActionResults).decode
decode_me = msgspec.json.Decoder(Me).decode
decode_record = msgspec.json.Decoder(Record).decode
decode_upload_offer = msgspec.json.Decoder(UploadOffer).decode
decode_upload_state = msgspec.json.Decoder(UploadState).decode
decode_purge_acks = msgspec.json.Decoder(PurgeAcks).decode
decode_revocation_lists = msgspec.json.Decoder(RevocationLists).decode
decode_seal_use_question = msgspec.json.Decoder(SealUseQuestion).decode
decode_seal_use_answer = msgspec.json.Decoder(SealUseAnswer).decode
decode_seal_use_questions = msgspec.json.Decoder(SealUseQuestions).decode
decode_seal_use_answers = msgspec.json.Decoder(SealUseAnswers).decode
decode_time_stamp_queries = msgspec.json.Decoder(TimeStampQueries).decode
decode_time_stamp_replies = msgspec.json.Decoder(TimeStampReplies).decode
decode_files_taken = msgspec.json.Decoder(FilesTaken).decode
decode_problem = msgspec.json.Decoder(Problem).decode
decode_kit = msgspec.json.Decoder(EnrolmentKit).decode
