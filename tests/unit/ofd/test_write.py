"""New packages: what strict readers ask of GB/T 33190."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from core.ofd.write import write_ofd
from core.ofd.write_objects import NAMESPACE, deltas, rectangle
from core.ofd.written import (
    DocInfo,
    WrittenAttachment,
    WrittenFont,
    WrittenImage,
    WrittenOutline,
    WrittenPage,
    WrittenPath,
    WrittenText,
)

INFO = DocInfo(doc_id="0123456789ABCDEF0123456789ABCDEF", title="关于测试的通知", creation_date="2026-06-17")
TEXT = WrittenText(
    text="青禾县",
    font="仿宋_GB2312",
    size_mm=5.5,
    x_mm=28,
    baseline_mm=41,
    advances_mm=(5.5, 5.5),
    tag="body",
)
LINE = WrittenPath(commands=(("M", 28, 90), ("L", 184, 90)), stroke=(230, 0, 0), line_width_mm=0.4)
ARC = WrittenPath(
    commands=(("M", 100, 100), ("A", 20, 20, 0, 1, 1, 140, 100), ("C",)), fill=(9, 9, 9), stroke=None
)
PNG = WrittenImage(content=b"\x89PNG\r\n\x1a\nnot decoded here", box=(50, 50, 30, 20))
PAGES = (
    WrittenPage(items=(TEXT, LINE, PNG)),
    WrittenPage(items=(ARC, PNG, TEXT), width_mm=297, height_mm=210),
)
EVERYTHING = {
    "fonts": (WrittenFont(name="仿宋_GB2312", serif=True, program=b"OTTO...."),),
    "outlines": (
        WrittenOutline(title="一、总则", page=1, children=(WrittenOutline(title="（一）目的", page=1),)),
    ),
    "attachments": (WrittenAttachment(name="清单", format="pdf", content=b"%PDF-1.7"),),
}


def parts(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def trees(package: bytes) -> dict[str, etree._Element]:
    return {name: etree.fromstring(part) for name, part in parts(package).items() if name.endswith(".xml")}


def test_the_same_values_give_the_same_bytes() -> None:
    assert write_ofd(PAGES, INFO, **EVERYTHING) == write_ofd(PAGES, INFO, **EVERYTHING)


def test_the_root_file_stands_first_and_every_location_is_a_file_of_the_package() -> None:
    package = write_ofd(PAGES, INFO, **EVERYTHING)
    names = list(parts(package))
    assert names[0] == "OFD.xml"
    for name, tree in trees(package).items():
        for element in tree.iter():
            where = element.get("BaseLoc") if etree.QName(element).localname == "Page" else None
            if etree.QName(element).localname in {
                "DocRoot",
                "PublicRes",
                "DocumentRes",
                "FileLoc",
                "CustomTags",
            }:
                where = element.text if not len(element) else None
            if where:
                assert where.lstrip("/") in names, f"{name} names {where}"


def test_resources_are_found_beside_the_base_location_their_file_names() -> None:
    package = write_ofd(PAGES, INFO, **EVERYTHING)
    for name in ("Doc_0/PublicRes.xml", "Doc_0/DocumentRes.xml"):
        tree = trees(package)[name]
        files = [e.text for e in tree.iter(f"{{{NAMESPACE}}}FontFile", f"{{{NAMESPACE}}}MediaFile")]
        assert files
        assert all(f"Doc_0/{tree.get('BaseLoc')}/{file}" in parts(package) for file in files)


def test_ids_are_unique_and_the_document_knows_the_highest() -> None:
    found = trees(write_ofd(PAGES, INFO, **EVERYTHING))
    ids = [int(e.get("ID")) for tree in found.values() for e in tree.iter() if e.get("ID")]
    defined = [
        int(e.get("ID"))
        for tree in found.values()
        for e in tree.iter()
        if e.get("ID") and etree.QName(e).localname != "Signature"
    ]
    highest = found["Doc_0/Document.xml"].find(f".//{{{NAMESPACE}}}MaxUnitID")
    assert len(defined) == len(set(defined))
    assert min(ids) == 1
    assert highest is not None
    assert int(highest.text) == max(ids)


def test_every_element_of_the_format_carries_the_standard_prefix() -> None:
    for name, part in parts(write_ofd(PAGES, INFO, **EVERYTHING)).items():
        if name.endswith(".xml"):
            assert b"<ns0:" not in part
            assert b'xmlns:ofd="http://www.ofdspec.org/2016"' in part


def test_one_picture_used_twice_is_stored_once() -> None:
    assert [name for name in parts(write_ofd(PAGES, INFO)) if "image_" in name] == ["Doc_0/Res/image_0.png"]


def test_a_text_object_reaches_past_its_glyphs_because_readers_clip_to_it() -> None:
    content = trees(write_ofd((WrittenPage(items=(TEXT,)),), INFO))["Doc_0/Pages/Page_0/Content.xml"]
    found = content.find(f".//{{{NAMESPACE}}}TextObject")
    assert found is not None
    x, y, w, h = map(float, found.get("Boundary").split())
    code = found.find(f"{{{NAMESPACE}}}TextCode")
    assert (x + float(code.get("X")), y + float(code.get("Y"))) == pytest.approx((28, 41))
    assert x < 28
    assert x + w > 28 + 3 * 5.5
    assert y < 41 - 0.88 * 5.5
    assert y + h > 41 + 0.3 * 5.5


def test_a_line_keeps_its_place_and_its_whole_width() -> None:
    content = trees(write_ofd((WrittenPage(items=(LINE,)),), INFO))["Doc_0/Pages/Page_0/Content.xml"]
    found = content.find(f".//{{{NAMESPACE}}}PathObject")
    assert found is not None
    x, y, w, h = map(float, found.get("Boundary").split())
    assert (w, h) >= (156, 0.4)
    data = found.find(f"{{{NAMESPACE}}}AbbreviatedData").text.split()
    assert (x + float(data[1]), y + float(data[2])) == pytest.approx((28, 90))


def test_equal_steps_are_written_as_one_group() -> None:
    assert deltas((5.5714, 5.5714, 5.5714, 2.786)) == "g 3 5.571 2.786"


@given(st.lists(st.sampled_from([0.0, 1.5, 2.786, 5.571]), max_size=60))
def test_groups_expand_to_the_steps_they_stand_for(steps: list[float]) -> None:
    words = deltas(steps).split()
    expanded: list[float] = []
    while words:
        if words[0] == "g":
            expanded += [float(words[2])] * int(words[1])
            words = words[3:]
        else:
            expanded.append(float(words.pop(0)))
    assert expanded == pytest.approx(steps)


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=40))
def test_any_printable_text_comes_back_from_the_package_unchanged(text: str) -> None:
    text = text.replace("\ufffe", "").replace("\uffff", "") or "空"
    item = WrittenText(text=text, font="宋体", size_mm=4, x_mm=10, baseline_mm=10)
    content = trees(write_ofd((WrittenPage(items=(item,)),), INFO))["Doc_0/Pages/Page_0/Content.xml"]
    code = content.find(f".//{{{NAMESPACE}}}TextCode")
    assert code is not None
    assert code.text == text


@pytest.mark.parametrize(
    ("pages", "info", "more"),
    [
        ((), INFO, {}),
        (PAGES, DocInfo(doc_id="not hex"), {}),
        (PAGES, DocInfo(doc_id="0" * 32, creation_date="17.6.2026"), {}),
        (PAGES, DocInfo(doc_id="0" * 32, title="\x00"), {}),
        (PAGES, INFO, {"outlines": (WrittenOutline(title="x", page=9),)}),
        ((WrittenPage(items=(WrittenPath(commands=(("L", 1),)),)),), INFO, {}),
        ((WrittenPage(items=(WrittenPath(commands=()),)),), INFO, {}),
        (
            (
                WrittenPage(
                    items=(
                        WrittenText(
                            text="一", font="宋体", size_mm=4, x_mm=0, baseline_mm=9, advances_mm=(4,)
                        ),
                    )
                ),
            ),
            INFO,
            {},
        ),
    ],
)
def test_values_that_no_package_can_hold_are_refused(pages: tuple, info: DocInfo, more: dict) -> None:
    with pytest.raises(ValueError, match=r".+"):
        write_ofd(pages, info, **more)


def test_a_rectangle_is_closed() -> None:
    assert rectangle(1, 2, 3, 4)[-1] == ("C",)
