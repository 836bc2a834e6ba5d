"""The canvas as hands meet it: mouse, pen, wheel, gestures, keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QTabletEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QToolTip, QWidget

from desktop.ui.parts.pages.area import PagesArea
from desktop.ui.parts.pages.layout import Arrangement
from desktop.ui.parts.pages.pictures import PagePictures
from desktop.ui.parts.pages.wheel import Notches
from desktop.ui.parts.states import plain_tip

_ALONG_MS = 40
_PINCH_LEAST = 0.005


class PagesCanvas(PagesArea):
    """Pages to be read and worked on: overlays are asked first, what none of them takes moves the view.

    `menu_asked` carries a point of the screen, its `Place` and whether keys asked; `back_asked` and
    `forward_asked` come from the mouse's own buttons for that.
    """

    menu_asked = Signal(QPoint, object, bool)
    back_asked = Signal()
    forward_asked = Signal()

    def __init__(self, pictures: PagePictures, parent: QWidget | None = None) -> None:
        super().__init__(pictures, parent)
        self._panning: QPointF | None = None
        self._zooming = Notches()
        self._dragged_to = QPointF()
        self._along = QTimer(self, singleShot=True, interval=_ALONG_MS)
        self._along.timeout.connect(self._go_along)
        self.viewport().setMouseTracking(True)
        self.viewport().grabGesture(Qt.GestureType.PinchGesture)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            notches = self._zooming.turned(event.angleDelta().y())
            for _ in range(abs(notches)):
                self.zoom_by(1 if notches > 0 else -1, event.position())
            event.accept()
            return
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._across(event)
            return
        if self._turns_by_wheel(event):
            event.accept()
            return
        super().wheelEvent(event)

    def _across(self, event: QWheelEvent) -> None:
        """With Shift the wheel goes sideways; Qt would turn whole screens."""
        delta = event.pixelDelta() if not event.pixelDelta().isNull() else event.angleDelta()
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() - (delta.y() or delta.x()))
        event.accept()

    def _turns_by_wheel(self, event: QWheelEvent) -> bool:
        """A single page that is at its end is turned."""
        bar, down = self.verticalScrollBar(), event.angleDelta().y() < 0
        if self._arrangement is not Arrangement.SINGLE or not event.angleDelta().y():
            return False
        if bar.value() != (bar.maximum() if down else bar.minimum()):
            return False
        before = self._page
        self.turn_page(+1 if down else -1)
        if not down and self._page != before:
            bar.setValue(bar.maximum())
        return True

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
                self.set_zoom(self._zoom * (1 + event.value()), event.position())
                return True
        elif isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture) and abs(pinch.scaleFactor() - 1) > _PINCH_LEAST:
                about = self.viewport().mapFromGlobal(pinch.centerPoint())
                self.set_zoom(self._zoom * pinch.scaleFactor(), about)
            return True
        elif isinstance(event, QTabletEvent) and self._tablet(event):
            return True
        elif isinstance(event, QHelpEvent):
            place = self._place_at(QPointF(event.pos()))
            tip = self._overlays.tip_over(place) if place is not None else ""
            QToolTip.showText(event.globalPos(), plain_tip(tip), self.viewport())
            return True
        return super().viewportEvent(event)

    def _tablet(self, event: QTabletEvent) -> bool:
        """A pen speaks to the overlays with its pressure; what none of them takes becomes a mouse's event."""
        place = self._place_at(event.position())
        if place is None:
            return False
        match event.type():
            case QEvent.Type.TabletPress:
                return self._overlays.press(place, event.pressure())
            case QEvent.Type.TabletMove:
                return self._overlays.move(place, event.pressure())
            case QEvent.Type.TabletRelease if self._overlays.held:
                self._overlays.release(place)
                return True
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.BackButton:
            self.back_asked.emit()
            return
        if event.button() is Qt.MouseButton.ForwardButton:
            self.forward_asked.emit()
            return
        place = self._place_at(event.position())
        taken = event.button() is Qt.MouseButton.MiddleButton
        if event.button() is Qt.MouseButton.LeftButton and place is not None:
            taken = not self._overlays.press(place)
        if taken:
            self._panning = event.position()
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place = self._place_at(event.position())
        if place is not None and not self._overlays.double_click(place):
            self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._panning is not None:
            moved = event.position() - self._panning
            self._panning = event.position()
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - round(moved.x()))
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() - round(moved.y()))
            return
        place = self._place_at(event.position())
        if place is None:
            return
        if self._overlays.move(place):
            self._dragged_to = event.position()
            self._go_along()
        self.viewport().setCursor(self._overlays.cursor_over(place))

    def _go_along(self) -> None:
        """What is dragged past an edge takes the view along, for as long as it is held there."""
        at = self._dragged_to
        past = at.y() - self.viewport().height()
        step = past if past > 0 else min(0.0, at.y())
        bar = self.verticalScrollBar()
        before = bar.value()
        bar.setValue(before + round(step))
        place = self._place_at(at)
        if step and self._overlays.held and bar.value() != before and place is not None:
            self._overlays.move(place)
            self._along.start()
        else:
            self._along.stop()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._panning is not None:
            self._panning = None
            self.viewport().unsetCursor()
            return
        self._along.stop()
        place = self._place_at(event.position())
        if place is not None:
            self._overlays.release(place)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """By the menu key it is asked for in the middle."""
        at = event.pos()
        by_keys = event.reason() is QContextMenuEvent.Reason.Keyboard
        if by_keys:
            at = self.viewport().rect().center()
        place = self._place_at(QPointF(at))
        if place is not None:
            self.menu_asked.emit(self.viewport().mapToGlobal(at), place, by_keys)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._overlays.key_press(event):
            return
        single = self._arrangement is Arrangement.SINGLE
        match event.key():
            case Qt.Key.Key_Home:
                self.leap(0)
            case Qt.Key.Key_End:
                self.leap(len(self._layout.sizes) - 1)
            case Qt.Key.Key_Space:
                back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                self._page_on(-1 if back else 1)
            case Qt.Key.Key_PageDown | Qt.Key.Key_PageUp if single:
                self._page_on(1 if event.key() == Qt.Key.Key_PageDown else -1)
            case Qt.Key.Key_Right | Qt.Key.Key_Left if not self.horizontalScrollBar().maximum():
                self.turn_page(1 if event.key() == Qt.Key.Key_Right else -1)
            case _:
                super().keyPressEvent(event)
                return
        event.accept()

    def _page_on(self, step: int) -> None:
        """On by most of what is in sight; from the end of a single page to the next."""
        bar = self.verticalScrollBar()
        end = bar.maximum() if step > 0 else bar.minimum()
        if self._arrangement is Arrangement.SINGLE and bar.value() == end:
            self.turn_page(step)
            return
        bar.setValue(bar.value() + step * round(bar.pageStep() * 0.9))
