"""One English sentence per finding of a seal, for the `reason` field of `sealdesk verify`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from core.seal import Code, Finding, SealReport, Verdict

SENTENCES: Final[Mapping[Code, str]] = {
    Code.PATH_TRAVERSAL: "{part} points out of the package",
    Code.FORMAT: "the signature is broken or not as the standard wants it ({part}{fault})",
    Code.UNLINKED: "{part} is a signature that the document no longer names",
    Code.CONTAINER: "the archive can be read in two ways ({part}{fault})",
    Code.REPACKED: "the archive is not the one that was sealed: it was packed anew or altered",
    Code.UNACCOUNTED: "the archive holds bytes that nothing explains ({part})",
    Code.MISSING_FILE: "{part}, which the seal protects, is missing",
    Code.DIGEST_MISMATCH: "{part} was changed after sealing",
    Code.WEAK_HASH: "the files are protected by {method} only",
    Code.DATAHASH_MISMATCH: "Signature.xml was changed after sealing",
    Code.SIG_INVALID: "the signature value is not the signer's",
    Code.SIG_ENCODING: "the signature value is not written as the standard wants it",
    Code.UNSUPPORTED_ALGORITHM: "the algorithm {algorithm} cannot be judged",
    Code.NO_SIGNER_CERT: "the signature does not say whose it is",
    Code.SEAL_MISMATCH: "the seal file is not the seal that was signed",
    Code.STAMP_SIZE: "the seal is drawn in another size than its own",
    Code.STAMP_PAGE: "the seal stands on a page that does not exist",
    Code.NO_TIMESTAMP: "the time is claimed by the signer, there is no time stamp",
    Code.NO_TIME: "the signature does not say when it was made",
    Code.TIMESTAMP_INVALID: "the time stamp cannot be believed",
    Code.TIMESTAMP_DEMANDED: "a time stamp is demanded, and none confirms the time",
    Code.TIME_IN_FUTURE: "the seal claims a time in the future ({at})",
    Code.NO_PATH: "{subject} leads to no trusted authority",
    Code.NOT_YET_VALID: "the certificate of {subject} was not yet valid when it sealed (from {at})",
    Code.EXPIRED: "the certificate of {subject} had expired when it sealed ({at})",
    Code.KEY_USAGE: "the certificate of {subject} is not for signing",
    Code.EXT_KEY_USAGE: "the certificate of {subject} is not for this purpose",
    Code.NOT_A_CA: "{subject} issued a certificate without being an authority",
    Code.CA_KEY_USAGE: "{subject} may not issue certificates",
    Code.PATH_LEN: "the chain below {subject} is longer than allowed",
    Code.UNKNOWN_CRITICAL_EXT: "the certificate of {subject} has a critical extension we do not know",
    Code.NO_CRL: "there is no revocation list for {subject}",
    Code.CRL_STALE: "the revocation list for {subject} is out of date ({at})",
    Code.REVOKED: "the certificate of {subject} was revoked ({at})",
    Code.REVOKED_LATER: "the certificate of {subject} was revoked after the claimed time ({at})",
    Code.SIGNER_NOT_IN_SEAL: "{signer} is not among those who may use this seal",
    Code.SEAL_NOT_YET_VALID: "the seal was not yet valid when it was used (from {at})",
    Code.SEAL_EXPIRED: "the seal had expired when it was used ({at})",
    Code.MAKER_SIG_INVALID: "the seal is not the work of the maker it names",
    Code.MAKER_SIG_VARIANT: "the seal's maker signed it in another vendor's way",
    Code.MAKER_UNSUPPORTED_ALGORITHM: "the seal maker's algorithm {algorithm} cannot be judged",
    Code.MAKER_NOT_TRUSTED: "{subject} is not a seal maker we know",
    Code.ADDED_AFTER: "added after this seal: {parts} ({count})",
    Code.PICTURE_UNKNOWN: "the seal's picture is none that can be drawn ({format})",
    Code.PICTURE_STRETCHED: "the seal's picture of {width_px} x {height_px} px is stretched to"
    " {width_mm} x {height_mm} mm",
    Code.PICTURE_COPIED: "the seal's picture is also an ordinary part of the document ({parts})",
    Code.SEAL_SIZE: "the seal is {width_mm} mm wide, its organ is entitled to {rule_mm} mm",
    Code.CHANGED_AFTER: "the pages were changed after this seal",
    Code.NOT_PERMITTED_AFTER: "something was added after this seal that it does not permit",
    Code.UNSUPPORTED_TYPE: "a signature of a type that cannot be judged ({type})",
    Code.NOT_CONFIRMED: "a second look at the signature does not confirm it ({fault})",
    Code.UNCOVERED: "protected by no seal: {parts} ({count})",
}


class _Facts(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ""


def finding_reason(finding: Finding) -> str:
    """The sentence of one finding; one about the seal maker's path says so in front."""
    if finding.code in SENTENCES:
        return SENTENCES[finding.code].format_map(_Facts(finding.facts))
    own = Code(finding.code.removeprefix("MAKER_"))
    return "seal maker: " + SENTENCES[own].format_map(_Facts(finding.facts))


def seal_reason(seal: SealReport) -> str:
    """One sentence on why the verdict is what it is."""
    gravest = next((finding for finding in seal.findings if finding.code == seal.reason), None)
    if gravest is None:
        return "nothing is wrong with it"
    sentence = finding_reason(gravest)
    return f"everything holds; {sentence}" if seal.verdict is Verdict.VALID else sentence
