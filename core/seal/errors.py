"""What can go wrong with a seal before there is anything to judge."""

from __future__ import annotations

from typing import ClassVar

from core.errors import SealError


class SealUnreadable(SealError):
    """Bytes that are no seal or seal signature of GB/T 38540 or GM/T 0031; `fault` names the part."""

    code: ClassVar[str] = "seal.unreadable"
    fault: str


class SealNotUsable(SealError):
    """A seal that must not be pressed: "version", "maker_signature", "not_yet_valid" or "expired"."""

    code: ClassVar[str] = "seal.not_usable"
    seal: str
    fault: str


class SignerNotInSeal(SealError):
    """The seal does not list this certificate, so its signature could only be invalid."""

    code: ClassVar[str] = "seal.signer_not_in_seal"
    seal: str
    signer: str


class SignerUnfit(SealError):
    """A certificate that cannot sign seals: `fault` is "key", "usage", "not_yet_valid" or "expired"."""

    code: ClassVar[str] = "seal.signer_unfit"
    signer: str
    fault: str


class DocumentNotSealable(SealError):
    """A package to which no trustworthy seal can be added; `fault` and `part` name what is in the way."""

    code: ClassVar[str] = "seal.document_not_sealable"
    fault: str
    part: str = ""


class SignaturesProtected(SealError):
    """An earlier signature protects the list of signatures: any further seal would break it."""

    code: ClassVar[str] = "seal.signatures_protected"
    signature_id: str


class SignatureWrong(SealError):
    """The key or token answered with a signature that its own certificate does not verify."""

    code: ClassVar[str] = "seal.signature_wrong"


class TimeStampRefused(SealError):
    """A time-stamp authority that said no: its PKIStatus and the set bits of PKIFailureInfo (RFC 3161)."""

    code: ClassVar[str] = "seal.time_stamp_refused"
    status: int
    failures: tuple[int, ...] = ()


class TimeStampUnfit(SealError):
    """A time stamp that must not be used; `fault` names what does not hold.

    "unreadable", "imprint", "nonce", "policy", "time", "attributes", "certificate", "signature" or "path".
    """

    code: ClassVar[str] = "seal.time_stamp_unfit"
    fault: str


class PageMissing(SealError):
    """There is no such page; `page` counts from 1."""

    code: ClassVar[str] = "seal.page_missing"
    page: int
    count: int


class TextNotFound(SealError):
    """The document's text holds no such place to press a seal on."""

    code: ClassVar[str] = "seal.text_not_found"
    wanted: str


class NothingToStraddle(SealError):
    """A straddle seal needs at least two pages."""

    code: ClassVar[str] = "seal.nothing_to_straddle"
    pages: int


class StampOutsidePage(SealError):
    """A seal that would not lie on the page as a whole; `page` counts from 1."""

    code: ClassVar[str] = "seal.stamp_outside_page"
    page: int


class StatementInvalid(SealError):
    """A signed statement that does not count.

    `fault` is "certificate" (unreadable or no SM2 key), "person" (not one of this person's), "path" (not
    trusted, expired or revoked) or "signature".
    """

    code: ClassVar[str] = "seal.statement_invalid"
    fault: str
