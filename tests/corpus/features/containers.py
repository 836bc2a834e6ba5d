"""Encodings, namespaces, locations and archives as the field writes them (GB/T 33190 7.1–7.3, OFD.md §6)."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable

from core.ofd import OfdDocument, page_text, plain_text
from tests.corpus.features.fonts import FLAG, NOTDEF, RING, STEPS, truetype
from tests.corpus.features.package import (
    NAMESPACE,
    Feature,
    Parts,
    Sheet,
    frame,
    group,
    label,
    ofd,
    parts_of,
    patch,
    text_object,
    zipped,
)

_GREEN = "20 150 60"
_WORD = "印台章"
_PAGE = "Doc_0/Pages/Page_0/Content.xml"


def _sheet(title: str, note: str = "FLAG, RING, STEPS; A GREEN BAR") -> Sheet:
    """Three Chinese characters in a font of our own: a wrong encoding shows at once."""
    shapes = truetype((NOTDEF, FLAG, RING, STEPS), {ord(char): glyph for glyph, char in enumerate(_WORD, 1)})
    body = frame(10, 14, 60, 26) + patch(10, 44, 60, 6, _GREEN) + label(4, 62, note)
    body += text_object(
        (10, 14, 60, 26),
        f'<ofd:TextCode X="2" Y="22" DeltaX="19 19">{_WORD}</ofd:TextCode>',
        Font=10,
        Size=20,
    )
    fonts = group(
        "Fonts", '<ofd:Font ID="10" FontName="Shapes"><ofd:FontFile>shapes.ttf</ofd:FontFile></ofd:Font>'
    )
    return Sheet(title=title, body=body, public=fonts, files={"Doc_0/Res/shapes.ttf": shapes})


def _reads_word(document: OfdDocument) -> bool:
    return _WORD in plain_text(page_text(document.display(0)))


def _recoded(parts: Parts, change: Callable[[str], bytes]) -> Parts:
    return {
        name: change(content.decode()) if content.startswith(b"<?xml") else content
        for name, content in parts.items()
    }


def _utf16(text: str) -> bytes:
    return b"\xff\xfe" + text.replace("UTF-8", "UTF-16").encode("utf-16-le")


def _utf16_big(text: str) -> bytes:
    return b"\xfe\xff" + text.replace("UTF-8", "UTF-16").encode("utf-16-be")


def _gbk(text: str) -> bytes:
    return text.replace("UTF-8", "GB18030").encode("gb18030")


def _gbk_unsaid(text: str) -> bytes:
    """GBK bytes under a declaration of UTF-8, as some producers write them."""
    return text.encode("gb18030")


def _bom(text: str) -> bytes:
    return b"\xef\xbb\xbf" + text.encode()


def _encoded(title: str, change: Callable[[str], bytes]) -> Callable[[], bytes]:
    return lambda: zipped(_recoded(parts_of(_sheet(title)), change))


def _no_prefix(text: str) -> bytes:
    return (
        text.replace("ofd:", "")
        .replace("xmlns:ofd", "xmlns")
        .replace(f':ofd="{NAMESPACE}', f'="{NAMESPACE}')
        .encode()
    )


def _old_namespace(text: str) -> bytes:
    return text.replace(NAMESPACE, "http://www.ofdspec.org").encode()


def _odd_namespace(text: str) -> bytes:
    return text.replace(f'xmlns:ofd="{NAMESPACE}"', 'xmlns:ofd="true"').encode()


def _undeclared(text: str) -> bytes:
    """A prefix that nobody declared: not even well-formed with namespaces."""
    return text.replace(f' xmlns:ofd="{NAMESPACE}"', "").encode()


def _prefixed_attributes(text: str) -> bytes:
    """Attributes that carry their elements' prefix, as a serialiser told to qualify them writes."""
    return re.sub(r' (?!xmlns|version|encoding)(\w+)="', r' ofd:\1="', text).encode()


# -- locations


def _moved(title: str, loc: str, name: str, *, raw: bool = False) -> Callable[[], bytes]:
    """The page's BaseLoc says `loc`; the part stands in the archive as `name`."""

    def build() -> bytes:
        parts = parts_of(_sheet(title))
        document = parts["Doc_0/Document.xml"].decode()
        parts["Doc_0/Document.xml"] = document.replace("Pages/Page_0/Content.xml", loc).encode()
        page = parts.pop(_PAGE)
        return zipped({**parts, name: page}, raw_names=raw)

    return build


