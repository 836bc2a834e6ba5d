"""Judging one SignedValue: a seal signature, a GB/T 35275 signed message, or a bare SM2 signature."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import assert_never

from core.crypto import (
    Certificate,
    CertificateUnreadable,
    PathJudgement,
    der,
    parse_certificate,
    sm2,
)
from core.ofd.package import join_loc
from core.seal.cms import SignedMessage, parse_signed_message
from core.seal.errors import SealUnreadable
from core.seal.linkage import SignatureFile
from core.seal.report import CertificateFacts, Code, Finding, Step
from core.seal.ses import (
    SESeal,
    SESignature,
    SignedValueKind,
    iso_time,
    kind_of_signed_value,
    out_of_text,
    parse_signature,
)
from core.seal.tokens import SM2_ALGORITHMS, SM3_NAMES, TokenJudgement, judge_token
from core.seal.trust import Trust

_OTHER_ALGORITHMS = frozenset(
    {
        "1.2.156.10197.1.502",  # SM2 with SHA-1 (GM/T 0006)
        "1.2.156.10197.1.503",  # SM2 with SHA-256
        "1.2.156.10197.1.504",  # RSA with SM3
        "1.2.840.10045.4.1",
        "1.2.840.10045.4.3.2",
        "1.2.840.10045.4.3.3",
        "1.2.840.10045.4.3.4",
        "1.2.840.113549.1.1.5",
        "1.2.840.113549.1.1.11",
    }
)
"""Signature algorithms that are not ours to judge."""
_SLIPS = SM3_NAMES | {"1.2.156.10197.1.104", "1.2.156.10197.1.300", "1.2.156.10197.6.1.4.2.3"}
"""Numbers of the same catalogue that name something else: a writer's slip, not a change."""


@dataclass(slots=True, kw_only=True)
class Judgement:
    """What one SignedValue says and what is wrong with it."""

    format: str = ""
    seal: SESeal | None = None
    seal_name: str = ""
    seal_id: str = ""
    signer: str = ""
    certificate: CertificateFacts | None = None
    maker: str = ""
    signed_at: datetime | None = None
    time_is_stamped: bool = False
    stamped_by: str = ""
    findings: list[Finding] = field(default_factory=list)
    checked: list[Step] = field(default_factory=lambda: [Step.FORMAT])
    revocation_as_of: datetime | None = None

    def add(self, code: Code, **facts: str) -> None:
        self.findings.append(Finding(code, facts))

    def signed_by(self, signer: Certificate) -> None:
        self.signer = signer.common_name
        self.certificate = CertificateFacts(
            subject=signer.subject_text,
            issuer=signer.issuer_text,
            serial=f"{signer.serial:X}",
            not_before=signer.not_before,
            not_after=signer.not_after,
        )

    def add_path(self, judged: PathJudgement, prefix: str = "") -> None:
        for finding in judged.findings:
            facts = {"subject": finding.certificate.common_name}
            if finding.at is not None:
                facts["at"] = finding.at.isoformat()
            self.add(Code(prefix + finding.code), **facts)
        self.used(judged.revocation_as_of)

    def used(self, as_of: datetime | None) -> None:
        """A revocation list of that date was used: the oldest one is what is said."""
        ages = [age for age in (self.revocation_as_of, as_of) if age is not None]
        self.revocation_as_of = min(ages, default=None)


def judge_signed_value(
    signed_value: bytes | None, signature: SignatureFile, trust: Trust, now: datetime
) -> Judgement:
    """Judge what `signature` (its Signature.xml) is signed with."""
    judgement = Judgement()
    if signed_value is None:
        judgement.add(Code.FORMAT, part=signature.part, fault="SignedValue")
        return judgement
    kind = kind_of_signed_value(signed_value)
    if kind is SignedValueKind.UNKNOWN and (inner := out_of_text(signed_value)) is not None:
        judgement.add(Code.SIG_ENCODING)
        signed_value, kind = inner, kind_of_signed_value(inner)
    try:
        match kind:
            case SignedValueKind.SES:
                read = parse_signature(signed_value)
                if _stands_elsewhere(read.property_info, signature.part):
                    judgement.add(Code.UNLINKED, part=read.property_info)
                _judge_ses(judgement, read, signature.xml, trust, now)
            case SignedValueKind.CMS:
                _judge_cms(judgement, parse_signed_message(signed_value), signature, trust, now)
            case SignedValueKind.BARE_SM2:
                judgement.format = kind.value
                judgement.add(Code.NO_SIGNER_CERT)
            case SignedValueKind.UNKNOWN:
                judgement.add(Code.FORMAT, fault="SignedValue")
            case _:
                assert_never(kind)
    except SealUnreadable as error:
        judgement.add(Code.FORMAT, fault=error.fault)
    return judgement


