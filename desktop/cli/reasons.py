"""One line of English per error, for people at a terminal and for JSON `error` fields."""

from __future__ import annotations

from functools import singledispatch

from core.crypto import errors as crypto
from core.crypto.der import NotDer
from core.errors import AppError
from core.ofd import errors as ofd
from core.ofd.container import CannotAppend
from core.redhead import NoSuchPaper, UnsettableText
from core.seal import errors as seal
from desktop import errors as desktop
from desktop.cache import errors as cache
from desktop.cli.files import InputUnreadable, OutputUnwritable
from desktop.demo.errors import FolderUnusable, GatewayRefusedToStart
from desktop.devices import errors as device
from desktop.pdfseals import errors as pdfs
from desktop.reading import errors as reading
from desktop.vault import errors as vault


@singledispatch
def reason(error: AppError) -> str:
    """Why it failed and what to do next, in one line without a path of this machine."""
    facts = ", ".join(f"{name} {value}" for name, value in error.facts().items())
    return f"{error.code}: {facts}" if facts else error.code


@reason.register
def _(error: ofd.NotOfd) -> str:
    return "the file is empty" if error.size == 0 else "the file is not an OFD package (no ZIP archive)"


@reason.register
def _(error: ofd.PackageDamaged) -> str:
    where = f" in {error.part}" if error.part else ""
    return f"the file is damaged or cut off{where}; fetch it again"


@reason.register
def _(_error: ofd.PackageEncrypted) -> str:
    return "the file is encrypted (GM/T 0099); decrypt it first with the program that encrypted it"


@reason.register
def _(error: ofd.CompressionUnknown) -> str:
    return f"{error.part} is packed by a method OFD does not use ({error.method}); save the file anew"


@reason.register
def _(error: ofd.PartMissing) -> str:
    return f"the package lacks {error.part}; it is no complete OFD"


@reason.register
def _(error: ofd.PartMalformed) -> str:
    where = f" (line {error.line})" if error.line else ""
    return f"{error.part} is not plain well-formed XML{where}"


@reason.register
def _(_error: ofd.NoPages) -> str:
    return "the document has no pages"


@reason.register
def _(error: ofd.PageUnknown) -> str:
    return f"there is no page {error.index + 1}; the document has {error.count}"


@reason.register
def _(error: ofd.VersionUnknown) -> str:
    return f"the package has no {error.version!r}; inspect lists its documents and versions"


@reason.register
def _(_error: ofd.DocumentSealed) -> str:
    return "the document is sealed; nothing can be written into it without breaking its seal"


@reason.register
def _(_error: ofd.MarksUnreadable) -> str:
    return "the kept marks are damaged, or a later version of this program made them"


@reason.register
def _(error: ofd.MarksTooMany) -> str:
    return f"a file carries at most {error.limit} marks, and of handwriting 16 MiB; delete some"


@reason.register
def _(error: ofd.OverLimit) -> str:
    where = f" in {error.part}" if error.part else ""
    return f"the document asks for more than is allowed{where}: {error.limit} over {error.allowed}"


@reason.register
def _(error: NoSuchPaper) -> str:
    return f"the sample office has no text for {error.document!r}; name one of its documents or papers"


@reason.register
def _(error: UnsettableText) -> str:
    return f"the {error.element} holds U+{error.code_point:04X}, which has no place on paper; remove it"


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
def _(error: CannotAppend) -> str:
    return f"nothing can be added to this archive ({error.fault}); save it anew with the program that made it"


@reason.register
def _(error: seal.SealUnreadable) -> str:
    return f"that is no electronic seal of GB/T 38540 or GM/T 0031 ({error.fault})"


@reason.register
def _(error: seal.SealNotUsable) -> str:
    why = {
        "version": "is not of the format GB/T 38540-2020, which we press",
        "maker_signature": "is not the work of the maker it names",
        "not_yet_valid": "is not valid yet",
        "expired": "has expired",
    }
    return f"the seal {error.seal!r} {why.get(error.fault, error.fault)}; use another"


@reason.register
def _(error: seal.SignerNotInSeal) -> str:
    return f"{error.signer!r} is not among those who may use the seal {error.seal!r}"


@reason.register
def _(error: seal.SignerUnfit) -> str:
    why = {
        "key": "has no SM2 key",
        "usage": "is not for signing",
        "not_yet_valid": "is not valid yet",
        "expired": "has expired",
    }
    return f"the certificate of {error.signer!r} {why.get(error.fault, error.fault)}"


