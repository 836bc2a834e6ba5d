"""The pane of thumbnails: a model over page numbers, pictures from `PagePictures` as they come."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QImage, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.ui.parts.kept_in import ListView
from desktop.ui.parts.options import area_of, is_selected
from desktop.ui.parts.pages.pictures import THUMBNAIL_PX, PagePictures
from desktop.ui.theme import colour, sized

ImageRole = Qt.ItemDataRole.UserRole + 1
SizeRole = Qt.ItemDataRole.UserRole + 2
MarkedRole = Qt.ItemDataRole.UserRole + 3
Index = QModelIndex | QPersistentModelIndex

_SHOWN_PX = 112
_ROUND_PX = 104
"""What a pane that is drawn wider keeps free beside a thumbnail, so that several stay in sight."""
_LABEL_PX = 24
_DOT_PX = 8


class ThumbnailModel(QAbstractListModel):
    """One row a page; the display text is the page's number from 1. Pages in `mark` have annotations."""

    def __init__(self, pictures: PagePictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._sizes = pictures.sizes()
        self._marked: frozenset[int] = frozenset()
        pictures.arrived.connect(self._arrived)
        pictures.forgotten.connect(self._draw_again)

    def mark(self, pages: frozenset[int]) -> None:
        """Let a dot stand on these pages, and on no others."""
        changed, self._marked = self._marked ^ pages, pages
        for page in changed:
            self._arrived(page)

    def reload(self) -> None:
        self.beginResetModel()
        self._sizes = self._pictures.sizes()
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._sizes)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        page = index.row()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return str(page + 1)
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return self._told(page)
            case _:
                return self._drawn(page, role)

    def _drawn(self, page: int, role: int) -> Any:
        """What the delegate paints with."""
        if role == ImageRole:
            return self._pictures.thumbnail(page)
        if role == SizeRole:
            return self._sizes[page]
        return page in self._marked if role == MarkedRole else None

    def _told(self, page: int) -> str:
        if page in self._marked:
            return self.tr("Page {number}, with annotations").format(number=page + 1)
        return self.tr("Page {number}").format(number=page + 1)

    def _draw_again(self) -> None:
        if self._sizes:
            self.dataChanged.emit(self.index(0), self.index(len(self._sizes) - 1))

    def _arrived(self, page: int) -> None:
        if page < len(self._sizes):
            self.dataChanged.emit(self.index(page), self.index(page))


class ThumbnailDelegate(QStyledItemDelegate):
    """Paints a sheet of paper with its number under it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown_px = _SHOWN_PX
        """How long the longer side of a sheet is shown."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        size = index.data(SizeRole)
        scale = self.shown_px / max(size.width, size.height)
        return QSize(self.shown_px + 16, round(size.height * scale) + _LABEL_PX + 12)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        size = index.data(SizeRole)
        scale = self.shown_px / max(size.width, size.height)
        area = area_of(option)
        width, height = size.width * scale, size.height * scale
        paper = QRectF(area.left() + (area.width() - width) / 2, area.top() + 8, width, height)
        chosen = is_selected(option)
        painter.save()
        try:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.fillRect(paper, Qt.GlobalColor.white)
            picture: QImage | None = index.data(ImageRole)
            if picture is not None:
                painter.drawImage(paper, picture)
            painter.setPen(QPen(colour("accent" if chosen else "line_strong"), 2 if chosen else 1))
            painter.drawRect(paper.adjusted(-1, -1, 1, 1))
            if index.data(MarkedRole):
                _paint_dot(painter, paper)
            painter.setPen(colour("accent" if chosen else "ink_soft"))
            painter.setFont(sized(painter.font(), 12))
            label = QRectF(area.left(), paper.bottom() + 4, area.width(), _LABEL_PX - 4)
            painter.drawText(label, Qt.AlignmentFlag.AlignCenter, index.data())
        finally:
            painter.restore()


def _paint_dot(painter: QPainter, paper: QRectF) -> None:
    """In the upper right corner: somebody has marked something here."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(Qt.GlobalColor.white, 1.5))
    painter.setBrush(colour("accent"))
    painter.drawEllipse(QRectF(paper.right() - _DOT_PX - 3, paper.top() + 3, _DOT_PX, _DOT_PX))
    painter.restore()


class ThumbnailPane(ListView):
    """The pages in small, larger in a wider pane; choosing one asks to go there."""

    page_chosen = Signal(int)

    def __init__(self, pictures: PagePictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = ThumbnailModel(pictures, self)
        self.setModel(self._model)
        self._sheets = ThumbnailDelegate(self)
        self.setItemDelegate(self._sheets)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setUniformItemSizes(False)
        self._following = False
        self.selectionModel().currentChanged.connect(self._chosen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wanted = max(_SHOWN_PX, min(self.viewport().width() - _ROUND_PX, THUMBNAIL_PX))
        if wanted != self._sheets.shown_px:
            self._sheets.shown_px = wanted
            self.scheduleDelayedItemsLayout()

    def reload(self) -> None:
        self._following = True
        self._model.reload()
        self._following = False

    def mark(self, pages: frozenset[int]) -> None:
        """Let a dot stand on these pages, and on no others."""
        self._model.mark(pages)

    def follow(self, page: int) -> None:
        """Mark the page that is read, without asking to go there."""
        if page == self.currentIndex().row():
            return
        self._following = True
        self.setCurrentIndex(self._model.index(page))
        self._following = False

    def _chosen(self, current: QModelIndex) -> None:
        if current.isValid() and not self._following:
            self.page_chosen.emit(current.row())
