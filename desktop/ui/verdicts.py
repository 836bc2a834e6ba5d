"""The words for what verification finds: three verdicts, one sentence of reason, every step by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from core.seal.report import Code, Step, Verdict

translate = QCoreApplication.translate


def verdict(code: Verdict) -> str:
    match code:
        case Verdict.VALID:
            return translate("verdicts", "Valid")
        case Verdict.INVALID:
            return translate("verdicts", "Invalid")
        case Verdict.UNDETERMINED:
            return translate("verdicts", "Undetermined")
        case Verdict.UNSIGNED:
            return translate("verdicts", "No seal")
        case _:
            assert_never(code)


def step(code: Step) -> str:
    """What a step of verification looks at."""
    return translate("verdicts", str(_STEPS[code]))


def reason(code: Code | None) -> str:
    """One sentence for a finding; for no finding at all, that every step agrees."""
    if code is None:
        return translate("verdicts", "Every step agrees.")
    plain = Code(code.removeprefix("MAKER_")) if code in _OF_THE_MAKER else code
    if plain not in _SENTENCES:
        return translate("verdicts", "Verification reports {code}.").format(code=code)
    sentence = translate("verdicts", str(_SENTENCES[plain]))
    if code in _OF_THE_MAKER:
        return translate("verdicts", "Seal maker: {reason}").format(reason=sentence)
    return sentence


_OF_THE_MAKER = frozenset(
    code for code in Code if code.startswith("MAKER_") and code.removeprefix("MAKER_") in set(Code)
)

# Marked for translation, and translated when they are asked for.
_STEPS: Mapping[Step, object] = {
    Step.PACKAGE: QT_TRANSLATE_NOOP("verdicts", "Package in order"),
    Step.DIGESTS: QT_TRANSLATE_NOOP("verdicts", "Protected files unchanged"),
    Step.FORMAT: QT_TRANSLATE_NOOP("verdicts", "Signature well-formed"),
    Step.DATA_HASH: QT_TRANSLATE_NOOP("verdicts", "Digest of the signed list"),
    Step.SIGNATURE: QT_TRANSLATE_NOOP("verdicts", "Signature value"),
    Step.SEAL_FILE: QT_TRANSLATE_NOOP("verdicts", "Seal file is the signed seal"),
    Step.STAMP: QT_TRANSLATE_NOOP("verdicts", "Place and size of the impression"),
    Step.TIME: QT_TRANSLATE_NOOP("verdicts", "Time of sealing"),
    Step.SIGNER: QT_TRANSLATE_NOOP("verdicts", "Sealer's certificate"),
    Step.SIGNER_LISTED: QT_TRANSLATE_NOOP("verdicts", "Sealer may use this seal"),
    Step.SEAL: QT_TRANSLATE_NOOP("verdicts", "Seal within its period"),
    Step.MAKER: QT_TRANSLATE_NOOP("verdicts", "Seal maker"),
    Step.COVERAGE: QT_TRANSLATE_NOOP("verdicts", "Whole document covered"),
    Step.PICTURE: QT_TRANSLATE_NOOP("verdicts", "Picture is the seal's own"),
}
_SENTENCES: Mapping[Code, object] = {
    Code.PATH_TRAVERSAL: QT_TRANSLATE_NOOP("verdicts", "A reference leads out of the package."),
    Code.FORMAT: QT_TRANSLATE_NOOP("verdicts", "The signature data do not follow the standard."),
    Code.UNLINKED: QT_TRANSLATE_NOOP("verdicts", "The document does not list its signatures."),
    Code.CONTAINER: QT_TRANSLATE_NOOP(
        "verdicts", "Different readers would find different files in the package."
    ),
    Code.REPACKED: QT_TRANSLATE_NOOP(
        "verdicts", "The package is not the one that was sealed: it was packed anew or altered."
    ),
    Code.UNACCOUNTED: QT_TRANSLATE_NOOP("verdicts", "The package holds bytes that nothing explains."),
    Code.MISSING_FILE: QT_TRANSLATE_NOOP("verdicts", "A protected file is missing."),
    Code.DIGEST_MISMATCH: QT_TRANSLATE_NOOP("verdicts", "A protected file was changed after sealing."),
    Code.WEAK_HASH: QT_TRANSLATE_NOOP("verdicts", "A weak digest method was used."),
    Code.DATAHASH_MISMATCH: QT_TRANSLATE_NOOP("verdicts", "The signed list of files was changed."),
    Code.SIG_INVALID: QT_TRANSLATE_NOOP("verdicts", "The signature value is wrong."),
    Code.SIG_ENCODING: QT_TRANSLATE_NOOP(
        "verdicts", "The signature value is not written as the standard has it."
    ),
    Code.UNSUPPORTED_ALGORITHM: QT_TRANSLATE_NOOP(
        "verdicts", "The algorithm is not one this program can judge."
    ),
    Code.NO_SIGNER_CERT: QT_TRANSLATE_NOOP("verdicts", "The sealer's certificate is missing."),
    Code.SEAL_MISMATCH: QT_TRANSLATE_NOOP("verdicts", "The seal file is not the seal that was signed."),
    Code.STAMP_SIZE: QT_TRANSLATE_NOOP(
        "verdicts", "The impression is drawn at another size than the seal's."
    ),
    Code.STAMP_PAGE: QT_TRANSLATE_NOOP("verdicts", "The impression stands on a page that does not exist."),
    Code.NO_TIMESTAMP: QT_TRANSLATE_NOOP("verdicts", "The time is the sealer's own; there is no time stamp."),
    Code.NO_TIME: QT_TRANSLATE_NOOP("verdicts", "The time of sealing is not stated."),
    Code.TIMESTAMP_INVALID: QT_TRANSLATE_NOOP("verdicts", "The time stamp cannot be confirmed."),
    Code.TIMESTAMP_DEMANDED: QT_TRANSLATE_NOOP(
        "verdicts", "A time stamp is demanded here, and none confirms the time of sealing."
    ),
    Code.TIME_IN_FUTURE: QT_TRANSLATE_NOOP("verdicts", "The time of sealing lies in the future."),
    Code.NO_PATH: QT_TRANSLATE_NOOP("verdicts", "No trusted authority stands behind the certificate."),
    Code.NOT_YET_VALID: QT_TRANSLATE_NOOP("verdicts", "The certificate was not valid yet."),
    Code.EXPIRED: QT_TRANSLATE_NOOP("verdicts", "The certificate had expired."),
    Code.KEY_USAGE: QT_TRANSLATE_NOOP("verdicts", "The certificate is not meant for signing."),
    Code.EXT_KEY_USAGE: QT_TRANSLATE_NOOP("verdicts", "The certificate is meant for another use."),
    Code.NOT_A_CA: QT_TRANSLATE_NOOP("verdicts", "An issuer in the path is no authority."),
    Code.CA_KEY_USAGE: QT_TRANSLATE_NOOP("verdicts", "An issuer in the path may not issue certificates."),
    Code.PATH_LEN: QT_TRANSLATE_NOOP("verdicts", "The path of certificates is longer than allowed."),
    Code.UNKNOWN_CRITICAL_EXT: QT_TRANSLATE_NOOP(
        "verdicts", "The certificate has a critical part unknown here."
    ),
    Code.NO_CRL: QT_TRANSLATE_NOOP("verdicts", "There are no revocation data for the certificate."),
    Code.CRL_STALE: QT_TRANSLATE_NOOP("verdicts", "The revocation data are out of date."),
    Code.REVOKED: QT_TRANSLATE_NOOP("verdicts", "The certificate had been revoked."),
    Code.REVOKED_LATER: QT_TRANSLATE_NOOP(
        "verdicts", "The certificate was revoked after the time of sealing."
    ),
    Code.SIGNER_NOT_IN_SEAL: QT_TRANSLATE_NOOP(
        "verdicts", "The sealer is not among those who may use the seal."
    ),
    Code.SEAL_NOT_YET_VALID: QT_TRANSLATE_NOOP("verdicts", "The seal was not valid yet."),
    Code.SEAL_EXPIRED: QT_TRANSLATE_NOOP("verdicts", "The seal had expired."),
    Code.MAKER_SIG_INVALID: QT_TRANSLATE_NOOP("verdicts", "The seal was not made by the maker it names."),
    Code.MAKER_SIG_VARIANT: QT_TRANSLATE_NOOP("verdicts", "The maker signed in an unusual form."),
    Code.MAKER_NOT_TRUSTED: QT_TRANSLATE_NOOP(
        "verdicts", "The seal's maker is not on the list of trusted makers."
    ),
    Code.UNCOVERED: QT_TRANSLATE_NOOP("verdicts", "Parts of the document are not protected by the seal."),
    Code.ADDED_AFTER: QT_TRANSLATE_NOOP("verdicts", "Parts were added after this seal."),
    Code.PICTURE_UNKNOWN: QT_TRANSLATE_NOOP("verdicts", "The seal's picture cannot be drawn."),
    Code.PICTURE_STRETCHED: QT_TRANSLATE_NOOP(
        "verdicts", "The seal's picture has other proportions than the seal states."
    ),
    Code.PICTURE_COPIED: QT_TRANSLATE_NOOP(
        "verdicts", "The seal's picture also lies in the document; drawn from there it is no seal."
    ),
    Code.SEAL_SIZE: QT_TRANSLATE_NOOP("verdicts", "The seal's size is not the one laid down for its organ."),
    Code.CHANGED_AFTER: QT_TRANSLATE_NOOP("verdicts", "The pages were changed after this seal."),
    Code.NOT_PERMITTED_AFTER: QT_TRANSLATE_NOOP(
        "verdicts", "Something was added after this seal that it does not permit."
    ),
    Code.UNSUPPORTED_TYPE: QT_TRANSLATE_NOOP("verdicts", "A signature of a type that cannot be judged here."),
    Code.NOT_CONFIRMED: QT_TRANSLATE_NOOP("verdicts", "A second look at the signature does not confirm it."),
}
