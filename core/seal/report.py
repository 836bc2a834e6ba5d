"""What verification found: codes with facts, three verdicts, and nothing said in words.

Default deny: a seal is valid only when every finding is on the list of warnings (SEALS.md 7).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from core.ofd.display import Box


class Verdict(StrEnum):
    """有效, 无效, 未能判定; and that there is nothing to judge."""

    VALID = "valid"
    INVALID = "invalid"
    UNDETERMINED = "undetermined"
    UNSIGNED = "unsigned"


class Step(StrEnum):
    """The steps of verification, in order. Each is shown by itself: one lamp for all would hide something."""

    PACKAGE = "package"
    DIGESTS = "digests"
    FORMAT = "format"
    DATA_HASH = "data_hash"
    SIGNATURE = "signature"
    SEAL_FILE = "seal_file"
    STAMP = "stamp"
    TIME = "time"
    SIGNER = "signer"
    SIGNER_LISTED = "signer_listed"
    SEAL = "seal"
    MAKER = "maker"
    COVERAGE = "coverage"
    PICTURE = "picture"


class StepResult(StrEnum):
    """What became of one step. A step that was not reached is said to be so, never taken for granted."""

    HOLDS = "holds"
    REMARKED = "remarked"
    UNDETERMINED = "undetermined"
    INVALID = "invalid"
    SKIPPED = "skipped"


class Code(StrEnum):
    """What can be found. The names are a stable contract of the command line."""

    PATH_TRAVERSAL = "PATH_TRAVERSAL"
    FORMAT = "FORMAT"
    UNLINKED = "UNLINKED"
    CONTAINER = "CONTAINER"
    REPACKED = "REPACKED"
    UNACCOUNTED = "UNACCOUNTED"
    MISSING_FILE = "MISSING_FILE"
    DIGEST_MISMATCH = "DIGEST_MISMATCH"
    WEAK_HASH = "WEAK_HASH"
    DATAHASH_MISMATCH = "DATAHASH_MISMATCH"
    SIG_INVALID = "SIG_INVALID"
    SIG_ENCODING = "SIG_ENCODING"
    UNSUPPORTED_ALGORITHM = "UNSUPPORTED_ALGORITHM"
    NO_SIGNER_CERT = "NO_SIGNER_CERT"
    SEAL_MISMATCH = "SEAL_MISMATCH"
    STAMP_SIZE = "STAMP_SIZE"
    STAMP_PAGE = "STAMP_PAGE"
    NO_TIMESTAMP = "NO_TIMESTAMP"
    NO_TIME = "NO_TIME"
    TIMESTAMP_INVALID = "TIMESTAMP_INVALID"
    TIMESTAMP_DEMANDED = "TIMESTAMP_DEMANDED"
    TIME_IN_FUTURE = "TIME_IN_FUTURE"
    NO_PATH = "NO_PATH"
    NOT_YET_VALID = "NOT_YET_VALID"
    EXPIRED = "EXPIRED"
    KEY_USAGE = "KEY_USAGE"
    EXT_KEY_USAGE = "EXT_KEY_USAGE"
    NOT_A_CA = "NOT_A_CA"
    CA_KEY_USAGE = "CA_KEY_USAGE"
    PATH_LEN = "PATH_LEN"
    UNKNOWN_CRITICAL_EXT = "UNKNOWN_CRITICAL_EXT"
    NO_CRL = "NO_CRL"
    CRL_STALE = "CRL_STALE"
    REVOKED = "REVOKED"
    REVOKED_LATER = "REVOKED_LATER"
    SIGNER_NOT_IN_SEAL = "SIGNER_NOT_IN_SEAL"
    SEAL_NOT_YET_VALID = "SEAL_NOT_YET_VALID"
    SEAL_EXPIRED = "SEAL_EXPIRED"
    MAKER_SIG_INVALID = "MAKER_SIG_INVALID"
    MAKER_SIG_VARIANT = "MAKER_SIG_VARIANT"
    MAKER_UNSUPPORTED_ALGORITHM = "MAKER_UNSUPPORTED_ALGORITHM"
    MAKER_NOT_TRUSTED = "MAKER_NOT_TRUSTED"
    MAKER_NO_PATH = "MAKER_NO_PATH"
    MAKER_NOT_YET_VALID = "MAKER_NOT_YET_VALID"
    MAKER_EXPIRED = "MAKER_EXPIRED"
    MAKER_KEY_USAGE = "MAKER_KEY_USAGE"
    MAKER_EXT_KEY_USAGE = "MAKER_EXT_KEY_USAGE"
    MAKER_NOT_A_CA = "MAKER_NOT_A_CA"
    MAKER_CA_KEY_USAGE = "MAKER_CA_KEY_USAGE"
    MAKER_PATH_LEN = "MAKER_PATH_LEN"
    MAKER_UNKNOWN_CRITICAL_EXT = "MAKER_UNKNOWN_CRITICAL_EXT"
    MAKER_NO_CRL = "MAKER_NO_CRL"
    MAKER_CRL_STALE = "MAKER_CRL_STALE"
    MAKER_REVOKED = "MAKER_REVOKED"
    MAKER_REVOKED_LATER = "MAKER_REVOKED_LATER"
    MAKER_TIMESTAMP_INVALID = "MAKER_TIMESTAMP_INVALID"
    UNCOVERED = "UNCOVERED"
    ADDED_AFTER = "ADDED_AFTER"
    PICTURE_UNKNOWN = "PICTURE_UNKNOWN"
    PICTURE_STRETCHED = "PICTURE_STRETCHED"
    PICTURE_COPIED = "PICTURE_COPIED"
    SEAL_SIZE = "SEAL_SIZE"
    CHANGED_AFTER = "CHANGED_AFTER"
    NOT_PERMITTED_AFTER = "NOT_PERMITTED_AFTER"
    UNSUPPORTED_TYPE = "UNSUPPORTED_TYPE"
    NOT_CONFIRMED = "NOT_CONFIRMED"


FATAL = frozenset(
    {
        Code.FORMAT,
        Code.PATH_TRAVERSAL,
        Code.MISSING_FILE,
        Code.DIGEST_MISMATCH,
        Code.DATAHASH_MISMATCH,
        Code.SIG_INVALID,
        Code.SEAL_MISMATCH,
        Code.MAKER_SIG_INVALID,
        Code.SIGNER_NOT_IN_SEAL,
        Code.REVOKED,
        Code.CHANGED_AFTER,
        Code.NOT_PERMITTED_AFTER,
    }
)
WARNINGS = frozenset(
    {
        Code.STAMP_SIZE,
        Code.ADDED_AFTER,
        Code.NO_TIMESTAMP,
        Code.MAKER_SIG_VARIANT,
        Code.PICTURE_UNKNOWN,
        Code.PICTURE_STRETCHED,
        Code.PICTURE_COPIED,
        Code.SEAL_SIZE,
    }
)

_STEPS: Mapping[Code, Step] = {
    Code.PATH_TRAVERSAL: Step.PACKAGE,
    Code.UNLINKED: Step.PACKAGE,
    Code.CONTAINER: Step.PACKAGE,
    Code.REPACKED: Step.PACKAGE,
    Code.UNACCOUNTED: Step.PACKAGE,
    Code.FORMAT: Step.FORMAT,
    Code.NO_SIGNER_CERT: Step.FORMAT,
    Code.MISSING_FILE: Step.DIGESTS,
    Code.DIGEST_MISMATCH: Step.DIGESTS,
    Code.WEAK_HASH: Step.DIGESTS,
    Code.DATAHASH_MISMATCH: Step.DATA_HASH,
    Code.SIG_INVALID: Step.SIGNATURE,
    Code.SIG_ENCODING: Step.SIGNATURE,
    Code.UNSUPPORTED_ALGORITHM: Step.SIGNATURE,
    Code.SEAL_MISMATCH: Step.SEAL_FILE,
    Code.STAMP_SIZE: Step.STAMP,
    Code.STAMP_PAGE: Step.STAMP,
    Code.NO_TIMESTAMP: Step.TIME,
    Code.NO_TIME: Step.TIME,
    Code.TIMESTAMP_INVALID: Step.TIME,
    Code.TIMESTAMP_DEMANDED: Step.TIME,
    Code.TIME_IN_FUTURE: Step.TIME,
    Code.SIGNER_NOT_IN_SEAL: Step.SIGNER_LISTED,
    Code.SEAL_NOT_YET_VALID: Step.SEAL,
    Code.SEAL_EXPIRED: Step.SEAL,
    Code.UNCOVERED: Step.COVERAGE,
    Code.ADDED_AFTER: Step.COVERAGE,
    Code.PICTURE_UNKNOWN: Step.PICTURE,
    Code.PICTURE_STRETCHED: Step.PICTURE,
    Code.PICTURE_COPIED: Step.PICTURE,
    Code.SEAL_SIZE: Step.PICTURE,
    Code.CHANGED_AFTER: Step.COVERAGE,
    Code.NOT_PERMITTED_AFTER: Step.COVERAGE,
    Code.UNSUPPORTED_TYPE: Step.FORMAT,
    Code.NOT_CONFIRMED: Step.SIGNATURE,
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found, with the facts a sentence about it needs (part names, dates, subjects)."""

    code: Code
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def step(self) -> Step:
        """The step of verification that found it."""
        if self.code in _STEPS:
            return _STEPS[self.code]
        return Step.MAKER if self.code.startswith("MAKER_") else Step.SIGNER


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateFacts:
    """Whose certificate signed, as it says itself; `serial` in hexadecimal."""

    subject: str
    issuer: str
    serial: str
    not_before: datetime
    not_after: datetime


