"""Words for the keys that sign: tokens, their drivers, PINs and time stamps."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.seal import errors as seal
from desktop import errors as desk
from desktop.devices import errors as device
from desktop.ui.messages.explanation import Explanation, explain
from desktop.ui.words import Counted

translate = QCoreApplication.translate


@explain.register
def _(error: desk.SealKeyAbsent) -> Explanation:
    return Explanation(
        translate("messages", "The seal's key is not here"),
        translate("messages", "This device holds no key for the chosen seal."),
        translate("messages", "Insert the custodian's key, or choose another seal."),
    )


@explain.register
def _(error: desk.PersonalKeyAbsent) -> Explanation:
    return Explanation(
        translate("messages", "Your own key is not here"),
        translate(
            "messages", "Witnessing and sealing are signed with your own key, and this device has none."
        ),
        translate("messages", "Insert your token and try again."),
    )


@explain.register
def _(error: device.SealDeviceLocked) -> Explanation:
    return Explanation(
        translate("messages", "The seal key is locked"),
        translate("messages", "It has had too many wrong PINs and is locked for good."),
        translate("messages", "Have it unlocked by whoever issued it."),
    )


def tries_left(tries: int | None) -> str:
    """How many wrong PINs are still allowed, where the token tells."""
    if tries is None:
        return translate("messages", "The key does not say how many tries are left.")
    return Counted().tries_left(tries)


@explain.register
def _(error: device.PinRequired) -> Explanation:
    return Explanation(
        translate("messages", "The seal key wants its PIN"),
        tries_left(error.tries_left),
        translate("messages", "Enter the PIN of the key."),
    )


@explain.register
def _(error: device.PinWrong) -> Explanation:
    return Explanation(
        translate("messages", "The PIN is wrong"),
        tries_left(error.tries_left),
        translate("messages", "Enter it once more, or stop and ask whoever issued the key."),
    )


@explain.register
def _(error: device.SealDeviceAbsent) -> Explanation:
    return Explanation(
        translate("messages", "The seal key is not plugged in"),
        translate(
            "messages", "“{token}” was not found, or it was pulled out. Nothing has been signed."
        ).format(token=error.token),
        translate("messages", "Plug the key in and try once more. Its PIN is asked for again."),
    )


@explain.register
def _(error: device.SealDeviceSilent) -> Explanation:
    return Explanation(
        translate("messages", "The seal key does not answer"),
        translate(
            "messages", "The driver of “{token}” was silent for {seconds} s and has been ended."
        ).format(token=error.token, seconds=f"{error.seconds:.0f}"),
        translate("messages", "Take the key out and in again, then try once more."),
    )


@explain.register
def _(error: device.SealDeviceFailed) -> Explanation:
    return Explanation(
        translate("messages", "The seal key failed"),
        translate("messages", "The driver of “{token}” reports {fault}. Nothing has been signed.").format(
            token=error.token, fault=error.fault
        ),
        translate("messages", "Take the key out and in again, then try once more."),
    )


@explain.register
def _(error: device.DriverRefused) -> Explanation:
    faults = {
        "missing": translate("messages", "The driver's file is not there."),
        "digest": translate("messages", "The driver's file is not the one that was approved."),
        "changed": translate("messages", "The driver's file changed while it was being loaded."),
        "writable": translate("messages", "Anybody could change the driver's file."),
        "symbols": translate("messages", "The file lacks the functions of GM/T 0016."),
        "system": translate("messages", "The driver is made for another system."),
    }
    return Explanation(
        translate("messages", "The driver of the seal key was not loaded"),
        faults.get(error.fault, translate("messages", "The system cannot load the driver's file.")),
        translate("messages", "Ask the system administrator to look at the key's profile."),
    )


@explain.register
def _(error: device.TokenUnsuited) -> Explanation:
    faults = {
        "no_sm2_mechanism": translate(
            "messages", "It offers no SM2 signature; ECDSA on the same curve is not one."
        ),
        "not_sm2": translate("messages", "Its certificate is not for SM2."),
        "no_certificate": translate("messages", "It holds no signing certificate."),
        "no_key": translate("messages", "It does not hold the key that the profile names."),
    }
    return Explanation(
        translate("messages", "This key cannot press seals"),
        faults.get(
            error.fault, translate("messages", "The profile fits several keys; it must name the right one.")
        ),
        translate("messages", "Plug in another key, or have its profile corrected."),
    )


@explain.register
def _(error: device.TokenProfileUnusable) -> Explanation:
    return Explanation(
        translate("messages", "The profile of the seal key cannot be used"),
        translate("messages", "The profile “{profile}” is missing or wrong ({fault}).").format(
            profile=error.profile, fault=error.fault
        ),
        translate("messages", "Ask the system administrator to look at the key's profile."),
    )


@explain.register
def _(error: seal.SignatureWrong) -> Explanation:
    return Explanation(
        translate("messages", "The key did not sign"),
        translate("messages", "Its answer does not verify with its own certificate, so it was thrown away."),
        translate("messages", "Take the key out and in again, then try once more."),
    )


@explain.register
def _(error: seal.TimeStampRefused | seal.TimeStampUnfit) -> Explanation:
    return Explanation(
        translate("messages", "There is no time stamp"),
        translate("messages", "The time-stamp authority refused, or its answer cannot be confirmed."),
        translate("messages", "Try again later, or tell the system administrator."),
    )