def _stands_elsewhere(property_info: str, part: str) -> bool:
    """Whether the signer gave another place for its Signature.xml than the one where it stands.

    What stands beside it, such as our record of the archive, would be missed.
    """
    told = (join_loc("", property_info) or "").casefold()
    return bool(part) and told.endswith("/signature.xml") and not part.casefold().endswith(told)


def _judge_ses(judgement: Judgement, signature: SESignature, xml: bytes, trust: Trust, now: datetime) -> None:
    seal = signature.seal
    judgement.format = f"SES v{signature.version}"
    judgement.seal, judgement.seal_name, judgement.seal_id = seal, seal.property.name, seal.seal_id
    judgement.checked += [Step.DATA_HASH, Step.SIGNATURE, Step.SEAL_FILE, Step.TIME]
    for fault in signature.faults:
        judgement.add(Code.FORMAT, fault=fault)
    if signature.data_hash != sm2.sm3(xml):
        judgement.add(Code.DATAHASH_MISMATCH)
    signer = _readable(judgement, signature.signer_certificate, "signer certificate")
    if signer is not None:
        judgement.signed_by(signer)
        _judge_value(judgement, signer, signature.algorithm, signature.signed, signature.signature)
    if signature.has_unused_bits:
        judgement.add(Code.SIG_ENCODING)
    _judge_time(judgement, signature, trust)
    at = judgement.signed_at or now
    if signer is not None:
        judgement.checked.append(Step.SIGNER)
        judgement.add_path(trust.judge(signer, at))
    judgement.checked += [Step.SIGNER_LISTED, Step.SEAL, Step.MAKER]
    if not _is_listed(seal, signature.signer_certificate):
        judgement.add(Code.SIGNER_NOT_IN_SEAL, signer=judgement.signer)
    _judge_seal(judgement, seal, at)
    _judge_maker(judgement, seal, trust, now)


def _readable(judgement: Judgement, certificate: bytes, fault: str) -> Certificate | None:
    try:
        return parse_certificate(certificate)
    except CertificateUnreadable:
        judgement.add(Code.FORMAT, fault=fault)
        return None


def _judge_value(
    judgement: Judgement, signer: Certificate, algorithm: str, signed: bytes, value: bytes
) -> None:
    """The value by the stated algorithm. Where that is none we know, SM2 with SM3 is tried all the same.

    An SM2 key signs with little else: a value that holds under a number that names nothing has had its
    number changed, and one that does not hold is no signature.
    """
    if signer.point is None or algorithm in _OTHER_ALGORITHMS:
        judgement.add(Code.UNSUPPORTED_ALGORITHM, algorithm=algorithm)
    elif not sm2.verify(signer.point, signed, value):
        judgement.add(Code.SIG_INVALID)
    elif algorithm in _SLIPS:
        judgement.add(Code.UNSUPPORTED_ALGORITHM, algorithm=algorithm)
    elif algorithm not in SM2_ALGORITHMS:
        judgement.add(Code.FORMAT, fault="signature algorithm")


def _judge_time(judgement: Judgement, signature: SESignature, trust: Trust) -> None:
    judgement.signed_at = signature.claimed_at
    if signature.time_stamp is not None:
        _judge_token(judgement, judge_token(signature.time_stamp, signature.signature, trust))
    elif signature.version > 1:
        judgement.add(Code.NO_TIMESTAMP)
    if judgement.signed_at is None:
        judgement.add(Code.NO_TIME)
    if trust.demands_time_stamp and not judgement.time_is_stamped:
        judgement.add(Code.TIMESTAMP_DEMANDED)


def _judge_token(judgement: Judgement, token: TokenJudgement) -> None:
    """A token that holds gives the time; any other is a finding, and the time stays the claimed one."""
    if token.faults:
        judgement.add(Code.TIMESTAMP_INVALID, fault=token.faults[0], subject=token.authority)
        return
    judgement.signed_at, judgement.time_is_stamped = token.at, True
    judgement.stamped_by = token.authority
    judgement.used(token.revocation_as_of)


def _is_listed(seal: SESeal, certificate: bytes) -> bool:
    listed = seal.property
    return certificate in listed.certificates or sm2.sm3(certificate) in listed.certificate_digests


