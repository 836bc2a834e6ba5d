"""Writes the sample office's PDF papers into resources/office from their text in sample_office.json.

A developer runs it after a change of those texts: `python -m resources.make_office_documents`. The
fonts are Noto Serif CJK SC and Noto Sans CJK SC (SIL Open Font License 1.1); QPdfWriter embeds only
the glyphs that are used.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QHashSeed, QLineF, QMarginsF, QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
    QRawFont,
)

from core.redhead import (
    Layout,
    RedHeadDocument,
    SealMode,
    TypesetPage,
    TypesetText,
    red_head_document,
    typeset,
)

OFFICE = Path(__file__).parent / "office"
_DOTS_PER_INCH = 1200
_DOTS_PER_MM = _DOTS_PER_INCH / 25.4
_SERIF, _SANS = "Noto Serif CJK SC", "Noto Sans CJK SC"
_FACES = {"黑体": (_SANS, QFont.Weight.Normal), "方正小标宋简体": (_SERIF, QFont.Weight.Bold)}


def main() -> int:
    """Write every PDF; 1 when the Noto fonts are missing."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    QHashSeed.setDeterministicGlobalSeed()
    application = QGuiApplication(sys.argv[:1])
    missing = {_SERIF, _SANS} - set(QFontDatabase.families())
    if missing:
        sys.stderr.write(f"fonts missing: {', '.join(sorted(missing))} (Debian: fonts-noto-cjk)\n")
        return 1
    office = json.loads((Path(__file__).parent / "sample_office.json").read_text("utf-8"))
    OFFICE.mkdir(exist_ok=True)
    for name, document in _documents(office):
        _write(OFFICE / name, document.title, typeset(document))
    application.quit()
    return 0


def _documents(office: Mapping[str, Any]) -> Iterator[tuple[str, RedHeadDocument]]:
    """Each `file` of the office with the document it shows: whole papers, and attachments on their own."""
    for record in (*office["documents"], *office["received"]):
        document = red_head_document(office, record["id"])
        if record.get("file"):
            yield record["file"], document
        printed = [annex for annex in record.get("annexes", ()) if annex.get("body")]
        for annex, text in zip(printed, document.annexes, strict=False):
            if annex.get("file"):
                yield (
                    annex["file"],
                    RedHeadDocument(
                        layout=Layout.PAPER, title=text.title, body=text.body, seal_mode=SealMode.NONE
                    ),
                )
    for meeting in office["meetings"]:
        for item in meeting["agenda"]:
            for material in item["materials"]:
                if material.get("file"):
                    yield material["file"], red_head_document(office, material["id"])


def _write(path: Path, title: str, pages: Sequence[TypesetPage]) -> None:
    writer = QPdfWriter(str(path))
    writer.setTitle(title)
    writer.setCreator("Sealdesk")
    writer.setResolution(_DOTS_PER_INCH)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter(writer)
    for page in pages:
        if page.number > 1:
            writer.newPage()
        _paint(painter, page)
    painter.end()
    del writer
    texts = "".join(text.text for page in pages for text in page.texts)
    path.write_bytes(_settled(path.read_bytes(), texts))


def _settled(pdf: bytes, texts: str) -> bytes:
    """The file without its clock and its random ids, and with the characters that were typed.

    One glyph may stand for a Kangxi radical and for the character itself; Qt names the radical in
    ToUnicode, so that a search for the character finds nothing. All changes keep lengths, so that
    offsets stay true.
    """
    typed = _by_radical(texts)
    pdf = re.sub(rb"<(2[EF][0-9A-F]{2})>", lambda m: b"<%04X>" % typed.get(int(m[1], 16), int(m[1], 16)), pdf)
    pdf = re.sub(rb"D:\d{14}", b"D:20260617000000", pdf)
    pdf = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", b"2026-06-17T00:00:00", pdf)
    pdf = re.sub(rb"(?<=uuid:)[0-9a-f-]{36}", b"0" * 36, pdf)
    return re.sub(rb"(?<=<)[0-9a-f]{72}(?=>)", b"30" * 36, pdf)


def _by_radical(texts: str) -> dict[int, int]:
    """Radicals (U+2E80 to U+2FD5) that share a glyph with a character of `texts`."""
    found: dict[int, int] = {}
    for family in (_SERIF, _SANS):
        font = QRawFont.fromFont(QFont(family))
        glyphs = {glyph: ord(c) for c in set(texts) for glyph in font.glyphIndexesForString(c)}
        for radical in range(0x2E80, 0x2FD6):
            for glyph in font.glyphIndexesForString(chr(radical)):
                if glyph in glyphs and glyph:
                    found[radical] = glyphs[glyph]
    return found


def _paint(painter: QPainter, page: TypesetPage) -> None:
    for rule in page.rules:
        pen = QPen(QColor(*rule.color), rule.width_mm * _DOTS_PER_MM)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        ends = [value * _DOTS_PER_MM for value in (rule.x1, rule.y1, rule.x2, rule.y2)]
        painter.drawLine(QLineF(*ends))
    for text in page.texts:
        _paint_text(painter, text)


def _paint_text(painter: QPainter, text: TypesetText) -> None:
    family, weight = _FACES.get(text.font, (_SERIF, QFont.Weight.Normal))
    font = QFont(family)
    font.setWeight(weight)
    font.setPixelSize(round(text.size_mm * _DOTS_PER_MM))
    painter.setFont(font)
    painter.setPen(QColor(*text.color))
    x = text.x_mm
    for character, advance in zip(text.text, text.advances_mm, strict=True):
        painter.save()
        painter.translate(QPointF(x * _DOTS_PER_MM, text.baseline_mm * _DOTS_PER_MM))
        painter.scale(text.h_scale, 1.0)
        painter.drawText(QPointF(0, 0), character)
        painter.restore()
        x += advance


if __name__ == "__main__":
    sys.exit(main())