@dataclass(frozen=True, slots=True)
class StampPlace:
    """Where a seal stands: page counted from 0, None when there is no such page; box in mm."""

    page: int | None
    box_mm: Box | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SealReport:
    """One signature judged. Texts are empty and dates None where the signature does not say."""

    signature_id: str
    type: str
    """Seal or Sign, as Signatures.xml says; in a PDF Sig or DocTimeStamp."""
    format: str
    """"SES v1", "SES v4", "SES v5" (known from other software only), "CMS", "RFC 3161", "bare SM2", empty."""
    seal_name: str
    seal_id: str
    signer: str
    maker: str
    signed_at: datetime | None
    time_is_stamped: bool
    stamped_by: str
    """The time-stamp authority, where its token holds."""
    stamps: tuple[StampPlace, ...]
    references: int
    findings: tuple[Finding, ...]
    checked: tuple[Step, ...]
    revocation_as_of: datetime | None
    """The oldest revocation list that was used; say its age beside the verdict."""
    certificate: CertificateFacts | None = None

    @property
    def verdict(self) -> Verdict:
        return verdict_of(self.findings)

    @property
    def format_is_unconfirmed(self) -> bool:
        """Whether the format is known from public code only, not from its standard (GM/T 0031-2025)."""
        return self.format == "SES v5"

    @property
    def reason(self) -> Code | None:
        """The code the one sentence should be about: the first of the gravest findings."""
        return gravest(self.findings)

    @property
    def codes(self) -> frozenset[Code]:
        return frozenset(finding.code for finding in self.findings)

    def result_of(self, step: Step) -> StepResult:
        """What this step by itself comes to."""
        found = [finding for finding in self.findings if finding.step is step]
        match verdict_of(found):
            case Verdict.INVALID:
                return StepResult.INVALID
            case Verdict.UNDETERMINED:
                return StepResult.UNDETERMINED
            case _ if found:
                return StepResult.REMARKED
            case _:
                return StepResult.HOLDS if step in self.checked else StepResult.SKIPPED


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A document judged: its seals, oldest first, and what concerns the whole package."""

    seals: tuple[SealReport, ...]
    findings: tuple[Finding, ...]

    @property
    def verdict(self) -> Verdict:
        """The worst of all; UNSIGNED when there is no seal and nothing to say about one."""
        verdicts = {verdict_of(self.findings), *(seal.verdict for seal in self.seals)}
        if Verdict.INVALID in verdicts:
            return Verdict.INVALID
        if Verdict.UNDETERMINED in verdicts:
            return Verdict.UNDETERMINED
        return Verdict.VALID if self.seals else Verdict.UNSIGNED


def verdict_of(findings: Iterable[Finding]) -> Verdict:
    codes = {finding.code for finding in findings}
    if codes & FATAL:
        return Verdict.INVALID
    return Verdict.VALID if codes <= WARNINGS else Verdict.UNDETERMINED


def gravest(findings: Iterable[Finding]) -> Code | None:
    """The first fatal code, else the first that is no warning, else the first."""
    codes = [finding.code for finding in findings]
    fatal = [code for code in codes if code in FATAL]
    grave = [code for code in codes if code not in WARNINGS]
    return next(iter([*fatal, *grave, *codes]), None)
