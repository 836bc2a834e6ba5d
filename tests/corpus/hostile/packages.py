"""Containers and XML that mean harm: bombs, floods, ways out, entities."""

from __future__ import annotations

import struct

from tests.corpus.hostile.package import (
    MALFORMED,
    OVER_LIMIT,
    Hostile,
    RawEntry,
    archive,
    deflated_zeros,
    ofd,
    part,
    raw,
    square,
    with_parts,
)
from tests.unit.ofd.build import NS, document_xml, page_xml, parts_of

_GIBIBYTE = 1024
_PAGE = "Doc_0/Pages/Page_0/Content.xml"


def zip_bomb(name: str) -> bytes:
    """1 MB that claims to be, and is, ten parts of 1 GiB: their directory lines share one packed stream."""
    packed = deflated_zeros(_GIBIBYTE, page_xml(square()).encode())
    parts = [
        raw(other, content)
        for other, content in parts_of(page_xml(square()), res=_RES).items()
        if other != name
    ]
    bombs = [RawEntry(name, packed, 2**30), *(RawEntry(f"Doc_0/Res/{i}", packed, 2**30) for i in range(9))]
    return archive([*parts, *bombs], shared_from=len(parts))


_RES = (
    '<ofd:Fonts><ofd:Font ID="3" FontName="宋体"><ofd:FontFile>0</ofd:FontFile></ofd:Font></ofd:Fonts>'
    '<ofd:MultiMedias><ofd:MultiMedia ID="5" Type="Image"><ofd:MediaFile>1</ofd:MediaFile></ofd:MultiMedia>'
    "</ofd:MultiMedias>"
)


def bombs_within() -> bytes:
    """A page whose picture and font are the bombs."""
    objects = (
        '<ofd:ImageObject ID="9" ResourceID="5" Boundary="0 0 100 100" CTM="100 0 0 100 0 0"/>'
        '<ofd:TextObject ID="8" Font="3" Size="5" Boundary="9 9 50 9">'
        '<ofd:TextCode X="0" Y="5">字</ofd:TextCode></ofd:TextObject>'
    )
    packed = deflated_zeros(_GIBIBYTE)
    parts = [raw(name, content) for name, content in parts_of(page_xml(objects), res=_RES).items()]
    bombs = [RawEntry(f"Doc_0/Res/{i}", packed, 2**30) for i in range(10)]
    return archive([*parts, *bombs], shared_from=len(parts))


def lying_bomb() -> bytes:
    """The directory says 100 bytes; a gigabyte comes out."""
    packed = deflated_zeros(_GIBIBYTE, page_xml(square()).encode())
    parts = [raw(name, content) for name, content in parts_of(page_xml(square())).items() if name != _PAGE]
    return archive([*parts, RawEntry(_PAGE, packed, 100)])


def million_entries() -> bytes:
    """10⁶ empty parts, counted by a ZIP64 end record."""
    fields = (0x800, 0, 0, 0x21, 0, 0, 0, 7)
    local = struct.pack("<4s5H3L2H", b"PK\3\4", 20, *fields, 0) + b"OFD.xml"
    line = struct.pack("<4s6H3L5H2L", b"PK\1\2", 20, 20, *fields, 0, 0, 0, 0, 0, 0)
    directory = b"".join(line + b"%07d" % number for number in range(10**6))
    start = len(local)
    end = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, 10**6, 10**6, len(directory), start)
    locator = struct.pack("<4sLQL", b"PK\6\7", 0, start + len(directory), 1)
    return (
        local
        + directory
        + end
        + locator
        + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, *(0xFFFF,) * 2, *(2**32 - 1,) * 2, 0)
    )


def entities(doctype: str, use: str, encoding: str = "UTF-8") -> bytes:
    """A page that begins with a document type."""
    page = page_xml(square() + f"<ofd:Actions>{use}</ofd:Actions>")
    return with_parts({_PAGE: f'<?xml version="1.0" encoding="{encoding}"?>{doctype}{page}'.encode(encoding)})


_LAUGHS = (
    "<!DOCTYPE x [<!ENTITY a '哈'>"
    + "".join(
        f"<!ENTITY {name} '{f'&{before};' * 10}'>"
        for before, name in zip("abcdefghi", "bcdefghij", strict=True)
    )
    + "]>"
)
_XXE = "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>"
_PARAMETER = "<!DOCTYPE x [<!ENTITY % p SYSTEM 'http://127.0.0.1:9/x'> %p;]>"
_QUADRATIC = f"<!DOCTYPE x [<!ENTITY a '{'哈' * 50_000}'>]>"


