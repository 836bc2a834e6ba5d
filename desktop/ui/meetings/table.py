"""The agenda table: rows are dragged to another place, or moved with Alt and the arrow keys."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QSpinBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.ui.icons import picture
from desktop.ui.meetings.model import ITEM, MARKS, MINUTES, PAPERS, REPORTER, TIME, AgendaModel
from desktop.ui.meetings.state import AgendaRow
from desktop.ui.parts.cards import Chip, chip_width, paint_chip, paint_wrapped
from desktop.ui.parts.kept_in import TableView
from desktop.ui.parts.options import area_of, state_of
from desktop.ui.parts.rows import RowRole
from desktop.ui.theme import COLOURS, colour, sized

Index = QModelIndex | QPersistentModelIndex
ROW_PX = 60
_GRIP_PX = 28
_NARROW_BELOW_PX = 860
_WIDE = {TIME: 136, REPORTER: 176, MINUTES: 68, PAPERS: 68}
_NARROW = {TIME: 132, REPORTER: 104, MINUTES: 64, PAPERS: 60}
_SIGN_PX = 24
"""Of what waits to be sent or is disputed, in the last column."""


class AgendaTable(TableView):
    """Reports `moved(from, to)`; rows only follow when the model does."""

    moved = Signal(int, int)
    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("agendaTable")
        self.setItemDelegate(AgendaDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_PX)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        self._reorderable = False
        self._pressed: QPoint | None = None
        self._dragged: int | None = None
        self._lifted: QPixmap | None = None
        self._pointer = QPoint()
        self._grip = QPoint()

    def setModel(self, model: AgendaModel) -> None:  # type: ignore[override]
        super().setModel(model)
        for changed in (model.modelReset, model.layoutChanged):
            changed.connect(self._share_width)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(ITEM, QHeaderView.ResizeMode.Stretch)
        self._share_width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._share_width()
        super().resizeEvent(event)

    def _share_width(self) -> None:
        """The item gets what the other columns leave; in a narrow window they leave more."""
        widths = _NARROW if self.width() < _NARROW_BELOW_PX else _WIDE
        for column, width in {**widths, MARKS: self._marks_px()}.items():
            self.horizontalHeader().resizeSection(column, width)

    def _marks_px(self) -> int:
        """As wide as the longest marking, with room for a sign beside it; a sign's width without any."""
        model = self.model()
        shown = (str(model.index(row, MARKS).data() or "") for row in range(model.rowCount() if model else 0))
        widest = max((chip_width(Chip(text, ground=COLOURS.line)) for text in shown if text), default=0.0)
        return round(widest) + 2 * 8 + _SIGN_PX

    def set_reorderable(self, reorderable: bool) -> None:
        self._reorderable = reorderable
        self.viewport().update()

    @property
    def reorderable(self) -> bool:
        return self._reorderable

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if alt and self._reorderable and row >= 0 and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            target = row + (1 if event.key() == Qt.Key.Key_Down else -1)
            if 0 <= target < self.model().rowCount():
                self.moved.emit(row, target)
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row >= 0 and not self._editing():
            self.opened.emit(row)
            return
        if event.key() == Qt.Key.Key_Escape and self._dragged is not None:
            self._let_go()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and index.isValid() and self._reorderable:
            self._pressed = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if self._pressed is not None and self._dragged is None:
            far = (point - self._pressed).manhattanLength() >= QApplication.startDragDistance()
            if far:
                self._lift(self.indexAt(self._pressed).row())
        if self._dragged is not None:
            self._pointer = point
            self._scroll_at_the_edge(point)
            self.viewport().update()
            return
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        source, target = self._dragged, self._target()
        self._pressed = None
        if source is not None:
            self._let_go()
            if target is not None and target != source:
                self.moved.emit(source, target)
            return
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() == PAPERS:
            self.opened.emit(index.row())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._dragged is None or self._lifted is None:
            return
        painter = QPainter(self.viewport())
        try:
            painter.setOpacity(0.55)
            painter.fillRect(self._row_rect(self._dragged), colour("surface"))
            painter.setOpacity(1.0)
            gap = self._gap()
            painter.setPen(QPen(colour("accent"), 3))
            painter.drawLine(0, gap, self.viewport().width(), gap)
            top = self._pointer.y() - self._grip.y()
            lifted = QRect(8, top, self.viewport().width() - 16, ROW_PX)
            painter.fillRect(lifted.adjusted(2, 3, 2, 3), colour("shadow", 40))
            painter.drawPixmap(lifted.topLeft(), self._lifted)
            painter.setPen(QPen(colour("accent"), 1))
            painter.drawRect(lifted)
        finally:
            painter.end()

    def _editing(self) -> bool:
        return self.state() is QAbstractItemView.State.EditingState

    def _lift(self, row: int) -> None:
        if row < 0:
            return
        area = self._row_rect(row)
        self._grip = (self._pressed or area.topLeft()) - area.topLeft()
        self._lifted = self.viewport().grab(area.adjusted(8, 0, -8, 0))
        self._dragged = row
        self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def _let_go(self) -> None:
        self._dragged = self._lifted = self._pressed = None
        self.viewport().unsetCursor()
        self.viewport().update()

    def _row_rect(self, row: int) -> QRect:
        return QRect(0, self.rowViewportPosition(row), self.viewport().width(), ROW_PX)

    def _target(self) -> int | None:
        """Where the lifted row would come to stand."""
        if self._dragged is None:
            return None
        middle = self._pointer.y() - self._grip.y() + ROW_PX / 2 + self.verticalOffset()
        return max(0, min(int(middle // ROW_PX), self.model().rowCount() - 1))

    def _gap(self) -> int:
        target = self._target() or 0
        below = self._dragged is not None and target > self._dragged
        return target * ROW_PX - self.verticalOffset() + (ROW_PX if below else 0)

    def _scroll_at_the_edge(self, point: QPoint) -> None:
        bar = self.verticalScrollBar()
        if point.y() < _GRIP_PX:
            bar.setValue(bar.value() - 1)
        elif point.y() > self.viewport().height() - _GRIP_PX:
            bar.setValue(bar.value() + 1)


class AgendaDelegate(QStyledItemDelegate):
    """Paints a cell of the agenda."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: AgendaRow = index.data(RowRole)
        area = area_of(option)
        state = state_of(option)
        painter.save()
        try:
            painter.setClipRect(area)
            ground = "accent_wash" if state & QStyle.StateFlag.State_Selected else "surface"
            painter.fillRect(area, colour(ground))
            painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), colour("line"))
            self._paint_cell(painter, area, row, index)
            focused = state & QStyle.StateFlag.State_HasFocus
            if focused and index.column() == MINUTES:
                painter.setPen(QPen(colour("accent"), 2))
                painter.drawRoundedRect(area.adjusted(2, 8, -8, -9), 4, 4)
        finally:
            painter.restore()

    def _paint_cell(self, painter: QPainter, area: QRect, row: AgendaRow, index: Index) -> None:
        font = sized(painter.font(), 14)
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        inner = area.adjusted(8, 8, -8, -8)
        match index.column():
            case 0:
                self._paint_time(painter, area, row, index)
            case 1:
                single = QFontMetricsF(font).horizontalAdvance(index.data()) <= inner.width()
                box = inner.adjusted(0, 11 if single else 1, 0, 0)
                painter.setPen(colour("ink" if row.item else "ink_soft"))
                weight = QFont.Weight.Medium if row.item else QFont.Weight.Normal
                paint_wrapped(painter, QRectF(box), index.data(), sized(font, 14, weight=weight), 0.0)
            case 2:
                lines = str(index.data() or "").split("\n")
                painter.setFont(sized(font, 13))
                for number, line in enumerate(lines):
                    painter.setPen(colour("ink_soft" if number == 0 and len(lines) > 1 else "ink"))
                    box = QRect(inner.left(), inner.top() + number * 22, inner.width(), 22)
                    if len(lines) == 1:
                        box = inner
                    said = painter.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, box.width())
                    painter.drawText(box, middle, said)
            case 3:
                painter.setFont(font)
                painter.setPen(colour("ink" if row.item else "ink_soft"))
                painter.drawText(inner, middle, index.data())
            case 4:
                self._paint_papers(painter, inner, row)
            case _:
                self._paint_marks(painter, inner, row, index)

    def _paint_time(self, painter: QPainter, area: QRect, row: AgendaRow, index: Index) -> None:
        table = self.parent()
        left = area.left() + 12
        if isinstance(table, AgendaTable) and table.reorderable:
            ratio = painter.device().devicePixelRatio()
            top = area.center().y() - 8
            if row.item is not None:
                painter.drawPixmap(left - 6, top, picture("grip", COLOURS.ink_faint, 18, ratio))
            left += 18
        else:
            left = area.left() + 8
        start, _dash, end = index.data().partition("–")
        box = QRect(left, area.top(), area.right() - left, area.height())
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(sized(painter.font(), 15, weight=QFont.Weight.DemiBold))
        painter.setPen(colour("ink" if row.item else "ink_soft"))
        painter.drawText(box, middle, start)
        width = painter.fontMetrics().horizontalAdvance(start)
        painter.setFont(sized(painter.font(), 13))
        painter.setPen(colour("ink_soft"))
        painter.drawText(box.adjusted(width + 4, 0, 0, 0), middle, f"– {end}")

    def _paint_papers(self, painter: QPainter, inner: QRect, row: AgendaRow) -> None:
        if not row.papers:
            return
        held = any(paper.blob for paper in row.papers)
        ink = COLOURS.accent if held else COLOURS.ink_faint
        ratio = painter.device().devicePixelRatio()
        painter.drawPixmap(inner.left(), inner.center().y() - 8, picture("attachment", ink, 18, ratio))
        painter.setPen(QColor(ink))
        painter.setFont(sized(painter.font(), 13))
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inner.adjusted(22, 0, 0, 0), middle, str(len(row.papers)))

    def _paint_marks(self, painter: QPainter, inner: QRect, row: AgendaRow, index: Index) -> None:
        right = inner.right()
        ratio = painter.device().devicePixelRatio()
        for shown, name, ink in (
            (row.conflict, "alert", COLOURS.caution),
            (row.pending, "upload", COLOURS.ink_soft),
        ):
            if shown:
                right -= 20
                painter.drawPixmap(right, inner.center().y() - 9, picture(name, ink, 18, ratio))
                right -= 4
        marking = str(index.data() or "")
        if marking:
            chip = Chip(marking, COLOURS.ink, COLOURS.line)
            corner = QPoint(max(inner.left(), round(right - chip_width(chip))), inner.center().y() - 9)
            paint_chip(painter, corner.toPointF(), chip)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QSpinBox(parent)
        editor.setObjectName("durationEditor")
        editor.setRange(1, 480)
        editor.setAccessibleName(index.model().headerData(MINUTES, Qt.Orientation.Horizontal))
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        area = area_of(option)
        editor.setGeometry(area.adjusted(0, 12, 0, -13))
