"""The picture that a seal draws: what its first bytes say of it, against what the seal says (step 13).

A reader draws the picture out of the signed value, never one that the document brings along. What can
differ from the maker's word all the same is said here: bytes that are no picture, a picture of other
proportions than its place, a seal of another size than its organ is entitled to.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from core.seal.placement import Size
from core.seal.report import Code, Finding
from core.seal.ses import SESeal
from core.seal.size_rules import size_rule

_PROPORTION_TOLERANCE = 0.05
_ROUND_MM = 1.0
_COMPANY = "公司"
"""Companies have seals too; the rule for organs of state says nothing about theirs."""


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """What a picture is by its own bytes; the size in pixels is 0 × 0 where it has none."""

    format: str
    width_px: int = 0
    height_px: int = 0


def picture_facts(data: bytes) -> PictureFacts | None:
    """PNG, GIF, BMP, JPG, TIF, SVG or OFD; None for bytes that begin like no picture."""
    for beginning, kind, least, size in _KINDS:
        if data.startswith(beginning) and len(data) >= least:
            width, height = size(data)
            return PictureFacts(kind, abs(width), abs(height))
    return PictureFacts("SVG") if b"<svg" in data[:4096] else None


def _jpeg_size(data: bytes) -> tuple[int, int]:
    """Width and height from the first frame header; 0 × 0 where there is none."""
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack_from(">HH", data, at + 5)
            return width, height
        if length < 2:
            break
        at += 2 + length
    return 0, 0


def _no_size(_data: bytes) -> tuple[int, int]:
    return 0, 0


def _at(form: str, offset: int) -> Callable[[bytes], tuple[int, int]]:
    """What reads width and height of that form at that place."""

    def read(data: bytes) -> tuple[int, int]:
        width, height = struct.unpack_from(form, data, offset)
        return width, height

    return read


_KINDS: tuple[tuple[bytes, str, int, Callable[[bytes], tuple[int, int]]], ...] = (
    (b"\x89PNG\r\n\x1a\n", "PNG", 24, _at(">LL", 16)),
    (b"GIF87a", "GIF", 10, _at("<HH", 6)),
    (b"GIF89a", "GIF", 10, _at("<HH", 6)),
    (b"BM", "BMP", 26, _at("<ll", 18)),
    (b"\xff\xd8\xff", "JPG", 4, _jpeg_size),
    (b"II*\0", "TIF", 8, _no_size),
    (b"MM\0*", "TIF", 8, _no_size),
    (b"PK\x03\x04", "OFD", 4, _no_size),
)
"""First bytes, name, fewest bytes, and where width and height stand."""


def picture_findings(seal: SESeal) -> Iterator[Finding]:
    """Warnings about the seal's own picture and size."""
    picture = seal.picture
    facts = picture_facts(picture.data)
    said = {"width_mm": str(picture.width_mm), "height_mm": str(picture.height_mm)}
    if facts is None:
        yield Finding(Code.PICTURE_UNKNOWN, {"format": picture.format})
    elif facts.width_px and facts.height_px:
        stretched = facts.width_px * picture.height_mm / (facts.height_px * picture.width_mm)
        if not 1 - _PROPORTION_TOLERANCE <= stretched <= 1 + _PROPORTION_TOLERANCE:
            pixels = {"width_px": str(facts.width_px), "height_px": str(facts.height_px)}
            yield Finding(Code.PICTURE_STRETCHED, {**said, **pixels})
    rule = size_rule(seal.property.name.rstrip("\0 "))
    is_round = abs(picture.width_mm - picture.height_mm) <= _ROUND_MM
    if rule is None or not is_round or _COMPANY in seal.property.name:
        return
    if not rule.allows(Size(picture.width_mm, picture.height_mm)):
        yield Finding(Code.SEAL_SIZE, {**said, "rule_mm": f"{rule.diameter_mm:g}"})
