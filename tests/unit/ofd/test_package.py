"""Packages that lie, explode, climb out or are cut off: declared errors only."""

from __future__ import annotations

import contextlib
import io
import random
import struct
import zipfile
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from core.ofd import (
    DEFAULT_LIMITS,
    CompressionUnknown,
    NoPages,
    NotOfd,
    OfdError,
    OverLimit,
    Package,
    PackageDamaged,
    PackageEncrypted,
    PageUnknown,
    PartMalformed,
    PartMissing,
    VersionUnknown,
    open_ofd,
    page_text,
)
from tests.unit.ofd.build import NS, ROOT, document_xml, pack, page_xml, parts_of

GOOD = pack(
    parts_of(
        page_xml(
            '<ofd:TextObject ID="3" Font="1" Size="4" Boundary="10 10 50 5">'
            '<ofd:TextCode X="0" Y="4">红头文件</ofd:TextCode></ofd:TextObject>'
        )
    )
)


def stored(parts: list[tuple[bytes, bytes]], *, flags: int = 0, method: int = 0) -> bytes:
    """An archive written by hand: any names, any number of times."""
    body, directory = b"", b""
    for name, content in parts:
        fixed = (flags, method, 0, 0, zlib.crc32(content), len(content), len(content), len(name), 0)
        directory += struct.pack("<4s2H4H3L5H2L", b"PK\1\2", 20, 20, *fixed, 0, 0, 0, 0, len(body)) + name
        body += struct.pack("<4sH4H3L2H", b"PK\3\4", 20, *fixed) + name + content
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, len(parts), len(parts), len(directory), len(body), 0)
    return body + directory + end


@pytest.mark.parametrize("data", [b"", b"PDF", b"%PDF-1.7 " * 100, b"\0" * 70_000])
def test_what_is_no_archive_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(NotOfd):
        open_ofd(data)


