"""A reader's marks: kept beside a document, or written into it by appending only."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ofd import (
    DocumentSealed,
    Highlight,
    Ink,
    Mark,
    MarksTooMany,
    MarksUnreadable,
    Note,
    PageUnknown,
    Strikeout,
    Underline,
    VersionUnknown,
    annotate,
    mark_annotation,
    open_ofd,
    pack_marks,
    page_text,
    plain_text,
    read_marks,
    unpack_marks,
)
from core.ofd.annotations import Annot
from core.ofd.display import Blend, Box, PathItem
from core.ofd.marks import MARKS_MAX, Area, InkPoint, Tint, shifted
from tests.unit.ofd.build import NS, pack, page_xml, parts_of
from tests.unit.ofd.test_text import text_xml

NOW = datetime(2026, 6, 1, 8, 30, tzinfo=UTC)
WHO = {"author": "王秘书", "made_at": NOW, "page": 0}
MARKS: tuple[Mark, ...] = (
    Highlight(mark_id="a", areas=(Area(20, 36, 40, 5), Area(20, 44, 10, 5)), **WHO),
    Underline(mark_id="b", areas=(Area(20, 52, 40, 5),), tint=Tint(200, 0, 0), **WHO),
    Strikeout(mark_id="c", areas=(Area(20, 60, 40, 5),), **WHO),
    Note(mark_id="d", x=150.0, y=40.0, remark="请核对<金额>\x01", **WHO),
    Ink(
        mark_id="e",
        strokes=(
            (InkPoint(100, 100, 0.1), InkPoint(110, 105, 0.9), InkPoint(120, 100, 1.0)),
            (InkPoint(5, 5),),
        ),
        tint=Tint(0, 0, 160),
        **WHO,
    ),
)


def package(**more: str) -> bytes:
    return pack(parts_of(page_xml(text_xml("关于印发", 20, 40)), **more))


def test_written_marks_are_read_back_as_they_were() -> None:
    document = open_ofd(annotate(package(), MARKS, now=NOW))
    assert read_marks(document, 0) == MARKS
    assert plain_text(page_text(document.display(0))) == "关于印发"


def test_a_written_mark_is_drawn_as_one_beside_the_document() -> None:
    written = open_ofd(annotate(package(), MARKS, now=NOW)).display(0).annotations
    for annotation, mark in zip(written, MARKS, strict=True):
        beside = mark_annotation(mark)
        assert (annotation.kind, annotation.subtype) == (beside.kind, beside.subtype)
        assert annotation.boundary == pytest.approx(beside.boundary, abs=1e-3)
        assert annotation.blend is beside.blend
        for drawn, kept in zip(annotation.items, beside.items, strict=True):
            assert isinstance(drawn, PathItem)
            assert isinstance(kept, PathItem)
            x, y = drawn.matrix.e, drawn.matrix.f
            moved = [value + (y if at % 2 else x) for at, value in enumerate(drawn.path.coords)]
            assert moved == pytest.approx(list(kept.path.coords), abs=1e-3)
            assert (drawn.path.ops, drawn.fill, drawn.stroke, drawn.alpha) == (
                kept.path.ops,
                kept.fill,
                kept.stroke,
                kept.alpha,
            )
            assert drawn.clips == ()


def test_a_highlight_multiplies_and_the_pressure_of_ink_widens_it() -> None:
    assert mark_annotation(MARKS[0]).blend is Blend.MULTIPLY
    first, second, _ = mark_annotation(MARKS[4]).items
    assert isinstance(first, PathItem)
    assert isinstance(second, PathItem)
    assert first.pen.width < second.pen.width <= 0.6


def test_writing_keeps_every_byte_before_the_directory() -> None:
    before = package()
    after = annotate(before, MARKS, now=NOW)
    assert after.startswith(before[: before.index(b"PK\x01\x02")])
    names = ZipFile(BytesIO(after)).namelist()
    assert len(names) == len(set(names))


def test_marks_are_added_to_those_that_are_there() -> None:
    once = annotate(package(), MARKS[:2], now=NOW)
    twice = annotate(once, MARKS[2:], now=NOW)
    document = open_ofd(twice)
    assert read_marks(document, 0) == MARKS
    ids = [annotation.annotation_id for annotation in document.display(0).annotations]
    assert len(set(ids)) == len(ids) == 5
    assert min(ids) > 99


def test_annotations_of_other_programs_and_namespaces_stay() -> None:
    old = NS.replace("/2016", "")
    parts = parts_of(page_xml(), rest="<ofd:Annotations>Annots/A.xml</ofd:Annotations>")
    parts["Doc_0/Annots/A.xml"] = (
        f'<ofd:Annotations {old}><ofd:Page PageID="1"><ofd:FileLoc>P.xml</ofd:FileLoc></ofd:Page>'
        "</ofd:Annotations>"
    )
    parts["Doc_0/Annots/P.xml"] = (
        f'<ofd:PageAnnot {old}><ofd:Annot ID="200" Type="Stamp" Creator="x" LastModDate="2026-01-01">'
        '<ofd:Appearance Boundary="0 0 9 9"/></ofd:Annot></ofd:PageAnnot>'
    )
    document = open_ofd(annotate(pack(parts), MARKS[:1], now=NOW))
    assert [found.kind for found in document.display(0).annotations] == ["Stamp", "Highlight"]
    assert document.display(0).annotations[1].annotation_id > 200
    assert read_marks(document, 0) == MARKS[:1]


def test_annotations_are_listed_without_reading_their_pages() -> None:
    parts = parts_of(page_xml(), rest="<ofd:Annotations>Annots/A.xml</ofd:Annotations>")
    parts["Doc_0/Annots/A.xml"] = (
        f'<ofd:Annotations {NS}><ofd:Page PageID="1"><ofd:FileLoc>P.xml</ofd:FileLoc></ofd:Page>'
        "</ofd:Annotations>"
    )
    head = '<ofd:Annot ID="9" Creator="甲" LastModDate="2026-01-01" '
    parts["Doc_0/Annots/P.xml"] = (
        f'<ofd:PageAnnot {NS}>{head}Type="Path" Subtype="Ink"><ofd:Remark>一</ofd:Remark>'
        '<ofd:Appearance Boundary="1 2 3 4"/></ofd:Annot>'
        f'{head}Type="Stamp" Visible="false" Print="true"/>{head}Type="Link" Visible="false"/>'
        f'{head}Type="Highlight" Print="false"/></ofd:PageAnnot>'
    )
    parts["Doc_0/Pages/Page_0/Content.xml"] = "no page at all"
    first, second, third, fourth = open_ofd(pack(parts)).annots(0)
    assert first == Annot("Path", "Ink", "甲", "2026-01-01", "一", Box(1, 2, 3, 4), True, True)
    shows = [(annot.visible, annot.prints) for annot in (second, third, fourth)]
    assert shows == [(False, True), (False, False), (True, False)]
    assert second.boundary is None
    with pytest.raises(PageUnknown):
        open_ofd(package()).annots(1)


def test_marks_go_into_the_version_that_is_shown() -> None:
    written = annotate(package(), MARKS[:1], now=NOW, version="")
    assert read_marks(open_ofd(written), 0) == MARKS[:1]
    with pytest.raises(VersionUnknown):
        annotate(package(), MARKS[:1], now=NOW, version="no such")


def test_only_what_is_not_laid_on_words_can_be_moved() -> None:
    highlight, underline, strikeout, note, ink = MARKS
    assert all(shifted(mark, 3, 4) is mark for mark in (highlight, underline, strikeout))
    moved = shifted(note, 3, -4)
    assert isinstance(moved, Note)
    assert (moved.x, moved.y, moved.remark) == (153.0, 36.0, note.remark)
    written = shifted(ink, 1, 2)
    assert isinstance(written, Ink)
    assert written.strokes[0][0] == InkPoint(101, 102, 0.1)
    assert shifted(written, -1, -2) == ink


def test_more_than_can_be_read_again_is_not_packed() -> None:
    one = Note(mark_id="x", x=1, y=1, author="", made_at=NOW, page=0)
    assert len(unpack_marks(pack_marks([one] * MARKS_MAX))) == MARKS_MAX
    with pytest.raises(MarksTooMany):
        pack_marks([one] * (MARKS_MAX + 1))
    stroke = tuple(InkPoint(1, 2, 0.5) for _ in range(20_000))
    ink = Ink(mark_id="x", strokes=(stroke,) * 80, author="", made_at=NOW, page=0)
    with pytest.raises(MarksTooMany):
        pack_marks([ink])


def test_a_sealed_document_is_never_written_into() -> None:
    listed = "<ofd:Signatures>Doc_0/Signs/Signatures.xml</ofd:Signatures>"
    with pytest.raises(DocumentSealed):
        annotate(package(body=listed), MARKS, now=NOW)


def test_a_mark_needs_its_page() -> None:
    with pytest.raises(PageUnknown):
        annotate(package(), [Note(mark_id="x", x=1, y=1, author="", made_at=NOW, page=1)], now=NOW)


def test_no_marks_change_nothing() -> None:
    assert annotate(package(), (), now=NOW) == package()


def test_a_layer_is_kept_as_bytes() -> None:
    assert unpack_marks(pack_marks(MARKS)) == MARKS
    assert unpack_marks(pack_marks(())) == ()


@given(st.binary(max_size=200))
def test_a_layer_that_is_none_is_a_declared_failure(layer: bytes) -> None:
    try:
        unpack_marks(layer)
    except MarksUnreadable:
        return
    assert unpack_marks(layer) == ()


def test_a_layer_with_impossible_places_is_refused() -> None:
    far = pack_marks([Note(mark_id="x", x=1e9, y=1, author="", made_at=NOW, page=0)])
    with pytest.raises(MarksUnreadable):
        unpack_marks(far)
