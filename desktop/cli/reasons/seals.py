"""Lines for seals that cannot be pressed or judged."""

from __future__ import annotations

from core.ofd.container import CannotAppend
from core.seal import errors as seal
from desktop import errors as desktop
from desktop.cli.reasons.reason import reason
from desktop.pdfseals import errors as pdfs


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
def _(_error: desktop.SealingNeedsGateway) -> str:
    return "seals are applied online only, and the gateway cannot be reached; nothing was sealed"


@reason.register
def _(_error: desktop.TimeStampMissing) -> str:
    return "a time stamp is demanded and there was none to be had; nothing was sealed"


@reason.register
def _(error: desktop.SealedFileInvalid) -> str:
    return f"the sealed file does not verify ({', '.join(error.findings)}), so it was not sent"


@reason.register
def _(error: seal.StatementInvalid) -> str:
    return f"the signed statement does not count ({error.fault}); sign with your own valid key"
