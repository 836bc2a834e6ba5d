"""SES data: seals and seal signatures (GM/T 0031-2014 "v1", GB/T 38540-2020 "v4", GM/T 0031-2025 "v5").

Parsing keeps the bytes that were signed. Parts that are wrong but not needed to find the others are
read as far as they go and named in `faults`: such a seal can be shown, and is reported FORMAT.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from datetime import UTC, datetime
from enum import Enum
from functools import lru_cache
from typing import TypeVar

import msgspec

from core.crypto import der
from core.crypto.der import Element, Items, NotDer
from core.seal.errors import SealUnreadable

MAX_SIGNED_VALUE_BYTES = 16 << 20
_USUAL_SEAL_BYTES = 1 << 20

_ARMOUR = re.compile(rb"-----(?:BEGIN|END) [A-Z0-9 ]{1,40}-----")
_ISO_TIME = re.compile(rb"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[\d.:+Z-]*")
_Parsed = TypeVar("_Parsed")


class SignedValueKind(Enum):
    """What a SignedValue file holds."""

    SES = "SES"
    CMS = "CMS"
    BARE_SM2 = "bare SM2"
    UNKNOWN = "unknown"


class SealPicture(msgspec.Struct, frozen=True, kw_only=True):
    """SES_ESPictrueInfo: the picture that pressing this seal draws, and its size in mm."""

    format: str
    """As declared: PNG, GIF, BMP, JPG, SVG, ofd. It may lie: sniff the data."""
    data: bytes
    width_mm: int
    height_mm: int


class SealProperty(msgspec.Struct, frozen=True, kw_only=True):
    """SES_ESPropertyInfo. The signers are listed as certificates or as their SM3 digests."""

    kind: int
    name: str
    certificates: tuple[bytes, ...]
    certificate_digests: tuple[bytes, ...]
    created_at: datetime | None
    valid_from: datetime | None
    valid_until: datetime | None


class SESeal(msgspec.Struct, frozen=True, kw_only=True):
    """An electronic seal: what it looks like, who may use it, and its maker's signature."""

    raw: bytes
    version: int
    vendor: str
    seal_id: str
    property: SealProperty
    picture: SealPicture
    maker_certificate: bytes
    maker_algorithm: str
    maker_signature: bytes
    signed_by_maker: bytes
    """What the standard says that the maker signs."""
    signed_by_maker_variant: bytes
    """What some vendors sign instead."""
    time_stamp: bytes | None
    faults: tuple[str, ...]


class SESignature(msgspec.Struct, frozen=True, kw_only=True):
    """A seal signature (SES_Signature with its TBS_Sign)."""

    raw: bytes
    version: int
    seal: SESeal
    claimed_at: datetime | None
    data_hash: bytes
    property_info: str
    signer_certificate: bytes
    algorithm: str
    signature: bytes
    signed: bytes
    """The bytes the signature covers: DER(TBS_Sign)."""
    time_stamp: bytes | None
    faults: tuple[str, ...]
    has_unused_bits: bool = False
    """Whether bits of the signature's BIT STRING are said to be unused, which a signature has none of."""


def kind_of_signed_value(signed_value: bytes) -> SignedValueKind:
    """Which of the formats met in the field this is, by its outermost elements."""
    try:
        # Only messages come in BER; looking through every seal for it would take longer than judging it.
        plain = der.as_definite(signed_value) if signed_value[1:2] == b"\x80" else signed_value
        items = tuple(der.parse(plain).items())
    except NotDer:
        return SignedValueKind.BARE_SM2 if len(signed_value) == 64 else SignedValueKind.UNKNOWN
    match [item.tag for item in items]:
        case [der.OID, 0xA0]:
            return SignedValueKind.CMS
        case [der.INTEGER, der.INTEGER]:
            return SignedValueKind.BARE_SM2
        case [der.SEQUENCE, *_]:
            return SignedValueKind.SES
        case _:
            return SignedValueKind.UNKNOWN


def out_of_text(signed_value: bytes) -> bytes | None:
    """A signed value that was written as base64 text, in armour or without; None for any other.

    Text has many spellings of the same bytes, which nothing signed: whoever judges it has that to remark.
    """
    if not signed_value[:1].isascii() or len(signed_value) > MAX_SIGNED_VALUE_BYTES * 3 // 2:
        return None
    try:
        inner = base64.b64decode(b"".join(_ARMOUR.sub(b"", signed_value).split()), validate=True)
    except binascii.Error:
        return None
    return inner if kind_of_signed_value(inner) is not SignedValueKind.UNKNOWN else None


