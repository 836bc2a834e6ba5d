"""What people read when something fails: a title, one sentence, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import singledispatch

from PySide6.QtCore import QCoreApplication

from core.crypto import der
from core.crypto import errors as crypto
from core.errors import AppError
from core.ofd import container
from core.ofd import errors as ofd
from core.redhead import errors as redhead
from core.seal import errors as seal
from desktop import errors as desk
from desktop.cache import errors as cache
from desktop.devices import errors as device
from desktop.pdfseals import errors as pdfs
from desktop.reading import errors as reading
from desktop.tasks import TaskBroken
from desktop.ui.words import Counted
from desktop.vault import errors as vault

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Explanation:
    """What happened, why, and what to do next: each a whole sentence, except the title."""

    title: str
    sentence: str
    remedy: str


@singledispatch
def explain(error: AppError) -> Explanation:
    """The words for `error` in the window's language; the code alone for what has no words of its own."""
    return Explanation(
        translate("messages", "This could not be done"),
        translate("messages", "The program reports the fault {code}.").format(code=error.code),
        _tell_administrator(),
    )


def _tell_administrator() -> str:
    return translate("messages", "Nothing has been lost. Tell the system administrator if it happens again.")


def _ask_sender() -> str:
    return translate("messages", "Ask the sender for the file again.")


def _try_again() -> str:
    return translate("messages", "Try again in a moment.")


@explain.register
def _(error: TaskBroken) -> Explanation:
    return Explanation(
        translate("messages", "The program made a mistake"),
        translate("messages", "An unexpected fault ({kind}) stopped this step.").format(kind=error.kind),
        _tell_administrator(),
    )


# Documents --------------------------------------------------------------------------------------


@explain.register
def _(error: ofd.NotOfd | reading.UnknownFormat) -> Explanation:
    return Explanation(
        translate("messages", "Not a document this reader knows"),
        translate("messages", "The file is neither an OFD package nor a PDF."),
        _ask_sender(),
    )


@explain.register
def _(error: reading.EmptyFile) -> Explanation:
    return Explanation(
        translate("messages", "The file is empty"),
        translate("messages", "It holds not a single byte."),
        _ask_sender(),
    )


@explain.register
def _(
    error: ofd.PackageDamaged
    | ofd.PartMissing
    | ofd.PartMalformed
    | ofd.CompressionUnknown
    | reading.PdfDamaged,
) -> Explanation:
    return Explanation(
        translate("messages", "The document is damaged"),
        translate("messages", "A part the document cannot do without is missing or unreadable."),
        _ask_sender(),
    )


@explain.register
def _(error: ofd.PackageEncrypted | reading.PdfPasswordNeeded) -> Explanation:
    return Explanation(
        translate("messages", "The document is encrypted"),
        translate(
            "messages", "It can only be opened with a key or password that this program was not given."
        ),
        translate("messages", "Ask the sender for a copy that is not encrypted."),
    )


@explain.register
def _(error: ofd.NoPages) -> Explanation:
    return Explanation(
        translate("messages", "The document has no pages"),
        translate("messages", "There is nothing in it that could be shown."),
        _ask_sender(),
    )


@explain.register
def _(error: ofd.VersionUnknown) -> Explanation:
    return Explanation(
        translate("messages", "There is no such version"),
        translate("messages", "The file does not hold the version that was asked for."),
        translate("messages", "Choose another version."),
    )


@explain.register
def _(error: ofd.DocumentSealed) -> Explanation:
    return Explanation(
        translate("messages", "The document is sealed"),
        translate("messages", "Nothing can be written into it without breaking its seal."),
        translate("messages", "Keep your marks beside the document."),
    )


@explain.register
def _(error: ofd.MarksUnreadable) -> Explanation:
    return Explanation(
        translate("messages", "The marks cannot be read"),
        translate("messages", "They are damaged, or a later version of the program made them."),
        _tell_administrator(),
    )


@explain.register
def _(error: ofd.MarksTooMany) -> Explanation:
    return Explanation(
        translate("messages", "Too many annotations on one file"),
        translate("messages", "The last one was not kept. What was there before is kept."),
        translate("messages", "Delete some annotations of this file."),
    )


