"""The pages that will bear the seal, in small, with the seal on them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from core.seal import Placement, Size
from desktop.ui.parts.kept_in import ListView
from desktop.ui.parts.options import area_of
from desktop.ui.parts.pages.pictures import PagePictures
from desktop.ui.theme import colour, sized

Index = QModelIndex | QPersistentModelIndex
ImageRole = Qt.ItemDataRole.UserRole + 1
PlacementsRole = Qt.ItemDataRole.UserRole + 2
_SHOWN_PX = 132
_LABEL_PX = 20
_PAD_PX = 8


class SealedPagesModel(QAbstractListModel):
    """One row a page that bears a seal; the display text is its number from 1."""

    def __init__(
        self,
        pictures: PagePictures,
        placements: tuple[Placement, ...],
        pages: tuple[Size, ...],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._on: dict[int, list[Placement]] = {}
        for placement in placements:
            self._on.setdefault(placement.page, []).append(placement)
        self._numbers = sorted(self._on)
        self.sizes = pages
        pictures.arrived.connect(self._arrived)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._numbers)

    def page(self, row: int) -> int:
        return self._numbers[row]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        page = self._numbers[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return str(page + 1)
        if role == ImageRole:
            return self._pictures.thumbnail(page)
        if role == PlacementsRole:
            return self._on[page]
        return None

    def _arrived(self, page: int) -> None:
        if page in self._on:
            row = self.index(self._numbers.index(page))
            self.dataChanged.emit(row, row)


class SealedPagesDelegate(QStyledItemDelegate):
    """Paints a sheet with its seals."""

    def __init__(self, seal: QImage | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._seal = seal
        self._fitted: dict[tuple[int, int], QImage] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(_SHOWN_PX, _SHOWN_PX + _LABEL_PX + _PAD_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, SealedPagesModel):
            return
        size = model.sizes[model.page(index.row())]
        scale = (_SHOWN_PX - _PAD_PX) / max(size.width, size.height)
        area = area_of(option)
        width, height = size.width * scale, size.height * scale
        paper = QRectF(area.left() + (area.width() - width) / 2, area.top() + 4, width, height)
        painter.save()
        try:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.fillRect(paper, Qt.GlobalColor.white)
            picture: QImage | None = index.data(ImageRole)
            if picture is not None:
                painter.drawImage(paper, picture)
            for placement in index.data(PlacementsRole):
                self._paint_seal(painter, placement, paper, scale)
            painter.setPen(QPen(colour("line_strong"), 1))
            painter.drawRect(paper)
            painter.setPen(colour("ink_soft"))
            painter.setFont(sized(painter.font(), 12))
            label = QRectF(area.left(), paper.bottom() + 2, area.width(), _LABEL_PX)
            painter.drawText(label, Qt.AlignmentFlag.AlignCenter, index.data())
        finally:
            painter.restore()

    def _paint_seal(self, painter: QPainter, placement: Placement, paper: QRectF, scale: float) -> None:
        if self._seal is None:
            return
        box, clip = placement.boundary, placement.clip
        place = QRectF(
            paper.left() + box.x * scale,
            paper.top() + box.y * scale,
            box.width * scale,
            box.height * scale,
        )
        painter.save()
        painter.setClipRect(paper)
        if clip is not None:
            part = QRectF(
                place.left() + clip.x * scale,
                place.top() + clip.y * scale,
                clip.width * scale,
                clip.height * scale,
            )
            painter.setClipRect(part, Qt.ClipOperation.IntersectClip)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        painter.drawImage(place, self._scaled(place.size().toSize()))
        painter.restore()

    def _scaled(self, size: QSize) -> QImage:
        """About as large as it is shown: a painter that shrinks a picture leaves out lines."""
        assert self._seal is not None
        key = (size.width() * 2, size.height() * 2)
        if key not in self._fitted:
            smooth = Qt.TransformationMode.SmoothTransformation
            self._fitted[key] = self._seal.scaled(QSize(*key), Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
        return self._fitted[key]


def sealed_pages(
    pictures: PagePictures,
    placements: tuple[Placement, ...],
    pages: tuple[Size, ...],
    seal: QImage | None,
    parent: QWidget | None = None,
) -> QListView:
    """A row of the pages that bear `seal`, one sheet high."""
    listed = ListView(parent)
    listed.setObjectName("sealedPages")
    listed.setModel(SealedPagesModel(pictures, placements, pages, listed))
    listed.setItemDelegate(SealedPagesDelegate(seal, listed))
    listed.setFlow(QListView.Flow.LeftToRight)
    listed.setHorizontalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    listed.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    listed.setUniformItemSizes(True)
    bar = listed.horizontalScrollBar().sizeHint().height()
    listed.setFixedHeight(_SHOWN_PX + _LABEL_PX + _PAD_PX + bar)
    return listed
