"""Lines for the profile of this device: its vault, its database and its enrolment."""

from __future__ import annotations

from core.crypto import errors as crypto
from desktop import errors as desktop
from desktop.cache import errors as cache
from desktop.cli.reasons.reason import reason
from desktop.vault import errors as vault


@reason.register
def _(error: desktop.EnrolmentUnusable) -> str:
    return f"the enrolment kit cannot be used ({error.fault}); ask for a new one"


@reason.register
def _(error: vault.WrongPassword) -> str:
    wait = f"; the next try is possible in {error.delay_s:.0f} seconds" if error.delay_s else ""
    return f"wrong password{wait}"


@reason.register
def _(error: vault.UnlockTooSoon) -> str:
    return f"after wrong passwords the next try is possible in {error.delay_s:.0f} seconds"


@reason.register
def _(_error: vault.HeaderDamaged) -> str:
    return "the vault's header and its copy are damaged; enrol the device again"


@reason.register
def _(_error: vault.VaultAbsent) -> str:
    return "there is no profile in this folder; enrol the device first"


@reason.register
def _(_error: vault.VaultExists) -> str:
    return "this folder holds a profile already; unlock it, or choose another folder"


@reason.register
def _(_error: vault.VaultInUse) -> str:
    return "another Sealdesk has this profile open; close it first"


@reason.register
def _(error: vault.PasswordUnfit) -> str:
    return f"a password has {error.shortest} to {error.longest} characters"


@reason.register
def _(error: vault.FileDamaged) -> str:
    return f"the profile's file {error.name} is damaged; enrol the device again"


@reason.register
def _(error: vault.DiskRefused) -> str:
    return f"the disk does not take or give the profile's files ({error.fault}); check space and rights"


@reason.register
def _(error: vault.SecretStoreUnavailable) -> str:
    return f"the system's secret store cannot be used ({error.fault}); the password still works"


@reason.register
def _(error: crypto.StreamDamaged | crypto.WrapDamaged) -> str:
    return "the encrypted data are damaged, or were written under another key"


@reason.register
def _(error: cache.CacheDamaged) -> str:
    return "the database of the profile is damaged; it is set up again from the gateway at the next start"


@reason.register
def _(error: cache.CacheClosed | desktop.WorkspaceLocked | vault.VaultLocked) -> str:
    return "the workspace was locked meanwhile; unlock it and try again"


@reason.register
def _(error: vault.NotRemembered) -> str:
    return "the keyring does not remember this profile; unlock it with the password"


@reason.register
def _(error: desktop.DeviceErased) -> str:
    return "this device was revoked and its data erased; ask for a new enrolment kit"


@reason.register
def _(error: desktop.KitLeft) -> str:
    return "the device is enrolled, but its kit could not be erased; delete the file by hand"
