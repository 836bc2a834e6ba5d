"""Words for seals that cannot be pressed or judged."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.ofd import container
from core.seal import errors as seal
from desktop import errors as desk
from desktop.devices import errors as device
from desktop.pdfseals import errors as pdfs
from desktop.ui.messages.explanation import Explanation, ask_sender, explain, try_again

translate = QCoreApplication.translate


@explain.register
def _(error: desk.SealingNeedsGateway) -> Explanation:
    return Explanation(
        translate("messages", "Seals are applied online only"),
        translate("messages", "Number, ledger and revocation must be those of now."),
        translate("messages", "Wait until the gateway can be reached."),
    )


@explain.register
def _(error: desk.TimeStampMissing) -> Explanation:
    return Explanation(
        translate("messages", "No time stamp, no seal"),
        translate("messages", "A time stamp is demanded for this seal, and the authority gave none."),
        translate("messages", "Nothing was sealed. Try again later, or tell the system administrator."),
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
        ask_sender(),
    )


@explain.register
def _(error: pdfs.PdfSealsUnjudged) -> Explanation:
    return Explanation(
        translate("messages", "The signatures of this PDF were not judged"),
        translate("messages", "Judging it took too long or broke off. That says nothing about the seals."),
        try_again(),
    )