def _judge_seal(judgement: Judgement, seal: SESeal, at: datetime) -> None:
    start, end = seal.property.valid_from, seal.property.valid_until
    if start is not None and at < start:
        judgement.add(Code.SEAL_NOT_YET_VALID, at=start.isoformat())
    if end is not None and at > end:
        judgement.add(Code.SEAL_EXPIRED, at=end.isoformat())


def _judge_maker(judgement: Judgement, seal: SESeal, trust: Trust, now: datetime) -> None:
    maker = _readable(judgement, seal.maker_certificate, "maker certificate")
    if maker is None:
        return
    judgement.maker = maker.common_name
    if maker.point is None or seal.maker_algorithm not in SM2_ALGORITHMS:
        judgement.add(Code.MAKER_UNSUPPORTED_ALGORITHM, algorithm=seal.maker_algorithm)
    else:
        signed = _signed_by(maker.point, seal)
        judgement.findings += [] if signed is None else [Finding(signed)]
    if trust.trusted_makers is not None and maker.raw not in trust.trusted_makers:
        judgement.add(Code.MAKER_NOT_TRUSTED, subject=judgement.maker)
    judgement.add_path(trust.judge(maker, seal.property.created_at or now), "MAKER_")
    if seal.time_stamp is not None:
        token = judge_token(seal.time_stamp, seal.maker_signature, trust)
        if token.faults:
            judgement.add(Code.MAKER_TIMESTAMP_INVALID, fault=token.faults[0])


@lru_cache(maxsize=64)
def _signed_by(point: bytes, seal: SESeal) -> Code | None:
    """What there is to remark about the maker's signature; one seal is judged with many documents."""
    if sm2.verify_again(point, seal.signed_by_maker, seal.maker_signature):
        return None
    if sm2.verify_again(point, seal.signed_by_maker_variant, seal.maker_signature):
        return Code.MAKER_SIG_VARIANT
    return Code.MAKER_SIG_INVALID


def _judge_cms(
    judgement: Judgement, message: SignedMessage, signature: SignatureFile, trust: Trust, now: datetime
) -> None:
    judgement.format = SignedValueKind.CMS.value
    judgement.checked += [Step.DATA_HASH, Step.SIGNATURE, Step.TIME]
    judgement.signed_at = message.signing_time or _display_time(signature.date_time)
    if message.time_stamp is not None:
        _judge_token(judgement, judge_token(message.time_stamp, message.signature, trust))
    else:
        judgement.add(Code.NO_TIMESTAMP if judgement.signed_at else Code.NO_TIME)
    if trust.demands_time_stamp and not judgement.time_is_stamped:
        judgement.add(Code.TIMESTAMP_DEMANDED)
    if message.digest_algorithm not in SM3_NAMES:
        judgement.add(Code.UNSUPPORTED_ALGORITHM, algorithm=message.digest_algorithm)
        return
    if not _names_digest(message, signature.xml):
        judgement.add(Code.DATAHASH_MISMATCH)
    if message.signer is None:
        judgement.add(Code.NO_SIGNER_CERT)
        return
    judgement.signed_by(message.signer)
    _judge_value(
        judgement,
        message.signer,
        message.signature_algorithm,
        _signed_by_cms(message, signature.xml),
        message.signature,
    )
    judgement.checked.append(Step.SIGNER)
    with_enclosed = trust.offering(message.certificates)
    judgement.add_path(with_enclosed.judge(message.signer, judgement.signed_at or now))


def _names_digest(message: SignedMessage, xml: bytes) -> bool:
    """Whether the message binds this Signature.xml: by its content, its messageDigest, or both."""
    digest = sm2.sm3(xml)
    if message.content is not None and message.content not in _contents_for(digest, xml):
        return False
    if message.signed_attributes is None:
        return True
    return message.message_digest == sm2.sm3(message.content if message.content is not None else xml) or (
        message.content is None and message.message_digest == sm2.sm3(digest)
    )


def _contents_for(digest: bytes, xml: bytes) -> Sequence[bytes]:
    """What may be enclosed: the SM3 digest of Signature.xml, that in base64, or the file (GM/T 0099)."""
    return digest, base64.b64encode(digest), xml


def _signed_by_cms(message: SignedMessage, xml: bytes) -> bytes:
    if message.signed_attributes is not None:
        return message.signed_attributes
    return message.content if message.content is not None else xml


def _display_time(text: str) -> datetime | None:
    """SignatureDateTime in the forms met: it is in the signed file, so the signer claims it."""
    try:
        return der.parse_time(text.strip().encode("ascii", "replace"))
    except der.NotDer:
        return iso_time(text.strip())