@reason.register
def _(error: seal.DocumentNotSealable) -> str:
    where = f" in {error.part}" if error.part else ""
    return f"the document cannot be sealed: {error.fault}{where}"


@reason.register
def _(error: seal.SignaturesProtected) -> str:
    return f"signature {error.signature_id} protects the list of signatures: another seal would break it"


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
def _(error: seal.PageMissing) -> str:
    return f"there is no page {error.page}; the document has {error.count}"


@reason.register
def _(error: seal.TextNotFound) -> str:
    return f"the document's text does not hold {error.wanted!r}"


@reason.register
def _(error: seal.NothingToStraddle) -> str:
    return f"a straddle seal needs at least two pages; the document has {error.pages}"


@reason.register
def _(error: seal.StampOutsidePage) -> str:
    return f"the seal would not lie on page {error.page} as a whole; move it"


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
def _(error: pdfs.PdfUnreadable) -> str:
    if error.fault == "encrypted":
        return "the PDF is encrypted; its signatures cannot be judged without the password"
    return "the PDF is damaged; fetch it again"


@reason.register
def _(error: pdfs.PdfNotSealable) -> str:
    why = {
        "protected": "an earlier signature forbids any change",
        "page": "there is no such page",
        "outside": "the seal would not lie on the page as a whole; move it",
        "turned": "the page is turned; set it upright first",
        "picture": "the seal's picture is no PNG",
        "not_sm2": "the signer's key is not for SM2",
        "places": "a PDF signature stands in one place; name one with --at",
    }
    return f"no seal can be added to this PDF: {why.get(error.fault, 'its structure rules that out')}"


@reason.register
def _(error: pdfs.PdfSealsUnjudged) -> str:
    why = {"time": "it took too long", "too_large": "it is too large", "ended": "the judging process ended"}
    said = why.get(error.fault, "the judging process made a mistake")
    return f"the signatures of the PDF could not be judged: {said}"


@reason.register
def _(error: InputUnreadable) -> str:
    why = {
        "ENOENT": "there is no such file",
        "EACCES": "this user may not read the file",
        "EISDIR": "that is a folder; name a file",
        "ESPIPE": "that is a device or a pipe; name a file",
        "EFBIG": "the file has more than 512 MiB, which is the most that is read",
    }
    return why.get(error.fault, f"the file cannot be read ({error.fault})")


@reason.register
def _(error: OutputUnwritable) -> str:
    why = {
        "ENOSPC": "the disk is full",
        "EACCES": "this user may not write there",
        "ENOTDIR": "--out needs a folder, and a file is in its place",
        "EEXIST": "--out needs a folder, and a file is in its place",
        "EBADF": "the answer has nowhere to go: the output is closed",
    }
    return why.get(error.fault, f"the pictures cannot be written ({error.fault})")


@reason.register
def _(_error: reading.EmptyFile) -> str:
    return "the file is empty"


@reason.register
def _(_error: reading.UnknownFormat) -> str:
    return "the file is neither an OFD nor a PDF"


@reason.register
def _(error: reading.DocumentTooLarge) -> str:
    return f"the file has {error.size >> 20} MiB; at most {error.limit >> 20} are read"


@reason.register
def _(_error: reading.PdfDamaged) -> str:
    return "the PDF is damaged or cut off; fetch it again"


@reason.register
def _(error: reading.PdfPasswordNeeded) -> str:
    return "the password does not open the PDF" if error.wrong else "the PDF is encrypted; give its password"


@reason.register
def _(error: reading.PdfTooManyPages) -> str:
    return f"the PDF has {error.page_count} pages; at most {error.limit} are read"


@reason.register
def _(error: reading.PdfPageDamaged) -> str:
    return f"page {error.page + 1} is damaged"


@reason.register
def _(error: reading.NoSuchPage) -> str:
    return f"there is no page {error.page + 1}; the document has {error.page_count}"


@reason.register
def _(error: reading.NoSuchAttachment) -> str:
    return f"there is no attachment {error.index + 1}, or the document lacks its file"


@reason.register
def _(error: reading.PictureTooLarge) -> str:
    return f"the picture would have {error.pixels} pixels, more than {error.limit}; give a lower --dpi"


@reason.register
def _(error: reading.TimedOut) -> str:
    return f"the document was given up after {error.seconds:g} seconds: it asks for too much work"


