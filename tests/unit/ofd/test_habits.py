"""What producers do although the standard says otherwise."""

from __future__ import annotations

import pytest

from core.ofd import DEFAULT_LIMITS, OfdDocument, PartMissing, open_ofd
from core.ofd.values import alpha
from core.ofd.xml import parse_xml, text_of
from tests.unit.ofd.build import NS, pack, page_xml, parts_of


def _read(data: bytes) -> str:
    return text_of(parse_xml(data, "a.xml", DEFAULT_LIMITS, lambda: None))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (b"<a>x&#55362;&#xDFB7;y</a>", "x\U00020bb7y"),
        (b"<a>x\xed\xa1\x82\xed\xbe\xb7y</a>", "x\U00020bb7y"),
        (b"<a>x&#xD842;y&#57344;&#xD7FF;</a>", "x\ufffdy\ue000\ud7ff"),
        (b"<a>A&B&nbsp;&lt;&#20013;</a>", "A&B\u00a0<中"),
        ("<a>电子发票\udcff</a>".encode("utf-8", "surrogateescape"), "电子发票\ufffd"),
        ("<a>电子发票</a>".encode("gb18030"), "电子发票"),
        ('<?xml version="1.0" encoding="utf-16"?><a>发票</a>'.encode(), "发票"),
        ('<?xml version="1.0" encoding="UTF-16"?><a>&#xD842;&#xDFB7;</a>'.encode("utf-16"), "\U00020bb7"),
        (b"\xef\xbb\xbf\xef\xbb\xbf<a>x</a>", "x"),
        ('<?xml version="1.0" encoding="ISO-8859-1"?><a>电子·发票</a>'.encode(), "电子·发票"),
        ('<?xml version="1.0" encoding="GBK"?><a>电子发票</a>'.encode(), "电子发票"),
        ('<?xml version="1.0" encoding="ISO-8859-1"?><a>Ärger für §1</a>'.encode("latin-1"), "Ärger für §1"),
        ('<?xml version="1.0" encoding="GBK"?><a>模模</a>'.encode("gbk"), "模模"),
        ("<?xml version='1.0' encoding='gb2312'?><a>—·镕</a>".encode("gbk"), "—·镕"),
    ],
    ids=[
        "references", "bytes", "lone half", "ampersand", "one wrong byte", "gbk", "utf-16 said", "utf-16",
        "two marks", "latin-1 said", "gbk said", "latin-1", "gbk that looks like utf-8", "gb2312 said",
    ],
)  # fmt: skip
def test_no_character_is_lost_when_a_part_is_repaired(written: bytes, read: str) -> None:
    assert _read(written) == read


@pytest.mark.parametrize("namespace", [' xmlns:ofd="http://www.ofdspec.org/2016"', ""])
def test_attributes_may_carry_the_prefix_of_their_element(namespace: str) -> None:
    written = (
        f'<ofd:Page{namespace} xml:lang="zh"><ofd:Layer ofd:ID="7" ofd:Type="Body" Name="n"/></ofd:Page>'
    )
    repairs: list[None] = []
    (layer,) = parse_xml(written.encode(), "a.xml", DEFAULT_LIMITS, lambda: repairs.append(None))
    assert dict(layer.attrib) == {"ID": "7", "Type": "Body", "Name": "n"}
    assert repairs


@pytest.mark.parametrize(
    ("text", "level"), [("0.5", 128), ("1.0", 255), ("0.0", 0), ("1", 1), ("128", 128), ("1.5", 2)]
)
def test_an_alpha_with_a_point_is_a_share(text: str, level: int) -> None:
    assert alpha(text) == level


def test_annotations_of_a_page_called_by_a_word_are_on_that_page_alone() -> None:
    pages = "".join(
        f'<ofd:Page ID="{word}" BaseLoc="Pages/Page_0/Content.xml"/>' for word in ("first", "second")
    )
    rest = "<ofd:Annotations>Annotations.xml</ofd:Annotations>"
    parts = parts_of(page_xml(), pages=pages, rest=rest)
    parts["Doc_0/Annotations.xml"] = (
        f'<ofd:Annotations {NS}><ofd:Page PageID="second"><ofd:FileLoc>A.xml</ofd:FileLoc></ofd:Page>'
        "</ofd:Annotations>"
    )
    parts["Doc_0/A.xml"] = (
        f'<ofd:PageAnnot {NS}><ofd:Annot ID="9" Type="Stamp"><ofd:Appearance Boundary="1 1 9 9"/></ofd:Annot>'
        "</ofd:PageAnnot>"
    )
    found = open_ofd(pack(parts))
    assert [len(found.display(page).annotations) for page in (0, 1)] == [0, 1]


def _sealed(stamp: str) -> OfdDocument:
    parts = parts_of(page_xml(), body="<ofd:Signatures>Signs/Signatures.xml</ofd:Signatures>")
    parts["Signs/Signatures.xml"] = (
        f'<ofd:Signatures {NS}><ofd:Signature ID="1" BaseLoc="Signature.xml"/></ofd:Signatures>'
    )
    parts["Signs/Signature.xml"] = (
        f'<ofd:Signature {NS}><ofd:SignedInfo><ofd:StampAnnot ID="1" PageRef="1" {stamp}/></ofd:SignedInfo>'
        "<ofd:SignedValue>SignedValue.dat</ofd:SignedValue></ofd:Signature>"
    )
    return open_ofd(pack(parts))


def test_a_clip_without_an_area_hides_no_seal() -> None:
    (stamp,) = _sealed('Boundary="10 10 40 40" Clip="0 0 0 0"').display(0).stamps
    assert stamp.clip is None


def test_a_stamp_without_an_area_is_told_of() -> None:
    document = _sealed('Boundary="10 10 0 0"')
    assert document.display(0).stamps == ()
    assert "signature.stamp_nowhere" in {warning.code for warning in document.warnings}


def test_a_root_that_names_nothing_means_the_only_document() -> None:
    parts = parts_of(page_xml())
    parts["OFD.xml"] = str(parts["OFD.xml"]).replace("Doc_0/Document.xml", "Doc_7/Document.xml")
    assert open_ofd(pack(parts)).part == "Doc_0/Document.xml"
    parts["Doc_1/Document.xml"] = parts["Doc_0/Document.xml"]
    with pytest.raises(PartMissing):
        open_ofd(pack(parts))


def test_a_page_larger_than_any_paper_is_a4_and_told_of() -> None:
    area = "<ofd:Area><ofd:PhysicalBox>0 0 1000000 100</ofd:PhysicalBox></ofd:Area>"
    document = open_ofd(pack(parts_of(page_xml(area=area))))
    assert document.page_size(0) == (210, 297)
    assert "page.bad_size" in {warning.code for warning in document.warnings}
