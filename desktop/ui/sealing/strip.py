"""The straddle seal page by page: every page's edge with its slice, and the sheets fanned in front."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from core.ofd.display import Box
from core.seal import Edge, Placement
from desktop.ui import words
from desktop.ui.icons import icon
from desktop.ui.parts.kept_in import ListView
from desktop.ui.parts.options import area_of, is_selected
from desktop.ui.parts.states import label
from desktop.ui.sealing.bands import BAND_MM, PX_PER_MM, EdgeBands
from desktop.ui.sealing.placing import Placing
from desktop.ui.theme import colour, sized
from desktop.ui.view import View

Index = QModelIndex | QPersistentModelIndex
SliceRole = Qt.ItemDataRole.UserRole + 1
BandRole = Qt.ItemDataRole.UserRole + 2
SMALL_PX_PER_MM = 1.2
_ROOM_MM = 6.0
"""What of the page shows before and after the seal along the edge."""
_LABEL_PX = 20
_PAD_PX = 8
_CAPTION_PX = 116


class SliceModel(QAbstractListModel):
    """One row a page; the display text is the page's number from 1."""

    def __init__(self, bands: EdgeBands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bands = bands
        self.placing: Placing | None = None
        self.picture: QImage | None = None
        self.px_per_mm = PX_PER_MM
        self._original: QImage | None = None
        self._slices: tuple[Placement, ...] = ()
        bands.arrived.connect(self._arrived)

    def show_slices(self, placing: Placing | None, picture: QImage | None, ratio: float) -> None:
        slices = placing.slices if placing is not None else ()
        reset = len(slices) != len(self._slices)
        if reset:
            self.beginResetModel()
        if placing is not None and picture is not self._original:
            self._original, self.picture = picture, _small(picture, placing, ratio)
        self.placing, self._slices = placing, slices
        if reset:
            self.endResetModel()
        elif slices:
            self.dataChanged.emit(self.index(0), self.index(len(slices) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._slices)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return str(index.row() + 1)
        if role == SliceRole:
            return self._slices[index.row()]
        if role == BandRole:
            return self.bands.band(index.row())
        return None

    def _arrived(self, page: int) -> None:
        if page < len(self._slices):
            self.dataChanged.emit(self.index(page), self.index(page))


def _small(picture: QImage | None, placing: Placing, ratio: float) -> QImage | None:
    """The picture in the pixels it is shown with: a painter that shrinks it leaves out lines."""
    if picture is None:
        return None
    scale = PX_PER_MM * ratio
    width, height = (round(side * scale) for side in (placing.size.width, placing.size.height))
    smooth = Qt.TransformationMode.SmoothTransformation
    return picture.scaled(width, height, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)


class SliceDelegate(QStyledItemDelegate):
    """Paints a page's edge around its slice."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        model = index.model()
        placing = model.placing if isinstance(model, SliceModel) else None
        scale = model.px_per_mm if isinstance(model, SliceModel) else PX_PER_MM
        width, height = _window_px(placing, scale)
        return QSize(width + 2 * _PAD_PX, height + _LABEL_PX + 2 * _PAD_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, SliceModel) or model.placing is None:
            return
        area = area_of(option)
        chosen = is_selected(option)
        width, height = _window_px(model.placing, model.px_per_mm)
        window = QRectF(area.left() + _PAD_PX, area.top() + _PAD_PX, width, height)
        painter.save()
        try:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.save()
            painter.setClipRect(window)
            _paint_edge(painter, model, index.data(SliceRole), index.data(BandRole), window)
            painter.restore()
            painter.setPen(QPen(colour("accent" if chosen else "line_strong"), 2 if chosen else 1))
            painter.drawRect(window)
            painter.setPen(colour("accent" if chosen else "ink_soft"))
            painter.setFont(sized(painter.font(), 12))
            caption = QRectF(area.left(), window.bottom() + 2, area.width(), _LABEL_PX)
            painter.drawText(caption, Qt.AlignmentFlag.AlignCenter, index.data())
        finally:
            painter.restore()


def _window_px(placing: Placing | None, px_per_mm: float) -> tuple[int, int]:
    """The size on screen of the part of a page that is shown."""
    if placing is None or placing.straddling is None:
        return 1, 1
    deep = round(BAND_MM * px_per_mm)
    if placing.straddling.edge in (Edge.LEFT, Edge.RIGHT):
        return deep, round((placing.size.height + 2 * _ROOM_MM) * px_per_mm)
    return round((placing.size.width + 2 * _ROOM_MM) * px_per_mm), deep


def _paint_edge(
    painter: QPainter, model: SliceModel, shown: Placement, band: QImage | None, window: QRectF
) -> None:
    placing = model.placing
    assert placing is not None
    assert placing.straddling is not None
    sheet, start = placing.pages[shown.page], placing.offset_mm - _ROOM_MM
    match placing.straddling.edge:
        case Edge.RIGHT:
            origin, along = QPointF(sheet.width - BAND_MM, start), QPointF(0, start)
        case Edge.LEFT:
            origin, along = QPointF(0, start), QPointF(0, start)
        case Edge.TOP:
            origin, along = QPointF(start, 0), QPointF(start, 0)
        case Edge.BOTTOM:
            origin, along = QPointF(start, sheet.height - BAND_MM), QPointF(start, 0)

    scale = model.px_per_mm

    def on_screen(box: Box) -> QRectF:
        corner = window.topLeft() + (QPointF(box.x, box.y) - origin) * scale
        return QRectF(corner.x(), corner.y(), box.width * scale, box.height * scale)

    painter.fillRect(window, colour("canvas"))
    painter.fillRect(on_screen(Box(0, 0, sheet.width, sheet.height)), Qt.GlobalColor.white)
    if band is not None:
        ratio = band.height() / sheet.height if along.x() == 0 else band.width() / sheet.width
        size = QPointF(band.width(), band.height()) * (scale / ratio)
        corner = window.topLeft() - along * scale
        painter.drawImage(QRectF(corner.x(), corner.y(), size.x(), size.y()), band)
    if model.picture is not None and shown.clip is not None:
        clip, whole = shown.clip, shown.boundary
        part = Box(whole.x + clip.x, whole.y + clip.y, clip.width, clip.height)
        painter.setClipRect(on_screen(part), Qt.ClipOperation.IntersectClip)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        painter.drawImage(on_screen(whole), model.picture)


class FannedSheets(QWidget):
    """The slices of the first group put together again: what a reader sees who fans the sheets."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._placing: Placing | None = None
        self._picture: QImage | None = None

    def show_slices(self, placing: Placing | None, picture: QImage | None) -> None:
        self._placing, self._picture = placing, picture
        side = round((placing.size.height if placing else 45) * PX_PER_MM)
        across = round((placing.size.width if placing else 45) * PX_PER_MM)
        self.setFixedSize(across + 2, side + 2)
        self.update()

    def paintEvent(self, _event: object) -> None:
        placing = self._placing
        if placing is None or placing.straddling is None:
            return
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            whole = QRectF(1, 1, self.width() - 2, self.height() - 2)
            painter.fillRect(whole, Qt.GlobalColor.white)
            if self._picture is not None:
                painter.drawImage(whole, self._picture)
            painter.setPen(QPen(colour("accent", 110), 1))
            for piece in placing.slices[: placing.groups[0] if placing.groups else 0]:
                if piece.clip is not None:
                    x, y, width, height = (part * PX_PER_MM for part in piece.clip)
                    painter.drawRect(QRectF(1 + x, 1 + y, width, height))
        finally:
            painter.end()


class StraddleStrip(View):
    """Shows itself while there is a straddle seal; choosing a page asks to go there."""

    page_chosen = Signal(int)

    def __init__(self, bands: EdgeBands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "foot")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._placing: Placing | None = None
        self._picture: QImage | None = None
        self.model = SliceModel(bands, self)
        self.list = ListView()
        self.list.setObjectName("straddleStrip")
        self.list.setModel(self.model)
        self.list.setItemDelegate(SliceDelegate(self.list))
        self.list.setFlow(QListView.Flow.LeftToRight)
        self.list.setHorizontalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setUniformItemSizes(True)
        self._fanned = FannedSheets()
        self._caption = label("overline")
        self._facts = label("small", wrap=True)
        self._facts.setFixedWidth(_CAPTION_PX)
        self._folded = False
        self._small = False
        self._fold = QPushButton()
        self._fold.setObjectName("straddleFold")
        self._fold.setProperty("role", "quiet")
        self._fold.clicked.connect(lambda: self.fold(folded=not self._folded))
        self._build()
        self.list.selectionModel().currentChanged.connect(self._chosen)
        self.list.horizontalScrollBar().valueChanged.connect(self._hurry)
        self.hide()
        self.retranslate()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self._caption, 1)
        head.addWidget(self._fold)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addLayout(head)
        words.addWidget(self._facts)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 8, 4)
        row.setSpacing(12)
        row.addLayout(words)
        row.addWidget(self._fanned, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.list, 1)

    def retranslate(self) -> None:
        folding = self.tr("Show the preview") if self._folded else self.tr("Fold the preview away")
        self._fold.setToolTip(folding)
        self._fold.setAccessibleName(folding)
        self._fold.setIcon(icon("up" if self._folded else "down"))
        self.list.setAccessibleName(self.tr("Straddle seal page by page"))
        self.show_placing(self._placing, self._picture)

    def show_placing(self, placing: Placing | None, picture: QImage | None) -> None:
        self._placing, self._picture = placing, picture
        straddling = placing is not None and bool(placing.slices)
        self.model.show_slices(placing if straddling else None, picture, self.devicePixelRatioF())
        self._fanned.show_slices(placing if straddling else None, self.model.picture)
        if straddling and placing is not None:
            _, height = _window_px(placing, self.model.px_per_mm)
            bar = self.list.horizontalScrollBar().sizeHint().height()
            self.list.setFixedHeight(height + _LABEL_PX + 2 * _PAD_PX + bar)
            said = self._said(placing)
            self._facts.setText("\n".join(said))
            heading = self.tr("Straddle seal")
            self._caption.setText(" · ".join([heading, *said]) if self._folded else heading)
            self.list.doItemsLayout()
        self.setVisible(straddling)

    def be_small(self, small: bool) -> None:
        """In little room: the slices smaller, and without the fanned sheets."""
        scale = SMALL_PX_PER_MM if small else PX_PER_MM
        if scale != self.model.px_per_mm:
            self.model.px_per_mm, self._small = scale, small
            self._show_parts()
            self.show_placing(self._placing, self._picture)

    def fold(self, *, folded: bool) -> None:
        """Leave a line of the preview, so that the page has the room; or show it again."""
        self._folded = folded
        self._show_parts()
        self.retranslate()

    def _show_parts(self) -> None:
        self.list.setVisible(not self._folded)
        self._facts.setVisible(not self._folded)
        self._fanned.setVisible(not self._folded and not self._small)

    def _said(self, placing: Placing) -> list[str]:
        slices, groups = placing.slices, placing.groups
        clip = slices[0].clip
        sideways = placing.straddling is not None and placing.straddling.edge in (Edge.LEFT, Edge.RIGHT)
        width = 0.0
        if clip is not None:
            width = clip.width if sideways else clip.height
        said = [
            self.tr("%n pages", "", len(slices)),
            self.tr("{width} mm a slice").format(width=words.tenths(width)),
        ]
        if len(groups) > 1:
            said.append(self.tr("%n whole seals, one for each group", "", len(groups)))
        return said

    def _chosen(self, current: QModelIndex) -> None:
        if current.isValid():
            self.page_chosen.emit(current.row())

    def _hurry(self) -> None:
        port = self.list.viewport().rect()
        left = self.list.indexAt(QPoint(_PAD_PX, port.center().y()))
        right = self.list.indexAt(QPoint(port.right() - _PAD_PX, port.center().y()))
        if left.isValid():
            last = right.row() if right.isValid() else self.model.rowCount() - 1
            self.model.bands.hurry(range(left.row(), last + 1))
