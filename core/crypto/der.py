"""DER (X.690) read strictly and eagerly, with the original bytes of every element kept.

A signature covers bytes as they were written, and real seals carry encodings that a re-encoder would
change: so nothing here re-encodes what it has read. Everything wrong raises `NotDer`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from typing import ClassVar

import msgspec

from core.errors import CryptoError

BOOLEAN, INTEGER, BIT_STRING, OCTET_STRING, NULL, OID, ENUMERATED = 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x0A
UTF8_STRING, PRINTABLE_STRING, T61_STRING, IA5_STRING = 0x0C, 0x13, 0x14, 0x16
UTC_TIME, GENERALIZED_TIME, BMP_STRING = 0x17, 0x18, 0x1E
SEQUENCE, SET = 0x30, 0x31

MAX_BER_BYTES = 4 << 20
_DEEPEST_BER = 32
_INDEFINITE = (b"\x30\x80", b"\x31\x80", b"\xa0\x80", b"\x24\x80")
BEIJING = timezone(timedelta(hours=8))
_TIME = re.compile(r"(\d{2}|\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(?:[.,]\d+)?(Z|[+-]\d{4})?", re.ASCII)


class NotDer(CryptoError):
    """Bytes that are not the structure they should be; `fault` names the first thing wrong."""

    code: ClassVar[str] = "crypto.not_der"
    fault: str


def context(number: int, *, constructed: bool = True) -> int:
    """The identifier octet of the context tag [number]."""
    return 0x80 | (0x20 if constructed else 0) | number


class Element(msgspec.Struct, frozen=True):
    """One encoded value: its identifier octet, its content, and its whole encoding."""

    tag: int
    content: bytes
    raw: bytes

    def expect(self, tag: int) -> Element:
        if self.tag != tag:
            raise NotDer(f"tag {self.tag:02x} where {tag:02x} is due")
        return self

    def items(self, tag: int = SEQUENCE) -> Items:
        """The elements inside this one, which must carry `tag`."""
        return Items(self.expect(tag).content)

    def inner(self, tag: int) -> Element:
        """The one element inside this explicit tag."""
        return parse(self.expect(tag).content)

    def integer(self, tag: int = INTEGER) -> int:
        content = self.expect(tag).content
        if not 1 <= len(content) <= 64:
            raise NotDer("integer length")
        return int.from_bytes(content, "big", signed=True)

    def boolean(self) -> bool:
        content = self.expect(BOOLEAN).content
        if len(content) != 1:
            raise NotDer("boolean length")
        return content != b"\0"

    def octets(self) -> bytes:
        return self.expect(OCTET_STRING).content

    def bits(self) -> bytes:
        """The bytes of a BIT STRING, whose unused bits must be zero."""
        content = self.expect(BIT_STRING).content
        if not content or content[0] > 7 or (len(content) == 1 and content[0]):
            raise NotDer("bit string")
        if content[-1] & (1 << content[0]) - 1 and len(content) > 1:
            raise NotDer("unused bits")
        return content[1:]

    def whole_bits(self) -> bytes:
        """The bytes of a BIT STRING that holds whole bytes."""
        if self.content[:1] != b"\0":
            raise NotDer("unused bits")
        return self.bits()

    def oid(self) -> str:
        """Dotted form of an OBJECT IDENTIFIER."""
        content = self.expect(OID).content
        if not 1 <= len(content) <= 64 or content[-1] & 0x80:
            raise NotDer("object identifier")
        arcs, value = [], 0
        for octet in content:
            value = value << 7 | octet & 0x7F
            if not octet & 0x80:
                arcs.append(value)
                value = 0
        first = min(arcs[0] // 40, 2)
        return ".".join(map(str, (first, arcs[0] - 40 * first, *arcs[1:])))

    def text(self) -> str:
        """A character string of any kind. What is not UTF-8 is read as GB18030, as vendors write it."""
        if self.tag == BMP_STRING:
            return self.content.decode("utf-16-be", "replace")
        if self.tag & 0xC0 or self.tag & 0x20:
            raise NotDer("a character string is due")
        try:
            return self.content.decode("utf-8")
        except UnicodeDecodeError:
            return self.content.decode("gb18030", "replace")

    def time(self) -> datetime:
        """UTCTime or GeneralizedTime, in UTC."""
        if self.tag not in (UTC_TIME, GENERALIZED_TIME):
            raise NotDer("a time is due")
        return parse_time(self.content)


def parse_time(content: bytes) -> datetime:
    """The text of a UTCTime or GeneralizedTime, in UTC. Without a zone it is local, hence Beijing's."""
    match = _TIME.fullmatch(content.decode("ascii", "replace"))
    if match is None:
        raise NotDer("time")
    year, month, day_of_month, hour, minute, second, zone = match.groups()
    full_year = int(year) if len(year) == 4 else int(year) + (1900 if int(year) >= 50 else 2000)
    try:
        day = datetime(full_year, int(month), int(day_of_month))
        naive = day.replace(hour=int(hour), minute=int(minute), second=int(second or 0))
        return naive.replace(tzinfo=_zone(zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise NotDer("time") from None


def _zone(zone: str | None) -> timezone:
    if zone is None:
        return BEIJING
    if zone == "Z":
        return UTC
    offset = timedelta(hours=int(zone[1:3]), minutes=int(zone[3:5]))
    return timezone(-offset if zone[0] == "-" else offset)


class Items:
    """The elements of a constructed value, taken one after the other."""

    __slots__ = ("_at", "_content")

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._at = 0

    def __iter__(self) -> Iterator[Element]:
        while not self.exhausted:
            yield self.take()

    @property
    def exhausted(self) -> bool:
        return self._at >= len(self._content)

    def peek_tag(self) -> int | None:
        return None if self.exhausted else self._content[self._at]

    def take(self, tag: int | None = None) -> Element:
        if self.exhausted:
            raise NotDer("an element is missing")
        element, self._at = _read(self._content, self._at)
        return element if tag is None else element.expect(tag)

    def take_optional(self, tag: int) -> Element | None:
        return self.take() if self.peek_tag() == tag else None

    def end(self) -> None:
        if not self.exhausted:
            raise NotDer("surplus element")


def parse(der: bytes) -> Element:
    """The one element these bytes are. Raises `NotDer`, also for trailing bytes."""
    element, end = _read(der, 0)
    if end != len(der):
        raise NotDer("trailing bytes")
    return element


def _read(data: bytes, start: int) -> tuple[Element, int]:
    if len(data) - start < 2:
        raise NotDer("truncated")
    tag, length, at = data[start], data[start + 1], start + 2
    if tag & 0x1F == 0x1F:
        raise NotDer("long tag")
    if length == 0x80:
        raise NotDer("indefinite length")
    if length & 0x80:
        count = length & 0x7F
        if count > 4 or at + count > len(data):
            raise NotDer("length")
        length, at = int.from_bytes(data[at : at + count], "big"), at + count
    end = at + length
    if end > len(data):
        raise NotDer("truncated")
    return Element(tag, data[at:end], data[start:end]), end


def first_definite(ber: bytes) -> tuple[bytes, int]:
    """The first element of BER (X.690 8.1.3.6, 8.7.3) with definite lengths and strings in one piece.

    Also where it ends in `ber`. What has definite lengths already keeps its bytes. Raises `NotDer`.
    """
    if len(ber) > MAX_BER_BYTES:
        raise NotDer("size")
    return _definite(ber, 0, _DEEPEST_BER)


def as_definite(data: bytes) -> bytes:
    """These bytes, or where they are BER with indefinite lengths the same with definite ones.

    Messages (RFC 5652) are written so by some libraries. What cannot be read stays as it is.
    """
    if b"\x80" not in data[1:2] and not any(mark in data for mark in _INDEFINITE):
        return data
    try:
        element, end = first_definite(data)
    except NotDer:
        return data
    return element if end == len(data) else data


def _definite(data: bytes, start: int, depth: int) -> tuple[bytes, int]:
    if data[start + 1 : start + 2] != b"\x80":
        element, end = _read(data, start)
        inside = _joined(element, depth) if element.tag & 0x20 else element.content
        return (element.raw if inside == element.content else encode(element.tag, inside)), end
    tag, at, parts = data[start], start + 2, []
    if not tag & 0x20 or tag & 0x1F == 0x1F or not depth:
        raise NotDer("indefinite length")
    while data[at : at + 2] != b"\0\0":
        part, at = _definite(data, at, depth - 1)
        parts.append(part)
    return _in_one_piece(tag, parts), at + 2


def _joined(element: Element, depth: int) -> bytes:
    """The content of a constructed element, its parts with definite lengths."""
    if not depth or not any(mark in element.content for mark in _INDEFINITE):
        return element.content
    at, parts = 0, []
    while at < len(element.content):
        part, at = _definite(element.content, at, depth - 1)
        parts.append(part)
    return b"".join(parts)


def _in_one_piece(tag: int, parts: list[bytes]) -> bytes:
    if tag != OCTET_STRING | 0x20:
        return encode(tag, b"".join(parts))
    return octet_string(b"".join(parse(part).octets() for part in parts))


def encode(tag: int, content: bytes) -> bytes:
    """One DER element."""
    length = len(content)
    if length < 0x80:
        return bytes((tag, length)) + content
    octets = length.to_bytes((length.bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(octets))) + octets + content


def sequence(*parts: bytes) -> bytes:
    return encode(SEQUENCE, b"".join(parts))


def integer(value: int, tag: int = INTEGER) -> bytes:
    """Two's complement in as few octets as it takes (X.690 8.3.2)."""
    bits = (~value if value < 0 else value).bit_length()
    return encode(tag, value.to_bytes(bits // 8 + 1, "big", signed=True))


def boolean(value: bool) -> bytes:
    return encode(BOOLEAN, b"\xff" if value else b"\0")


def octet_string(content: bytes) -> bytes:
    return encode(OCTET_STRING, content)


def bit_string(content: bytes, unused_bits: int = 0) -> bytes:
    return encode(BIT_STRING, bytes((unused_bits,)) + content)


def oid(dotted: str) -> bytes:
    first, second, *rest = map(int, dotted.split("."))
    body = bytearray()
    for arc in (40 * first + second, *rest):
        groups = [arc & 0x7F]
        while arc := arc >> 7:
            groups.append(arc & 0x7F | 0x80)
        body += bytes(reversed(groups))
    return encode(OID, bytes(body))


def utf8_string(text: str) -> bytes:
    return encode(UTF8_STRING, text.encode())


def ia5_string(text: str) -> bytes:
    return encode(IA5_STRING, text.encode("ascii"))


def generalized_time(moment: datetime) -> bytes:
    """Seconds precision, UTC (X.690 11.7)."""
    return encode(GENERALIZED_TIME, moment.astimezone(UTC).strftime("%Y%m%d%H%M%SZ").encode())


def explicit(number: int, content: bytes) -> bytes:
    return encode(context(number), content)
