"""Words for the vault of this device, its password and its enrolment."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.crypto import der
from core.crypto import errors as crypto
from desktop import errors as desk
from desktop.cache import errors as cache
from desktop.ui.messages.explanation import Explanation, explain
from desktop.ui.words import Counted
from desktop.vault import errors as vault

translate = QCoreApplication.translate


@explain.register
def _(error: vault.WrongPassword) -> Explanation:
    if error.delay_s >= 1:
        remedy = Counted().try_again_in(round(error.delay_s))
    else:
        remedy = translate("messages", "Check the keyboard layout and Caps Lock, then try again.")
    return Explanation(
        translate("messages", "Wrong password"),
        translate("messages", "This password does not open the vault. Nothing is erased because of it."),
        remedy,
    )


@explain.register
def _(error: crypto.WrongPassword) -> Explanation:
    return Explanation(
        translate("messages", "Wrong password"),
        translate("messages", "This password does not open the key."),
        translate("messages", "Check the keyboard layout and Caps Lock, then try again."),
    )


@explain.register
def _(error: vault.UnlockTooSoon) -> Explanation:
    return Explanation(
        translate("messages", "Please wait"),
        translate("messages", "After a wrong password there is a pause that grows with each try."),
        Counted().try_again_in(max(1, round(error.delay_s))),
    )


@explain.register
def _(error: vault.PasswordUnfit) -> Explanation:
    return Explanation(
        translate("messages", "This password cannot be used"),
        translate("messages", "A password needs {shortest} to {longest} characters.").format(
            shortest=error.shortest, longest=error.longest
        ),
        translate("messages", "Choose another one."),
    )


@explain.register
def _(
    error: vault.HeaderDamaged
    | vault.FileDamaged
    | cache.CacheDamaged
    | crypto.WrapDamaged
    | crypto.StreamDamaged,
) -> Explanation:
    return Explanation(
        translate("messages", "A file of the vault is damaged"),
        translate("messages", "This device's encrypted files were cut or changed outside the program."),
        translate(
            "messages", "What the gateway holds is safe. Ask the administrator to restore the profile."
        ),
    )


@explain.register
def _(error: vault.VaultAbsent) -> Explanation:
    return Explanation(
        translate("messages", "This device is not enrolled"),
        translate("messages", "There is no vault in this profile yet."),
        translate("messages", "Enrol the device with the kit file from your administrator."),
    )


@explain.register
def _(error: vault.VaultExists) -> Explanation:
    return Explanation(
        translate("messages", "There is a vault already"),
        translate("messages", "A second one would lock its owner out of the first."),
        translate("messages", "Unlock the vault that is there."),
    )


@explain.register
def _(error: vault.VaultInUse) -> Explanation:
    return Explanation(
        translate("messages", "Sealdesk is running already"),
        translate("messages", "Another window has this vault open."),
        translate("messages", "Use that window, or close it first."),
    )


@explain.register
def _(error: vault.VaultLocked | cache.CacheClosed | desk.WorkspaceLocked) -> Explanation:
    return Explanation(
        translate("messages", "The vault is locked"),
        translate("messages", "It was locked while this step was under way."),
        translate("messages", "Unlock it and try again."),
    )


@explain.register
def _(error: vault.DiskRefused) -> Explanation:
    return Explanation(
        translate("messages", "The disk does not take the file"),
        translate("messages", "The system reports {fault}.").format(fault=error.fault),
        translate("messages", "Make room on the disk or check its permissions, then try again."),
    )


@explain.register
def _(error: vault.NotRemembered | vault.SecretStoreUnavailable) -> Explanation:
    return Explanation(
        translate("messages", "The password is needed"),
        translate("messages", "The system's secret store did not give back what this device remembers."),
        translate("messages", "Type the password. It always works."),
    )


@explain.register
def _(
    error: crypto.CertificateUnreadable | crypto.KeyUnreadable | der.NotDer | desk.EnrolmentUnusable,
) -> Explanation:
    return Explanation(
        translate("messages", "The kit cannot be used"),
        translate("messages", "A key or certificate cannot be read ({fault}).").format(fault=error.fault),
        translate("messages", "Ask the administrator for a new kit file."),
    )


@explain.register
def _(error: desk.KitLeft) -> Explanation:
    return Explanation(
        translate("messages", "The kit file is still there"),
        translate("messages", "This device is enrolled, but its kit file could not be erased."),
        translate("messages", "Erase the file by hand or give its medium back: it holds this device's key."),
    )
