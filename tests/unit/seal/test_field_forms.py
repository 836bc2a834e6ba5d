"""Forms in which other makers' programs write genuine seals: all legal or met, none of them a change.

Each is built from the bytes up, signed anew by the office's own keys, and must be judged for what it is.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from core.crypto import der, sm2
from core.seal import Code, DocumentNotSealable, Verdict, parse_signature, verify_document
from tests.unit.seal.forms import (
    NEW,
    OLD,
    PARTS,
    PLAIN,
    SIGN,
    SM3,
    XML,
    Form,
    document,
    long_form,
    text,
    utc_time,
)
from tests.unit.seal.office import (
    NOW,
    document_parts,
    sealed,
    trust,
    unzipped,
    zipped,
)


def extension() -> bytes:
    own = der.sequence(der.oid("1.2.156.112562.1"), der.boolean(False), der.octet_string(b"vendor"))
    return der.sequence(own, der.sequence(der.oid("1.2.156.112562.2"), der.octet_string(b"")))


def trimmed(signature: bytes) -> bytes:
    """As some encoders write a BIT STRING: trailing zero bits are taken for unused ones."""
    bits = signature.rstrip(b"\0")
    unused = (bits[-1] & -bits[-1]).bit_length() - 1
    return der.bit_string(bits, unused)


def raw(signature: bytes) -> bytes:
    numbers = sm2.decode_signature(signature)
    assert numbers is not None
    return der.bit_string(b"".join(number.to_bytes(32, "big") for number in numbers))


def codes(document: bytes) -> tuple[Verdict, set[Code]]:
    report = verify_document(document, trust(), NOW)
    (seal,) = report.seals
    return report.verdict, set(seal.codes - {Code.NO_TIMESTAMP})


FORMS: dict[str, Form] = {
    "v4": PLAIN,
    "v1": OLD,
    "v5": NEW,
    "v4 with UTCTime everywhere": replace(PLAIN, date=utc_time, time=utc_time),
    "v4 with fractions of a second": replace(
        PLAIN, time=lambda at: der.encode(der.GENERALIZED_TIME, at.strftime("%Y%m%d%H%M%S.123Z").encode())
    ),
    "v4 with a zone": replace(PLAIN, time=lambda _: der.encode(der.GENERALIZED_TIME, b"20261121200000+0800")),
    "v4 in local time without a zone": replace(
        PLAIN, time=lambda _: der.encode(der.GENERALIZED_TIME, b"20261121200000")
    ),
    "v1 with GeneralizedTime": replace(OLD, date=der.generalized_time),
    "v1 with four digits of the year in its bits": replace(
        OLD, time=lambda at: der.bit_string(at.strftime("%Y%m%d%H%M%SZ").encode())
    ),
    "v1 with its time as UTCTime": replace(OLD, time=utc_time),
    "v1 with its time as octets": replace(
        OLD, time=lambda at: der.octet_string(at.strftime("%y%m%d%H%M%SZ").encode())
    ),
    "UTF8String for IA5String": replace(
        PLAIN,
        header_id=der.utf8_string("ES"),
        vendor=der.utf8_string("厂商"),
        seal_id=der.utf8_string("印章一号"),
        picture_format=der.utf8_string("png"),
        property_info=der.utf8_string(f"/{SIGN}/Signature.xml"),
    ),
    "PrintableString": replace(
        PLAIN,
        vendor=text(der.PRINTABLE_STRING, "VENDOR"),
        seal_id=text(der.PRINTABLE_STRING, "1"),
        property_info=text(der.PRINTABLE_STRING, f"/{SIGN}/Signature.xml"),
    ),
    "a name in GBK": replace(PLAIN, name=text(der.UTF8_STRING, "演示市人民政府办公室", "gb18030")),
    "a name as BMPString": replace(PLAIN, name=text(der.BMP_STRING, "演示市人民政府办公室", "utf-16-be")),
    "certificates by digest": replace(PLAIN, by_digest=True),
    "certificates by digest, named by number": replace(
        PLAIN, by_digest=True, digest_name=text(der.PRINTABLE_STRING, "1.2.156.10197.1.401")
    ),
    "extensions in seal and signature": replace(
        PLAIN,
        seal_extensions=der.sequence(extension()),
        tbs_extensions=der.explicit(0, der.sequence(extension())),
    ),
    "empty extensions": replace(
        PLAIN, seal_extensions=der.sequence(), tbs_extensions=der.explicit(0, der.sequence())
    ),
    "extensions in v1": replace(OLD, seal_extensions=der.sequence(extension())),
    "extensions in v5": replace(NEW, tbs_extensions=der.explicit(0, der.sequence(extension()))),
    "lengths of four octets": replace(PLAIN, shape=long_form),
    "lengths of four octets in v1": replace(OLD, shape=long_form),
    "the signature as r and s": replace(PLAIN, value=raw),
    "the signature as r and s in v1": replace(OLD, value=raw),
    "an algorithm met in the field": replace(PLAIN, algorithm="1.2.156.10197.1.301"),
    "the version of the signed part is another": replace(PLAIN, tbs_version=1),
    "location without a slash": replace(PLAIN, property_info=der.ia5_string("Signature.xml")),
    "a picture in another format than it says": replace(PLAIN, picture_format=der.ia5_string("OFD")),
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_genuine_seal_in_any_form_is_valid(form: Form) -> None:
    assert codes(document(form)) == (Verdict.VALID, set())


def test_a_format_that_is_known_from_public_code_only_is_said_to_be() -> None:
    reports = {
        form.version: verify_document(document(form), trust(), NOW).seals[0] for form in (PLAIN, OLD, NEW)
    }
    assert {version: each.format_is_unconfirmed for version, each in reports.items()} == {
        4: False,
        1: False,
        5: True,
    }


@pytest.mark.parametrize("form", [PLAIN, OLD, NEW], ids=["v4", "v1", "v5"])
def test_a_signature_without_its_trailing_zero_bits_holds_but_is_not_valid(form: Form) -> None:
    """Else the number of unused bits, which nothing protects, could be changed in every other file."""
    made = (document(replace(form, value=trimmed)) for _ in range(200))
    short = next(
        each for each in made if parse_signature(unzipped(each)[f"{SIGN}/SignedValue.dat"]).has_unused_bits
    )
    assert codes(short) == (Verdict.UNDETERMINED, {Code.SIG_ENCODING})


def armoured(value: bytes) -> bytes:
    return b"-----BEGIN PKCS7-----\r\n" + base64.encodebytes(value) + b"-----END PKCS7-----\r\n"


@pytest.mark.parametrize(
    "written", [base64.b64encode, base64.encodebytes, armoured], ids=["line", "lines", "PEM"]
)
def test_a_value_written_as_text_is_judged_but_not_valid(written: Callable[[bytes], bytes]) -> None:
    """Else blanks could be put into it, and nothing would tell."""
    value = f"{SIGN}/SignedValue.dat"
    whole = unzipped(document(PLAIN))
    as_text = {**whole, value: written(whole[value])}
    assert codes(zipped(as_text)) == (Verdict.UNDETERMINED, {Code.SIG_ENCODING})
    other = written(whole[value].replace(sm2.sm3(whole[f"{SIGN}/Signature.xml"]), bytes(32)))
    assert codes(zipped({**whole, value: other})) == (
        Verdict.INVALID,
        {Code.SIG_ENCODING, Code.DATAHASH_MISMATCH, Code.SIG_INVALID},
    )
    assert codes(zipped({**whole, value: b"!" + as_text[value]})) == (Verdict.INVALID, {Code.FORMAT})


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_in_no_form_does_a_change_pass(form: Form) -> None:
    whole = unzipped(document(form))
    moved = {**whole, f"{SIGN}/Signature.xml": whole[f"{SIGN}/Signature.xml"].replace(b"120 200", b"20 200")}
    assert codes(zipped(moved)) == (Verdict.INVALID, {Code.DATAHASH_MISMATCH})
    value = whole[f"{SIGN}/SignedValue.dat"]
    other = {
        **whole,
        f"{SIGN}/SignedValue.dat": value.replace(sm2.sm3(whole[f"{SIGN}/Signature.xml"]), bytes(32)),
    }
    assert codes(zipped(other)) == (Verdict.INVALID, {Code.DATAHASH_MISMATCH, Code.SIG_INVALID})


def digests_by(method: str) -> Callable[[bytes], bytes]:
    """The check values by another method; that of the seal, which is made anew, is put in later."""

    def rewritten(xml: bytes) -> bytes:
        for content in (PARTS[part] for part in PARTS if part != f"{SIGN}/Seal.esl"):
            old, new = (
                base64.b64encode(sm2.sm3(content)),
                base64.b64encode(hashlib.new(method, content).digest()),
            )
            xml = xml.replace(old, new)
        return re.sub(rb'<ofd:Reference FileRef="[^"]*Seal.esl">.*?</ofd:Reference>', b"", xml)

    return rewritten


def swapped(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    def rewritten(xml: bytes) -> bytes:
        assert old in xml
        return xml.replace(old, new)

    return rewritten


METHOD = f'CheckMethod="{SM3}"'.encode()
WRITTEN: dict[str, Callable[[bytes], bytes]] = {
    "a byte order mark": lambda xml: b"\xef\xbb\xbf" + xml,
    "line ends of Windows": lambda xml: xml.replace(b"><", b">\r\n<"),
    "tabs and blanks": lambda xml: xml.replace(b"><", b">\n\t <"),
    "no declaration": lambda xml: xml[xml.index(b"<ofd:") :],
    "UTF-16": lambda xml: xml.decode().replace("UTF-8", "UTF-16").encode("utf-16"),
    "another prefix": lambda xml: xml.replace(b"ofd:", b"o:").replace(b"xmlns:ofd", b"xmlns:o"),
    "the default namespace": lambda xml: xml.replace(b"ofd:", b"").replace(b"xmlns:ofd", b"xmlns"),
    "an older namespace": swapped(b"http://www.ofdspec.org/2016", b"http://www.ofdspec.org"),
    "no namespace": lambda xml: xml.replace(b"ofd:", b"").replace(
        b' xmlns:ofd="http://www.ofdspec.org/2016"', b""
    ),
    "a comment": swapped(b"<ofd:References", b"<!-- \xe5\x8d\xb0 --><ofd:References"),
    "single quotes": lambda xml: xml.replace(b'"', b"'"),
    "locations without a slash": swapped(b'FileRef="/', b'FileRef="'),
    "locations from the file's own folder": swapped(b'FileRef="/Doc_0/', b'FileRef="../../'),
    "locations in backslashes": swapped(b'FileRef="/Doc_0/Document.xml"', b'FileRef="\\Doc_0\\Document.xml"'),
    "a location in other letters": swapped(b'FileRef="/OFD.xml"', b'FileRef="/ofd.xml"'),
    "a location with escapes": swapped(b'FileRef="/OFD.xml"', b'FileRef="/%4FFD.xml"'),
    "digests over several lines": lambda xml: re.sub(
        rb"<ofd:CheckValue>(.{20})(.*?)<", rb"<ofd:CheckValue>\r\n\1\r\n  \2\r\n<", xml
    ),
    "a reference twice": lambda xml: re.sub(
        rb'(<ofd:Reference FileRef="/OFD.*?</ofd:Reference>)', rb"\1\1", xml
    ),
    "the method by name": swapped(METHOD, b'CheckMethod="SM3"'),
    "the method in small letters": swapped(METHOD, b'CheckMethod="sm3"'),
    "the method with blanks": swapped(METHOD, f'CheckMethod=" {SM3} "'.encode()),
    "the method by its keyless number": swapped(METHOD, f'CheckMethod="{SM3}.1"'.encode()),
    "the signed value beside it": swapped(f"/{SIGN}/SignedValue.dat".encode(), b"SignedValue.dat"),
    "the signed value from here": swapped(f"/{SIGN}/SignedValue.dat".encode(), b"./SignedValue.dat"),
    "the seal beside it": swapped(f"BaseLoc>/{SIGN}/Seal.esl".encode(), b"BaseLoc>Seal.esl"),
    "the seal named by an attribute": lambda xml: re.sub(
        rb"<ofd:Seal><ofd:BaseLoc>(.*?)</ofd:BaseLoc></ofd:Seal>", rb'<ofd:Seal BaseLoc="\1"/>', xml
    ),
    "no seal named": lambda xml: re.sub(rb"<ofd:Seal>.*</ofd:Seal>", b"", xml),
    "no provider": lambda xml: re.sub(rb"<ofd:Provider[^>]*/>", b"", xml),
    "a provider with more": swapped(b"<ofd:Provider ", '<ofd:Provider Company="公司" '.encode()),
    "a method of other letters": swapped(b"<ofd:SignatureMethod>", b"<ofd:SignatureMethod>\n SM2-"),
    "a parameter": swapped(
        b"<ofd:References", b"<ofd:Parameters><ofd:Parameter/></ofd:Parameters><ofd:References"
    ),
    "a time for people": lambda xml: re.sub(rb"(DateTime>)[^<]*", "\\g<1>2026年11月21日".encode(), xml),
    "no time": lambda xml: re.sub(rb"<ofd:SignatureDateTime>.*?</ofd:SignatureDateTime>", b"", xml),
    "numbers with many places": swapped(b'"120 200 42 42"', b'"120.000000 200.0 42.0000001 41.99999"'),
    "an exponent": swapped(b'"120 200 42 42"', b'"1.2E2 200 42 42"'),
}


@pytest.mark.parametrize("written", WRITTEN.values(), ids=WRITTEN)
def test_a_genuine_signature_file_in_any_form_is_valid(written: Callable[[bytes], bytes]) -> None:
    assert written(XML) != XML
    assert codes(document(PLAIN, written)) == (Verdict.VALID, set())


@pytest.mark.parametrize(
    ("written", "found"),
    [
        (lambda xml: digests_by("sha256")(swapped(METHOD, b'CheckMethod="SHA256"')(xml)), set()),
        (lambda xml: digests_by("sha1")(swapped(METHOD, b'CheckMethod="SHA1"')(xml)), {Code.WEAK_HASH}),
        (lambda xml: digests_by("md5")(swapped(METHOD, b'CheckMethod="MD5"')(xml)), {Code.WEAK_HASH}),
        (lambda xml: digests_by("md5")(swapped(METHOD, b"")(xml)), {Code.WEAK_HASH}),
        (swapped(METHOD, b""), {Code.WEAK_HASH, Code.DIGEST_MISMATCH}),
        (swapped(METHOD, b'CheckMethod="CRC32"'), {Code.FORMAT}),
        (lambda xml: re.sub(rb"<ofd:Reference .*</ofd:Reference>", b"", xml), {Code.UNCOVERED}),
        (lambda xml: re.sub(rb"<ofd:References.*</ofd:References>", b"", xml), {Code.FORMAT, Code.UNCOVERED}),
        (
            swapped(b'FileRef="/OFD.xml"', b'FileRef="../../../../OFD.xml"'),
            {Code.PATH_TRAVERSAL, Code.UNCOVERED},
        ),
        (swapped(b'FileRef="/OFD.xml"', b'FileRef="/other.xml"'), {Code.MISSING_FILE, Code.UNCOVERED}),
        (swapped(b'PageRef="1"', b'PageRef="99"'), {Code.STAMP_PAGE}),
        (swapped(b'Boundary="120 200 42 42"', b'Boundary="120 200 42.6 42"'), {Code.STAMP_SIZE}),
        (swapped(b'Boundary="120 200 42 42"', b'Boundary="120 200 42.5 41.5"'), set()),
        (swapped(b'Boundary="120 200 42 42"', b'Boundary="1 2 6 42" Clip="0 0 6 42"'), set()),
        (swapped(b'Boundary="120 200 42 42"', b""), {Code.STAMP_SIZE}),
    ],
    ids=[
        *("SHA-256", "SHA-1", "MD5", "MD5 by default", "no method and SM3", "an unknown method"),
        *(
            "no reference",
            "no list of references",
            "a reference out of the package",
            "a reference to nothing",
        ),
        *("another page", "too large", "nearly as large", "a slice", "no place"),
    ],
)
def test_what_a_genuine_signature_file_says_has_its_code(
    written: Callable[[bytes], bytes], found: set[Code]
) -> None:
    seal_left_out = {Code.UNCOVERED} if b'Seal.esl">' not in written(XML) else set()
    assert codes(document(PLAIN, written))[1] - seal_left_out == found - seal_left_out


PAGE = "Doc_0/Pages/Page_0/Content.xml"
OTHER_PAGE = PARTS[PAGE].replace(b"L 50", b"L 90")
ALIKE: dict[str, dict[str, bytes]] = {
    "another case": {PAGE.replace("Content", "CONTENT"): OTHER_PAGE},
    "a dot behind it": {PAGE + ".": OTHER_PAGE},
    "a dot behind its folder": {PAGE.replace("Page_0", "Page_0."): OTHER_PAGE},
    "composed and decomposed": {"Doc_0/Res/\u00e9.txt": b"one", "Doc_0/Res/e\u0301.txt": b"other"},
}


@pytest.mark.parametrize("more", ALIKE.values(), ids=ALIKE)
def test_parts_that_fall_together_as_files_are_undetermined_though_the_seal_covers_both(
    more: Mapping[str, bytes],
) -> None:
    """Whoever drew the document up may have put in two pages, one for the custodian and one for others."""
    assert codes(document(PLAIN, more=more)) == (Verdict.UNDETERMINED, {Code.CONTAINER})
    with pytest.raises(DocumentNotSealable):
        sealed(zipped({**document_parts(), **more}))
