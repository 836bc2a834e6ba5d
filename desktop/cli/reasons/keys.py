"""Lines for the keys that sign: files, tokens, their drivers, PINs and time stamps."""

from __future__ import annotations

from core.crypto import errors as crypto
from core.crypto.der import NotDer
from core.seal import errors as seal
from desktop import errors as desktop
from desktop.cli.reasons.reason import reason
from desktop.devices import errors as device


@reason.register
def _(error: crypto.CertificateUnreadable) -> str:
    return f"that is no certificate or revocation list in PEM or DER ({error.fault})"


@reason.register
def _(error: crypto.KeyUnreadable) -> str:
    return f"that is no unencrypted SM2 private key in PEM or DER ({error.fault})"


@reason.register
def _(error: NotDer) -> str:
    return f"the file is not DER ({error.fault})"


@reason.register
def _(_error: seal.SignatureWrong) -> str:
    return "the key's signature does not fit the certificate; nothing was written"


@reason.register
def _(error: seal.TimeStampRefused) -> str:
    return f"the time-stamp authority refused (status {error.status}, failures {list(error.failures)})"


@reason.register
def _(error: seal.TimeStampUnfit) -> str:
    return f"the time stamp must not be used: its {error.fault} does not hold"


@reason.register
def _(error: device.KeyMismatch) -> str:
    return f"the key does not belong to the certificate of {error.signer!r}"


@reason.register
def _(_error: device.SealDeviceLocked) -> str:
    return "too many wrong PINs: the token is locked; have it unlocked by whoever issued it"


@reason.register
def _(error: device.PinRequired) -> str:
    return "the token wants its PIN" + _tries(error.tries_left)


@reason.register
def _(error: device.PinWrong) -> str:
    return "the PIN is wrong" + _tries(error.tries_left)


def _tries(left: int | None) -> str:
    return "" if left is None else f"; {left} tries left, then it locks"


@reason.register
def _(error: device.SealDeviceAbsent) -> str:
    return f"{error.token!r} is not plugged in, or was pulled out; plug it in and try again"


@reason.register
def _(error: device.SealDeviceSilent) -> str:
    return (
        f"the driver of {error.token!r} was silent for {error.seconds:.0f} s and was ended; plug it in anew"
    )


@reason.register
def _(error: device.SealDeviceFailed) -> str:
    return f"the driver of {error.token!r} failed ({error.fault}); plug it in anew and try again"


@reason.register
def _(error: device.DriverRefused) -> str:
    why = {
        "missing": "there is no such file",
        "unreadable": "this user may not read the file",
        "digest": "the file is not the one whose SHA-256 the profile names",
        "changed": "the file changed while it was being loaded",
        "writable": "every user may write the file",
        "symbols": "the file lacks functions of GM/T 0016",
        "system": "the profile is for another system",
    }
    said = why.get(error.fault, "the system cannot load it")
    return f"the library of {error.token!r} was not loaded: {said}"


@reason.register
def _(error: device.TokenUnsuited) -> str:
    why = {
        "no_sm2_mechanism": "it offers no SM2 signature, and ECDSA on the same curve is none; "
        "if the vendor has a mechanism for it, name its number in the profile (sm2_mechanism)",
        "not_sm2": "its certificate is not for SM2",
        "no_certificate": "it holds no signing certificate",
        "no_key": "it does not hold what the profile names",
    }
    said = why.get(error.fault, f"the profile fits more than one ({error.fault}); name the right one")
    return f"{error.token!r} cannot press seals: {said}"


@reason.register
def _(error: device.TokenProfileUnusable) -> str:
    why = {"missing": "there is no such file", "no_toml": "it is no TOML", "name_taken": "its name is taken"}
    return f"token profile {error.profile!r}: {why.get(error.fault, f'{error.fault} is missing or wrong')}"


@reason.register
def _(error: desktop.SealKeyAbsent) -> str:
    return f"this device holds no key for seal {error.seal_id}"


@reason.register
def _(error: desktop.PersonalKeyAbsent) -> str:
    return "this device holds no personal signing key; insert your token"


@reason.register
def _(error: crypto.WrongPassword) -> str:
    return "the password is wrong"
