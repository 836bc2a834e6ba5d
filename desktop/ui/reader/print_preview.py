"""The sheet as it will come out of the printer, page by page, in small."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QTransform
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from core.ofd import Mark
from desktop.reading.wire import PageSize
from desktop.ui.icons import icon
from desktop.ui.parts.pages import Watermark
from desktop.ui.parts.states import label
from desktop.ui.reader.markpaint import MarkPainter
from desktop.ui.reader.sheets import placed
from desktop.ui.theme import colour

_PREVIEW = QSize(260, 340)

AskPicture = Callable[[int, float, Callable[[QImage], object]], object]
"""Draws a page (from 0) at a scale (px per mm), and tells of its picture some time later."""


class SheetPreview(QWidget):
    """A sheet with its watermark; `draw` is asked for pictures of pages, `picture` stands in meanwhile."""

    def __init__(
        self,
        sizes: Sequence[PageSize],
        watermark: Watermark,
        *,
        page: int = 0,
        picture: QImage | None = None,
        marks: Sequence[Mark] = (),
        draw: AskPicture | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._sizes, self._watermark, self._draw = tuple(sizes), watermark, draw
        self._pictures: dict[int, QImage] = {page: picture} if picture is not None else {}
        self._asked: set[int] = set()
        self._marks = tuple(marks)
        self._marked = False
        self._grey = False
        self._paper: PageSize | None = None
        self._page = page
        self.setFixedSize(_PREVIEW)
        self.setAccessibleName(self.tr("The sheet as it is printed"))

    @property
    def page(self) -> int:
        return self._page

    def show_page(self, page: int) -> None:
        self._page = page
        if self._draw is not None and page not in self._asked and self.isVisible():
            self._asked.add(page)
            scale = self._scale(self._sizes[page]) * self.devicePixelRatioF()
            self._draw(page, scale, lambda image: self._arrived(page, image))
        self.update()

    def show_marks(self, shown: bool) -> None:
        """Show the sheet with the annotations, or without."""
        self._marked = shown
        self.update()

    def show_grey(self, grey: bool) -> None:
        self._grey = grey
        self.update()

    def show_paper(self, paper: PageSize | None) -> None:
        """The paper that pages are made smaller for; None for their true size."""
        self._paper = paper
        self.update()

    def _arrived(self, page: int, image: QImage) -> None:
        self._pictures[page] = image
        if page == self._page:
            self.update()

    def _scale(self, size: PageSize) -> float:
        return min(self.width() / size.width_mm, self.height() / size.height_mm)

    def paintEvent(self, event: QPaintEvent) -> None:
        size = self._sizes[self._page]
        sheet, part = placed(size, self._paper)
        scale = self._scale(sheet)
        width, height = sheet.width_mm * scale, sheet.height_mm * scale
        paper = QRectF((self.width() - width) / 2, (self.height() - height) / 2, width - 1, height - 1)
        content = QRectF(*(each * scale for each in part)).translated(paper.topLeft())
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.fillRect(paper, Qt.GlobalColor.white)
            self._paint_page(painter, content, content.width() / size.width_mm)
            self._watermark.paint(painter, paper, scale)
            painter.setPen(colour("line_strong"))
            painter.drawRect(paper)
        finally:
            painter.end()

    def _paint_page(self, painter: QPainter, content: QRectF, scale: float) -> None:
        picture = self._pictures.get(self._page)
        if picture is not None:
            grey = QImage.Format.Format_Grayscale8
            painter.drawImage(content, picture.convertToFormat(grey) if self._grey else picture)
        if self._marked:
            to_px = QTransform(scale, 0, 0, scale, content.left(), content.top())
            for mark in self._marks:
                if mark.page == self._page:
                    MarkPainter().paint(painter, mark, to_px, scale, least_note_px=0.0)


class PreviewPane(QWidget):
    """The preview with a way to the other pages that will be printed; `turned` tells that another is seen."""

    turned = Signal()

    def __init__(self, preview: SheetPreview, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preview = preview
        self._pages: tuple[int, ...] = ()
        self._words = label("muted")
        self._words.setObjectName("previewPage")
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._back = self._tool("previewBack", "up", self.tr("Previous page"), -1)
        self._on = self._tool("previewOn", "down", self.tr("Next page"), +1)
        row = QHBoxLayout()
        for part in (self._back, self._words, self._on):
            row.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(preview)
        column.addLayout(row)
        column.addStretch(1)

    def show_pages(self, pages: Sequence[int]) -> None:
        """Those that will be printed; what is looked at stays when it is among them."""
        self._pages = tuple(pages)
        if self._pages and self._preview.page not in self._pages:
            self._preview.show_page(self._pages[0])
        else:
            self._preview.show_page(self._preview.page)
        self._say()

    def _tool(self, name: str, icon_name: str, words: str, step: int) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setProperty("role", "quiet")
        button.setIcon(icon(icon_name))
        button.setFixedSize(30, 30)
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.clicked.connect(lambda: self._step(step))
        return button

    def _step(self, step: int) -> None:
        place = self._pages.index(self._preview.page) + step
        self._preview.show_page(self._pages[place])
        self._say()
        self.turned.emit()

    def _say(self) -> None:
        page = self._preview.page
        place = self._pages.index(page) if page in self._pages else -1
        self._back.setEnabled(place > 0)
        self._on.setEnabled(0 <= place < len(self._pages) - 1)
        said = self.tr("Page {number}, {place} of {count}")
        count = len(self._pages)
        self._words.setText(said.format(number=page + 1, place=place + 1, count=count) if place >= 0 else "")