@pytest.mark.parametrize("kept", [4, 30, 200, len(GOOD) // 2, len(GOOD) - 1])
def test_a_truncated_package_is_damaged(kept: int) -> None:
    with pytest.raises(PackageDamaged):
        open_ofd(GOOD[:kept])


def test_an_empty_archive_lacks_its_root() -> None:
    with pytest.raises(PartMissing):
        open_ofd(pack({}))


def test_bytes_before_the_archive_do_no_harm() -> None:
    assert open_ofd(b"junk" * 9 + GOOD).page_count == 1


def test_a_comment_that_looks_like_an_end_does_no_harm() -> None:
    target = io.BytesIO(GOOD)
    with zipfile.ZipFile(target, "a") as archive:
        archive.comment = b"PK\5\6 stands in this comment, but no end"
    assert open_ofd(target.getvalue()).page_count == 1


def test_more_bytes_behind_than_a_comment_can_hold_do_no_harm() -> None:
    assert open_ofd(GOOD + b"PK\5\6" + b"\r\n" * 33_000).page_count == 1


def test_names_are_found_by_case_and_by_url_code_when_the_exact_one_is_missing() -> None:
    package = Package(pack({"Doc_0/Images&Fonts/a b.png": b"x", "TPLS/t.xml": b"y"}))
    assert package.find("Images%26Fonts/a%20b.png", "Doc_0") == "Doc_0/Images&Fonts/a b.png"
    assert package.find("Tpls\\T.xml", "") == "TPLS/t.xml"
    assert package.find("Tpls/t.xml", "Doc_0") == "TPLS/t.xml"
    assert package.find("../../TPLS/t.xml", "Doc_0") is None


def test_duplicates_and_names_outside_are_told() -> None:
    package = Package(stored([(b"a.xml", b"1"), (b"a.xml", b"2"), (b"../b", b"3"), (b"dir/", b"")]))
    assert package.duplicates == ("a.xml",)
    assert package.unsafe_names == ("../b",)
    assert package.names == ("a.xml",)


def test_names_without_the_utf8_flag_may_be_gbk() -> None:
    assert Package(stored([("公文.xml".encode("gbk"), b"1")])).names == ("公文.xml",)


def test_names_with_the_utf8_flag_may_be_gbk_too() -> None:
    assert Package(stored([("公文.xml".encode("gbk"), b"1")], flags=0x800)).names == ("公文.xml",)


@pytest.mark.parametrize(
    ("loc", "meant"),
    [
        ("../../Doc_0/a.xml", "Doc_0/a.xml"),
        ("file:///Doc_0/A.xml", "Doc_0/a.xml"),
        ("Page_0/b.xml", "Doc_0/Pages/Page_0/b.xml"),
        ("./Page_0\\B.xml", "Doc_0/Pages/Page_0/b.xml"),
        ("b.xml", None),
        ("age_0/b.xml", None),
        ("..", None),
        ("", None),
    ],
)
def test_a_part_gone_astray_is_meant_where_only_one_name_ends_so(loc: str, meant: str | None) -> None:
    names = ("OFD.xml", "Doc_0/a.xml", "Doc_0/Pages/Page_0/b.xml", "Doc_0/Pages/Page_1/b.xml")
    package = Package(pack(dict.fromkeys(names, "<a/>")))
    assert package.lost(loc) == meant
    assert package.find(loc, "Doc_0/Signs") is None or meant == "Doc_0/a.xml"


def test_a_location_is_looked_for_in_the_folders_above_only_by_who_shows() -> None:
    package = Package(pack({"Doc_0/Annots/a.xml": b"1", "Doc_0/Signs/S/x": b"1"}))
    assert package.find("/Annots/a.xml", "Doc_0/Signs/S") == "Doc_0/Annots/a.xml"
    assert package.find("/Annots/a.xml", "Doc_0/Signs/S", above=False) is None


def test_an_entry_that_does_not_match_its_crc_is_damaged() -> None:
    data = bytearray(stored([(b"OFD.xml", b"<a/>")]))
    data[data.index(b"<a/>") + 1] ^= 1
    with pytest.raises(PackageDamaged):
        Package(bytes(data)).read("OFD.xml")


def test_an_entry_that_says_less_than_it_inflates_to_is_stopped() -> None:
    bomb = pack({"OFD.xml": b"<a>" + b" " * 3_000_000 + b"</a>"})
    with pytest.raises(OverLimit) as caught:
        Package(bomb, replace(DEFAULT_LIMITS, entry_bytes=1 << 20)).read("OFD.xml")
    assert caught.value.limit == "entry_bytes"


def test_an_absurd_ratio_is_stopped() -> None:
    bomb = pack({"bomb": bytes(8 << 20)})
    with pytest.raises(OverLimit) as caught:
        Package(bomb, replace(DEFAULT_LIMITS, ratio_floor=1 << 20)).read("bomb")
    assert caught.value.limit == "ratio"


def test_many_small_bombs_are_stopped_together() -> None:
    package = Package(
        pack({str(at): bytes(1 << 20) for at in range(8)}), replace(DEFAULT_LIMITS, inflated_bytes=4 << 20)
    )
    for name in package.names[:4]:
        package.read(name)
    with pytest.raises(OverLimit) as caught:
        package.read(package.names[4])
    assert caught.value.limit == "inflated_bytes"


def test_reading_a_part_again_does_not_count_again() -> None:
    package = Package(pack({"a": bytes(1000)}), replace(DEFAULT_LIMITS, inflated_bytes=1500))
    assert package.read("a") == package.read("a")


def test_a_million_entries_are_refused_before_they_are_listed() -> None:
    line = struct.pack("<4s2H4H3L5H2L", b"PK\1\2", 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"x"
    directory = line * 1_000_000
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, len(directory), 0, 0)
    with pytest.raises(OverLimit) as caught:
        open_ofd(directory + end)
    assert caught.value.limit == "entries"


def test_a_package_too_large_is_refused_before_it_is_read() -> None:
    with pytest.raises(OverLimit):
        open_ofd(GOOD, replace(DEFAULT_LIMITS, package_bytes=100))


def test_unknown_compression_is_named() -> None:
    with pytest.raises(CompressionUnknown):
        open_ofd(stored([(b"OFD.xml", b"<a/>")], method=12))


def test_an_encrypted_package_says_so() -> None:
    with pytest.raises(PackageEncrypted):
        open_ofd(stored([(b"OFD.xml", b"secret")], flags=1))
    with pytest.raises(PackageEncrypted):
        open_ofd(pack({"Encryptions.xml": "<a/>", "Decryptseed.dat": b"1"}))


@pytest.mark.parametrize(
    "root",
    [
        '<!DOCTYPE x [<!ENTITY a "b">]><OFD><DocBody/></OFD>',
        '<!DOCTYPE x SYSTEM "file:///etc/passwd"><OFD/>',
        "not xml",
        "",
        "<OFD><DocBody>",
    ],
)
def test_a_root_that_is_no_plain_xml_is_refused(root: str) -> None:
    with pytest.raises((PartMalformed, PartMissing, NoPages)):
        open_ofd(pack({"OFD.xml": root}))


def test_a_doctype_in_utf16_is_refused_too() -> None:
    root = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x><OFD/>'.encode("utf-16")
    with pytest.raises(PartMalformed):
        open_ofd(pack({"OFD.xml": root}))


def test_a_flood_of_elements_is_refused_before_it_is_parsed() -> None:
    parts = parts_of(page_xml("<a/>" * 500))
    with pytest.raises(OverLimit) as caught:
        open_ofd(pack(parts), replace(DEFAULT_LIMITS, xml_elements=100)).display(0)
    assert caught.value.limit == "xml_elements"


def test_a_document_without_pages_says_so() -> None:
    parts = {"OFD.xml": ROOT % "", "Doc_0/Document.xml": f"<ofd:Document {NS}/>"}
    with pytest.raises(NoPages):
        open_ofd(pack(parts))


def test_too_many_pages_are_refused() -> None:
    pages = '<ofd:Page ID="1" BaseLoc="P.xml"/>' * 11
    parts = {"OFD.xml": ROOT % "", "Doc_0/Document.xml": document_xml(pages=pages)}
    with pytest.raises(OverLimit):
        open_ofd(pack(parts), replace(DEFAULT_LIMITS, pages=10))


def test_a_page_that_is_not_there_fails_alone() -> None:
    pages = '<ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/><ofd:Page ID="2" BaseLoc="gone.xml"/>'
    document = open_ofd(pack(parts_of(page_xml(), pages=pages)))
    assert document.display(0).page_id == 1
    with pytest.raises(PartMissing):
        document.display(1)
    with pytest.raises(PageUnknown):
        document.display(2)
    assert document.page_size(1) == (210, 297)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_xml_may_come_in_the_encodings_of_the_field(encoding: str) -> None:
    declared = "utf-8" if encoding == "utf-8-sig" else encoding
    code = '<ofd:TextCode X="0" Y="4">龘\U00020000</ofd:TextCode>'
    text = f'<ofd:TextObject ID="3" Font="1" Size="4" Boundary="0 0 50 9">{code}</ofd:TextObject>'
    page = f'<?xml version="1.0" encoding="{declared}"?>{page_xml(text)}'.encode(encoding)
    parts = parts_of("")
    parts["Doc_0/Pages/Page_0/Content.xml"] = page
    assert page_text(open_ofd(pack(parts)).display(0))[0].text == "龘\U00020000"


@pytest.mark.parametrize("namespace", ['xmlns:ofd="true"', 'xmlns:ofd="http://www.ofdspec.org"', ""])
def test_any_namespace_or_none_will_do(namespace: str) -> None:
    parts = {name: str(part).replace(NS, namespace) for name, part in parts_of(page_xml()).items()}
    assert open_ofd(pack(parts)).page_count == 1


def test_a_folder_as_location_means_the_usual_part_in_it() -> None:
    parts = parts_of(page_xml(), pages='<ofd:Page ID="0" BaseLoc="Pages/Page_0"/>')
    parts["OFD.xml"] = str(parts["OFD.xml"]).replace("Doc_0/Document.xml", "Doc_0")
    document = open_ofd(pack(parts))
    assert document.display(0).page_id == 0
    assert "location.is_folder" in {warning.code for warning in document.warnings}


def test_a_document_root_may_be_an_attribute() -> None:
    parts = parts_of(page_xml())
    parts["OFD.xml"] = '<OFD><DocBody DocRoot="Doc_0/Document.xml"/></OFD>'
    assert open_ofd(pack(parts)).page_count == 1


def test_broken_side_parts_cost_only_themselves() -> None:
    rest = "<ofd:Annotations>Annots.xml</ofd:Annotations><ofd:Attachments>gone.xml</ofd:Attachments>"
    parts = parts_of(page_xml(), res="<x/>", rest=rest, body="<ofd:Signatures>/Signs.xml</ofd:Signatures>")
    parts |= {"Doc_0/PublicRes.xml": b"\xff\xfe broken", "Doc_0/Annots.xml": "<!DOCTYPE a>", "Signs.xml": ""}
    document = open_ofd(pack(parts))
    page = document.display(0)
    assert (page.annotations, page.stamps, document.attachments, document.signatures) == ((), (), (), ())
    found = {warning.part or warning.detail for warning in document.warnings}
    assert {"Doc_0/PublicRes.xml", "Doc_0/Annots.xml", "Signs.xml", "Doc_0"} <= found


def test_opening_a_thousand_pages_reads_none_of_them() -> None:
    pages = "".join(f'<ofd:Page ID="{at}" BaseLoc="P_{at}.xml"/>' for at in range(1, 1001))
    document = open_ofd(pack({"OFD.xml": ROOT % "", "Doc_0/Document.xml": document_xml(pages=pages)}))
    assert document.page_count == len(document.pages) == 1000


def test_the_current_version_is_the_one_that_opens() -> None:
    body = '<ofd:Versions><ofd:Version ID="1" Index="1" Current="true" BaseLoc="/Vs/V1.xml"/></ofd:Versions>'
    parts = parts_of(page_xml(), body=body)
    parts["Vs/V1.xml"] = (
        f"<ofd:DocVersion {NS} ID='1'><ofd:DocRoot>/Doc_1/Document.xml</ofd:DocRoot></ofd:DocVersion>"
    )
    pages = '<ofd:Page ID="7" BaseLoc="/Doc_0/Pages/Page_0/Content.xml"/>'
    parts["Doc_1/Document.xml"] = document_xml(pages=pages)
    document = open_ofd(pack(parts))
    assert document.part == "Doc_1/Document.xml"
    assert document.page_ids == (7,)


def test_of_several_documents_any_can_be_chosen() -> None:
    parts = parts_of(page_xml())
    info = "<ofd:DocInfo><ofd:Title>二</ofd:Title></ofd:DocInfo>"
    second = f"<ofd:DocBody>{info}<ofd:DocRoot>D1.xml</ofd:DocRoot></ofd:DocBody>"
    parts["OFD.xml"] = str(parts["OFD.xml"]).replace("</ofd:OFD>", second + "</ofd:OFD>")
    parts["D1.xml"] = document_xml(pages='<ofd:Page ID="8" BaseLoc="Doc_0/Pages/Page_0/Content.xml"/>')
    data = pack(parts)
    assert [info.title for info in open_ofd(data).bodies] == ["测试", "二"]
    assert open_ofd(data, body=1).page_ids == (8,)
    with pytest.raises(VersionUnknown):
        open_ofd(data, body=2)


def exercise(data: bytes) -> None:
    """Everything a reader would ask of a document."""
    document = open_ofd(data)
    _ = document.signatures, document.attachments, document.outlines, document.info, document.permissions
    for index in range(min(3, document.page_count)):
        document.page_size(index)
        page_text(document.display(index))
    for key in document.fonts:
        document.font(key)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=12))
def test_overwritten_bytes_give_declared_errors_only(at: int, noise: bytes) -> None:
    with contextlib.suppress(OfdError):
        exercise(GOOD[:at] + noise + GOOD[at + len(noise) :])


def test_mangled_xml_gives_declared_errors_only() -> None:
    seed = random.SystemRandom().randrange(1 << 32)
    print("seed", seed)
    chance = random.Random(seed)
    parts = parts_of(
        page_xml(
            '<ofd:PathObject ID="3" Boundary="0 0 9 9"><ofd:AbbreviatedData>M 0 0 L 9 9'
            "</ofd:AbbreviatedData></ofd:PathObject>"
        ),
        res='<ofd:Fonts><ofd:Font ID="1"/></ofd:Fonts>',
    )
    for _ in range(300):
        name = chance.choice(list(parts))
        content = bytearray(str(parts[name]).encode())
        for _ in range(chance.randint(1, 6)):
            content[chance.randrange(len(content))] = chance.choice(b'<>/"= 0xA\0&;')
        try:
            exercise(pack(parts | {name: bytes(content)}, zipfile.ZIP_STORED))
        except OfdError:
            continue