@reason.register
def _(_error: reading.OutOfMemory) -> str:
    return "the document asks for more memory than the reading worker may have"


@reason.register
def _(_error: reading.WorkerDied) -> str:
    return "the reading worker died of this document; nothing else is affected"


@reason.register
def _(_error: reading.BadAnswer) -> str:
    return "the reading worker answered nonsense and was stopped; nothing it said was used"


@reason.register
def _(error: reading.WorkerFault) -> str:
    return f"the reading worker has a fault ({error.kind} at {error.place}); please report it"


@reason.register
def _(_error: reading.Cancelled) -> str:
    return "given up as asked"


@reason.register
def _(_error: desktop.GatewayUnreachable) -> str:
    return "the gateway cannot be reached; check that it runs and that the network is there"


@reason.register
def _(error: desktop.GatewayUntrusted) -> str:
    if error.fault in ("expired", "not_yet_valid"):
        return "the gateway's certificate is not valid today; check this computer's clock"
    return "the server is not the gateway this device was enrolled at; nothing was sent to it"


@reason.register
def _(_error: desktop.GatewayGarbled) -> str:
    return "the gateway's answer makes no sense; check that the address is a Sealdesk gateway"


@reason.register
def _(error: desktop.GatewayRefused) -> str:
    return f"the gateway refused ({error.problem})"


@reason.register
def _(_error: desktop.GatewayBusy) -> str:
    return "the gateway is overloaded or has a fault; try again later"


@reason.register
def _(_error: desktop.DeviceRevoked) -> str:
    return "this device is no longer admitted; ask the system administrator"


@reason.register
def _(error: desktop.ClockWrong) -> str:
    return f"this computer's clock is off by {error.ahead_s:.0f} seconds; set it right"


@reason.register
def _(error: desktop.EnrolmentUnusable) -> str:
    return f"the enrolment kit cannot be used ({error.fault}); ask for a new one"


@reason.register
def _(_error: desktop.SealingNeedsGateway) -> str:
    return "seals are applied online only, and the gateway cannot be reached; nothing was sealed"


@reason.register
def _(error: desktop.SealKeyAbsent) -> str:
    return f"this device holds no key for seal {error.seal_id}"


@reason.register
def _(error: desktop.PersonalKeyAbsent) -> str:
    return "this device holds no personal signing key; insert your token"


@reason.register
def _(error: desktop.SealedFileInvalid) -> str:
    return f"the sealed file does not verify ({', '.join(error.findings)}), so it was not sent"


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
def _(error: GatewayRefusedToStart) -> str:
    return f"the embedded gateway says: {error.said}"


@reason.register
def _(error: FolderUnusable) -> str:
    return f"{error.folder} cannot be used ({error.fault}); name another folder"


@reason.register
def _(error: crypto.WrongPassword) -> str:
    return "the password is wrong"


@reason.register
def _(error: crypto.StreamDamaged | crypto.WrapDamaged) -> str:
    return "the encrypted data are damaged, or were written under another key"


@reason.register
def _(error: seal.StatementInvalid) -> str:
    return f"the signed statement does not count ({error.fault}); sign with your own valid key"


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
def _(error: desktop.ActRefused) -> str:
    return f"the state of the record does not allow it: {error.reason}"


@reason.register
def _(error: desktop.RecordAbsent) -> str:
    return "there is no such record here, or not any more"


@reason.register
def _(error: desktop.NotPermitted) -> str:
    return "it is not within this person's need-to-know"


@reason.register
def _(error: desktop.AnnotationsUnreadable) -> str:
    return "a newer version of Sealdesk kept these annotations; open them with that one"


@reason.register
def _(error: desktop.PrinterRefused) -> str:
    return "the printer could not begin; look whether it is switched on and has paper"


@reason.register
def _(error: desktop.OfflineAndAbsent) -> str:
    return "the file is not on this device and the gateway cannot be reached; try again on line"


@reason.register
def _(error: desktop.FileDiffers) -> str:
    return "the gateway sent another file than was asked for; tell its administrator"


@reason.register
def _(error: desktop.CursorExpired) -> str:
    return "the gateway begins its changes anew; synchronise once more"


@reason.register
def _(error: desktop.DeviceErased) -> str:
    return "this device was revoked and its data erased; ask for a new enrolment kit"


@reason.register
def _(error: desktop.KitLeft) -> str:
    return "the device is enrolled, but its kit could not be erased; delete the file by hand"
