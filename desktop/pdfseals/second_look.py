"""pyHanko's own judgement of a signature: nothing is valid without it.

Revocation is `require`: with `hard-fail` pyHanko passes over the lists it was given when a certificate
names no place to fetch one from, and a revoked signer comes out trusted. Fetching is off.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from asn1crypto import cms, crl, x509
from pyhanko.sign.validation import KeyUsageConstraints
from pyhanko.sign.validation.pdf_embedded import (
    EmbeddedPdfSignature,
    async_validate_pdf_signature,
    async_validate_pdf_timestamp,
)
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathError

from core.crypto import CertificateUnreadable, parse_certificate
from core.crypto.paths import find_paths
from core.seal import Trust
from core.seal.report import Code, Finding
from desktop.pdfseals.fields import SignatureField
from desktop.pdfseals.sm2 import SM2Validator
from desktop.pdfseals.structure import BROKEN

Runner = Callable[[Coroutine[Any, Any, Any]], Any]
TIME_STAMP = "DocTimeStamp"
_VERSIONS = ("v1", "v3", "v4", "v5")
_STAMPED = "signature_time_stamp_token"


@dataclass(frozen=True, slots=True)
class SecondLook:
    """Which findings it makes certain, and what it says when it does not agree."""

    findings: tuple[Finding, ...]
    agrees: bool
    fault: str = ""


def second_look(
    reader: Any, signature: SignatureField, trust: Trust, at: datetime, run: Runner
) -> SecondLook:
    """Have pyHanko judge a signature of a standard type as of `at`."""
    context = _context(trust, at)
    try:
        embedded = EmbeddedPdfSignature(reader, signature.field, signature.name)
        if signature.type == TIME_STAMP:
            status = run(async_validate_pdf_timestamp(embedded, context))
            bottom_line = status.intact and status.valid and status.trusted
        else:
            usage = KeyUsageConstraints(
                key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False
            )
            status = run(
                async_validate_pdf_signature(
                    embedded,
                    signer_validation_context=context,
                    ts_validation_context=context,
                    key_usage_settings=usage,
                )
            )
            bottom_line = status.bottom_line
        loose = _has_loose_ends(cms.ContentInfo.load(embedded.pkcs7_content), trust)
    except (*BROKEN, PathError) as error:
        return SecondLook((), agrees=False, fault=type(error).__name__)
    found = []
    if not status.intact:
        found.append(Finding(Code.DIGEST_MISMATCH, {"part": "the document"}))
    elif not status.valid:
        found.append(Finding(Code.SIG_INVALID))
    if loose:
        return SecondLook(tuple(found), agrees=False, fault="enclosed with it")
    indication = status.trust_problem_indic
    return SecondLook(tuple(found), bool(bottom_line), "" if indication is None else str(indication.name))


def _has_loose_ends(content: Any, trust: Trust) -> bool:
    """Whether what no signature protects in a message, or in its time stamp, is not as it has to be.

    Certificates that come along must lead to somebody believed; versions and methods must be the known ones.
    """
    signed = content["content"]
    used = signed["signer_infos"][0]["digest_algorithm"].dump()
    if signed["version"].native not in _VERSIONS or any(
        each.dump() != used for each in signed["digest_algorithms"]
    ):
        return True
    for each in signed["certificates"]:
        try:
            certificate = parse_certificate(each.dump())
        except CertificateUnreadable:
            return True
        if not any(find_paths(certificate, trust.anchors, trust.intermediates)):
            return True
    unsigned = signed["signer_infos"][0]["unsigned_attrs"]
    tokens = [value for each in unsigned if each["type"].native == _STAMPED for value in each["values"]]
    return any(_has_loose_ends(token, trust) for token in tokens)


def _context(trust: Trust, at: datetime) -> ValidationContext:
    return ValidationContext(
        trust_roots=[x509.Certificate.load(each.raw) for each in trust.anchors],
        other_certs=[x509.Certificate.load(each.raw) for each in trust.intermediates],
        crls=[crl.CertificateList.load(each.raw) for each in trust.crls],
        moment=at,
        allow_fetching=False,
        revocation_mode="require",
        retroactive_revinfo=True,
        signature_validator=SM2Validator(),
    )
