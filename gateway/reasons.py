"""One English line per failure for the command line: what is wrong and what to do."""

from __future__ import annotations

from functools import singledispatch

from core.errors import AppError
from gateway import errors


@singledispatch
def reason(error: AppError) -> str:
    """The sentence for `error`; its code and facts when nobody wrote one."""
    return str(error)


@reason.register
def _(error: errors.DataFolderMissing) -> str:
    return f"{error.path} is not a gateway's data folder; make one with: sealdesk-gateway init --data DIR"


@reason.register
def _(error: errors.DataFolderTaken) -> str:
    return f"{error.path} is not empty; name a new folder, init never writes over one"


@reason.register
def _(error: errors.ConfigUnusable) -> str:
    return f"{error.path} cannot be used as configuration: {error.detail}"


@reason.register
def _(error: errors.KeysUnusable) -> str:
    return f"a key or certificate in {error.folder} is missing or damaged; restore it from a backup"


@reason.register
def _(error: errors.AccountUnknown) -> str:
    return f"there is no account {error.account}; accounts look like qh016"


@reason.register
def _(error: errors.RecordUnknown) -> str:
    return f"there is no {error.record_id}; ids look like s-qh for a seal and d-pifu for a document"


@reason.register
def _(error: errors.DeviceNotEnrolled) -> str:
    return f"no device {error.device} is enrolled; its id stands in its enrolment kit"


@reason.register
def _(error: errors.AddressUnknown) -> str:
    return "the gateway's address is not known yet; give --url, set url in the configuration, or serve once"


@reason.register
def _(error: errors.OutputUnwritable) -> str:
    return f"{error.path} cannot be written: {error.detail}"


@reason.register
def _(error: errors.AddressTaken) -> str:
    return f"cannot listen on {error.host} port {error.port}: {error.detail}; choose another with --port"


@reason.register
def _(error: errors.SelfTestFailed) -> str:
    return f"a connection with {error.probe} was let in; the gateway does not serve like that"


@reason.register
def _(error: errors.SchemaMismatch) -> str:
    return (
        f"the store is of revision {error.found}, this program needs {error.needed};"
        " bring it there with: sealdesk-gateway migrate --data DIR"
    )


@reason.register
def _(error: errors.StoreDamaged) -> str:
    return f"{error.path} cannot be read as a store; restore it from a backup"


@reason.register
def _(error: errors.SampleUnusable) -> str:
    return f"the sample office cannot be used: {error.detail}"


@reason.register
def _(error: errors.FileUnregistrable) -> str:
    return f"{error.path} cannot be registered as a document: {error.detail}"