def parse_seal(raw: bytes) -> SESeal:
    """A seal file (.esl). Raises `SealUnreadable`."""
    return _declared(raw, _seal)


def parse_signature(raw: bytes) -> SESignature:
    """A SignedValue that holds a seal signature. Raises `SealUnreadable`."""
    return _declared(raw, _signature)


def seal_picture(signed_value: bytes) -> SealPicture | None:
    """The picture inside a SignedValue, however broken the rest is; nothing when there is none.

    For showing only: what follows the signature, BER and a size of nothing pass here, and never in judging.
    """
    try:
        to_sign = _first(signed_value).items().take(der.SEQUENCE).items()
        to_sign.take(der.INTEGER)
        return _shown_picture(to_sign.take(der.SEQUENCE))
    except (NotDer, IndexError):
        return None


def picture_of_seal(seal: bytes) -> SealPicture | None:
    """The picture of a seal file, read as leniently as that of a SignedValue."""
    try:
        return _shown_picture(_first(seal))
    except (NotDer, IndexError):
        return None


def _first(data: bytes) -> Element:
    data = data if data[:1] == b"\x30" else out_of_text(data) or data
    return Items(der.as_definite(data) if data[1:2] == b"\x80" else data).take()


def _shown_picture(seal: Element) -> SealPicture:
    items = tuple(seal.items().take(der.SEQUENCE).items())[3].items()
    form, data = items.take().text(), items.take().octets()
    width, height = (0 if items.exhausted else _length(items.take()) for _ in range(2))
    return SealPicture(format=form, data=data, width_mm=width, height_mm=height)


def _length(element: Element) -> int:
    return element.integer() if element.tag == der.INTEGER else 0


def _declared(raw: bytes, parser: Callable[[Element], _Parsed]) -> _Parsed:
    if len(raw) > MAX_SIGNED_VALUE_BYTES:
        raise SealUnreadable("size")
    try:
        return parser(der.parse(raw))
    except NotDer as error:
        raise SealUnreadable(error.fault) from error


def _signature(element: Element) -> SESignature:
    items = tuple(element.items())
    match len(items):
        case 2:
            return _signature_v1(element, *items)
        case 4 | 5:
            return _signature_v4(element, *items)
        case count:
            raise NotDer(f"a signature of {count} elements")


def _signature_v1(whole: Element, to_sign: Element, signature: Element) -> SESignature:
    faults: list[str] = []
    items = to_sign.items()
    items.take(der.INTEGER)
    seal = _seal(items.take(der.SEQUENCE))
    claimed_at, token = _time_info_v1(items.take(), faults)
    data_hash, property_info = _lenient_bits(items.take(), faults), items.take().text()
    certificate, algorithm = items.take().octets(), items.take().oid()
    items.end()
    return SESignature(
        raw=whole.raw,
        version=1,
        seal=seal,
        claimed_at=claimed_at,
        data_hash=data_hash,
        property_info=property_info,
        signer_certificate=certificate,
        algorithm=algorithm,
        signature=signature.bits(),
        signed=to_sign.raw,
        time_stamp=token,
        faults=(*seal.faults, *faults),
        has_unused_bits=signature.content[0] != 0,
    )


def _signature_v4(whole: Element, to_sign: Element, *others: Element) -> SESignature:
    certificate, algorithm, signature, *stamps = others
    faults: list[str] = []
    items = to_sign.items()
    items.take(der.INTEGER)
    seal = _seal(items.take(der.SEQUENCE))
    claimed_at = _lenient_time(items.take(), "timeInfo", faults)
    data_hash, property_info = _lenient_bits(items.take(), faults), items.take().text()
    items.take_optional(der.context(0))
    items.end()
    return SESignature(
        raw=whole.raw,
        version=max(seal.version, 4),
        seal=seal,
        claimed_at=claimed_at,
        data_hash=data_hash,
        property_info=property_info,
        signer_certificate=certificate.octets(),
        algorithm=algorithm.oid(),
        signature=signature.bits(),
        signed=to_sign.raw,
        time_stamp=_stamp(stamps[0] if stamps else None),
        faults=(*seal.faults, *faults),
        has_unused_bits=signature.content[0] != 0,
    )


def _stamp(element: Element | None) -> bytes | None:
    return None if element is None else element.inner(der.context(0)).bits()


def _seal(element: Element) -> SESeal:
    """The seal in this element; the last few are kept, since one seal is pressed on many documents."""
    return _read_seal(element) if len(element.raw) > _USUAL_SEAL_BYTES else _usual_seal(element.raw)


@lru_cache(maxsize=16)
def _usual_seal(raw: bytes) -> SESeal:
    return _read_seal(der.parse(raw))


