"""Seals and signatures written from the bytes up, as other programs write them, by the office's keys."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from types import MappingProxyType

from core.crypto import der, sm2
from core.seal import SealMaker
from tests.unit.seal.office import (
    FROM,
    NOW,
    SIGNS,
    UNTIL,
    document_parts,
    office,
    png,
    sealed_but_for,
    unzipped,
    zipped,
)

SIGN = f"{SIGNS}/Sign_0"
PARTS = unzipped(sealed_but_for(zipped(document_parts())))
XML = PARTS[f"{SIGN}/Signature.xml"]
SEALER = office().sealers["u-1"]
MAKER = SealMaker(certificate=office().maker_certificate, key=office().maker_key)
CREATED = datetime(2026, 6, 1, tzinfo=UTC)
SEAL_DIGEST = base64.b64encode(sm2.sm3(PARTS[f"{SIGN}/Seal.esl"]))
SM3 = "1.2.156.10197.1.401"


def utc_time(moment: datetime) -> bytes:
    return der.encode(der.UTC_TIME, moment.strftime("%y%m%d%H%M%SZ").encode())


def text(tag: int, value: str, encoding: str = "utf-8") -> bytes:
    return der.encode(tag, value.encode(encoding))


def long_form(element: bytes, octets: int = 4) -> bytes:
    """The same element with more length octets than it needs."""
    content = der.parse(element).content
    return bytes((element[0], 0x80 | octets)) + len(content).to_bytes(octets, "big") + content


@dataclass(frozen=True, kw_only=True)
class Form:
    """How a program writes; the default is the plain form of version 4."""

    version: int = 4
    header_id: bytes = der.ia5_string("ES")
    vendor: bytes = der.ia5_string("VENDOR")
    seal_id: bytes = der.ia5_string("11010000000001")
    name: bytes = der.utf8_string("演示市人民政府办公室")
    date: Callable[[datetime], bytes] = der.generalized_time
    by_digest: bool = False
    digest_name: bytes = der.encode(der.PRINTABLE_STRING, b"SM3")
    picture_format: bytes = der.ia5_string("PNG")
    picture: bytes = png()
    size: tuple[int, int] = (42, 42)
    seal_extensions: bytes = b""
    maker_algorithm: str = sm2.SM2_WITH_SM3
    tbs_version: int | None = None
    time: Callable[[datetime], bytes] = der.generalized_time
    property_info: bytes = der.ia5_string(f"/{SIGN}/Signature.xml")
    tbs_extensions: bytes = b""
    algorithm: str = sm2.SM2_WITH_SM3
    shape: Callable[[bytes], bytes] = lambda element: element
    value: Callable[[bytes], bytes] = der.bit_string
    maker: SealMaker = MAKER
    made_as_others_do: bool = False
    """Whether the maker signs what the standard of the other version wants."""
    seal_stamp: bytes = b""
    """The timeStamp of a version 5 seal, as an element."""

    def seal(self) -> bytes:
        certificate = SEALER.certificate
        digest = der.sequence(self.digest_name, der.octet_string(sm2.sm3(certificate)))
        listed = der.sequence(digest if self.by_digest else der.octet_string(certificate))
        kind = [] if self.version == 1 else [der.integer(2 if self.by_digest else 1)]
        dates = (self.date(moment) for moment in (CREATED, FROM, UNTIL))
        width, height = self.size
        picture = (
            self.picture_format,
            der.octet_string(self.picture),
            der.integer(width),
            der.integer(height),
        )
        info = self.shape(
            der.sequence(
                der.sequence(self.header_id, der.integer(self.version), self.vendor),
                self.seal_id,
                der.sequence(der.integer(1), self.name, *kind, listed, *dates),
                der.sequence(*picture),
                self.seal_extensions,
            )
        )
        by = der.octet_string(self.maker.certificate) + der.oid(self.maker_algorithm)
        complete = (self.version == 1) != self.made_as_others_do
        signature = der.bit_string(sm2.sign(self.maker.key, der.sequence(info, by) if complete else info))
        if self.version == 1:
            return der.sequence(info, der.sequence(by, signature))
        return der.sequence(info, by, signature, self.seal_stamp)

    def signed_value(self, seal: bytes, xml: bytes) -> bytes:
        by = der.octet_string(SEALER.certificate) + der.oid(self.algorithm)
        tbs = self.shape(
            der.sequence(
                der.integer(self.tbs_version if self.tbs_version is not None else self.version),
                seal,
                self.time(NOW),
                der.bit_string(sm2.sm3(xml)),
                self.property_info,
                *([by] if self.version == 1 else [self.tbs_extensions]),
            )
        )
        value = self.value(sm2.sign(SEALER.key, tbs))
        return self.shape(der.sequence(tbs, *([] if self.version == 1 else [by]), value))


def document(
    form: Form,
    xml: Callable[[bytes], bytes] = lambda xml: xml,
    more: Mapping[str, bytes] = MappingProxyType({}),
) -> bytes:
    """The office's document with a seal in this form, and its Signature.xml as `xml` rewrites it.

    `more` are parts that this seal covers too.
    """
    seal = form.seal()
    covered = "".join(
        f'<ofd:Reference FileRef="/{name}"><ofd:CheckValue>{base64.b64encode(sm2.sm3(content)).decode()}'
        "</ofd:CheckValue></ofd:Reference>"
        for name, content in more.items()
    )
    written = XML.replace(SEAL_DIGEST, base64.b64encode(sm2.sm3(seal)))
    named = xml(written.replace(b"</ofd:References>", covered.encode() + b"</ofd:References>"))
    return zipped(
        {
            **PARTS,
            **more,
            f"{SIGN}/Seal.esl": seal,
            f"{SIGN}/Signature.xml": named,
            f"{SIGN}/SignedValue.dat": form.signed_value(seal, named),
        }
    )


PLAIN, OLD, NEW = Form(), Form(version=1, date=utc_time), Form(version=5)
OLD = replace(OLD, time=lambda moment: der.bit_string(moment.strftime("%y%m%d%H%M%SZ").encode()))