@explain.register
def _(error: ofd.PageUnknown | reading.NoSuchPage) -> Explanation:
    return Explanation(
        translate("messages", "There is no such page"),
        translate("messages", "The document ends before this page."),
        translate("messages", "Go to another page."),
    )


@explain.register
def _(
    error: ofd.OverLimit
    | reading.OutOfMemory
    | reading.PictureTooLarge
    | reading.DocumentTooLarge
    | reading.PdfTooManyPages,
) -> Explanation:
    return Explanation(
        translate("messages", "The document is too large to show"),
        translate("messages", "It asks for more memory, pages or picture area than the reader grants."),
        translate("messages", "Ask the sender to split it into smaller documents."),
    )


@explain.register
def _(error: reading.WorkerDied | reading.BadAnswer | reading.WorkerFault) -> Explanation:
    return Explanation(
        translate("messages", "This page cannot be shown"),
        translate("messages", "The confined reading process stopped while it worked on this document."),
        translate("messages", "Everything else goes on. Try again, or ask the sender for the file again."),
    )


@explain.register
def _(error: reading.TimedOut) -> Explanation:
    return Explanation(
        translate("messages", "This page takes too long"),
        translate("messages", "The reader gave up after {seconds} seconds.").format(
            seconds=round(error.seconds)
        ),
        _try_again(),
    )


@explain.register
def _(error: reading.Cancelled) -> Explanation:
    return Explanation(
        translate("messages", "Stopped"),
        translate("messages", "This step was cancelled before it ended."),
        _try_again(),
    )


@explain.register
def _(error: reading.PdfPageDamaged) -> Explanation:
    return Explanation(
        translate("messages", "This page cannot be shown"),
        translate("messages", "Page {page} of the PDF is damaged; the others may be readable.").format(
            page=error.page + 1
        ),
        _ask_sender(),
    )


@explain.register
def _(error: reading.NoSuchAttachment) -> Explanation:
    return Explanation(
        translate("messages", "The attachment is missing"),
        translate("messages", "The document names it but does not hold it."),
        _ask_sender(),
    )


@explain.register
def _(error: redhead.NoSuchPaper | redhead.UnsettableText) -> Explanation:
    return Explanation(
        translate("messages", "The document cannot be typeset"),
        translate("messages", "Its text is missing or holds a character that has no place on paper."),
        translate("messages", "Correct the text and try again."),
    )


# Vault ------------------------------------------------------------------------------------------


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


# Gateway ----------------------------------------------------------------------------------------


@explain.register
def _(error: desk.GatewayUnreachable) -> Explanation:
    return Explanation(
        translate("messages", "The gateway cannot be reached"),
        translate("messages", "There is no connection to the office's gateway."),
        translate("messages", "You can go on working. Your changes are kept and sent once it is back."),
    )


@explain.register
def _(error: desk.GatewayUntrusted) -> Explanation:
    if error.fault in {"expired", "not_yet_valid"}:
        sentence = translate("messages", "The server's certificate is not valid at this computer's time.")
        remedy = translate("messages", "Check the computer's date and time, then tell the administrator.")
    else:
        sentence = translate("messages", "The server that answered does not have our gateway's certificate.")
        remedy = translate("messages", "Nothing was sent to it. Tell the security administrator.")
    return Explanation(translate("messages", "This is not our gateway"), sentence, remedy)


@explain.register
def _(error: desk.GatewayGarbled | desk.FileDiffers) -> Explanation:
    return Explanation(
        translate("messages", "The gateway's answer cannot be used"),
        translate("messages", "What arrived is not what was asked for, so it was thrown away."),
        _tell_administrator(),
    )


@explain.register
def _(error: desk.GatewayRefused) -> Explanation:
    return Explanation(
        translate("messages", "The gateway refused"),
        translate("messages", "It understood the request and gave the reason {code}.").format(
            code=error.problem
        ),
        _tell_administrator(),
    )


@explain.register
def _(error: desk.GatewayBusy | desk.CursorExpired) -> Explanation:
    return Explanation(
        translate("messages", "The gateway is busy"),
        translate("messages", "It asked to come back later."),
        translate("messages", "The program tries again by itself. Your changes are kept."),
    )


@explain.register
def _(error: desk.DeviceRevoked) -> Explanation:
    return Explanation(
        translate("messages", "This device is no longer admitted"),
        translate("messages", "The administrator has revoked this device."),
        translate("messages", "Contact the system administrator."),
    )


