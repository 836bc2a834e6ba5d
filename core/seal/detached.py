"""Judging a signature that stands outside an OFD package, over bytes that somebody else has cut out.

In a PDF the covered bytes are those of /ByteRange (ISO 32000-1 12.8.1), and the value is a CMS message, a
time-stamp token or, in files of Chinese vendors, a seal signature of GB/T 38540.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from core.crypto import Certificate, RevocationList
from core.seal.cms import parse_signed_message
from core.seal.errors import SealUnreadable
from core.seal.judge import Judgement, judge_signed_value
from core.seal.linkage import SignatureFile
from core.seal.report import Code, Finding, Step
from core.seal.ses import SignedValueKind, kind_of_signed_value, parse_signature
from core.seal.tokens import is_over, judge_authority, parse_token
from core.seal.trust import Trust


def judge_detached(
    value: bytes, covered: bytes, trust: Trust, now: datetime, *, claimed_at: datetime | None = None
) -> Judgement | None:
    """Judge `value` over `covered`; None when it is neither a seal signature nor a signed message.

    `claimed_at` counts where the value itself does not say when it was made.
    """
    if not _is_readable(value):
        return None
    judgement = judge_signed_value(value, _as_signature_file(covered, claimed_at), trust, now)
    judgement.checked = [step for step in judgement.checked if step is not Step.SEAL_FILE]
    judgement.findings = [_about_the_document(finding) for finding in judgement.findings]
    return judgement


def judge_document_time_stamp(value: bytes, covered: bytes, trust: Trust) -> Judgement:
    """Judge a token that stands as a signature of its own. Raises `SealUnreadable`."""
    token = parse_token(value)
    judged = judge_authority(token, trust)
    judgement = Judgement(format="RFC 3161")
    judgement.checked += [Step.DATA_HASH, Step.SIGNATURE, Step.TIME, Step.SIGNER]
    judgement.signer = judgement.stamped_by = judged.authority
    judgement.signed_at = judged.at
    judgement.used(judged.revocation_as_of)
    if not is_over(token, covered):
        judgement.add(Code.DIGEST_MISMATCH, part="the document")
    if judged.faults:
        judgement.add(Code.TIMESTAMP_INVALID, fault=judged.faults[0], subject=judged.authority)
    judgement.time_is_stamped = not judgement.findings
    return judgement


def with_offered(trust: Trust, certificates: Iterable[Certificate], crls: Iterable[RevocationList]) -> Trust:
    """`trust` with what a document brings along: offered, never believed; lists count by their signature."""
    return replace(trust.offering(tuple(certificates)), crls=(*trust.crls, *crls))


def _is_readable(value: bytes) -> bool:
    try:
        match kind_of_signed_value(value):
            case SignedValueKind.SES:
                parse_signature(value)
            case SignedValueKind.CMS:
                parse_signed_message(value)
            case _:
                return False
    except SealUnreadable:
        return False
    return True


def _as_signature_file(covered: bytes, claimed_at: datetime | None) -> SignatureFile:
    return SignatureFile(
        signature_id="",
        type="Sig",
        part="",
        xml=covered,
        date_time="" if claimed_at is None else claimed_at.isoformat(),
        check_method="",
        references=(),
        stamps=(),
        malformed=False,
        names_seal=False,
        seal_part=None,
        signed_value_part=None,
    )


def _about_the_document(finding: Finding) -> Finding:
    """What is signed here is the document itself, not a list of its parts."""
    if finding.code is not Code.DATAHASH_MISMATCH:
        return finding
    return Finding(Code.DIGEST_MISMATCH, {"part": "the document"})