def _read_seal(element: Element) -> SESeal:
    items = tuple(element.items())
    match len(items):
        case 2:
            info, (certificate, algorithm, signature) = items[0], _three(items[1])
            stamp = None
        case 4 | 5:
            info, certificate, algorithm, signature = items[:4]
            stamp = _stamp(items[4] if len(items) == 5 else None)
        case count:
            raise NotDer(f"a seal of {count} elements")
    parts = tuple(info.items())
    if len(parts) not in (4, 5):
        raise NotDer(f"a seal's information of {len(parts)} elements")
    header_version, vendor = _header(parts[0])
    version = _version(len(items), header_version)
    faults: list[str] = []
    complete = der.sequence(info.raw, certificate.raw, algorithm.raw)
    standard, variant = (complete, info.raw) if version == 1 else (info.raw, complete)
    return SESeal(
        raw=element.raw,
        version=version,
        vendor=vendor,
        seal_id=parts[1].text(),
        property=_property(parts[2], version, faults),
        picture=_picture(parts[3]),
        maker_certificate=certificate.octets(),
        maker_algorithm=algorithm.oid(),
        maker_signature=signature.bits(),
        signed_by_maker=standard,
        signed_by_maker_variant=variant,
        time_stamp=stamp,
        faults=tuple(faults),
    )


def _version(elements: int, header_version: int) -> int:
    """By the shape of the seal: v1 has two elements, a fifth one is v5's; only v4 and v5 may look alike."""
    if elements == 2:
        return 1
    return 5 if elements == 5 or header_version == 5 else 4


def _three(element: Element) -> tuple[Element, Element, Element]:
    items = element.items()
    three = items.take(), items.take(), items.take()
    items.end()
    return three


def _header(element: Element) -> tuple[int, str]:
    items = element.items()
    items.take().text()
    version, vendor = items.take().integer(), items.take().text()
    return version, vendor


def _property(element: Element, version: int, faults: list[str]) -> SealProperty:
    items = element.items()
    kind, name = items.take().integer(), items.take().text()
    by_digest = version > 1 and items.take().integer() == 2
    certificates, digests = _signers(items.take(), by_digest, faults)
    created, start, end = (
        _lenient_time(_take_time(items), part, faults) for part in ("createDate", "validStart", "validEnd")
    )
    return SealProperty(
        kind=kind,
        name=name,
        certificates=certificates,
        certificate_digests=digests,
        created_at=created,
        valid_from=start,
        valid_until=end,
    )


def _take_time(items: Items) -> Element | None:
    return None if items.exhausted else items.take()


def _signers(
    element: Element, by_digest: bool, faults: list[str]
) -> tuple[tuple[bytes, ...], tuple[bytes, ...]]:
    try:
        if not by_digest:
            return tuple(item.octets() for item in element.items()), ()
        return (), tuple(tuple(entry.items())[1].octets() for entry in element.items())
    except (NotDer, IndexError):
        faults.append("certList")
        return (), ()


def _picture(element: Element) -> SealPicture:
    items = element.items()
    picture = SealPicture(
        format=items.take().text(),
        data=items.take().octets(),
        width_mm=items.take().integer(),
        height_mm=items.take().integer(),
    )
    if not (0 < picture.width_mm <= 10_000 and 0 < picture.height_mm <= 10_000):
        raise NotDer("picture size")
    return picture


def _lenient_time(element: Element | None, part: str, faults: list[str]) -> datetime | None:
    try:
        if element is not None:
            return element.time()
    except NotDer:
        pass
    faults.append(part)
    return None


def _lenient_bits(element: Element, faults: list[str]) -> bytes:
    if element.tag == der.OCTET_STRING:
        faults.append("dataHash")
        return element.content
    # Some writers drop trailing zero bits; the field is signed, so reading them back does no harm.
    return element.bits().ljust(32, b"\0")


def _time_info_v1(element: Element, faults: list[str]) -> tuple[datetime | None, bytes | None]:
    """The signing time and the time stamp token: v1 has one field for either."""
    content = element.bits() if element.tag == der.BIT_STRING else element.content
    if content[:1] == b"\x30" and len(content) > 64:
        return None, content
    try:
        return der.parse_time(content), None
    except NotDer:
        claimed = _iso_time(content)
        if claimed is None:
            faults.append("timeInfo")
        return claimed, None


def _iso_time(content: bytes) -> datetime | None:
    return iso_time(content.decode("ascii")) if _ISO_TIME.fullmatch(content) else None


def iso_time(text: str) -> datetime | None:
    """A time as ISO 8601 writes it, in UTC; without a zone it is Beijing's. None for anything else."""
    try:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=der.BEIJING)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