@explain.register
def _(error: desk.DeviceErased) -> Explanation:
    return Explanation(
        translate("messages", "This device has been revoked"),
        translate(
            "messages", "The administrator has revoked this device. Everything it held has been erased."
        ),
        translate("messages", "To use it again, ask the system administrator for a new kit."),
    )


@explain.register
def _(error: desk.ClockWrong) -> Explanation:
    return Explanation(
        translate("messages", "The computer's clock is wrong"),
        Counted().clock_differs(abs(round(error.ahead_s))),
        translate("messages", "Set the date and time, then try again."),
    )


@explain.register
def _(error: desk.OfflineAndAbsent) -> Explanation:
    return Explanation(
        translate("messages", "The file is not on this device yet"),
        translate("messages", "It has not been downloaded, and the gateway cannot be reached."),
        translate("messages", "Open it again once you are online."),
    )


# Office -----------------------------------------------------------------------------------------


@explain.register
def _(error: desk.PrinterRefused) -> Explanation:
    return Explanation(
        translate("messages", "The printer did not take the pages"),
        translate("messages", "The printer is not ready, or the file cannot be written."),
        translate("messages", "Check the printer or choose another place, then print again."),
    )


@explain.register
def _(error: desk.AnnotationsUnreadable) -> Explanation:
    return Explanation(
        translate("messages", "The annotations cannot be shown"),
        translate("messages", "A newer version of this program kept them. They are left as they are."),
        translate("messages", "Update the program on this device."),
    )


@explain.register
def _(error: desk.RecordAbsent) -> Explanation:
    return Explanation(
        translate("messages", "No longer here"),
        translate("messages", "It was deleted or taken back, or it was never sent to you."),
        translate("messages", "Go back to the list."),
    )


@explain.register
def _(error: desk.NotPermitted) -> Explanation:
    return Explanation(
        translate("messages", "Not within your need-to-know"),
        translate("messages", "Its classification or its scope of knowledge does not include you."),
        translate("messages", "Ask the office that keeps it, if you need it for your work."),
    )


@explain.register
def _(error: desk.ActRefused) -> Explanation:
    return Explanation(
        translate("messages", "This cannot be done now"),
        refusal(error.reason),
        translate("messages", "Open it again to see its present state."),
    )


# Seals ------------------------------------------------------------------------------------------


@explain.register
def _(error: desk.SealingNeedsGateway) -> Explanation:
    return Explanation(
        translate("messages", "Seals are applied online only"),
        translate("messages", "Number, ledger and revocation must be those of now."),
        translate("messages", "Wait until the gateway can be reached."),
    )


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
def _(error: seal.StatementInvalid) -> Explanation:
    return Explanation(
        translate("messages", "The signature does not count"),
        translate("messages", "What was signed does not verify with the key and person it names."),
        translate("messages", "Sign again with your own valid key."),
    )


@explain.register
def _(error: desk.SealedFileInvalid) -> Explanation:
    return Explanation(
        translate("messages", "The sealed file did not verify"),
        translate("messages", "It was checked before sending and was thrown away ({codes}).").format(
            codes=", ".join(error.findings)
        ),
        translate("messages", "The original is unchanged. Tell the system administrator."),
    )


@explain.register
def _(error: seal.SealUnreadable) -> Explanation:
    return Explanation(
        translate("messages", "The seal cannot be read"),
        translate("messages", "Its data do not follow GB/T 38540 or GM/T 0031 ({fault}).").format(
            fault=error.fault
        ),
        translate("messages", "Ask the seal's maker for a new seal file."),
    )


@explain.register
def _(error: seal.SealNotUsable) -> Explanation:
    return Explanation(
        translate("messages", "This seal must not be pressed"),
        translate(
            "messages", "It is outside its period of validity, or of a version that is not sealed with."
        ),
        translate("messages", "Choose another seal, or ask the seal's maker for a new one."),
    )


@explain.register
def _(error: seal.SignerNotInSeal | seal.SignerUnfit | device.KeyMismatch) -> Explanation:
    return Explanation(
        translate("messages", "This key may not use the seal"),
        translate("messages", "The seal does not name the key's certificate, or the certificate is not fit."),
        translate("messages", "Insert the custodian's key, or choose another seal."),
    )


