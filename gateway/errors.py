"""What the gateway refuses, and what keeps it from starting: facts and a code, no prose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from core.errors import AppError


@dataclass(eq=False)
class Refused(AppError):
    """A request that is answered with a problem; `status` is its HTTP status."""

    code = "refused"
    status: ClassVar[int] = 400


@dataclass(eq=False)
class Malformed(Refused):
    """The body, a header or a parameter is not what the interface says."""

    code = "malformed"


@dataclass(eq=False)
class DeviceUnknown(Refused):
    """The certificate is ours, but no device is registered under it."""

    code = "device_unknown"
    status = 403


@dataclass(eq=False)
class DeviceRevoked(Refused):
    """The device was taken off: it must erase what it holds."""

    code = "device_revoked"
    status = 403


@dataclass(eq=False)
class NotFound(Refused):
    """There is no such thing, or not for this person: the two are not told apart."""

    code = "not_found"
    status = 404


@dataclass(eq=False)
class MethodNotAllowed(Refused):
    code = "method"
    status = 405


@dataclass(eq=False)
class OffsetMismatch(Refused):
    """An upload continues at another place than it ended; `offset` is where it ended, in bytes."""

    code = "upload_offset"
    status = 409
    offset: int


@dataclass(eq=False)
class EpochChanged(Refused):
    """The gateway's history is another one since this cursor was given."""

    code = "epoch"
    status = 410


@dataclass(eq=False)
class CursorUnusable(Refused):
    """The cursor is garbage, or was given to another person or device."""

    code = "cursor"
    status = 410


@dataclass(eq=False)
class TooLarge(Refused):
    """The body is longer than `limit` bytes."""

    code = "too_large"
    status = 413
    limit: int


@dataclass(eq=False)
class RangeUnsatisfiable(Refused):
    """The range begins behind the end of a blob of `size` bytes."""

    code = "range"
    status = 416
    size: int


@dataclass(eq=False)
class HashMismatch(Refused):
    """The bytes that arrived are not the announced ones; the upload begins anew."""

    code = "hash_mismatch"
    status = 422


@dataclass(eq=False)
class TooManyUploads(Refused):
    """This person has `limit` unfinished uploads already."""

    code = "too_many_uploads"
    status = 429
    limit: int


@dataclass(eq=False)
class TooManyWaits(Refused):
    """This device waits for changes on `limit` connections already."""

    code = "too_many_waits"
    status = 429
    limit: int


@dataclass(eq=False)
class TooSlow(Refused):
    """The body did not arrive within `seconds`; what came of an upload is kept."""

    code = "too_slow"
    status = 408
    seconds: float


@dataclass(eq=False)
class NoTimeStamps(Refused):
    """The office has no time-stamp authority."""

    code = "no_time_stamps"
    status = 404


@dataclass(eq=False)
class TimeStampUnavailable(Refused):
    """The time-stamp authority did not answer as it should; `fault` says how."""

    code = "time_stamp_unavailable"
    status = 502
    fault: str


@dataclass(eq=False)
class Internal(Refused):
    """Something the gateway did not foresee; its log knows more."""

    code = "internal"
    status = 500


@dataclass(eq=False)
class DiskFull(Refused):
    """There is no room for what was sent; what came so far is kept."""

    code = "disk_full"
    status = 507


@dataclass(eq=False)
class SetupError(AppError):
    """The gateway cannot be set up or started as asked."""

    code = "gateway_setup"


@dataclass(eq=False)
class DataFolderMissing(SetupError):
    """`path` is no data folder: `init` has not made one there."""

    code = "gateway_setup.no_data"
    path: str


@dataclass(eq=False)
class DataFolderTaken(SetupError):
    """`path` holds something already; `init` never writes over it."""

    code = "gateway_setup.data_taken"
    path: str


@dataclass(eq=False)
class ConfigUnusable(SetupError):
    """The configuration file cannot be read; `detail` names the place."""

    code = "gateway_setup.config"
    path: str
    detail: str


@dataclass(eq=False)
class KeysUnusable(SetupError):
    """A key or certificate of the data folder is missing or damaged; `folder` is where they are kept."""

    code = "gateway_setup.keys"
    folder: str


@dataclass(eq=False)
class AccountUnknown(SetupError):
    code = "gateway_setup.account"
    account: str


@dataclass(eq=False)
class RecordUnknown(SetupError):
    code = "gateway_setup.record"
    record_id: str


@dataclass(eq=False)
class DeviceNotEnrolled(SetupError):
    code = "gateway_setup.device"
    device: str


@dataclass(eq=False)
class AddressUnknown(SetupError):
    """No address is configured, given or known from an earlier start, so a kit cannot name one."""

    code = "gateway_setup.address"


@dataclass(eq=False)
class OutputUnwritable(SetupError):
    code = "gateway_setup.output"
    path: str
    detail: str


@dataclass(eq=False)
class AddressTaken(SetupError):
    """The host and port cannot be listened on."""

    code = "gateway_setup.listen"
    host: str
    port: int
    detail: str


@dataclass(eq=False)
class SelfTestFailed(SetupError):
    """A connection that had to be refused was let in; `probe` names it."""

    code = "gateway_setup.self_test"
    probe: str


@dataclass(eq=False)
class SchemaMismatch(SetupError):
    """The store stands at revision `found`; this program needs `needed`."""

    code = "gateway_setup.schema"
    found: str
    needed: str


@dataclass(eq=False)
class StoreDamaged(SetupError):
    """The file at `path` is no store, or cannot be read as one."""

    code = "gateway_setup.store"
    path: str


@dataclass(eq=False)
class SampleUnusable(SetupError):
    """The sample office lacks or garbles what `detail` names."""

    code = "gateway_setup.sample"
    detail: str


@dataclass(eq=False)
class FileUnregistrable(SetupError):
    """`path` cannot become a document; `detail` says why."""

    code: ClassVar[str] = "gateway_setup.file"
    path: str
    detail: str
