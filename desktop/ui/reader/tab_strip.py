"""The tabs above the pages: a title each, what is known of its seals, and a way to close it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QTabBar, QToolButton, QWidget

from core.seal.report import Verdict
from desktop.ui import verdicts
from desktop.ui.icons import icon, picture
from desktop.ui.parts.seals.pill import looks
from desktop.ui.parts.states import plain_tip
from desktop.ui.reader.tabs_presenter import TabFace
from desktop.ui.theme import COLOURS, colour, sized

_HEIGHT_PX = 36
_LEAST_PX, _MOST_PX = 132, 240
_ICON_PX = 16
_PAD_PX = 12
_CLOSE_PX = 22


@dataclass(frozen=True, slots=True, kw_only=True)
class TabShown:
    """One tab as it is drawn."""

    number: int
    kept: bool
    face: TabFace


class TabStrip(QTabBar):
    """Draws a row of tabs and reports what is done with them, by their numbers."""

    chosen = Signal(int)
    keep_asked = Signal(int)
    close_asked = Signal(int)
    close_others_asked = Signal(int)
    carry_asked = Signal(int)
    dragged = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rendering = False
        self._active = True
        self._pressed = 0
        self._shown: dict[int, TabShown] = {}
        self.setObjectName("tabStrip")
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setMovable(True)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setSelectionBehaviorOnRemove(QTabBar.SelectionBehavior.SelectRightTab)
        self.currentChanged.connect(self._changed)
        self.tabMoved.connect(self._moved)
        self.tabBarDoubleClicked.connect(self._double_clicked)

    def show_tabs(self, tabs: Sequence[TabShown], current: int, *, active: bool) -> None:
        """Draw these tabs; `active` says that a person works in this half."""
        self._rendering = True
        self._active = active
        self._shown = {tab.number: tab for tab in tabs}
        for place in reversed(range(self.count())):
            if self.tabData(place) not in self._shown:
                self.removeTab(place)
        for place, tab in enumerate(tabs):
            at = self._place_of(tab.number)
            if at < 0:
                self.insertTab(place, "")
                self.setTabData(place, tab.number)
                self.setTabButton(place, QTabBar.ButtonPosition.RightSide, self._closer(tab.number))
            elif at != place:
                self.moveTab(at, place)
            self._say(place, tab)
        self.setCurrentIndex(self._place_of(current))
        self._rendering = False
        self.update()

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Open documents"))
        for place in range(self.count()):
            self._say(place, self._shown[self.tabData(place)])

    def _say(self, place: int, tab: TabShown) -> None:
        """In words: the whole title, what is known of its seals, and whether it stays."""
        title = self._title(tab)
        said = [title, tab.face.marking] if tab.face.marking else [title]
        if tab.face.verdict is not None:
            said.append(verdicts.verdict(tab.face.verdict))
        if tab.face.failed:
            said.append(self.tr("Could not be opened"))
        if not tab.kept:
            said.append(self.tr("Gives way to the next document; double-click to keep it"))
        if self.tabText(place) != title:
            self.setTabText(place, title)
        self.setTabToolTip(place, plain_tip("\n".join(said)))
        self.setAccessibleTabName(place, ", ".join(said))
        closer = self.tabButton(place, QTabBar.ButtonPosition.RightSide)
        closer.setToolTip(self.tr("Close (Ctrl+W)"))
        closer.setAccessibleName(self.tr("Close {title}").format(title=title))

    def _title(self, tab: TabShown) -> str:
        title = tab.face.title.replace("&", "＆")
        if not tab.face.version:
            return title
        return self.tr("V{number} {title}").format(number=tab.face.version, title=title)

    def _closer(self, number: int) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("role", "quiet")
        button.setIcon(icon("close", COLOURS.ink_soft))
        button.setIconSize(QSize(14, 14))
        button.setFixedSize(_CLOSE_PX, _CLOSE_PX)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self.close_asked.emit(number))
        return button

    def _place_of(self, number: int) -> int:
        return next((place for place in range(self.count()) if self.tabData(place) == number), -1)

    def _changed(self, place: int) -> None:
        if not self._rendering and place >= 0:
            self.chosen.emit(self.tabData(place))

    def _moved(self, _source: int, target: int) -> None:
        if not self._rendering:
            self.dragged.emit(self.tabData(target), target)

    def _double_clicked(self, place: int) -> None:
        if place >= 0:
            self.keep_asked.emit(self.tabData(place))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self.tabAt(event.position().toPoint())
        self._pressed = self.tabData(place) if place >= 0 else 0
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = self.tabAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.MiddleButton and place >= 0:
            self.close_asked.emit(self.tabData(place))
            return
        super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        place = self.tabAt(event.pos()) if by_mouse else self.currentIndex()
        if place < 0:
            return
        at = event.globalPos() if by_mouse else self.mapToGlobal(self.tabRect(place).bottomLeft())
        self.menu(place).popup(at)

    def menu(self, place: int) -> QMenu:
        """What can be done with one tab; it deletes itself when it is put away."""
        number: int = self.tabData(place)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        keep = menu.addAction(self.tr("Keep open"))
        keep.setEnabled(not self._shown[number].kept)
        keep.triggered.connect(lambda: self.keep_asked.emit(number))
        carry = menu.addAction(self.tr("To the other half"))
        carry.triggered.connect(lambda: self.carry_asked.emit(number))
        menu.addSeparator()
        close = menu.addAction(self.tr("Close"))
        close.triggered.connect(lambda: self.close_asked.emit(number))
        others = menu.addAction(self.tr("Close the others"))
        others.setEnabled(self.count() > 1)
        others.triggered.connect(lambda: self.close_others_asked.emit(number))
        return menu

    # Drawing --------------------------------------------------------------------------------------

    def tabSizeHint(self, index: int) -> QSize:
        wanted = QFontMetrics(sized(self.font(), 13)).horizontalAdvance(self.tabText(index))
        wanted += 2 * _PAD_PX + _ICON_PX + 6 + _CLOSE_PX
        return QSize(max(_LEAST_PX, min(_MOST_PX, wanted)), _HEIGHT_PX)

    def minimumTabSizeHint(self, index: int) -> QSize:
        return QSize(_LEAST_PX, _HEIGHT_PX)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            pointer = self.mapFromGlobal(self.cursor().pos())
            dragged = self._pressed if self._drags() else 0
            for place in range(self.count()):
                if self.tabData(place) != dragged:
                    self._paint_tab(painter, place, pointer)
        finally:
            painter.end()

    def _drags(self) -> bool:
        """Whether Qt shows a tab under the hand: in a plain widget, all else here being buttons."""
        return any(type(each) is QWidget and each.isVisible() for each in self.children())

    def _paint_tab(self, painter: QPainter, place: int, pointer: QPoint) -> None:
        area, tab = self.tabRect(place), self._shown.get(self.tabData(place))
        if tab is None:
            return
        current = place == self.currentIndex()
        if current:
            painter.fillRect(area, colour("surface"))
            painter.fillRect(
                QRect(area.left(), area.top(), area.width(), 2),
                colour("accent" if self._active else "line_strong"),
            )
        elif area.contains(pointer) and self.underMouse():
            painter.fillRect(area, colour("hover"))
        painter.fillRect(QRect(area.right(), area.top() + 8, 1, area.height() - 16), colour("line"))
        if current and self.hasFocus():
            painter.setPen(colour("accent"))
            painter.drawRect(area.adjusted(3, 4, -4, -4))
        left = area.left() + _PAD_PX
        name, ink = _icon_of(tab.face)
        if name:
            painter.drawPixmap(
                QPoint(left, area.center().y() - _ICON_PX // 2 + 1),
                picture(name, ink, _ICON_PX, self.devicePixelRatioF()),
            )
            left += _ICON_PX + 6
        font = sized(self.font(), 13)
        painter.setFont(font)
        painter.setPen(colour("ink" if tab.kept else "ink_soft"))
        room = QRect(left, area.top(), area.right() - _PAD_PX - _CLOSE_PX + 4 - left, area.height())
        text = _shortened(self.tabText(place), QFontMetrics(font), room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


def _shortened(title: str, metrics: QFontMetrics, room: int) -> str:
    """What of a title fits. An organ's name and 关于 stand before nearly every one, and tell few apart."""
    if metrics.horizontalAdvance(title) > room:
        title = title.partition("关于")[2] or title
    return metrics.elidedText(title, Qt.TextElideMode.ElideRight, room)


def _icon_of(face: TabFace) -> tuple[str, str]:
    """Its name and colour; none when there is nothing to tell."""
    if face.failed:
        return "error", COLOURS.danger
    if face.busy:
        return "clock", COLOURS.ink_soft
    if face.verdict is not None and face.verdict is not Verdict.UNSIGNED:
        ink, _ground, name = looks(face.verdict)
        return name, ink
    return "", ""
