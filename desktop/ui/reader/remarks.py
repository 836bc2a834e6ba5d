"""What annotations say, on paper: numbers beside the marks, and their words on sheets after the pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QPainter, QTextDocument

from core.ofd import Mark
from core.ofd.marks import box_of
from desktop.reading.wire import PageSize
from desktop.ui import words
from desktop.ui.theme import colour, sized, ui_font

_TEXT_MM, _GAP_MM, _MARGIN_MM, _LABEL_MM = 3.9, 2.4, 24.0, 3.6
_LABEL = colour("remark_number")
_STYLE = (
    "h1 {{ font-size: large; font-weight: 600; margin-bottom: {gap}px; }}"
    " p {{ margin-bottom: {gap}px; }} .about {{ color: #555; font-size: small; }}"
    " .marking {{ font-weight: 600; }}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A mark's words with their number, and about them: page, author, time."""

    number: int
    about: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Remarks:
    """The words of the marks that have any, in the order of the pages; `marking` is the document's."""

    heading: str
    marking: str
    lines: tuple[Remark, ...]
    numbers: Mapping[str, int]


def remarks_of(marks: Iterable[Mark], *, title: str, marking: str) -> Remarks:
    """Number the marks that say something."""
    saying = sorted(
        (mark for mark in marks if mark.remark.strip()), key=lambda mark: (mark.page, box_of(mark).y)
    )
    return Remarks(
        heading=words.annotations_of(title),
        marking=marking,
        lines=tuple(
            Remark(
                number=number,
                about=f"{words.page(mark.page)}  {mark.author}  {words.day_and_time(mark.made_at)}",
                words=mark.remark,
            )
            for number, mark in enumerate(saying, 1)
        ),
        numbers={mark.mark_id: number for number, mark in enumerate(saying, 1)},
    )


class RemarkSheets:
    """Remarks set for a paper; made and painted on one thread."""

    def __init__(self, remarks: Remarks, paper: PageSize, px_per_mm: float) -> None:
        font = QFont(ui_font())
        font.setPixelSize(round(_TEXT_MM * px_per_mm))
        self._height = paper.height_mm * px_per_mm
        self._document = QTextDocument()
        self._document.setDefaultFont(font)
        self._document.setDefaultStyleSheet(_STYLE.format(gap=round(_GAP_MM * px_per_mm)))
        self._document.setDocumentMargin(_MARGIN_MM * px_per_mm)
        self._document.setPageSize(QSizeF(paper.width_mm * px_per_mm, self._height))
        self._document.setHtml(_html(remarks))
        self.count = self._document.pageCount() if remarks.lines else 0

    def paint(self, painter: QPainter, paper: QRectF, number: int) -> None:
        """Paint one sheet, counted from 0, at the paper's own scale."""
        painter.save()
        try:
            painter.translate(paper.left(), paper.top() - number * self._height)
            self._document.drawContents(
                painter, QRectF(0, number * self._height, paper.width(), self._height)
            )
        finally:
            painter.restore()


def paint_number(painter: QPainter, mark: Mark, number: int, px_per_mm: float) -> None:
    """A mark's number at the upper left corner of what it covers, page coordinates in px."""
    box, side = box_of(mark), _LABEL_MM * px_per_mm
    centre = QPointF(box.x * px_per_mm, box.y * px_per_mm)
    disc = QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side)
    painter.save()
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_LABEL)
        painter.drawEllipse(disc)
        painter.setPen(Qt.GlobalColor.white)
        painter.setFont(sized(ui_font(), max(1, round(side * (0.72 if number < 10 else 0.56)))))
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(number))
    finally:
        painter.restore()


def _html(remarks: Remarks) -> str:
    marking = f'<p class="marking">{escape(remarks.marking)}</p>' if remarks.marking else ""
    lines = "".join(map(_line, remarks.lines))
    return f"{marking}<h1>{escape(remarks.heading)}</h1>{lines}"


def _line(remark: Remark) -> str:
    said = "<br>".join(escape(line) for line in remark.words.splitlines())
    return f'<p><b>{remark.number}</b>&nbsp; {said}<br><span class="about">{escape(remark.about)}</span></p>'
