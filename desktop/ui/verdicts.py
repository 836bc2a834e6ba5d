"""The words for what verification finds: three verdicts, one sentence of reason, every step by name."""

from __future__ import annotations

from typing import assert_never

from PySide6.QtCore import QCoreApplication

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
    names = {
        Step.PACKAGE: translate("verdicts", "Package in order"),
        Step.DIGESTS: translate("verdicts", "Protected files unchanged"),
        Step.FORMAT: translate("verdicts", "Signature well-formed"),
        Step.DATA_HASH: translate("verdicts", "Digest of the signed list"),
        Step.SIGNATURE: translate("verdicts", "Signature value"),
        Step.SEAL_FILE: translate("verdicts", "Seal file is the signed seal"),
        Step.STAMP: translate("verdicts", "Place and size of the impression"),
        Step.TIME: translate("verdicts", "Time of sealing"),
        Step.SIGNER: translate("verdicts", "Sealer's certificate"),
        Step.SIGNER_LISTED: translate("verdicts", "Sealer may use this seal"),
        Step.SEAL: translate("verdicts", "Seal within its period"),
        Step.MAKER: translate("verdicts", "Seal maker"),
        Step.COVERAGE: translate("verdicts", "Whole document covered"),
        Step.PICTURE: translate("verdicts", "Picture is the seal's own"),
    }
    return names[code]


def reason(code: Code | None) -> str:
    """One sentence for a finding; for no finding at all, that every step agrees."""
    if code is None:
        return translate("verdicts", "Every step agrees.")
    plain = Code(code.removeprefix("MAKER_")) if code in _OF_THE_MAKER else code
    sentence = _sentences().get(plain)
    if sentence is None:
        return translate("verdicts", "Verification reports {code}.").format(code=code)
    if code in _OF_THE_MAKER:
        return translate("verdicts", "Seal maker: {reason}").format(reason=sentence)
    return sentence


_OF_THE_MAKER = frozenset(
    code for code in Code if code.startswith("MAKER_") and code.removeprefix("MAKER_") in set(Code)
)


def _sentences() -> dict[Code, str]:
    return {
        Code.PATH_TRAVERSAL: translate("verdicts", "A reference leads out of the package."),
        Code.FORMAT: translate("verdicts", "The signature data do not follow the standard."),
        Code.UNLINKED: translate("verdicts", "The document does not list its signatures."),
        Code.CONTAINER: translate("verdicts", "Different readers would find different files in the package."),
        Code.REPACKED: translate(
            "verdicts", "The package is not the one that was sealed: it was packed anew or altered."
        ),
        Code.UNACCOUNTED: translate("verdicts", "The package holds bytes that nothing explains."),
        Code.MISSING_FILE: translate("verdicts", "A protected file is missing."),
        Code.DIGEST_MISMATCH: translate("verdicts", "A protected file was changed after sealing."),
        Code.WEAK_HASH: translate("verdicts", "A weak digest method was used."),
        Code.DATAHASH_MISMATCH: translate("verdicts", "The signed list of files was changed."),
        Code.SIG_INVALID: translate("verdicts", "The signature value is wrong."),
        Code.SIG_ENCODING: translate(
            "verdicts", "The signature value is not written as the standard has it."
        ),
        Code.UNSUPPORTED_ALGORITHM: translate("verdicts", "The algorithm is not one this program can judge."),
        Code.NO_SIGNER_CERT: translate("verdicts", "The sealer's certificate is missing."),
        Code.SEAL_MISMATCH: translate("verdicts", "The seal file is not the seal that was signed."),
        Code.STAMP_SIZE: translate("verdicts", "The impression is drawn at another size than the seal's."),
        Code.STAMP_PAGE: translate("verdicts", "The impression stands on a page that does not exist."),
        Code.NO_TIMESTAMP: translate("verdicts", "The time is the sealer's own; there is no time stamp."),
        Code.NO_TIME: translate("verdicts", "The time of sealing is not stated."),
        Code.TIMESTAMP_INVALID: translate("verdicts", "The time stamp cannot be confirmed."),
        Code.TIMESTAMP_DEMANDED: translate(
            "verdicts", "A time stamp is demanded here, and none confirms the time of sealing."
        ),
        Code.TIME_IN_FUTURE: translate("verdicts", "The time of sealing lies in the future."),
        Code.NO_PATH: translate("verdicts", "No trusted authority stands behind the certificate."),
        Code.NOT_YET_VALID: translate("verdicts", "The certificate was not valid yet."),
        Code.EXPIRED: translate("verdicts", "The certificate had expired."),
        Code.KEY_USAGE: translate("verdicts", "The certificate is not meant for signing."),
        Code.EXT_KEY_USAGE: translate("verdicts", "The certificate is meant for another use."),
        Code.NOT_A_CA: translate("verdicts", "An issuer in the path is no authority."),
        Code.CA_KEY_USAGE: translate("verdicts", "An issuer in the path may not issue certificates."),
        Code.PATH_LEN: translate("verdicts", "The path of certificates is longer than allowed."),
        Code.UNKNOWN_CRITICAL_EXT: translate("verdicts", "The certificate has a critical part unknown here."),
        Code.NO_CRL: translate("verdicts", "There are no revocation data for the certificate."),
        Code.CRL_STALE: translate("verdicts", "The revocation data are out of date."),
        Code.REVOKED: translate("verdicts", "The certificate had been revoked."),
        Code.REVOKED_LATER: translate("verdicts", "The certificate was revoked after the time of sealing."),
        Code.SIGNER_NOT_IN_SEAL: translate("verdicts", "The sealer is not among those who may use the seal."),
        Code.SEAL_NOT_YET_VALID: translate("verdicts", "The seal was not valid yet."),
        Code.SEAL_EXPIRED: translate("verdicts", "The seal had expired."),
        Code.MAKER_SIG_INVALID: translate("verdicts", "The seal was not made by the maker it names."),
        Code.MAKER_SIG_VARIANT: translate("verdicts", "The maker signed in an unusual form."),
        Code.MAKER_NOT_TRUSTED: translate(
            "verdicts", "The seal's maker is not on the list of trusted makers."
        ),
        Code.UNCOVERED: translate("verdicts", "Parts of the document are not protected by the seal."),
        Code.ADDED_AFTER: translate("verdicts", "Parts were added after this seal."),
        Code.PICTURE_UNKNOWN: translate("verdicts", "The seal's picture cannot be drawn."),
        Code.PICTURE_STRETCHED: translate(
            "verdicts", "The seal's picture has other proportions than the seal states."
        ),
        Code.PICTURE_COPIED: translate(
            "verdicts", "The seal's picture also lies in the document; drawn from there it is no seal."
        ),
        Code.SEAL_SIZE: translate("verdicts", "The seal's size is not the one laid down for its organ."),
        Code.CHANGED_AFTER: translate("verdicts", "The pages were changed after this seal."),
        Code.NOT_PERMITTED_AFTER: translate(
            "verdicts", "Something was added after this seal that it does not permit."
        ),
        Code.UNSUPPORTED_TYPE: translate("verdicts", "A signature of a type that cannot be judged here."),
        Code.NOT_CONFIRMED: translate("verdicts", "A second look at the signature does not confirm it."),
    }