@explain.register
def _(
    error: seal.DocumentNotSealable | seal.SignaturesProtected | container.CannotAppend | pdfs.PdfNotSealable,
) -> Explanation:
    return Explanation(
        translate("messages", "No seal can be added to this document"),
        translate(
            "messages", "Its form, or an earlier seal, rules out a further seal that could be trusted."
        ),
        translate("messages", "Have the document set anew and approved again."),
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


@explain.register
def _(
    error: seal.PageMissing | seal.StampOutsidePage | seal.NothingToStraddle | seal.TextNotFound,
) -> Explanation:
    return Explanation(
        translate("messages", "The seal cannot stand there"),
        translate(
            "messages", "It must lie on a page as a whole, and what it is to be placed on must be there."
        ),
        translate("messages", "Place it by hand."),
    )


@explain.register
def _(error: pdfs.PdfUnreadable) -> Explanation:
    return Explanation(
        translate("messages", "The signatures of this PDF cannot be read"),
        translate("messages", "The file is encrypted.")
        if error.fault == "encrypted"
        else translate("messages", "The file is damaged."),
        _ask_sender(),
    )


@explain.register
def _(error: pdfs.PdfSealsUnjudged) -> Explanation:
    return Explanation(
        translate("messages", "The signatures of this PDF were not judged"),
        translate("messages", "Judging it took too long or broke off. That says nothing about the seals."),
        _try_again(),
    )


def refusal(code: str) -> str:
    """Why the gateway or the workspace refuses an act, from its reason code."""
    reasons = {
        "not_secretary": translate("messages", "Only a secretary of the meeting may change its agenda."),
        "meeting_frozen": translate("messages", "The meeting has been held; its agenda stays as it was."),
        "appointments_last": translate("messages", "Appointments come last on an agenda."),
        "position": translate("messages", "The item cannot stand at this place."),
        "no_placement": translate("messages", "The seal has no place yet."),
        "nothing_to_seal": translate("messages", "There is no document to seal."),
        "format": translate("messages", "Only OFD documents can be sealed."),
        "base_version": translate("messages", "It was changed meanwhile."),
        "duration": translate("messages", "An item takes 1 to 480 minutes."),
        "not_to_read": translate("messages", "Only what was sent for reading can be marked as read."),
        "not_own": translate("messages", "It stands on somebody else's list."),
        "out_of_scope": translate("messages", "It is not within your need-to-know."),
        "not_approved": translate("messages", "The application has not been approved."),
        "request_not_approved": translate("messages", "The application has not been approved."),
        "other_file": translate("messages", "The file is not the one that was approved."),
        "not_the_approved_file": translate("messages", "The file is not the one that was approved."),
        "not_the_current_version": translate("messages", "The document has a newer version by now."),
        "changed_meanwhile": translate("messages", "The document was changed meanwhile."),
        "seal_not_in_request": translate("messages", "The application does not ask for this seal."),
        "not_custodian": translate("messages", "Only the custodian of a seal may press it."),
        "seal_not_in_use": translate("messages", "The seal is suspended or cancelled."),
        "seal_not_valid_today": translate("messages", "The seal is outside its period of validity."),
        "seal_used_already": translate(
            "messages", "This seal has been pressed under the application already."
        ),
        "not_witnessed": translate("messages", "The witness has not confirmed yet."),
        "earlier_seal_missing": translate("messages", "Another organ's seal comes first on this document."),
        "kind_not_approved": translate("messages", "The application does not ask for this kind of use."),
        "not_uploaded": translate("messages", "The file has not arrived at the gateway as a whole."),
        "original_changed": translate(
            "messages", "The sealed file is not the approved one with a seal on it."
        ),
        "not_one_new_seal": translate("messages", "The file does not bear exactly one new seal."),
        "other_seal": translate("messages", "The file bears another seal than the one applied for."),
        "seal_invalid": translate("messages", "The gateway finds a seal of the file invalid."),
        "seal_undetermined": translate("messages", "The gateway cannot judge a seal of the file."),
        "other_document": translate("messages", "The application is for another document."),
        "id_reused": translate("messages", "The same act was sent before with other contents."),
        "id_taken": translate("messages", "Its number is taken already."),
        "not_an_agenda_item": translate("messages", "It is not an agenda item."),
        "sealed_before_approval": translate("messages", "It was sealed before the application was approved."),
        "times_differ": translate("messages", "It was sealed at another time than was said."),
        "pages_differ": translate("messages", "The seal stands on other pages than was said."),
        "page_count": translate("messages", "The document has another number of pages than was approved."),
        "page_missing": translate("messages", "The document has no such page."),
        "used_in_future": translate("messages", "The time of sealing lies in the future."),
        "no_offline_grace": translate("messages", "This seal is never used off line."),
        "offline_grace_over": translate("messages", "The time for use off line was over."),
        "offline_uses_over": translate("messages", "The number of uses off line was used up."),
        "no_copies": translate("messages", "At least one copy is applied for."),
        "document_twice": translate("messages", "A document is named twice."),
        "seal_twice": translate("messages", "A seal is named twice."),
        "document_unknown": translate("messages", "A document is not there, or not for you."),
        "seal_unknown": translate("messages", "A seal is not there, or not for you."),
        "document_cancelled": translate("messages", "The document was revoked or repealed."),
        "blank_document": translate(
            "messages", "Nothing is written in the document: blank paper is never sealed."
        ),
        "not_signed_off": translate("messages", "The document has not been signed off yet."),
        "not_issued": translate("messages", "The document has no number yet."),
        "kinds": translate("messages", "The kinds of use are not named properly."),
        "nothing_to_straddle": translate("messages", "A straddle seal needs at least two pages."),
        "not_an_approver": translate("messages", "This person may not approve the use of seals."),
        "own_application": translate("messages", "Nobody approves their own application."),
        "approver_out_of_scope": translate(
            "messages", "The document is not within the approver's need-to-know."
        ),
        "custodian_out_of_scope": translate(
            "messages", "The document is not within the custodian's need-to-know."
        ),
        "applied_already": translate("messages", "This seal has been applied for on the document already."),
        "not_approver": translate("messages", "Only the approver named in the application decides."),
        "request_not_pending": translate("messages", "The application has been decided already."),
        "request_not_open": translate("messages", "The application can no longer be withdrawn."),
        "not_applicant": translate("messages", "Only the applicant may withdraw it."),
        "no_reason": translate("messages", "A reason has to be given."),
        "statement_certificate": translate("messages", "The certificate of the signature cannot be used."),
        "statement_person": translate("messages", "The signature was not made with your own key."),
        "statement_path": translate("messages", "The certificate of the signature is not trusted any more."),
        "statement_signature": translate("messages", "The signature does not verify."),
        "not_a_custodian": translate("messages", "This person is no custodian of seals."),
        "organisation_unknown": translate("messages", "There is no such organisation."),
        "seal_registered_already": translate("messages", "This seal is in the cabinet already."),
        "seal_unreadable": translate("messages", "The file is no electronic seal."),
        "seal_version": translate("messages", "Only seals of GB/T 38540 (version 4) can be used."),
        "maker_signature": translate("messages", "The seal is not as its maker signed it."),
        "maker_not_trusted": translate("messages", "The seal's maker is not one the office believes."),
        "maker_path": translate("messages", "The seal maker's certificate does not hold."),
        "seal_expired": translate("messages", "The seal's period has run out."),
        "seal_dates": translate("messages", "The seal does not say how long it is valid."),
        "seal_state": translate("messages", "The seal cannot be brought into that state."),
        "other_seal_name": translate("messages", "The new seal has another name."),
        "other_seal_size": translate("messages", "The new seal has another size."),
        "seal_not_longer": translate("messages", "The new seal is not valid for longer."),
        "not_security_administrator": translate(
            "messages", "Only the security administrator changes the state of a seal."
        ),
        "own_seal": translate("messages", "The seal is in your custody already."),
        "not_offered": translate("messages", "The custody was not offered to you."),
        "internal": translate("messages", "The gateway failed on it; its log knows more."),
        "witness": translate("messages", "The witness must be the one appointed, and not the custodian."),
        "clock": translate("messages", "This computer's clock differs too much from the gateway's."),
        "conflict": translate("messages", "Somebody else has changed the same thing meanwhile."),
        "not_in_conflict": translate("messages", "There is nothing to choose between any more."),
        "gone": translate("messages", "It no longer exists."),
    }
    return reasons.get(code, translate("messages", "The reason given is {code}.").format(code=code))