def climbing_names() -> bytes:
    """Parts named out of the package, and references that follow them."""
    res = (
        '<ofd:MultiMedias><ofd:MultiMedia ID="5" Type="Image"><ofd:MediaFile>'
        "../../../../etc/passwd</ofd:MediaFile></ofd:MultiMedia>"
        '<ofd:MultiMedia ID="6" Type="Image"><ofd:MediaFile>/etc/passwd</ofd:MediaFile>'
        '</ofd:MultiMedia><ofd:MultiMedia ID="7" Type="Image"><ofd:MediaFile>file:///etc/passwd</ofd:MediaFile>'
        "</ofd:MultiMedia></ofd:MultiMedias>"
    )
    objects = "".join(
        f'<ofd:ImageObject ID="9" ResourceID="{i}" Boundary="0 0 9 9" CTM="9 0 0 9 0 0"/>' for i in (5, 6, 7)
    )
    files = dict.fromkeys(
        ("../../evil", "/etc/cron.d/evil", "..\\..\\evil", "a/../../evil", "C:\\evil"), b"evil"
    )
    return ofd(objects + square(), res=res, files=files)


def climbing_page() -> bytes:
    page = '<ofd:Page ID="1" BaseLoc="../../../../../../etc/passwd"/>'
    return with_parts({"Doc_0/Document.xml": document_xml(pages=page)})


def deep_xml(levels: int) -> bytes:
    block = "<ofd:PageBlock>" * levels + square() + "</ofd:PageBlock>" * levels
    return ofd(block)


def deep_outline() -> bytes:
    one = '<ofd:OutlineElem Title="章">'
    outlines = f"<ofd:Outlines>{one * 200}{'</ofd:OutlineElem>' * 200}</ofd:Outlines>"
    return ofd(square(), rest=outlines)


def page_flood(count: int) -> bytes:
    pages = "".join(f'<ofd:Page ID="{i}" BaseLoc="Pages/Page_0/Content.xml"/>' for i in range(1, count + 1))
    return ofd(square(), pages=pages)


def attribute_flood() -> bytes:
    given = " ".join(f'a{i}="1"' for i in range(500_000))
    return with_parts({_PAGE: page_xml(f"<ofd:PathObject {given}/>{square()}")})


def seal_within_itself() -> bytes:
    """A signature whose base location is the list that names it."""
    listing = part("Signatures", '<ofd:Signature ID="1" BaseLoc="/Doc_0/Signs/Signatures.xml"/>' * 50)
    body = "<ofd:Signatures>/Doc_0/Signs/Signatures.xml</ofd:Signatures>"
    parts = parts_of(page_xml(square()), body=body)
    return with_parts({**parts, "Doc_0/Signs/Signatures.xml": listing})


def duplicate_names() -> bytes:
    parts = [raw(name, content) for name, content in parts_of(page_xml(square())).items()]
    return archive([*parts, raw(_PAGE, page_xml(f"<x {NS.replace('ofd', 'q')}/>"))])


PACKAGES = (
    Hostile("zip bomb of 10 GiB: OFD.xml", lambda: zip_bomb("OFD.xml"), OVER_LIMIT),
    Hostile("zip bomb of 10 GiB: Document.xml", lambda: zip_bomb("Doc_0/Document.xml"), OVER_LIMIT),
    Hostile("zip bomb of 10 GiB: a page", lambda: zip_bomb(_PAGE), OVER_LIMIT),
    Hostile("zip bomb of 10 GiB: a picture and a font", bombs_within),
    Hostile("a bomb behind a small claimed size", lying_bomb, OVER_LIMIT),
    Hostile("a million entries", million_entries, OVER_LIMIT),
    Hostile("external entity", lambda: entities(_XXE, "&e;"), MALFORMED),
    Hostile("external parameter entity", lambda: entities(_PARAMETER, ""), MALFORMED),
    Hostile("external entity in UTF-16", lambda: entities(_XXE, "&e;", "UTF-16"), MALFORMED),
    Hostile("billion laughs", lambda: entities(_LAUGHS, "&j;"), MALFORMED),
    Hostile("quadratic entities", lambda: entities(_QUADRATIC, "&a;" * 50_000), MALFORMED),
    Hostile("names that climb out", climbing_names, warnings=frozenset({"package.unsafe_name"})),
    Hostile("a page that climbs out", climbing_page, frozenset({"ofd.part_missing"})),
    Hostile("page blocks 100 deep", lambda: deep_xml(100)),
    Hostile("page blocks 100 000 deep", lambda: deep_xml(100_000)),
    Hostile("an outline 200 deep", deep_outline),
    Hostile("a million pages", lambda: page_flood(10**6), OVER_LIMIT),
    Hostile("20 000 pages of one part", lambda: page_flood(20_000)),
    Hostile("more pages than an answer holds", lambda: page_flood(20_001), OVER_LIMIT),
    Hostile("half a million attributes", attribute_flood),
    Hostile("signatures within themselves", seal_within_itself),
    Hostile("two parts of one name", duplicate_names),
)