def _root_folder() -> bytes:
    parts = parts_of(_sheet("DOCROOT NAMES A FOLDER 7.4"))
    parts["OFD.xml"] = parts["OFD.xml"].replace(b"Doc_0/Document.xml", b"Doc_0")
    return zipped(parts)


def _no_base() -> bytes:
    parts = parts_of(_sheet("RES WITHOUT BASELOC 7.9"))
    parts["Doc_0/PublicRes.xml"] = parts["Doc_0/PublicRes.xml"].replace(b' BaseLoc="Res"', b"")
    for name in ("dots.ttf", "shapes.ttf"):
        parts[f"Doc_0/{name}"] = parts.pop(f"Doc_0/Res/{name}")
    return zipped(parts)


# -- archives


def _before_zip() -> bytes:
    return zipped(parts_of(_sheet("BYTES BEFORE THE ARCHIVE 7.1")), before=b"#!not a package\n" * 8)


def _duplicate() -> bytes:
    """Two parts of one name: readers differ, so the reader must say so. The later one is shown."""
    twice = zipped(parts_of(_sheet("DUPLICATE NAMES 7.1")) | {"Doc_0/Pages/Page_0/Content.xm1": b"<x/>"})
    return twice.replace(b"Content.xm1", b"Content.xml").replace(b"<x/>", b"<x/>", 1)


def _unsafe() -> bytes:
    parts = parts_of(_sheet("NAMES THAT LEAVE THE PACKAGE 7.1"))
    return zipped({**parts, "../../outside.txt": b"outside", "/etc/../../x": b"outside"})


def _side_parts() -> bytes:
    sheet = _sheet("BAD SIDE PARTS 7.5")
    parts = parts_of(sheet)
    document = parts["Doc_0/Document.xml"].decode().replace(
        "</ofd:Document>",
        "<ofd:Annotations>Annots.xml</ofd:Annotations><ofd:CustomTags>Tags.xml</ofd:CustomTags>"
        "<ofd:Attachments>Attachs.xml</ofd:Attachments></ofd:Document>",
    )  # fmt: skip
    parts["Doc_0/Document.xml"] = document.encode()
    parts["OFD.xml"] = parts["OFD.xml"].replace(
        b"</ofd:DocBody>", b"<ofd:Signatures>Signs/Signatures.xml</ofd:Signatures></ofd:DocBody>"
    )
    parts["Doc_0/Annots.xml"] = b"<ofd:Annotations"
    parts["Doc_0/Attachs.xml"] = b"\0\0\0"
    return zipped(parts)


def _encrypted() -> bytes:
    """GM/T 0099: the parts are there, but only as cipher text."""
    return zipped(
        {"Encryptions.xml": b"<Encryptions/>", "Decryptseed.dat": bytes(32), "Doc_0/a.dat": bytes(64)}
    )


def _doctype() -> bytes:
    parts = parts_of(_sheet("DOCTYPE"))
    parts["OFD.xml"] = parts["OFD.xml"].replace(
        b"?>\n", b'?>\n<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>\n', 1
    )
    return zipped(parts)


def _packing() -> bytes:
    """A part that claims another packing than store and deflate."""
    content = bytearray(ofd(_sheet("PACKING 99")))
    for magic, at in ((b"PK\3\4", 8), (b"PK\1\2", 10)):
        struct.pack_into("<H", content, content.find(magic) + at, 99)
    return bytes(content)


def _behind_zip() -> bytes:
    """More than a comment's worth of bytes behind the archive, among them what looks like its end."""
    return zipped(parts_of(_sheet("BYTES BEHIND THE ARCHIVE 7.1"))) + b"PK\5\6" + b"\r\n" * 33_000


def _wrong_checksum() -> bytes:
    """The page's checksum is that of something else, in both headers."""
    parts = parts_of(_sheet("WRONG CHECKSUM 7.1"))
    right = struct.pack("<L", zlib.crc32(parts[_PAGE]))
    return zipped(parts).replace(right, b"\0\0\0\0")


def _declaring(name: str) -> Callable[[str], bytes]:
    """The same bytes under the name of another code page."""
    return lambda text: text.replace('"UTF-8"', f'"{name}"').encode()


def _dashed() -> bytes:
    """GB 2312 by its name, GBK by its characters; the dash is one that many libraries read as another."""
    parts = parts_of(_sheet("GBK SAID TO BE GB2312 7.2"))
    page = parts[_PAGE].decode().replace(_WORD, "印—章")
    fonts = {ord(char): glyph for glyph, char in enumerate("印—章", 1)}
    parts["Doc_0/Res/shapes.ttf"] = truetype((NOTDEF, FLAG, RING, STEPS), fonts)
    parts[_PAGE] = page.replace('"UTF-8"', '"GB2312"').encode("gbk")
    return zipped(parts)


