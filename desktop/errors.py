"""What can go wrong between the desktop, its gateway and its own files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from core.errors import AppError, DocumentError, GatewayError, OfficeError, SealError


@dataclass(eq=False)
class GatewayUnreachable(GatewayError):
    """No connection, or it broke off; nothing is wrong with what we hold. `fault` is a short code."""

    code: ClassVar[str] = "gateway.unreachable"
    fault: str


@dataclass(eq=False)
class GatewayUntrusted(GatewayError):
    """The server's certificate is not our gateway's.

    `fault` is `issuer`, `name`, `expired` or `not_yet_valid`; the last two also happen when this
    computer's clock is wrong.
    """

    code: ClassVar[str] = "gateway.untrusted"
    fault: str


@dataclass(eq=False)
class GatewayGarbled(GatewayError):
    """An answer that is not one: too long, not decodable, or not what was asked for."""

    code: ClassVar[str] = "gateway.garbled"
    fault: str


@dataclass(eq=False)
class GatewayRefused(GatewayError):
    """The gateway understood and will not; `problem` is its code, `status` the HTTP status."""

    code: ClassVar[str] = "gateway.refused"
    problem: str
    status: int


@dataclass(eq=False)
class GatewayBusy(GatewayError):
    """The gateway is overloaded or failing; come back after `retry_after_s` (0: it did not say)."""

    code: ClassVar[str] = "gateway.busy"
    status: int
    retry_after_s: float = 0.0


@dataclass(eq=False)
class DeviceRevoked(GatewayError):
    """This device is no longer admitted."""

    code: ClassVar[str] = "gateway.device_revoked"


@dataclass(eq=False)
class DeviceErased(GatewayError):
    """This device was revoked, and everything it held has been erased."""

    code: ClassVar[str] = "gateway.device_erased"


@dataclass(eq=False)
class CursorExpired(GatewayError):
    """The gateway no longer knows our place in its log; the round starts over by itself."""

    code: ClassVar[str] = "gateway.cursor_expired"


@dataclass(eq=False)
class ClockWrong(GatewayError):
    """This computer's clock is off by `ahead_s` seconds (negative: behind)."""

    code: ClassVar[str] = "gateway.clock_wrong"
    ahead_s: float


@dataclass(eq=False)
class EnrolmentUnusable(AppError):
    """An enrolment kit whose keys or certificates cannot be read; `fault` names the part."""

    code: ClassVar[str] = "enrolment.unusable"
    fault: str


@dataclass(eq=False)
class KitLeft(AppError):
    """The device is enrolled, but its kit file, which holds the device's key, could not be erased."""

    code: ClassVar[str] = "enrolment.kit_left"


@dataclass(eq=False)
class WorkspaceLocked(AppError):
    """The vault was locked while something was still being asked of it."""

    code: ClassVar[str] = "workspace.locked"


@dataclass(eq=False)
class RecordAbsent(OfficeError):
    """No such record here: never received, deleted, or taken back."""

    code: ClassVar[str] = "office.record_absent"
    id: str


@dataclass(eq=False)
class PrinterRefused(DocumentError):
    """The printer, or the file that is printed into, could not be begun, or the file is not whole."""

    code: ClassVar[str] = "print.refused"


@dataclass(eq=False)
class AnnotationsUnreadable(OfficeError):
    """The layer of annotations of this record was kept by a newer program; it is left as it is."""

    code: ClassVar[str] = "office.annotations_unreadable"
    id: str


@dataclass(eq=False)
class NotPermitted(OfficeError):
    """The record's classification or scope of knowledge does not admit this person."""

    code: ClassVar[str] = "office.not_permitted"
    id: str


@dataclass(eq=False)
class ActRefused(OfficeError):
    """An act that the record's present state does not allow; `reason` is a code."""

    code: ClassVar[str] = "office.act_refused"
    id: str
    reason: str


@dataclass(eq=False)
class OfflineAndAbsent(GatewayError):
    """The file is not in this device's cache, and the gateway cannot be reached."""

    code: ClassVar[str] = "gateway.offline_and_absent"
    blob: str


@dataclass(eq=False)
class FileDiffers(GatewayError):
    """What the gateway sent does not have the content address asked for."""

    code: ClassVar[str] = "gateway.file_differs"
    blob: str


@dataclass(eq=False)
class SealingNeedsGateway(SealError):
    """Seals are applied online only, so that number, ledger and revocation are those of now."""

    code: ClassVar[str] = "seal.needs_gateway"


@dataclass(eq=False)
class TimeStampMissing(SealError):
    """The office demands a time stamp and there was none to be had, so nothing was sealed."""

    code: ClassVar[str] = "seal.time_stamp_missing"


@dataclass(eq=False)
class SealKeyAbsent(SealError):
    """This device holds no key for the seal."""

    code: ClassVar[str] = "seal.key_absent"
    seal_id: str


@dataclass(eq=False)
class PersonalKeyAbsent(SealError):
    """This device holds no key with which its person signs for themselves, and no token was given."""

    code: ClassVar[str] = "seal.personal_key_absent"


@dataclass(eq=False)
class SealedFileInvalid(SealError):
    """The freshly sealed file does not verify, so it was not sent; `findings` are codes."""

    code: ClassVar[str] = "seal.sealed_file_invalid"
    findings: tuple[str, ...]
