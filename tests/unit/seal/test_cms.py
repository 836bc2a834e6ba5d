"""`Type="Sign"`: the three ways in which GB/T 35275 messages are met."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable

import pytest

from core.crypto import Sm2PrivateKey, der, parse_certificate, sm2
from core.seal import Code, SealReport, Verdict, verify_document
from tests.unit.seal.office import (
    SIGNS,
    changed,
    document_parts,
    office,
    sealed_but_for,
    trust,
    unzipped,
    zipped,
)
from tests.unit.seal.tsa import STAMPED, Tsa, with_tsa


def as_sign(document: bytes) -> bytes:
    """The document with its signature called one without a seal, of which it names and draws none."""
    bare = changed(
        document,
        f"{SIGNS}/Sign_0/Signature.xml",
        lambda xml: re.sub(rb"<ofd:StampAnnot[^>]*/>|<ofd:Seal>.*</ofd:Seal>", b"", xml),
    )
    return changed(bare, f"{SIGNS}/Signatures.xml", lambda xml: xml.replace(b'"Seal"', b'"Sign"'))


WITH_SEAL = sealed_but_for(zipped(document_parts()))
SEALED = as_sign(WITH_SEAL)
XML = unzipped(SEALED)[f"{SIGNS}/Sign_0/Signature.xml"]
SEALER = office().sealers["u-1"]
SM3, DATA = "1.2.156.10197.1.401", "1.2.156.10197.6.1.4.2.1"
STAMP_TOKEN = "1.2.840.113549.1.9.16.2.14"


def message(
    content: bytes | None,
    digest: bytes | None,
    *,
    key: Sm2PrivateKey = SEALER.key,
    with_certificate: bool = True,
    xml: bytes = XML,
    stamp: Callable[[bytes], bytes] | None = None,
    algorithm: str = sm2.SM2_WITH_SM3,
    signer_name: bytes | None = None,
) -> bytes:
    """A SignedData that encloses `content` or not, and has a messageDigest attribute or no attributes."""
    tbs = der.parse(SEALER.certificate).items().take().items()
    tbs.take()
    serial = tbs.take().raw
    tbs.take()
    issuer = tbs.take().raw
    attributes = b"" if digest is None else _attributes(digest)
    signed = der.encode(der.SET, attributes) if digest is not None else (content or xml)
    enclosed = b"" if content is None else der.explicit(0, der.octet_string(content))
    method, value = der.sequence(der.oid(SM3)), sm2.sign(key, signed)
    stamped = [] if stamp is None else [der.encode(0xA1, _attribute(STAMP_TOKEN, stamp(value)))]
    signer = der.sequence(
        der.integer(1),
        signer_name or der.sequence(issuer, serial),
        method,
        *([der.encode(0xA0, attributes)] if digest is not None else []),
        der.sequence(der.oid(algorithm)),
        der.octet_string(value),
        *stamped,
    )
    body = der.sequence(
        der.integer(1),
        der.encode(der.SET, method),
        der.sequence(der.oid(DATA), enclosed),
        *([der.encode(0xA0, SEALER.certificate)] if with_certificate else []),
        der.encode(der.SET, signer),
    )
    return der.sequence(der.oid("1.2.156.10197.6.1.4.2.2"), der.explicit(0, body))


def _attributes(digest: bytes) -> bytes:
    return _attribute("1.2.840.113549.1.9.4", der.octet_string(digest))


def _attribute(kind: str, value: bytes) -> bytes:
    return der.sequence(der.oid(kind), der.encode(der.SET, value))


def report(signed_value: bytes) -> SealReport:
    document = changed(SEALED, f"{SIGNS}/Sign_0/SignedValue.dat", signed_value)
    (seal,) = verify_document(document, with_tsa(trust()), STAMPED).seals
    return seal


def judged(signed_value: bytes) -> tuple[Verdict, set[Code]]:
    seal = report(signed_value)
    return seal.verdict, set(seal.codes - {Code.NO_TIMESTAMP})


DIGEST = sm2.sm3(XML)
GOOD: list[Callable[[], bytes]] = [
    lambda: message(DIGEST, None),
    lambda: message(base64.b64encode(DIGEST), None),
    lambda: message(None, DIGEST),
    lambda: message(DIGEST, sm2.sm3(DIGEST)),
]


@pytest.mark.parametrize("make", GOOD, ids=["digest inside", "base64 inside", "detached", "both"])
def test_every_form_that_is_met_is_judged(make: Callable[[], bytes]) -> None:
    assert judged(make()) == (Verdict.VALID, set())


@pytest.mark.parametrize(
    ("signed_value", "code"),
    [
        (message(sm2.sm3(b"other"), None), Code.DATAHASH_MISMATCH),
        (message(None, sm2.sm3(b"other")), Code.DATAHASH_MISMATCH),
        (message(DIGEST, sm2.sm3(b"other")), Code.DATAHASH_MISMATCH),
        (message(DIGEST, None, key=office().sealers["u-2"].key), Code.SIG_INVALID),
        (message(None, DIGEST, key=office().sealers["u-2"].key), Code.SIG_INVALID),
    ],
    ids=["content", "attribute", "attribute of content", "key", "key over attributes"],
)
def test_half_a_proof_is_invalid(signed_value: bytes, code: Code) -> None:
    assert judged(signed_value) == (Verdict.INVALID, {code})


def test_a_message_without_the_signers_certificate_is_undetermined() -> None:
    signed_value = message(DIGEST, None, with_certificate=False)
    assert judged(signed_value) == (Verdict.UNDETERMINED, {Code.NO_SIGNER_CERT})


def test_a_bare_signature_is_undetermined() -> None:
    assert judged(sm2.sign(SEALER.key, XML)) == (Verdict.UNDETERMINED, {Code.NO_SIGNER_CERT})


def test_a_time_stamp_beside_the_signature_gives_the_time() -> None:
    seal = report(message(DIGEST, None, stamp=lambda value: Tsa().token(sm2.sm3(value))))
    assert (seal.verdict, seal.codes) == (Verdict.VALID, frozenset())
    assert (seal.signed_at, seal.stamped_by) == (STAMPED, "时间戳")


def test_a_time_stamp_of_another_signature_is_undetermined() -> None:
    signed_value = message(DIGEST, None, stamp=lambda _: Tsa().token(sm2.sm3(b"other")))
    assert judged(signed_value) == (Verdict.UNDETERMINED, {Code.TIMESTAMP_INVALID})


@pytest.mark.parametrize(
    ("algorithm", "verdict", "code"),
    [
        ("1.2.156.10197.1.500", Verdict.INVALID, Code.FORMAT),
        ("1.2.3.4", Verdict.INVALID, Code.FORMAT),
        ("1.2.840.10045.4.3.2", Verdict.UNDETERMINED, Code.UNSUPPORTED_ALGORITHM),
        ("1.2.156.10197.1.401", Verdict.UNDETERMINED, Code.UNSUPPORTED_ALGORITHM),
    ],
    ids=["one bit off", "nobody's", "ECDSA", "a slip"],
)
def test_a_changed_algorithm_identifier_is_invalid_and_a_foreign_one_undetermined(
    algorithm: str, verdict: Verdict, code: Code
) -> None:
    assert judged(message(DIGEST, None, algorithm=algorithm)) == (verdict, {code})


def as_ber(element: bytes) -> bytes:
    """The same with indefinite lengths and strings in pieces, as some libraries write messages."""
    read = der.parse(element)
    if read.tag == der.OCTET_STRING:
        half = len(read.content) // 2
        pieces = der.octet_string(read.content[:half]) + der.octet_string(read.content[half:])
        return b"\x24\x80" + pieces + b"\0\0"
    if not read.tag & 0x20 or element == SEALER.certificate:
        return element
    inside = b"".join(as_ber(each.raw) for each in der.Items(read.content))
    return bytes((read.tag, 0x80)) + inside + b"\0\0"


@pytest.mark.parametrize("make", GOOD[:2], ids=["digest inside", "base64 inside"])
def test_a_message_in_ber_is_judged_as_in_der(make: Callable[[], bytes]) -> None:
    written = as_ber(make())
    assert written.count(b"\x80") > 5
    assert judged(written) == (Verdict.VALID, set())
    for part in (DIGEST[:16], base64.b64encode(DIGEST)[:16]):
        written = written.replace(part, bytes(16))
    assert judged(written)[0] is Verdict.INVALID


@pytest.mark.parametrize("cut", [1, 2, 40, 200])
def test_a_message_in_ber_that_does_not_end_is_broken(cut: int) -> None:
    assert judged(as_ber(message(DIGEST, None))[:-cut]) == (Verdict.INVALID, {Code.FORMAT})


def test_a_message_of_lengths_within_lengths_is_broken_and_not_followed() -> None:
    assert judged(b"\x30\x80" * 5_000 + b"\0\0" * 5_000) == (Verdict.INVALID, {Code.FORMAT})


def test_a_signer_may_be_named_by_the_identifier_of_its_key() -> None:
    certificate = parse_certificate(SEALER.certificate)
    assert certificate.subject_key_id is not None
    serial = der.integer(certificate.serial)
    named = der.encode(0x80, certificate.subject_key_id)
    by_key = message(DIGEST, None, signer_name=named)
    assert der.sequence(certificate.issuer, serial) not in by_key
    assert judged(by_key) == (Verdict.VALID, set())
    other = message(DIGEST, None, signer_name=der.encode(0x80, b"another key"))
    assert judged(other) == (Verdict.UNDETERMINED, {Code.NO_SIGNER_CERT})


def test_a_message_that_does_not_say_when_it_was_signed_is_undetermined() -> None:
    start, end = XML.index(b"<ofd:SignatureDateTime>"), XML.index(b"<ofd:References")
    timeless = XML[:start] + XML[end:]
    document = changed(SEALED, f"{SIGNS}/Sign_0/Signature.xml", timeless)
    value = message(None, None, xml=timeless)
    (seal,) = verify_document(
        changed(document, f"{SIGNS}/Sign_0/SignedValue.dat", value), trust(), STAMPED
    ).seals
    assert (seal.verdict, seal.codes, seal.signed_at) == (Verdict.UNDETERMINED, {Code.NO_TIME}, None)


def test_a_message_that_passes_for_a_seal_is_never_valid() -> None:
    """Anybody whom the authority knows may sign a message: neither a maker nor a seal's list is behind it."""
    part = f"{SIGNS}/Sign_0/Signature.xml"
    whole = unzipped(WITH_SEAL)[part]
    without_seal = re.sub(rb"<ofd:Seal>.*</ofd:Seal>", b"", whole)
    without_stamp = re.sub(rb"<ofd:StampAnnot[^>]*/>", b"", without_seal)
    for xml, kind, codes in (
        (whole, b"Seal", {Code.UNSUPPORTED_TYPE}),
        (whole, b"Sign", {Code.UNSUPPORTED_TYPE}),
        (without_seal, b"Sign", {Code.UNSUPPORTED_TYPE}),
        (without_stamp, b"Seal", {Code.UNSUPPORTED_TYPE}),
        (without_stamp, b"Sign", set()),
    ):
        listed = unzipped(WITH_SEAL)[f"{SIGNS}/Signatures.xml"].replace(b'"Seal"', b'"' + kind + b'"')
        value = message(sm2.sm3(xml), None)
        signed = {part: xml, f"{SIGNS}/Sign_0/SignedValue.dat": value, f"{SIGNS}/Signatures.xml": listed}
        (seal,) = verify_document(zipped({**unzipped(WITH_SEAL), **signed}), trust(), STAMPED).seals
        assert seal.codes - {Code.NO_TIMESTAMP} == codes
        assert (seal.verdict is Verdict.VALID) == (not codes)