_SAME = "flag, ring, steps above a green bar, as in every file of this group"


def _feature(name: str, clause: str, build: Callable[[], bytes], *warnings: str, note: str = "") -> Feature:
    return Feature(
        name=name,
        clause=clause,
        expected=_SAME + note,
        build=build,
        warnings=frozenset(warnings),
        facts=_reads_word,
    )


FEATURES = (
    _feature("xml-utf16", "7.2", _encoded("UTF-16 LE 7.2", _utf16)),
    _feature("xml-utf16-big", "7.2", _encoded("UTF-16 BE 7.2", _utf16_big)),
    _feature("xml-gb18030", "7.2", _encoded("GB18030 7.2", _gbk)),
    _feature("xml-gb18030-unsaid", "7.2", _encoded("GBK SAID TO BE UTF-8 7.2", _gbk_unsaid), "xml.repaired"),
    _feature(
        "xml-mislabelled",
        "7.2",
        _encoded("UTF-8 SAID TO BE LATIN-1 7.2", _declaring("ISO-8859-1")),
        "xml.repaired",
    ),
    Feature(
        name="xml-gb2312",
        clause="7.2",
        expected=_SAME,
        build=_dashed,
        facts=lambda document: "印—章" in plain_text(page_text(document.display(0))),
    ),
    _feature("xml-bom", "7.2", _encoded("UTF-8 WITH A MARK 7.2", _bom)),
    _feature("ns-default", "7.2", _encoded("DEFAULT NAMESPACE 7.2", _no_prefix)),
    _feature("ns-old", "7.2", _encoded("OLD NAMESPACE 7.2", _old_namespace)),
    _feature("ns-odd", "7.2", _encoded("XMLNS:OFD=TRUE 7.2", _odd_namespace)),
    _feature(
        "ns-attributes", "7.2", _encoded("PREFIXED ATTRIBUTES 7.2", _prefixed_attributes), "xml.repaired"
    ),
    _feature("ns-undeclared", "7.2", _encoded("PREFIX UNDECLARED 7.2", _undeclared), "xml.repaired"),
    _feature("loc-absolute", "7.3", _moved("LEADING SLASH 7.3", f"/{_PAGE}", _PAGE)),
    _feature("loc-dots", "7.3", _moved("DOTS 7.3", "./Pages/../Pages/Page_0/./Content.xml", _PAGE)),
    _feature(
        "loc-case", "7.3", _moved("OTHER CASE 7.3", "PAGES/page_0/content.XML", _PAGE), "location.inexact"
    ),
    _feature(
        "loc-percent",
        "7.3",
        _moved("PER CENT SIGNS 7.3", "Pages/%E7%AC%AC%201/Content.xml", "Doc_0/Pages/第 1/Content.xml"),
        "location.inexact",
    ),
    _feature("loc-backslash", "7.3", _moved("BACKSLASHES 7.3", r"Pages\Page_0\Content.xml", _PAGE)),
    _feature(
        "loc-gbk",
        "7.3",
        _moved("GBK NAMES 7.3", "Pages/第一页/Content.xml", "Doc_0/Pages/第一页/Content.xml", raw=True),
    ),
    _feature("loc-folder", "7.4", _root_folder, "location.is_folder"),
    _feature("res-no-base", "7.9", _no_base),
    _feature("zip-before", "7.1", _before_zip),
    _feature("zip-behind", "7.1", _behind_zip),
    _feature("zip-checksum", "7.1", _wrong_checksum, "part.wrong_checksum"),
    _feature("zip-unsafe", "7.1", _unsafe, "package.unsafe_name", note="; names outside are not parts"),
    _feature("side-parts", "7.5", _side_parts, "part.missing", note="; each bad side part fails alone"),
    Feature(
        name="zip-duplicate",
        clause="7.1",
        expected="a blank page: of two parts of one name the later counts, and the reader says that"
        " there are two",
        build=_duplicate,
        warnings=frozenset({"package.duplicate_name"}),
    ),
    Feature(
        name="encrypted",
        clause="GM/T 0099",
        expected="not opened: the package is encrypted",
        build=_encrypted,
        refused="ofd.encrypted",
    ),
    Feature(
        name="doctype",
        clause="7.2",
        expected="not opened: a part declares a document type",
        build=_doctype,
        refused="ofd.part_malformed",
    ),
    Feature(
        name="packing",
        clause="7.1",
        expected="not opened: a part is packed in an unknown way",
        build=_packing,
        refused="ofd.compression_unknown",
    ),
)
